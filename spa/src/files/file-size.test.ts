import { expect, test } from 'vitest';
import { formatBytes } from './file-size.ts';

test('sizes are said in the unit that people would take', () => {
  expect([0, 1, 1023, 1024, 1536, 999 * 1024, 1024 ** 2 - 1, 10 * 1024 ** 2].map(formatBytes)).toEqual([
    '0 bytes',
    '1 byte',
    '1,023 bytes',
    '1 kB',
    '1.5 kB',
    '999 kB',
    '1 MB',
    '10 MB',
  ]);
});
