import { expect, test } from 'vitest';
import { readSearch } from './filters.ts';

test.each([
  [null, null],
  [undefined, null],
  ['', null],
  [' \u0000\n', null],
  ['\u0000 REQ-1 ', 'REQ-1'],
  ['x'.repeat(200), 'x'.repeat(200)],
])('a search for %j is one for %j', (search, text) => {
  expect(readSearch(search)).toBe(text);
});

test('a search for more than anything has is refused', () => {
  expect(() => readSearch('x'.repeat(201))).toThrow('search has 201 characters, at most 200 are accepted');
});
