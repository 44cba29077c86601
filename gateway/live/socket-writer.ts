import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { Feed, FeedEnd } from './feed.ts';
import { frameMessage } from './frames.ts';
import type { Lane, Rounds } from './rounds.ts';
import { takeSlice } from './slice.ts';

/** A feed that is written to a WebSocket client. */
export type Following = {
  readonly feed: Feed;
  /** What stands before the payload in each of its messages, in ASCII. */
  readonly head: string;
  /** In the queue of those that have something to write. */
  isWaiting: boolean;
  isOver: boolean;
  /** Called after the last message of a feed that has ended by itself. */
  readonly onEnd: (end: FeedEnd) => void;
};

export type SocketWriterOptions = {
  ws: WebSocket;
  /** The one below it. */
  socket: Socket;
  rounds: Rounds;
  /** What may wait to be read, in bytes, before an answer is no more put behind it. */
  unsentBytes: number;
};

/** Writes to one WebSocket client: its feeds in turns, and only as fast as it reads. */
export class SocketWriter implements Lane {
  readonly #options: SocketWriterOptions;
  /** In the order of their turns. */
  readonly #waiting: Following[] = [];

  constructor(options: SocketWriterOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    const { ws } = this.#options;
    return ws.readyState === ws.OPEN;
  }

  /** Whether the client has read nearly everything that was written. */
  get isFree(): boolean {
    return this.isOpen && !this.#options.socket.writableNeedDrain;
  }

  /** Whether so little waits for the client that an answer may be put behind it: there are as many as it asked for, read or not. */
  get hasRoom(): boolean {
    const { ws, unsentBytes } = this.#options;
    return ws.bufferedAmount <= unsentBytes;
  }

  send(message: object): void {
    if (this.isOpen) this.#options.ws.send(JSON.stringify(message));
  }

  /** Begins with a feed, and goes on until that ends or is given up. */
  follow(feed: Feed, head: string, onEnd: (end: FeedEnd) => void): Following {
    const following: Following = { feed, head, onEnd, isWaiting: false, isOver: false };
    feed.onReadable = () => this.#enqueue(following);
    this.#enqueue(following);
    return following;
  }

  giveUp(following: Following): void {
    following.isOver = true;
    following.feed.onReadable = null;
    following.feed.close();
  }

  /** The client has read what waited for it. */
  continue(): void {
    if (this.#waiting.length > 0) this.#options.rounds.add(this);
  }

  writeSlice(): boolean {
    if (!this.isFree) return false;
    const following = this.#waiting.shift();
    if (following) this.#writeFrom(following);
    return this.#waiting.length > 0;
  }

  abort(): void {
    this.#options.ws.terminate();
  }

  /** Writes nothing more from any feed. */
  stop(): void {
    this.#waiting.length = 0;
    this.#options.rounds.remove(this);
  }

  #enqueue(following: Following): void {
    if (following.isWaiting) return;
    following.isWaiting = true;
    this.#waiting.push(following);
    if (this.isFree) this.#options.rounds.add(this);
  }

  #writeFrom(following: Following): void {
    following.isWaiting = false;
    if (following.isOver) return;
    const { socket } = this.#options;
    const { payloads, isDry } = takeSlice(following.feed);
    // one system call for all of it
    socket.cork();
    this.#write(following.head, payloads);
    if (!isDry) this.#enqueue(following);
    else if (following.feed.end) following.onEnd(following.feed.end);
    socket.uncork();
  }

  #write(head: string, payloads: readonly string[]): void {
    const { ws, socket } = this.#options;
    let frames = '';
    const flush = (): void => {
      if (frames !== '') socket.write(frames, 'latin1');
      frames = '';
    };
    for (const payload of payloads) {
      const frame = frameMessage(head, payload);
      if (frame !== null) {
        frames += frame;
      } else {
        flush();
        ws.send(`${head}${payload}}`);
      }
    }
    flush();
  }
}
