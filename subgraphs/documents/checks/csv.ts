import type { Inspector } from './inspector.ts';
import { StructureFault } from './structure-reader.ts';
import { inspectText } from './text.ts';

const [comma, semicolon, tab, quote, lineFeed, carriageReturn] = [0x2c, 0x3b, 0x09, 0x22, 0x0a, 0x0d];
/** What tables are separated by: a comma by the book, a semicolon where that is the decimal sign, a tab. */
const delimiters = [comma, semicolon, tab];
/** The first line decides; one that is longer is no head of a table. */
const maxFirstLine = 64 * 1024;
const maxRecordBytes = 1_000_000;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * A CSV file is a text that parses (RFC 4180): quotes stand around whole fields and are closed, and every record has as many fields
 * as the first. Empty lines are none.
 *
 * A library that makes records of it needs 0.1 s of processor time for a megabyte, and many megabytes come in at once; the tests hold
 * the two together.
 */
export function inspectCsv(): Inspector {
  const text = inspectText();
  let first: Buffer = Buffer.alloc(0);
  let table: Table | null = null;
  const begin = (): Table => {
    const begun = new Table(findDelimiter(first));
    begun.read(first.subarray(0, 3).equals(byteOrderMark) ? first.subarray(3) : first);
    return begun;
  };
  return {
    write: async (chunk) => {
      await text.write(chunk);
      if (table) return table.read(chunk);
      first = Buffer.concat([first, chunk]);
      if (first.length >= maxFirstLine || first.includes(lineFeed) || first.includes(carriageReturn)) table = begin();
    },
    end: async () => {
      await text.end();
      (table ?? begin()).end();
      return {};
    },
    destroy: () => {},
  };
}

/** The one that the first line has most of. */
export function findDelimiter(text: Buffer): number {
  const end = text.findIndex((byte) => byte === lineFeed || byte === carriageReturn);
  const line = end === -1 ? text : text.subarray(0, end);
  const count = (delimiter: number): number => line.reduce((sum, byte) => sum + (byte === delimiter ? 1 : 0), 0);
  return delimiters.toSorted((a, b) => count(b) - count(a))[0] ?? comma;
}

type Place = 'before field' | 'in field' | 'in quotes' | 'behind quote';

/** Follows a table byte by byte. What separates is ASCII, so no byte of another character is taken for it. */
class Table {
  readonly #delimiter: number;
  #place: Place = 'before field';
  #line = 1;
  #fields = 1;
  #recordBytes = 0;
  #width = 0;
  #records = 0;
  #isBehindReturn = false;

  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  read(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      const isBreak = byte === lineFeed || byte === carriageReturn;
      this.#recordBytes++;
      if (this.#place === 'in quotes') {
        if (byte === quote) this.#place = 'behind quote';
      } else if (isBreak) this.#endRecord();
      else if (byte === this.#delimiter) {
        this.#fields++;
        this.#place = 'before field';
      } else if (byte === quote) this.#place = this.#quote();
      else if (this.#place === 'behind quote') throw this.#fault('text behind a closing quote');
      else this.#place = 'in field';
      if (this.#recordBytes > maxRecordBytes) throw this.#fault(`a record of more than ${maxRecordBytes} bytes; a quote may be missing`);
      if (isBreak && !(byte === lineFeed && this.#isBehindReturn)) this.#line++;
      this.#isBehindReturn = byte === carriageReturn;
    }
  }

  end(): void {
    if (this.#place === 'in quotes') throw this.#fault('a quote that is not closed');
    this.#recordBytes++;
    this.#endRecord();
    if (this.#records === 0) throw new StructureFault('it has no line that is not empty');
  }

  #quote(): Place {
    if (this.#place === 'in field') throw this.#fault('a quote within a field that has none around it');
    // two of them within quotes are one
    return 'in quotes';
  }

  #endRecord(): void {
    const isEmpty = this.#recordBytes === 1;
    if (!isEmpty) {
      if (this.#records === 0) this.#width = this.#fields;
      if (this.#fields !== this.#width) throw this.#fault(`${this.#fields} fields where the first line has ${this.#width}`);
      this.#records++;
    }
    this.#place = 'before field';
    this.#fields = 1;
    this.#recordBytes = 0;
  }

  #fault(what: string): StructureFault {
    return new StructureFault(`it does not parse as CSV: line ${this.#line} has ${what}`);
  }
}
