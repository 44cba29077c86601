import { type Boss, type Ringing, ring } from 'lib/bells.ts';
import { type Pool, type Tx, withTransaction } from 'lib/db.ts';
import { applyRound, type LoggedEvent } from './apply.ts';
import type { Outcome } from './handlers/handler.ts';
import { markOutcomes, type Settled } from './marks.ts';
import type { RetryPolicy } from './retry.ts';

export type Drainer = {
  pool: Pool;
  boss: Boss;
  policy: RetryPolicy;
  /** Name of this process in sync logs. */
  worker: string;
};

export type DrainReport = { processed: number; failed: number; skipped: number };

/** Events of one stream that one drain applies at most; the bell rings again for the rest. */
const streamLimit = 100;
const skippedPauseMs = 100;

/**
 * Applies what is pending in these streams, from the head of each, in order, in one transaction. When it resolves, it is
 * committed and the bells that called for it may be completed; when it throws, nothing has happened and they ring again.
 *
 * @param streams ids of service requests; may repeat.
 */
export function drain({ pool, boss, policy, worker }: Drainer, streams: readonly string[]): Promise<DrainReport> {
  const keys = [...new Set(streams)];
  return withTransaction(pool, async (tx) => {
    const startedAt = new Date();
    const locked = await lockStreams(tx, keys);
    const queues = await readHeads(tx, locked, startedAt);
    const settled = await applyInRounds(tx, queues);
    const retries = await markOutcomes(tx, settled, { policy, worker, startedAt });

    // a stream that somebody else holds is not done: should the holder hang, this bell brings the next one
    const skipped = keys.filter((key) => !locked.has(key));
    const again = new Date(Date.now() + skippedPauseMs);
    const unfinished = queues.filter((queue) => queue.hasMore && queue.isLive);
    await ring(boss, tx, [
      ...retries,
      ...skipped.map((stream): Ringing => ({ stream, at: again })),
      ...unfinished.map(({ stream }): Ringing => ({ stream })),
    ]);
    const failed = settled.filter(({ outcome }) => 'fault' in outcome).length;
    return { processed: settled.length - failed, failed, skipped: skipped.length };
  });
}

/**
 * Locks the streams that nobody else holds. A statement of its own: what is read afterwards sees everything that was
 * committed before the lock, which is what allows the bell to be completed. `no key update`, or a producer's foreign key
 * would wait for the whole drain.
 */
async function lockStreams(tx: Tx, keys: string[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ key: string; applied: number }>(
    '/* worker.lockStreams */ select key, applied from integration.streams where key = any($1::uuid[]) order by key for no key update skip locked',
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.applied]));
}

/** What one stream has ready to be applied. */
type StreamQueue = {
  stream: string;
  /** In order, without gap, all due. */
  events: LoggedEvent[];
  /** Whether more were ready than one drain takes. */
  hasMore: boolean;
  /** False once an event failed: what follows it has to wait. */
  isLive: boolean;
};

async function readHeads(tx: Tx, locked: Map<string, number>, now: Date): Promise<StreamQueue[]> {
  const { rows } = await tx.query<LoggedEvent>(
    `/* worker.readHeads */
    select e.id, e.type, e.schema_version, e.payload, e.partition_key, e.sequence, e.status, e.attempts, e.forgiven_attempts, e.revision, e.next_attempt_at,
      e.correlation_id, e.actor, e.time
    from unnest($1::uuid[], $2::integer[]) as s(key, applied)
    cross join lateral (
      select * from integration.events e where e.partition_key = s.key and e.sequence > s.applied order by e.sequence limit ${streamLimit + 1}) e
    order by s.key, e.sequence`,
    [[...locked.keys()], [...locked.values()]],
  );
  return [...Map.groupBy(rows, (event) => event.partition_key)].map(([stream, events]) => {
    const ready = takeReady(events, locked.get(stream) ?? 0, now);
    return { stream, events: ready.slice(0, streamLimit), hasMore: ready.length > streamLimit, isLive: true };
  });
}

/** From the head on, as long as nothing is missing, dead or not due yet; discarded events are stepped over. */
function takeReady(events: LoggedEvent[], applied: number, now: Date): LoggedEvent[] {
  const ready: LoggedEvent[] = [];
  let expected = applied + 1;
  for (const event of events) {
    const isDue = event.next_attempt_at === null || event.next_attempt_at <= now;
    if (event.sequence !== expected || event.status === 'dead' || !isDue) break;
    ready.push(event);
    expected += 1;
  }
  return ready;
}

/** The first event of every stream, then the second of every stream that is still live, and so on: set-based, and in order. */
async function applyInRounds(tx: Tx, queues: StreamQueue[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  const rounds = Math.max(0, ...queues.map((queue) => queue.events.length));
  for (let round = 0; round < rounds; round++) {
    const turns = queues.flatMap((queue) => {
      const event = queue.isLive ? queue.events[round] : undefined;
      return event ? [{ queue, event }] : [];
    });
    const outcomes = await applyRound(
      tx,
      turns.map(({ event }) => event).filter((event) => event.status !== 'discarded'),
    );
    for (const { queue, event } of turns) {
      const outcome: Outcome | undefined = event.status === 'discarded' ? { message: 'stepped over' } : outcomes.get(event.id);
      if (!outcome) throw new Error(`the handler of ${event.type} said nothing about event ${event.id}`);
      settled.push({ event, outcome });
      if ('fault' in outcome) queue.isLive = false;
    }
  }
  return settled;
}
