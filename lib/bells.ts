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
 * How long pg-boss waits for an answer, in milliseconds: a connection that went dead without a word would be waited for without end. Its
 * types do not name what it hands on to `pg`.
 */
const patience = { query_timeout: 20_000 };

/** Starts when it first rings: a service that never does so opens no connection for it, and needs no right to. */
class Ringer extends PgBoss {
  override async insert(...ringing: Parameters<PgBoss['insert']>): Promise<string[] | null> {
    await this.start();
    return await super.insert(...ringing);
  }
}

/** A pg-boss that only rings: no maintenance, no migration, no polling, no entry among the instances. `stop()` it afterwards. */
export function createRinger(connectionString: string, log: Logger): Boss {
  const boss = new Ringer({
    ...patience,
    connectionString,
    application_name: 'lab bells',
    max: 2,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', logSparsely(log));
  return boss;
}

/** A pg-boss that hands out bells and looks after them: bells of workers that died ring again within some seconds. */
export function createBellWorker(connectionString: string, log: Logger): Boss {
  const boss = new PgBoss({
    ...patience,
    connectionString,
    application_name: 'lab worker bells',
    max: 4,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    monitorIntervalSeconds: 2,
    superviseIntervalSeconds: 2,
  });
  boss.on('error', logSparsely(log));
  return boss;
}

const logEveryMs = 10_000;

/** While the database is down every loop of pg-boss fails twice a second: one of these errors in ten seconds says as much. */
function logSparsely(log: Logger): (error: Error) => void {
  let loggedAt = 0;
  let left = 0;
  return (error) => {
    left += 1;
    if (Date.now() - loggedAt < logEveryMs) return;
    log.warn({ err: error, sinceLast: left }, 'pg-boss reports errors');
    loggedAt = Date.now();
    left = 0;
  };
}

/** Creates pg-boss's own schema and the lab's queue, or brings them up to date. Safe when several do it at once. */
export async function createQueues(connectionString: string, log: Logger): Promise<void> {
  const boss = new PgBoss({ connectionString, application_name: 'lab migrate', max: 2, supervise: false, schedule: false });
  boss.on('error', logSparsely(log));
  await boss.start();
  try {
    await boss.createQueue(bellQueue, queueOptions);
    // creating an existing queue changes nothing
    await boss.updateQueue(bellQueue, queueOptions);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** A stream whose bell shall ring: at once when the transaction commits, or not before `at`. */
export type Ringing = { stream: string; at?: Date };

/**
 * Rings bells in the caller's transaction, so that an event and its bell commit together. Every bell is a new job: a bell
 * that was folded into an earlier one could be completed by a drain that did not see this event.
 */
export async function ring(boss: Boss, tx: Tx, bells: readonly Ringing[]): Promise<void> {
  if (bells.length === 0) return;
  const jobs = bells.map(({ stream, at }) => ({ data: { stream } satisfies Bell, ...(at ? { startAfter: at } : {}) }));
  await boss.insert(bellQueue, jobs, { db: { executeSql: (text, values) => tx.query(text, values) } });
}
