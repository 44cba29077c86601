import { accept, applyCreated, timeBatches } from './bare-script.ts';
import type { Finding, Rival } from './figures.ts';
import { findLatencies } from './latency.ts';
import { openClients } from './load.ts';
import { cpuSeconds, cpuSecondsOfFamily, watchCpu } from './machine.ts';
import { type Bearing, bear } from './people.ts';
import { startServices, startWorker } from './processes.ts';
import { type BenchDatabase, type BenchServer, startServer } from './server.ts';
import { prepareEmpty, templates } from './templates.ts';
import { firstDrainSince, untilDrained } from './until-drained.ts';
import { type RequestInput, readReferences, toBatches, toInputs } from './workload.ts';
import type { Workshop } from './workshop.ts';

const singleCount = 6_000;
const singleConnections = 64;
const bulkCount = 15_000;
const bulkSize = 500;
const bulkInFlight = 4;
const warmUpCount = 1_000;
/** Of the ceiling: requests one at a time, in batches, and connections. */
const bareSingleCount = 6_000;
const bareBatchSize = 100;
const bareConnections = 8;

/** How fast the whole lab is, as `npm start` hosts it: services, worker, PostgreSQL and the clients are a process each. */
export async function benchLifecycle(workshop: Workshop): Promise<void> {
  const server = await startServer(workshop.stack);
  workshop.tell(`PostgreSQL ${server.version}`);
  await prepareEmpty(server);
  const runs: Run[] = [];
  for (let run = 1; run <= workshop.runs; run++) {
    workshop.tell(`run ${run} of ${workshop.runs}`);
    runs.push({
      single: await measureLab(workshop, server, submitSingly),
      bulk: await measureLab(workshop, server, submitInBulk),
      backlog: await measureBacklog(workshop, server),
      bareSingle: await measureBare(server, bareSingleCount, 1),
      bareBatch: await measureBare(server, bulkCount, bareBatchSize),
    });
  }
  for (const finding of findSpeeds(runs)) workshop.report(finding);
  for (const finding of await findLatencies(workshop)) workshop.report(finding);
}

/** All per second. */
type Run = {
  single: Throughput;
  bulk: Throughput;
  backlog: { accepted: number; applied: number };
  bareSingle: Bare;
  bareBatch: Bare;
};

type Throughput = {
  accepted: number;
  /** From the first submission until all of them are applied. */
  lifecycles: number;
  /** Processor seconds per 1,000 requests, by process. */
  cpu: Record<string, number>;
};

type Door = { url: string; bearing: Bearing };
type Submit = { count: number; send(door: Door, inputs: RequestInput[]): Promise<void> };

const submitSingly: Submit = {
  count: singleCount,
  send: async ({ url, bearing }, inputs) => {
    const clients = openClients(url, bearing, singleConnections);
    await timeBatches(inputs, singleConnections, (input) => clients.submit(input));
    await clients.close();
  },
};

const submitInBulk: Submit = {
  count: bulkCount,
  send: async ({ url, bearing }, inputs) => {
    const clients = openClients(url, bearing, bulkInFlight);
    await timeBatches(toBatches(inputs, bulkSize), bulkInFlight, (batch) => clients.submitBulk(batch));
    await clients.close();
  },
};

/** Submits while the worker applies, both on the same cores. */
async function measureLab({ stack }: Workshop, server: BenchServer, { count, send }: Submit): Promise<Throughput> {
  const database = await server.copy(templates.empty);
  const worker = await startWorker(stack, database);
  const services = await startServices(stack, database);
  const references = await readReferences(database.pool);
  const door = { url: services.url, bearing: bear(database.dataDir) };
  await send(door, toInputs(references, warmUpCount));
  await untilDrained(database.pool);

  const inputs = toInputs(references, count);
  const watched = {
    gateway: () => cpuSeconds(services.pid),
    worker: () => cpuSeconds(worker.pid),
    postgresql: () => cpuSecondsOfFamily(server.pid),
    clients: () => cpuSeconds(process.pid),
  };
  const { result, cpu } = await watchCpu(watched, async () => {
    const beganAt = Date.now();
    await send(door, inputs);
    const acceptedAt = Date.now();
    const appliedAt = await untilDrained(database.pool);
    return { accepted: (count * 1_000) / (acceptedAt - beganAt), lifecycles: (count * 1_000) / (appliedAt - beganAt) };
  });
  await services.stop();
  await worker.stop();
  await database.drop();
  return { ...result, cpu: Object.fromEntries(Object.entries(cpu).map(([name, seconds]) => [name, (seconds * 1_000) / count])) };
}

/** Accepts in bulk while no worker runs, then lets one apply all of it. */
async function measureBacklog({ stack }: Workshop, server: BenchServer): Promise<{ accepted: number; applied: number }> {
  const database = await server.copy(templates.empty);
  const services = await startServices(stack, database);
  const inputs = toInputs(await readReferences(database.pool), bulkCount);
  const acceptBeganAt = Date.now();
  await submitInBulk.send({ url: services.url, bearing: bear(database.dataDir) }, inputs);
  const acceptEndedAt = Date.now();
  const worker = await startWorker(stack, database);
  const appliedAt = await untilDrained(database.pool);
  const applyBeganAt = await firstDrainSince(database.pool, acceptEndedAt);
  await services.stop();
  await worker.stop();
  await database.drop();
  return { accepted: (bulkCount * 1_000) / (acceptEndedAt - acceptBeganAt), applied: (bulkCount * 1_000) / (appliedAt - applyBeganAt) };
}

/** Per second: rows of accepting only, of applying only, and of both, one after the other for each batch. */
type Bare = { accepted: number; lifecycles: number };

async function measureBare(server: BenchServer, count: number, batchSize: number): Promise<Bare> {
  const measureOn = async (work: (database: BenchDatabase, batch: RequestInput[]) => Promise<unknown>): Promise<number> => {
    const database = await server.copy(templates.empty);
    const batches = toBatches(toInputs(await readReferences(database.pool), count), batchSize);
    const seconds = await timeBatches(batches, bareConnections, (batch) => work(database, batch));
    await database.drop();
    return count / seconds;
  };
  return {
    accepted: await measureOn(({ pool }, batch) => accept(pool, batch)),
    lifecycles: await measureOn(async ({ pool }, batch) => applyCreated(pool, await accept(pool, batch))),
  };
}

function findSpeeds(runs: Run[]): Finding[] {
  const finding = (figure: string, value: (run: Run) => number, name: string, ceiling: (run: Run) => number): Finding => ({
    figure,
    values: runs.map(value),
    unit: '1/s',
    rival: { kind: 'ceiling', name: `bare script, ${bareConnections} connections, ${name}`, values: runs.map(ceiling) } satisfies Rival,
  });
  const oneByOne = 'one request a transaction';
  const batched = `batches of ${bareBatchSize}`;
  const cpu = (way: 'single' | 'bulk') =>
    Object.keys(runs[0]?.[way].cpu ?? {}).map(
      (name): Finding => ({
        figure: `${way}_cpu_per_1000_${name}`,
        values: runs.map((run) => run[way].cpu[name] ?? Number.NaN),
        unit: 's',
      }),
    );
  return [
    finding(
      'accepted_per_second',
      (run) => run.single.accepted,
      oneByOne,
      (run) => run.bareSingle.accepted,
    ),
    finding(
      'lifecycles_per_second',
      (run) => run.single.lifecycles,
      oneByOne,
      (run) => run.bareSingle.lifecycles,
    ),
    finding(
      'accepted_in_bulk_per_second',
      (run) => run.bulk.accepted,
      batched,
      (run) => run.bareBatch.accepted,
    ),
    finding(
      'lifecycles_in_bulk_per_second',
      (run) => run.bulk.lifecycles,
      batched,
      (run) => run.bareBatch.lifecycles,
    ),
    finding(
      'accepted_in_bulk_without_worker_per_second',
      (run) => run.backlog.accepted,
      batched,
      (run) => run.bareBatch.accepted,
    ),
    { figure: 'applied_from_backlog_per_second', values: runs.map((run) => run.backlog.applied), unit: '1/s' },
    ...cpu('single'),
    ...cpu('bulk'),
  ];
}
