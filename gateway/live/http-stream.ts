import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Feed, FeedEnd } from './feed.ts';
import type { Lane, Rounds } from './rounds.ts';
import { takeSlice } from './slice.ts';

/** How messages are written on an HTTP answer that does not end. A payload is the JSON text of one execution result, on one line. */
export type StreamFormat = {
  headers: OutgoingHttpHeaders;
  /** What comes before everything else. */
  opening: string;
  /** What shows that the connection lives, and nothing more. */
  heartbeat: string;
  formatMessage(payload: string): string;
  /** The last thing on the answer. */
  formatEnd(end: FeedEnd): string;
};

export type HttpStreamOptions = { response: ServerResponse; feed: Feed; format: StreamFormat; rounds: Rounds; heartbeatMs: number };

/** One subscription on one HTTP answer. The answer must not be begun. */
export class HttpStream implements Lane {
  readonly #response: ServerResponse;
  readonly #feed: Feed;
  readonly #format: StreamFormat;
  #wasStuck = false;

  constructor({ response, feed, format, rounds, heartbeatMs }: HttpStreamOptions) {
    this.#response = response;
    this.#feed = feed;
    this.#format = format;
    const beat = setInterval(() => this.#beat(), heartbeatMs);
    response.on('drain', () => rounds.add(this));
    response.once('close', () => {
      clearInterval(beat);
      rounds.remove(this);
      feed.onReadable = null;
      feed.close();
    });
    response.writeHead(200, format.headers);
    response.write(format.opening);
    feed.onReadable = () => rounds.add(this);
    rounds.add(this);
  }

  writeSlice(): boolean {
    if (!this.#canWrite()) return false;
    const { payloads, isDry } = takeSlice(this.#feed);
    if (payloads.length > 0) this.#response.write(payloads.map(this.#format.formatMessage).join(''));
    if (isDry && this.#feed.end) this.finish(this.#feed.end);
    return !isDry;
  }

  abort(): void {
    this.#response.destroy();
  }

  /** Tells the client to come again later. */
  drain(): void {
    this.finish({ kind: 'restart' });
  }

  #canWrite(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed && !this.#response.writableNeedDrain;
  }

  /** Ends the answer with the reason. */
  finish(end: FeedEnd): void {
    if (this.#response.writableEnded) return;
    this.#response.end(this.#format.formatEnd(end));
  }

  /** A client that has read nothing of what waits for it since the last time is gone, or as good as gone. */
  #beat(): void {
    const isStuck = !this.#canWrite();
    if (isStuck && this.#wasStuck) this.abort();
    if (!isStuck) this.#response.write(this.#format.heartbeat);
    this.#wasStuck = isStuck;
  }
}
