import { createSecretKey } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentOf, createRequestSigner, createRequestVerifier } from './gateway-signature.ts';
import type { Identity } from './identity.ts';

const identity: Identity = { subject: 'operator', name: 'Operator', roles: ['operator'], teams: ['it'] };
const secret = ['a'.repeat(32)] as const;
const sign = createRequestSigner(secret);
const verify = createRequestVerifier(secret, 'intake');
const body = '{"query":"{ submissions { totalCount } }"}';

afterEach(() => void vi.useRealTimers());

function change(token: string, part: number, edit: (claims: Record<string, unknown>) => void): string {
  const parts = token.split('.');
  const claims = JSON.parse(Buffer.from(parts[part] ?? '', 'base64url').toString()) as Record<string, unknown>;
  edit(claims);
  return parts.with(part, Buffer.from(JSON.stringify(claims)).toString('base64url')).join('.');
}

/** The person of one token with the last part of another. */
function exchange(person: string, content: string): string {
  return [...person.split('.').slice(0, 3), content.split('.').at(-1)].join('.');
}

describe('a request signed by the gateway', () => {
  it('is believed by the subgraph that it is for', () => {
    expect(verify(sign('intake', identity, body), body)).toEqual(identity);
    expect(verify(sign('intake', identity, body), Buffer.from(body))).toEqual(identity);
  });

  it.each([
    ['by another subgraph', () => sign('documents', identity, body)],
    ['for another body', () => sign('intake', identity, `${body} `)],
    ['with another secret', () => createRequestSigner(['b'.repeat(32)])('intake', identity, body)],
    ['with more roles', () => change(sign('intake', identity, body), 1, (claims) => Object.assign(claims, { roles: ['auditor'] }))],
    ['with a longer life', () => change(sign('intake', identity, body), 1, (claims) => Object.assign(claims, { exp: 9e9 }))],
    ['without an algorithm', () => change(sign('intake', identity, body), 0, (header) => Object.assign(header, { alg: 'none' }))],
    ['without a signature', () => sign('intake', identity, body).replace(/[^.]+$/, '')],
    ['with a part too many', () => `${sign('intake', identity, body)}.x`],
    [
      "with another person's name",
      () => exchange(sign('intake', { ...identity, roles: ['auditor'] }, body), sign('intake', identity, body)),
    ],
    [
      'with what was signed for something else that the same person asked',
      () => exchange(sign('intake', identity, body), sign('intake', identity, '{}')),
    ],
    ['without what it asks being signed', () => sign('intake', identity, body).split('.').slice(0, 3).join('.')],
    ['by nobody', () => undefined],
    ['twice', () => [sign('intake', identity, body), sign('intake', identity, body)]],
    ['in other letters', () => sign('intake', identity, body).toUpperCase()],
  ])('is not believed %s', (_how, token) => {
    expect(verify(token(), body)).toBeNull();
  });

  it('is not believed when it was signed by what calls itself the gateway with the bare secret', async () => {
    const forged = await new SignJWT({ ...identity, content: 'x' })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer('gateway')
      .setAudience('intake')
      .setSubject('operator')
      .setIssuedAt()
      .setExpirationTime('30s')
      .sign(createSecretKey(Buffer.from(secret[0])));
    expect(verify(forged, body)).toBeNull();
  });

  it('is good for half a minute, give or take what clocks differ', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
    const token = sign('intake', identity, body);
    vi.setSystemTime(1_800_000_034_000);
    expect(verify(token, body)).not.toBeNull();
    vi.setSystemTime(1_800_000_036_000);
    expect(verify(token, body)).toBeNull();
    vi.setSystemTime(1_799_999_990_000);
    expect(verify(token, body)).toBeNull();
  });

  it('says who asks in the same words for some seconds, and then anew', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
    const personOf = (token: string): string => token.split('.').slice(0, 3).join('.');
    const first = sign('intake', identity, body);
    expect(personOf(sign('intake', identity, '{}'))).toBe(personOf(first));
    vi.setSystemTime(1_800_000_011_000);
    const later = sign('intake', identity, body);
    expect(personOf(later)).not.toBe(personOf(first));
    expect(verify(later, body)).toEqual(identity);
  });

  it('is believed with the secret before the last rotation, and not with the one before that', () => {
    const rotated = createRequestVerifier(['c'.repeat(32), secret[0]], 'intake');
    expect(rotated(sign('intake', identity, body), body)).toEqual(identity);
    expect(createRequestVerifier(['c'.repeat(32)], 'intake')(sign('intake', identity, body), body)).toBeNull();
  });

  it('says the same of a subscription whether or not absent parts are spelt out', () => {
    expect(contentOf.subscription('subscription { a }', undefined, undefined)).toBe(
      contentOf.subscription('subscription { a }', null, null),
    );
    expect(contentOf.subscription('subscription { a }', null, { after: 'x' })).not.toBe(
      contentOf.subscription('subscription { a }', null, {}),
    );
  });
});
