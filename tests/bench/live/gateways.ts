import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from 'cli/free-port.ts';
import { readSupergraph } from 'gateway/compose.ts';
import { unlimited } from '../people.ts';
import type { BenchDatabase } from '../server.ts';
import { hiveVersion, installHive, writeHiveConfig } from './hive.ts';
import { nodeArgsForLab, nodeArgsForMemory, type Running, startProgram } from './processes.ts';
import type { SubgraphUrls } from './subgraphs-process.ts';

/** A gateway as a process of its own, in front of subgraphs that are elsewhere. */
export type Gateway = { name: string; url: string; process: Running<MemoryReport> };

/** Bytes after a full collection, by `inside/report-memory.ts`. */
export type MemoryReport = { rss: number; heapUsed: number; external: number };

export type GatewayKind = 'ours' | 'hive' | 'hive-rust';

export const gatewayNames: Record<GatewayKind, string> = {
  ours: 'the lab',
  hive: `Hive Gateway ${hiveVersion}, default planner`,
  'hive-rust': `Hive Gateway ${hiveVersion}, Rust planner`,
};

type Start = { stack: AsyncDisposableStack; database: BenchDatabase; subgraphs: SubgraphUrls; tell: (line: string) => void };

export async function startGateway(kind: GatewayKind, start: Start): Promise<Gateway> {
  const port = String((await findFreePort([0])) ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const process = kind === 'ours' ? await startOurs(start, port, url) : await startHive(start, { port, url, isRust: kind === 'hive-rust' });
  return { name: gatewayNames[kind], url, process };
}

function startOurs({ stack, database, subgraphs }: Start, port: string, url: string): Promise<Running<MemoryReport>> {
  const addresses = Object.entries(subgraphs).map(([name, address]) => [`${name.toUpperCase()}_URL`, address]);
  return startProgram(stack, {
    file: new URL('../../../gateway/main.ts', import.meta.url),
    nodeArgs: [...nodeArgsForMemory, ...nodeArgsForLab],
    env: {
      ...{ LAB_HOST: '127.0.0.1', LAB_PORT: port, LAB_DATA_DIR: database.dataDir, DATABASE_URL: database.connections.gateway },
      ...unlimited,
      ...Object.fromEntries(addresses),
    },
    readyUrl: `${url}/health/ready`,
  });
}

type HiveStart = { port: string; url: string; isRust: boolean };

async function startHive({ stack, database, subgraphs, tell }: Start, { port, url, isRust }: HiveStart): Promise<Running<MemoryReport>> {
  const { folder, bin } = await installHive(tell);
  const scratch = mkdtempSync(join(tmpdir(), 'lab-hive-'));
  stack.defer(() => rmSync(scratch, { recursive: true, force: true }));
  const config = join(scratch, 'gateway.config.mjs');
  writeHiveConfig(config, withAddresses(readSupergraph(), subgraphs), { dataDir: database.dataDir, subgraphs });
  return await startProgram(stack, {
    file: bin,
    args: ['supergraph', '--host', '127.0.0.1', '--port', port, '--config-path', config, ...(isRust ? ['--hive-router-runtime'] : [])],
    nodeArgs: nodeArgsForMemory,
    cwd: folder,
    readyUrl: `${url}/readiness`,
  });
}

/** The committed supergraph names the subgraphs and not where they are. */
function withAddresses(supergraph: string, subgraphs: SubgraphUrls): string {
  return Object.entries(subgraphs).reduce((text, [name, url]) => text.replace(`url: "http://${name}"`, `url: "${url}"`), supergraph);
}
