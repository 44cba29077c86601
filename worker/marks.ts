import type { Ringing } from 'lib/bells.ts';
import type { Tx } from 'lib/db.ts';
import { type NewActivity, recordActivity } from 'lib/outbox.ts';
import type { LoggedEvent } from './apply.ts';
import type { Fault } from './faults.ts';
import type { Outcome } from './handlers/handler.ts';
import { nextAttemptAt, type RetryPolicy } from './retry.ts';

/** An event that has had its turn. */
export type Settled = { event: LoggedEvent; outcome: Outcome };

export type MarkOptions = { policy: RetryPolicy; worker: string; startedAt: Date };

type Failed = { event: LoggedEvent; fault: Fault; retryAt: Date | null };

/**
 * Writes down what became of events, in the transaction that applied them: marks, sync logs, how far each stream is.
 *
 * @returns bells for those that are tried again.
 */
export async function markOutcomes(tx: Tx, settled: readonly Settled[], { policy, worker, startedAt }: MarkOptions): Promise<Ringing[]> {
  if (settled.length === 0) return [];
  const finishedAt = new Date();
  const applied: Settled[] = [];
  const failed: Failed[] = [];
  for (const { event, outcome } of settled) {
    if (!('fault' in outcome)) applied.push({ event, outcome });
    else failed.push({ event, fault: outcome.fault, retryAt: retryTime(event, outcome.fault, policy, finishedAt) });
  }
  await advanceStreams(tx, applied);
  const processed = applied.filter(({ event }) => event.status !== 'discarded');
  if (processed.length > 0) await markProcessed(tx, processed, finishedAt);
  if (failed.length > 0) {
    await markFailed(tx, failed);
    await countCauses(tx, failed, finishedAt);
  }
  await writeSyncLogs(tx, [...processed.map(logProcessed), ...failed.map(logFailed)], { worker, startedAt, finishedAt });
  await recordActivity(tx, failed.map(tellFailure));
  return failed.flatMap(({ event, retryAt }) => (retryAt ? [{ stream: event.partition_key, at: retryAt }] : []));
}

function retryTime(event: LoggedEvent, fault: Fault, policy: RetryPolicy, now: Date): Date | null {
  return fault.isPermanent ? null : nextAttemptAt(policy, event.attempts - event.forgiven_attempts + 1, now, Math.random());
}

async function advanceStreams(tx: Tx, applied: readonly Settled[]): Promise<void> {
  // in rounds, so the last one of a stream is the furthest
  const reached = new Map(applied.map(({ event }) => [event.partition_key, event.sequence]));
  await tx.query(
    `/* worker.advanceStreams */
    update integration.streams s set applied = n.applied, updated_at = now() from unnest($1::uuid[], $2::integer[]) as n(key, applied) where s.key = n.key`,
    [[...reached.keys()], [...reached.values()]],
  );
}

async function markProcessed(tx: Tx, processed: readonly Settled[], at: Date): Promise<void> {
  await tx.query(
    `/* worker.markProcessed */
    update integration.events set status = 'processed', attempts = attempts + 1, processed_at = $2::timestamptz, next_attempt_at = null,
      error_code = null, error_message = null, error_fingerprint = null where id = any($1::uuid[])`,
    [processed.map(({ event }) => event.id), at],
  );
}

async function markFailed(tx: Tx, failed: readonly Failed[]): Promise<void> {
  const marks = failed.map(({ event, fault, retryAt }) => ({
    id: event.id,
    status: retryAt ? 'retrying' : 'dead',
    next_attempt_at: retryAt,
    code: fault.code,
    message: fault.message,
    fingerprint: fault.fingerprint,
  }));
  await tx.query(
    `/* worker.markFailed */
    update integration.events e set status = m.status, attempts = e.attempts + 1, next_attempt_at = m.next_attempt_at,
      error_code = m.code, error_message = m.message, error_fingerprint = m.fingerprint
    from jsonb_to_recordset($1::jsonb) as m(id uuid, status text, next_attempt_at timestamptz, code text, message text, fingerprint text) where e.id = m.id`,
    [JSON.stringify(marks)],
  );
}

/** In the order of fingerprints: two drains that meet the same causes do not wait for each other in a circle. */
async function countCauses(tx: Tx, failed: readonly Failed[], at: Date): Promise<void> {
  const causes = [...Map.groupBy(failed, ({ fault }) => fault.fingerprint)].map(([fingerprint, group]) => ({
    fingerprint,
    event_type: group[0]?.event.type,
    code: group[0]?.fault.code,
    message: group[0]?.fault.message,
    failures: group.length,
  }));
  await tx.query(
    `/* worker.countCauses */
    insert into integration.failure_causes as c (fingerprint, event_type, code, message, failures, first_seen_at, last_seen_at)
    select f.*, $2::timestamptz, $2::timestamptz
    from jsonb_to_recordset($1::jsonb) as f(fingerprint text, event_type text, code text, message text, failures bigint) order by fingerprint
    on conflict (fingerprint) do update set message = excluded.message, failures = c.failures + excluded.failures, last_seen_at = excluded.last_seen_at,
      reopened = c.reopened + (c.closed_at is not null)::integer, closed_at = null`,
    [JSON.stringify(causes), at],
  );
}

type LogEntry = { event: LoggedEvent; outcome: 'processed' | 'failed' | 'dead'; message: string; fault: Fault | null };

function logProcessed({ event, outcome }: Settled): LogEntry {
  return { event, outcome: 'processed', message: 'message' in outcome ? outcome.message : 'applied', fault: null };
}

function logFailed({ event, fault, retryAt }: Failed): LogEntry {
  return { event, outcome: retryAt ? 'failed' : 'dead', message: fault.message, fault };
}

async function writeSyncLogs(tx: Tx, entries: LogEntry[], times: { worker: string; startedAt: Date; finishedAt: Date }): Promise<void> {
  const rows = entries.map(({ event, outcome, message, fault }) => ({
    event_id: event.id,
    partition_key: event.partition_key,
    attempt: event.attempts + 1,
    revision: event.revision,
    outcome,
    message,
    error_code: fault?.code ?? null,
    error_fingerprint: fault?.fingerprint ?? null,
  }));
  await tx.query(
    `/* worker.writeSyncLogs */
    insert into integration.sync_logs (event_id, partition_key, attempt, revision, outcome, message, error_code, error_fingerprint, worker, started_at, finished_at)
    select l.*, $2::text, $3::timestamptz, $4::timestamptz from jsonb_to_recordset($1::jsonb) as l(event_id uuid, partition_key uuid, attempt integer,
      revision integer, outcome text, message text, error_code text, error_fingerprint text)`,
    [JSON.stringify(rows), times.worker, times.startedAt, times.finishedAt],
  );
}

function tellFailure({ event, fault, retryAt }: Failed): NewActivity {
  const attempt = event.attempts + 1;
  return {
    stream: event.partition_key,
    kind: retryAt ? 'failed' : 'dead',
    subjectType: 'event',
    subjectId: event.id,
    actor: 'worker',
    message: `${event.type} failed at attempt ${attempt} (${fault.code}: ${fault.message})${retryAt ? `, next at ${retryAt.toISOString()}` : ', for good'}`,
    correlationId: event.correlation_id,
    causationId: event.id,
    time: new Date(),
  };
}
