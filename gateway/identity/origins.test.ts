import { TLSSocket } from 'node:tls';
import { expect, it } from 'vitest';
import { createOrigins, isUnsafe, type RequestHead } from './origins.ts';

const plain = {} as RequestHead['socket'];
const tls = Object.create(TLSSocket.prototype) as RequestHead['socket'];
const head = (headers: RequestHead['headers'], socket = plain): RequestHead => ({ headers, method: 'POST', socket });

const local = createOrigins({ LAB_HOST: '127.0.0.1' });
const named = createOrigins({ LAB_HOST: 'gateway.lan', PUBLIC_URL: 'https://lab.example', ALLOWED_ORIGINS: ['https://portal.example'] });

it.each(['localhost', 'LOCALHOST:8080', 'lab.localhost:1', '127.0.0.1', '127.0.0.1:8080', '[::1]', '[::1]:8080', '10.1.2.3:80', '0.0.0.0'])(
  '%j is a name of ours wherever the lab runs',
  (host) => {
    expect(local.isOurHost(head({ host }))).toBe(true);
  },
);

it.each([
  undefined,
  '',
  'evil.example',
  'lab.example',
  'localhost.evil.example',
  'evillocalhost',
  '127.0.0.1.nip.io',
  '127.1',
  '2130706433',
  '0x7f.1',
  'user@localhost',
  'localhost/x',
  'localhost:8080:80',
  'localhost:99999',
  '[::1',
  '::1',
  'lo calhost',
  'localhost,evil.example',
  'localhost.',
])('%j is no name of ours', (host) => {
  expect(local.isOurHost(head(host === undefined ? {} : { host }))).toBe(false);
});

it('the name that was configured is one of ours, and the one that the lab listens at', () => {
  expect(named.isOurHost(head({ host: 'lab.example' }))).toBe(true);
  expect(named.isOurHost(head({ host: 'Gateway.LAN:8080' }))).toBe(true);
  expect(named.isOurHost(head({ host: 'other.example' }))).toBe(false);
});

it.each([
  [{ host: 'localhost:8080', origin: 'http://localhost:8080' }, true],
  [{ host: 'LOCALHOST:8080', origin: 'http://localhost:8080' }, true],
  [{ host: 'localhost:8080', origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
  [{ host: 'localhost:8080' }, false],
  [{ host: 'localhost:8080', origin: 'null' }, false],
  [{ host: 'localhost:8080', origin: 'http://localhost:9090' }, false],
  [{ host: 'localhost:8080', origin: 'http://127.0.0.1:8080' }, false],
  [{ host: 'localhost:8080', origin: 'http://localhost:8080', 'sec-fetch-site': 'cross-site' }, false],
  [{ host: 'localhost:8080', origin: 'http://evil.example', 'sec-fetch-site': 'same-site' }, false],
  [{ host: 'localhost:8080', origin: '', 'sec-fetch-site': 'none' }, false],
  [{ host: 'localhost:8080', origin: 'http://localhost:8080@evil.example' }, false],
])('of a request with %j it is %j that a page of ours sent it', (headers, expected) => {
  expect(local.isOwnPage(head(headers))).toBe(expected);
});

it.each([
  [{ host: 'lab.example', origin: 'https://lab.example' }, true],
  // a proxy in front passes on another name
  [{ host: '10.0.0.5:8080', origin: 'https://lab.example' }, true],
  [{ host: 'lab.example', origin: 'http://lab.example' }, false],
  [{ host: 'lab.example', origin: 'https://portal.example', 'sec-fetch-site': 'cross-site' }, true],
  [{ host: 'lab.example', origin: 'https://portal.example.evil.example' }, false],
])('with a public address, of a request with %j it is %j', (headers, expected) => {
  expect(named.isOwnPage(head(headers))).toBe(expected);
});

it('the address is the public one, or the one that the request came to', () => {
  expect(named.originOf(head({ host: '10.0.0.5' }))).toBe('https://lab.example');
  expect(local.originOf(head({ host: 'LocalHost:8080' }))).toBe('http://localhost:8080');
  expect(local.originOf(head({ host: 'localhost:443' }, tls))).toBe('https://localhost');
  expect(local.isAtHome(head({ host: 'anything' }))).toBe(true);
  expect(named.isAtHome(head({ host: 'lab.example:443' }))).toBe(true);
  expect(named.isAtHome(head({ host: 'lab.example:444' }))).toBe(false);
});

it('headers of proxies make nothing secure, a certificate or the public address does', () => {
  expect(local.isSecure(head({ host: 'localhost', 'x-forwarded-proto': 'https' }))).toBe(false);
  expect(local.isSecure(head({ host: 'localhost' }, tls))).toBe(true);
  expect(named.isSecure(head({ host: 'lab.example' }))).toBe(true);
});

it('what can do something is every method that is not for reading, and every socket', () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'QUERY']) expect(isUnsafe({ headers: {}, method, socket: plain })).toBe(true);
  for (const method of ['GET', 'HEAD', 'OPTIONS']) expect(isUnsafe({ headers: {}, method, socket: plain })).toBe(false);
  expect(isUnsafe({ headers: { upgrade: 'websocket' }, method: 'GET', socket: plain })).toBe(true);
});
