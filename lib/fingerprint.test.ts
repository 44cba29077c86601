import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, fingerprint } from './fingerprint.ts';

test('the order of fields and absent values do not matter, everything else does', () => {
  const time = new Date('2026-01-01T00:00:00Z');
  expect(canonicalJson({ b: 1, a: { d: null, c: [2, time] } })).toBe('{"a":{"c":[2,"2026-01-01T00:00:00.000Z"]},"b":1}');
  expect(fingerprint({ a: 1, b: undefined })).toBe(fingerprint({ a: 1 }));
  expect(fingerprint({ a: [1, 2] })).not.toBe(fingerprint({ a: [2, 1] }));
  expect(fingerprint({ a: '1' })).not.toBe(fingerprint({ a: 1 }));
});

test('equal inputs have equal fingerprints, in whatever order their fields come', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
      const reversed = Object.fromEntries(Object.entries(record).reverse());
      expect(fingerprint(reversed)).toBe(fingerprint(record));
    }),
  );
});
