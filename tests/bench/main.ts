import { parseArgs } from 'node:util';
import { CommandError, drawTable, print } from 'cli/terminal.ts';
import { benchDocuments } from './documents.ts';
import { benchEngine } from './engine.ts';
import { type Figure, toFigure } from './figures.ts';
import { benchIdentity } from './identity/identity.ts';
import { benchLifecycle } from './lifecycle.ts';
import { liveBenches } from './live/benches.ts';
import { describeMachine } from './machine.ts';
import { benchPortal } from './portal.ts';
import type { Workshop } from './workshop.ts';

const benches: Record<string, { about: string; run(workshop: Workshop): Promise<void> }> = {
  lifecycle: { about: 'the whole lab as npm start hosts it: accepting, applying, time from accepted to canonical', run: benchLifecycle },
  engine: { about: 'one worker against the same rows by a bare script, plain pg-boss and a polling worker', run: benchEngine },
  ...liveBenches,
  identity: { about: 'what signing in, signatures and rights add to a federated query, against a lab without them', run: benchIdentity },
  portal: {
    about: 'the portal in Chromium with 25,000 requests: scrolling the list, opening the overview, laying out lineage',
    run: benchPortal,
  },
  documents: { about: 'uploads into the store, against the bare store with the same files', run: benchDocuments },
};

const help = `Usage: npm run bench [-- NAME …] [--runs N] [--json]

Measures, each figure with its ceiling or peer from the same run; medians of several runs. Never part of the tests. The word
live is short for everything that begins with it.

${Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(13)} ${about}`)
  .join('\n')}

  --runs N   how often everything is measured (default 3)
  --json     one JSON object a line

Exit code: 0 when every bench could run, whatever it found; 1 otherwise; 2 wrong use.

Example:
  $ npm run bench -- engine --json`;

type Wishes = { names: string[]; json: boolean; help: boolean; runs: number };

function readArguments(args: string[]): Wishes {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, runs: { type: 'string' } } as const;
  const { values, positionals } = parse(() => parseArgs({ args, options, allowPositionals: true }));
  const unknown = positionals.filter((name) => namesOf(name).length === 0);
  if (unknown.length > 0) throw new CommandError(`There is no bench "${unknown[0]}" — there are ${Object.keys(benches).join(', ')}`, 2);
  const runs = Number(values.runs ?? 3);
  if (!Number.isInteger(runs) || runs < 1) throw new CommandError(`--runs takes a whole number from 1 on, not "${values.runs}"`, 2);
  return {
    names: positionals.length > 0 ? positionals.flatMap(namesOf) : Object.keys(benches),
    json: values.json ?? false,
    help: values.help ?? false,
    runs,
  };
}

/** A bench, or all whose names begin with the word: `live` is every one of `live-…`. */
function namesOf(word: string): string[] {
  return Object.keys(benches).filter((name) => name === word || name.startsWith(`${word}-`));
}

function parse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message.split('. ')[0] : error} — see --help`, 2);
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Runs one bench and prints what it found. What it started is undone, however it ends. */
async function runBench(name: string, { json, runs }: Wishes, memory: object): Promise<void> {
  const bench = benches[name];
  if (!bench) return;
  await using stack = new AsyncDisposableStack();
  const stop = () => {
    tell('Stopping …');
    void stack.disposeAsync().finally(() => process.exit(130));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  stack.defer(() => void process.off('SIGINT', stop).off('SIGTERM', stop));
  const figures: Figure[] = [];
  const report: Workshop['report'] = (finding) => {
    const figure = toFigure(name, finding);
    figures.push(figure);
    if (json) print(JSON.stringify(figure));
  };
  try {
    await bench.run({ stack, memory, runs, report, tell: (line) => tell(`${name}: ${line}`) });
  } catch (error) {
    // what fails because it is being stopped is no news; the process ends as soon as all is undone
    if (stack.disposed) return await new Promise(() => {});
    throw error;
  }
  if (!json) print(`\n${name}: ${bench.about}\n\n${drawFigures(figures)}\n`);
}

function drawFigures(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    figure.figure,
    String(figure.value),
    `${figure.min}–${figure.max}`,
    figure.unit,
    figure.ceiling_name ?? figure.peer ?? '',
    String(figure.ceiling ?? figure.peer_value ?? ''),
    String(figure.ratio ?? ''),
    describeTarget(figure),
    String(figure.load),
  ]);
  return drawTable(['figure', 'median', 'min–max', 'unit', 'against', 'its value', 'ratio', 'target', 'load'], rows);
}

function describeTarget({ target, ratio, reached }: Figure): string {
  if (target === undefined) return '';
  return `${ratio === undefined ? '≤' : '≥'} ${target}: ${reached ? 'reached' : 'not reached'}`;
}

try {
  const wishes = readArguments(process.argv.slice(2));
  if (wishes.help) print(help);
  else {
    tell(`${describeMachine()}; medians of ${wishes.runs} runs`);
    const memory = {};
    for (const name of wishes.names) await runBench(name, wishes, memory);
  }
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
