import { parse } from 'csv-parse/browser/esm/sync';
import { expect, test } from 'vitest';
import { writeCsvLine } from './csv.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@sum(a1)', "'@sum(a1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['=HYPERLINK("http://elsewhere.example","a,b")', '\'=HYPERLINK("http://elsewhere.example","a,b")'],
])('a spreadsheet takes %j as text', (text, harmless) => {
  expect(parse(writeCsvLine(['first', text]))).toEqual([['first', harmless]]);
});

test('everything else comes back as it was', () => {
  const cells = ['plain', 'a "quoted" word', 'two\r\nlines', 'a,b;c', ' padded ', '', 'it’s – ünïcode', "'already"];
  expect(parse(writeCsvLine(cells))).toEqual([cells]);
});

test('numbers, nothing and nested values have one way to be written', () => {
  expect(writeCsvLine([-1.5, null, undefined, ['a', 'b'], { status: 'OPEN' }])).toBe('-1.5,,,"[""a"",""b""]","{""status"":""OPEN""}"\r\n');
});
