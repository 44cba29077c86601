import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export type Program = {
  /** What Node runs: a file of this checkout, or a path. */
  file: URL | string;
  args?: readonly string[];
  nodeArgs?: readonly string[];
  env?: Record<string, string>;
  cwd?: string;
  /** Asked until it answers with a success; without it the process counts as ready when it has said something over its channel. */
  readyUrl?: string;
};

/** A process of a bench's own. It ends with this one, however this one ends. */
export type Running<Message = unknown> = {
  pid: number;
  child: ChildProcess;
  /** Sends a message over the channel and waits for the next one that comes back. */
  ask(message: object): Promise<Message>;
  /** What it said first; null when it was asked over HTTP whether it is ready. */
  firstWord: Message | null;
  /** SIGTERM, and waits for the end; SIGKILL for one that does not. */
  stop(): Promise<void>;
};

/** For programs that shall answer how much memory they use, without a change to them: see `inside/report-memory.ts`. */
export const nodeArgsForMemory = ['--expose-gc', '--import', new URL('inside/report-memory.ts', import.meta.url).href];

/** For processes of the lab: see `inside/packages-of-production.ts`. */
export const nodeArgsForLab = ['--import', new URL('inside/packages-of-production.ts', import.meta.url).href];

const patienceMs = 60_000;
const stopPatienceMs = 15_000;
const pollMs = 20;

/**
 * Starts a process and waits until it is ready; the stack stops it. Settings of a shell with a lab in it do not reach it.
 *
 * @throws Error when it ends before it is ready, or takes too long.
 */
export async function startProgram<Message = unknown>(stack: AsyncDisposableStack, program: Program): Promise<Running<Message>> {
  const file = program.file instanceof URL ? fileURLToPath(program.file) : program.file;
  const child = spawn(process.execPath, [...(program.nodeArgs ?? []), file, ...(program.args ?? [])], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    ...(program.cwd ? { cwd: program.cwd } : {}),
    // as the lab's own image sets it; several packages check more without it
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production', LOG_LEVEL: 'error', ...program.env },
  });
  const exited = once(child, 'exit');
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!hasEnded()) child.kill('SIGTERM');
    const cutOff = setTimeout(() => child.kill('SIGKILL'), stopPatienceMs);
    await exited;
    clearTimeout(cutOff);
  };
  stack.defer(stop);
  const ended = exited.then(() => {
    throw new Error(`${file} ended with ${child.signalCode ?? child.exitCode} — what it wrote above may say why`);
  });
  // it ends when it is stopped, too: of interest only to who waits for something
  ended.catch(() => {});
  const nextMessage = async (): Promise<Message> => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return message as Message;
  };
  const ask = (message: object): Promise<Message> => {
    const answer = nextMessage();
    child.send(message);
    return answer;
  };
  const firstWord = program.readyUrl === undefined ? await nextMessage() : await Promise.race([untilReady(program.readyUrl), ended]);
  return { pid: child.pid ?? 0, child, ask, firstWord, stop };
}

async function untilReady(url: string): Promise<null> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(pollMs)) {
    const response = await fetch(url).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return null;
  }
  throw new Error(`${url} did not say within ${patienceMs / 1_000} s that it is ready`);
}
