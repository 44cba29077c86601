import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { operateFeeds, serveLive, TestFeed } from './live-fixture.ts';
import type { Operate, Operated } from './operate.ts';
import { openAcknowledged, openSocket, type RawSocket, readRefusal, subscribe } from './socket-fixture.ts';

const nothing = operateFeeds({});

describe('who connects', () => {
  it.each(['http://evil.example', 'null', 'http://127.0.0.1:1', 'not an origin'])('from a page of %s is refused', async (origin) => {
    await using server = await serveLive(nothing);
    const { status, body } = await readRefusal(server.url, { headers: { origin } });
    expect([status, body]).toMatchObject([403, { errors: [{ extensions: { code: 'FORBIDDEN' } }] }]);
  });

  it("from a page of the gateway's own host is let in", async () => {
    await using server = await serveLive(nothing);
    await using socket = await openAcknowledged(server.url, { headers: { origin: new URL(server.url).origin } });
    expect(socket.ws.readyState).toBe(socket.ws.OPEN);
  });

  it('from a page that the settings name is let in', async () => {
    await using server = await serveLive(nothing, { allowedOrigins: ['https://portal.example'] });
    await using socket = await openAcknowledged(server.url, { headers: { origin: 'https://portal.example' } });
    expect(socket.ws.readyState).toBe(socket.ws.OPEN);
  });

  it.each([
    ['the process', { connections: 2 }, 503],
    ['one address', { connectionsPerAddress: 2 }, 429],
    ['one person', { connectionsPerPerson: 2 }, 429],
  ])('finds no room when %s has its connections, until one is closed', async (_whose, limits, status) => {
    await using server = await serveLive(nothing, limits);
    await using first = await openAcknowledged(server.url);
    await using _second = await openAcknowledged(server.url);
    expect(await readRefusal(server.url)).toMatchObject({ status, body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } });
    await first[Symbol.asyncDispose]();
    for (;;) {
      const third = await openAcknowledged(server.url).catch(() => null);
      if (third) return await third[Symbol.asyncDispose]();
    }
  });

  it('elsewhere than where GraphQL is served is refused', async () => {
    await using server = await serveLive(nothing);
    expect(await readRefusal(new URL('/other', server.url).href)).toMatchObject({ status: 404, body: { errors: [{}] } });
  });

  it('with a handshake that is none is refused', async () => {
    await using server = await serveLive(nothing);
    const answer = await askRaw(server.url, ['connection: upgrade', 'upgrade: websocket', 'sec-websocket-key: short']);
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*"code":"BAD_USER_INPUT"/s);
  });

  it('with an offer of HTTP/2 is served over HTTP/1.1, as before', async () => {
    await using server = await serveLive(nothing);
    expect(await askRaw(server.url, ['connection: upgrade, http2-settings, close', 'upgrade: h2c', 'http2-settings: AAMAAABk'])).toMatch(
      /^HTTP\/1\.1 200 .*plain/s,
    );
  });
});

async function askRaw(url: string, headers: string[]): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`${['GET /graphql HTTP/1.1', `host: ${host}`, ...headers].join('\r\n')}\r\n\r\n`);
  return await text(socket);
}

describe('a client that gives no sign of life', () => {
  it('is cut off', async () => {
    await using server = await serveLive(nothing, { heartbeatMs: 30 });
    await using socket = await openAcknowledged(server.url, { autoPong: false });
    expect((await socket.closed).code).toBe(1006);
  });

  it('is told from one that only listens', async () => {
    await using server = await serveLive(nothing, { heartbeatMs: 200 });
    await using socket = await openAcknowledged(server.url);
    for (let beats = 0; beats < 3; beats += 1) await once(socket.ws, 'ping');
    expect(socket.ws.readyState).toBe(socket.ws.OPEN);
  });
});

describe('a client that does not read', () => {
  const big = JSON.stringify({ data: { text: 'x'.repeat(10_000) } });

  it('stops the flow from its feed, harms nobody, and is cut off in the end', async () => {
    const [endless, other] = [new TestFeed(), new TestFeed()];
    endless.repeat(big);
    await using server = await serveLive(operateFeeds({ endless, other }), { heartbeatMs: 500 });
    await using deaf = await openAcknowledged(server.url);
    await using listening = await openAcknowledged(server.url);
    deaf.ws.pause();
    deaf.send(subscribe('1', 'endless'));
    listening.send(subscribe('1', 'other'));
    for (let n = 0; n < 100; n += 1) {
      other.push(n);
      expect(await listening.receive()).toMatchObject({ payload: { data: { n } } });
    }
    await untilClosed(endless);
    // what the operating system keeps for a connection, and no more
    expect(endless.taken * big.length).toBeLessThan(32 * 1024 * 1024);
    expect(listening.ws.readyState).toBe(listening.ws.OPEN);
  });

  it('gets on where it was when it reads again', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    socket.ws.pause();
    socket.send(subscribe('1', 'all'));
    feed.repeat(big);
    await untilIdle(feed);
    feed.repeat('{"data":{"n":"late"}}');
    socket.ws.resume();
    for (;;) if (JSON.stringify((await socket.receive()).payload).includes('late')) break;
  });

  it('is cut off when too much waits for it, and not before that', async () => {
    const operate: Operate = async () => ({ kind: 'result', result: { data: { text: 'x'.repeat(4 * 1024 * 1024) } }, httpStatus: 200 });
    await using server = await serveLive(operate);
    await using slow = await openAcknowledged(server.url);
    // one answer may be larger than what may wait before the next
    slow.send(subscribe('1', '{ a }'));
    expect(await slow.receive()).toMatchObject({ id: '1', type: 'next' });
    expect(await slow.receive()).toMatchObject({ id: '1', type: 'complete' });
    slow.ws.pause();
    for (let n = 0; n < 20; n += 1) slow.send(subscribe(`more-${n}`, '{ a }'));
    slow.ws.resume();
    expect((await slow.closed).code).toBe(1006);
  });

  it('is not read from either, so that its questions do not fill the memory', async () => {
    let answers = 0;
    const operate: Operate = async () => {
      answers += 1;
      return { kind: 'result', result: { data: { text: 'x'.repeat(10_000) } }, httpStatus: 200 };
    };
    await using server = await serveLive(operate, { operationsPerSocket: 100_000, unsentBytes: Number.POSITIVE_INFINITY });
    await using socket = await openAcknowledged(server.url);
    await using other = await openAcknowledged(server.url);
    socket.ws.pause();
    for (let n = 0; n < 20_000; n += 1) socket.send(subscribe(String(n), '{ a }'));
    for (let before = -1; before !== answers || answers === 0; ) {
      before = answers;
      for (let n = 0; n < 50; n += 1) await roundTrip(other);
    }
    // what had been read in one piece before
    expect(answers).toBeLessThan(10_000);
  });

  async function untilIdle(feed: TestFeed): Promise<void> {
    for (let before = -1; before !== feed.taken || feed.taken === 0; ) {
      before = feed.taken;
      for (let n = 0; n < 50; n += 1) await new Promise(setImmediate);
    }
  }

  async function untilClosed(feed: TestFeed): Promise<void> {
    if (!feed.isClosed) await new Promise<void>((resolve) => Object.assign(feed, { close: resolve }));
  }
});

async function roundTrip(socket: RawSocket): Promise<void> {
  socket.send({ type: 'ping' });
  await socket.receive();
}

describe('a stop of the server', () => {
  it('tells every client to connect again', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using following = await openAcknowledged(server.url);
    await using idle = await openAcknowledged(server.url);
    await using unacknowledged = await openSocket(server.url);
    following.send(subscribe('1', 'all'));
    feed.push(1);
    await following.receive();
    await server.close();
    for (const { closed } of [following, idle, unacknowledged]) {
      expect(await closed).toEqual({ code: 1012, reason: expect.stringContaining('resume with the last cursor') });
    }
    expect(feed.isClosed).toBe(true);
  });

  it('waits for answers in hand and begins nothing new', async () => {
    const prepared = Promise.withResolvers<Operated>();
    await using server = await serveLive(() => prepared.promise);
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'mutation { a }'));
    await roundTrip(socket);
    const stopped = server.close();
    socket.send(subscribe('2', '{ b }'));
    expect(await socket.receive()).toMatchObject({ id: '2', type: 'error', payload: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
    prepared.resolve({ kind: 'result', result: { data: { a: 1 } }, httpStatus: 200 });
    expect(await socket.receive()).toEqual({ id: '1', type: 'next', payload: { data: { a: 1 } } });
    expect(await socket.receive()).toEqual({ id: '1', type: 'complete' });
    expect((await socket.closed).code).toBe(1012);
    await stopped;
  });

  it('does not wait for ever for an answer, or for a client that does not close', async () => {
    await using server = await serveLive(() => new Promise(() => {}), { drainTimeoutMs: 50 });
    await using busy = await openAcknowledged(server.url);
    await using deaf = await openAcknowledged(server.url);
    busy.send(subscribe('1', '{ a }'));
    await roundTrip(busy);
    deaf.ws.pause();
    await server.close();
    expect((await busy.closed).code).toBe(1006);
    deaf.ws.resume();
    await deaf.closed;
  });
});
