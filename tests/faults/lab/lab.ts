import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from 'cli/free-port.ts';
import { readConfig } from 'lib/config.ts';
import { type Connections, connectionsOf, findPasswords } from 'lib/database-accounts.ts';
import type { Pool } from 'lib/db.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { type Bearing, bear } from '../../bench/people.ts';
import { asReader, createDatabase, openPool, prepareTemplate } from './database.ts';
import { type FaultPostgres, startPostgres } from './postgres.ts';
import { LabProcess, type UnexpectedExit } from './process.ts';
import { FaultWorker } from './worker.ts';
import { WorkerQueue } from './worker-queue.ts';

/** A whole lab of real processes, to be broken. */
export type FaultLab = {
  /** `LAB_DATA_DIR` of all its processes, and everything else that the bench writes. */
  folder: string;
  postgres: FaultPostgres;
  /** Address of the lab's database, as its owner. */
  databaseUrl: string;
  /** The same as the role of each service. */
  connections: Connections;
  /** What the clients, who may do everything, are let in with. */
  bearing: Bearing;
  /** Looks in from outside and can change nothing. */
  reader: Pool;
  /** Does what no part of the lab may: ends sessions, locks rows, spoils events. */
  admin: Pool;
  gateway: LabProcess;
  /** None where the gateway's process hosts them. */
  subgraphs: Partial<Record<SubgraphName, LabProcess>>;
  workers: FaultWorker[];
  /** The same workers for those who need one to themselves. */
  queue: WorkerQueue;
  /** Starts one more process of a subgraph, on another port. */
  startSubgraph(name: SubgraphName): Promise<LabProcess>;
  unexpectedExits(): UnexpectedExit[];
};

const source = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

export type LabOptions = {
  workers: number;
  /** Whether the subgraphs share the gateway's process, as under `npm start`; otherwise each is one of its own, as in containers. */
  isHosted: boolean;
};

/** Starts everything; the stack undoes it. */
export async function startLab(stack: AsyncDisposableStack, options: LabOptions): Promise<FaultLab> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-faults-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const postgres = await startPostgres(folder);
  stack.defer(() => postgres.stop());
  const password = await prepareTemplate(postgres, folder);
  const databaseUrl = await createDatabase(postgres, 'lab');
  const connections = connectionsOf(databaseUrl, findPasswords(readConfig({ LAB_DATA_DIR: folder })));
  const reader = openPool(asReader(databaseUrl, password), 3);
  const admin = openPool(databaseUrl, 6);
  stack.defer(async () => void (await Promise.all([reader.end(), admin.end()])));

  const processes: LabProcess[] = [];
  const start = async (name: string, path: string, env: Record<string, string>): Promise<LabProcess> => {
    const place = await placeOf(folder, name);
    const started = new LabProcess({ ...place, name, file: source(path), env: { ...place.env, LAB_DATA_DIR: folder, ...env } });
    processes.push(started);
    stack.defer(() => started.stop());
    return started;
  };
  const startSubgraph = (name: SubgraphName) => start(name, `subgraphs/${name}/main.ts`, { DATABASE_URL: connections[name] });

  const named = options.isHosted ? [] : await Promise.all(subgraphNames.map(async (name) => [name, await startSubgraph(name)] as const));
  const addresses = named.map(([name, { url }]) => [`${name.toUpperCase()}_URL`, `${url}/graphql`]);
  const gateway = options.isHosted
    ? await start('services', 'tests/bench/services-process.ts', { DATABASE_URL: databaseUrl })
    : await start('gateway', 'gateway/main.ts', { DATABASE_URL: connections.gateway, ...Object.fromEntries(addresses) });
  const workers: FaultWorker[] = [];
  for (let number = 1; number <= options.workers; number++) {
    const name = `worker-${number}`;
    const { url, env, logFile } = await placeOf(folder, name);
    const worker = new FaultWorker({ name, folder, url, logFile, env: { ...env, LAB_DATA_DIR: folder, DATABASE_URL: connections.worker } });
    processes.push(worker.process);
    stack.defer(() => worker.process.stop());
    workers.push(worker);
  }
  await Promise.all(processes.map((process) => process.ready()));
  const subgraphs = Object.fromEntries(named) as FaultLab['subgraphs'];
  const queue = new WorkerQueue(workers);
  const unexpectedExits = () => processes.flatMap((process) => process.unexpectedExits);
  const bearing = bear(folder);
  return {
    folder,
    postgres,
    databaseUrl,
    connections,
    bearing,
    reader,
    admin,
    gateway,
    subgraphs,
    workers,
    queue,
    startSubgraph,
    unexpectedExits,
  };
}

type Place = { url: string; logFile: string; env: Record<string, string> };

/** A port and a log of its own, the same for every process that takes the place after another. */
async function placeOf(folder: string, name: string): Promise<Place> {
  const port = String((await findFreePort([0])) ?? 0);
  const env = { LAB_HOST: '127.0.0.1', LAB_PORT: port, SERVICE_HOST: '127.0.0.1', SERVICE_PORT: port };
  return { url: `http://127.0.0.1:${port}`, logFile: join(folder, `${name}.log`), env };
}
