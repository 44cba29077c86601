import type { Condition } from 'lib/connection.ts';
import type { SeenClause } from 'lib/sight.ts';

const nothing: SeenClause = { text: '', values: [] };

/** Everybody sees all rows. */
export function seenByStream(): SeenClause {
  return nothing;
}

export function seenByColumns(): SeenClause {
  return nothing;
}

export function whereSeenByStream(): Condition[] {
  return [];
}

export function whereSeenByColumns(): Condition[] {
  return [];
}
