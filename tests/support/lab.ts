import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPortal } from 'cli/portal-build.ts';
import { startServices } from 'cli/services.ts';
import { readConfig } from 'lib/config.ts';
import type { Pool } from 'lib/db.ts';
import { closeRuntime, openRuntime, type Runtime } from 'lib/service.ts';
import { start as startWorker } from 'worker/main.ts';
import { createDatabase } from './database.ts';

export type TestLab = AsyncDisposable & {
  /** Address of the gateway. */
  url: string;
  pool: Pool;
  runtime: Runtime;
  /** Sends an operation through the gateway. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
};

export type Answer<Data> = { data: Data; errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[] };

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
  const config = readConfig({ LAB_PORT: '0', LAB_DATA_DIR: dataDir, LOG_LEVEL: 'silent', RETRY_BASE_MS: '10', ...settings });
  const runtime = await openRuntime('tests', config, database.url);
  const workers = worker ? [await startWorker(runtime)] : [];
  const services = await startServices(runtime, workers[0]?.url);
  return {
    url: services.url,
    pool: database.pool,
    runtime,
    ask: (query, variables) => ask(services.url, query, variables),
    [Symbol.asyncDispose]: async () => {
      await services.stop();
      for (const running of workers) await running.stop();
      await closeRuntime(runtime);
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Sends an operation to a gateway. */
export async function ask<Data>(url: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}
