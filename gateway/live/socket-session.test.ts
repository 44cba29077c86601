import { describe, expect, it } from 'vitest';
import { operateFeeds, serveLive, TestFeed } from './live-fixture.ts';
import type { Operated } from './operate.ts';
import { openAcknowledged, subscribe } from './socket-fixture.ts';

describe('a subscription over WebSocket', () => {
  it('brings what its feed has, in order, and completes with it', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    const numbers = Array.from({ length: 500 }, (_, n) => n);
    feed.push(...numbers);
    for (const n of numbers) expect(await socket.receive()).toEqual({ id: '1', type: 'next', payload: { data: { n } } });
    feed.push(500);
    expect(await socket.receive()).toEqual({ id: '1', type: 'next', payload: { data: { n: 500 } } });
    feed.finish({ kind: 'complete' });
    expect(await socket.receive()).toEqual({ id: '1', type: 'complete' });
    expect(feed.isClosed).toBe(true);
  });

  it('brings messages of every length and in every script', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    const id = 'no. 1 — "überall" 🎈\u0007';
    const around = [100, 126, 65_536].flatMap((length) => Array.from({ length: 150 }, (_, n) => 'x'.repeat(length - n + 50)));
    const texts = [...around, 'Köln', 'x', '東京', '\u00ff', 'é'.repeat(70_000), '🎈'.repeat(40), 'y', 'y'.repeat(200_000), '\u007f\u0080'];
    socket.send(subscribe(id, 'all'));
    feed.push(...texts);
    for (const n of texts) expect(await socket.receive()).toEqual({ id, type: 'next', payload: { data: { n } } });
  });

  it('ends with its feed when that had ended before it began', async () => {
    const feed = new TestFeed();
    feed.push(1);
    feed.finish({ kind: 'complete' });
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    expect([(await socket.receive()).type, (await socket.receive()).type]).toEqual(['next', 'complete']);
  });

  it('does not wait for the backlog of another on the same socket', async () => {
    const feeds = { long: new TestFeed(), short: new TestFeed() };
    await using server = await serveLive(operateFeeds(feeds));
    await using socket = await openAcknowledged(server.url);
    feeds.long.repeat('{"data":null}');
    feeds.short.push(1);
    socket.send(subscribe('long', 'long'), subscribe('short', 'short'));
    for (;;) if ((await socket.receive()).id === 'short') break;
  });

  it('can fail without touching the others', async () => {
    const feeds = { bad: new TestFeed(), good: new TestFeed() };
    await using server = await serveLive(operateFeeds(feeds));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'bad'), subscribe('2', 'good'));
    const errors = [{ message: 'The cursor is too old', extensions: { code: 'BAD_USER_INPUT' } }];
    feeds.bad.finish({ kind: 'errors', errors });
    expect(await socket.receive()).toEqual({ id: '1', type: 'error', payload: errors });
    feeds.good.push(7);
    expect(await socket.receive()).toEqual({ id: '2', type: 'next', payload: { data: { n: 7 } } });
  });

  it.each([
    ['too-slow', 1013],
    ['restart', 1012],
  ] as const)('that ends as %s closes the socket with %i and the advice to resume', async (kind, code) => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    feed.finish({ kind });
    expect(await socket.closed).toEqual({ code, reason: expect.stringContaining('resume with the last cursor') });
  });

  it('that the client completes is closed and brings nothing more', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    feed.push(1);
    await socket.receive();
    socket.send({ id: '1', type: 'complete' }, { type: 'ping' });
    expect(await socket.receive()).toEqual({ type: 'pong' });
    expect(feed.isClosed).toBe(true);
  });

  it('that the client completes amid a backlog brings nothing of the rest', async () => {
    const feed = new TestFeed();
    feed.repeat('{"data":null}');
    await using server = await serveLive(operateFeeds({ all: feed }));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    await socket.receive();
    socket.send({ id: '1', type: 'complete' }, { type: 'ping' }, { type: 'ping' });
    while ((await socket.receive()).type !== 'pong');
    expect(await socket.receive()).toEqual({ type: 'pong' });
    const { taken } = feed;
    socket.send({ type: 'ping' });
    expect(await socket.receive()).toEqual({ type: 'pong' });
    expect(feed.taken).toBe(taken);
  });

  it('is closed when the client leaves', async () => {
    const feed = new TestFeed();
    const closed = Promise.withResolvers<void>();
    feed.close = () => closed.resolve();
    await using server = await serveLive(operateFeeds({ all: feed }));
    const socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    feed.push(1);
    await socket.receive();
    await socket[Symbol.asyncDispose]();
    await closed.promise;
  });
});

describe('an operation that is still being prepared', () => {
  it('is closed, unread, when the client completed it in the meantime', async () => {
    const feed = new TestFeed();
    const prepared = Promise.withResolvers<Operated>();
    await using server = await serveLive(() => prepared.promise);
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'), { id: '1', type: 'complete' }, { type: 'ping' });
    await socket.receive();
    feed.push(1);
    prepared.resolve({ kind: 'feed', feed });
    socket.send({ type: 'ping' });
    expect(await socket.receive()).toEqual({ type: 'pong' });
    expect([feed.isClosed, feed.taken]).toEqual([true, 0]);
  });

  it('does not speak under its id when the client has given that to another', async () => {
    const [first, second] = [new TestFeed(), new TestFeed()];
    first.push(1);
    const prepared = Promise.withResolvers<Operated>();
    await using server = await serveLive(async ({ query }) => (query === 'first' ? prepared.promise : { kind: 'feed', feed: second }));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'first'), { id: '1', type: 'complete' }, subscribe('1', 'second'));
    second.push(2);
    expect(await socket.receive()).toMatchObject({ id: '1', payload: { data: { n: 2 } } });
    prepared.resolve({ kind: 'feed', feed: first });
    second.push(3);
    expect(await socket.receive()).toMatchObject({ id: '1', payload: { data: { n: 3 } } });
    socket.send({ id: '1', type: 'complete' }, { type: 'ping' });
    expect(await socket.receive()).toEqual({ type: 'pong' });
    expect([first.isClosed, second.isClosed]).toEqual([true, true]);
  });

  it('learns that the client has left', async () => {
    const left = Promise.withResolvers<void>();
    await using server = await serveLive(async (_request, { signal }) => {
      signal?.addEventListener('abort', () => left.resolve());
      return new Promise(() => {});
    });
    const socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'), { type: 'ping' });
    await socket.receive();
    await socket[Symbol.asyncDispose]();
    await left.promise;
  });

  it('counts, completed or not, until it is done', async () => {
    const prepared = Promise.withResolvers<Operated>();
    await using server = await serveLive(() => prepared.promise, { operationsPerSocket: 2 });
    await using socket = await openAcknowledged(server.url);
    for (const id of ['1', '2']) socket.send(subscribe(id, 'all'), { id, type: 'complete' });
    socket.send(subscribe('3', 'all'));
    expect(await socket.receive()).toMatchObject({ id: '3', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    prepared.resolve({ kind: 'result', result: { data: {} }, httpStatus: 200 });
    socket.send(subscribe('4', 'all'));
    expect(await socket.receive()).toMatchObject({ id: '4', type: 'next' });
  });
});

describe('an operation over WebSocket', () => {
  it('that is a query is answered once and completed', async () => {
    await using server = await serveLive(operateFeeds({}));
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', '{ a }'));
    expect(await socket.receive()).toEqual({ id: '1', type: 'next', payload: { data: { query: '{ a }' } } });
    expect(await socket.receive()).toEqual({ id: '1', type: 'complete' });
  });

  it('that is refused as a whole is an error, and its id is free again', async () => {
    const errors = [{ message: 'Cannot query field', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }];
    await using server = await serveLive(async () => ({ kind: 'result', result: { errors }, httpStatus: 400 }));
    await using socket = await openAcknowledged(server.url);
    for (const id of ['1', '1']) {
      socket.send(subscribe(id, '{ a }'));
      expect(await socket.receive()).toEqual({ id, type: 'error', payload: errors });
    }
  });

  it('that breaks inside tells an id and nothing of the inside', async () => {
    await using server = await serveLive(async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.1:5432');
    });
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', '{ a }'));
    const { type, payload } = await socket.receive();
    expect({ type, payload }).toMatchObject({ type: 'error', payload: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(payload)).not.toContain('10.0.0.1');
  });

  it('beyond the number that a socket may have is refused, and the others go on', async () => {
    const feed = new TestFeed();
    await using server = await serveLive(operateFeeds({ all: feed }), { operationsPerSocket: 1 });
    await using socket = await openAcknowledged(server.url);
    socket.send(subscribe('1', 'all'));
    feed.push(1);
    await socket.receive();
    socket.send(subscribe('2', 'all'));
    expect(await socket.receive()).toMatchObject({ id: '2', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
    feed.push(2);
    expect(await socket.receive()).toMatchObject({ id: '1', type: 'next' });
  });
});
