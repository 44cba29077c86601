import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequestRow, TransitionRow } from 'cli/archive/rows.ts';
import { readRequests, readTransitions } from 'cli/archive.ts';
import { writeArchive } from '../../support/archive.ts';

/** A request to be made, and what people then did with its case. */
export type Errand = { key: string; row: RequestRow; steps: TransitionRow[] };

export type Supply = {
  /** What the requests are made of, for people. */
  source: string;
  rows: RequestRow[];
  /** The next errand; after the last one the first again, under another key. */
  next(): Errand;
};

/** The first folder with real requests: `LAB_TEST_DATA`, or `shared/data` beside the checkout. */
export function findArchive(): string | null {
  const roots = [process.env.LAB_TEST_DATA, fileURLToPath(new URL('../../../../shared/data', import.meta.url))];
  const folders = roots.flatMap((root) => (root ? [join(root, 'servicenow')] : []));
  return folders.find((folder) => existsSync(join(folder, 'requests.csv.gz'))) ?? null;
}

/** Reads so many requests of an archive with their histories; without one they are made up in `scratch`. */
export async function openSupply(archive: string | null, count: number, scratch: string): Promise<Supply> {
  const folder = archive ?? writeArchive(join(scratch, 'archive'), Math.min(count, 5_000)).folder;
  const ignore = (): void => {};
  const rows: RequestRow[] = [];
  // an agreement that is no longer active is refused at the door, which is nothing to learn from here
  for await (const row of readRequests(folder, ignore, count)) if (row.agreement_active) rows.push(row);
  const ids = new Set(rows.map((row) => row.source_case_id));
  const histories = await readTransitions(folder, { cases: ids, isLimited: true }, ignore);
  let given = 0;
  return {
    source: archive === null ? `${rows.length} made-up requests` : `requests of ${folder.split('/').at(-1)}`,
    rows,
    next: () => {
      const row = rows[given % rows.length];
      if (!row) throw new Error(`the archive ${folder} holds no request that can be made`);
      const round = Math.floor(given / rows.length);
      given += 1;
      const key = round === 0 ? row.source_case_id : `${row.source_case_id}#${round}`;
      return { key, row, steps: histories.get(row.source_case_id) ?? [] };
    },
  };
}
