import type { Config } from 'lib/config.ts';

export type RetryPolicy = Pick<Config, 'MAX_ATTEMPTS' | 'RETRY_BASE_MS' | 'RETRY_MAX_MS'>;

/**
 * When an event is tried again after its n-th failed attempt: exponential backoff with jitter, so that what failed together
 * does not come back together.
 *
 * @param attempts failed attempts so far, from 1.
 * @param random number in [0, 1).
 * @returns null when there were enough attempts.
 */
export function nextAttemptAt(policy: RetryPolicy, attempts: number, now: Date, random: number): Date | null {
  if (attempts >= policy.MAX_ATTEMPTS) return null;
  const longest = Math.min(policy.RETRY_MAX_MS, policy.RETRY_BASE_MS * 2 ** (attempts - 1));
  return new Date(now.getTime() + Math.round(longest * (0.5 + random / 2)));
}
