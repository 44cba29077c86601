import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextAttemptAt } from './retry.ts';

const policy = { MAX_ATTEMPTS: 8, RETRY_BASE_MS: 1_000, RETRY_MAX_MS: 60_000 };
const now = new Date('2026-01-01T00:00:00Z');
const waits = (random: number) =>
  Array.from({ length: 8 }, (_, index) => {
    const at = nextAttemptAt(policy, index + 1, now, random);
    return at && at.getTime() - now.getTime();
  });

test('the wait doubles up to the longest, and after the last attempt there is none', () => {
  expect(waits(1)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, null]);
  expect(waits(0)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, null]);
});

test('jitter keeps the wait between half of it and all of it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 7 }), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (attempts, random) => {
      const wait = (nextAttemptAt(policy, attempts, now, random)?.getTime() ?? 0) - now.getTime();
      const longest = Math.min(policy.RETRY_MAX_MS, policy.RETRY_BASE_MS * 2 ** (attempts - 1));
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest);
    }),
  );
});
