import { type Pool, withTransaction } from 'lib/db.ts';
import { acceptStatement, changeStatement, createStatement } from './bare-statements.ts';
import { type RequestInput, toBatches } from './workload.ts';

/** Streams that wait, and their bells. */
export type Backlog = { streams: string[]; bells: string[] };

const batchSize = 500;

/** Everything that waits, in batches of the worker's size. Read before the clock starts: the ceiling does not look for its work. */
export async function findBacklog(pool: Pool): Promise<Backlog[]> {
  const { rows } = await pool.query<Waiting>(
    `/* bare.findBacklog */ select (data ->> 'stream')::uuid as stream, array_agg(id) as bells from pgboss.job
    where name = 'drain' and state = 'created' group by 1 order by 1`,
  );
  return toBatches(rows, batchSize).map(toBacklog);
}

type Waiting = { stream: string; bells: string[] };

function toBacklog(rows: Waiting[]): Backlog {
  return { streams: rows.map(({ stream }) => stream), bells: rows.flatMap(({ bells }) => bells) };
}

/** Writes what applying `RequestCreated` leaves behind. */
export async function applyCreated(pool: Pool, { streams, bells }: Backlog): Promise<void> {
  await pool.query({ name: 'bare.create', text: createStatement, values: [streams, bells] });
}

/** Writes what applying two status changes of each stream leaves behind: every second bell with the first, the rest with the second. */
export async function applyTwoChanges(pool: Pool, { streams, bells }: Backlog): Promise<void> {
  const half = bells.length / 2;
  await withTransaction(pool, async (tx) => {
    await tx.query({ name: 'bare.change', text: changeStatement, values: [streams, bells.slice(0, half), 2] });
    await tx.query({ name: 'bare.change', text: changeStatement, values: [streams, bells.slice(half), 3] });
  });
}

/** Writes what accepting these inputs leaves behind. */
export async function accept(pool: Pool, inputs: RequestInput[]): Promise<Backlog> {
  const { rows } = await pool.query<Waiting>({ name: 'bare.accept', text: acceptStatement, values: [JSON.stringify(inputs)] });
  return toBacklog(rows);
}

/**
 * Runs the work on each batch, so many at a time.
 *
 * @returns seconds from the first to the last.
 */
export async function timeBatches<Batch>(
  batches: readonly Batch[],
  atATime: number,
  work: (batch: Batch) => Promise<unknown>,
): Promise<number> {
  const waiting = batches.values();
  const beganAt = performance.now();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const batch of waiting) await work(batch);
    }),
  );
  return (performance.now() - beganAt) / 1_000;
}
