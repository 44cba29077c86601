import { type Boss, bellQueue, ring } from 'lib/bells.ts';
import { type Pool, withTransaction } from 'lib/db.ts';

/**
 * Rings for streams whose next event could be applied but has no bell. This must never be the normal path: it repairs what
 * somebody deleted by hand or restored from a backup.
 *
 * @returns how many streams it rang for.
 */
export function sweepBells(pool: Pool, boss: Boss): Promise<number> {
  return withTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ stream: string; next_attempt_at: Date | null }>(
      `/* worker.findSilentHeads */
      select e.partition_key as stream, e.next_attempt_at
      from integration.events e join integration.streams s on s.key = e.partition_key and e.sequence = s.applied + 1
      where e.status in ('pending', 'retrying') and not exists (
        select from pgboss.job j where j.name = $1::text and j.state < 'completed' and j.data ->> 'stream' = e.partition_key::text)`,
      [bellQueue],
    );
    await ring(
      boss,
      tx,
      rows.map(({ stream, next_attempt_at }) => ({ stream, ...(next_attempt_at ? { at: next_attempt_at } : {}) })),
    );
    return rows.length;
  });
}

/** Folds the differences that the counts are made of; see `dashboard.fold_counts`. */
export async function foldCounts(pool: Pool): Promise<void> {
  await pool.query('/* worker.foldCounts */ select dashboard.fold_counts()');
}
