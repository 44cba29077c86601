import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { isEventFault, PermanentFault, toFault } from './faults.ts';

function databaseError(code: string, message = 'refused'): Error {
  return Object.assign(new pg.DatabaseError(message, 0, 'error'), { code });
}

test('the same cause has one fingerprint, whatever the ids and numbers in its message', () => {
  const first = toFault('RequestCreated', new Error('row 17 of "a" (01a203dc-3ae0-75fa-9b10-07027106b0cf) is missing'));
  const second = toFault('RequestCreated', new Error('row 4 of "bcd" (01a203dc-3ae0-75fa-9b10-ffffffffffff) is missing'));
  expect(first.fingerprint).toBe(second.fingerprint);
  expect(toFault('OtherType', new Error('row 17 of "a" is missing')).fingerprint).not.toBe(first.fingerprint);
});

test('what another attempt cannot mend is permanent', () => {
  expect(toFault('X', new PermanentFault('ROW_MISSING', 'gone'))).toMatchObject({ code: 'ROW_MISSING', isPermanent: true });
  expect(toFault('X', databaseError('23503'))).toMatchObject({ code: 'SQL_23503', isPermanent: true });
  expect(toFault('X', databaseError('22P02'))).toMatchObject({ isPermanent: true });
  expect(toFault('X', databaseError('P0001'))).toMatchObject({ isPermanent: false });
  expect(toFault('X', new TypeError('undefined is no function'))).toMatchObject({ code: 'HANDLER_FAILED', isPermanent: false });
});

describe('is the event at fault, or the machine?', () => {
  test.each(['40001', '40P01', '55P03', '57014', '57P01', '57P03', '53100', '08006'])('SQLSTATE %s is the machine', (code) => {
    expect(isEventFault(databaseError(code))).toBe(false);
  });
  test.each(['22P02', '23503', '23505', 'P0001', '42703'])('SQLSTATE %s is the event', (code) => {
    expect(isEventFault(databaseError(code))).toBe(true);
  });
  test('a lost connection is the machine, a bug in a handler the event', () => {
    expect(isEventFault(new Error('Connection terminated unexpectedly'))).toBe(false);
    expect(isEventFault(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))).toBe(false);
    expect(isEventFault(new TypeError('undefined is no function'))).toBe(true);
  });
});
