import { expect, test } from 'vitest';
import { findChanges } from './changes.ts';

test('only what differs is named, with the way to it', () => {
  const before = { status: 'OPEN', version: 1, team: { code: 'A', name: 'same' }, documents: ['a', 'b'] };
  const after = { status: 'IN_PROGRESS', version: 2, team: { code: 'B', name: 'same' }, documents: ['a'] };
  expect(findChanges(before, after)).toEqual([
    { path: 'status', before: 'OPEN', after: 'IN_PROGRESS' },
    { path: 'version', before: '1', after: '2' },
    { path: 'team.code', before: 'A', after: 'B' },
    { path: 'documents.1', before: 'b', after: undefined },
  ]);
});

test('what was made or removed has one side', () => {
  expect(findChanges(null, { status: 'OPEN' })).toEqual([{ path: 'status', before: undefined, after: 'OPEN' }]);
  expect(findChanges({ status: 'OPEN' }, null)).toEqual([{ path: 'status', before: 'OPEN', after: undefined }]);
});

test('nothing, and a value that was emptied, are two things', () => {
  expect(findChanges(null, null)).toEqual([]);
  expect(findChanges({ reason: 'why' }, { reason: null })).toEqual([{ path: 'reason', before: 'why', after: 'null' }]);
});
