import type { Command } from 'commander';
import { type Api, ApiError, createApi, findLab } from './api.ts';
import { type Cause, drawTopCauses, readCauses } from './events/causes.ts';
import { graphql } from './generated/gql.ts';
import type { StatusQuery } from './generated/graphql.ts';
import { countOf, drawTable, formatCount, formatDuration, print, printJson } from './terminal.ts';

const statusDocument = graphql(`
  query Status {
    overview {
      counts { layer status count }
      eventsInWork
      oldestPendingAt
      criticalTimeP50Ms
      criticalTimeP95Ms
      workers { name startedAt lastSeenAt isReporting }
    }
  }
`);

type Overview = StatusQuery['overview'];
type Status = { url: string; isReady: boolean; deadEvents: number; causes: Cause[]; overview: Overview };

async function readStatus(api: Api): Promise<Status> {
  const isReady = await api.isReady();
  const { overview } = await api.execute(statusDocument).catch((error: unknown) => {
    // What is not ready may well fail: say the cause, not the symptom.
    if (!(error instanceof ApiError) || isReady) throw error;
    throw new ApiError(error.code, `The lab at ${api.url} is not ready: ${error.message} — wait a moment, or look at its log`, {
      cause: error,
    });
  });
  const dead = overview.counts.filter(({ layer, status }) => layer === 'event' && status === 'dead');
  const deadEvents = dead.reduce((sum, { count }) => sum + count, 0);
  return { url: api.url, isReady, deadEvents, causes: deadEvents > 0 ? await readCauses(api, true) : [], overview };
}

/** Layers in the order in which a request passes them. */
const wayThrough = ['submission', 'service_request', 'event', 'operation_case', 'business_object', 'document'];

function drawStatus({ url, isReady, deadEvents, causes, overview }: Status): string {
  const layers = [...new Set(overview.counts.map(({ layer }) => layer))].sort((a, b) => wayThrough.indexOf(a) - wayThrough.indexOf(b));
  const rows = layers.map((layer) => {
    const counts = overview.counts.filter((count) => count.layer === layer);
    const statuses = counts.map(({ status, count }) => `${status.replaceAll('_', ' ')} ${formatCount(count)}`).join(' · ');
    return [layer.replaceAll('_', ' '), counts.reduce((sum, { count }) => sum + count, 0), statuses];
  });
  const parts = [`${url} is ${isReady ? 'ready' : 'NOT ready'}`];
  if (rows.length > 0) parts.push(drawTable(['layer', 'records', 'by status'], rows));
  else parts.push('There are no records yet: try lab import, or the form in the portal.');
  parts.push(`${describeWork(overview)}\n${describeCriticalTime(overview)}`);
  parts.push(drawWorkers(overview.workers));
  if (deadEvents > 0) {
    const heading = `${countOf(deadEvents, 'event')} failed for good and ${deadEvents === 1 ? 'waits' : 'wait'} for a person: lab events causes says more.`;
    parts.push([heading, drawTopCauses(causes, shownCauses)].filter(Boolean).join('\n'));
  }
  return parts.join('\n\n');
}

const shownCauses = 5;
const shownWorkers = 5;

/** Those that report first: others may be long gone, a name is kept for a day. */
function drawWorkers(workers: Overview['workers']): string {
  if (workers.length === 0) return 'No worker has reported: what is accepted is not applied.';
  const ranked = [...workers].sort((a, b) => Number(b.isReporting) - Number(a.isReporting));
  const rows = ranked
    .slice(0, shownWorkers)
    .map(({ name, isReporting, lastSeenAt, startedAt }): string[] => [
      name,
      isReporting ? 'reporting' : 'NOT reporting',
      `${sinceThen(lastSeenAt)} ago`,
      `${sinceThen(startedAt)} ago`,
    ]);
  const table = drawTable(['worker', '', 'last seen', 'started'], rows);
  return workers.length > shownWorkers ? `${table}\n… and ${formatCount(workers.length - shownWorkers)} more of the last day` : table;
}

function sinceThen(time: string): string {
  // clocks of two machines differ
  return formatDuration(Math.max(0, Date.now() - Date.parse(time)));
}

function describeWork({ eventsInWork, oldestPendingAt }: Overview): string {
  if (eventsInWork === 0) return 'in work: nothing';
  const age = oldestPendingAt ? `, the oldest for ${sinceThen(oldestPendingAt)}` : '';
  return `in work: ${countOf(eventsInWork, 'event')}${age}`;
}

function describeCriticalTime({ criticalTimeP50Ms: middle, criticalTimeP95Ms: high }: Overview): string {
  if (middle === null || middle === undefined || high === null || high === undefined)
    return 'accepted to fully applied: no events within the last hour';
  return `accepted to fully applied, last hour: half within ${formatDuration(middle)}, 95 of 100 within ${formatDuration(high)}`;
}

/** Adds `lab status` to the program. */
export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('show what the lab holds and what is in work')
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText('after', '\nExit code: 0 ready and no dead events, 1 otherwise, 2 wrong use.\n\nExample:\n  $ lab status --json')
    .action(async ({ json = false }: { json?: boolean }) => {
      const status = await readStatus(createApi(findLab(process.env)));
      if (json) printJson(status);
      else print(drawStatus(status));
      if (!status.isReady || status.deadEvents > 0) process.exitCode = 1;
    });
}
