import { type Api, ApiError } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import type { PreviewRecoveryQuery, RecoveryKind } from '../generated/graphql.ts';
import { CommandError, countOf, drawTable, formatCount } from '../terminal.ts';
import { readEvents } from './list.ts';
import type { Selection } from './selection.ts';
import { oneLine, writeEnum } from './words.ts';

const previewDocument = graphql(`
  query PreviewRecovery($kind: RecoveryKind!, $selection: EventSelection!) {
    recoveryPreview(kind: $kind, selection: $selection) {
      matching
      eligible
      ineligible { status reason count }
      types { name count }
      causes { name count }
    }
  }
`);

export type Preview = PreviewRecoveryQuery['recoveryPreview'];

/**
 * Asks what a job would do.
 *
 * @throws CommandError when an id is not known, or the lab refuses the selection.
 */
export async function readPreview(api: Api, kind: RecoveryKind, selection: Selection): Promise<Preview> {
  const { recoveryPreview } = await api.execute(previewDocument, { kind, selection }).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'BAD_USER_INPUT') throw error;
    throw new CommandError(`${error.message} — see lab events ${writeEnum(kind)} --help`, 2, { cause: error });
  });
  if ('ids' in selection && recoveryPreview.matching < selection.ids.length) await refuseUnknown(api, selection.ids);
  return recoveryPreview;
}

async function refuseUnknown(api: Api, ids: string[]): Promise<void> {
  const { events } = await readEvents(api, { ids }, ids.length);
  const known = new Set(events.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  const others = unknown.length > 1 ? ` (and ${formatCount(unknown.length - 1)} more)` : '';
  throw new CommandError(`There is no event ${unknown[0] ?? ''}${others}, so nothing was done — lab events list shows those there are`, 2);
}

const shownCauses = 10;

/** What a job would do: to how many, of which types and causes, and what stands in the way of the others. */
export function drawPreview(kind: RecoveryKind, { matching, eligible, ineligible, types, causes }: Preview): string {
  if (matching === 0) return `${writeEnum(kind)}: no event matches`;
  const parts = [`${writeEnum(kind)}: possible for ${formatCount(eligible)} of ${countOf(matching, 'matching event')}`];
  if (types.length > 0) parts.push(drawCounts('type', types));
  // processed events have no cause
  const failed = causes.filter(({ name }) => name !== 'none');
  if (failed.length > 0) parts.push(drawCounts('cause', failed));
  const obstacles = ineligible.map(({ status, count, reason }) => `not for ${formatCount(count)} ${writeEnum(status)}: ${reason}`);
  if (obstacles.length > 0) parts.push(obstacles.join('\n'));
  return parts.join('\n\n');
}

function drawCounts(title: string, counts: { name: string; count: number }[]): string {
  const table = drawTable(
    ['events', title],
    counts.slice(0, shownCauses).map(({ name, count }) => [count, oneLine(name)]),
  );
  return counts.length > shownCauses ? `${table}\n… and ${formatCount(counts.length - shownCauses)} more` : table;
}
