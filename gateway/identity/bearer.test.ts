import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { findLocalPerson } from 'lib/local-people.ts';
import { accessTokenType, keepSigningKeys, localIssuer, mintLocalToken, rotateSigningKeys, toPublicKey } from 'lib/local-tokens.ts';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createBearer, type FindBearer } from './bearer.ts';
import { localClientId, trustLocalKeys } from './local-provider.ts';

const audience = 'enterprise-integration-lab';
const settings = { OIDC_AUDIENCE: audience, OIDC_ROLES_CLAIM: 'roles', OIDC_TEAMS_CLAIM: 'teams' };
const operator = findLocalPerson('operator');
if (!operator) throw new Error('there is no local operator');
const claims = { sub: 'operator', name: 'Operator', roles: ['operator'], teams: ['*'] };

let dataDir: string;
let key: JWK;
let find: FindBearer;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bearer-'));
  const keys = await keepSigningKeys(dataDir);
  [key] = keys;
  find = createBearer(trustLocalKeys(keys), settings);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

type Changes = { payload?: Record<string, unknown>; header?: Record<string, unknown>; leaveOut?: string };

/** A good token with one thing changed, signed with the right key. */
async function make({ payload = {}, header = {}, leaveOut }: Changes = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const whole = { ...claims, iss: localIssuer, aud: audience, iat: now, exp: now + 60, ...payload };
  const kept = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== leaveOut));
  return await new SignJWT(kept)
    .setProtectedHeader({ alg: 'ES256', typ: accessTokenType, kid: key.kid ?? '', ...header })
    .sign(await importJWK(key, 'ES256'));
}

const refused = { extensions: { code: 'UNAUTHENTICATED' } };
const before = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds;

it('lets in whom the lab itself has made a token for', async () => {
  const token = await mintLocalToken(dataDir, operator, { lifetimeSeconds: 60 });
  const caller = await find(token);
  expect(caller.identity).toEqual({ subject: 'operator', name: 'Operator', roles: ['operator'], teams: ['*'] });
  expect(caller.ended.aborted).toBe(false);
  expect((await find(await make())).identity).toEqual(caller.identity);
});

it.each<[string, Changes]>([
  ['has expired', { payload: { exp: before(6) } }],
  ['never expires', { leaveOut: 'exp' }],
  ['is not good yet', { payload: { nbf: before(-60) } }],
  ['is for another audience', { payload: { aud: 'another-api' } }],
  ['tells the portal who signed in', { payload: { aud: localClientId } }],
  ['is for nobody in particular', { leaveOut: 'aud' }],
  ['comes from another issuer', { payload: { iss: 'https://evil.example' } }],
  ['comes from an issuer of almost that name', { payload: { iss: `${localIssuer}/` } }],
  ['names nobody', { leaveOut: 'sub' }],
  ['names somebody of no length', { payload: { sub: '' } }],
  ['names somebody with a line end', { payload: { sub: 'a\nb' } }],
  ['names somebody at great length', { payload: { sub: 'x'.repeat(201) } }],
  ['has more teams than can be kept', { payload: { teams: Array.from({ length: 101 }, (_, n) => `T${n}`) } }],
  ['is of another type', { header: { typ: 'JWT' } }],
  ['says that it is signed with a key that is not there', { header: { kid: 'other' } }],
])('refuses a token that %s', async (_, changes) => {
  await expect(find(await make(changes))).rejects.toMatchObject(refused);
});

it('takes one that has expired within the tolerance, because clocks differ', async () => {
  expect((await find(await make({ payload: { exp: before(1) } }))).identity.subject).toBe('operator');
});

it('refuses "none", with and without a signature that was good elsewhere', async () => {
  const bare = new UnsecuredJWT({ ...claims }).setIssuer(localIssuer).setAudience(audience).setExpirationTime('1m').encode();
  const [, payload, signature] = (await make()).split('.');
  const header = Buffer.from(JSON.stringify({ alg: 'none', typ: accessTokenType })).toString('base64url');
  for (const token of [bare, `${header}.${payload}.`, `${header}.${payload}.${signature}`]) {
    await expect(find(token)).rejects.toMatchObject(refused);
  }
});

it('refuses HS256 with the public key for a secret', async () => {
  const publicKey = toPublicKey(key);
  const spki = await exportSPKI((await importJWK({ ...publicKey, ext: true }, 'ES256')) as CryptoKey);
  for (const secret of [spki, spki.trim(), JSON.stringify(publicKey), publicKey.x ?? '']) {
    const token = await new SignJWT({ ...claims, iss: localIssuer, aud: audience, exp: before(-60) })
      .setProtectedHeader({ alg: 'HS256', typ: accessTokenType, kid: key.kid ?? '' })
      .sign(new TextEncoder().encode(secret));
    await expect(find(token)).rejects.toMatchObject(refused);
  }
});

it('refuses what another key has signed, also when it brings that key along', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  for (const header of [{}, { jwk }, { jku: 'https://evil.example/keys' }, { x5u: 'https://evil.example/cert' }]) {
    const token = await new SignJWT({ ...claims, iss: localIssuer, aud: audience, exp: before(-60) })
      .setProtectedHeader({ alg: 'ES256', typ: accessTokenType, kid: key.kid ?? '', ...header })
      .sign(privateKey);
    await expect(find(token)).rejects.toMatchObject(refused);
  }
});

it('refuses a good token in which anything was changed', async () => {
  const [header = '', , signature = ''] = (await make()).split('.');
  const payload = Buffer.from(JSON.stringify({ ...claims, roles: ['integrator'], iss: localIssuer, aud: audience, exp: before(-60) }));
  await expect(find(`${header}.${payload.toString('base64url')}.${signature}`)).rejects.toMatchObject(refused);
});

it.each(['', 'x', 'a.b', 'a.b.c', 'a.b.c.d', '..', 'ey.ey.ey', 'x'.repeat(20_000), 'ä.ö.ü', '\u0000'])(
  'refuses %j, which is no token',
  async (token) => {
    await expect(find(token)).rejects.toMatchObject(refused);
  },
);

it('leaves out roles that are none of ours, and does not mind their form', async () => {
  const { identity } = await find(
    await make({ payload: { roles: ['admin', 'auditor', 7, null, { toString: 'operator' }], teams: 'NETWORK' } }),
  );
  expect(identity).toMatchObject({ roles: ['auditor'], teams: ['NETWORK'] });
  expect((await find(await make({ payload: { roles: 'auditor' } }))).identity.roles).toEqual(['auditor']);
  expect((await find(await make({ leaveOut: 'roles' }))).identity.roles).toEqual([]);
});

it('looks at a signature once a minute, and ends what a token began when its time is over', async () => {
  const keys = await keepSigningKeys(dataDir);
  const trust = trustLocalKeys(keys);
  const getKey = vi.fn(trust.getKey);
  const counting = createBearer({ ...trust, getKey }, settings);
  const token = await make({ payload: { exp: before(-3_600) } });
  vi.useFakeTimers({ toFake: ['Date'] });
  try {
    const first = await counting(token);
    expect(await counting(token)).toBe(first);
    expect(getKey).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 61_000);
    const second = await counting(token);
    expect(getKey).toHaveBeenCalledTimes(2);
    // whoever holds the first signal and whoever holds the second wait for the same
    expect(second.ended).toBe(first.ended);
    vi.setSystemTime(Date.now() + 3_600_000);
    await expect(counting(token)).rejects.toMatchObject(refused);
  } finally {
    vi.useRealTimers();
  }
});

it('aborts the signal when the token expires', async () => {
  // some tenths of a second within the tolerance are left of it
  const { ended } = await find(await make({ payload: { exp: before(5) + 1 } }));
  if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
  expect(ended.aborted).toBe(true);
});

it('believes the key before the newest one after a rotation, and not the one before that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bearer-'));
  try {
    const [oldest] = await keepSigningKeys(folder);
    const token = await mintLocalToken(folder, operator, { lifetimeSeconds: 60 });
    await rotateSigningKeys(folder);
    const rotated = await keepSigningKeys(folder);
    expect(rotated.map(({ kid }) => kid)).toEqual([expect.not.stringMatching(oldest.kid ?? ''), oldest.kid]);
    const newer = await mintLocalToken(folder, operator, { lifetimeSeconds: 60 });
    const both = createBearer(trustLocalKeys(rotated), settings);
    expect((await both(token)).identity.subject).toBe('operator');
    expect((await both(newer)).identity.subject).toBe('operator');
    await rotateSigningKeys(folder);
    const newest = createBearer(trustLocalKeys(await keepSigningKeys(folder)), settings);
    expect((await newest(newer)).identity.subject).toBe('operator');
    await expect(newest(token)).rejects.toMatchObject(refused);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('says that it cannot know while the keys cannot be had', async () => {
  const trust = { issuer: localIssuer, isTyped: true, getKey: async () => Promise.reject(new TypeError('fetch failed')) };
  const blind = createBearer(trust, settings);
  await expect(blind(await make())).rejects.toMatchObject({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } });
});

it('never says anything of the token in a refusal', async () => {
  const token = await make({ payload: { aud: 'a-canary-in-the-token' } });
  const message = await find(token).then(
    () => '',
    (error: unknown) => String(error),
  );
  expect(message).toContain('"aud"');
  expect(message).not.toMatch(/canary/);
});
