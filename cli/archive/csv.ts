import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';

/** One record of a file and the line it begins in, from 1. */
export type CsvRecord = { line: number; fields: string[] };

/** Something that is no record; it is taken to be one line, and reading goes on with the next. */
export type CsvFault = { line: number; reason: string };

/** Longest record that is put together, in bytes; behind an unclosed quote this may be the rest of the file. */
const longestRecord = 8 * 1024 * 1024;

type Line = { number: number; bytes: Buffer };

/**
 * Reads RFC 4180 CSV in UTF-8, with or without a byte order mark, with LF or CRLF, without changing a byte of the text.
 *
 * A record ends at the first line end outside quotes. Lines are put together by that rule and handed to the parser record by record:
 * this way a wrong quote costs one line, not the rest of the file, and lines are counted as editors count them.
 */
export async function* readCsv(source: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord | CsvFault> {
  const lines = splitLines(source);
  const putBack: Line[] = []; // last line first
  let open: Line[] = [];
  let size = 0;
  let isQuoted = false;
  for (;;) {
    const line = putBack.pop() ?? (await lines.next()).value;
    if (line) {
      if (open.length === 0 && isBlank(line)) continue;
      open.push(line);
      size += line.bytes.length;
      isQuoted = isQuoted !== hasOddQuotes(line.bytes);
      if (isQuoted && size < longestRecord) continue;
    }
    const [first] = open;
    if (!first) return;
    const record = parseRecord(first.number, open.length === 1 ? first.bytes : Buffer.concat(open.map(({ bytes }) => bytes)));
    if ('reason' in record) for (const later of open.slice(1).reverse()) putBack.push(later);
    yield record;
    open = [];
    size = 0;
    isQuoted = false;
  }
}

function parseRecord(line: number, bytes: Buffer): CsvRecord | CsvFault {
  if (!isUtf8(bytes)) return { line, reason: 'is not UTF-8' };
  try {
    const [fields] = parse(bytes, { record_delimiter: ['\r\n', '\n'], relax_column_count: true, max_record_size: 0 });
    return fields ? { line, fields } : { line, reason: 'is empty' };
  } catch (error) {
    return { line, reason: describeFault(error) };
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
