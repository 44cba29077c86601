import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CsvFault, CsvRecord } from './archive/csv.ts';
import { type ArchiveFile, findFile, readFile } from './archive/file.ts';
import { type ExpectedRow, expectedRow, type RequestRow, requestRow, type TransitionRow, transitionRow } from './archive/rows.ts';
import { CommandError, countOf } from './terminal.ts';

/** A row that cannot be used, and why. The others are used all the same. */
export type Malformed = { file: string; line: number; reason: string };

export type OnMalformed = (malformed: Malformed) => void;

/**
 * Requests in the order of the file. A row that stands twice is given once.
 *
 * @param limit ends after so many requests.
 * @throws CommandError when the folder or the file is no archive.
 */
export async function* readRequests(folder: string, onMalformed: OnMalformed, limit = Infinity): AsyncGenerator<RequestRow> {
  let left = limit;
  if (left <= 0) return;
  for await (const row of readRows(folder, 'requests', requestRow, { keyOf: (request) => request.source_case_id, onMalformed })) {
    yield row;
    left -= 1;
    if (left === 0) return;
  }
}

/** Which cases count: those of the archive that were read, or only the first of them. */
export type Selection = { cases: { has(id: string): boolean }; isLimited: boolean };

/**
 * Transitions by case, in the order of `seq`.
 *
 * @param selection a case outside it is reported once as malformed, or left out in silence when the selection is limited.
 */
export async function readTransitions(
  folder: string,
  selection: Selection,
  onMalformed: OnMalformed,
): Promise<Map<string, TransitionRow[]>> {
  const byCase = new Map<string, TransitionRow[]>();
  const keyOf = ({ source_case_id, seq }: TransitionRow): string => `${source_case_id}:${seq}`;
  for await (const row of readRows(folder, 'transitions', transitionRow, { keyOf, onMalformed, selection })) {
    const rows = byCase.get(row.source_case_id);
    if (rows) rows.push(row);
    else byCase.set(row.source_case_id, [row]);
  }
  // By seq, never by time: source clocks run backwards, and many changes share an instant.
  for (const rows of byCase.values()) rows.sort((a, b) => a.seq - b.seq);
  return byCase;
}

/** What each case must come to, by case. */
export async function readExpected(folder: string, selection: Selection, onMalformed: OnMalformed): Promise<Map<string, ExpectedRow>> {
  const byCase = new Map<string, ExpectedRow>();
  const keyOf = (row: ExpectedRow): string => row.source_case_id;
  for await (const row of readRows(folder, 'expected', expectedRow, { keyOf, onMalformed, selection })) byCase.set(row.source_case_id, row);
  return byCase;
}

type Reading<Row> = { keyOf: (row: Row) => string; onMalformed: OnMalformed; selection?: Selection };

async function* readRows<Row extends { source_case_id: string }>(
  folder: string,
  name: string,
  schema: RowSchema<Row>,
  { keyOf, onMalformed, selection }: Reading<Row>,
): AsyncGenerator<Row> {
  const file = findFile(folder, name);
  const seen = new Map<string, { line: number; content: string }>();
  const orphans = new Set<string>();
  let header: Header | null = null;
  for await (const record of readFile(file)) {
    if (header === null) {
      header = readHeader(file, record, Object.keys(schema.shape));
      continue;
    }
    const result = readRow(schema, header, record, { selection, orphans });
    if (result === 'left out') continue;
    const refuse = (reason: string): void => onMalformed({ file: file.name, line: record.line, reason });
    if ('reason' in result) {
      refuse(result.reason);
      continue;
    }
    const key = keyOf(result.row);
    const content = createHash('sha256').update(JSON.stringify(result.row)).digest('base64');
    const twin = seen.get(key);
    if (!twin) {
      seen.set(key, { line: record.line, content });
      yield result.row;
    } else if (twin.content !== content) refuse(`${key} stands in line ${twin.line} already, with other content`);
  }
}

type RowSchema<Row> = z.ZodType<Row> & { shape: object };

/** Where the columns that we need stand, in whatever order the file has them. */
type Header = { size: number; columns: { name: string; at: number }[]; idAt: number };

function readHeader(file: ArchiveFile, record: CsvRecord | CsvFault, needed: string[]): Header {
  if ('reason' in record) throw new CommandError(`${file.path} has no header: line ${record.line} ${record.reason}`, 2);
  const missing = needed.filter((column) => !record.fields.includes(column));
  if (missing.length > 0) {
    throw new CommandError(
      `${file.path} has no column ${missing.join(', ')} — the first line must name the columns, see lab import --help`,
      2,
    );
  }
  const columns = needed.map((name) => ({ name, at: record.fields.indexOf(name) }));
  return { size: record.fields.length, columns, idAt: record.fields.indexOf('source_case_id') };
}

function readRow<Row extends { source_case_id: string }>(
  schema: RowSchema<Row>,
  header: Header,
  record: CsvRecord | CsvFault,
  { selection, orphans }: { selection: Selection | undefined; orphans: Set<string> },
): { row: Row } | { reason: string } | 'left out' {
  if ('reason' in record) return record;
  const id = record.fields[header.idAt] ?? '';
  if (selection?.isLimited && !selection.cases.has(id)) return 'left out';
  if (record.fields.length !== header.size) return { reason: `has ${countOf(record.fields.length, 'column')} instead of ${header.size}` };
  const result = schema.safeParse(Object.fromEntries(header.columns.map(({ name, at }) => [name, record.fields[at]])));
  if (!result.success) return { reason: result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('; ') };
  if (selection && !selection.cases.has(id)) {
    // Said once for a case: the rows behind the first one would only bury what is wrong elsewhere.
    if (orphans.has(id)) return 'left out';
    orphans.add(id);
    return { reason: `begins ${id}, of which requests has no usable row: the whole case is left out` };
  }
  return { row: result.data };
}
