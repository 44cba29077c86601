import type { Tx } from 'lib/db.ts';
import { recordActivity } from 'lib/outbox.ts';
import { remapObjects } from 'subgraphs/canonical/commands.ts';
import { applyRound, type LoggedEvent } from './apply.ts';
import type { Outcome } from './handlers/handler.ts';

type PastEvent = LoggedEvent & { partition_key: string };
export type ReplayOptions = { worker: string; actor: string; reason: string };

/**
 * Applies past events again, in the caller's transaction: handlers leave alone what is there and add what is missing, then
 * the mapping of today is applied to what the objects reflect. Each replay is one more attempt in the sync logs.
 *
 * @returns outcome by event id; events that are no longer processed are absent.
 */
export async function replay(tx: Tx, eventIds: readonly string[], { worker, actor, reason }: ReplayOptions): Promise<Map<string, Outcome>> {
  const startedAt = new Date();
  await tx.query(
    `/* replay.lockStreams */ select from integration.streams where key in (
      select partition_key from integration.events where id = any($1::uuid[])) order by key for no key update`,
    [eventIds],
  );
  const { rows: events } = await tx.query<PastEvent>(
    `/* replay.readEvents */ select * from integration.events where id = any($1::uuid[]) and status = 'processed' order by partition_key, sequence`,
    [eventIds],
  );
  const outcomes = new Map<string, Outcome>();
  // at most one event of a stream at a time, as a drain does
  const streams = [...Map.groupBy(events, (event) => event.partition_key).values()];
  const rounds = Math.max(0, ...streams.map((stream) => stream.length));
  for (let round = 0; round < rounds; round++) {
    const turn = streams.flatMap((stream) => stream[round] ?? []);
    for (const [id, outcome] of await applyRound(tx, turn)) outcomes.set(id, outcome);
  }
  const applied = events.filter((event) => !('fault' in (outcomes.get(event.id) ?? {})));
  const changed = await remapObjects(tx, [...new Set(applied.map((event) => event.partition_key))]);
  await logReplay(tx, applied, { worker, startedAt });
  await recordActivity(
    tx,
    applied.map((event) => ({
      stream: event.partition_key,
      kind: 'replayed',
      subjectType: 'event',
      subjectId: event.id,
      actor,
      message: `${event.type} (event ${event.sequence}) replayed, ${changed.has(event.partition_key) ? 'the business object changed' : 'nothing changed'}: ${reason}`,
      correlationId: event.correlation_id,
      causationId: event.id,
      time: new Date(),
    })),
  );
  return outcomes;
}

async function logReplay(tx: Tx, events: readonly PastEvent[], { worker, startedAt }: { worker: string; startedAt: Date }): Promise<void> {
  await tx.query(
    `/* replay.writeSyncLogs */
    with counted as (
      update integration.events set attempts = attempts + 1 where id = any($1::uuid[]) returning id, partition_key, attempts, revision
    )
    insert into integration.sync_logs (event_id, partition_key, attempt, revision, outcome, message, worker, started_at, finished_at)
    select id, partition_key, attempts, revision, 'replayed', 'applied again with the mapping of today', $2::text, $3::timestamptz, $4::timestamptz from counted`,
    [events.map((event) => event.id), worker, startedAt, new Date()],
  );
}
