import type { Persona } from './hostile-canaries.ts';
import type { HttpInput } from './hostile-http.ts';
import type { Wanted } from './hostile-oracle.ts';

/** A request over HTTP, well formed as HTTP. */
export type RequestCase = HttpInput &
  Wanted & {
    name: string;
    as?: Persona;
    /** Whether the server may end the connection while it is written: then the answer is lost. */
    mayBreakOff?: boolean;
  };
/** Bytes that need be no HTTP. */
export type RawCase = {
  name: string;
  draw: (host: string, token: string) => string | Buffer;
  /** Whether the server may wait for more until its own time is over; otherwise it answers or ends the connection. */
  mayWait?: boolean;
  status?: readonly number[];
};

const json = { 'content-type': 'application/json' };
const teams = JSON.stringify({ query: '{ teams { id } }' });
const get = (query: string): string => `/graphql?query=${encodeURIComponent(query)}`;
const change = 'mutation { sweepDocuments(input: {}) { userErrors { code } } }';

/** Bodies of JSON, and what is not one. */
const bodies: [name: string, body: string | Buffer, status: readonly number[]][] = [
  ['nothing', '', [400]],
  ['null', 'null', [400]],
  ['a text', '"{ teams { id } }"', [400]],
  ['a number', '7', [400]],
  ['true', 'true', [400]],
  ['an empty object', '{}', [400]],
  ['an empty list', '[]', [400]],
  ['a list of one operation', `[${teams}]`, [400]],
  ['a list of 1,000 operations', `[${Array.from({ length: 1_000 }, () => teams).join()}]`, [400]],
  ['an open brace', '{', [400]],
  ['JSON and something behind it', `${teams}x`, [400]],
  ['JSON twice', `${teams}${teams}`, [400]],
  ['JSON with a comma too many', '{"query":"{ teams { id } }",}', [400]],
  ['JSON in single quotes', "{'query':'{ teams { id } }'}", [400]],
  ['JSON with a comment', '{"query":"{ teams { id } }" /* x */}', [400]],
  ['JSON behind a byte order mark', Buffer.from(`\ufeff${teams}`), [200, 400]],
  ['JSON in UTF-16', Buffer.from(teams, 'utf16le'), [400]],
  ['bytes that are no text', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), [400]],
  ['NULs', Buffer.alloc(1_000), [400]],
  ['a query twice, of which the last one changes something', `{"query":"{ teams { id } }","query":${JSON.stringify(change)}}`, [200, 400]],
  ['__proto__', '{"query":"{ teams { id } }","__proto__":{"isAdmin":true}}', [400]],
  ['__proto__ in its variables', '{"query":"{ teams { id } }","variables":{"__proto__":{"isAdmin":true}}}', [400]],
  ['constructor.prototype', '{"query":"{ teams { id } }","variables":{"constructor":{"prototype":{"isAdmin":true}}}}', [400]],
  ['__proto__ written with an escape', '{"query":"{ teams { id } }","variables":{"\\u005f_proto__":{"a":1}}}', [400]],
  ['lists 100,000 deep', `{"query":"{ teams { id } }","variables":{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`, [200, 400, 413]],
  ['objects 50,000 deep', `{"query":"{ teams { id } }","variables":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`, [200, 400, 413]],
  ['more than 1 MB', `{"query":"{ teams { id } }","variables":{"a":"${'x'.repeat(1_100_000)}"}}`, [413, 200]],
  ['more than 16 MB', `{"query":"{ teams { id } }","variables":{"a":"${'x'.repeat(17_000_000)}"}}`, [413]],
  ['a number with 100,000 digits', `{"query":"{ teams { id } }","variables":{"a":${'9'.repeat(100_000)}}}`, [200, 400]],
  ['a query of escapes', `{"query":"${'\\u0020'.repeat(10_000)}{ teams { id } }"}`, [200]],
];

const contentTypes: [type: string, status: readonly number[]][] = [
  ['text/plain', [400, 415]],
  ['text/html', [400, 415]],
  ['application/xml', [400, 415]],
  ['application/graphql', [400, 415]],
  ['application/x-www-form-urlencoded', [400, 415]],
  ['application/x-ndjson', [400, 415]],
  ['application/octet-stream', [400, 415]],
  ['application/json-patch+json', [200, 400, 415]],
  ['application/jsonx', [400, 415]],
  ['application/json; charset=utf-16', [200, 400, 415]],
  ['application/json; charset=__proto__', [200, 400, 415]],
  ['application/json; boundary=x', [200, 400]],
  ['application/json, text/plain', [200, 400, 415]],
  ['multipart/form-data', [400, 415]],
  ['multipart/form-data; boundary=x', [400, 415]],
  ['multipart/mixed; boundary=x', [400, 415]],
  ['x', [400, 415]],
  ['/', [400, 415]],
  ['application/json;'.repeat(500), [200, 400, 415]],
];

const wantsAudit = JSON.stringify({ query: '{ auditRecords { nodes { actor } } }' });
const impersonations: [name: string, headers: HttpInput['headers']][] = [
  ['x-lab-identity', { 'x-lab-identity': 'auditor' }],
  [
    'a signed identity without a signature',
    { 'x-lab-identity': unsigned({ iss: 'gateway', aud: 'canonical', sub: 'auditor', roles: ['auditor'] }) },
  ],
  ['x-lab-identity twice', { 'x-lab-identity': ['a', 'b'] }],
  ['x-forwarded-user', { 'x-forwarded-user': 'auditor' }],
  ['x-user, x-role and x-admin', { 'x-user': 'auditor', 'x-role': 'auditor', 'x-admin': 'true' }],
  ['remote-user', { 'remote-user': 'auditor' }],
  ['x-original-url', { 'x-original-url': '/health/live', 'x-rewrite-url': '/health/live' }],
  ['x-forwarded-prefix', { 'x-forwarded-prefix': '/../', 'x-forwarded-path': '/' }],
  ['x-http-method-override', { 'x-http-method-override': 'GET' }],
  ['a traceparent of another form', { traceparent: '00-zz-zz-00' }],
  ['a request id with line ends', { 'x-request-id': 'a%0d%0aset-cookie: a=b' }],
  ['a request id of 5,000 letters', { 'x-request-id': 'x'.repeat(5_000) }],
  ['x-forwarded-for with SQL', { 'x-forwarded-for': "1.1.1.1' or 1=1--" }],
  ['x-forwarded-for of 500 hops', { 'x-forwarded-for': Array.from({ length: 500 }, () => '10.0.0.1').join() }],
  ['x-forwarded-for of this machine', { 'x-forwarded-for': '127.0.0.1, ::1' }],
  ['x-forwarded-host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript' }],
  ['forwarded', { forwarded: 'for=127.0.0.1;host=evil.example;proto=https' }],
];

function unsigned(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

const paths: [path: string, status: readonly number[]][] = [
  ['/documents/', [404, 400, 401]],
  ['/documents/..', [404, 400, 401]],
  ['/documents/../graphql', [400, 404, 401]],
  ['/documents/%2e%2e%2fgraphql', [400, 401, 404]],
  ['/documents/..%2f..%2fhealth%2flive', [400, 401, 404]],
  ['/documents/%2e%2e/health/live', [400, 401, 404]],
  ['/documents/..%5c..%5cetc', [400, 401, 404]],
  ['/documents/%00', [400, 401, 404]],
  ['/documents/%0d%0ahost:%20evil', [400, 401, 404]],
  ['/documents/%', [400]],
  ['/documents/%zz', [400]],
  ['/documents/%c0%ae%c0%ae', [400, 401, 404]],
  ['/documents/%ff', [400, 401, 404]],
  ['/documents/x?signature=a&expires=9999999999', [400, 401, 403, 404]],
  ['/documents/x?signature=a&signature=b', [400, 401, 403, 404]],
  ['/documents/x?expires=1e999&signature=', [400, 401, 403, 404]],
  ['/documents/x?__proto__[a]=b', [400, 401, 404]],
  [`/documents/${'x'.repeat(4_000)}`, [400, 401, 404, 414]],
  [`/documents/x?${'a=b&'.repeat(2_000)}`, [400, 401, 404, 414]],
  ['/documents//etc/passwd', [400, 401, 404]],
  ['/documents/http://127.0.0.1:1/', [400, 401, 404]],
  ['/documents/@evil.example', [400, 401, 404]],
  ['/documents/x#/y', [400, 401, 404]],
  ['/../../etc/passwd', [404, 400]],
  ['/..%2f..%2f..%2fetc%2fpasswd', [404, 400]],
  ['/%2e%2e/%2e%2e/package.json', [404, 400]],
  ['/assets/..%2f..%2f..%2fpackage.json', [404, 400]],
  ['/assets/%252e%252e%252fpackage.json', [404, 400]],
  ['/assets/..;/..;/package.json', [404, 400]],
  ['/.env', [404]],
  ['/.git/config', [404]],
  ['/.lab/secrets/gateway', [404]],
  ['/package.json', [404]],
  ['/node_modules/fastify/package.json', [404]],
  ['/.built-from', [404, 200]],
  ['/index.html.map', [404]],
  ['//evil.example', [404, 400]],
  ['//evil.example/%2e%2e', [404, 400]],
  ['/\\evil.example', [404, 400]],
  ['/%', [400, 404]],
  ['/%E0%A4%A', [400, 404]],
  ['/\u00e4'.normalize(), [400, 404]],
  ['/health', [404]],
  ['/health/live/../../graphql', [400, 404, 401]],
  ['/health/ready?%00', [200, 400, 404, 503]],
  ['/HEALTH/LIVE', [404]],
  ['/metrics', [404]],
  ['/debug/pprof', [404]],
  ['/server-status', [404]],
  ['/GraphQL', [404]],
  ['/graphql/', [404, 401, 400]],
  ['/graphql%00', [404, 400]],
  ['/graphql;a=b', [404, 400]],
  ['/./graphql', [404, 400, 401]],
  [`/${'a/'.repeat(5_000)}`, [404, 414, 400]],
  ['/oidc/../session', [400, 404, 200]],
  ['/oidc/.well-known/openid-configuration', [200, 404]],
  ['/oidc/auth?client_id=%00', [400, 404]],
  ['/oidc/auth?client_id=lab&redirect_uri=https://evil.example&response_type=token', [400]],
  ['/oidc/auth?client_id=__proto__', [400]],
  ['/oidc/token', [404, 400, 405]],
  ['/oidc/session/end?post_logout_redirect_uri=https://evil.example', [200, 400, 404]],
  ['/oidc/reg', [400, 401, 404]],
  ['/oidc/interaction/../../graphql', [400, 404, 401]],
  ['/oidc/device', [404, 400]],
  ['/oidc/request', [404, 400, 405]],
  ['/sign-in?to=https://evil.example', [302]],
  ['/sign-in?to=//evil.example', [302]],
  ['/sign-in?to=/%0d%0aset-cookie:a=b', [302]],
  ['/sign-in?to=javascript:alert(1)', [302]],
  ['/sign-in?to=a&to=b', [302, 400]],
  [`/sign-in?to=/${'x'.repeat(5_000)}`, [302, 400, 414]],
  ['/sign-in?again=1&to[__proto__]=x', [302, 400]],
  ['/sign-in/callback?error=%3Cscript%3E&state=x', [401, 400]],
  ['/sign-in/callback?code=%00&state=%00', [401, 400]],
  ['/sign-in/callback?state=__proto__&code=x', [401, 400]],
  ['/sign-in/callback/../../graphql', [400, 401, 404]],
  ['/session?callback=alert', [200]],
  ['/session/%2e%2e/graphql', [400, 401, 404]],
];

/** Requests that are well formed as HTTP, and nothing else. */
export const requestCases: RequestCase[] = [
  ...bodies.map(
    ([name, body, status]): RequestCase => ({
      name: `a body of ${name}`,
      headers: json,
      body,
      status,
      mayBreakOff: body.length > 1_000_000,
    }),
  ),
  ...contentTypes.map(
    ([type, status]): RequestCase => ({
      name: `the content type ${type.slice(0, 60)}`,
      headers: { 'content-type': type },
      body: teams,
      status,
    }),
  ),
  { name: 'no content type', body: teams, status: [400, 415] },
  { name: 'a change by GET', method: 'GET', path: get(change), headers: { 'apollo-require-preflight': 'true' }, status: [400, 405] },
  { name: 'a query by GET from another page', method: 'GET', path: get('{ teams { id } }'), status: 400 },
  {
    name: 'a subscription by GET from another page',
    method: 'GET',
    path: get('subscription { eventChanged { cursor } }'),
    headers: { accept: 'text/event-stream' },
    status: 400,
  },
  {
    name: 'a change as a stream by GET',
    method: 'GET',
    path: get(change),
    headers: { accept: 'text/event-stream', 'apollo-require-preflight': 'true' },
    status: [400, 405],
  },
  {
    name: 'GET with variables that are no JSON',
    method: 'GET',
    path: `${get('{ teams { id } }')}&variables=%7B`,
    headers: { 'apollo-require-preflight': 'true' },
    status: 400,
  },
  {
    name: 'GET with two queries',
    method: 'GET',
    path: '/graphql?query=%7Bteams%7Bid%7D%7D&query=x',
    headers: { 'apollo-require-preflight': 'true' },
    status: 400,
  },
  {
    name: 'GET with a query of 12,000 letters',
    method: 'GET',
    path: get(`{ ${'a'.repeat(12_000)} }`),
    headers: { 'apollo-require-preflight': 'true' },
    status: [400, 414, 431],
  },
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'SEARCH', 'PURGE'].map(
    (method): RequestCase => ({ name: `${method} /graphql`, method, headers: json, status: [200, 204, 400, 404, 405, 501] }),
  ),
  ...['POST', 'PUT', 'DELETE', 'PATCH'].flatMap((method): RequestCase[] => [
    { name: `${method} of a document`, method, path: '/documents/x', status: [404, 405, 415, 400] },
    { name: `${method} of /session`, method, path: '/session', status: [404, 405, 415, 400] },
    { name: `${method} of a page`, method, path: '/', status: [404, 405, 415, 400] },
  ]),
  ...impersonations.flatMap(([name, headers = {}]): RequestCase[] => [
    {
      name: `${name}, from nobody`,
      as: 'nobody',
      headers: { ...json, ...headers },
      body: wantsAudit,
      status: [401, 400],
      code: ['UNAUTHENTICATED', 'BAD_USER_INPUT'],
    },
    { name: `${name}, from a requester`, headers: { ...json, ...headers }, body: wantsAudit, code: ['FORBIDDEN', 'BAD_USER_INPUT'] },
  ]),
  ...paths.map(([path, status]): RequestCase => ({ name: `GET ${path.slice(0, 80)}`, method: 'GET', path: encodePath(path), status })),
  ...paths.slice(0, 23).map(
    ([path]): RequestCase => ({
      name: `GET ${path.slice(0, 80)}, by nobody`,
      as: 'nobody',
      method: 'GET',
      path: encodePath(path),
      status: [400, 401, 403, 404, 414],
    }),
  ),
  { name: 'a body that says it is gzip', headers: { ...json, 'content-encoding': 'gzip' }, body: teams, status: [200, 400, 415] },
  {
    name: 'a body of 100 encodings',
    headers: { ...json, 'content-encoding': Array.from({ length: 100 }, () => 'gzip').join() },
    body: teams,
    status: [200, 400, 415],
  },
  {
    name: 'an accept of 1,000 types',
    headers: { ...json, accept: Array.from({ length: 1_000 }, (_, n) => `a/${n};q=0.${n}`).join() },
    body: teams,
    status: [200, 400, 406, 431],
  },
  { name: 'an accept that nobody speaks', headers: { ...json, accept: 'image/png' }, body: teams, status: [200, 406] },
  { name: 'a query as a stream', headers: { ...json, accept: 'text/event-stream' }, body: teams, status: [200, 400, 405] },
  {
    name: 'a subscription as a stream with a broken cursor',
    headers: { ...json, accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { eventChanged(after: "x") { cursor } }' }),
  },
  {
    name: 'a subscription as parts with a broken cursor',
    headers: { ...json, accept: 'multipart/mixed;subscriptionSpec=1.0' },
    body: JSON.stringify({ query: 'subscription { eventChanged(after: "x") { cursor } }' }),
  },
  { name: 'two thousand cookies', headers: { ...json, cookie: Array.from({ length: 900 }, (_, n) => `a${n}=b`).join('; ') }, body: teams },
  { name: 'an if-match that nobody asked for', headers: { ...json, 'if-match': '*', 'if-none-match': '*' }, body: teams },
  { name: 'a range of the answer', headers: { ...json, range: 'bytes=0-1' }, body: teams },
  { name: 'a host that is not ours', headers: { ...json, host: 'evil.example' }, body: teams },
  {
    name: 'a host that is not ours, at the sign-in',
    as: 'nobody',
    method: 'GET',
    path: '/sign-in',
    headers: { host: 'evil.example' },
    status: 421,
    code: 'FORBIDDEN',
  },
  {
    name: 'a host with a path, at the sign-in',
    as: 'nobody',
    method: 'GET',
    path: '/sign-in',
    headers: { host: 'localhost/evil' },
    status: [400, 421],
  },
  {
    name: 'a host with a name, at the sign-in',
    as: 'nobody',
    method: 'GET',
    path: '/sign-in',
    headers: { host: 'localhost@evil.example' },
    status: [400, 421],
  },
];

/** As it would come from who does not mind what a URL may have. */
function encodePath(path: string): string {
  return path.replaceAll(/[^\x21-\x7e]/g, (character) => encodeURIComponent(character));
}

const post = (host: string, headers: string, body = ''): string => `POST /graphql HTTP/1.1\r\nHost: ${host}\r\n${headers}\r\n${body}`;
const refused = [400, 401, 403, 404, 405, 408, 411, 413, 414, 417, 421, 431, 501, 505];

/** Bytes at the door. */
export const rawCases: RawCase[] = [
  {
    name: 'two lengths',
    draw: (host) => post(host, 'Content-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 6\r\n', '{"a":1'),
  },
  {
    name: 'a length and chunks',
    draw: (host) =>
      post(
        host,
        'Content-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n',
        '0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
      ),
  },
  {
    name: 'chunks under two names',
    draw: (host) => post(host, 'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n', '0\r\n\r\n'),
  },
  { name: 'chunks with a blank in the name', draw: (host) => post(host, 'Transfer-Encoding : chunked\r\n', '0\r\n\r\n') },
  { name: 'chunks of another kind', draw: (host) => post(host, 'Transfer-Encoding: xchunked\r\n', '0\r\n\r\n') },
  {
    name: 'a chunk whose size is none',
    draw: (host) => post(host, 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', 'zz\r\nabc\r\n'),
  },
  {
    name: 'a chunk of a negative size',
    draw: (host) => post(host, 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', '-1\r\nabc\r\n'),
  },
  {
    name: 'a chunk larger than all memory',
    draw: (host, token) =>
      post(
        host,
        `Authorization: ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n`,
        'fffffffffffffffff\r\nabc\r\n',
      ),
  },
  {
    name: 'a chunk with an extension of 100 kB',
    draw: (host, token) =>
      post(
        host,
        `Authorization: ${token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n`,
        `1;${'x'.repeat(100_000)}\r\n{\r\n`,
      ),
  },
  { name: 'a negative length', draw: (host) => post(host, 'Content-Length: -5\r\n', 'abcde') },
  { name: 'a length that is no number', draw: (host) => post(host, 'Content-Length: abc\r\n', 'abcde') },
  { name: 'a length beyond all numbers', draw: (host) => post(host, `Content-Length: ${'9'.repeat(40)}\r\n`, 'abcde') },
  {
    name: 'a length of 10 GB',
    draw: (host, token) => post(host, `Authorization: ${token}\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n`, '{'),
  },
  { name: 'an address in full, of another host', draw: (host) => `GET http://evil.example/graphql HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'an address in full, of a file', draw: (host) => `GET file:///etc/passwd HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'CONNECT', draw: (host) => `CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'a star for a path', draw: (host) => `OPTIONS * HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'no path', draw: (host) => `GET  HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'a method in small letters', draw: (host) => `get / HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'a method that is none', draw: (host) => `EVIL / HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'a method of 10,000 letters', draw: (host) => `${'G'.repeat(10_000)} / HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'HTTP of version 9', draw: (host) => `GET / HTTP/9.9\r\nHost: ${host}\r\n\r\n` },
  { name: 'HTTP without a version', draw: () => 'GET /\r\n\r\n' },
  { name: 'HTTP/2', draw: () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' },
  { name: 'TLS', draw: () => Buffer.from('16030100c8010000c40303', 'hex') },
  { name: 'random bytes', draw: () => Buffer.from('00ff10fe7f80c1d2e3f4a5b6978869504132241506f7e8d9cabb\n\n', 'hex') },
  { name: 'line feeds alone', draw: (host) => `GET /health/live HTTP/1.1\nHost: ${host}\n\n` },
  { name: 'no host', draw: () => 'GET /health/live HTTP/1.1\r\n\r\n' },
  { name: 'two hosts', draw: (host) => `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\n\r\n`, status: [...refused, 200] },
  { name: 'a header of 100 kB', draw: (host) => post(host, `X-A: ${'x'.repeat(100_000)}\r\n`) },
  { name: '10,000 headers', draw: (host) => post(host, 'X-A: b\r\n'.repeat(10_000)) },
  { name: 'a header with a NUL', draw: (host) => post(host, 'X-A: a\0b\r\n') },
  { name: 'a header that goes on in the next line', draw: (host) => post(host, 'X-A: a\r\n b\r\n') },
  { name: 'a header without a name', draw: (host) => post(host, ': x\r\n') },
  { name: 'a header without a colon', draw: (host) => post(host, 'garbage\r\n') },
  { name: 'a path of 100 kB', draw: (host) => `GET /${'x'.repeat(100_000)} HTTP/1.1\r\nHost: ${host}\r\n\r\n` },
  { name: 'a path with bytes beyond ASCII', draw: (host) => Buffer.from(`GET /\xff\xfe HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 'latin1') },
  { name: 'an expectation that nobody meets', draw: (host) => post(host, 'Expect: 200-evil\r\nContent-Length: 2\r\n', '{}') },
  {
    name: 'two tokens',
    draw: (host, token) =>
      post(host, `Authorization: Bearer x\r\nAuthorization: ${token}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n`, '{}'),
  },
  {
    name: 'an upgrade to HTTP/2',
    draw: (host) =>
      `GET /health/live HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`,
    status: [200, 400, 426],
  },
  {
    name: 'an upgrade to something else',
    draw: (host) => `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: evil\r\n\r\n`,
  },
  {
    name: 'a second request behind the first',
    draw: (host) => `GET /health/live HTTP/1.1\r\nHost: ${host}\r\n\r\nGARBAGE\r\n\r\n`,
    status: [200, 400],
  },
  { name: 'half a head', draw: (host) => `GET / HTTP/1.1\r\nHost: ${host}\r\n`, mayWait: true },
  { name: 'nothing', draw: () => '', mayWait: true },
  { name: 'half a body, by nobody', draw: (host) => post(host, 'Content-Type: application/json\r\nContent-Length: 100\r\n', '{') },
];
