import { sql } from 'kysely';
import type { Condition } from 'lib/connection.ts';
import { graphError } from 'lib/errors.ts';
import type { PayloadCondition } from './generated.ts';

const longestPath = 200;
const mostNames = 8;
const longestValue = 1_000;

/**
 * The payload has this value at this place; null or absent means "does not matter". Path and value are parameters: whatever is in them is
 * looked for, and nothing is made of it.
 *
 * @throws GraphQLError BAD_USER_INPUT for a path or a value that is longer than any payload needs.
 */
export function wherePayload(condition: PayloadCondition | null | undefined): Condition[] {
  if (condition == null) return [];
  const { path, value } = condition;
  const names = path.split('.');
  if (path.length > longestPath || names.length > mostNames || names.includes('')) {
    throw graphError(
      'BAD_USER_INPUT',
      `payload.path has ${path.length} characters and ${names.length} names, accepted are ${longestPath} and ${mostNames}, none of them empty — it looks like requesterEmail or items.0.code`,
    );
  }
  if (value.length > longestValue) {
    throw graphError('BAD_USER_INPUT', `payload.value has ${value.length} characters, at most ${longestValue} are accepted`);
  }
  // no payload can hold these; Postgres would refuse the one, and be asked for something else in place of the other
  if ([path, value].some((text) => text.includes('\u0000') || !text.isWellFormed())) return [sql`false`];
  return [sql`payload #>> ${names}::text[] = ${value}::text`];
}
