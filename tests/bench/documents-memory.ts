import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from 'cli/free-port.ts';
import { type Repository, uploadTo } from '../integration/documents-client.ts';
import { until } from '../support/until.ts';

const mebibyte = 1024 * 1024;
/** Uploads of the largest size at once. */
export const heavyUploads = 20;

type Process = { pid(): number };

/** The gateway as a process of its own, in front of the documents alone. @param connectionString of its own role. */
export async function openGateway({ runtime }: Pick<Repository, 'runtime'>, connectionString: string, documentsUrl: string) {
  const port = String((await findFreePort([0])) ?? 0);
  const nowhere = 'http://127.0.0.1:1/graphql';
  const urls = {
    REFERENCE_URL: nowhere,
    INTAKE_URL: nowhere,
    OPERATIONAL_URL: nowhere,
    CANONICAL_URL: nowhere,
    DOCUMENTS_URL: documentsUrl,
  };
  const { LAB_DATA_DIR, GATEWAY_SECRET } = runtime.config;
  const secrets = { LAB_DATA_DIR, DATABASE_URL: connectionString, ...(GATEWAY_SECRET ? { GATEWAY_SECRET } : {}) };
  const places = { LAB_HOST: '127.0.0.1', LAB_PORT: port };
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../gateway/main.ts', import.meta.url))], {
    env: { ...process.env, ...urls, ...places, ...secrets, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'close');
  const url = `http://127.0.0.1:${port}`;
  await until('the gateway answers', async () => {
    if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}; its words are above`);
    return (await fetch(`${url}/health/live`).catch(() => null))?.ok;
  });
  return {
    url: `${url}/graphql`,
    pid: () => child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/**
 * Sends many of the largest uploads at once.
 *
 * @param headers of the sender.
 * @returns by how many megabytes each process grows by them, at most.
 */
export async function measureMemory<Name extends string>(
  processes: Record<Name, Process>,
  url: string,
  headers: Record<string, string> = {},
): Promise<Record<Name, number>> {
  const upload = async (content: string): Promise<void> => {
    const answer = await uploadTo(url, { content }, headers);
    if (!answer.result?.document) throw new Error(`an upload of the bench failed: ${JSON.stringify(answer)}`);
  };
  // code is loaded with the first request
  await upload('one small file');
  const content = 'x'.repeat(10 * mebibyte);
  const names = Object.keys(processes) as Name[];
  const idle = new Map<Name, number>();
  for (const name of names) {
    idle.set(name, await settle(processes[name]));
    // 5 sets the mark of the most memory back to what is used now
    writeFileSync(`/proc/${processes[name].pid()}/clear_refs`, '5');
  }
  await Promise.all(Array.from({ length: heavyUploads }, () => upload(content)));
  const growth = (name: Name): number => (readMemory(processes[name], 'VmHWM') - (idle.get(name) ?? Number.NaN)) / mebibyte;
  return Object.fromEntries(names.map((name) => [name, growth(name)])) as Record<Name, number>;
}

/** What the process uses when it has nothing to do, in bytes. */
async function settle(process: Process): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 20; look++) {
    await delay(100);
    lowest = Math.min(lowest, readMemory(process, 'VmRSS'));
  }
  return lowest;
}

function readMemory({ pid }: Process, mark: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid()}/status`, 'utf8');
  return Number(new RegExp(`${mark}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024;
}
