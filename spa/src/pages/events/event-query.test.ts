import { eventTypes } from 'lib/events.ts';
import { expect, test } from 'vitest';
import { eventNames, readSought, toEventFilter } from './event-query.ts';
import { readPayload } from './payload-text.ts';
import { kindsFor } from './recovery-words.ts';

test('the types to choose from are those that the lab knows', () => {
  expect([...eventNames].sort()).toEqual(Object.keys(eventTypes).sort());
});

test.each([
  ['priority=high', { payload: { path: 'priority', value: 'high' } }],
  ['  items.0.code = A 1  ', { payload: { path: 'items.0.code', value: 'A 1' } }],
  ['description=a=b', { payload: { path: 'description', value: 'a=b' } }],
  ['externalReference=', { payload: { path: 'externalReference', value: '' } }],
  ['REQ-2026-000001', { id: 'REQ-2026-000001' }],
  ['two words = x', { id: 'two words = x' }],
  ['=x', { id: '=x' }],
  ['   ', null],
])('%j is understood as %j', (q, sought) => {
  expect(readSought(q)).toEqual(sought);
});

test('an id is a filter only when it is known what has it', () => {
  expect(toEventFilter({ status: 'DEAD', q: 'REQ-1' }, undefined)).toBeNull();
  expect(toEventFilter({ status: 'DEAD', q: 'REQ-1' }, { requestIds: ['r'] })).toEqual({ statuses: ['DEAD'], requestIds: ['r'] });
  expect(toEventFilter({ q: 'nothing' }, { ids: [] })).toEqual({ ids: [] });
  expect(toEventFilter({ cause: 'c', type: 't', q: 'a=b' }, undefined)).toEqual({
    errorFingerprints: ['c'],
    types: ['t'],
    payload: { path: 'a', value: 'b' },
  });
});

test('what is typed as a payload is an object, or it is said what is wrong with it', () => {
  expect(readPayload('{"a": [1]}')).toEqual({ payload: { a: [1] } });
  for (const text of ['', '{', '{"a": }', 'x'])
    expect(readPayload(text)).toEqual({ fault: expect.stringContaining('This is no JSON yet') });
  for (const text of ['[]', 'null', '1', '"a"'])
    expect(readPayload(text)).toEqual({ fault: expect.stringContaining('A payload is an object') });
});

test('what can be done follows from where events stand', () => {
  expect(kindsFor(['DEAD'])).toEqual(['REDELIVER', 'DISCARD']);
  expect(kindsFor(['DEAD', 'PROCESSED'])).toEqual(['REDELIVER', 'DISCARD', 'REPLAY']);
  expect(kindsFor(['DISCARDED'])).toEqual(['RESTORE']);
  expect(kindsFor(['PENDING'])).toEqual([]);
});
