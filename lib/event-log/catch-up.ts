import type { Pool } from '../db.ts';
import type { CursorBinding, Place } from './cursor.ts';
import { LogRow } from './row.ts';
import { isSameSnapshot, type Snapshot } from './snapshot.ts';
import { type LogDefinition, type Positioned, readNewRows, readPage, readPages, readStream, type Window } from './source.ts';

/** Rows that one statement gives at most. */
const pieceLimit = 500;

/** Runs a statement, again and again while the database is away. */
export type Persist = <T>(statement: (db: Pool) => Promise<T>) => Promise<T>;

/** What it takes to read a log from the tables. */
export type TableReading<Row> = { persist: Persist; log: LogDefinition<Row>; binding: CursorBinding };

export type Piece<Row> = { window: Window; rows: readonly LogRow<Row>[] };

/**
 * What became visible since a snapshot, in pieces, at least one.
 *
 * @param to where it ends; null: as far as there is something now.
 * @param after only what lies beyond this position.
 */
export async function* readWindow<Row extends object>(
  reading: TableReading<Row>,
  { from, to, after = 0 }: { from: Snapshot; to: Snapshot | null; after?: number },
): AsyncGenerator<Piece<Row>> {
  const { persist, log } = reading;
  const first = await persist((db) => readNewRows(db, log, { from, to, after, limit: pieceLimit }));
  const window = { from, to: first.to };
  yield place(reading, window, first.rows);
  let reached = first.rows.at(-1)?.position;
  if (reached === undefined || first.rows.length < pieceLimit) return;
  const rest = { ...window, after: reached, size: pieceLimit };
  for (const page of await persist((db) => readPages(db, log, rest))) {
    const part = { ...window, ...page, after: reached };
    yield place(reading, window, await persist((db) => readPage(db, log, part)));
    reached = page.upTo;
  }
}

/** The rows of one service request in a window, beyond a position. */
async function* readStreamRows<Row extends object>(
  reading: TableReading<Row>,
  { after, stream, ...window }: Window & { after: number; stream: string },
): AsyncGenerator<Piece<Row>> {
  const { persist, log } = reading;
  for (let reached = after; ; ) {
    const rows = await persist((db) => readStream(db, log, { ...window, stream, after: reached, limit: pieceLimit }));
    yield place(reading, window, rows);
    const last = rows.at(-1);
    if (rows.length < pieceLimit || !last) return;
    reached = last.position;
  }
}

function place<Row>({ binding }: TableReading<Row>, window: Window, rows: readonly Positioned<Row>[]): Piece<Row> {
  return { window, rows: rows.map((row) => new LogRow(row, window, binding)) };
}

/**
 * Everything between a place and a later snapshot: the rest of the window that the place lies in, then all up to the snapshot as one window.
 *
 * @param stream only rows of this service request.
 */
export async function* catchUp<Row extends object>(
  reading: TableReading<Row>,
  { from, to, stream }: { from: Place; to: Snapshot; stream: string | null },
): AsyncGenerator<Piece<Row>> {
  if (from.kind === 'row') {
    const rest = { from: from.from, to: from.to, after: from.position };
    yield* stream === null ? readWindow(reading, rest) : readStreamRows(reading, { ...rest, stream });
  }
  const start = from.kind === 'row' ? from.to : from.at;
  if (isSameSnapshot(start, to)) return;
  const window = { from: start, to };
  yield* stream === null ? readWindow(reading, window) : readStreamRows(reading, { ...window, after: 0, stream });
}
