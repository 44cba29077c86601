import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign, exportJWK, importJWK, type JWK, SignJWT } from 'jose';
import { accessTokenType, keepSigningKeys, localIssuer, toPublicKey } from 'lib/local-tokens.ts';
import type { RequestCase } from './hostile-requests.ts';

const whoAmI = {
  path: '/graphql',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: '{ teams { id } auditRecords { totalCount } }' }),
};

type Claims = Record<string, unknown>;
const now = (): number => Math.floor(Date.now() / 1_000);
const good = (): Claims => ({
  sub: 'mallory',
  name: 'M',
  roles: ['requester'],
  teams: [],
  iss: localIssuer,
  aud: 'enterprise-integration-lab',
  iat: now(),
  exp: now() + 600,
});
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims that are signed by the right key all the same: what another provider might say. */
const claimChanges: [name: string, changes: Claims, code: string][] = [
  ['roles that are an object', { roles: { auditor: true } }, 'FORBIDDEN'],
  ['roles that are a text', { roles: 'auditor' }, ''],
  ['roles that are in a list in a list', { roles: [['auditor']] }, 'FORBIDDEN'],
  ['roles that are numbers', { roles: [3] }, 'FORBIDDEN'],
  ['roles that nobody has', { roles: ['root', 'admin', '__proto__', 'constructor'] }, 'FORBIDDEN'],
  ['roles in capitals', { roles: ['AUDITOR'] }, 'FORBIDDEN'],
  ['roles with blanks', { roles: [' auditor '] }, 'FORBIDDEN'],
  ['no roles', { roles: [] }, 'FORBIDDEN'],
  ['roles that are null', { roles: null }, ''],
  ['10,000 roles', { roles: Array.from({ length: 10_000 }, (_, n) => `r${n}`) }, ''],
  ['101 teams', { teams: Array.from({ length: 101 }, (_, n) => `t${n}`) }, 'UNAUTHENTICATED'],
  ['teams that are objects', { teams: [{ code: '*' }] }, 'FORBIDDEN'],
  ['a subject that is a number', { sub: 7 }, 'UNAUTHENTICATED'],
  ['a subject that is empty', { sub: '' }, 'UNAUTHENTICATED'],
  ['a subject with a line end', { sub: 'a\nb' }, 'UNAUTHENTICATED'],
  ['a subject with a NUL', { sub: 'a\u0000' }, 'UNAUTHENTICATED'],
  ['a subject of 201 letters', { sub: 'x'.repeat(201) }, 'UNAUTHENTICATED'],
  ['a subject that is SQL', { sub: "' or '1'='1" }, 'FORBIDDEN'],
  ['a subject that is __proto__', { sub: '__proto__' }, 'FORBIDDEN'],
  ['a name that is an object', { name: {} }, 'FORBIDDEN'],
  ['an audience that is a list with ours', { aud: ['x', 'enterprise-integration-lab'] }, 'FORBIDDEN'],
  ['another audience', { aud: 'lab-portal' }, 'UNAUTHENTICATED'],
  ['an issuer that is a list', { iss: [localIssuer] }, 'UNAUTHENTICATED'],
  ['an end that is a text', { exp: '9999999999' }, 'UNAUTHENTICATED'],
  ['an end beyond time', { exp: 1e300 }, 'FORBIDDEN'],
  ['an end that is negative', { exp: -1 }, 'UNAUTHENTICATED'],
  ['a beginning in the future', { nbf: now() + 3_600 }, 'UNAUTHENTICATED'],
  ['one that has expired', { exp: now() - 60 }, 'UNAUTHENTICATED'],
];

/** Tokens, cookies and other things that say who somebody is. */
export async function tokenCases(dataDir: string): Promise<RequestCase[]> {
  const [key] = await keepSigningKeys(dataDir);
  const sign = async (claims: Claims, header: Record<string, unknown> = {}, by: JWK | KeyObject = key): Promise<string> =>
    await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: accessTokenType, kid: key.kid ?? '', ...header })
      .sign('kty' in by ? await importJWK(by as JWK, 'ES256') : (by as KeyObject));
  const whole = await sign(good());
  const [head = '', payload = '', signature = ''] = whole.split('.');
  const mine = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const myPublic = await exportJWK(mine.publicKey);
  const auditor = part({ ...good(), roles: ['auditor'] });
  const withSecret = (secret: string): string => {
    const signed = `${part({ alg: 'HS256', typ: accessTokenType, kid: key.kid })}.${auditor}`;
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  };
  const forged: [name: string, token: string][] = [
    ['the algorithm none', `${part({ alg: 'none' })}.${auditor}.`],
    ['the algorithm None', `${part({ alg: 'None', typ: accessTokenType })}.${auditor}.`],
    ['the algorithm nOnE with a signature', `${part({ alg: 'nOnE' })}.${auditor}.${signature}`],
    ['no algorithm', `${part({ typ: accessTokenType })}.${auditor}.${signature}`],
    ['an algorithm that is a list', `${part({ alg: ['ES256'] })}.${auditor}.${signature}`],
    ['another role behind the signature', `${head}.${auditor}.${signature}`],
    ['a secret that is the public key', withSecret(JSON.stringify(toPublicKey(key)))],
    ['a secret that is empty', withSecret('')],
    ['a secret that is the name of the key', withSecret(key.kid ?? '')],
    ['another key', await sign({ ...good(), roles: ['auditor'] }, {}, mine.privateKey)],
    ['another key that comes along (jwk)', await sign({ ...good(), roles: ['auditor'] }, { jwk: myPublic }, mine.privateKey)],
    ['another key at an address (jku)', await sign({ ...good(), roles: ['auditor'] }, { jku: 'http://127.0.0.1:1/jwks' }, mine.privateKey)],
    ['a certificate at an address (x5u)', await sign({ ...good(), roles: ['auditor'] }, { x5u: 'http://127.0.0.1:1/x' }, mine.privateKey)],
    ['a key that is a file (kid)', await sign(good(), { kid: '../../../../dev/null' }, mine.privateKey)],
    ['a key that is SQL (kid)', await sign(good(), { kid: "x' union select 'y" }, mine.privateKey)],
    ['a key that is __proto__ (kid)', await sign(good(), { kid: '__proto__' }, mine.privateKey)],
    [
      'something critical that nobody knows',
      `${part({ alg: 'ES256', typ: accessTokenType, kid: key.kid, crit: ['exp'] })}.${payload}.${signature}`,
    ],
    ['another type', await sign(good(), { typ: 'JWT' })],
    ['no signature', `${head}.${payload}.`],
    ['a signature of zeros', `${head}.${payload}.${Buffer.alloc(64).toString('base64url')}`],
    ['a signature cut short', `${head}.${payload}.${signature.slice(0, -4)}`],
    ['a signature twice', `${head}.${payload}.${signature}${signature}`],
    ['five parts', `${whole}.x.y`],
    ['one part', head],
    ['dots', '..'],
    ['1,000 dots', '.'.repeat(1_000)],
    ['nothing', ''],
    ['12,000 letters', 'x'.repeat(12_000)],
    ['100,000 letters', 'x'.repeat(100_000)],
    ['a payload that is no JSON', `${head}.${Buffer.from('{').toString('base64url')}.${signature}`],
    ['a payload that is a list', await signText(key, '[]')],
    ['a head that is no JSON', `${Buffer.from('{').toString('base64url')}.${payload}.${signature}`],
    ['a head 5,000 deep', `${Buffer.from(`{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`).toString('base64url')}.${payload}.${signature}`],
    ['an encrypted one', `${part({ alg: 'dir', enc: 'A256GCM' })}..a.b.c`],
  ];
  const schemes: [name: string, value: string | string[]][] = [
    ['Basic', `Basic ${Buffer.from('auditor:auditor').toString('base64')}`],
    ['Digest', 'Digest username="auditor"'],
    ['no scheme', whole],
    ['bearer without a token', 'Bearer'],
    ['Bearer twice', `Bearer Bearer ${whole}`],
    ['two tokens', `Bearer ${whole}, Bearer ${whole}`],
    ['a token with blanks in it', `Bearer ${head} ${payload} ${signature}`],
    ['a token in quotes', `Bearer "${whole}"`],
    ['a token behind a comma', `, Bearer ${whole}`],
    ['letters beyond ASCII', 'Bearer \u00e4\u00f6\u00fc'],
  ];
  const cookies: [name: string, cookie: string][] = [
    ['a session that is nothing', 'lab_session='],
    ['a session that nobody has', `lab_session=${'A'.repeat(43)}`],
    ['a session of 42 letters', `lab_session=${'A'.repeat(42)}`],
    ['a session of 3,000 letters', `lab_session=${'A'.repeat(3_000)}`],
    ['a session with SQL', "lab_session=' or '1'='1"],
    ['a session in quotes', `lab_session="${'A'.repeat(43)}"`],
    ['a session with an equals sign', `lab_session=${'A'.repeat(21)}=${'A'.repeat(21)}`],
    ['a session that is encoded', 'lab_session=%41%00%0d%0a'],
    ['a session that is __proto__', 'lab_session=__proto__'],
    ['two sessions', `lab_session=${'A'.repeat(43)}; lab_session=${'B'.repeat(43)}`],
    ['a session of another host', `__Host-lab_session=${'A'.repeat(43)}`],
    ['separators alone', ';;;===;;;'],
    ['a cookie called __proto__', '__proto__=x; constructor=y'],
    ['a sign-in that was never begun', 'lab_sign_in_x=abc.def'],
    ['3,000 cookies', 'a=b;'.repeat(3_000)],
  ];
  return [
    ...forged.map(
      ([name, token]): RequestCase => ({
        ...whoAmI,
        ...asNobody(`a token with ${name}`),
        headers: { ...whoAmI.headers, authorization: `Bearer ${token}` },
        status: [400, 401, 431],
        ...(token.length < 16_000 && token !== '' ? { code: 'UNAUTHENTICATED' } : {}),
      }),
    ),
    ...(await Promise.all(
      claimChanges.map(
        async ([name, changes, code]): Promise<RequestCase> => ({
          ...whoAmI,
          ...asNobody(`a token with ${name}`),
          headers: { ...whoAmI.headers, authorization: `Bearer ${await sign({ ...good(), ...changes })}` },
          ...(code === '' ? {} : { code }),
        }),
      ),
    )),
    ...schemes.map(
      ([name, authorization]): RequestCase => ({
        ...whoAmI,
        ...asNobody(`an authorization with ${name}`),
        headers: { ...whoAmI.headers, authorization },
        status: 401,
        code: 'UNAUTHENTICATED',
      }),
    ),
    ...cookies.flatMap(([name, cookie]): RequestCase[] => [
      {
        ...whoAmI,
        ...asNobody(name),
        headers: { ...whoAmI.headers, cookie, 'sec-fetch-site': 'same-origin' },
        status: [401, 403],
        code: ['UNAUTHENTICATED', 'FORBIDDEN'],
      },
      { ...asNobody(`${name}, at /session`), method: 'GET', path: '/session', headers: { cookie }, status: 200 },
      { ...asNobody(`${name}, at the sign-out`), path: '/sign-out', headers: { cookie, accept: 'application/json' }, status: [204, 403] },
    ]),
  ];
}

function asNobody(name: string): { name: string; as: 'nobody' } {
  return { name, as: 'nobody' };
}

/** A good signature over a payload that is none. */
async function signText(key: JWK, payload: string): Promise<string> {
  return await new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ES256', typ: accessTokenType, kid: key.kid ?? '' })
    .sign(await importJWK(key, 'ES256'));
}
