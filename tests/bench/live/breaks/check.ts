import type { Pool } from 'lib/db.ts';
import type { Entry, FollowedLog } from './followed-logs.ts';
import type { Watcher } from './watcher.ts';

/** How what a client was told differs from what the log says. */
export type Verdict = { missing: string[]; duplicate: string[]; outOfOrder: string[]; unknown: string[] };

export async function readLog(pool: Pool, { name, fromTables }: FollowedLog): Promise<Entry[]> {
  const { rows } = await pool.query<Entry>(`/* live.readLog ${name} */ ${fromTables}`);
  return rows;
}

/** @param log everything that the client should have been told, in the order of positions. */
export function judge(told: readonly Entry[], log: readonly Entry[]): Verdict {
  const places = new Map(log.map(({ id }, place) => [id, place]));
  const seen = new Set<string>();
  const furthest = new Map<string, number>();
  const verdict: Verdict = { missing: [], duplicate: [], outOfOrder: [], unknown: [] };
  for (const { id, story } of told) {
    const place = places.get(id);
    if (place === undefined) verdict.unknown.push(id);
    else if (seen.has(id)) verdict.duplicate.push(id);
    else if (place < (furthest.get(story) ?? -1)) verdict.outOfOrder.push(id);
    seen.add(id);
    furthest.set(story, Math.max(place ?? -1, furthest.get(story) ?? -1));
  }
  verdict.missing = log.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
  return verdict;
}

/** What a client that began behind another's cursor should be told: all but what that other had been told by then. */
export function leaveOut(log: readonly Entry[], toldBefore: readonly Entry[]): Entry[] {
  const known = new Set(toldBefore.map(({ id }) => id));
  return log.filter(({ id }) => !known.has(id));
}

export function describeFaults({ name, notes, isHearing }: Watcher, verdict: Verdict): string[] {
  const state = isHearing() ? 'it is connected' : 'it is away';
  const faults = Object.entries(verdict).flatMap(([kind, ids]) =>
    ids.length > 0 ? [`${ids.length} ${kind}, first ${ids[0]}; ${state}`] : [],
  );
  return [...faults, ...[...notes.unusable].map(([what, times]) => `${times} × ${what}`)].map((fault) => `${name}: ${fault}`);
}
