import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type Identity, readIdentity } from './identity.ts';
import type { SubgraphName } from './sdl.ts';
import type { Secret } from './secrets.ts';

/** Header that says on whose behalf the gateway asks: a JWS in compact form (RFC 7515), HS256. */
export const identityHeader = 'x-lab-identity';

/** How long a signed request is good for, in seconds. */
const lifetimeSeconds = 30;
/** How far the clocks of two machines may be apart, in seconds. */
const clockSkewSeconds = 5;

const jwsHeader = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

/** @param audience the subgraph that is asked. @param content the very bytes that are asked, see {@link contentOf}. */
export type SignRequest = (audience: SubgraphName, identity: Identity, content: string | Buffer) => string;

/** What is signed where a request is not a body of JSON. */
export const contentOf = {
  /** A download: everything that decides what is answered. */
  path: (path: string): string => `GET ${path}`,
  /** A subscription, which travels in a message of a socket. */
  subscription: (query: string, operationName: string | null | undefined, variables: Record<string, unknown> | null | undefined): string =>
    JSON.stringify([query, operationName ?? null, variables ?? null]),
} as const;

/** A key for each subgraph: what one of them has seen is of no use at another. Bytes would be made a key anew for every signature, at six times its cost. */
function keyOf(secret: string, audience: SubgraphName): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `gateway to ${audience}`, 32)));
}

function hashOf(content: string | Buffer): string {
  return hash('sha256', content, 'base64url');
}

function signatureOf(signed: string, key: KeyObject): Buffer {
  return createHmac('sha256', key).update(signed).digest();
}

/** What the gateway signs its requests with: who asks, whom, for what, and until when. */
export function createRequestSigner([secret]: Secret): SignRequest {
  const keys = new Map<SubgraphName, KeyObject>();
  return (audience, { subject: sub, ...identity }, content) => {
    const key = keys.get(audience) ?? keyOf(secret, audience);
    keys.set(audience, key);
    const iat = Math.floor(Date.now() / 1_000);
    const claims = { iss: 'gateway', aud: audience, sub, ...identity, iat, exp: iat + lifetimeSeconds, content: hashOf(content) };
    const signed = `${jwsHeader}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${signed}.${signatureOf(signed, key).toString('base64url')}`;
  };
}

/** @returns null unless the gateway has signed exactly this content for this subgraph within the last half minute. */
export type VerifyRequest = (token: unknown, content: string | Buffer) => Identity | null;

/** What a subgraph believes the gateway by. */
export function createRequestVerifier(secrets: Secret, audience: SubgraphName): VerifyRequest {
  const keys = secrets.map((secret) => keyOf(secret, audience));
  return (token, content) => {
    if (typeof token !== 'string') return null;
    const [header, payload, signature, ...more] = token.split('.');
    if (header !== jwsHeader || !payload || !signature || more.length > 0) return null;
    const given = Buffer.from(signature, 'base64url');
    const isSigned = keys.some((key) => isSame(signatureOf(`${header}.${payload}`, key), given));
    // nothing in it is read before it is known to be ours
    if (!isSigned) return null;
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
    const { iss, aud, iat, exp, content: signedContent } = claims;
    const now = Date.now() / 1_000;
    const isTimely = typeof iat === 'number' && typeof exp === 'number' && iat <= now + clockSkewSeconds && exp >= now - clockSkewSeconds;
    if (iss !== 'gateway' || aud !== audience || !isTimely || signedContent !== hashOf(content)) return null;
    return readIdentity(claims);
  };
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
