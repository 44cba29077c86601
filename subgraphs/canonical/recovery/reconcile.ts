import { type Recording, recordAudit } from 'lib/audit.ts';
import { type Boss, bellQueue, ring } from 'lib/bells.ts';
import { type Pool, type Tx, withTransaction } from 'lib/db.ts';
import { recordActivity } from 'lib/outbox.ts';
import type { Intervention } from './commands.ts';

/** Repairs by the name of the promise. Only what cannot make anything worse: nothing is ever deleted to make a number right. */
const repairs: Record<string, (boss: Boss, tx: Tx, by: Intervention) => Promise<number>> = {
  waiting_heads_have_a_bell: ringSilentHeads,
  counts_are_right: recount,
};

/**
 * Repairs what breaks a promise.
 *
 * @returns how many records were repaired; null when there is no safe repair for it.
 */
export async function reconcile(
  boss: Boss,
  pool: Pool,
  invariant: string,
  by: Intervention & { recording?: Recording },
): Promise<number | null> {
  const repair = Object.hasOwn(repairs, invariant) ? repairs[invariant] : undefined;
  if (!repair) return null;
  return await withTransaction(pool, async (tx) => {
    const repairedCount = await repair(boss, tx, by);
    // a schedule that looks and finds nothing has done nothing
    if (by.recording && (repairedCount > 0 || by.recording.caller.requestId !== null)) {
      const { trail, caller } = by.recording;
      const object = { type: 'promise', id: invariant };
      await recordAudit(tx, trail, [
        { caller, action: 'reconcile', object, reason: by.reason, after: { repairedCount }, outcome: 'accepted' },
      ]);
    }
    return repairedCount;
  });
}

/** Rings for streams whose next event could be applied but has no bell. */
async function ringSilentHeads(boss: Boss, tx: Tx, { actor, reason }: Intervention): Promise<number> {
  const { rows } = await tx.query<{ id: string; stream: string; next_attempt_at: Date | null; correlation_id: string }>(
    `/* reconcile.findSilentHeads */
    select e.id, e.partition_key as stream, e.next_attempt_at, e.correlation_id
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
  await recordActivity(
    tx,
    rows.map(({ id, stream, correlation_id }) => ({
      stream,
      kind: 'reconciled',
      subjectType: 'event',
      subjectId: id,
      actor,
      message: `The bell of the stream was missing and rings again: ${reason}`,
      correlationId: correlation_id,
      causationId: id,
      time: new Date(),
    })),
  );
  return rows.length;
}

/** Adds the difference between the counts and the tables as one more difference; writers that commit meanwhile are not lost. */
async function recount(_boss: Boss, tx: Tx): Promise<number> {
  const { rowCount } = await tx.query(
    `/* reconcile.recount */
    insert into dashboard.count_deltas (layer, status, delta)
    select layer, status, sum(n) from (
      select layer, status, -delta as n from dashboard.count_deltas
      union all select 'submission', 'received', count(*) from intake.submissions
      union all select 'service_request', status, count(*) from source_system.service_requests group by status
      union all select 'event', status, count(*) from integration.events group by status
      union all select 'operation_case', status, count(*) from operational.operation_cases group by status
      union all select 'business_object', status, count(*) from canonical.business_objects group by status
      union all select 'document', status, count(*) from document_repo.documents group by status) counts
    group by layer, status having sum(n) <> 0`,
  );
  return rowCount ?? 0;
}
