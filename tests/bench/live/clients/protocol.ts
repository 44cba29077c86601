import type { Headers } from '../../../support/people.ts';

/** What a bench tells its process of clients to do; each is answered with a {@link Crowd}. */
export type Order =
  /**
   * `after`: cursor to begin behind; null from now on. `people`: what each of them is let in with; clients are theirs in turns.
   * `extensions`: of the operation, for who asks a subgraph itself.
   */
  | {
      order: 'connect';
      url: string;
      clients: number;
      people: readonly Headers[];
      query: string;
      after: string | null;
      withTimes: boolean;
      extensions?: object;
    }
  /** Waits until every client has so many messages, or nothing came for some seconds. */
  | { order: 'await'; messages: number }
  /** Waits until this is what every client heard last. */
  | { order: 'awaitChange'; id: string }
  /** Hands in what came since the last time. */
  | { order: 'collect' }
  | { order: 'disconnect' };

export type Crowd = {
  /** Clients that are there. */
  connected: number;
  /** Messages that came to the client with the fewest and with the most. */
  fewest: number;
  most: number;
  /** When collected: the messages as the first client to get each got it, and when each client did, in milliseconds since 1970. */
  messages?: string[];
  times?: number[][];
  /** Messages that did not come to a client at their place in the row. */
  misplaced: number;
  /** When the last message came, in milliseconds since 1970. */
  lastAt: number;
  /** Connections that the gateway ended, by code and reason; those clients came back with their last cursor. */
  ended: Record<string, number>;
};
