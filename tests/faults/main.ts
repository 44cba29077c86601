import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CommandError, formatDuration, print } from 'cli/terminal.ts';
import { describeMachine } from '../bench/machine.ts';
import { findArchive } from './clients/supply.ts';
import { faultKinds, smallSelection } from './kinds/table.ts';
import { drawReport, type FaultLine, faultsOf } from './report.ts';
import { type RunOptions, runFaults } from './run.ts';

const widest = Math.max(...faultKinds.map(({ name }) => name.length));
const help = `Usage: npm run faults [-- NAME …] [--seed N] [--requests N] [--data FOLDER] [--small] [--json]

Starts a lab of real processes on a real PostgreSQL, breaks it while people work with it, and looks from outside what was
lost, done twice, or done that must not be. Without a name all of it, in about nine minutes.

${faultKinds.map(({ name, about }) => `  ${name.padEnd(widest)}  ${about}`).join('\n')}

  --seed N       the same seed gives the same faults in the same order (default: a new one, which is printed)
  --requests N   requests that are under way meanwhile, at least (default 5000; small 300)
  --data FOLDER  archive to take requests from (default: servicenow in $LAB_TEST_DATA or in ../shared/data; without one
                 they are made up)
  --small        few of each, as the tests run it, in about a minute
  --json         one JSON object a line, the summary last

Exit code: 0 when every promise held and every part recovered in time; 1 otherwise; 2 wrong use.

Example:
  $ npm run faults -- sigkill-after-case postgres-immediate --seed 7`;

type Wishes = Omit<RunOptions, 'onLine' | 'tell'> & { json: boolean; help: boolean };

function readArguments(args: string[]): Wishes {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((name) => !faultKinds.some((kind) => kind.name === name));
  if (unknown !== undefined) throw new CommandError(`There is no fault "${unknown}" — see --help for those there are`, 2);
  const isSmall = values.small ?? false;
  const names = positionals.length > 0 ? positionals : isSmall ? smallSelection : faultKinds.map(({ name }) => name);
  const kinds = faultKinds.filter(({ name }) => names.includes(name));
  // a part of the faults needs a part of the people
  const share = isSmall ? 1 : kinds.length / faultKinds.length;
  if (values.data !== undefined && !existsSync(values.data)) throw new CommandError(`There is no folder ${values.data} — see --help`, 2);
  return {
    kinds,
    isSmall,
    seed: readCount('--seed', values.seed) ?? randomInt(1, 1_000_000),
    requests: readCount('--requests', values.requests) ?? (isSmall ? 300 : Math.ceil(5_000 * share)),
    reads: isSmall ? 0 : Math.ceil(20_000 * share),
    archive: values.data ?? findArchive(),
    json: values.json ?? false,
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { seed: text, requests: text, data: text, small: flag, json: flag, help: { ...flag, short: 'h' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message.split('. ')[0] : error} — see --help`, 2);
  }
}

function readCount(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new CommandError(`${option} takes a whole number from 1 on, not "${text}"`, 2);
  return Number(text);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function run({ json, ...wishes }: Wishes): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const stop = (): void => {
    tell('Stopping …');
    void stack.disposeAsync().finally(() => process.exit(130));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  stack.defer(() => void process.off('SIGINT', stop).off('SIGTERM', stop));
  const beganAt = Date.now();
  tell(`${describeMachine()}; seed ${wishes.seed}`);
  const report = await runFaults(stack, {
    ...wishes,
    tell: (line) => tell(`${formatDuration(Date.now() - beganAt).padStart(12)}  ${line}`),
    onLine: (line: FaultLine) => {
      if (json) print(JSON.stringify(line));
      else tell(`              ${line.fault}: ${line.injected} injected, ${faultsOf(line).join(', ') || 'ok'}`);
    },
  });
  if (json) print(JSON.stringify({ summary: true, ...report.summary, violations: report.violations, exits: report.exits }));
  else print(`\n${drawReport(report)}`);
  if (report.lines.some((line) => faultsOf(line).length > 0)) process.exitCode = 1;
}

try {
  const wishes = readArguments(process.argv.slice(2));
  if (wishes.help) print(help);
  else await run(wishes);
} catch (error) {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
