import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from 'cli/api.ts';
import { buildPortal } from 'cli/portal-build.ts';
import { startServices } from 'cli/services.ts';
import { readConfig } from 'lib/config.ts';
import type { ServiceName } from 'lib/database-roles.ts';
import type { Pool } from 'lib/db.ts';
import type { Identity } from 'lib/identity.ts';
import { closeRuntime, openRuntime, type Runtime } from 'lib/service.ts';
import { start as startWorker } from 'worker/main.ts';
import { type Asking, ask } from './ask.ts';
import { createDatabase } from './database.ts';
import { type Headers, headersFor, tester, testGatewaySecret } from './people.ts';

export type TestLab = AsyncDisposable &
  Asking & {
    /** Address of the gateway. */
    url: string;
    /** The owner's, for tests to look at everything and to break it. */
    pool: Pool;
    /** The worker's. */
    runtime: Runtime;
    /** What another service works with; closed with the lab. */
    runtimeOf(service: ServiceName): Promise<Runtime>;
    /** What the tester, who may do everything, is let in with. */
    headers: Headers;
    /** What the `lab` command and its parts speak to. */
    lab: Lab;
    /** The same as settings of the command. */
    env: { LAB_URL: string; LAB_TOKEN: string };
    /** What somebody else is let in with. */
    headersOf(identity: Identity): Promise<Headers>;
  };

export type LabOptions = {
  /** Settings that differ from the defaults. */
  settings?: Record<string, string>;
  /** Whether a worker runs; tests that drain by hand want none. */
  worker?: boolean;
  /** Whether the portal is built, for tests with a browser. */
  portal?: boolean;
};

/** The whole lab in this process, on a database of its own. */
export async function startLab({ settings = {}, worker = true, portal = false }: LabOptions = {}): Promise<TestLab> {
  if (portal) await buildPortal();
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lab-'));
  const config = readConfig({
    LAB_PORT: '0',
    LAB_DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    RETRY_BASE_MS: '10',
    GATEWAY_SECRET: testGatewaySecret,
    ...settings,
  });
  // what a test does by hand, it does as the worker would
  const runtime = await openRuntime('worker', config, database.connections.worker);
  const workers = worker ? [await startWorker(runtime)] : [];
  const services = await startServices({ config, connectionTo: (service) => database.connections[service], workerUrl: workers[0]?.url });
  const others: Runtime[] = [];
  const headersOf = (identity: Identity): Promise<Headers> => headersFor(dataDir, identity);
  const headers = await headersOf(tester);
  const token = headers.authorization?.slice('Bearer '.length) ?? '';
  return {
    url: services.url,
    pool: database.pool,
    runtime,
    runtimeOf: async (service) => {
      const other = await openRuntime(service, config, database.connections[service]);
      others.push(other);
      return other;
    },
    headers,
    lab: { url: services.url, findToken: async () => token },
    env: { LAB_URL: services.url, LAB_TOKEN: token },
    headersOf,
    ask: async (query, variables, as) => await ask(services.url, query, variables, as ? await headersOf(as) : headers),
    [Symbol.asyncDispose]: async () => {
      await services.stop();
      for (const running of workers) await running.stop();
      for (const open of [runtime, ...others]) await closeRuntime(open);
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
