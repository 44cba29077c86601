import type { Condition } from 'lib/connection.ts';

/** Everybody sees all rows. */
export async function keepSeen<Row>(_reading: unknown, rows: Row[]): Promise<Row[]> {
  return rows;
}

export async function keepSeenByColumns<Row>(_reading: unknown, rows: Row[]): Promise<Row[]> {
  return rows;
}

export async function whereSeenByStream(): Promise<Condition[]> {
  return [];
}

export async function whereSeenByColumns(): Promise<Condition[]> {
  return [];
}
