import { graphError } from 'lib/errors.ts';
import type { Feed } from './feed.ts';
import { Stream, type StreamSource } from './stream.ts';

/** What a client asks for: clients with the same key may share. */
export type Wanted = {
  key: string;
  /** The cursor after which it wants to go on; null: from now on. */
  after: string | null;
  source: () => StreamSource;
};

export type PoolLimits = {
  /** Kept for each stream: enough for whoever comes back after a short break, or reads more slowly than others. */
  ring: { messages: number; bytes: number };
  /** Different streams at the same time. */
  streams: number;
  /** How long a stream that nobody reads is kept for those who come back, in milliseconds. */
  lingerMs: number;
};

type Entry = { stream: Stream; key: string; after: string | null };

/**
 * The streams of a process, shared by all who ask for the same.
 *
 * Cursors are opaque here. One thing is relied on: where two streams of the same key carry the same cursor, they tell the same from
 * there on. So who resumes in the past gets a stream of its own at first, which ends in the common one where they meet.
 */
export class StreamPool {
  readonly #limits: PoolLimits;
  readonly #entries = new Map<string, Entry[]>();
  #count = 0;
  #isStopping = false;

  constructor(limits: PoolLimits) {
    this.#limits = limits;
  }

  /** Different streams that are open. */
  get size(): number {
    return this.#count;
  }

  /**
   * A place in the stream that is wanted, which is begun when there is none.
   *
   * @throws GraphQLError SUBGRAPH_UNAVAILABLE while stopping, RATE_LIMITED when there are too many streams.
   */
  join({ key, after: wanted, source }: Wanted): Feed {
    if (this.#isStopping) throw graphError('SUBGRAPH_UNAVAILABLE', 'The gateway is stopping; connect again', { http: { status: 503 } });
    for (const { stream, after } of this.#entries.get(key) ?? []) {
      const number = stream.end ? undefined : findPlace(stream, after, wanted);
      if (number !== undefined) return stream.join(number);
    }
    if (this.#count >= this.#limits.streams) {
      const message = `${this.#limits.streams} different subscriptions are open here; try again when some have ended`;
      throw graphError('RATE_LIMITED', message, { http: { status: 429 } });
    }
    return this.#begin({ key, after: wanted, source });
  }

  /** Tells every client to connect again; nothing new is begun. */
  drain(): void {
    this.#isStopping = true;
    for (const { stream } of [...this.#entries.values()].flat()) stream.finish({ kind: 'restart' });
  }

  #begin({ key, after, source }: Wanted): Feed {
    const stream = new Stream(source(), {
      after,
      ring: this.#limits.ring,
      onGrown: (grown, cursor) => this.#merge(key, grown, cursor),
      onDeserted: (deserted) => this.#linger(key, deserted),
    });
    this.#entries.set(key, [...(this.#entries.get(key) ?? []), { stream, key, after }]);
    this.#count += 1;
    const feed = stream.join(0);
    stream.open();
    return feed;
  }

  /** Looks whether a stream has met another one of its key; the one that began in the past goes on in the other. */
  #merge(key: string, grown: Stream, cursor: string | null): void {
    const entries = this.#entries.get(key) ?? [];
    const own = entries.find(({ stream }) => stream === grown);
    if (!own || entries.length < 2 || cursor === null) return;
    for (const other of entries) {
      const number = other.stream.ring.find(cursor);
      if (other === own || number === undefined || other.stream.end) continue;
      const offset = number - (grown.ring.end - 1);
      if (own.after === null) this.#settle(other, { stream: grown, offset: -offset });
      else this.#settle(own, { stream: other.stream, offset });
      return;
    }
  }

  #settle({ key, stream }: Entry, continuation: { stream: Stream; offset: number }): void {
    this.#forget(key, stream);
    stream.continueIn(continuation);
  }

  #linger(key: string, stream: Stream): void {
    // one that has ended has nothing to be kept for
    const lingerMs = stream.end ? 0 : this.#limits.lingerMs;
    setTimeout(() => {
      if (!stream.isDeserted) return;
      stream.finish({ kind: 'complete' });
      this.#forget(key, stream);
    }, lingerMs).unref();
  }

  #forget(key: string, stream: Stream): void {
    const entries = this.#entries.get(key) ?? [];
    const left = entries.filter((entry) => entry.stream !== stream);
    if (left.length === entries.length) return;
    this.#count -= 1;
    if (left.length > 0) this.#entries.set(key, left);
    else this.#entries.delete(key);
  }
}

/** The place in a stream that began after `after` where somebody goes on who wants to go on after `wanted`; undefined when it has none. */
function findPlace(stream: Stream, after: string | null, wanted: string | null): number | undefined {
  // one that nobody reads has paused: what it would tell first is from before
  if (wanted === null) return after === null && !stream.isDeserted ? stream.ring.end : undefined;
  const number = stream.ring.find(wanted);
  if (number !== undefined) return number + 1;
  return after === wanted && stream.ring.first === 0 ? 0 : undefined;
}
