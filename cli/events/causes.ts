import type { Command } from 'commander';
import { type Api, createApi, findLab } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { CauseListQuery } from '../generated/graphql.ts';
import { countOf, formatCount, print, printJson } from '../terminal.ts';
import { drawDetailed, oneLine, writeTime } from './words.ts';

const causesDocument = graphql(`
  query CauseList($filter: FailureCauseFilter, $after: Cursor) {
    failureCauses(first: 100, filter: $filter, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { fingerprint eventType code message firstSeenAt lastSeenAt failures openEvents closedAt reopened }
    }
  }
`);

export type Cause = CauseListQuery['failureCauses']['nodes'][number];

/**
 * Reads causes of failure, those that most events suffer from first.
 *
 * @param isOpen only those that events suffer from now.
 */
export async function readCauses(api: Api, isOpen: boolean): Promise<Cause[]> {
  const causes: Cause[] = [];
  let after: string | null = null;
  do {
    const { failureCauses }: CauseListQuery = await api.execute(causesDocument, { filter: isOpen ? { isOpen } : null, after });
    causes.push(...failureCauses.nodes);
    after = failureCauses.pageInfo.hasNextPage ? (failureCauses.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
  // a cause is closed a little after its last event is settled
  const wanted = isOpen ? causes.filter(({ openEvents }) => openEvents > 0) : causes;
  return wanted.sort((a, b) => b.openEvents - a.openEvents);
}

/** Causes for a person, with what the other commands need to treat all events of one. */
function drawCauses(causes: Cause[], width?: number): string {
  const rows = causes.map(({ fingerprint, eventType, code, message, firstSeenAt, lastSeenAt, failures, openEvents, reopened }) => ({
    cells: [oneLine(code), oneLine(eventType), openEvents, failures, reopened],
    details: [writeTime(firstSeenAt), writeTime(lastSeenAt), fingerprint, message],
  }));
  const head = ['code', 'type', 'open events', 'failures', 'reopened'];
  return drawDetailed(head, ['first seen', 'last seen', 'fingerprint', 'example'], rows, width);
}

/** The first few causes, one a line. */
export function drawTopCauses(causes: Cause[], limit: number): string {
  const lines = causes
    .slice(0, limit)
    .map(({ openEvents, eventType, code, message }) => `  ${formatCount(openEvents)} × ${oneLine(`${eventType}: ${code}: ${message}`)}`);
  if (causes.length > limit) lines.push(`  … and ${countOf(causes.length - limit, 'more cause')}`);
  return lines.join('\n');
}

/** Adds `lab events causes`. */
export function addCausesCommand(events: Command): void {
  events
    .command('causes')
    .description('show failures grouped by cause: the same type, code and shape of message')
    .option('--all', 'also causes that no event suffers from any more')
    .option('--json', 'print one JSON object instead of a table')
    .addHelpText(
      'after',
      '\nExit code: 0, 1 when the lab cannot answer, 2 wrong use.\n\nExample:\n  $ lab events causes\n  $ lab events redeliver --cause FINGERPRINT --reason "the mapping is mended" --canary',
    )
    .action(async ({ all = false, json }: { all?: boolean; json?: boolean }) => {
      const causes = await readCauses(createApi(findLab(process.env)), !all);
      if (json) printJson({ causes });
      else if (causes.length > 0) print(drawCauses(causes));
      else print(all ? 'No event has ever failed.' : 'No event suffers from a failure.');
    });
}
