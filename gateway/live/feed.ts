import type { GraphQLFormattedError } from 'graphql';

/**
 * What a transport pumps messages from: one client's place in what all who asked the same share. It never blocks and holds no queue;
 * a client that does not read falls behind alone, until its place is gone.
 */
export type Feed = {
  /**
   * Up to `limit` further messages, each the JSON text of one execution result, written once for all who share it. Empty when none
   * waits.
   */
  take(limit: number): readonly string[];
  /** Called when there is something to take or the feed has ended, never from within `take`. The transport sets it. */
  onReadable: (() => void) | null;
  /** How it ended, once the last message was taken; null while it runs. */
  readonly end: FeedEnd | null;
  /** The client has left or unsubscribed. May be called more than once. */
  close(): void;
};

/** How a feed ends when the client does not end it:
 *
 * - `complete`: there is nothing more to come
 * - `errors`: it cannot go on; the errors are meant for the client
 * - `too-slow`: the client did not read, and what it should read next is no longer kept; it resumes by cursor
 * - `session-over`: the client is not signed in any more
 * - `restart`: the gateway stops; the client connects again and resumes by cursor
 */
export type FeedEnd =
  | { kind: 'complete' }
  | { kind: 'errors'; errors: readonly GraphQLFormattedError[] }
  | { kind: 'too-slow' }
  | { kind: 'session-over' }
  | { kind: 'restart' };
