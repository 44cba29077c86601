import fc from 'fast-check';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Feed } from './feed.ts';
import type { StreamSource } from './stream.ts';
import { StreamPool } from './stream-pool.ts';
import type { UpstreamSink } from './upstream-client.ts';

/** A log with its subscribers, as a subgraph has one; it tells what is asked for when it is told to. */
class Log {
  length = 0;
  readonly #subscribers = new Set<{ next: number; sink: UpstreamSink }>();
  opened = 0;

  readonly source = (): StreamSource => ({
    findEnd: async () => toCursor(this.length - 1),
    subscribe: (after, sink) => {
      this.opened += 1;
      const subscriber = { next: Number(after.slice(1)) + 1, sink };
      this.#subscribers.add(subscriber);
      return () => this.#subscribers.delete(subscriber);
    },
    execute: async (message) => JSON.stringify(message.data),
    readCursor: ({ data }) => (data ? toCursor(Number(data.n)) : null),
    toErrors: () => [{ message: 'refused' }],
  });

  get subscribers(): number {
    return this.#subscribers.size;
  }

  /** Sends each subscriber up to `limit` messages that it lacks. */
  deliver(limit: number): void {
    for (const subscriber of [...this.#subscribers]) {
      for (let sent = 0; sent < limit && subscriber.next < this.length && this.#subscribers.has(subscriber); sent += 1) {
        const message: ExecutionResult = { data: { n: subscriber.next } };
        subscriber.next += 1;
        subscriber.sink.next(message);
      }
    }
  }

  /** Passes over the next message of each subscriber, as a subgraph whose database is away. */
  hurt(): void {
    for (const subscriber of [...this.#subscribers]) {
      subscriber.next += 1;
      subscriber.sink.next({ data: null, errors: [new GraphQLError('away', { extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })] });
    }
  }

  /** Loses every subscription, as a subgraph that restarts. */
  lose(): void {
    for (const { sink } of [...this.#subscribers]) sink.lost();
    this.#subscribers.clear();
  }
}

function toCursor(n: number): string {
  return `c${n}`;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function createPool(messages = 10_000, lingerMs = 0): StreamPool {
  return new StreamPool({ ring: { messages, bytes: 1_000_000 }, streams: 100, lingerMs });
}

class Reader {
  readonly feed: Feed;
  readonly seen: number[];

  constructor(feed: Feed, seen: number[] = []) {
    this.feed = feed;
    this.seen = seen;
  }

  read(limit: number): void {
    for (const text of this.feed.take(limit)) this.seen.push((JSON.parse(text) as { n: number }).n);
  }
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('grow' as const), by: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('deliver' as const), limit: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('join' as const) }),
  fc.record({ kind: fc.constant('resume' as const), back: fc.nat({ max: 12 }) }),
  fc.record({ kind: fc.constant('read' as const), reader: fc.nat({ max: 20 }), limit: fc.integer({ min: 1, max: 6 }) }),
  fc.record({ kind: fc.constant('leave' as const), reader: fc.nat({ max: 20 }) }),
);

describe('shared streams', () => {
  it('tell every reader each message once and in order, wherever it joined and whoever it shares with', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const log = new Log();
        const pool = createPool();
        const readers: { reader: Reader; from: number | null }[] = [];
        const join = (after: number | null): void => {
          const feed = pool.join({ key: 'k', after: after === null ? null : toCursor(after), source: log.source });
          readers.push({ reader: new Reader(feed), from: after === null ? null : after + 1 });
        };
        log.length = 1;
        for (const one of steps) {
          if (one.kind === 'grow') log.length += one.by;
          if (one.kind === 'deliver') log.deliver(one.limit);
          if (one.kind === 'join') join(null);
          if (one.kind === 'resume') join(Math.max(-1, log.length - 1 - one.back));
          if (one.kind === 'read') readers[one.reader]?.reader.read(one.limit);
          if (one.kind === 'leave') readers.splice(one.reader, 1)[0]?.reader.feed.close();
          await settle();
        }
        const last = log.length;
        for (let round = 0; round < 40; round += 1) {
          log.deliver(50);
          await settle();
          for (const { reader } of readers) reader.read(50);
        }
        for (const { reader, from } of readers) {
          const first = from ?? reader.seen[0] ?? last;
          expect(reader.seen).toEqual(Array.from({ length: last - first }, (_, index) => first + index));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('become one again when those who resumed have caught up', async () => {
    const log = new Log();
    const pool = createPool();
    log.length = 10;
    const live = new Reader(pool.join({ key: 'k', after: null, source: log.source }));
    const late = new Reader(pool.join({ key: 'k', after: 'c3', source: log.source }));
    await settle();
    log.length = 12;
    expect(pool.size).toBe(2);
    log.deliver(100);
    await settle();
    expect(pool.size).toBe(1);
    expect(log.subscribers).toBe(1);
    log.length = 14;
    log.deliver(100);
    await settle();
    live.read(100);
    late.read(100);
    expect(live.seen).toEqual([10, 11, 12, 13]);
    expect(late.seen).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it('are kept for those who have still to read what is before the place where they met', async () => {
    const log = new Log();
    const pool = createPool();
    log.length = 1;
    const slow = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    log.length = 4;
    const quick = new Reader(pool.join({ key: 'k', after: 'c0', source: log.source }));
    await settle();
    log.deliver(1);
    await settle();
    log.deliver(1);
    await settle();
    expect(pool.size).toBe(1);
    quick.feed.close();
    await settle();
    log.length = 6;
    log.deliver(100);
    await settle();
    slow.read(100);
    expect(slow.seen).toEqual([0, 1, 2, 3, 4, 5]);
    expect(slow.feed.end).toBeNull();
    slow.feed.close();
    await expect.poll(() => pool.size).toBe(0);
    expect(log.subscribers).toBe(0);
  });

  it('serve who comes back after a short break from what is kept, without asking the subgraph', async () => {
    const log = new Log();
    const pool = createPool();
    const first = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    log.length = 5;
    await settle();
    log.deliver(100);
    await settle();
    first.read(100);
    const back = new Reader(pool.join({ key: 'k', after: 'c2', source: log.source }));
    back.read(100);
    expect(back.seen).toEqual([3, 4]);
    expect(log.opened).toBe(1);
  });

  it('ask the subgraph for nothing while nobody reads them, and go on where they were when somebody does', async () => {
    const log = new Log();
    const pool = createPool(10_000, 60_000);
    const first = new Reader(pool.join({ key: 'k', after: null, source: log.source }));
    await settle();
    log.length = 5;
    log.deliver(3);
    first.feed.close();
    await settle();
    log.deliver(100);
    expect(log.subscribers).toBe(0);
    const back = new Reader(pool.join({ key: 'k', after: 'c0', source: log.source }));
    await settle();
    log.length = 7;
    log.deliver(100);
    await settle();
    back.read(100);
    expect(back.seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(pool.size).toBe(1);
  });

  it('begin anew for who wants no past, where the one that there is has paused', async () => {
    const log = new Log();
    const pool = createPool(10_000, 60_000);
    pool.join({ key: 'k', after: null, source: log.source }).close();
    await settle();
    log.length = 5;
    const fresh = new Reader(pool.join({ key: 'k', after: null, source: log.source }));
    await settle();
    log.length = 6;
    log.deliver(100);
    await settle();
    fresh.read(100);
    expect(fresh.seen).toEqual([5]);
  });

  it('go on at their last message when the subgraph loses them', async () => {
    const log = new Log();
    const pool = createPool();
    const reader = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    log.length = 5;
    await settle();
    log.deliver(3);
    await settle();
    log.lose();
    await expect.poll(() => log.opened, { timeout: 10_000 }).toBe(2);
    log.deliver(100);
    await settle();
    reader.read(100);
    expect(reader.seen).toEqual([0, 1, 2, 3, 4]);
  });

  it('ask again for a message that the subgraph could not finish', async () => {
    const log = new Log();
    const pool = createPool();
    const reader = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    log.length = 3;
    await settle();
    log.deliver(1);
    log.hurt();
    log.deliver(5);
    await expect.poll(() => log.opened, { timeout: 10_000 }).toBe(2);
    log.deliver(5);
    await settle();
    reader.read(100);
    expect(reader.seen).toEqual([0, 1, 2]);
  });

  it('end the place of a reader who reads too slowly, and of nobody else', async () => {
    const log = new Log();
    const pool = createPool(10);
    const quick = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    const slow = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    for (let round = 0; round < 5; round += 1) {
      log.length += 5;
      log.deliver(100);
      await settle();
      quick.read(100);
    }
    slow.read(100);
    expect(slow.feed.end).toEqual({ kind: 'too-slow' });
    expect(quick.seen).toHaveLength(25);
    expect(quick.feed.end).toBeNull();
  });

  it('tell their readers to come back when the gateway stops, after what there is to read', async () => {
    const log = new Log();
    const pool = createPool();
    const reader = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    log.length = 2;
    await settle();
    log.deliver(2);
    await settle();
    pool.drain();
    reader.read(1);
    expect(reader.feed.end).toBeNull();
    reader.read(5);
    expect(reader.seen).toEqual([0, 1]);
    expect(reader.feed.end).toEqual({ kind: 'restart' });
    expect(() => pool.join({ key: 'k', after: null, source: log.source })).toThrow('stopping');
  });

  it('take no more messages from the subgraph than they can keep waiting, and fetch the rest later', async () => {
    const log = new Log();
    const pool = createPool(20_000);
    const reader = new Reader(pool.join({ key: 'k', after: 'c-1', source: log.source }));
    log.length = 6_000;
    await settle();
    log.deliver(6_000);
    expect(log.subscribers).toBe(0);
    await expect
      .poll(
        async () => {
          log.deliver(6_000);
          await settle();
          reader.read(6_000);
          return reader.seen.length;
        },
        { timeout: 20_000 },
      )
      .toBe(6_000);
    expect(reader.seen).toEqual(Array.from({ length: 6_000 }, (_, index) => index));
  });
});
