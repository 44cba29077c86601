import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type HmacKey, hmac, prepareKey } from './hmac.ts';
import { type Identity, readIdentity } from './identity.ts';
import type { SubgraphName } from './sdl.ts';
import type { Secret } from './secrets.ts';

/**
 * Header that says on whose behalf the gateway asks: a JWS in compact form (RFC 7515), HS256, that names the person, and behind one more
 * dot the HMAC of what is asked. The first part is the same for all requests of some seconds: it is written once, and read once.
 */
export const identityHeader = 'x-lab-identity';

/** How long a signed request is good for, in seconds. */
const lifetimeSeconds = 30;
/** How long a person's part is used for further requests, in seconds. */
const reuseSeconds = 10;
/** How far the clocks of two machines may be apart, in seconds. */
const clockSkewSeconds = 5;
/** People that a subgraph remembers having believed. */
const mostPeople = 2_000;

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

/** Keys of their own for the two parts: neither can stand for the other. */
type Keys = { person: HmacKey; content: HmacKey };

/** A pair for each subgraph: what one of them has seen is of no use at another. */
function keysOf(secret: string, audience: SubgraphName): Keys {
  const derive = (use: string): HmacKey => prepareKey(new Uint8Array(hkdfSync('sha256', secret, '', `gateway to ${audience}: ${use}`, 32)));
  return { person: derive('person'), content: derive('content') };
}

function signPerson(signed: string, { person }: Keys): Buffer {
  return hmac(person, signed);
}

/** Over both: what is asked cannot be taken to another person's part, nor to a later one of the same person. */
function signContent(person: string, content: string | Buffer, { content: key }: Keys): Buffer {
  return hmac(key, `${person}\n`, content);
}

/** What the gateway signs its requests with: who asks, whom, for what, and until when. */
export function createRequestSigner([secret]: Secret): SignRequest {
  const subgraphs = new Map<SubgraphName, { keys: Keys; people: WeakMap<Identity, { part: string; signedAt: number }> }>();
  return (audience, identity, content) => {
    const { keys, people } = subgraphs.get(audience) ?? { keys: keysOf(secret, audience), people: new WeakMap() };
    subgraphs.set(audience, { keys, people });
    const now = Math.floor(Date.now() / 1_000);
    const before = people.get(identity);
    const isFresh = before !== undefined && before.signedAt <= now && now - before.signedAt < reuseSeconds;
    const { part } = isFresh ? before : { part: writePerson(audience, identity, now, keys) };
    if (!isFresh) people.set(identity, { part, signedAt: now });
    return `${part}.${signContent(part, content, keys).toString('base64url')}`;
  };
}

function writePerson(audience: SubgraphName, { subject: sub, ...identity }: Identity, iat: number, keys: Keys): string {
  const claims = { iss: 'gateway', aud: audience, sub, ...identity, iat, exp: iat + lifetimeSeconds };
  const signed = `${jwsHeader}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${signed}.${signPerson(signed, keys).toString('base64url')}`;
}

/** @returns null unless the gateway has signed exactly this content for this subgraph within the last half minute. */
export type VerifyRequest = (token: unknown, content: string | Buffer) => Identity | null;

/** A person's part that is known to be the gateway's. */
type Believed = { identity: Identity; iat: number; exp: number; keys: Keys };

/** What a subgraph believes the gateway by. */
export function createRequestVerifier(secrets: Secret, audience: SubgraphName): VerifyRequest {
  const pairs = secrets.map((secret) => keysOf(secret, audience));
  const known = new LRUCache<string, Believed>({ max: mostPeople });
  return (token, content) => {
    if (typeof token !== 'string') return null;
    const end = token.lastIndexOf('.');
    const part = token.slice(0, end);
    const believed = known.get(part) ?? readPerson(part, audience, pairs);
    if (!believed) return null;
    known.set(part, believed);
    const { identity, iat, exp, keys } = believed;
    const now = Date.now() / 1_000;
    const isTimely = iat <= now + clockSkewSeconds && exp >= now - clockSkewSeconds;
    const given = Buffer.from(token.slice(end + 1), 'base64url');
    return isTimely && isSame(signContent(part, content, keys), given) ? identity : null;
  };
}

function readPerson(part: string, audience: SubgraphName, pairs: readonly Keys[]): Believed | null {
  const [header, payload, signature, ...more] = part.split('.');
  if (header !== jwsHeader || !payload || !signature || more.length > 0) return null;
  const given = Buffer.from(signature, 'base64url');
  const keys = pairs.find((pair) => isSame(signPerson(`${header}.${payload}`, pair), given));
  // nothing in it is read before it is known to be ours
  if (!keys) return null;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  const { iss, aud, iat, exp } = claims;
  const identity = readIdentity(claims);
  if (iss !== 'gateway' || aud !== audience || typeof iat !== 'number' || typeof exp !== 'number' || !identity) return null;
  return { identity, iat, exp, keys };
}

function isSame(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
