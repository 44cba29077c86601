import { expect, test } from 'vitest';
import type { ObjectVersionRow } from './queries.ts';
import { explainValues, valueRules } from './value-rules.ts';

function version(changes: Partial<ObjectVersionRow> & { version: number }, state: Record<string, unknown>): ObjectVersionRow {
  const at = new Date('2026-11-22T14:00:00Z');
  return {
    object_id: 'object',
    status: 'active',
    event_id: `event ${changes.version}`,
    mapping_version: 1,
    operational_status: 'open',
    case_version: changes.version,
    actor: 'somebody',
    time: at,
    recorded_time: at,
    ...changes,
    state: { ...Object.fromEntries(Object.keys(valueRules).map((field) => [field, field])), ...state },
  };
}

const first = version({ version: 1 }, { status: 'active', priority: 'low' });
const second = version(
  { version: 2, status: 'in_progress', operational_status: 'in_progress' },
  { status: 'in_progress', priority: 'low' },
);
const third = version({ version: 3, status: 'completed', operational_status: 'completed' }, { status: 'completed', priority: 'low' });
const all = [first, second, third];

function originOf(field: string, of: ObjectVersionRow) {
  return explainValues(of, all).find((origin) => origin.field === field);
}

test('every value that a version keeps has its rule and its source', () => {
  expect(explainValues(third, all).map(({ field }) => field)).toEqual(Object.keys(third.state as object));
});

test('a value that never changed is there since the first version', () => {
  expect(originOf('priority', third)).toEqual({
    field: 'priority',
    rule: 'copied as it is',
    source: 'RequestCreated.priority',
    sinceVersion: 1,
  });
});

test('a status names the mapping that made it and the event’s field it was made from', () => {
  expect(originOf('status', third)).toMatchObject({
    rule: 'mapping 1: a case that is completed means completed',
    source: 'OperationalCaseStatusChanged.toStatus',
    sinceVersion: 3,
  });
  expect(originOf('status', first)).toMatchObject({ rule: 'mapping 1: a case that is open means active', source: 'OperationCase.status' });
});

test('what an old version says does not know what came after it', () => {
  expect(originOf('status', second)?.sinceVersion).toBe(2);
});
