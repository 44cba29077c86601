import fc from 'fast-check';
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { type CursorBinding, type Place, parseCursor, writeCursor } from './cursor.ts';
import { parseSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts';

const here: CursorBinding = { identity: '7f3c2f0e-9d1f-4a7c-8a6f-0f6f1d3c5b10', log: 'activity' };
const elsewhere: CursorBinding = { identity: '00000000-0000-4000-8000-000000000001', log: 'activity' };

const xid = fc.bigInt({ min: 3n, max: 2n ** 63n });
const position = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const snapshot = fc.tuple(xid, fc.uniqueArray(fc.bigInt({ min: 1n, max: 5_000n }), { maxLength: 60 }), position).map(
  ([xmax, distances, high]): Snapshot => ({
    xmax,
    running: distances
      .map((distance) => xmax - distance)
      .filter((running) => running > 0n)
      .sort((one, other) => (one < other ? -1 : 1)),
    high,
  }),
);
const place: fc.Arbitrary<Place> = fc.oneof(
  snapshot.map((at): Place => ({ kind: 'boundary', at })),
  // `to` is later than `from` unless a crash took numbers back
  fc.tuple(snapshot, snapshot, position).map(([from, to, at]): Place => ({ kind: 'row', from, to, position: Math.min(at, to.high) })),
);

function refusalOf(cursor: string, binding = here): string {
  try {
    parseCursor(cursor, binding);
  } catch (error) {
    if (error instanceof GraphQLError && error.extensions.code === 'BAD_USER_INPUT') return error.message;
    throw error;
  }
  throw new Error('the cursor was accepted');
}

test('a cursor leads back to the place that it was written for', () => {
  fc.assert(
    fc.property(place, (given) => {
      expect(parseCursor(writeCursor(given, here), here)).toEqual(given);
    }),
  );
});

test('places that differ have cursors that differ', () => {
  fc.assert(
    fc.property(place, place, (one, other) => {
      fc.pre(JSON.stringify(one, asText) !== JSON.stringify(other, asText));
      expect(writeCursor(one, here)).not.toBe(writeCursor(other, here));
    }),
  );
});

function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

test('a cursor with one character changed is refused', () => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  fc.assert(
    fc.property(place, fc.nat(), fc.nat({ max: 62 }), (given, at, by) => {
      const cursor = writeCursor(given, here);
      const index = at % cursor.length;
      const letter = letters[(letters.indexOf(cursor[index] ?? '') + 1 + by) % letters.length];
      expect(refusalOf(cursor.slice(0, index) + letter + cursor.slice(index + 1))).toMatch(/^after is (not )?a cursor of/);
    }),
  );
});

test('text of any kind is refused as no cursor', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ minLength: 17_000, maxLength: 17_001 })), (text) => {
      expect(refusalOf(text)).toContain('after is');
    }),
  );
});

test('a cursor of another lab is told from one of another log, and that from no cursor', () => {
  const at: Snapshot = { xmax: 1_000n, running: [990n], high: 50 };
  const row: Place = { kind: 'row', from: at, to: { ...at, xmax: 1_010n, high: 60 }, position: 55 };
  expect(refusalOf(writeCursor(row, elsewhere))).toContain('of another lab');
  expect(refusalOf(writeCursor(row, { ...here, log: 'lineage' }))).toContain('of another subscription');
  expect(refusalOf('eyJhIjoxfQ')).toContain('is not a cursor');
});

test('a boundary is good for every log of the lab', () => {
  const boundary: Place = { kind: 'boundary', at: { xmax: 1_000n, running: [], high: 50 } };
  expect(parseCursor(writeCursor(boundary, { ...here, log: '' }), { ...here, log: 'lineage' })).toEqual(boundary);
});

test('cursors of neighbouring rows are short', () => {
  const from: Snapshot = { xmax: 123_456_789n, running: [123_456_780n, 123_456_785n], high: 987_654_321 };
  const to: Snapshot = { xmax: 123_456_795n, running: [123_456_785n], high: 987_654_400 };
  expect(writeCursor({ kind: 'row', from, to, position: 987_654_390 }, here).length).toBeLessThan(48);
});

test('a snapshot is written as PostgreSQL writes it', () => {
  for (const text of ['10:20:10,14,15', '10:10:', '3:18446744073709551615:3']) expect(writeSnapshot(parseSnapshot(text, 0))).toBe(text);
  expect(() => parseSnapshot('10:', 0)).toThrow('is not a snapshot');
});
