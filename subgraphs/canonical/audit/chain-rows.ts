import { type AuditKeys, type SealedText, sealedColumns, sealRecord } from 'lib/audit-seal.ts';
import type { Tx } from 'lib/db.ts';

/** A record as it stands in the table, whatever was done to it there. */
export type ChainRow = SealedText & { position: number; previous: Buffer; hash: Buffer };

const columns = `${sealedColumns}, position, previous, hash`;
const firstId = '00000000-0000-0000-0000-000000000000';

/** The rows of a chain in the order of their positions, also those that no position should have. */
export async function* readChain(tx: Tx, chain: string, after: { position: number; id: string } | null): AsyncGenerator<ChainRow> {
  let { position, id } = after ?? { position: Number.MIN_SAFE_INTEGER, id: firstId };
  for (;;) {
    const { rows } = await tx.query<ChainRow>(
      `/* canonical.readAuditChain */ select ${columns} from audit.records
      where chain = $1::text and (position, id) > ($2::bigint, $3::uuid) order by chain, position, id limit 1000`,
      [chain, position, id],
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < 1_000) return;
    ({ position, id } = last);
  }
}

/** Whether a record is the one that was written in this place, behind the record with this hash. */
export function fits(keys: AuditKeys, row: ChainRow, place: { chain: string; position: number; previous: Buffer }): boolean {
  const key = keys.find(({ id }) => id === row.key);
  return key !== undefined && sealRecord(key, place.previous, place.position, { ...row, chain: place.chain }).equals(row.hash);
}

/** The record that was written in a place, wherever it stands by now. */
export async function findOccupant(
  tx: Tx,
  keys: AuditKeys,
  place: { chain: string; position: number; previous: Buffer },
): Promise<ChainRow | null> {
  const { rows } = await tx.query<ChainRow>(
    `/* canonical.findOccupant */ select ${columns} from audit.records where previous = $1::bytea limit 100`,
    [place.previous],
  );
  return rows.find((row) => fits(keys, row, place)) ?? null;
}

/** How far from where it stands a record is looked for, in positions, and how far behind the end: records may be gone from there. */
const reach = 20_000;
const reachBehindEnd = 1_000;

/** The position for which a record was written; null when it was written for none, or for one that is far away. */
export async function findOrigin(tx: Tx, keys: AuditKeys, row: ChainRow, chain: string): Promise<number | null> {
  const isFrom = (position: number): boolean => fits(keys, row, { chain, position, previous: row.previous });
  const { rows } = await tx.query<{ position: number }>(
    '/* canonical.findForerunner */ select position from audit.records where hash = $1::bytea limit 1',
    [row.previous],
  );
  const likely = [1, row.position, ...rows.map(({ position }) => position + 1)].find(isFrom);
  if (likely !== undefined) return likely;
  const { rows: ends } = await tx.query<{ end: number | null }>(
    '/* canonical.findChainEnd */ select max(position) as end from audit.records where chain = $1::text',
    [chain],
  );
  const from = Math.max(1, row.position - reach);
  const to = Math.min((ends[0]?.end ?? 0) + reachBehindEnd, row.position + reach);
  for (let position = from; position <= to; position++) if (isFrom(position)) return position;
  return null;
}
