import { hash } from 'node:crypto';
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Config } from 'lib/config.ts';
import { graphError } from 'lib/errors.ts';
import { accessTokenType } from 'lib/local-tokens.ts';
import { LRUCache } from 'lru-cache';
import { type ClaimNames, toIdentity } from './claims.ts';
import type { Caller } from './gatekeeper.ts';

/** What is believed about tokens: whose they are, and with which keys they are checked. */
export type TokenTrust = {
  issuer: string;
  /** @throws when the issuer cannot be reached. */
  getKey: JWTVerifyGetKey;
  /** Whether tokens for the API say that they are: another provider's may not. */
  isTyped: boolean;
};

type BearerOptions = ClaimNames & Pick<Config, 'OIDC_AUDIENCE'>;

export type FindBearer = (token: string) => Promise<Caller>;

/** No algorithm with a shared secret, and not "none". */
const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const clockToleranceSeconds = 5;
/** How long a token is believed without another look at its signature, in milliseconds. */
const freshMs = 60_000;
const mostTokens = 10_000;
const longestToken = 16_384;
/** Timers take no more. */
const longestTimerMs = 2 ** 31 - 1;

/** Faults of the token; every other one is a fault of what it is checked with. */
const refusals = new Set([
  errors.JWTClaimValidationFailed.code,
  errors.JWTExpired.code,
  errors.JOSEAlgNotAllowed.code,
  errors.JOSENotSupported.code,
  errors.JWSInvalid.code,
  errors.JWTInvalid.code,
  errors.JWKSNoMatchingKey.code,
  errors.JWKSMultipleMatchingKeys.code,
  errors.JWSSignatureVerificationFailed.code,
]);

/**
 * Who a bearer token speaks for. The promise rejects with a GraphQLError: UNAUTHENTICATED for a token that is no good, and
 * SUBGRAPH_UNAVAILABLE while that cannot be known.
 */
export function createBearer(trust: TokenTrust, options: BearerOptions): FindBearer {
  const known = new LRUCache<string, Caller & { checkedAt: number; expiresAt: number }>({ max: mostTokens });
  return async (token) => {
    if (token.length > longestToken) throw refuse('it is too long');
    // the token itself is kept nowhere
    const key = hash('sha256', token, 'base64url');
    const before = known.get(key);
    const now = Date.now();
    if (before && now - before.checkedAt < freshMs && now < before.expiresAt && !before.ended.aborted) return before;
    known.delete(key);
    const payload = await verify(token, trust, options.OIDC_AUDIENCE);
    const identity = toIdentity(payload, options);
    if (!identity) throw refuse('it does not name anybody, or with more than can be kept');
    const expiresAt = ((payload.exp ?? 0) + clockToleranceSeconds) * 1_000;
    // whoever follows something by this token has the signal of its first request
    const kept = before && !before.ended.aborted ? before.ended : null;
    const ended = kept ?? AbortSignal.timeout(Math.min(Math.max(expiresAt - Date.now(), 0), longestTimerMs));
    const caller = { identity, ended, checkedAt: now, expiresAt };
    known.set(key, caller);
    return caller;
  };
}

async function verify(token: string, { issuer, getKey, isTyped }: TokenTrust, audience: string): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      issuer,
      audience,
      algorithms,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'sub'],
      ...(isTyped ? { typ: accessTokenType } : {}),
    });
    return payload;
  } catch (error) {
    if (!(error instanceof errors.JOSEError) || !refusals.has(error.code)) {
      throw graphError(
        'SUBGRAPH_UNAVAILABLE',
        'Tokens cannot be checked now, the provider of identities does not answer; try again in some seconds',
      );
    }
    throw refuse(describe(error));
  }
}

/** For the owner of a token to mend it; nothing of the token itself. */
function describe(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim "${error.claim}" is not as it has to be`;
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return `it has to be signed with ${algorithms.join(', ')}`;
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return 'it is not signed by who has to';
  return 'it is no signed JWT';
}

function refuse(reason: string) {
  return graphError('UNAUTHENTICATED', `The bearer token is refused: ${reason} — get a new one, with lab token or from your provider`);
}
