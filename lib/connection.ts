import { type Kysely, type RawBuilder, sql } from 'kysely';
import { graphError } from './errors.ts';
import { fingerprint } from './fingerprint.ts';

/** A query builder without a table model: statements are SQL, composed from parts with their parameters bound. */
export type Sql = Kysely<Record<string, never>>;
export type Condition = RawBuilder<unknown>;

export type Edge<Row> = { cursor: string; node: Row };
export type Connection<Row> = {
  edges: Edge<Row>[];
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; startCursor: string | null; endCursor: string | null };
  /** Counted only when somebody reads it: graphql-js calls a function that stands in a field's place. */
  totalCount: () => Promise<number>;
};

/** Arguments of every list, as GraphQL hands them over. */
export type PageArgs = { first?: number | null | undefined; after?: string | null | undefined };

type KeyType = 'uuid' | 'timestamptz' | 'text';

export type ListStatement = {
  /** Name in front of the statement, for example `operational.listCases`. */
  name: string;
  /** What is selected, for example ``sql`operational.operation_cases` ``. */
  from: RawBuilder<unknown>;
  /** All must hold. */
  where: Condition[];
  /** Column that decides the order; ties are broken by `id`. Column and type are code, never input. */
  orderBy: { column: string; type: KeyType; direction: 'asc' | 'desc' /** Type of `id`, where it is no UUID. */; tieType?: KeyType };
  page: PageArgs;
};

const pageLimit = 100;

/**
 * One page of a list by keyset: stable while rows are inserted, as cheap on page 1,000 as on page 1.
 *
 * @throws GraphQLError BAD_USER_INPUT for a size outside 1..100 or a cursor that is not from this list and order.
 */
export async function findPage<Row extends { id: string }>(db: Sql, list: ListStatement): Promise<Connection<Row>> {
  const first = list.page.first ?? 25;
  if (first < 1 || first > pageLimit) throw graphError('BAD_USER_INPUT', `first is ${first}, accepted is 1 to ${pageLimit}`);
  const after = list.page.after == null ? null : parseCursor(list.page.after, list);

  const column = sql.ref(list.orderBy.column);
  const comparison = sql.raw(list.orderBy.direction === 'asc' ? '>' : '<');
  const direction = sql.raw(list.orderBy.direction);
  const type = sql.raw(list.orderBy.type);
  const tieType = sql.raw(list.orderBy.tieType ?? 'uuid');
  const conditions = after
    ? [...list.where, sql`(${column}, id) ${comparison} (${after.value}::${type}, ${after.id}::${tieType})`]
    : list.where;
  // the key travels as text: a JavaScript date would lose the microseconds that keep neighbours apart
  const { rows } = await sql<Row & { cursor_key: string }>`${sql.raw(`/* ${list.name} */`)}
    select *, ${column}::text as cursor_key from ${list.from} ${whereClause(conditions)}
    order by ${column} ${direction}, id ${direction} limit ${first + 1}`.execute(db);

  const edges = rows.slice(0, first).map((row) => ({ cursor: writeCursor(row, list), node: row }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: { hasNextPage: rows.length > first, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: () => countRows(db, list),
  };
}

async function countRows(db: Sql, list: ListStatement): Promise<number> {
  const { rows } = await sql<{ count: number }>`${sql.raw(`/* ${list.name}.count */`)}
    select count(*) as count from ${list.from} ${whereClause(list.where)}`.execute(db);
  return rows[0]?.count ?? 0;
}

function whereClause(conditions: Condition[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`;
}

/** What a cursor is bound to: the list and its order. */
function orderMark(list: ListStatement): string {
  return fingerprint([list.name, list.orderBy.column, list.orderBy.direction]).slice(0, 8);
}

function writeCursor(row: { id: string; cursor_key: string }, list: ListStatement): string {
  return Buffer.from(JSON.stringify([orderMark(list), row.cursor_key, row.id])).toString('base64url');
}

function parseCursor(cursor: string, list: ListStatement): { value: string; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 3) {
      const [mark, value, id] = parsed;
      const isOurs = mark === orderMark(list) && typeof value === 'string' && typeof id === 'string';
      if (isOurs && isKey(value, list.orderBy.type) && isKey(id, list.orderBy.tieType ?? 'uuid')) {
        return { value, id };
      }
    }
  } catch {
    // falls through to the one answer for every kind of foreign cursor
  }
  throw graphError('BAD_USER_INPUT', 'after is not a cursor of this list and order — take it from pageInfo.endCursor of the same query');
}

function isKey(value: string, type: KeyType): boolean {
  if (type === 'uuid') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
  if (type === 'timestamptz') return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:?\d\d)?$/.test(value);
  return !value.includes('\u0000');
}
