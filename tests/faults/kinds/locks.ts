import { setTimeout as delay } from 'node:timers/promises';
import { sqlState, type Tx, withTransaction } from 'lib/db.ts';
import { slowestBetween } from '../checks/recovery.ts';
import type { Bench, Injection } from './kind.ts';
import { awaitCases } from './people.ts';

const lockTimeout = '55P03';

/**
 * Real deadlocks: a session of the bench holds a business object and then wants the stream that the worker holds, which wants
 * the object. The worker waited first, so it is the one that PostgreSQL picks.
 */
export async function forceDeadlocks(bench: Bench): Promise<Injection> {
  const { lab, cases, supply, size } = bench;
  const errands = Array.from({ length: size(12, 2) }, () => ({ ...supply.next(), steps: [] }));
  const requestIds = await cases.submit(errands);
  let injected = 0;
  for (const requestId of requestIds) {
    const [caseId = ''] = await awaitCases(bench, [requestId]);
    injected += await withTransaction(lab.admin, async (tx) => {
      // whoever checks first is the victim, and that shall be the worker
      await tx.query(`set local deadlock_timeout = '20s'; set local lock_timeout = '5s'`);
      await tx.query('select from canonical.business_objects where request_id = $1::uuid for update', [requestId]);
      await cases.move({ caseId, status: 'IN_PROGRESS', reason: 'to be applied in vain at first', idempotencyKey: `deadlock:${caseId}` });
      if (!(await waitsForUs(bench, tx))) return 0;
      await tx.query('select from integration.streams where key = $1::uuid for update', [requestId]);
      return 1;
    }).catch((error: unknown) => {
      // the worker had checked before the circle was closed: no deadlock this time
      if (sqlState(error) !== lockTimeout) throw error;
      return 0;
    });
  }
  return { injected };
}

const patienceMs = 15_000;

async function waitsForUs({ lab }: Bench, tx: Tx): Promise<boolean> {
  const { rows: self } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(10)) {
    const { rowCount } = await lab.admin.query('select from pg_stat_activity where $1::integer = any(pg_blocking_pids(pid))', [
      self[0]?.pid,
    ]);
    if (rowCount) return true;
  }
  return false;
}

/** Somebody keeps a transaction open, as a report or a forgotten console does: nothing can be cleaned up, and work goes on. */
export async function holdSnapshot({ lab, size }: Bench): Promise<Injection> {
  const beganAt = Date.now();
  await withTransaction(lab.admin, async (tx) => {
    await tx.query(`set local idle_in_transaction_session_timeout = '0'`);
    await tx.query('set transaction isolation level repeatable read');
    // with an id of its own it also holds back those who follow the log
    await tx.query('select count(*), pg_current_xact_id() from integration.events');
    await delay(size(15_000, 2_000));
  });
  const endedAt = Date.now();
  await delay(1_000);
  return { injected: 1, recoveryMs: await slowestBetween(lab.reader, beganAt, endedAt) };
}
