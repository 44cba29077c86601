import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from 'cli/free-port.ts';
import { unlimited } from './people.ts';
import type { BenchDatabase } from './server.ts';

export type BenchProcess = { pid: number; url: string; stop(): Promise<void> };

const patienceMs = 30_000;
const pollMs = 20;

/** The gateway and the five subgraphs in one process, as `npm start` hosts them. @param nodeArgs for what is loaded before their code. */
export function startServices(
  stack: AsyncDisposableStack,
  { url, dataDir }: BenchDatabase,
  nodeArgs: readonly string[] = [],
): Promise<BenchProcess> {
  const env = { DATABASE_URL: url, LAB_DATA_DIR: dataDir };
  return startProcess(stack, { file: new URL('services-process.ts', import.meta.url), nodeArgs, env });
}

/** The worker as a process of its own. */
export function startWorker(stack: AsyncDisposableStack, { connections, dataDir }: BenchDatabase): Promise<BenchProcess> {
  const env = { DATABASE_URL: connections.worker, LAB_DATA_DIR: dataDir };
  return startProcess(stack, { file: new URL('../../worker/main.ts', import.meta.url), env });
}

type Program = { file: URL; nodeArgs?: readonly string[]; env: Record<string, string> };

/** Resolves when the process says that it is ready. It ends with this one, however this one ends. */
async function startProcess(stack: AsyncDisposableStack, { file, nodeArgs = [], env }: Program): Promise<BenchProcess> {
  const port = String((await findFreePort([0])) ?? 0);
  const places = { LAB_HOST: '127.0.0.1', LAB_PORT: port, SERVICE_HOST: '127.0.0.1', SERVICE_PORT: port };
  const child = spawn(process.execPath, [...nodeArgs, fileURLToPath(file)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { LOG_LEVEL: 'error', ...process.env, ...unlimited, ...places, ...env },
  });
  const exited = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const stop = async (): Promise<void> => {
    if (!hasEnded()) child.kill('SIGTERM');
    await exited;
  };
  stack.defer(stop);
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + patienceMs; ; await delay(pollMs)) {
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.ok) return { pid: child.pid ?? 0, url, stop };
    if (hasEnded() || Date.now() > deadline) throw new Error(`${fileURLToPath(file)} did not become ready — its log above may say why`);
  }
}
