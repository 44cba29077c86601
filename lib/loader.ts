import DataLoader from 'dataloader';
import { isUuid } from './entities.ts';

export type RowLoader<Row> = DataLoader<string, Row | null>;
export type GroupLoader<Row> = DataLoader<string, Row[]>;

/** Loads rows one per id, all ids of a moment in one statement. Null where there is none; text that is no UUID is nobody's id. */
export function createRowLoader<Row>(find: (ids: string[]) => Promise<Row[]>, keyOf: (row: Row) => string): RowLoader<Row> {
  return new DataLoader(async (ids) => {
    const rows = await find(ids.filter(isUuid));
    const byKey = new Map(rows.map((row) => [keyOf(row), row]));
    return ids.map((id) => byKey.get(id.toLowerCase()) ?? null);
  });
}

/** Loads any number of rows per id, all ids of a moment in one statement, in the statement's order. */
export function createGroupLoader<Row>(find: (ids: string[]) => Promise<Row[]>, keyOf: (row: Row) => string): GroupLoader<Row> {
  return new DataLoader(async (ids) => {
    const groups = Map.groupBy(await find(ids.filter(isUuid)), keyOf);
    return ids.map((id) => groups.get(id.toLowerCase()) ?? []);
  });
}
