import type { Pool } from '../db.ts';
import { parseSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts';

/** A followed table as a part of a log. All texts are code, never input. */
export type LogSource = {
  table: string;
  /** Joins to the table, which is called `l` there. They neither add nor remove rows. */
  joins?: string;
  /** Columns of the row, comma-separated; the same in every source of a log. */
  columns: string;
  /** Which rows of the table belong to the log; absent: all. */
  where?: string;
  /** Column with the id of the service request. */
  stream: string;
};

/** A log that can be followed. What a row says must never change: whoever resumes meets the same rows again. */
export type LogDefinition<Row> = {
  /** Stands in cursors and statements. */
  name: string;
  sources: readonly LogSource[];
  /** Id of the service request that a row belongs to. */
  streamOf: (row: Row) => string;
};

export type Positioned<Row> = Row & { position: number };

/** What became visible between two snapshots. */
export type Window = { from: Snapshot; to: Snapshot };

/** Positions that are passed over after a crash; see the migration that made them. */
const crashGap = 1_000_000;
/** Transaction numbers that a crash can take back, at most. */
export const lostTransactions = 10_000n;

export type LogHead = { at: Snapshot; identity: string; retainedFrom: bigint };

/** The end of all logs as of now. */
export async function readHead(db: Pool): Promise<LogHead> {
  const { rows } = await db.query<{ snapshot: string; high: number; identity: string; retained_from: string }>({
    name: 'log.head',
    text: `/* log.head */ select pg_current_snapshot()::text as snapshot, (select last_value from integration.log_position) as high,
      identity, retained_from::text as retained_from from integration.logs`,
  });
  const [head] = rows;
  if (!head) throw new Error('integration.logs is empty, it has exactly one row — insert into integration.logs default values');
  return { at: parseSnapshot(head.snapshot, head.high), identity: head.identity, retainedFrom: BigInt(head.retained_from) };
}

/** Rows of a window beyond a position. */
export type Rest = Window & { after: number };

export type NewRows<Row> = { to: Snapshot; rows: Positioned<Row>[] };

/**
 * The first rows that `from` does not show, by position, from beyond `after`.
 *
 * @param to the snapshot that shows them; null: that of the statement itself.
 */
export async function readNewRows<Row extends object>(
  db: Pool,
  log: LogDefinition<Row>,
  { to, limit, ...rest }: Omit<Rest, 'to'> & { to: Snapshot | null; limit: number },
): Promise<NewRows<Row>> {
  type Answer = Positioned<Row> & { log_snapshot: string; log_high: number; position: number | null };
  const { rows } = await db.query<Answer>({
    name: `log.${log.name}.new`,
    text: newRowsText(log),
    values: [...newRowsValues({ ...rest, to }), limit],
  });
  const [first] = rows;
  if (!first) throw new Error(`log.${log.name}.new gave no snapshot`);
  return { to: to ?? parseSnapshot(first.log_snapshot, first.log_high), rows: first.position === null ? [] : rows };
}

function newRowsText<Row>({ name, sources }: LogDefinition<Row>): string {
  // joined when the limit has done its work
  const parts = sources.map(
    (source) => `select ${source.columns}, l.position from (
      select * from (${selectNew(source, '*')}) l order by l.position limit $7::integer) l ${source.joins ?? ''}`,
  );
  return `/* log.${name}.new */ ${withSnapshot}
    select s.snapshot::text as log_snapshot, s.high as log_high, r.* from s left join lateral (
      select * from (${parts.join('\n union all ')}) r order by r.position limit $7::integer
    ) r on true order by r.position`;
}

/** Part of a window as it is read at once: rows beyond the part before and up to `upTo`, of transactions from `first` to `last`. */
export type Page = { upTo: number; first: string; last: string };

/** Divides the rest of a window into pages, in one pass over the index. */
export async function readPages<Row>(db: Pool, log: LogDefinition<Row>, { size, ...rest }: Rest & { size: number }): Promise<Page[]> {
  const { rows } = await db.query<Page>({
    name: `log.${log.name}.pages`,
    text: pagesText(log),
    values: [...newRowsValues(rest), size],
  });
  return rows;
}

function pagesText<Row>({ name, sources }: LogDefinition<Row>): string {
  const keys = sources.map((source) => selectNew(source, 'l.xid, l.position'));
  return `/* log.${name}.pages */ ${withSnapshot}
    select max(position) as "upTo", min(xid)::text as first, max(xid)::text as last from (
      select l.*, (row_number() over (order by l.position) - 1) / $7::integer as page from s, lateral (${keys.join('\n union all ')}) l
    ) p group by page order by page`;
}

const withSnapshot = `with s as materialized (select coalesce($3::pg_snapshot, pg_current_snapshot()) as snapshot,
  coalesce($4::bigint, (select last_value from integration.log_position)) as high)`;

/**
 * By transaction number, which the index finds at once. The third part is for numbers that were given out again after a crash, and does
 * nothing when there was none.
 */
function selectNew({ table, where }: LogSource, columns: string): string {
  const conditions = [
    'l.xid >= pg_snapshot_xmax($1::pg_snapshot)',
    'l.xid = any(array(select pg_snapshot_xip($1::pg_snapshot)))',
    `s.high >= $2::bigint + ${crashGap} and l.xid >= $6::xid8 and l.xid < pg_snapshot_xmax($1::pg_snapshot)
      and pg_visible_in_snapshot(l.xid, $1::pg_snapshot) and l.position > $2::bigint`,
  ];
  const isShown = 'l.position > $5::bigint and l.position <= s.high and pg_visible_in_snapshot(l.xid, s.snapshot)';
  return conditions
    .map((condition) => `select ${columns} from ${table} l where ${condition} and ${isShown}${where ? ` and ${where}` : ''}`)
    .join('\n union all ');
}

function newRowsValues({ from, to, after }: Omit<Rest, 'to'> & { to: Snapshot | null }): unknown[] {
  const firstLost = from.xmax > lostTransactions ? from.xmax - lostTransactions : 0n;
  return [writeSnapshot(from), from.high, to && writeSnapshot(to), to?.high, after, firstLost.toString()];
}

/** The rows of a page. */
export async function readPage<Row extends object>(db: Pool, log: LogDefinition<Row>, page: Rest & Page): Promise<Positioned<Row>[]> {
  const { rows } = await db.query<Positioned<Row>>({
    name: `log.${log.name}.page`,
    text: pageText(log),
    values: [...windowValues(page), page.after, page.upTo, page.first, page.last],
  });
  return rows;
}

function pageText<Row>({ name, sources }: LogDefinition<Row>): string {
  const condition = `l.xid >= $7::xid8 and l.xid <= $8::xid8 and l.position > $5::bigint and l.position <= $6::bigint and ${isInWindow}`;
  return `/* log.${name}.page */ select * from (${selectAll(sources, () => condition)}) r order by r.position`;
}

/** The rest of a window as far as it belongs to one service request: its rows are few. */
export async function readStream<Row extends object>(
  db: Pool,
  log: LogDefinition<Row>,
  { stream, limit, ...rest }: Rest & { stream: string; limit: number },
): Promise<Positioned<Row>[]> {
  const { rows } = await db.query<Positioned<Row>>({
    name: `log.${log.name}.stream`,
    text: streamText(log),
    values: [...windowValues(rest), rest.after, stream, limit],
  });
  return rows;
}

function streamText<Row>({ name, sources }: LogDefinition<Row>): string {
  const parts = selectAll(sources, ({ stream }) => `${stream} = $6::uuid and l.position > $5::bigint and ${isInWindow}`);
  return `/* log.${name}.stream */ select * from (${parts}) r order by r.position limit $7::integer`;
}

function selectAll(sources: readonly LogSource[], condition: (source: LogSource) => string): string {
  return sources
    .map((source) => {
      const { table, joins = '', columns, where } = source;
      return `select ${columns}, l.position from ${table} l ${joins} where ${condition(source)}${where ? ` and ${where}` : ''}`;
    })
    .join('\n union all ');
}

/** In terms of {@link windowValues}. */
const isInWindow = `not (pg_visible_in_snapshot(l.xid, $1::pg_snapshot) and l.position <= $2::bigint)
  and pg_visible_in_snapshot(l.xid, $3::pg_snapshot) and l.position <= $4::bigint`;

function windowValues({ from, to }: Window): unknown[] {
  return [writeSnapshot(from), from.high, writeSnapshot(to), to.high];
}
