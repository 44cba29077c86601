import { hostname } from 'node:os';
import type { AuditTrail } from 'lib/audit.ts';
import { type Bell, bellQueue, createBellWorker } from 'lib/bells.ts';
import { createHttpServer } from 'lib/graphql-server.ts';
import { repeat } from 'lib/repeat.ts';
import { type Runtime, runService, type Service } from 'lib/service.ts';
import { drain } from './drain.ts';
import { advanceJobs, recoverEveryMs } from './recover.ts';
import { closeCauses, foldCounts, reconcileOnSchedule, reportWorker, ringAbandoned } from './sweep.ts';
import { createTurns } from './turns.ts';

/** Bells taken at once: what one transaction applies. */
const batchSize = 500;
const foldEveryMs = 1_000;
const mindEveryMs = 2_000;
const sweepEveryMs = 15_000;
const recountEveryMs = 600_000;
const reportEveryMs = 3_000;

/** Starts a worker: it listens for bells and drains the streams that they name. Any number of workers may run. */
export async function start(runtime: Runtime): Promise<Service> {
  const { config, connectionString, pool } = runtime;
  const log = runtime.log.child({ service: 'worker' });
  const boss = createBellWorker(connectionString, log);
  await boss.start();
  const trail: AuditTrail = { chain: 'worker', keys: runtime.auditKeys };
  const drainer = { pool, boss, policy: config, worker: `${hostname()}:${process.pid}` };
  const takeTurn = createTurns();
  await boss.work<Bell>(
    bellQueue,
    // two loops: while one waits for PostgreSQL the other works; a delayed bell sends no NOTIFY, it is found by the short poll
    { batchSize, burstWhenBatchFull: true, localConcurrency: 2, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 0.5 },
    async (jobs) => {
      const streams = jobs.map((job) => job.data.stream);
      const report = await takeTurn(streams, () => drain(drainer, streams));
      if (report.failed > 0) log.warn(report, 'some events failed');
    },
  );
  const folding = repeat(foldEveryMs, () => foldCounts(pool), log);
  const minding = repeat(
    mindEveryMs,
    async () => {
      const abandoned = await ringAbandoned(pool, boss);
      if (abandoned > 0) log.warn({ abandoned }, 'a worker left streams behind; their bells ring again');
    },
    log,
  );
  const sweeping = repeat(
    sweepEveryMs,
    async () => {
      await reconcileOnSchedule(pool, boss, ['waiting_heads_have_a_bell'], log, trail);
      await closeCauses(pool);
    },
    log,
  );
  // reads every table, for a drift that only a hand at the database can cause
  const recounting = repeat(
    recountEveryMs,
    async () => {
      await reconcileOnSchedule(pool, boss, ['counts_are_right'], log, trail);
    },
    log,
  );
  const recovering = repeat(recoverEveryMs, () => advanceJobs(drainer, trail), log);
  const reporting = repeat(reportEveryMs, () => reportWorker(pool, drainer.worker), log);
  const app = createHttpServer(log, async () => (await pool.query('/* health */ select 1')).rowCount === 1);
  const url = await app.listen({ host: config.SERVICE_HOST, port: config.SERVICE_PORT });
  return {
    name: 'worker',
    url,
    stop: async () => {
      await Promise.all([folding, minding, sweeping, recounting, recovering, reporting].map((task) => task.stop()));
      await Promise.all([boss.stop({ graceful: true, timeout: 8_000 }), app.close()]);
    },
  };
}

if (import.meta.main) await runService('worker', start);
