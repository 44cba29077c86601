import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'lib/db.ts';

const pollMs = 25;
const patienceMs = 300_000;

/**
 * Waits until no event is in work and every bell is completed. Looks at the folded counts, which cost next to nothing, and at
 * the bells only when those say zero.
 *
 * @returns the moment at which that was seen, in milliseconds since 1970; late by 25 ms at most.
 */
export async function untilDrained(pool: Pool): Promise<number> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(pollMs)) {
    if ((await countInWork(pool)) > 0) continue;
    const { rows } = await pool.query<{ bells: number }>(
      "/* bench.countBells */ select count(*) as bells from pgboss.job where name = 'drain' and state < 'completed'",
    );
    if (rows[0]?.bells === 0) return Date.now();
  }
  throw new Error(`the events were not applied within ${patienceMs / 1_000} s`);
}

async function countInWork(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ events: number }>(
    `/* bench.countInWork */ select coalesce(sum(delta), 0)::bigint as events from dashboard.count_deltas
    where layer = 'event' and status in ('pending', 'retrying')`,
  );
  return rows[0]?.events ?? 0;
}

/** When the first drain since then began, by the sync logs, in milliseconds since 1970; worker and bench share the machine's clock. */
export async function firstDrainSince(pool: Pool, sinceMs: number): Promise<number> {
  const { rows } = await pool.query<{ began: Date | null }>(
    '/* bench.firstDrain */ select min(started_at) as began from integration.sync_logs where started_at >= $1::timestamptz',
    [new Date(sinceMs)],
  );
  return rows[0]?.began?.getTime() ?? Number.NaN;
}
