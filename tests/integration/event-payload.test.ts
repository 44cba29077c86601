import { afterAll, beforeAll, expect, test } from 'vitest';
import { drain } from 'worker/drain.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { type References, requestInput, seedReferences, submitMany } from '../support/seed.ts';

let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab({ worker: false });
  references = await seedReferences(lab);
  const inputs = ['Jo', 'O\'Neill "%_\\"', '{"$ne": null}'].map((requesterName) =>
    requestInput(references, { requesterName, priority: 'HIGH' }),
  );
  const { results } = await submitMany(lab, [...inputs, requestInput(references, { requesterName: 'Jo', priority: 'LOW' })]);
  const { pool, boss, config } = lab.runtime;
  await drain(
    { pool, boss, policy: config, worker: 'test' },
    results.map(({ submission }) => submission?.serviceRequest.id ?? ''),
  );
  await lab.pool.query(`update integration.events set payload = payload || '{"items": [{"code": "A.1", "count": 3, "isOpen": true, "gone": null}]}'
    where payload->>'priority' = 'low'`);
});
afterAll(async () => await lab[Symbol.asyncDispose]());

async function count(filter: Record<string, unknown>): Promise<number | string | undefined> {
  const { data, errors } = await lab.ask<{ events: { totalCount: number } | null }>(
    'query ($filter: EventFilter) { events(filter: $filter) { totalCount } }',
    { filter },
  );
  return errors?.[0] ? `${errors[0].extensions.code}: ${errors[0].message}` : data.events?.totalCount;
}

test.each([
  ['requesterName', 'Jo', 2],
  ['priority', 'high', 3],
  ['priority', 'hig', 0],
  ['items.0.code', 'A.1', 1],
  ['items.0.count', '3', 1],
  ['items.0.isOpen', 'true', 1],
  ['items.0.gone', 'null', 0],
  ['items.1.code', 'A.1', 0],
  ['nothing.of.this', 'Jo', 0],
])('events whose payload has %s = %s: %i', async (path, value, found) => {
  expect(await count({ payload: { path, value } })).toBe(found);
});

test.each([
  ['requesterName', 'O\'Neill "%_\\"', 1],
  ['requesterName', '{"$ne": null}', 1],
  ['requesterName', '%', 0],
  ['requesterName', "' or true --", 0],
  ["requesterName' or true --", 'Jo', 0],
  ['{requesterName}', 'Jo', 0],
  ['requesterName', '\u0000', 0],
  ['\u0000', 'Jo', 0],
  ['requesterName', '\ud800', 0],
  ['__proto__', 'Jo', 0],
])('what is typed is looked for, and nothing is made of it: %j = %j', async (path, value, found) => {
  expect(await count({ payload: { path, value } })).toBe(found);
});

test.each([
  ['', 'Jo'],
  ['.', 'Jo'],
  ['a..b', 'Jo'],
  ['a.b.c.d.e.f.g.h.i', 'Jo'],
  ['a'.repeat(201), 'Jo'],
  ['requesterName', 'J'.repeat(1_001)],
])('a path or a value that leads nowhere is refused: %j', async (path, value) => {
  expect(await count({ payload: { path, value } })).toMatch(/^BAD_USER_INPUT: payload\./);
});

test('the other fields of the filter must match too', async () => {
  expect(await count({ statuses: ['PROCESSED'], payload: { path: 'requesterName', value: 'Jo' } })).toBe(2);
  expect(await count({ statuses: ['DEAD'], payload: { path: 'requesterName', value: 'Jo' } })).toBe(0);
});

test('a recovery is about the events of the filter', async () => {
  const filter = { payload: { path: 'requesterName', value: 'Jo' } };
  const { data } = await lab.ask<{ recoveryPreview: unknown }>(
    'query ($selection: EventSelection!) { recoveryPreview(kind: REPLAY, selection: $selection) { matching eligible } }',
    { selection: { filter } },
  );
  expect(data.recoveryPreview).toEqual({ matching: 2, eligible: 2 });
});
