import { setTimeout as delay } from 'node:timers/promises';
import { type Bell, bellQueue } from 'lib/bells.ts';
import { readConfig } from 'lib/config.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import { PgBoss } from 'pg-boss';
import { applyRound, type LoggedEvent } from 'worker/apply.ts';
import { markOutcomes } from 'worker/marks.ts';
import type { BenchDatabase } from './server.ts';

/** How long a peer is watched: it is steady after some seconds, and a whole backlog would take it minutes. */
const watchMs = 3_000;
const warmUpEvents = 100;
const patienceMs = 60_000;

const eventColumns = `id, type, schema_version, payload, partition_key, sequence, status, attempts, revision, next_attempt_at, correlation_id, actor, time`;

/** One event, one transaction, with the lab's own commands: the same rows, no batch. */
async function applyOne(pool: Pool, event: LoggedEvent): Promise<void> {
  await withTransaction(pool, async (tx) => {
    const startedAt = new Date();
    const outcome = (await applyRound(tx, [event])).get(event.id) ?? { message: 'applied' };
    await markOutcomes(tx, [{ event, outcome }], { policy: readConfig({}), worker: 'peer', startedAt });
  });
}

/**
 * Plain pg-boss: every job is fetched, handled in a transaction and completed by itself. Its default would fetch one job every two
 * seconds while a backlog waits; here it is told to go on without a pause as long as there is one.
 *
 * @param atATime handlers side by side; with more than one the order within a stream is lost.
 * @returns events applied per second.
 */
export async function measurePlainPgBoss({ pool, url }: BenchDatabase, atATime: number): Promise<number> {
  const boss = new PgBoss({
    connectionString: url,
    max: atATime + 2,
    migrate: false,
    schedule: false,
    monitorIntervalSeconds: 1,
    superviseIntervalSeconds: 1,
    queueCacheIntervalSeconds: 1,
  });
  boss.on('error', () => {});
  await boss.start();
  let applied = 0;
  await boss.work<Bell>(bellQueue, { burstWhenReadyExceeds: 1, localConcurrency: atATime, pollingIntervalSeconds: 0.5 }, async ([job]) => {
    const { rows } = await pool.query<LoggedEvent>(
      `/* peer.readEvent */ select ${eventColumns} from integration.events where partition_key = $1::uuid and sequence = 1`,
      [job?.data.stream],
    );
    for (const event of rows) await applyOne(pool, event);
    applied += 1;
  });
  try {
    return await watchRate(() => applied);
  } finally {
    await boss.stop({ graceful: true, timeout: 5_000 });
  }
}

/** Pending events that the polling worker reads at once, and its pause when it found fewer. */
const pollLimit = 100;
const pollPauseMs = 1_000;

/**
 * A worker that polls the table of events, as the lab's original did: read what is pending, apply one after the other, each in a
 * transaction of its own, sleep a second. To be fair it sleeps only when it found less than a full batch, so a backlog costs it no
 * pause; and unlike the original it may read a hundred at once.
 *
 * @returns events applied per second.
 */
export async function measurePolling({ pool }: BenchDatabase): Promise<number> {
  let applied = 0;
  let isStopping = false;
  const work = async (): Promise<void> => {
    while (!isStopping) {
      const { rows } = await pool.query<LoggedEvent>(
        `/* peer.poll */ select ${eventColumns} from integration.events where status = 'pending' order by recorded_time limit ${pollLimit}`,
      );
      for (const event of rows) {
        if (isStopping) return;
        await applyOne(pool, event);
        applied += 1;
      }
      if (rows.length < pollLimit) await delay(pollPauseMs);
    }
  };
  const working = work();
  try {
    return await Promise.race([watchRate(() => applied), working.then(() => Number.NaN)]);
  } finally {
    isStopping = true;
    await working;
  }
}

/** Waits until it has warmed up, then counts for some seconds. */
async function watchRate(count: () => number): Promise<number> {
  for (const deadline = Date.now() + patienceMs; count() < warmUpEvents; await delay(50)) {
    if (Date.now() > deadline) throw new Error('a peer of the bench applied nothing');
  }
  const from = { count: count(), at: performance.now() };
  await delay(watchMs);
  return ((count() - from.count) * 1_000) / (performance.now() - from.at);
}
