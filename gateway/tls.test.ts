import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { createHttpServer } from 'lib/graphql-server.ts';
import { createLogger } from 'lib/log.ts';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createTrust } from './client-address.ts';
import { addSecurityHeaders } from './headers.ts';
import { addLiveTransports } from './live/transports.ts';
import { followTls, readTls } from './tls.ts';

const log = createLogger('test', 'silent');
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
// nothing else on a machine is sure to make certificates
const whenPossible = hasOpenssl ? describe : describe.skip;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-tls-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Pair = { TLS_CERT_FILE: string; TLS_KEY_FILE: string };

/** A certificate that vouches for itself, for two days. */
function makePair(name: string): Pair {
  const pair = { TLS_CERT_FILE: join(folder, `${name}.crt`), TLS_KEY_FILE: join(folder, `${name}.key`) };
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = spawnSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...subject].concat([
      '-keyout',
      pair.TLS_KEY_FILE,
      '-out',
      pair.TLS_CERT_FILE,
    ]),
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
  return pair;
}

whenPossible('a certificate in files', () => {
  it('is read with its key', () => {
    const pair = makePair('sound');
    expect(readTls(pair)).toEqual({ cert: readFileSync(pair.TLS_CERT_FILE, 'utf8'), key: readFileSync(pair.TLS_KEY_FILE, 'utf8') });
  });

  it('is refused with the reason when its file is not there', () => {
    expect(() => readTls({ ...makePair('lost'), TLS_CERT_FILE: '/nowhere/cert.pem' })).toThrow(
      'TLS_CERT_FILE: /nowhere/cert.pem cannot be read (ENOENT)',
    );
  });

  it('is refused when it is none', () => {
    const pair = makePair('wrong');
    expect(() => readTls({ ...pair, TLS_CERT_FILE: pair.TLS_KEY_FILE })).toThrow('holds no certificate');
  });

  it('is refused when the key is for another, and the key is not shown', () => {
    const pair = { ...makePair('one'), TLS_KEY_FILE: makePair('other').TLS_KEY_FILE };
    const key = readFileSync(pair.TLS_KEY_FILE, 'utf8').split('\n')[1] ?? '';
    expect(() => readTls(pair)).toThrow(/^TLS_KEY_FILE: .* holds no private key for the certificate/);
    expect(key).not.toBe('');
    expect(() => readTls(pair)).not.toThrow(key);
  });

  it('is refused when it has ended', () => {
    const inAWeek = new Date(Date.now() + 7 * 24 * 3_600_000);
    expect(() => readTls(makePair('old'), inAWeek)).toThrow(/the certificate in .* ended at \d{4}-.* — renew it/);
  });
});

it('without a certificate there is no TLS', () => {
  expect(readTls({ TLS_CERT_FILE: undefined, TLS_KEY_FILE: undefined })).toBeNull();
});

/** What the gateway puts on its port, with the transports for WebSockets. */
async function openServer(pair: Pair | null, proxies?: number) {
  const app = createHttpServer(log, async () => true, { tls: pair && readTls(pair), trustProxy: createTrust(proxies) });
  await addSecurityHeaders(app);
  const caller = { identity: { subject: 'tester', name: 'Tester', roles: [], teams: [] }, ended: new AbortController().signal };
  addLiveTransports(app, {
    operate: async ({ query = '' }) => ({ kind: 'result', result: { data: { query } }, httpStatus: 200 }),
    door: { callerOf: () => caller, admit: async () => ({ caller }) },
    log,
  });
  const held = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  app.get('/held', async () => {
    asked.resolve();
    await held.promise;
    return 'answered';
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, asked: asked.promise, release: held.resolve, [Symbol.asyncDispose]: () => app.close() };
}

/** Believes that one certificate, and no other. */
function trusting({ TLS_CERT_FILE }: Pair): Agent {
  return new Agent({ connect: { ca: readFileSync(TLS_CERT_FILE) } });
}

whenPossible('a gateway with a certificate', () => {
  it('speaks https, and asks browsers to keep to it', async () => {
    const pair = makePair('https');
    await using server = await openServer(pair);
    expect(server.url).toMatch(/^https:/);
    const { statusCode, headers } = await request(`${server.url}/health/live`, { dispatcher: trusting(pair) });
    expect(statusCode).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=15552000');
  });

  it('speaks wss on the same port', async () => {
    const pair = makePair('wss');
    await using server = await openServer(pair);
    const ws = new WebSocket(`${server.url.replace('https', 'wss')}/graphql`, ['graphql-transport-ws'], {
      ca: readFileSync(pair.TLS_CERT_FILE),
      headers: { origin: server.url },
    });
    const answers: { type: string; payload?: unknown }[] = [];
    const completed = new Promise<void>((resolve, reject) => {
      ws.on('error', reject);
      ws.on('open', () => ws.send('{"type":"connection_init"}'));
      ws.on('message', (text) => {
        const answer = JSON.parse(String(text)) as { type: string; payload?: unknown };
        answers.push(answer);
        if (answer.type === 'connection_ack') ws.send('{"id":"1","type":"subscribe","payload":{"query":"{ a }"}}');
        if (answer.type === 'complete') resolve();
      });
    });
    await completed;
    ws.terminate();
    expect(answers).toMatchObject([
      { type: 'connection_ack' },
      { type: 'next', payload: { data: { query: '{ a }' } } },
      { type: 'complete' },
    ]);
  });

  it('has nothing to say to who does not speak TLS', async () => {
    await using server = await openServer(makePair('plain'));
    await expect(request(`${server.url.replace('https', 'http')}/health/live`)).rejects.toThrow();
  });

  it('stops once the answers in hand are out', async () => {
    const pair = makePair('stop');
    await using server = await openServer(pair);
    const answer = request(`${server.url}/held`, { dispatcher: trusting(pair) });
    await server.asked;
    const closed = server.app.close();
    server.release();
    expect(await (await answer).body.text()).toBe('answered');
    await closed;
  });

  it('stops though somebody opened a connection and never spoke TLS', async () => {
    await using server = await openServer(makePair('mute'));
    const { hostname, port } = new URL(server.url);
    const { createConnection } = await import('node:net');
    const socket = createConnection(Number(port), hostname);
    await new Promise((resolve) => socket.once('connect', resolve));
    await server.app.close();
    socket.destroy();
  });

  it('shows a renewed certificate to new connections, and goes on with the old one as long as the new pair does not work', async () => {
    const [pair, next] = [makePair('before'), makePair('after')];
    await using server = await openServer(pair);
    let isWarned = false;
    const warn = (): void => {
      isWarned = true;
    };
    const told = Object.assign(Object.create(log) as typeof log, { warn });
    const unfollow = followTls(server.app.server, pair, told, 20);
    try {
      writeFileSync(pair.TLS_CERT_FILE, readFileSync(next.TLS_CERT_FILE));
      await touchUntil(pair.TLS_CERT_FILE, async () => isWarned);
      expect(await readName(server.url)).toBe('before');
      copyFileSync(next.TLS_KEY_FILE, pair.TLS_KEY_FILE);
      await touchUntil(pair.TLS_KEY_FILE, async () => (await readName(server.url)) === 'after');
    } finally {
      unfollow();
    }
  });
});

/** Whoever looks at a file for the first time after it was changed sees no change; it is changed until it was seen. */
async function touchUntil(file: string, isSeen: () => Promise<boolean>): Promise<void> {
  for (let seconds = 1; !(await isSeen()); seconds += 1) {
    const time = new Date(Date.now() + seconds * 1_000);
    utimesSync(file, time, time);
    await new Promise(setImmediate);
  }
}

/** The name in the certificate that a server shows. */
async function readName(url: string): Promise<unknown> {
  const { hostname, port } = new URL(url);
  return await new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().subject.CN);
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('a gateway behind a proxy that ends TLS', () => {
  it.each([
    ['asks browsers to keep to https when it trusts the proxy', 1, 'https', 'max-age=15552000'],
    ['does not when the browser came by http', 1, 'http', undefined],
    ['does not believe a header that anybody can write', undefined, 'https', undefined],
  ])('%s', async (_what, proxies, scheme, header) => {
    await using server = await openServer(null, proxies);
    const { headers } = await request(`${server.url}/health/live`, { headers: { 'x-forwarded-proto': scheme } });
    expect(headers['strict-transport-security']).toBe(header);
  });
});
