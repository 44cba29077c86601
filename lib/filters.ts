import { sql } from 'kysely';
import type { Condition } from './connection.ts';
import { isUuid } from './entities.ts';
import { graphError } from './errors.ts';

const listLimit = 500;
/** The longest that is searched for as a whole is an idempotency key. */
const longestSearch = 200;

/** `column` is one of the ids; null or absent means "does not matter". Texts that are no UUID match nothing. */
export function whereIds(column: string, ids: readonly string[] | null | undefined): Condition[] {
  if (ids == null) return [];
  refuseLongList(column, ids);
  return [sql`${sql.ref(column)} = any(${ids.filter(isUuid)}::uuid[])`];
}

/** `column` is one of the values; null or absent means "does not matter". */
export function whereIn(column: string, values: readonly string[] | null | undefined): Condition[] {
  if (values == null) return [];
  refuseLongList(column, values);
  return [sql`${sql.ref(column)} = any(${values.filter((value) => !value.includes('\u0000'))}::text[])`];
}

/** `column` lies in the half-open range. */
export function whereWithin(
  column: string,
  range: { from?: Date | null | undefined; to?: Date | null | undefined } | null | undefined,
): Condition[] {
  const conditions: Condition[] = [];
  if (range?.from) conditions.push(sql`${sql.ref(column)} >= ${range.from}`);
  if (range?.to) conditions.push(sql`${sql.ref(column)} < ${range.to}`);
  return conditions;
}

/** `column` is this truth value; null or absent means "does not matter". */
export function whereIs(column: string, value: boolean | null | undefined): Condition[] {
  return value == null ? [] : [sql`${sql.ref(column)} = ${value}`];
}

/**
 * What somebody searches for, without blanks around it; null when that is nothing.
 *
 * @throws GraphQLError BAD_USER_INPUT for more than 200 characters.
 */
export function readSearch(search: string | null | undefined): string | null {
  const text = search?.replaceAll('\u0000', '').trim();
  if (!text) return null;
  if (text.length > longestSearch) {
    throw graphError('BAD_USER_INPUT', `search has ${text.length} characters, at most ${longestSearch} are accepted`);
  }
  return text;
}

/** Turns a search text into a pattern for `ilike … escape '\'`: what people type is text, not a pattern. */
export function containsPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}

function refuseLongList(column: string, values: readonly string[]): void {
  if (values.length > listLimit) {
    throw graphError('BAD_USER_INPUT', `the filter on ${column} has ${values.length} values, at most ${listLimit} are accepted`);
  }
}
