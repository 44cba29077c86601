import { expect, test } from 'vitest';
import { declareType, findFault, maxFileBytes } from './upload-rules.ts';

test.each([
  ['note.txt', 1],
  ['TABLE.CSV', 20],
  ['a.b.png', 20],
  ['photo.jpeg', maxFileBytes],
])('%s of %i bytes may be sent', (name, size) => expect(findFault({ name, size })).toBeNull());

test.each([
  ['note.txt', 0, 'empty'],
  ['note.txt', maxFileBytes + 1, '10 MB'],
  ['photo.png.exe', 9, '.exe; taken are txt, csv, png, jpg, jpeg'],
  ['page.svg', 9, '.svg'],
  ['README', 9, 'without an extension'],
  ['.png', 9, 'without an extension'],
  ['end.', 9, 'without an extension'],
  ['x.constructor', 9, '.constructor'],
])('%s of %i bytes is refused before it is sent', (name, size, reason) => expect(findFault({ name, size })).toContain(reason));

test('a file without a declared type gets the one of its extension, and keeps its bytes', async () => {
  const declared = declareType(new File(['a,b\n'], 'table.CSV'));
  expect(declared.type).toBe('text/csv');
  expect(declared.size).toBe(4);
});

test('what the browser declares is left to the server to judge', () => {
  const file = new File(['a,b\n'], 'table.csv', { type: 'application/vnd.ms-excel' });
  expect(declareType(file)).toBe(file);
});
