import { HeaderMap } from '@apollo/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { allRoles, somebody } from './identity/gatekeeper-fixture.ts';
import { createRateLimiter, limitRate, toRateError } from './rate-limit.ts';

// a minute in a test is no minute
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a person', () => {
  it('may ask so many operations in a minute, and again in the next', async () => {
    const limiter = createRateLimiter({ operations: 3 });
    for (let n = 0; n < 3; n += 1) expect(await limiter.charge('jo')).toBeNull();
    vi.advanceTimersByTime(20_000);
    expect(await limiter.charge('jo')).toEqual({
      status: 429,
      code: 'RATE_LIMITED',
      message: 'You asked the 3 operations that one person may ask in a minute; go on in 40 s',
      retryAfterSeconds: 40,
    });
    vi.advanceTimersByTime(40_000);
    expect(await limiter.charge('jo')).toBeNull();
  });

  it('does not pay for others', async () => {
    const limiter = createRateLimiter({ operations: 1 });
    expect(await limiter.charge('jo', 2)).not.toBeNull();
    expect(await limiter.charge('mo')).toBeNull();
  });

  it('is found to have used up the minute without being charged for the question', async () => {
    const limiter = createRateLimiter({ operations: 2 });
    for (let n = 0; n < 5; n += 1) expect(await limiter.findRefusal('jo')).toBeNull();
    await limiter.charge('jo', 2);
    expect(await limiter.findRefusal('jo')).toMatchObject({ retryAfterSeconds: 60 });
  });
});

describe('an address', () => {
  it('may ask so often in a minute without saying who asks, and its people are not touched', async () => {
    const limiter = createRateLimiter({ strangers: 2 });
    for (let n = 0; n < 2; n += 1) expect(await limiter.chargeStranger('192.0.2.1')).toBeNull();
    expect(await limiter.chargeStranger('::ffff:192.0.2.1')).toMatchObject({ status: 429, retryAfterSeconds: 60 });
    expect(await limiter.chargeStranger('192.0.2.2')).toBeNull();
    expect(await limiter.chargeSignIn('192.0.2.1')).toBeNull();
    expect(await limiter.charge('jo')).toBeNull();
  });

  it('of IPv6 stands for its whole network', async () => {
    const limiter = createRateLimiter({ signIns: 1 });
    expect(await limiter.chargeSignIn('2001:db8::1')).toBeNull();
    expect(await limiter.chargeSignIn('2001:db8::2')).not.toBeNull();
    expect(await limiter.chargeSignIn('2001:db8:0:1::1')).toBeNull();
  });
});

describe('a refusal', () => {
  it('is an error with its status and the header that says when to come again', async () => {
    const refused = await createRateLimiter({ operations: 1 }).charge('jo', 2);
    expect(refused && toRateError(refused).extensions).toEqual({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 60,
      http: { status: 429, headers: new HeaderMap([['retry-after', '60']]) },
    });
  });

  it('comes before an operation is read, and lets the others through', async () => {
    const limiter = createRateLimiter({ operations: 1 });
    let reads = 0;
    const operate = limitRate(async () => {
      reads += 1;
      return { kind: 'result', result: { data: {} }, httpStatus: 200 };
    }, limiter);
    const context = { requestId: 'r', traceparent: null, signal: null, caller: somebody(allRoles) };
    expect(await operate({ query: '{ a }' }, context)).toMatchObject({ httpStatus: 200 });
    await limiter.charge(allRoles.subject);
    expect(await operate({ query: '{ a }' }, context)).toMatchObject({
      kind: 'result',
      httpStatus: 429,
      result: { errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 60 } }] },
    });
    expect(reads).toBe(1);
  });
});
