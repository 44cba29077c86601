import { connect } from 'node:net';
import { createClient } from 'graphql-sse';
import { describe, expect, it } from 'vitest';
import { operateFeeds, serveLive, TestFeed } from './live-fixture.ts';
import type { OperationRequest } from './operate.ts';

const json = { 'content-type': 'application/json' };
const sse = { accept: 'text/event-stream' };
const multipart = { accept: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json' };
/** What the fixture's operations take for a subscription, and what is one. */
const query = 'subscription { a }';

function post(url: string, headers: Record<string, string>, body: unknown = { query }): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
}

describe('server-sent events', () => {
  it('bring what the feed has, in order, and complete with it', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ [query]: feed }));
    const client = createClient({ url: server.url, retryAttempts: 0 });
    const received: unknown[] = [];
    feed.push(...Array.from({ length: 100 }, (_, n) => n));
    for await (const result of client.iterate({ query })) {
      received.push(result.data);
      if (received.length === 100) feed.push(100);
      if (received.length === 101) feed.finish({ kind: 'complete' });
    }
    expect(received).toEqual(Array.from({ length: 101 }, (_, n) => ({ n })));
    expect(feed.isClosed).toBe(true);
  });

  it('carry a query too', async () => {
    await using server = await serveLive(operateFeeds({}));
    const response = await post(server.url, sse, { query: '{ a }' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(await response.text()).toBe(':\n\nevent: next\ndata: {"data":{"query":"{ a }"}}\n\nevent: complete\ndata:\n\n');
  });

  it('tell what was refused, where it is read', async () => {
    const errors = [{ message: 'Cannot query field' }];
    await using server = await serveLive(async () => ({ kind: 'result', result: { errors }, httpStatus: 400 }));
    const response = await post(server.url, sse);
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining(`data: ${JSON.stringify({ errors })}\n\nevent: complete`),
    ]);
  });

  it('end with the errors that ended the feed', async () => {
    const feed = new TestFeed();
    feed.finish({ kind: 'errors', errors: [{ message: 'too old' }] });
    await using server = await serveLive(operateFeeds({ [query]: feed }));
    const response = await post(server.url, sse);
    expect(await response.text()).toBe(':\n\nevent: next\ndata: {"errors":[{"message":"too old"}]}\n\nevent: complete\ndata:\n\n');
  });

  it.each(['too-slow', 'restart'] as const)('that end as %s are taken for a break, which clients mend', async (kind) => {
    const [broken, whole] = [new TestFeed(), new TestFeed()];
    broken.push(1);
    broken.finish({ kind });
    whole.push(2);
    whole.finish({ kind: 'complete' });
    const feeds = [broken, whole].values();
    await using server = await serveLive(async () => ({ kind: 'feed', feed: feeds.next().value ?? new TestFeed() }));
    const client = createClient({ url: server.url, retry: async () => {} });
    const received: unknown[] = [];
    for await (const result of client.iterate({ query })) received.push(result.data);
    expect(received).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('show that the connection lives', async () => {
    await using server = await serveLive(operateFeeds({ [query]: new TestFeed() }), { heartbeatMs: 20 });
    const response = await post(server.url, sse);
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk);
      if (text === ':\n\n:\n\n:\n\n') break;
    }
  });
});

describe('a multipart subscription', () => {
  it('brings each message with the boundary that completes it', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ [query]: feed }), { heartbeatMs: 20 });
    const response = await post(server.url, multipart);
    expect(response.headers.get('content-type')).toBe('multipart/mixed;boundary="graphql";subscriptionSpec="1.0"');
    const part = (body: string) => `\r\ncontent-type: application/json\r\n\r\n${body}\r\n--graphql`;
    const expected = ['\r\n--graphql', part('{}'), part('{"payload":{"data":{"n":1}}}'), '--\r\n'];
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk);
      if (text === expected.slice(0, 2).join('')) feed.push(1);
      if (text.endsWith(expected[2] ?? '')) feed.finish({ kind: 'complete' });
    }
    // heartbeats come when they come
    expect(text.replaceAll(part('{}'), '')).toBe(expected.filter((_, index) => index !== 1).join(''));
  });

  it.each([
    [{ kind: 'errors', errors: [{ message: 'too old' }] }, 'too old'],
    [{ kind: 'too-slow' }, 'RATE_LIMITED'],
    [{ kind: 'restart' }, 'SUBGRAPH_UNAVAILABLE'],
  ] as const)('ends as %j with an error beside the payload', async (end, hint) => {
    const feed = new TestFeed();
    feed.finish(end);
    await using server = await serveLive(operateFeeds({ [query]: feed }));
    const text = await (await post(server.url, multipart)).text();
    expect(text).toMatch(/\{"payload":null,"errors":\[\{"message":.*\}\]\}\r\n--graphql--\r\n$/);
    expect(text).toContain(hint);
  });

  it('that is refused is answered as plain HTTP to who takes that', async () => {
    const errors = [{ message: 'Cannot query field' }];
    await using server = await serveLive(async () => ({ kind: 'result', result: { errors }, httpStatus: 400 }));
    const response = await post(server.url, multipart);
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json; charset=utf-8']);
    expect(await response.json()).toEqual({ errors });
  });
});

describe('a stream', () => {
  it.each([
    ['server-sent events', sse],
    ['multipart', multipart],
  ])('of %s tells browsers what not to do with it, as every answer does', async (_what, headers) => {
    await using server = await serveLive(operateFeeds({ [query]: new TestFeed() }));
    const response = await post(server.url, headers);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    await response.body?.cancel();
  });
});

describe('who takes both a stream and plain HTTP', () => {
  it.each([sse.accept, multipart.accept])('is answered in plain HTTP for a query, accepting %s', async (accept) => {
    await using server = await serveLive(operateFeeds({}));
    const response = await post(server.url, { accept: `${accept}, application/json` }, { query: '{ a }' });
    expect(await response.text()).toBe('plain');
  });

  it('may name a persisted operation, of which it shows what it is', async () => {
    await using server = await serveLive(async () => ({ kind: 'result', result: { data: { a: 1 } }, httpStatus: 200 }));
    const response = await post(server.url, multipart, { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } });
    expect(await response.json()).toEqual({ data: { a: 1 } });
  });
});

describe('a request for a stream', () => {
  const asked: OperationRequest[] = [];

  async function ask(init: RequestInit, search: Record<string, string> = {}): Promise<[number, unknown]> {
    await using server = await serveLive(async (request) => {
      asked.push(request);
      return { kind: 'result', result: { data: {} }, httpStatus: 200 };
    });
    const response = await fetch(`${server.url}?${new URLSearchParams(search)}`, init);
    const text = await response.text();
    return [response.status, text.startsWith('{') ? JSON.parse(text) : text];
  }
  const refusal = { errors: [{ message: expect.any(String), extensions: { code: 'BAD_USER_INPUT' } }] };

  it.each(['mutation { a }', '{ a }', 'query A { a }', 'mutation {', ''])('by GET for %j is refused, and nothing is run', async (text) => {
    asked.length = 0;
    const [status, body] = await ask({ headers: { ...sse, 'apollo-require-preflight': '1' } }, { query: text });
    expect(body).toEqual(refusal);
    expect(status).toBe(text === '' ? 400 : 405);
    expect(asked).toEqual([]);
  });

  it.each([
    [{ 'apollo-require-preflight': '1' }, 200],
    [{ 'x-apollo-operation-name': 'A' }, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [json, 200],
    [{}, 400],
    [{ 'sec-fetch-site': 'cross-site' }, 400],
    [{ 'content-type': 'text/plain' }, 400],
  ] as Array<[Record<string, string>, number]>)(
    'by GET for a subscription with the headers %j is answered with %i',
    async (headers, status) => {
      expect((await ask({ headers: { ...sse, ...headers } }, { query }))[0]).toBe(status);
    },
  );

  it('by GET brings variables and extensions as JSON', async () => {
    asked.length = 0;
    const rest = { variables: '{"after":"c1"}', extensions: '{"a":1}', operationName: '' };
    await ask({ headers: { ...sse, ...json } }, { query, ...rest });
    expect(asked).toEqual([{ query, variables: { after: 'c1' }, extensions: { a: 1 } }]);
    expect(await ask({ headers: { ...sse, ...json } }, { query, variables: '{' })).toEqual([400, refusal]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'with a body of type %s, which any page may send, is refused',
    async (type) => {
      asked.length = 0;
      const body = JSON.stringify({ query });
      expect(await ask({ method: 'POST', headers: { ...sse, 'content-type': type }, body })).toEqual([415, refusal]);
      expect(asked).toEqual([]);
    },
  );

  it.each(['{', '[]', '5', 'null', '{}', '{"query":5}', '{"query":"a","variables":[]}', '{"query":"a","operationName":{}}'])(
    'with the body %s is refused',
    async (body) => {
      expect(await ask({ method: 'POST', headers: { ...sse, ...json }, body })).toEqual([400, refusal]);
    },
  );

  it('from a foreign page is refused', async () => {
    const headers = { ...sse, ...json, origin: 'http://evil.example' };
    const [status] = await ask({ method: 'POST', headers, body: JSON.stringify({ query }) });
    expect(status).toBe(403);
  });

  it('beyond the number of connections is refused, until one is closed', async () => {
    const left = Promise.withResolvers<void>();
    const feed = new TestFeed();
    feed.close = left.resolve;
    await using server = await serveLive(operateFeeds({ [query]: feed }), { connections: 1 });
    const leave = new AbortController();
    await fetch(server.url, { method: 'POST', headers: { ...json, ...sse }, body: JSON.stringify({ query }), signal: leave.signal });
    expect((await post(server.url, sse)).status).toBe(503);
    leave.abort();
    await left.promise;
    expect((await post(server.url, sse, { query: '{ a }' })).status).toBe(200);
  });
});

describe('a stream whose client does not read', () => {
  it('stops the flow from its feed and is cut off in the end', async () => {
    const feed = new TestFeed();
    const closed = Promise.withResolvers<void>();
    feed.close = closed.resolve;
    const message = JSON.stringify({ data: { text: 'x'.repeat(10_000) } });
    feed.repeat(message);
    await using server = await serveLive(operateFeeds({ [query]: feed }), { heartbeatMs: 300 });
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).on('error', () => {});
    const body = JSON.stringify({ query });
    const headers = ['host: a', 'accept: text/event-stream', 'content-type: application/json', `content-length: ${body.length}`];
    socket.write(`${['POST /graphql HTTP/1.1', ...headers].join('\r\n')}\r\n\r\n${body}`);
    await closed.promise;
    expect(feed.taken * message.length).toBeLessThan(32 * 1024 * 1024);
    socket.destroy();
  });
});

describe('a stop of the server', () => {
  it('ends every stream, also one that was about to begin', async () => {
    const [running, coming] = [new TestFeed(), Promise.withResolvers<TestFeed>()];
    const asked = Promise.withResolvers<void>();
    await using server = await serveLive(async ({ query: text }) => {
      if (text === query) return { kind: 'feed', feed: running };
      asked.resolve();
      return { kind: 'feed', feed: await coming.promise };
    });
    const response = await post(server.url, sse);
    const late = post(server.url, multipart, { query: 'subscription { late }' });
    await asked.promise;
    const stopped = server.close();
    expect(await response.text()).toContain('resume with the last cursor');
    coming.resolve(new TestFeed());
    expect(await (await late).text()).toContain('resume with the last cursor');
    await stopped;
  });
});
