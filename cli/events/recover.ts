import { randomUUID } from 'node:crypto';
import { type Command, InvalidArgumentError } from 'commander';
import { createApi, findLab } from '../api.ts';
import type { RecoveryKind } from '../generated/graphql.ts';
import { readCount } from '../import.ts';
import { showProgressOn } from '../progress.ts';
import { CommandError, countOf, print, printJson } from '../terminal.ts';
import { beginJob } from './begin.ts';
import { confirm } from './confirm.ts';
import { watchJob } from './follow.ts';
import { drawLeft, drawOutcome, isAsWished } from './outcome.ts';
import { drawPreview, type Preview, readPreview } from './preview.ts';
import { addFilterOptions, type FilterOptions, readSelection } from './selection.ts';
import { writeEnum } from './words.ts';

type Options = FilterOptions & {
  reason: string;
  pace?: number;
  canary?: boolean;
  yes?: boolean;
  key?: string;
  json?: boolean;
};

const verbs: { kind: RecoveryKind; description: string; example: string }[] = [
  {
    kind: 'REDELIVER',
    description: 'send dead or retrying events again, now, with all their attempts',
    example: 'redeliver --all-dead --canary --reason "the mapping is mended"',
  },
  {
    kind: 'DISCARD',
    description: 'give up on dead or retrying events; reversible, nothing is deleted',
    example: 'discard 01a203de-2bc7-7400-b382-4f3a9ef437b7 --reason "sent twice by the customer"',
  },
  {
    kind: 'RESTORE',
    description: 'take back that events were given up; they are dead again',
    example: 'restore --request REQ-2026-000123 --status discarded --reason "it was wanted after all"',
  },
  {
    kind: 'REPLAY',
    description: 'apply past events again with the mapping of today',
    example: 'replay --type RequestCreated --status processed --pace 200 --reason "mapping 2" --yes',
  },
];

const help = `
It first shows what it would do, and asks. What follows is a durable job: it goes on whatever process dies, also when you stop
following it with Ctrl-C. The same --key with the same selection and reason is answered with the first job.

Exit code: 0 finished without failures, 1 otherwise, 2 wrong use, 130 no longer followed.
`;

/** Adds `lab events redeliver`, `discard`, `restore` and `replay`. */
export function addRecoveryCommands(events: Command): void {
  for (const { kind, description, example } of verbs) {
    const isApplying = kind === 'REDELIVER' || kind === 'REPLAY';
    const command = addFilterOptions(events.command(writeEnum(kind)))
      .description(description)
      .argument('[ids...]', 'ids of the events, 500 at most; or choose them by options')
      .requiredOption('--reason <text>', 'why; kept in the story of every request concerned');
    if (kind === 'REDELIVER' || kind === 'DISCARD') command.option('--all-dead', 'all dead events, the same as --status dead');
    if (isApplying) {
      command.option('--pace <n>', 'at most so many events a second, 1 to 10000', readPace);
      command.option('--canary', 'one event first, then a tenth, then all; halts at the first new failure');
    }
    command
      .option('--yes', 'do not ask')
      .option('--key <key>', 'idempotency key, so that a repeated call finds its job; random when absent')
      .option('--json', 'print one JSON object instead of tables')
      .addHelpText('after', `${help}\nExample:\n  $ lab events ${example}`)
      .action((ids: string[], options: Options) => recover(kind, ids, options));
  }
}

async function recover(kind: RecoveryKind, ids: string[], options: Options): Promise<void> {
  const { reason, pace, canary = false, key = randomUUID(), json } = options;
  const api = createApi(findLab(process.env));
  const verb = writeEnum(kind);
  const selection = await readSelection(api, ids, options, `lab events ${verb}`);
  const preview = await readPreview(api, kind, selection);
  const say = chooseVoice(options);
  say(drawPreview(kind, preview));
  // A key that was used before has its job, whatever is left to do now.
  if (preview.eligible === 0 && options.key === undefined) return endWithNothing(kind, preview, ids.length > 0, json);
  if (!options.yes && !(await confirm(`\n${verb} ${countOf(preview.eligible, 'event')}?`))) throw new CommandError('Nothing was done');

  say(`\nkey ${key}`);
  const order = { idempotencyKey: key, selection, reason };
  const { job, replayed } = await beginJob(api, kind, order, { isCanary: canary, ...(pace ? { eventsPerSecond: pace } : {}) });
  say(`job ${job.id}${replayed ? ', begun before with this key' : ''}\n`);
  const ended = await watchJob(job, { api, showProgress: showProgressOn(process.stderr) });
  if (json) printJson({ key, replayed, preview, job: ended ?? job });
  else print(ended ? drawOutcome(ended) : `\n${drawLeft(job)}`);
  if (!ended) process.exitCode = 130;
  else if (!isAsWished(ended)) process.exitCode = 1;
}

/** With --json stdout is for the one object; the person who is asked reads the preview on stderr. */
function chooseVoice({ json, yes }: Options): (text: string) => void {
  if (!json) return print;
  return process.stdin.isTTY && !yes ? (text) => void process.stderr.write(`${text}\n`) : () => undefined;
}

/** Nothing among many is as it should be; events that were named one by one cannot be helped in this way. */
function endWithNothing(kind: RecoveryKind, preview: Preview, isNamed: boolean, json: boolean | undefined): void {
  const message = `Nothing to ${writeEnum(kind)}`;
  if (isNamed)
    throw new CommandError(`${message}: ${preview.ineligible[0]?.reason ?? 'no such event'} — lab events show says where it stands`);
  if (json) printJson({ key: null, replayed: false, preview, job: null });
  else print(`\n${message}.`);
}

function readPace(text: string): number {
  const pace = readCount(text);
  if (pace > 10_000) throw new InvalidArgumentError('It must be 10000 at most.');
  return pace;
}
