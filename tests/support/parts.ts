import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startGateway } from 'gateway/main.ts';
import { readConfig } from 'lib/config.ts';
import type { ServiceName } from 'lib/database-roles.ts';
import type { Pool } from 'lib/db.ts';
import type { SubgraphName } from 'lib/sdl.ts';
import { closeRuntime, openRuntime, type Runtime, type Service } from 'lib/service.ts';
import { start as startCanonical } from 'subgraphs/canonical/main.ts';
import { start as startIntake } from 'subgraphs/intake/main.ts';
import { start as startOperational } from 'subgraphs/operational/main.ts';
import { start as startReference } from 'subgraphs/reference/main.ts';
import { start as startWorker } from 'worker/main.ts';
import { type Answer, ask } from './ask.ts';
import { createDatabase } from './database.ts';
import { type Headers, headersFor, tester, testGatewaySecret } from './people.ts';

/** Documents take no part in what is tested in parts. */
type Started = Exclude<SubgraphName, 'documents'>;
const starts: Record<Started, (runtime: Runtime) => Promise<Service>> = {
  reference: startReference,
  intake: startIntake,
  operational: startOperational,
  canonical: startCanonical,
};

type PartName = Started | 'gateway';

export type Parts = AsyncDisposable & {
  pool: Pool;
  /** Address of the gateway; the same after a restart. */
  url: string;
  /** What the tester is let in with. */
  headers: Headers;
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Answer<Data>>;
  stop(part: PartName): Promise<void>;
  /** Starts a part that was stopped, at its old address. */
  start(part: PartName): Promise<void>;
};

/** The lab in parts that stop and start one by one; each subgraph with connections of its own, as in a process of its own. */
export async function startParts(): Promise<Parts> {
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lab-parts-'));
  const headers = await headersFor(dataDir, tester);
  const own = { LAB_DATA_DIR: dataDir, GATEWAY_SECRET: testGatewaySecret };
  const open = (service: ServiceName, settings: Record<string, string> = {}): Promise<Runtime> =>
    openRuntime(
      service,
      readConfig({ ...own, LAB_PORT: '0', LOG_LEVEL: 'silent', RETRY_BASE_MS: '10', ...settings }),
      database.connections[service],
    );
  const running = new Map<PartName, () => Promise<void>>();
  const urls: Partial<Record<PartName | 'documents', string>> = { documents: 'http://127.0.0.1:1/graphql' };

  async function run(part: PartName): Promise<void> {
    const port = urls[part] ? new URL(urls[part]).port : '0';
    const runtime = await open(part, part === 'gateway' ? { LAB_PORT: port } : { SERVICE_PORT: port });
    const service =
      part === 'gateway'
        ? await startGateway({
            config: runtime.config,
            pool: runtime.pool,
            log: runtime.log,
            subgraphs: urls as Record<SubgraphName, string>,
            subgraphTimeoutMs: 2_000,
          })
        : await starts[part](runtime);
    urls[part] = service.url;
    running.set(part, async () => {
      await service.stop();
      await closeRuntime(runtime);
    });
  }
  const stop = async (part: PartName): Promise<void> => {
    const halt = running.get(part);
    running.delete(part);
    await halt?.();
  };

  for (const name of Object.keys(starts)) await run(name as Started);
  await run('gateway');
  const workerRuntime = await open('worker');
  const worker = await startWorker(workerRuntime);
  return {
    pool: database.pool,
    url: urls.gateway ?? '',
    headers,
    ask: (query, variables) => ask(urls.gateway ?? '', query, variables, headers),
    stop,
    start: run,
    [Symbol.asyncDispose]: async () => {
      for (const part of [...running.keys()].reverse()) await stop(part);
      await worker.stop();
      await closeRuntime(workerRuntime);
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
