import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { writeCsvLine } from './csv.ts';

it.each(['=1+1', '+1', '-1', '@sum', '\tx', '\rx', `=cmd|' /C calc'!A0`])('lets no spreadsheet take %j for a formula', (text) => {
  const [[cell]] = parse(writeCsvLine([text])) as [[string]];
  expect(cell).toBe(`'${text}`);
});

it('gives back whatever was written, but for the apostrophe', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 }), (cells) => {
      const [back] = parse(writeCsvLine(cells), { record_delimiter: '\r\n' }) as [string[]];
      expect(back).toEqual(cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)));
    }),
  );
});

it('leaves numbers and absent values alone', () => {
  expect(writeCsvLine([-1, null, 'plain'])).toBe('-1,,plain\r\n');
});
