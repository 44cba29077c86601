import { type RawBuilder, sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Sight } from './access.ts';
import type { Condition, Sql } from './connection.ts';
import type { Queryable } from './db.ts';

/** Whose a record is: subject of the owner, code of the team. */
type People = { owner: string; team: string };

/** On whose behalf something is read, and with what. */
type Reading = { db: Queryable; sight: Sight };

/** What decides who sees a row. */
type Belonging<Row> = {
  /** Id of the service request that it belongs to; null: to none yet. */
  streamOf(row: Row): string | null;
  /** Subject of whoever made it, who sees it whatever request it belongs to. */
  authorOf?(row: Row): string;
};

// owner and team of a stream never change, nor does a team's code: what was looked up once stays good
const peopleOfStreams = new LRUCache<string, People>({ max: 100_000 });
const codesOfTeams = new LRUCache<string, string>({ max: 10_000 });
// a code has another id in another database, and in one that was made anew
const idsOfTeams = new WeakMap<Sql, LRUCache<string, string>>();
const teamIdFreshMs = 30_000;

/**
 * Of rows that were found by their ids, those of streams that somebody sees. A condition in the statement would be planned each time
 * that it runs, and planning is most of what such a statement costs.
 */
export async function keepSeen<Row>({ db, sight }: Reading, rows: Row[], { streamOf, authorOf }: Belonging<Row>): Promise<Row[]> {
  if (sight.seesAll || rows.length === 0) return rows;
  const people = await lookUp(peopleOfStreams, rows.map(streamOf), (streams) => findPeople(db, streams));
  return rows.filter((row) => sees(sight, people.get(streamOf(row) ?? '')) || authorOf?.(row) === sight.subject);
}

/** The same of rows that carry owner and team themselves. */
export async function keepSeenByColumns<Row>(
  { db, sight }: Reading,
  rows: Row[],
  columnsOf: (row: Row) => { owner: string; teamId: string },
): Promise<Row[]> {
  if (sight.seesAll || rows.length === 0) return rows;
  const ids = rows.map((row) => columnsOf(row).teamId);
  const codes = await lookUp(codesOfTeams, ids, (teams) => findTeamCodes(db, teams));
  return rows.filter((row) => {
    const { owner, teamId } = columnsOf(row);
    return sees(sight, { owner, team: codes.get(teamId) ?? '' });
  });
}

/** Nobody's is what was not found: it has no owner, and no team has an empty code. */
function sees({ subject, teams }: Sight, people: People | undefined): boolean {
  return people !== undefined && (people.owner === subject || teams.includes(people.team));
}

/** What is known of the keys, and what could be found of the others. */
async function lookUp<Value extends object | string>(
  known: LRUCache<string, Value>,
  keys: readonly (string | null)[],
  find: (missing: string[]) => Promise<[string, Value][]>,
): Promise<Map<string, Value>> {
  const values = new Map<string, Value>();
  const missing = new Set<string>();
  for (const key of keys) {
    if (key === null) continue;
    const value = known.peek(key);
    if (value === undefined) missing.add(key);
    else values.set(key, value);
  }
  if (missing.size === 0) return values;
  for (const [key, value] of await find([...missing])) {
    known.set(key, value);
    values.set(key, value);
  }
  return values;
}

async function findPeople(db: Queryable, streams: string[]): Promise<[string, People][]> {
  const { rows } = await db.query<People & { key: string }>(
    `/* sight.findPeople */ select s.key, s.owner, t.code as team from integration.streams s join reference.teams t on t.id = s.team_id
    where s.key = any($1::uuid[])`,
    [streams],
  );
  return rows.map(({ key, owner, team }) => [key, { owner, team }]);
}

async function findTeamCodes(db: Queryable, ids: string[]): Promise<[string, string][]> {
  const { rows } = await db.query<{ id: string; code: string }>(
    '/* sight.findTeamCodes */ select id, code from reference.teams where id = any($1::uuid[])',
    [ids],
  );
  return rows.map(({ id, code }) => [id, code]);
}

/** Columns with the owner's subject and the id of the team. */
type PeopleColumns = { owner: string; team: string };

/** On whose behalf a list is read, and with what. */
type Listing = { db: Sql; sight: Sight };

/**
 * Who has no team gets by with an index: what is somebody's own may be five rows among millions. Teams are named by their ids, which the
 * planner can estimate; looked up within the statement they cost as much as a page of the list.
 */
async function wherePeople({ db, sight: { subject, teams } }: Listing, { owner, team }: PeopleColumns): Promise<RawBuilder<unknown>> {
  const isOwn = sql`${sql.ref(owner)} = ${subject}::text`;
  if (teams.length === 0) return isOwn;
  const known = idsOfTeams.get(db) ?? new LRUCache<string, string>({ max: 10_000, ttl: teamIdFreshMs });
  idsOfTeams.set(db, known);
  const ids = await lookUp(known, teams, (codes) => findTeamIds(db, codes));
  return sql`${isOwn} or ${sql.ref(team)} = any(${[...ids.values()]}::uuid[])`;
}

async function findTeamIds(db: Sql, codes: string[]): Promise<[string, string][]> {
  const { rows } = await sql<{ id: string; code: string }>`/* sight.findTeamIds */ select id, code from reference.teams
    where code = any(${codes}::text[])`.execute(db);
  return rows.map(({ id, code }) => [code, id]);
}

/**
 * The condition of {@link keepSeen} for lists, which would otherwise be read further than they are shown.
 *
 * @param stream column with the id of the service request; code, never input.
 * @param author column with the subject of whoever made the row.
 */
export async function whereSeenByStream(listing: Listing, stream: string, author?: string): Promise<Condition[]> {
  const { sight } = listing;
  if (sight.seesAll) return [];
  const own = author ? sql`${sql.ref(author)} = ${sight.subject} or ` : sql``;
  const seen = await wherePeople(listing, { owner: 'owner', team: 'team_id' });
  return [sql`(${own}${sql.ref(stream)} in (select key from integration.streams where ${seen}))`];
}

/** The condition of {@link keepSeenByColumns} for lists. */
export async function whereSeenByColumns(listing: Listing, columns: PeopleColumns): Promise<Condition[]> {
  return listing.sight.seesAll ? [] : [sql`(${await wherePeople(listing, columns)})`];
}
