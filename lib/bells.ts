import { PgBoss } from 'pg-boss';
import type { Tx } from './db.ts';
import type { Logger } from './log.ts';

/** The queue of doorbells. A job says "drain this stream" and nothing else; the event row is the truth. */
export const bellQueue = 'drain';

export type Bell = { stream: string };

/** Retries of a bell are for lost connections and killed workers; retries of an event stand on the event row. */
const queueOptions = {
  heartbeatSeconds: 10,
  expireInSeconds: 60,
  retryLimit: 1_000_000,
  retryDelay: 1,
  // Waiting bells are never thrown away (the default is 14 days); finished ones after an hour.
  retentionSeconds: 315_360_000,
  deleteAfterSeconds: 3_600,
  notify: true,
} as const;

export type Boss = PgBoss;

/**
 * A pg-boss that only rings: no maintenance, no migration, no polling. `start()` it before use, `stop()` it afterwards.
 */
export function createRinger(connectionString: string, log: Logger): Boss {
  const boss = new PgBoss({ connectionString, application_name: 'lab bells', max: 2, migrate: false, supervise: false, schedule: false });
  boss.on('error', (error) => log.warn({ err: error }, 'pg-boss'));
  return boss;
}

/** Creates pg-boss's own schema and the lab's queue, or brings them up to date. Safe when several do it at once. */
export async function createQueues(connectionString: string, log: Logger): Promise<void> {
  const boss = new PgBoss({ connectionString, application_name: 'lab migrate', max: 2, supervise: false, schedule: false });
  boss.on('error', (error) => log.warn({ err: error }, 'pg-boss'));
  await boss.start();
  try {
    await boss.createQueue(bellQueue, queueOptions);
    // creating an existing queue changes nothing
    await boss.updateQueue(bellQueue, queueOptions);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/**
 * Rings the bell of each stream in the caller's transaction, so that an event and its bell commit together. Every bell is
 * a new job: a bell that was folded into an earlier one could be completed by a drain that did not see this event.
 *
 * @param streams ids of service requests; may repeat.
 * @param startAfter when the bell shall ring; absent: as soon as the transaction commits.
 */
export async function ring(boss: Boss, tx: Tx, streams: readonly string[], startAfter?: Date): Promise<void> {
  if (streams.length === 0) return;
  const jobs = [...new Set(streams)].map((stream) => ({ data: { stream } satisfies Bell, ...(startAfter ? { startAfter } : {}) }));
  await boss.insert(bellQueue, jobs, { db: { executeSql: (text, values) => tx.query(text, values) } });
}
