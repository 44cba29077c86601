import { Pool } from 'undici';
import type { Headers } from '../../support/people.ts';

export type Load = {
  url: string;
  /** Of the one who asks. */
  headers: Headers;
  /** Bodies that take turns. */
  bodies: readonly string[];
  concurrency: number;
  seconds: number;
};

export type Loaded = { answers: number; seconds: number; latenciesMs: number[] };

/** Asks with so many clients, each again as soon as it has its answer. @throws Error on an answer that is not whole. */
export async function putLoad({ url, headers, bodies, concurrency, seconds }: Load): Promise<Loaded> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  const latenciesMs: number[] = [];
  const beganAt = performance.now();
  const endsAt = beganAt + seconds * 1_000;
  const ask = async (client: number): Promise<void> => {
    for (let turn = client; ; turn += 1) {
      const askedAt = performance.now();
      if (askedAt >= endsAt) return;
      await askOnce(pool, { ...json, ...headers }, bodies[turn % bodies.length] ?? '');
      latenciesMs.push(performance.now() - askedAt);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, (_, client) => ask(client)));
  } finally {
    await pool.close();
  }
  return { answers: latenciesMs.length, seconds: (performance.now() - beganAt) / 1_000, latenciesMs };
}

const json = { 'content-type': 'application/json', accept: 'application/json' };

async function askOnce(pool: Pool, headers: Headers, body: string): Promise<void> {
  const answer = await pool.request({ path: '/graphql', method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text.includes('"errors"'))
    throw new Error(`an answer with status ${answer.statusCode}: ${text.slice(0, 500)}`);
}

/** One answer. @param url of GraphQL itself. */
export async function askFor(url: string, headers: Headers, body: string): Promise<unknown> {
  const response = await fetch(url, { method: 'POST', headers: { ...json, ...headers }, body });
  return (await response.json()) as unknown;
}
