import { once } from 'node:events';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { subgraphNames } from 'lib/sdl.ts';
import { describe, expect, it } from 'vitest';
import { isSupergraphFresh } from './compose.ts';
import { openGateway, serveBare, serveFakeSubgraph, testConfig } from './gateway-fixture.ts';

const html = { accept: 'text/html,application/xhtml+xml' };

async function buildFakePortal() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'portal-'));
  await mkdir(join(folder.path, 'assets'));
  await writeFile(join(folder.path, 'index.html'), '<title>portal</title>');
  await writeFile(join(folder.path, 'playground.html'), '<title>playground</title>');
  await writeFile(join(folder.path, 'assets', 'index-a1b2c3.js'), 'export {};');
  return { url: pathToFileURL(`${folder.path}/`), [Symbol.asyncDispose]: () => folder.remove() };
}

describe('the portal', () => {
  it.each(['/', '/requests/REQ-1', '/cases?status=OPEN', '/new', '/a.b/c'])(
    'is served at %s to browsers, afresh each time',
    async (path) => {
      await using portal = await buildFakePortal();
      await using gateway = await openGateway({}, { portal: portal.url });
      const response = await fetch(gateway.url + path, { headers: html });
      expect([response.status, await response.text()]).toEqual([200, '<title>portal</title>']);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('has the playground beside it', async () => {
    await using portal = await buildFakePortal();
    await using gateway = await openGateway({}, { portal: portal.url });
    const response = await fetch(`${gateway.url}/playground`, { headers: html });
    expect(await response.text()).toBe('<title>playground</title>');
  });

  it('lets browsers keep files whose names change with their content', async () => {
    await using portal = await buildFakePortal();
    await using gateway = await openGateway({}, { portal: portal.url });
    const response = await fetch(`${gateway.url}/assets/index-a1b2c3.js`);
    expect(await response.text()).toBe('export {};');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
  });

  it('does not pretend that a missing script is a page', async () => {
    await using portal = await buildFakePortal();
    await using gateway = await openGateway({}, { portal: portal.url });
    const response = await fetch(`${gateway.url}/assets/index-old.js`, { headers: { accept: '*/*' } });
    expect(response.status).toBe(404);
  });

  it.each(['/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd'])(
    'keeps %s to itself',
    async (path) => {
      await using portal = await buildFakePortal();
      await using gateway = await openGateway({}, { portal: portal.url });
      const response = await fetch(gateway.url + path);
      expect(response.status).toBeGreaterThanOrEqual(400);
    },
  );

  it.each(['/', '/playground', '/assets/index-a1b2c3.js'])('lets %s load nothing from elsewhere and be framed by nobody', async (path) => {
    await using portal = await buildFakePortal();
    await using gateway = await openGateway({}, { portal: portal.url });
    const { headers } = await fetch(gateway.url + path, { headers: html });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect([headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual(['nosniff', 'no-referrer']);
  });

  it('says how to build it when it is not built', async () => {
    await using gateway = await openGateway({}, { portal: new URL('file:///nowhere/') });
    const response = await fetch(gateway.url, { headers: html });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build -w spa');
  });
});

describe('the health of the gateway', () => {
  async function readHealth(notReady?: string, workerUrl?: string) {
    await using stack = new AsyncDisposableStack();
    const subgraphs: Record<string, string> = {};
    for (const name of subgraphNames) subgraphs[name] = stack.use(await serveFakeSubgraph(name, {}, name !== notReady)).url;
    const gateway = stack.use(await openGateway(subgraphs, { workerUrl }));
    const [live, ready] = await Promise.all([fetch(`${gateway.url}/health/live`), fetch(`${gateway.url}/health/ready`)]);
    return { live: live.status, ready: ready.status };
  }

  it('is ready when all five subgraphs are', async () => {
    expect(await readHealth()).toEqual({ live: 200, ready: 200 });
  });

  it('is live but not ready when one of them is not', async () => {
    expect(await readHealth('documents')).toEqual({ live: 200, ready: 503 });
  });

  it('is live but not ready when the worker is down', async () => {
    expect(await readHealth(undefined, 'http://127.0.0.1:9')).toEqual({ live: 200, ready: 503 });
  });

  it('is live while every subgraph is down', async () => {
    await using gateway = await openGateway();
    expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(503);
  });
});

describe('the port of the gateway', () => {
  it('is named, with its setting, when it is in use', async () => {
    await using gateway = await openGateway();
    const port = Number(new URL(gateway.url).port);
    await expect(openGateway({}, { config: { ...testConfig, LAB_PORT: port } })).rejects.toThrow(
      new RegExp(`port ${port} of 127.0.0.1: it is in use.*LAB_PORT`),
    );
  });

  it('is free again after a stop', async () => {
    const first = await openGateway();
    const port = Number(new URL(first.url).port);
    await first[Symbol.asyncDispose]();
    await using second = await openGateway({}, { config: { ...testConfig, LAB_PORT: port } });
    expect(second.url).toBe(first.url);
  });
});

describe('a stop of the gateway', () => {
  it('does not wait for a connection that a browser opened ahead of need', async () => {
    const gateway = await openGateway();
    const { hostname, port } = new URL(gateway.url);
    const idle = connect(Number(port), hostname).on('error', () => {});
    await once(idle, 'connect');
    await Promise.all([gateway[Symbol.asyncDispose](), once(idle, 'close')]);
  });

  it('waits for a request in hand, and not for its connection', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    await using operational = await serveBare(async (_request, response) => {
      asked.resolve();
      await answer.promise;
      response.end('{"data":{"operationCase":{"status":"OPEN"}}}');
    });
    const gateway = await openGateway({ operational: operational.url });
    const answered = gateway.ask('{ operationCase(id: "c1") { status } }');
    await asked.promise;
    const stopped = gateway[Symbol.asyncDispose]();
    answer.resolve();
    expect((await answered).data).toEqual({ operationCase: { status: 'OPEN' } });
    await stopped;
  });
});

describe('the committed supergraph', () => {
  it('is what the five schemas compose to', () => {
    expect(isSupergraphFresh()).toBe(true);
  });
});
