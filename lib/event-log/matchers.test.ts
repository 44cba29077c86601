import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { createDatabase } from 'tests/support/database.ts';
import { expect, test } from 'vitest';
import type { Sql } from '../connection.ts';
import { whereIds, whereIn, whereWithin } from '../filters.ts';
import { findStream, matchAll, matchIds, matchIn, matchWithin } from './matchers.ts';

type Row = { id: string; word: string | null; at: Date };
type Filter = { ids: string[] | null; words: string[] | null; range: { from: Date | null; to: Date | null } | null };

const ids = Array.from({ length: 4 }, () => randomUUID());
const words = ['open', 'OPEN', 'in_progress', "it's", ''];
/** Some with microseconds, which JavaScript does not know. */
const times = [
  '2026-01-01 00:00:00.000+00',
  '2026-01-01 00:00:00.000400+00',
  '2026-01-01 00:00:00.001+00',
  '2026-01-01 00:00:00.001999+00',
];
const moments = [0, 1, 2].map((ms) => new Date(Date.UTC(2026, 0, 1, 0, 0, 0, ms)));

const filters: fc.Arbitrary<Filter> = fc.record({
  ids: fc.option(fc.array(fc.constantFrom(...ids, ...ids.map((id) => id.toUpperCase()), randomUUID(), 'no id', ''), { maxLength: 3 })),
  words: fc.option(fc.array(fc.constantFrom(...words, 'other', 'nul\u0000'), { maxLength: 3 })),
  range: fc.option(fc.record({ from: fc.option(fc.constantFrom(...moments)), to: fc.option(fc.constantFrom(...moments)) })),
});

test('those who follow are told what the list with the same filter shows', async () => {
  await using database = await createDatabase();
  const db: Sql = new Kysely({ dialect: new PostgresDialect({ pool: database.pool }) });
  await sql`create table things (place serial, id uuid, word text, at timestamptz)`.execute(db);
  await sql`insert into things (id, word, at) select i, w, t from unnest(${ids}::uuid[]) i, unnest(${[...words, null]}::text[]) w,
    unnest(${times}::timestamptz[]) t`.execute(db);
  const { rows: all } = await sql<Row & { place: number }>`select * from things order by place`.execute(db);
  await fc.assert(
    fc.asyncProperty(filters, async (filter) => {
      const conditions = [...whereIds('id', filter.ids), ...whereIn('word', filter.words), ...whereWithin('at', filter.range)];
      const { rows: listed } = await sql<{ place: number }>`select place from things
        where ${sql.join([sql`true`, ...conditions], sql` and `)} order by place`.execute(db);
      const matches = matchAll<Row>([
        ...matchIds<Row>('id', filter.ids, (row) => row.id),
        ...matchIn<Row>('word', filter.words, (row) => row.word),
        ...matchWithin<Row>(filter.range, (row) => row.at),
      ]);
      expect(all.filter(matches).map((row) => row.place)).toEqual(listed.map((row) => row.place));
    }),
    { numRuns: 300 },
  );
});

test('a filter that is too long is refused as the list refuses it', () => {
  const many = Array.from({ length: 501 }, () => randomUUID());
  expect(() => matchIds('id', many, String)).toThrow('at most 500 are accepted');
  expect(() => matchIn('word', many, String)).toThrow('at most 500 are accepted');
});

test('only a filter for exactly one request is one for its stream', () => {
  const [one = '', other = ''] = ids;
  expect(findStream([one.toUpperCase()])).toBe(one);
  for (const filter of [undefined, null, [], [one, other], ['REQ-2026-000001']]) expect(findStream(filter)).toBeNull();
});
