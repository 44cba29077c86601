import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'vitest';
import { hmac, prepareKey } from './hmac.ts';

test('it is what createHmac makes of the same key, text and content', () => {
  const content = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.string({ unit: 'binary' }), content, (key, text, rest) => {
      const expected = createHmac('sha256', key).update(text).update(rest).digest();
      return hmac(prepareKey(key), text, rest).equals(expected);
    }),
    { numRuns: 2_000 },
  );
});
