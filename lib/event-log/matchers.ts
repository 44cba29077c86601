import { isUuid } from '../entities.ts';
import { whereIds, whereIn } from '../filters.ts';

type Maybe<T> = T | null | undefined;

/** A filter of a list said about one row, for those who follow: null or absent means "does not matter". */
export type Matcher<Row> = (row: Row) => boolean;

/** What `whereIds` says about a column. */
export function matchIds<Row>(column: string, ids: Maybe<readonly string[]>, of: (row: Row) => string): Matcher<Row>[] {
  if (ids == null) return [];
  // for its limit
  whereIds(column, ids);
  const wanted = new Set(ids.map((id) => id.toLowerCase()));
  return [(row) => wanted.has(of(row))];
}

/** What `whereIn` says about a column. */
export function matchIn<Row>(column: string, values: Maybe<readonly string[]>, of: (row: Row) => string | null): Matcher<Row>[] {
  if (values == null) return [];
  whereIn(column, values);
  const wanted = new Set<string | null>(values);
  return [(row) => wanted.has(of(row))];
}

/** What `whereWithin` says about a column. */
export function matchWithin<Row>(range: Maybe<{ from?: Maybe<Date>; to?: Maybe<Date> }>, of: (row: Row) => Date): Matcher<Row>[] {
  const matchers: Matcher<Row>[] = [];
  const { from, to } = range ?? {};
  if (from) matchers.push((row) => of(row) >= from);
  if (to) matchers.push((row) => of(row) < to);
  return matchers;
}

/** All must hold. */
export function matchAll<Row>(matchers: readonly Matcher<Row>[]): Matcher<Row> {
  return (row) => matchers.every((matches) => matches(row));
}

/** The one service request that a filter asks for: its rows are found by it. Null when it asks for several or for any. */
export function findStream(requestIds: Maybe<readonly string[]>): string | null {
  const [id, ...others] = requestIds ?? [];
  return id !== undefined && others.length === 0 && isUuid(id) ? id.toLowerCase() : null;
}
