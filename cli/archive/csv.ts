import { isUtf8 } from 'node:buffer';
import { parse as parseSync } from 'csv-parse/sync';

/** One record of a file and the line it begins in, from 1. */
export type CsvRecord = { line: number; fields: string[] };

/** Something that is no record; it is taken to be one line, and reading goes on with the next. */
export type CsvFault = { line: number; reason: string };

/** Longest record that is put together, in bytes; behind an unclosed quote this may be the rest of the file. */
const longestRecord = 8 * 1024 * 1024;

/** Records that are parsed at once: starting the parser costs more than most records do. */
const recordsAtOnce = 200;

type Line = { number: number; bytes: Buffer };
/** The lines that belong to one record, by the quotes in them. */
type Lines = [Line, ...Line[]];

/**
 * Reads RFC 4180 CSV in UTF-8, with or without a byte order mark, with LF or CRLF, without changing a byte of the text.
 *
 * A record ends at the first line end outside quotes. Lines are put together by that rule before the parser sees them: this way a
 * wrong quote costs one line, not the rest of the file, and lines are counted as editors count them.
 */
export async function* readCsv(source: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord | CsvFault> {
  const lines = splitLines(source);
  const putBack: Line[] = []; // last line first
  for (;;) {
    const batch: Lines[] = [];
    while (batch.length < recordsAtOnce) {
      const record = await takeRecord(async () => putBack.pop() ?? (await lines.next()).value);
      if (!record) break;
      batch.push(record);
    }
    if (batch.length === 0) return;
    const { records, rest } = parseBatch(batch);
    for (const line of rest.reverse()) putBack.push(line);
    yield* records;
  }
}

async function takeRecord(takeLine: () => Promise<Line | undefined>): Promise<Lines | null> {
  let first = await takeLine();
  while (first && isBlank(first)) first = await takeLine();
  if (!first) return null;
  const record: Lines = [first];
  let size = first.bytes.length;
  for (let isQuoted = hasOddQuotes(first.bytes); isQuoted && size < longestRecord; ) {
    const line = await takeLine();
    if (!line) break;
    record.push(line);
    size += line.bytes.length;
    isQuoted = !hasOddQuotes(line.bytes);
  }
  return record;
}

/** Parses up to the first fault; of a faulty record only the first line is lost, the rest is to be read again. */
function parseBatch(batch: readonly Lines[]): { records: (CsvRecord | CsvFault)[]; rest: Line[] } {
  const together = parse(batch.flat());
  if (typeof together !== 'string' && together.length === batch.length) {
    return { records: together.map((fields, place) => ({ line: batch[place]?.[0].number ?? 0, fields })), rest: [] };
  }
  const records: (CsvRecord | CsvFault)[] = [];
  for (const [place, record] of batch.entries()) {
    const [first, ...others] = record;
    const alone = parse(record);
    if (typeof alone === 'string') {
      records.push({ line: first.number, reason: alone });
      return { records, rest: [...others, ...batch.slice(place + 1).flat()] };
    }
    records.push({ line: first.number, fields: alone[0] ?? [] });
  }
  return { records, rest: [] };
}

/** The fields of every record, or what is wrong. */
function parse(lines: readonly Line[]): string[][] | string {
  const bytes = Buffer.concat(lines.map((line) => line.bytes));
  if (!isUtf8(bytes)) return 'is not UTF-8';
  try {
    return parseSync(bytes, { record_delimiter: ['\r\n', '\n'], relax_column_count: true, max_record_size: 0 });
  } catch (error) {
    return describeFault(error);
  }
}

function describeFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted field begins here and never ends';
  if (code === 'CSV_INVALID_CLOSING_QUOTE') return 'text follows a closing quote; a quote within a quoted field is written twice';
  if (code === 'INVALID_OPENING_QUOTE') return 'a quote stands within a field that is not quoted';
  return error instanceof Error ? error.message : String(error);
}

const lineFeed = 0x0a;
const quote = 0x22;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<Line, undefined> {
  let number = 0;
  let rest: Buffer[] = [];
  const toLine = (bytes: Buffer): Line => {
    number += 1;
    const isMarked = number === 1 && bytes.subarray(0, 3).equals(byteOrderMark);
    return { number, bytes: isMarked ? bytes.subarray(3) : bytes };
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      const piece = chunk.subarray(start, end + 1);
      yield toLine(rest.length === 0 ? piece : Buffer.concat([...rest, piece]));
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length > 0) yield toLine(Buffer.concat(rest));
}

function isBlank({ bytes }: Line): boolean {
  return bytes.length <= 2 && bytes.toString('latin1').trim() === '';
}

function hasOddQuotes(bytes: Buffer): boolean {
  let isOdd = false;
  for (let at = bytes.indexOf(quote); at !== -1; at = bytes.indexOf(quote, at + 1)) isOdd = !isOdd;
  return isOdd;
}
