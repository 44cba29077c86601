import { type Command, InvalidArgumentError } from 'commander';
import { type Api, createApi, findLab } from './api.ts';
import type { TransitionRow } from './archive/rows.ts';
import { type Malformed, readRequests, readTransitions } from './archive.ts';
import { awaitCases } from './import/cases.ts';
import type { ImportContext } from './import/context.ts';
import { drawReport } from './import/draw-report.ts';
import { collectReferenceValues, emptyReferenceValues, importReferenceValues, type ReferenceValues } from './import/reference.ts';
import { emptyReport, type ImportReport } from './import/report.ts';
import { importRequests } from './import/requests.ts';
import { importTransitions } from './import/transitions.ts';
import { createPatience, Interrupted, persistWith } from './patience.ts';
import { type ShowProgress, showProgressOn, silentProgress } from './progress.ts';
import { print, printJson } from './terminal.ts';

export type ImportOptions = {
  api: Api;
  folder: string;
  /** Only the first requests of the archive, with all their transitions. */
  limit?: number;
  /** Calls at once. */
  concurrency: number;
  /** Ends the import after the calls in flight. */
  signal: AbortSignal;
  showProgress: ShowProgress;
  /** How long nothing may succeed before the import gives up, in milliseconds. */
  patienceMs?: number;
  /** First pause before a call is repeated, in milliseconds. */
  pauseMs?: number;
};

/**
 * Brings an archive into a lab: reference values, requests, then every case through its history. Keeps no state of its own;
 * idempotency keys make any run the continuation of those before.
 *
 * @throws CommandError or ApiError when the archive cannot be read, the lab stays away, or the worker opens no case.
 */
export async function importArchive(options: ImportOptions): Promise<ImportReport> {
  const { folder, limit } = options;
  const startedAt = performance.now();
  const context = createContext(options);
  const { report } = context;
  try {
    const archive = await surveyArchive(folder, limit, report.malformed);
    const ids = await importReferenceValues(context, archive.values);
    const rows = readRequests(folder, () => undefined, limit);
    const requestIds = await importRequests(context, rows, archive.cases.size, ids);
    const moving = keepMoving(requestIds, archive.transitions, report);
    await importTransitions(context, await awaitCases(context, moving), archive.transitions);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    report.isInterrupted = true;
  }
  report.durationMs = Math.round(performance.now() - startedAt);
  return report;
}

type Survey = { cases: ReadonlySet<string>; values: ReferenceValues; transitions: ReadonlyMap<string, readonly TransitionRow[]> };

/** Reads the archive once before anything is sent. Descriptions are not kept: the requests are read again when their turn comes. */
async function surveyArchive(folder: string, limit: number | undefined, malformed: Malformed[]): Promise<Survey> {
  const cases = new Set<string>();
  const values = emptyReferenceValues();
  const onMalformed = (row: Malformed): void => void malformed.push(row);
  for await (const row of readRequests(folder, onMalformed, limit)) {
    cases.add(row.source_case_id);
    collectReferenceValues(values, row);
  }
  const transitions = await readTransitions(folder, { cases, isLimited: limit !== undefined }, onMalformed);
  return { cases, values, transitions };
}

/** Leaves out cases without a history: nothing depends on when the worker opens them. Counts the histories of refused requests. */
function keepMoving(
  requestIds: ReadonlyMap<string, string>,
  transitions: Survey['transitions'],
  report: ImportReport,
): Map<string, string> {
  for (const [id, rows] of transitions) if (!requestIds.has(id)) report.transitions.notSent += rows.length;
  return new Map([...requestIds].filter(([id]) => transitions.has(id)));
}

function createContext({ api, concurrency, signal, showProgress, patienceMs = 60_000, pauseMs = 200 }: ImportOptions): ImportContext {
  const shown = { progress: silentProgress };
  const onWait = (reason: string | null): void => shown.progress.note(reason);
  const patience = { limitMs: patienceMs, pauseMs, signal, onWait };
  return {
    api,
    concurrency,
    signal,
    report: emptyReport(),
    persist: persistWith(createPatience(patience)),
    workerPatience: createPatience(patience),
    showProgress,
    shown,
  };
}

const help = `
FOLDER holds two files, plain or gzipped (.csv.gz): RFC 4180, UTF-8, the first line names the columns, in any order.
  requests.csv     source_case_id, customer_ref, customer_name, agreement_ref, agreement_name, agreement_active, request_type,
                   priority, team, requester_name, requester_email, description, submitted_at
  transitions.csv  source_case_id, seq, at, by, to_status, expect, reason
Run it again after any interruption: what has arrived is not sent twice.

Exit code: 0 all went as the archive says, 1 a deviation or a malformed row, 2 wrong use, 130 interrupted.

Example:
  $ lab import archives/helpdesk --limit 200`;

/** Adds `lab import` to the program. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('bring an archive of real case histories into the lab')
    .argument('<folder>', 'folder of the archive')
    .option('--limit <n>', 'only the first n cases of the archive', readCount)
    .option('--concurrency <n>', 'calls at once, 1 to 32', readConcurrency, 4)
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText('after', help)
    .action(runImport);
}

async function runImport(folder: string, options: { limit?: number; concurrency: number; json?: boolean }): Promise<void> {
  const { json = false, ...given } = options;
  const controller = new AbortController();
  const stop = (): void => {
    process.stderr.write('\nStopping after the calls in flight; Ctrl-C again stops at once.\n');
    controller.abort(new Interrupted());
  };
  process.once('SIGINT', stop);
  const showProgress = showProgressOn(process.stderr);
  const report = await importArchive({ api: createApi(findLab(process.env)), folder, ...given, signal: controller.signal, showProgress });
  process.off('SIGINT', stop);
  if (json) printJson(report);
  else print(drawReport(report));
  if (report.isInterrupted) process.exitCode = 130;
  else if (report.deviations.length + report.malformed.length > 0) process.exitCode = 1;
}

/** Reads a number that an option was given. */
export function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}

function readConcurrency(text: string): number {
  const count = readCount(text);
  if (count > 32) throw new InvalidArgumentError('It must be 32 at most.');
  return count;
}
