import type { Pool, Tx } from 'lib/db.ts';
import type { ObjectStore } from 'subgraphs/documents/store/object-store.ts';

/** Where an upload can be broken, in the order in which it passes. */
export const points = [
  'before announceDocument',
  'after announceDocument',
  'before put',
  'within put',
  'after put',
  'before read',
  'before keepDocument',
  'after keepDocument',
  'before endDocument',
  'after endDocument',
  'before remove',
  'after remove',
] as const;
export type Point = (typeof points)[number];

/** What happens there. A failure behind a step is a success whose answer is lost. */
export type Harm = 'fail' | 'stall' | 'kill' | 'truncate' | 'garble';
export type Decide = (point: Point) => Harm | null;

const stallMs = 200;

async function harm(decide: Decide, point: Point): Promise<Harm | null> {
  const chosen = decide(point);
  if (chosen === 'kill') process.kill(process.pid, 'SIGKILL');
  if (chosen === 'stall') await new Promise((resolve) => setTimeout(resolve, stallMs));
  // what cannot be garbled fails
  const isAboutBytes = point === 'within put' && (chosen === 'truncate' || chosen === 'garble');
  if (chosen && !isAboutBytes) throw new Error(`broken on purpose: ${point}`);
  return chosen;
}

/** A store that refuses, answers with an error, stalls, resets, loses its answer, or keeps something else than it was given. */
export function breakStore(store: ObjectStore, decide: Decide): ObjectStore {
  return {
    ...store,
    put: async (key, bytes) => {
      await harm(decide, 'before put');
      await store.put(key, breakBytes(bytes, decide));
      await harm(decide, 'after put');
    },
    read: async (key, range) => {
      await harm(decide, 'before read');
      return await store.read(key, range);
    },
    remove: async (key) => {
      await harm(decide, 'before remove');
      await store.remove(key);
      await harm(decide, 'after remove');
    },
  };
}

async function* breakBytes(bytes: AsyncIterable<Buffer>, decide: Decide): AsyncGenerator<Buffer> {
  let chosen: Harm | null | undefined;
  for await (const chunk of bytes) {
    const half = chosen === undefined ? Math.ceil(chunk.length / 2) : 0;
    if (half > 0) yield chunk.subarray(0, half);
    if (chosen === undefined) chosen = await harm(decide, 'within put');
    if (chosen === 'garble') yield Buffer.alloc(chunk.length - half, 'z');
    else if (chosen !== 'truncate') yield chunk.subarray(half);
  }
}

/** Where a statement can be broken, by its name. */
function pointsOf(text: unknown): { before: Point | undefined; after: Point | undefined } {
  const name = /^\/\* documents\.(\w+) \*\//.exec(String(text))?.[1] ?? '';
  const find = (point: string): Point | undefined => points.find((known) => known === point);
  return { before: find(`before ${name}`), after: find(`after ${name}`) };
}

/** A database that refuses statements, or carries them out and loses the answer; within a transaction that is the answer to its commit. */
export function breakPool(pool: Pool, decide: Decide): Pool {
  const query = async (text: unknown, values: unknown): Promise<unknown> => {
    const { before, after } = pointsOf(text);
    if (before) await harm(decide, before);
    const result = await pool.query(text as string, values as unknown[]);
    if (after) await harm(decide, after);
    return result;
  };
  const connect = async (): Promise<Tx> => breakTransaction(await pool.connect(), decide);
  return Object.create(pool, { query: { value: query }, connect: { value: connect } }) as Pool;
}

function breakTransaction(client: Tx, decide: Decide): Tx {
  let pending: Point[] = [];
  const query = async (text: unknown, values: unknown): Promise<unknown> => {
    const { before, after } = pointsOf(text);
    if (before) await harm(decide, before);
    const result = await client.query(text as string, values as unknown[]);
    if (after) pending.push(after);
    const done = text === 'commit' ? pending : [];
    if (text === 'commit' || text === 'rollback') pending = [];
    for (const point of done) await harm(decide, point);
    return result;
  };
  return Object.create(client, { query: { value: query }, release: { value: (error?: Error) => client.release(error) } }) as Tx;
}
