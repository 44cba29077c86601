import type { Command } from 'commander';
import { isUuid } from 'lib/entities.ts';
import { type Api, createApi, findLab } from './api.ts';
import { oneLine, writeEnum, writeTime } from './events/words.ts';
import { graphql } from './generated/gql.ts';
import { CommandError, print } from './terminal.ts';
import { followActivity, type Recorded } from './watch/follow-activity.ts';

const startDocument = graphql(`query LogStart { logCursor }`);
const requestDocument = graphql(`
  query WatchedRequest($id: ID, $reference: String) { serviceRequest(id: $id, reference: $reference) { id reference } }
`);

type Options = { request?: string; after?: string; json?: boolean };

async function findRequest(api: Api, name: string): Promise<{ id: string; reference: string }> {
  const { serviceRequest } = await (isUuid(name)
    ? api.execute(requestDocument, { id: name })
    : api.execute(requestDocument, { reference: name }));
  if (!serviceRequest) throw new CommandError(`There is no request ${oneLine(name)} — its reference looks like REQ-2026-000123`, 2);
  return serviceRequest;
}

/** One thing that happened, on one line: when, to which request, what, who. */
export function drawRecorded({ activity: { time, serviceRequest, kind, message, actor } }: Recorded): string {
  const reference = serviceRequest?.reference ?? 'unknown request';
  return `${writeTime(time)}  ${reference.padEnd(15)}  ${writeEnum(kind).padEnd(11)}  ${oneLine(message)} · ${oneLine(actor)}`;
}

/** The command that goes on behind the cursor. */
function resume(cursor: string, { request, json }: Options): string {
  return ['lab watch', ...(request ? [`--request ${oneLine(request)}`] : []), ...(json ? ['--json'] : []), `--after ${cursor}`].join(' ');
}

// stdout belongs to what happened
function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function watch(options: Options): Promise<void> {
  const lab = findLab(process.env);
  const api = createApi(lab);
  const request = options.request === undefined ? null : await findRequest(api, options.request);
  // also tells whether there is a lab before anything is followed
  const { logCursor } = await api.execute(startDocument);
  let cursor = options.after ?? logCursor;
  let hasHeard = false;
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  // whoever read has seen enough, and nobody knows how far: lab watch | head
  let isRead = true;
  process.stdout.on('error', () => {
    isRead = false;
    stop();
  });
  await followActivity({
    lab,
    after: cursor,
    requestId: request?.id ?? null,
    onRecorded(recorded) {
      print(options.json ? JSON.stringify(recorded) : drawRecorded(recorded));
      cursor = recorded.cursor;
    },
    onHearing(isHearing, reason) {
      if (!isHearing) note(`The connection is away: ${oneLine(reason)}. Trying again …`);
      else if (hasHeard) note('The connection is back; what was missed comes first.');
      else note(`Following ${request?.reference ?? 'everything'} at ${lab.url}; Ctrl-C ends it.`);
      hasHeard ||= isHearing;
    },
    signal: controller.signal,
  });
  if (isRead) note(`\nTo go on from here:\n  ${resume(cursor, options)}`);
}

/** Adds `lab watch` to the program. */
export function addWatchCommand(program: Command): void {
  program
    .command('watch')
    .description('follow what happens, as it happens')
    .option('--request <reference>', 'only what happens to that request, for example REQ-2026-000123')
    .option('--after <cursor>', 'begin behind that cursor, as an earlier watch printed it: what was missed comes first')
    .option('--json', 'print one JSON object a line')
    .addHelpText(
      'after',
      '\nIt comes back by itself after a lost connection, without gap or repetition.\n\nExit code: 0 after Ctrl-C, 1 when the lab cannot be followed, 2 wrong use, no such request, no such cursor.\n\nExample:\n  $ lab watch --request REQ-2026-000123',
    )
    .action(watch);
}
