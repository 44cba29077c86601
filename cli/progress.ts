import { SingleBar } from 'cli-progress';
import { formatCount, formatDuration } from './terminal.ts';

/** Tells a person how far a long piece of work is. */
export type Progress = {
  advance(count: number): void;
  /** Why it does not go on just now; null when it does. */
  note(reason: string | null): void;
  /** The work is over, done or not. */
  stop(): void;
};

/** Starts to show a piece of work of known size. */
export type ShowProgress = (label: string, total: number) => Progress;

const linesEveryMs = 3_000;

/** Draws a bar on a terminal and writes a line every few seconds elsewhere, always on stderr: stdout belongs to the answer. */
export function showProgressOn(stream: NodeJS.WriteStream): ShowProgress {
  return (label, total) => {
    if (total === 0) return silentProgress;
    return stream.isTTY ? drawBar(stream, label, total) : writeLines(stream, label, total);
  };
}

/** Shows nothing. */
export const silentProgress: Progress = { advance: () => undefined, note: () => undefined, stop: () => undefined };

type State = { done: number; note: string | null; startedAt: number };

function drawBar(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  const state: State = { done: 0, note: null, startedAt: performance.now() };
  const bar = new SingleBar({
    stream,
    format: `${label.padEnd(15)} {bar} {text}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    fps: 8,
    hideCursor: true,
    linewrap: false,
    // Ctrl-C is ours: calls in flight end first.
    gracefulExit: false,
  });
  bar.start(total, 0, { text: describe(state, total) });
  const draw = (): void => bar.update(state.done, { text: describe(state, total) });
  return {
    advance(count) {
      state.done += count;
      draw();
    },
    note(reason) {
      state.note = reason;
      draw();
    },
    stop() {
      draw();
      bar.stop();
    },
  };
}

function writeLines(stream: NodeJS.WriteStream, label: string, total: number): Progress {
  const state: State = { done: 0, note: null, startedAt: performance.now() };
  const write = (): void => {
    stream.write(`${label}: ${describe(state, total)}\n`);
  };
  const timer = setInterval(write, linesEveryMs).unref();
  return {
    advance(count) {
      state.done += count;
    },
    note(reason) {
      state.note = reason;
    },
    stop() {
      clearInterval(timer);
      write();
    },
  };
}

function describe({ done, note, startedAt }: State, total: number): string {
  const elapsedMs = performance.now() - startedAt;
  const parts = [`${formatCount(done)} of ${formatCount(total)}`];
  if (done > 0 && elapsedMs > 0) parts.push(`${formatCount(Math.round((done / elapsedMs) * 1_000))}/s`);
  if (done >= total) parts.push(`in ${formatDuration(elapsedMs)}`);
  else if (done > 0) parts.push(`${formatDuration(((total - done) / done) * elapsedMs)} left`);
  if (note !== null) parts.push(`waiting: ${note}`);
  return parts.join(' · ');
}
