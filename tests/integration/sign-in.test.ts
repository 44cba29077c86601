import { createHash } from 'node:crypto';
import { serveOtherProvider } from 'gateway/identity/other-provider-fixture.ts';
import { deleteOldSessions } from 'gateway/identity/session-statements.ts';
import { createPool } from 'lib/db.ts';
import { roles } from 'lib/identity.ts';
import { findLocalPerson, type LocalPerson } from 'lib/local-people.ts';
import { mintLocalToken } from 'lib/local-tokens.ts';
import { createLogger } from 'lib/log.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runLab } from '../support/command.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';
import { Browser } from './sign-in-browser.ts';
import { type Doorway, openDoorway } from './sign-in-fixture.ts';

let database: TestDatabase;
let doorway: Doorway;
beforeAll(async () => {
  database = await createDatabase();
  doorway = await openDoorway(database);
});
afterAll(async () => {
  await doorway[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const sessionId = (browser: Browser): string => browser.cookies.find(({ name }) => name === 'lab_session')?.value ?? '';
const who = async (browser: Browser, init: Parameters<Browser['request']>[1] = {}): Promise<unknown> =>
  await (await browser.request('/who', init)).json();

function getPerson(subject: string): LocalPerson {
  const person = findLocalPerson(subject);
  if (!person) throw new Error(`there is no local ${subject}`);
  return person;
}

async function setTimes(browser: Browser, change: string): Promise<void> {
  const hash = createHash('sha256').update(sessionId(browser)).digest();
  const { rowCount } = await database.pool.query(`update identity.sessions set ${change} where id_hash = $1::bytea`, [hash]);
  expect(rowCount).toBe(1);
}

/** Signs in, is seen once, and hands on the signal that says when that is over. */
async function signInAndBeSeen(door: Doorway, person: string): Promise<{ browser: Browser; ended: AbortSignal }> {
  const browser = new Browser(door.url);
  await browser.signIn(person);
  expect(await who(browser)).toEqual({ subject: person });
  const caller = door.callers.at(-1);
  if (!caller) throw new Error('nobody was let in');
  return { browser, ended: caller.ended };
}

describe('signing in', () => {
  it.each(roles)('as %s leads back to where it began, and /session says who that is', async (role) => {
    const browser = new Browser(doorway.url);
    expect(await (await browser.request('/session')).json()).toEqual({ person: null });
    const page = await browser.signIn(role, '/requests?status=open');
    expect([page.status, page.text, browser.url]).toEqual([200, 'the requests', `${doorway.url}/requests?status=open`]);
    const session = (await (await browser.request('/session')).json()) as { person: Record<string, unknown>; expiresAt: string };
    expect(session.person).toMatchObject({ subject: role, roles: [role], teams: role === 'operator' ? ['*'] : [] });
    const hours = (Date.parse(session.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(11.9);
    expect(hours).toBeLessThanOrEqual(12);
  });

  it('shows a page without scripts that nobody may frame, in which the four can be chosen', async () => {
    const page = await new Browser(doorway.url).open('/sign-in');
    expect(page.text).not.toMatch(/<script|style=|onclick|https?:/);
    expect(page.text.match(/value="(\w+)"/g)).toEqual(roles.map((role) => `value="${role}"`));
    const policy = page.headers.get('content-security-policy');
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    const style = /<style>([\s\S]*)<\/style>/.exec(page.text)?.[1] ?? '';
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('gives the browser a cookie that scripts cannot read and other sites cannot send, and the database only its hash', async () => {
    const browser = new Browser(doorway.url, { 'user-agent': `a browser ${'x'.repeat(500)}` });
    await browser.open('/sign-in');
    const answer = await browser.request(browser.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: browser.origin },
      body: 'person=auditor',
    });
    const back = await browser.request(answer.headers.get('location') ?? '');
    const last = await browser.request(back.headers.get('location') ?? '');
    expect(last.status).toBe(303);
    const line = last.headers.getSetCookie().find((cookie) => cookie.startsWith('lab_session='));
    expect(line).toMatch(/^lab_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const { rows } = await database.pool.query<{ row: string; agent: string }>(
      'select s::text as row, user_agent as agent from identity.sessions s where id_hash = sha256($1::bytea)',
      [sessionId(browser)],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).not.toContain(sessionId(browser));
    expect(rows[0]?.agent).toHaveLength(200);
  });

  it('asks again who somebody wants to be, and the new session replaces the one before', async () => {
    const { browser, ended } = await signInAndBeSeen(doorway, 'operator');
    const before = browser.copy();
    const page = await browser.open('/sign-in');
    expect(page.text).toContain('Who would you like to be?');
    await browser.choose('auditor');
    expect(await who(browser)).toEqual({ subject: 'auditor' });
    expect(ended.aborted).toBe(true);
    expect(await who(before)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('works in several tabs at once, and forgets what another page began in heaps', async () => {
    const browser = new Browser(doorway.url);
    await browser.open('/sign-in?to=/requests');
    const first = browser.url;
    await browser.open('/sign-in');
    await browser.choose('operator');
    browser.url = first;
    expect((await browser.choose('auditor')).text).toBe('the requests');
    expect(await who(browser)).toEqual({ subject: 'auditor' });
    for (let n = 0; n < 12; n += 1) await browser.request('/sign-in');
    expect(browser.cookies.filter(({ name }) => name.startsWith('lab_sign_in_')).length).toBeLessThanOrEqual(5);
  });

  it('over TLS uses a cookie that no other host can set', async () => {
    await using secure = await openDoorway(database, { PUBLIC_URL: 'https://lab.example' });
    // in front of it stands a proxy that ends TLS and passes on the name
    const browser = new Browser(secure.url, { host: 'lab.example' });
    const begun = await browser.request('/sign-in');
    expect(begun.headers.getSetCookie()[0]).toMatch(/; Path=\/sign-in; HttpOnly; Secure; SameSite=Lax$/);
    const question = await browser.request((await browser.request(begun.headers.get('location') ?? '')).headers.get('location') ?? '');
    expect(question.status).toBe(200);
    const uid = /action="([^"]+)"/.exec(await question.text())?.[1] ?? '';
    const chosen = await browser.request(uid, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://lab.example' },
      body: 'person=operator',
    });
    const resumed = await browser.request(chosen.headers.get('location') ?? '');
    const callback = new URL(resumed.headers.get('location') ?? '');
    expect(callback.origin).toBe('https://lab.example');
    const last = await browser.request(`${callback.pathname}${callback.search}`);
    expect(last.headers.getSetCookie().find((cookie) => cookie.includes('session'))).toMatch(
      /^__Host-lab_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(await who(browser)).toEqual({ subject: 'operator' });
    // the same id under the name that any host could set is nothing
    const other = new Browser(secure.url, { host: 'lab.example' });
    other.set('lab_session', browser.cookies.find(({ name }) => name === '__Host-lab_session')?.value ?? '');
    expect(await who(other)).toEqual({ subject: null });
  });

  it('sends whoever came by another name to the public one first, once', async () => {
    await using named = await openDoorway(database, { PUBLIC_URL: 'https://lab.example' });
    const response = await new Browser(named.url).request('/sign-in?to=/requests');
    expect(response.headers.get('location')).toBe('https://lab.example/sign-in?to=%2Frequests&again=1');
    // a proxy that hides the name must not turn that into a circle
    const again = await new Browser(named.url).request('/sign-in?to=/requests&again=1');
    expect(again.headers.get('location')).toMatch(/^\/oidc\/auth\?/);
  });

  it('does not run in production with the local provider', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    try {
      await expect(openDoorway(database)).rejects.toThrow(/not for production — set OIDC_ISSUER/);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/%2e%2e//evil.example/..//evil.example',
    'javascript:alert(1)',
    '/sign-in',
    '/oidc/auth',
  ])('leads to the portal when the link wants to lead to %j', async (to) => {
    const browser = new Browser(doorway.url);
    const page = await browser.signIn('requester', to);
    expect(new URL(browser.url).origin).toBe(doorway.url);
    expect([page.status, page.text === 'the portal' || new URL(browser.url).pathname.startsWith('/%2e')]).toEqual([200, true]);
  });
});

describe('a callback is refused, with a page that says how to go on,', () => {
  /** Everything up to the address at which the provider sends the browser back. */
  async function walkToCallback(browser: Browser): Promise<string> {
    await browser.open('/sign-in');
    const chosen = await browser.request(browser.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: browser.origin },
      body: 'person=operator',
    });
    const resumed = await browser.request(chosen.headers.get('location') ?? '');
    return resumed.headers.get('location') ?? '';
  }

  function expectRefusal(page: { status: number; text: string }, browser: Browser): void {
    expect(page.status).toBe(401);
    expect(page.text).toContain('<h1>Signing in did not work</h1>');
    expect(page.text).toContain('href="/sign-in"');
    expect(page.text).not.toMatch(/Error|node_modules|at \w+ \(/);
    expect(sessionId(browser)).toBe('');
  }

  it('when it comes a second time, even with everything that the first one had', async () => {
    const browser = new Browser(doorway.url);
    const callback = await walkToCallback(browser);
    const thief = browser.copy();
    expect((await browser.open(callback)).status).toBe(200);
    expectRefusal(await thief.open(callback), thief);
    const again = new Browser(doorway.url);
    expectRefusal(await again.open(callback), again);
  });

  it('when another browser brings it: the code and the state alone are worth nothing', async () => {
    const callback = await walkToCallback(new Browser(doorway.url));
    const thief = new Browser(doorway.url);
    expectRefusal(await thief.open(callback), thief);
    const busy = new Browser(doorway.url);
    await busy.open('/sign-in');
    expectRefusal(await busy.open(callback), busy);
  });

  it('when its code belongs to another sign-in of the same browser', async () => {
    const browser = new Browser(doorway.url);
    const theirs = new URL(await walkToCallback(new Browser(doorway.url)));
    const mine = new URL(await walkToCallback(browser));
    mine.searchParams.set('code', theirs.searchParams.get('code') ?? '');
    expectRefusal(await browser.open(mine.href), browser);
  });

  it('when it claims to come from another provider', async () => {
    const browser = new Browser(doorway.url);
    const callback = new URL(await walkToCallback(browser));
    callback.searchParams.set('iss', 'https://evil.example');
    expectRefusal(await browser.open(callback.href), browser);
  });

  it('when what was begun is made up', async () => {
    const browser = new Browser(doorway.url);
    const callback = new URL(await walkToCallback(browser));
    const state = callback.searchParams.get('state') ?? '';
    const made = Buffer.from(
      JSON.stringify({ state, nonce: 'n', verifier: 'v', to: '/', redirectUri: callback.origin, until: Date.now() + 60_000 }),
    );
    const forger = new Browser(doorway.url);
    forger.set(`lab_sign_in_${state}`, `${made.toString('base64url')}.${'A'.repeat(43)}`);
    expectRefusal(await forger.open(callback.href), forger);
  });

  it.each([
    '/sign-in/callback',
    '/sign-in/callback?state=x&code=y',
    '/sign-in/callback?state=a&state=b',
    `/sign-in/callback?state=${'x'.repeat(500)}`,
  ])('when it is %s', async (path) => {
    const browser = new Browser(doorway.url);
    expectRefusal(await browser.open(path), browser);
  });

  it('when the provider said no', async () => {
    const browser = new Browser(doorway.url);
    const callback = new URL(await walkToCallback(browser));
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    callback.searchParams.set('error_description', '<script>alert(1)</script>');
    const page = await browser.open(callback.href);
    expectRefusal(page, browser);
    expect(page.text).toContain('did not let you in');
    expect(page.text).not.toContain('<script>');
  });

  it('in the shape of every answer when a program asks', async () => {
    const response = await new Browser(doorway.url).request('/sign-in/callback?state=x', { headers: { accept: 'application/json' } });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('the local provider', () => {
  it('sends nobody to another host than the one that was asked', async () => {
    const browser = new Browser(doorway.url);
    const begun = await browser.request('/sign-in');
    for (const target of ['https://evil.example/sign-in/callback', `${doorway.url}/elsewhere`, `${doorway.url}/sign-in/callback?x=1`]) {
      const address = new URL(begun.headers.get('location') ?? '', doorway.url);
      address.searchParams.set('redirect_uri', target);
      const page = await browser.open(address.href);
      expect(page.status).toBe(400);
      expect(page.text).toContain('The local provider refuses');
      expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('lets no other page choose, and nobody be chosen who is not there', async () => {
    const browser = new Browser(doorway.url);
    await browser.open('/sign-in');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const press = async (headers: Record<string, string>, body: string): Promise<number> =>
      (await browser.request(browser.url, { method: 'POST', headers: { ...form, ...headers }, body })).status;
    expect(await press({ origin: 'https://evil.example' }, 'person=operator')).toBe(403);
    expect(await press({}, 'person=operator')).toBe(403);
    expect(await press({ origin: doorway.url, 'sec-fetch-site': 'cross-site' }, 'person=operator')).toBe(403);
    expect(await press({ origin: doorway.url }, 'person=root')).toBe(400);
    expect(await press({ origin: doorway.url }, `person=${'x'.repeat(10_000)}`)).toBe(413);
    expect(await press({ origin: doorway.url, 'content-type': 'text/xml' }, '<a/>')).toBe(415);
    expect(await press({ origin: 'null', 'sec-fetch-site': 'same-origin' }, 'person=operator')).toBe(303);
  });

  it('answers what it is asked wrongly with a page of its own', async () => {
    for (const path of ['/oidc/interaction/made-up', '/oidc/auth', '/oidc/auth/made-up', '/oidc/nothing', '/oidc/token']) {
      const response = await new Browser(doorway.url).request(path);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/node_modules|at \w+ \(/);
    }
  });

  it('shows the public half of its keys only', async () => {
    const response = await new Browser(doorway.url).request('/oidc/jwks');
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256' });
    expect(keys[0]).not.toHaveProperty('d');
  });
});

describe('a session', () => {
  it('ends with the sign-out: the cookie is worth nothing any more, and whoever follows it is told at once', async () => {
    const { browser, ended } = await signInAndBeSeen(doorway, 'integrator');
    const copy = browser.copy();
    const response = await browser.request('/sign-out', { method: 'POST', headers: { origin: doorway.url } });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    expect(sessionId(browser)).toBe('');
    expect(ended.aborted).toBe(true);
    expect(await who(copy)).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining('/sign-in') });
    expect(await (await copy.request('/session')).json()).toEqual({ person: null });
    const program = await copy.request('/sign-out', { method: 'POST', headers: { origin: doorway.url, accept: 'application/json' } });
    expect(program.status).toBe(204);
  });

  it('is not ended by another page', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'integrator');
    const refusals = [{ origin: 'https://evil.example' }, { origin: 'null' }, {}, { origin: doorway.url, 'sec-fetch-site': 'cross-site' }];
    for (const headers of refusals) expect((await browser.request('/sign-out', { method: 'POST', headers })).status).toBe(403);
    expect(await who(browser)).toEqual({ subject: 'integrator' });
  });

  it.each([
    ['lies still for too long', "last_seen_at = now() - interval '121 minutes'"],
    ['is too old', "created_at = now() - interval '13 hours', expires_at = now() - interval '1 second'"],
    ['was ended by another gateway', 'ended_at = now()'],
  ])('is over when it %s, also for whoever only listens', async (_, change) => {
    const { browser, ended } = await signInAndBeSeen(doorway, 'auditor');
    await setTimes(browser, change);
    await until('the session is over', async () => ended.aborted);
    expect(await who(browser)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is one for all gateways: what one of them ends, the other hears of', async () => {
    await using other = await openDoorway(database, { LAB_DATA_DIR: doorway.dataDir });
    const { browser, ended } = await signInAndBeSeen(doorway, 'operator');
    const there = new Browser(other.url);
    there.set('lab_session', sessionId(browser));
    expect(await who(there)).toEqual({ subject: 'operator' });
    await there.request('/sign-out', { method: 'POST', headers: { origin: other.url } });
    await until('the first gateway has heard of it', async () => ended.aborted);
    expect(await who(browser)).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('costs a request no statement, once it is known', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'operator');
    const asked = vi.spyOn(database.pool, 'query');
    for (let n = 0; n < 50; n += 1) expect(await who(browser)).toEqual({ subject: 'operator' });
    const lookUps = asked.mock.calls.filter(([statement]) => String(statement).includes('identity.findSession'));
    asked.mockRestore();
    // one more when the machine was busy with other things for seconds
    expect(lookUps.length).toBeLessThanOrEqual(5);
  });

  it('that is in use is written down as such, and kept', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'operator');
    const hash = createHash('sha256').update(sessionId(browser)).digest();
    await setTimes(browser, "last_seen_at = now() - interval '119 minutes'");
    // the first look of a gateway that has not written it yet
    await using other = await openDoorway(database, { LAB_DATA_DIR: doorway.dataDir });
    const there = new Browser(other.url);
    there.set('lab_session', sessionId(browser));
    expect(await who(there)).toEqual({ subject: 'operator' });
    await until('the request is written down', async () => {
      const { rows } = await database.pool.query(
        "select from identity.sessions where id_hash = $1 and last_seen_at > now() - interval '1 minute'",
        [hash],
      );
      return rows.length === 1;
    });
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(5_000), "' or 1=1 --", '%00', 'ä'.repeat(10)])(
    'that is made up (%j) lets nobody in',
    async (id) => {
      const browser = new Browser(doorway.url);
      browser.set('lab_session', encodeURIComponent(id));
      expect(await who(browser)).toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  it('is forgotten a day after it would have run out', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'requester');
    const id = sessionId(browser);
    await setTimes(browser, "created_at = now() - interval '3 days', expires_at = now() - interval '25 hours'");
    await deleteOldSessions(database.pool);
    const { rows } = await database.pool.query('select from identity.sessions where id_hash = sha256($1::bytea)', [id]);
    expect(rows).toHaveLength(0);
  });

  it('cannot be looked up while the database is away: that is said as it is, and tokens still work', async () => {
    // a reserved port: nobody listens there
    const log = createLogger('tests', 'silent');
    const pool = createPool({ connectionString: 'postgres://nobody@127.0.0.1:1/none', name: 'tests', size: 1, log });
    await using door = await openDoorway({ pool });
    const browser = new Browser(door.url);
    browser.set('lab_session', 'A'.repeat(43));
    expect(await who(browser)).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect((await browser.request('/session')).status).toBe(503);
    const token = await mintLocalToken(door.dataDir, getPerson('auditor'), { lifetimeSeconds: 60 });
    expect(await who(browser, { headers: { authorization: `Bearer ${token}` } })).toEqual({ subject: 'auditor' });
    const page = await new Browser(door.url).signIn('operator');
    expect(page.status).toBe(503);
    expect(page.text).toContain('The database cannot be reached now');
    await pool.end();
  });
});

describe('with a session', () => {
  const own = (): Record<string, string> => ({ origin: doorway.url });

  it('only pages of the lab may change anything or open a socket', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'operator');
    expect(await who(browser, { method: 'POST', headers: own() })).toEqual({ subject: 'operator' });
    expect(await who(browser, { method: 'POST', headers: { ...own(), 'sec-fetch-site': 'same-origin' } })).toEqual({ subject: 'operator' });
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: doorway.url.replace(/:\d+$/, ':1') },
      { origin: `${doorway.url}.evil.example` },
      { origin: 'nonsense' },
      { ...own(), 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'] as const) {
        expect(await who(browser, { method, headers })).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
    expect(await who(browser)).toEqual({ subject: 'operator' });
    for (const headers of [{}, { origin: 'https://evil.example' }]) {
      const request = {
        method: 'GET',
        headers: { ...headers, host: new URL(doorway.url).host, upgrade: 'websocket', cookie: `lab_session=${sessionId(browser)}` },
      };
      await expect(doorway.gatekeeper.identify({ ...request, socket: {} as never })).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    }
  });

  it('the lab answers to no name that is not its own', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'operator');
    const port = new URL(doorway.url).port;
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '127.0.0.1:99999',
      'a b',
    ]) {
      const rebound = new Browser(doorway.url, { host });
      rebound.set('lab_session', sessionId(browser));
      expect(await who(rebound)).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('PUBLIC_URL') });
      for (const path of ['/sign-in', '/sign-in/callback', '/session', '/oidc/jwks', '/oidc/auth']) {
        expect((await rebound.request(path)).status).toBe(421);
      }
    }
    for (const host of ['localhost', `localhost:${port}`, 'lab.localhost', '192.168.1.20:8080', '[::1]:8080', `127.0.0.1:${port}`]) {
      const named = new Browser(doorway.url, { host });
      named.set('lab_session', sessionId(browser));
      expect(await who(named)).toEqual({ subject: 'operator' });
    }
  });

  it('signing in works from another machine of the network, which knows the lab by its address', async () => {
    const browser = new Browser(doorway.url, { host: '192.168.1.20:8080' });
    const begun = await browser.request('/sign-in');
    const address = new URL(begun.headers.get('location') ?? '', doorway.url);
    expect(address.searchParams.get('redirect_uri')).toBe('http://192.168.1.20:8080/sign-in/callback');
    expect((await browser.request(address.pathname + address.search)).status).toBe(303);
  });
});

describe('a bearer token', () => {
  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

  it.each(roles)('of the local %s needs neither an origin nor a name', async (role) => {
    const person = getPerson(role);
    const token = await mintLocalToken(doorway.dataDir, person, { lifetimeSeconds: 60 });
    const program = new Browser(doorway.url, { host: 'gateway.internal', ...bearer(token) });
    expect(await who(program, { method: 'POST' })).toEqual({ subject: role });
    expect(doorway.callers.at(-1)?.identity).toMatchObject({ subject: role, roles: [role], teams: person.teams });
  });

  it('is what lab token prints, for the lab whose folder it is told', async () => {
    const { code, stdout } = await runLab(['token', '--as', 'integrator', '--hours', '0.5'], { LAB_DATA_DIR: doorway.dataDir });
    expect(code).toBe(0);
    expect(await who(new Browser(doorway.url, bearer(stdout.trim())))).toEqual({ subject: 'integrator' });
    const { exp = 0, iat = 0 } = JSON.parse(Buffer.from(stdout.split('.')[1] ?? '', 'base64url').toString()) as Record<string, number>;
    expect(exp - iat).toBe(1_800);
    await using elsewhere = await openDoorway(database);
    expect(await who(new Browser(elsewhere.url, bearer(stdout.trim())))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    [[], /--as/],
    [['--as', 'root'], /Allowed choices are requester, operator, integrator, auditor/],
    [['--as', 'operator', '--hours', '0'], /more than 0, at most 720/],
    [['--as', 'operator', '--hours', '9999'], /more than 0, at most 720/],
    [['--as', 'operator', '--hours', 'ever'], /more than 0, at most 720/],
  ])('is not printed for lab token %j', async (args, message) => {
    const { code, stdout, stderr } = await runLab(['token', ...args], { LAB_DATA_DIR: doorway.dataDir });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
  });

  it('is not printed where another provider makes them', async () => {
    const settings = { LAB_DATA_DIR: doorway.dataDir, OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'lab' };
    const { code, stdout, stderr } = await runLab(['token', '--as', 'operator'], settings);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('tokens come from https://id.example — ask that provider');
  });

  it('goes before a cookie, and is refused aloud even if the cookie is good', async () => {
    const { browser } = await signInAndBeSeen(doorway, 'operator');
    expect(await who(browser, { headers: bearer('nonsense') })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await who(browser, { headers: { authorization: 'Basic b3A6b3A=' } })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await who(browser, { headers: { authorization: 'Bearer' } })).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(doorway.events.at(-1)).toMatchObject({ action: 'token-refused', subject: null });
  });
});

describe('with any other provider, by configuration,', () => {
  const person = {
    sub: 'u-17',
    name: 'Somebody',
    realm_access: { roles: ['operator', 'uma_authorization'] },
    groups: ['NETWORK', 'FIELD'],
  };
  const names = { OIDC_ROLES_CLAIM: 'realm_access.roles', OIDC_TEAMS_CLAIM: 'groups' };

  it('people sign in, with roles and teams from the claims that are named', async () => {
    let doorUrl = '';
    await using provider = await serveOtherProvider(() => `${doorUrl}/sign-in/callback`, person);
    const { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET } = provider;
    await using door = await openDoorway(database, { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, ...names });
    doorUrl = door.url;
    const browser = new Browser(door.url);
    const page = await browser.open('/sign-in?to=/requests');
    expect([page.status, page.text]).toEqual([200, 'the requests']);
    expect(await (await browser.request(`${door.url}/session`)).json()).toMatchObject({
      person: { subject: 'u-17', name: 'Somebody', roles: ['operator'], teams: ['NETWORK', 'FIELD'] },
    });
    // the lab's own provider is not there
    expect((await browser.request(`${door.url}/oidc/jwks`)).status).toBe(404);

    const token = await provider.mint(person, 'enterprise-integration-lab');
    expect(await who(new Browser(door.url, { authorization: `Bearer ${token}` }))).toEqual({ subject: 'u-17' });
    const forOthers = await provider.mint(person, 'another-api');
    expect(await who(new Browser(door.url, { authorization: `Bearer ${forOthers}` }))).toMatchObject({ code: 'UNAUTHENTICATED' });
    const local = await mintLocalToken(door.dataDir, getPerson('operator'), { lifetimeSeconds: 60 });
    expect(await who(new Browser(door.url, { authorization: `Bearer ${local}` }))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('somebody without a role is signed in, may do nothing, and is told so', async () => {
    let doorUrl = '';
    await using provider = await serveOtherProvider(() => `${doorUrl}/sign-in/callback`, {
      sub: 'u-18',
      name: '<b>Nobody</b>',
      roles: ['superuser'],
    });
    const { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET } = provider;
    await using door = await openDoorway(database, { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET });
    doorUrl = door.url;
    const browser = new Browser(door.url);
    const page = await browser.open('/sign-in');
    expect(page.status).toBe(200);
    expect(page.text).toContain('You may do nothing here yet');
    expect(page.text).toContain('&lt;b&gt;Nobody&lt;/b&gt;');
    await who(browser);
    expect(door.callers.at(-1)?.identity).toMatchObject({ subject: 'u-18', roles: [] });
  });

  it('a provider that is away is said to be away: nobody is refused for it', async () => {
    const provider = await serveOtherProvider(() => '', person);
    const token = await provider.mint(person, 'enterprise-integration-lab');
    await provider.stop();
    const { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID } = provider;
    await using door = await openDoorway(database, { OIDC_ISSUER, OIDC_CLIENT_ID });
    const page = await new Browser(door.url).open('/sign-in');
    expect(page.status).toBe(503);
    expect(page.text).toContain('does not answer now');
    expect(await who(new Browser(door.url, { authorization: `Bearer ${token}` }))).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
    expect(door.events).toEqual([]);
  });
});

it('tells of everything that a record is kept of, and of no secret', async () => {
  await using door = await openDoorway(database);
  const browser = new Browser(door.url);
  await browser.signIn('operator');
  const id = sessionId(browser);
  await who(new Browser(door.url, { authorization: 'Bearer a.b.c' }));
  await browser.request('/sign-in/callback?state=stolen&code=stolen');
  await browser.request('/sign-out', { method: 'POST', headers: { origin: door.url } });
  expect(door.events).toMatchObject([
    { action: 'signed-in', subject: 'operator', requestId: expect.any(String) },
    { action: 'token-refused', subject: null },
    { action: 'sign-in-refused', subject: null, requestId: expect.any(String) },
    { action: 'signed-out', subject: 'operator', requestId: expect.any(String) },
  ]);
  expect(JSON.stringify(door.events)).not.toMatch(new RegExp(`stolen|a\\.b\\.c|${id}`));
});
