import { LRUCache } from 'lru-cache';
import type { Sight } from './access.ts';
import type { Pool } from './db.ts';
import type { Followed, Following, LogFollower } from './log-follower.ts';
import type { LogDefinition } from './log-source.ts';

type People = { owner: string; team: string };

/** Owner and team of a stream never change, so what was looked up once stays good. */
const peopleAtMost = 100_000;
const peopleOf = new WeakMap<Pool, LRUCache<string, People>>();

/**
 * Follows a log as far as somebody sees it: rows of other people's requests are left out, and nothing tells that they were there.
 *
 * @throws GraphQLError BAD_USER_INPUT for a cursor that leads nowhere.
 */
export async function followSeen<Row extends object>(
  { follower, pool, sight }: { follower: LogFollower; pool: Pool; sight: Sight },
  log: LogDefinition<Row>,
  following: Following<Row>,
): Promise<AsyncIterableIterator<Followed<Row>[]>> {
  const batches = await follower.follow(log, following);
  if (sight.seesAll) return batches;
  const seen: AsyncIterableIterator<Followed<Row>[]> = {
    next: async () => {
      for (;;) {
        const step = await batches.next();
        if (step.done) return step;
        const value = await keepSeen(pool, sight, step.value, log.streamOf);
        if (value.length > 0) return { done: false, value };
      }
    },
    return: async () => (await batches.return?.()) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]: () => seen,
  };
  return seen;
}

async function keepSeen<Row>(
  pool: Pool,
  { subject, teams }: Sight,
  rows: Followed<Row>[],
  streamOf: (row: Row) => string,
): Promise<Followed<Row>[]> {
  const people = await findPeople(pool, new Set(rows.map(({ row }) => streamOf(row))));
  return rows.filter(({ row }) => {
    const of = people.get(streamOf(row));
    return of !== undefined && (of.owner === subject || teams.includes(of.team));
  });
}

async function findPeople(pool: Pool, streams: ReadonlySet<string>): Promise<LRUCache<string, People>> {
  const known = peopleOf.get(pool) ?? new LRUCache<string, People>({ max: peopleAtMost });
  peopleOf.set(pool, known);
  const missing = [...streams].filter((stream) => !known.has(stream));
  if (missing.length === 0) return known;
  const { rows } = await pool.query<People & { key: string }>(
    `/* live.findPeople */ select s.key, s.owner, t.code as team from integration.streams s join reference.teams t on t.id = s.team_id
    where s.key = any($1::uuid[])`,
    [missing],
  );
  for (const { key, owner, team } of rows) known.set(key, { owner, team });
  return known;
}
