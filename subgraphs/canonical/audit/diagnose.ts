import type { AuditKeys } from 'lib/audit-seal.ts';
import type { Tx } from 'lib/db.ts';
import { type ChainRow, findOccupant, findOrigin } from './chain-rows.ts';

export type BreakReason = 'CHANGED' | 'MISSING' | 'INSERTED' | 'REORDERED' | 'TRUNCATED' | 'REPLACED' | 'HEAD_CHANGED';
export type Break = { position: number; id: string | null; reason: BreakReason; detail: string };

/** The place behind the last record that is as it was written. */
export type Place = { chain: string; position: number; previous: Buffer };

/**
 * Says what was done to a chain where its walk has met a record that is not the next one.
 *
 * @param row what stands there or comes next.
 * @param end where the chain ends by its head; null when that is not sealed, and says nothing.
 */
export async function diagnose(
  tx: Tx,
  keys: AuditKeys,
  { place, row, end }: { place: Place; row: ChainRow; end: number | null },
): Promise<Break> {
  const { chain, position } = place;
  const occupant = await findOccupant(tx, keys, place);
  if (row.position > position) {
    if (occupant) return displaced(occupant, place);
    const isForeign = (await findOrigin(tx, keys, row, chain)) !== row.position;
    if (isForeign && end !== null && end < position) return inserted(row, row.position);
    return { position, id: null, reason: 'MISSING', detail: `record ${position} is gone; the next one is ${row.position}` };
  }
  const origin = await findOrigin(tx, keys, row, chain);
  if (row.position < position || occupant) {
    if (origin === null || origin === row.position) return inserted(row, row.position);
    return { position: row.position, id: row.id, reason: 'REORDERED', detail: `record ${origin} stands at position ${row.position}` };
  }
  if (origin !== null && origin !== position) {
    return { position, id: null, reason: 'MISSING', detail: `record ${position} is gone; what stands there is record ${origin}` };
  }
  if (origin === position) {
    return {
      position,
      id: row.id,
      reason: 'INSERTED',
      detail: `record ${position} was written behind another record than the one before it`,
    };
  }
  if (end !== null && end < position) return inserted(row, position);
  return { position, id: row.id, reason: 'CHANGED', detail: `record ${position} is not what was written` };
}

/** What can be said where no record follows but should. */
export async function diagnoseEnd(tx: Tx, keys: AuditKeys, place: Place, last: number): Promise<Break> {
  const occupant = await findOccupant(tx, keys, place);
  if (occupant) return displaced(occupant, place);
  const gone = last === place.position ? `record ${last} is` : `records ${place.position} to ${last} are`;
  return { position: place.position, id: null, reason: 'TRUNCATED', detail: `${gone} gone from the end` };
}

function displaced(occupant: ChainRow, { chain, position }: Place): Break {
  const where =
    occupant.chain === chain ? `at position ${occupant.position}` : `at position ${occupant.position} of chain ${occupant.chain}`;
  return { position, id: occupant.id, reason: 'REORDERED', detail: `record ${position} stands ${where}` };
}

function inserted(row: ChainRow, position: number): Break {
  return { position, id: row.id, reason: 'INSERTED', detail: `what stands at position ${position} was never recorded there` };
}
