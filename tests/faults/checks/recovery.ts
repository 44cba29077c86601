import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'lib/db.ts';
import type { Hit } from '../lab/worker.ts';

const pollMs = 50;

type EventTimes = { stream: string; recorded: number; processed: number | null };

/**
 * How long work that was in a worker's hands waited after the worker was gone: from the last fault that hit an event to the
 * moment at which it was processed.
 *
 * @param all every fault of the time: an event may be hit again before it is processed, and then waits for the later one.
 * @returns the longest of all these times in milliseconds, or null when nothing was in hand.
 */
export async function measureRecovery(reader: Pool, hits: readonly Hit[], all: readonly Hit[] = hits): Promise<number | null> {
  const streams = [...new Set(hits.flatMap((hit) => hit.streams))];
  const { rows } = await reader.query<EventTimes>(
    `select partition_key as stream, extract(epoch from recorded_time)::float8 * 1000 as recorded, extract(epoch from processed_at)::float8 * 1000 as processed
    from integration.events where partition_key = any($1::uuid[])`,
    [streams],
  );
  let longest: number | null = null;
  for (const { stream, recorded, processed } of rows) {
    const end = processed ?? Date.now();
    const last = all
      .filter((hit) => hit.at >= recorded && hit.at < end && hit.streams.includes(stream))
      .sort((a, b) => a.at - b.at)
      .at(-1);
    if (last && hits.includes(last)) longest = Math.max(longest ?? 0, end - last.at);
  }
  return longest;
}

/** Waits until an event has been processed after a moment. @returns how long after, in milliseconds. */
export async function awaitFlow(reader: Pool, since: number, patienceMs = 60_000): Promise<number> {
  for (;;) {
    const { rows } = await reader
      .query<{ at: number | null }>(
        `select extract(epoch from min(processed_at))::float8 * 1000 as at from integration.events where processed_at > $1::timestamptz`,
        [new Date(since)],
      )
      // the server may be going away or coming back just now
      .catch(() => ({ rows: [] }));
    const at = rows[0]?.at;
    if (at) return at - since;
    if (Date.now() > since + patienceMs) return Date.now() - since;
    await delay(pollMs);
  }
}

/** Waits until all that was in hand is processed for everybody to see. @returns how long that took since the first of the faults. */
export async function awaitProcessed(reader: Pool, hits: readonly Hit[], patienceMs = 60_000): Promise<number> {
  const since = Math.min(...hits.map((hit) => hit.at));
  const streams = hits.flatMap((hit) => hit.streams);
  for (; Date.now() < since + patienceMs; await delay(pollMs)) {
    const { rowCount } = await reader.query(
      `select from integration.events where partition_key = any($1::uuid[]) and recorded_time < $2::timestamptz and status = 'pending' limit 1`,
      [streams, new Date(since)],
    );
    if (rowCount === 0) break;
  }
  return Date.now() - since;
}

/** The longest time that an event which arrived between two moments took to be processed, in milliseconds. */
export async function slowestBetween(reader: Pool, from: number, to: number): Promise<number> {
  const { rows } = await reader.query<{ ms: number | null }>(
    `select extract(epoch from max(coalesce(processed_at, now()) - recorded_time))::float8 * 1000 as ms
    from integration.events where recorded_time between $1::timestamptz and $2::timestamptz`,
    [new Date(from), new Date(to)],
  );
  return rows[0]?.ms ?? 0;
}
