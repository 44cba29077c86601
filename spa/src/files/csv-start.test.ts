import { expect, test } from 'vitest';
import { readCsvStart } from './csv-start.ts';

test.each([
  [
    'commas',
    'a,b\n1,"x, ""y""\nz"\n',
    [
      ['a', 'b'],
      ['1', 'x, "y"\nz'],
    ],
  ],
  [
    'semicolons',
    'name;amount\r\nx;1,50\r\n',
    [
      ['name', 'amount'],
      ['x', '1,50'],
    ],
  ],
  [
    'tabs and a byte order mark',
    '\ufeffa\tb\n\n1\t2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['formulas and markup, which are text', '=1+1,<b>x</b>\n', [['=1+1', '<b>x</b>']]],
])('a table with %s is read', (_what, text, records) => {
  expect(readCsvStart(text, false, 10)).toEqual({ records, isMore: false });
});

test('of a long table only the first records are read', () => {
  expect(readCsvStart('a\nb\nc\nd\n', false, 2)).toEqual({ records: [['a'], ['b']], isMore: true });
  expect(readCsvStart('a\nb\n', false, 2)).toEqual({ records: [['a'], ['b']], isMore: false });
});

test('wherever a table is cut off, no half record is shown', () => {
  const text = 'id,text\n1,"first, ""line""\nsecond"\n2,plain\n3,"end"\n';
  const whole = readCsvStart(text, false, 10).records;
  for (let length = 1; length < text.length; length++) {
    const { records, isMore } = readCsvStart(text.slice(0, length), true, 10);
    expect([length, records]).toEqual([length, whole.slice(0, records.length)]);
    expect(isMore).toBe(true);
  }
});

test('a whole file that does not parse is said to, not shown in part', () => {
  expect(() => readCsvStart('a,b\n"1,2\n', false, 10)).toThrow();
});
