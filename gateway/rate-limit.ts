import { HeaderMap } from '@apollo/server';
import type { FormattedExecutionResult } from 'graphql';
import { graphError } from 'lib/errors.ts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { senderOf } from './client-address.ts';
import type { Operate } from './live/operate.ts';
import type { Refused } from './live/refused.ts';

export type RateLimits = {
  /** Operations that one person may ask in a minute. */
  operations: number;
  /** Requests in a minute from one address that do not say who asks, or are not believed. */
  strangers: number;
  /** Sign-ins that one address may begin in a minute: a company may sit behind it, each morning at the same time. */
  signIns: number;
};

const usualLimits: RateLimits = { operations: 60_000, strangers: 600, signIns: 300 };

/** Items of a bulk that count as one operation: by then they cost about as much as one does alone. */
export const itemsPerOperation = 50;

const windowSeconds = 60;

export type RateRefusal = Refused & { status: 429; code: 'RATE_LIMITED'; retryAfterSeconds: number };

/**
 * Counts what people and addresses ask in each minute, in the memory of one gateway: with n gateways everybody has n times as much, and
 * nothing waits for a database to be counted. What is refused counts too, until the minute is over.
 */
export type RateLimiter = {
  /** Counts operations of somebody who is signed in. */
  charge(subject: string, operations?: number): Promise<RateRefusal | null>;
  /** Whether somebody has used up the minute; counts nothing. */
  findRefusal(subject: string): Promise<RateRefusal | null>;
  /** Counts a request that was refused because nobody knows who asks. Those who are signed in at the same address are not touched. */
  chargeStranger(address: string): Promise<RateRefusal | null>;
  /** Counts a sign-in that begins. */
  chargeSignIn(address: string): Promise<RateRefusal | null>;
};

export function createRateLimiter(limits: Partial<RateLimits> = {}): RateLimiter {
  const { operations, strangers, signIns } = { ...usualLimits, ...limits };
  const persons = new RateLimiterMemory({ points: operations, duration: windowSeconds });
  const unknown = new RateLimiterMemory({ points: strangers, duration: windowSeconds });
  const begun = new RateLimiterMemory({ points: signIns, duration: windowSeconds });
  const forPersons = (left: number): RateRefusal =>
    refuse(`You asked the ${operations} operations that one person may ask in a minute`, left);
  return {
    charge: (subject, count = 1) => consume(persons, subject, count, forPersons),
    async findRefusal(subject) {
      const state = await persons.get(subject);
      return state && state.consumedPoints >= operations ? forPersons(state.msBeforeNext) : null;
    },
    chargeStranger: (address) =>
      consume(unknown, senderOf(address), 1, (left) => refuse('Too many requests from your address do not say who asks', left)),
    chargeSignIn: (address) => consume(begun, senderOf(address), 1, (left) => refuse('Too many sign-ins began at your address', left)),
  };
}

async function consume(
  limiter: RateLimiterMemory,
  key: string,
  points: number,
  explain: (leftMs: number) => RateRefusal,
): Promise<RateRefusal | null> {
  try {
    await limiter.consume(key, points);
    return null;
  } catch (state) {
    if (!(state instanceof RateLimiterRes)) throw state;
    return explain(state.msBeforeNext);
  }
}

function refuse(what: string, leftMs: number): RateRefusal {
  const retryAfterSeconds = Math.max(1, Math.ceil(leftMs / 1_000));
  return { status: 429, code: 'RATE_LIMITED', message: `${what}; go on in ${retryAfterSeconds} s`, retryAfterSeconds };
}

/** A refusal as Apollo Server answers it: with its status and the header that says when to come again. */
export function toRateError({ status, code, message, retryAfterSeconds }: RateRefusal): ReturnType<typeof graphError> {
  const headers = new HeaderMap([['retry-after', String(retryAfterSeconds)]]);
  return graphError(code, message, { retryAfterSeconds, http: { status, headers } });
}

/** Refuses operations of those who have used up their minute before anything of them is read, for transports that ask no door. */
export function limitRate(operate: Operate, limiter: Pick<RateLimiter, 'findRefusal'>): Operate {
  return async (request, context) => {
    const refused = await limiter.findRefusal(context.caller.identity.subject);
    if (!refused) return await operate(request, context);
    const { status, code, message, retryAfterSeconds } = refused;
    const result: FormattedExecutionResult = { errors: [{ message, extensions: { code, retryAfterSeconds } }] };
    return { kind: 'result', result, httpStatus: status };
  };
}
