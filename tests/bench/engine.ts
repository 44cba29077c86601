import { applyCreated, applyTwoChanges, type Backlog, findBacklog, timeBatches } from './bare-script.ts';
import type { Finding } from './figures.ts';
import { findLatencies } from './latency.ts';
import { cpuSeconds, cpuSecondsOfFamily } from './machine.ts';
import { measurePlainPgBoss, measurePolling } from './peers.ts';
import { startWorker } from './processes.ts';
import { compareRows, countRows } from './row-counts.ts';
import { type BenchDatabase, type BenchServer, startServer } from './server.ts';
import { prepareBacklogs, prepareEmpty, templates } from './templates.ts';
import { firstDrainSince, untilDrained } from './until-drained.ts';
import type { Workshop } from './workshop.ts';

/** Life cycles of one measurement. */
const requestCount = 10_000;
const poisonShare = 0.01;
const targets = { created: 0.5, changed: 0.4, plainPgBoss: 5, poison: 0.6 };

/** How fast one worker applies what was accepted before. */
export async function benchEngine(workshop: Workshop): Promise<void> {
  const server = await startServer(workshop.stack);
  workshop.tell(`PostgreSQL ${server.version}; accepting ${requestCount} requests for every run to start from`);
  await prepareEmpty(server);
  await prepareBacklogs(server, requestCount);
  const runs: Run[] = [];
  for (let run = 1; run <= workshop.runs; run++) {
    workshop.tell(`run ${run} of ${workshop.runs}`);
    runs.push(await measureOnce(workshop, server));
  }
  for (const finding of findSpeeds(runs)) workshop.report(finding);
  for (const finding of await findLatencies(workshop)) workshop.report(finding);
}

/** Seconds for the whole backlog; for the peers and for CPU as named. */
type Run = {
  created: Drained;
  createdCeiling: number;
  poisoned: Drained;
  changed: Drained;
  changedCeiling: number;
  plainPerSecond: number;
  plainEightPerSecond: number;
  pollingPerSecond: number;
};

async function measureOnce({ stack }: Workshop, server: BenchServer): Promise<Run> {
  const drainCopy = (template: string) => withCopy(server, template, (database) => drain(stack, server, database));
  const created = await drainCopy(templates.created);
  const createdCeiling = await withCopy(server, templates.created, (database) => timeBare(database, applyCreated));
  compareRows(created.rows, createdCeiling.rows);
  const poisoned = await drainCopy(templates.poisoned);
  const changed = await drainCopy(templates.changed);
  const changedCeiling = await withCopy(server, templates.changed, (database) => timeBare(database, applyTwoChanges));
  compareRows(changed.rows, changedCeiling.rows);
  return {
    created,
    createdCeiling: createdCeiling.seconds,
    poisoned,
    changed,
    changedCeiling: changedCeiling.seconds,
    plainPerSecond: await withCopy(server, templates.created, (database) => measurePlainPgBoss(database, 1)),
    plainEightPerSecond: await withCopy(server, templates.created, (database) => measurePlainPgBoss(database, 8)),
    pollingPerSecond: await withCopy(server, templates.created, measurePolling),
  };
}

async function withCopy<Result>(
  server: BenchServer,
  template: string,
  work: (database: BenchDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await server.copy(template);
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

type Drained = { seconds: number; rows: Record<string, number>; cpu: Record<string, number> };

/**
 * Lets a real worker, fresh as after a start, drain the backlog. The clock runs from its first drain, which is after it has fetched
 * its first bells, until the last bell is completed. CPU counts its whole life, start included.
 */
async function drain(stack: AsyncDisposableStack, server: BenchServer, database: BenchDatabase): Promise<Drained> {
  const { pool } = database;
  const beganAt = Date.now();
  const postgresBefore = cpuSecondsOfFamily(server.pid);
  const worker = await startWorker(stack, database);
  const endedAt = await untilDrained(pool);
  const cpu = { worker: cpuSeconds(worker.pid), postgresql: cpuSecondsOfFamily(server.pid) - postgresBefore };
  await worker.stop();
  return { seconds: (endedAt - (await firstDrainSince(pool, beganAt))) / 1_000, rows: await countRows(pool), cpu };
}

async function timeBare(
  { pool }: BenchDatabase,
  apply: (pool: BenchDatabase['pool'], backlog: Backlog) => Promise<void>,
): Promise<{ seconds: number; rows: Record<string, number> }> {
  const batches = await findBacklog(pool);
  const seconds = await timeBatches(batches, 1, (batch) => apply(pool, batch));
  return { seconds, rows: await countRows(pool) };
}

function findSpeeds(runs: Run[]): Finding[] {
  const perSecond = (seconds: (run: Run) => number, count = requestCount) => runs.map((run) => count / seconds(run));
  const created = perSecond((run) => run.created.seconds);
  const wholeCycle = perSecond((run) => run.created.seconds + run.changed.seconds);
  const ceiling = { kind: 'ceiling', name: 'bare script, batches of 500' } as const;
  const peer = (name: string, values: number[]) => ({ kind: 'peer', name, values }) as const;
  const cpu = (process: string) => runs.map((run) => ((run.created.cpu[process] ?? Number.NaN) * 1_000) / requestCount);
  return [
    {
      figure: 'applied_per_second',
      values: created,
      unit: '1/s',
      rival: { ...ceiling, values: perSecond((run) => run.createdCeiling) },
      target: targets.created,
    },
    {
      figure: 'applied_with_changes_per_second',
      values: wholeCycle,
      unit: '1/s',
      rival: { ...ceiling, values: perSecond((run) => run.createdCeiling + run.changedCeiling) },
      target: targets.changed,
    },
    {
      figure: 'applied_vs_plain_pgboss',
      values: created,
      unit: '1/s',
      rival: peer(
        'plain pg-boss, one job at a time',
        runs.map((run) => run.plainPerSecond),
      ),
      target: targets.plainPgBoss,
    },
    {
      figure: 'applied_vs_plain_pgboss_8',
      values: created,
      unit: '1/s',
      rival: peer(
        'plain pg-boss, eight at a time, order lost',
        runs.map((run) => run.plainEightPerSecond),
      ),
    },
    {
      figure: 'applied_vs_polling',
      values: created,
      unit: '1/s',
      rival: peer(
        'worker that polls the table',
        runs.map((run) => run.pollingPerSecond),
      ),
    },
    {
      figure: 'poison_speed_kept',
      values: perSecond((run) => run.poisoned.seconds, requestCount * (1 - poisonShare)),
      unit: '1/s',
      rival: peer('the same without poison', created),
      target: targets.poison,
    },
    { figure: 'worker_cpu_per_1000', values: cpu('worker'), unit: 's' },
    { figure: 'postgres_cpu_per_1000', values: cpu('postgresql'), unit: 's' },
  ];
}
