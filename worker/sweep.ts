import { type AuditTrail, systemCaller } from 'lib/audit.ts';
import { type Boss, bellQueue, ring } from 'lib/bells.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import type { Logger } from 'lib/log.ts';
import { reconcile } from 'subgraphs/canonical/recovery/reconcile.ts';

const why = { actor: 'reconciler', reason: 'the scheduled check found it' };

/**
 * Makes good what somebody deleted by hand or restored from a backup; this must never be the normal path. What it did is
 * in the story of each request concerned, and in the log.
 *
 * @returns how many records were repaired, by promise.
 */
export async function reconcileOnSchedule(
  pool: Pool,
  boss: Boss,
  promises: readonly string[],
  log: Logger,
  trail?: AuditTrail,
): Promise<Record<string, number>> {
  const recording = trail ? { recording: { trail, caller: systemCaller(why.actor) } } : {};
  const repaired: Record<string, number> = {};
  for (const promise of promises) repaired[promise] = (await reconcile(boss, pool, promise, { ...why, ...recording })) ?? 0;
  if (Object.values(repaired).some((count) => count > 0)) log.warn({ repaired }, 'the reconciler had something to repair');
  return repaired;
}

/**
 * Rings again for streams whose bell is in the hand of a worker that does nothing about it: it was killed, or it has lost
 * its connection. pg-boss takes such bells back after its heartbeat of 10 s and more; the stream's lock tells at once, since
 * it goes with the session of whoever held it. A bell too many does no harm.
 *
 * @returns how many streams it rang for.
 */
export function ringAbandoned(pool: Pool, boss: Boss): Promise<number> {
  return withTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ stream: string }>(
      `/* worker.findAbandoned */
      with held as (
        select (data ->> 'stream')::uuid as stream from pgboss.job where name = $1::text and state = 'active' and started_on < now() - interval '3 seconds'
        except select (data ->> 'stream')::uuid from pgboss.job where name = $1::text and state < 'active'
      )
      select s.key as stream from integration.streams s join held on held.stream = s.key
      where exists (select from integration.events e where e.partition_key = s.key and e.sequence = s.applied + 1
        and e.status in ('pending', 'retrying') and coalesce(e.next_attempt_at, now()) <= now())
      order by s.key for no key update of s skip locked`,
      [bellQueue],
    );
    await ring(boss, tx, rows);
    return rows.length;
  });
}

/** Folds the differences that the counts are made of; see `dashboard.fold_counts`. */
export async function foldCounts(pool: Pool): Promise<void> {
  await pool.query('/* worker.foldCounts */ select dashboard.fold_counts()');
}

/** Closes causes of failure that no event suffers from any more. */
export async function closeCauses(pool: Pool): Promise<void> {
  await pool.query(
    `/* worker.closeCauses */ update integration.failure_causes c set closed_at = clock_timestamp() where c.closed_at is null and not exists (
      select from integration.events e where e.error_fingerprint = c.fingerprint and e.status in ('retrying', 'dead', 'pending'))`,
  );
}

/** Tells that this worker is alive; forgets those that have not been heard of for a day. */
export async function reportWorker(pool: Pool, name: string): Promise<void> {
  await pool.query(
    `/* worker.reportWorker */ insert into integration.workers (name) values ($1::text) on conflict (name) do update set last_seen_at = clock_timestamp()`,
    [name],
  );
  await pool.query(`/* worker.forgetWorkers */ delete from integration.workers where last_seen_at < now() - interval '1 day'`);
}
