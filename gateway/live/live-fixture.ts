import { createHttpServer } from 'lib/graphql-server.ts';
import { createLogger } from 'lib/log.ts';
import { addSecurityHeaders } from '../headers.ts';
import { allRoles, somebody } from '../identity/gatekeeper-fixture.ts';
import type { Feed, FeedEnd } from './feed.ts';
import type { LiveLimits } from './live-limits.ts';
import type { Operate } from './operate.ts';
import { addLiveTransports } from './transports.ts';

/** A feed that a test fills. */
export class TestFeed implements Feed {
  onReadable: (() => void) | null = null;
  end: FeedEnd | null = null;
  isClosed = false;
  /** Messages that the transport took. */
  taken = 0;
  #messages: Iterator<string> = [].values();
  #waiting: string[] = [];
  #comingEnd: FeedEnd | null = null;

  /** Adds a message for each: `{"data":{"n":1}}` and so on. */
  push(...values: (number | string)[]): void {
    this.#waiting.push(...values.map((n) => JSON.stringify({ data: { n } })));
    this.onReadable?.();
  }

  /** Never runs out of this message. */
  repeat(message: string): void {
    this.#messages = Iterator.from({ next: () => ({ value: message, done: false }) });
    this.onReadable?.();
  }

  finish(end: FeedEnd): void {
    this.#comingEnd = end;
    this.onReadable?.();
  }

  take(limit: number): readonly string[] {
    const texts = this.#waiting.splice(0, limit);
    while (texts.length < limit) {
      const { value, done } = this.#messages.next();
      if (done) break;
      texts.push(value);
    }
    if (texts.length < limit) this.end = this.#comingEnd;
    this.taken += texts.length;
    return texts;
  }

  close(): void {
    this.onReadable = null;
    this.isClosed = true;
  }
}

export type LiveServer = AsyncDisposable & {
  /** GraphQL address over HTTP. */
  url: string;
  close(): Promise<void>;
};

/** The transports on a real HTTP server, with a plain route beside them that answers `"plain"`, before the given operations. */
export async function serveLive(operate: Operate, limits: Partial<LiveLimits> = {}): Promise<LiveServer> {
  const log = createLogger('test', 'silent');
  const caller = somebody(allRoles);
  const app = createHttpServer(log, async () => true);
  await addSecurityHeaders(app);
  addLiveTransports(app, { operate, door: { callerOf: () => caller, admit: async () => ({ caller }) }, log, limits });
  app.route({ method: ['GET', 'POST'], url: '/graphql', handler: async () => 'plain' });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/graphql`, close: () => app.close(), [Symbol.asyncDispose]: () => app.close() };
}

/** Gives each subscription the feed that a test keeps under the subscription's text; queries get their own text as data. */
export function operateFeeds(feeds: Record<string, Feed>): Operate {
  return async ({ query = '' }) => {
    const feed = feeds[query];
    return feed ? { kind: 'feed', feed } : { kind: 'result', result: { data: { query } }, httpStatus: 200 };
  };
}
