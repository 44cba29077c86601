import { expect, test } from 'vitest';
import { documentRules as rules } from '../testing/upload-server.ts';
import { declareType, describeRules, findFault, offerExtensions } from './rules.ts';

test.each([
  ['note.txt', 1],
  ['TABLE.CSV', 20],
  ['a.b.png', 20],
  ['photo.jpeg', rules.maxBytes],
])('%s of %i bytes may be sent', (name, size) => expect(findFault(rules, { name, size })).toBeNull());

test.each([
  ['note.txt', 0, 'empty'],
  ['note.txt', rules.maxBytes + 1, '10 MB'],
  ['photo.png.exe', 9, '.exe; taken are txt, csv, png, jpg, jpeg'],
  ['page.svg', 9, '.svg'],
  ['README', 9, 'without an extension'],
  ['.png', 9, 'without an extension'],
  ['end.', 9, 'without an extension'],
  ['x.constructor', 9, '.constructor'],
])('%s of %i bytes is refused before it is sent', (name, size, reason) => expect(findFault(rules, { name, size })).toContain(reason));

test('a file without a declared type gets the one of its extension, and keeps its bytes', async () => {
  const declared = declareType(rules, new File(['a,b\n'], 'table.CSV'));
  expect(declared.type).toBe('text/csv');
  expect(declared.name).toBe('table.CSV');
  expect(declared.size).toBe(4);
});

test('what the browser declares is left to the server to judge', () => {
  const file = new File(['a,b\n'], 'table.csv', { type: 'application/vnd.ms-excel' });
  expect(declareType(rules, file)).toBe(file);
});

test('what is taken is the word of the server, whatever it is', () => {
  const others = { maxBytes: 2 * 1024 * 1024, maxPerRequest: 3, kinds: [{ extension: 'pdf', contentType: 'application/pdf' }] };
  expect(findFault(others, { name: 'a.pdf', size: 1 })).toBeNull();
  expect(findFault(others, { name: 'a.txt', size: 1 })).toBe('the file is of the type .txt; taken are pdf');
  expect(findFault(others, { name: 'a.pdf', size: 2 * 1024 * 1024 + 1 })).toContain('2097152 bytes (2 MB)');
  expect(declareType(others, new File(['%PDF'], 'a.pdf')).type).toBe('application/pdf');
  expect(describeRules(others)).toBe('Optional, up to 3: PDF of at most 2 MB each, whose content is what the extension says');
  expect(offerExtensions(rules)).toBe('.txt,.csv,.png,.jpg,.jpeg');
});
