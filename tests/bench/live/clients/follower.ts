import type { Headers } from '../../../support/people.ts';
import { LeanSocket } from './lean-socket.ts';

/** Messages in the order in which they came to whoever got them first. */
export type Row = {
  messages: Buffer[];
  /** For each message when each client got it; empty where nobody asks. */
  times: number[][];
  withTimes: boolean;
  misplaced: number;
  lastAt: number;
  ended: Map<string, number>;
  /** Cursor before the first message of the row; null: from now on. */
  before: string | null;
};

const protocol = 'graphql-transport-ws';
/** As servers write it; another way of writing it is understood too, at a price. */
const nextPrefix = Buffer.from('{"id":"1","type":"next"');

type Following = {
  url: string;
  /** Say who one is. */
  headers: Headers;
  query: string;
  extensions?: object | undefined;
  row: Row;
  readId: (message: string) => string;
  readCursor: (message: string) => string;
};

/** One client: what it gets is compared with what others got, byte by byte, and looked into only where that differs. */
export class Follower {
  /** Its next place in the row. */
  place = 0;
  /** The last message, where times are taken. */
  last: Buffer | null = null;
  readonly #following: Following;
  #socket: LeanSocket | null = null;
  #isWanted = true;
  readonly #onSubscribed: () => void;

  constructor(following: Following, onSubscribed: () => void) {
    this.#following = following;
    this.#onSubscribed = onSubscribed;
    this.#connect();
  }

  leave(): void {
    this.#isWanted = false;
    this.#socket?.destroy();
  }

  #connect(): void {
    const { url, headers, row } = this.#following;
    this.#socket = new LeanSocket(
      url,
      { protocol, headers },
      {
        onOpen: (socket) => socket.send('{"type":"connection_init"}'),
        onText: (socket, bytes) => this.#hear(socket, bytes),
        onClose: (_socket, code, reason) => {
          if (!this.#isWanted) return;
          const what = `${code} ${reason}`;
          row.ended.set(what, (row.ended.get(what) ?? 0) + 1);
          setTimeout(() => this.#isWanted && this.#connect(), 100 + Math.random() * 200);
        },
      },
    );
  }

  #hear(socket: LeanSocket, bytes: Buffer): void {
    const isNext = bytes.length > nextPrefix.length && bytes.compare(nextPrefix, 0, nextPrefix.length, 0, nextPrefix.length) === 0;
    if (isNext) this.#take(bytes);
    else this.#obey(socket, bytes);
  }

  #obey(socket: LeanSocket, bytes: Buffer): void {
    const { type, payload } = JSON.parse(bytes.toString()) as { type: string; payload?: unknown };
    if (type === 'connection_ack') this.#subscribe(socket);
    else if (type === 'ping') socket.send('{"type":"pong"}');
    else if (type === 'next') this.#take(bytes);
    else throw new Error(`the gateway ended a subscription: ${type} ${JSON.stringify(payload)}`);
  }

  #subscribe(socket: LeanSocket): void {
    const { query, row, readCursor, extensions } = this.#following;
    const last = row.messages[this.place - 1];
    const after = last ? readCursor(last.toString()) : row.before;
    const variables = after === null ? {} : { after };
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables, extensions } }));
    this.#onSubscribed();
  }

  #take(bytes: Buffer): void {
    const { row, readId } = this.#following;
    const place = this.place++;
    const known = row.messages[place];
    if (!known) row.messages.push(Buffer.from(bytes));
    else if (!known.equals(bytes) && readId(known.toString()) !== readId(bytes.toString())) row.misplaced += 1;
    row.lastAt = performance.now();
    if (!row.withTimes) return;
    this.last = Buffer.from(bytes);
    const times = row.times[place];
    if (times) times.push(row.lastAt);
    else row.times.push([row.lastAt]);
  }
}
