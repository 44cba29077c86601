import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from 'cli/free-port.ts';
import { type Asking, ask } from './ask.ts';
import { type Headers, headersFor, tester } from './people.ts';
import { until } from './until.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

export type LabProcess = Asking & {
  url: string;
  /** What the tester is let in with. */
  headers: Headers;
  /** Settings under which the `lab` command finds it, and is let in. */
  env: { LAB_URL: string; LAB_DATA_DIR: string };
  /** The main process: services and gateway. */
  child: ChildProcess;
  output(): string;
  /** Main process id of the embedded PostgreSQL. */
  postgresPid(): number;
  /** Process id of the worker, as sync logs name it. */
  workerPid(): Promise<number>;
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>;
};

/** Starts `lab up` as people do, on a data folder of its own, and waits until it says that it is up. */
export async function startLabProcess(dataDir: string, port?: number, env: Record<string, string> = {}): Promise<LabProcess> {
  const labPort = port ?? (await findFreePort([0])) ?? 0;
  const child = spawn(process.execPath, [main, 'up'], {
    env: { ...process.env, LAB_PORT: String(labPort), LAB_DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (text: string): void => {
    output += text;
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  const url = `http://127.0.0.1:${labPort}`;
  await until(
    'the lab says that it is up',
    async () => {
      if (child.exitCode !== null) throw new Error(`lab up ended with ${child.exitCode}:\n${output}`);
      return output.includes('The lab is up');
    },
    120_000,
  );
  const headers = await headersFor(dataDir, tester);
  return {
    url,
    headers,
    ask: async (query, variables, as) => await ask(url, query, variables, as ? await headersFor(dataDir, as) : headers),
    env: { LAB_URL: url, LAB_DATA_DIR: dataDir },
    child,
    output: () => output,
    postgresPid: () => Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]),
    workerPid: async () => {
      const { data } = await ask<{ syncLogs: { nodes: { worker: string }[] } }>(
        url,
        '{ syncLogs(first: 1) { nodes { worker } } }',
        {},
        headers,
      );
      return Number(data.syncLogs.nodes[0]?.worker.split(':').at(-1));
    },
    stop: () => {
      if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
      const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Whether a process is there; one that has ended but was not waited for yet is not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
