import type { Command } from 'commander';
import { type Api, createApi, findLab } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { EventFilter, EventListQuery } from '../generated/graphql.ts';
import { readCount } from '../import.ts';
import { countOf, print, printJson } from '../terminal.ts';
import { addFilterOptions, type FilterOptions, readFilter } from './selection.ts';
import { drawDetailed, writeEnum } from './words.ts';

const listDocument = graphql(`
  query EventList($filter: EventFilter, $first: Int!, $after: Cursor) {
    events(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        type
        sequence
        status
        isBlocked
        attempts
        nextAttemptAt
        processedAt
        explanation
        error { code message fingerprint }
        serviceRequest { id reference }
        time
        recordedTime
      }
    }
  }
`);

/** The longest page that the API gives. */
const perCall = 100;

export type EventList = { totalCount: number; events: EventListQuery['events']['nodes'] };

/** Reads events, newest first, page by page. */
export async function readEvents(api: Api, filter: EventFilter, limit: number): Promise<EventList> {
  const list: EventList = { totalCount: 0, events: [] };
  let after: string | null = null;
  do {
    const { events }: EventListQuery = await api.execute(listDocument, {
      filter,
      first: Math.min(perCall, limit - list.events.length),
      after,
    });
    list.totalCount = events.totalCount;
    list.events.push(...events.nodes);
    after = events.pageInfo.hasNextPage ? (events.pageInfo.endCursor ?? null) : null;
  } while (after !== null && list.events.length < limit);
  return list;
}

/** Events with where they stand and why. */
function drawEvents({ totalCount, events }: EventList, width?: number): string {
  if (totalCount === 0) return 'No event matches.';
  const rows = events.map(({ id, type, sequence, status, attempts, explanation, serviceRequest }) => ({
    cells: [serviceRequest?.reference ?? null, sequence, type, writeEnum(status), attempts],
    details: [id, explanation],
  }));
  const table = drawDetailed(['request', 'sequence', 'type', 'status', 'attempts'], ['event', 'explanation'], rows, width);
  const more = totalCount > events.length ? `the newest ${events.length} of ${countOf(totalCount, 'event')}; --limit shows more` : '';
  return `${table}\n\n${more || `${countOf(totalCount, 'event')}, newest first`}`;
}

/** Adds `lab events list`. */
export function addListCommand(events: Command): void {
  addFilterOptions(events.command('list'))
    .description('list events, newest first, each with why it stands where it stands')
    .option('--limit <n>', 'at most so many', readCount, 25)
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText(
      'after',
      '\nExit code: 0, 1 when the lab cannot answer, 2 wrong use.\n\nExample:\n  $ lab events list --status dead retrying',
    )
    .action(async ({ limit, json, ...options }: FilterOptions & { limit: number; json?: boolean }) => {
      const api = createApi(findLab(process.env));
      const list = await readEvents(api, await readFilter(api, options), limit);
      if (json) printJson(list);
      else print(drawEvents(list));
    });
}
