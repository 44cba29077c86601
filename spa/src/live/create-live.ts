import type { ApolloClient } from '@apollo/client';
import { followActivity } from './follow-activity.ts';
import { createPresence, type LiveState } from './presence.ts';
import { createRefresher } from './refresher.ts';
import type { Socket } from './socket.ts';

/** How long the first questions wait for the start of the log. Those that did not get it are asked again when it is known. */
const startPatienceMs = 1_000;
/** How often to ask what nobody tells: everything while the connection is away, and what failed. */
const slowMs = 5_000;

/** What one question shows, as of now. */
export type Shown = {
  /** The request that it is about; undefined when anything that happens may change it. */
  requestId: string | undefined;
  isLoading: boolean;
  hasFailed: boolean;
  /** Out of date after so long even if nothing happens. */
  agesAfterMs: number;
  refresh: () => Promise<unknown>;
};

export type Live = {
  /** What is asked after this misses nothing. */
  started: Promise<void>;
  /** Begins to follow; the returned function ends it. Begun again, it asks again for everything that is shown. */
  start(client: ApolloClient): () => void;
  /** Keeps the answer to a question fresh until `stop`. */
  keepFresh(read: () => Shown): { wake(): void; stop(): void };
  state(): LiveState;
  onState(tell: () => void): () => void;
};

/**
 * The one place that decides when something is asked again. A single subscription tells to which request something happened; what
 * is on the screen and concerned by it is asked again, in the same way and with the same rights as the first time.
 */
export function createLive(socket: Socket): Live {
  type Question = { read: () => Shown; touch(): void; wake(): void; askedAt: number };
  const questions = new Set<Question>();
  const touch = (isMeant: (question: Question) => boolean) => {
    for (const question of questions) if (isMeant(question)) question.touch();
  };
  const everything = () => true;
  // what failed while the connection was away is asked again, too
  const presence = createPresence(() => touch(everything));
  let begin = () => {};
  const started = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let mayHaveMissed = false;

  return {
    started,
    state: presence.state,
    onState: presence.onChange,
    start(client) {
      const controller = new AbortController();
      const { signal } = controller;
      presence.start();
      const goAhead = () => {
        mayHaveMissed = true;
        begin();
      };
      const patience = setTimeout(goAhead, startPatienceMs);
      const listener = {
        onStart() {
          if (mayHaveMissed) touch(everything);
          goAhead();
        },
        onFailure: goAhead,
        onActivity: (requestId: string | undefined) =>
          touch(({ read }) => {
            const { requestId: shown } = read();
            return shown === undefined || requestId === undefined || shown === requestId;
          }),
        onHearing: presence.hear,
      };
      void followActivity(client, socket, listener, signal);
      const ticking = setInterval(() => {
        const isAway = presence.state() === 'away';
        const now = performance.now();
        touch(({ read, askedAt }) => isAway || read().hasFailed || now - askedAt >= read().agesAfterMs);
      }, slowMs);
      const wakeAll = () => {
        for (const { wake } of questions) wake();
      };
      document.addEventListener('visibilitychange', wakeAll, { signal });
      return () => {
        controller.abort();
        clearTimeout(patience);
        clearInterval(ticking);
        presence.stop();
      };
    },
    keepFresh(read) {
      const refresher = createRefresher(
        () => {
          question.askedAt = performance.now();
          return read().refresh();
        },
        // the tab is not looked at, or the first answer is still on its way
        () => !document.hidden && !read().isLoading,
      );
      const question: Question = { read, touch: refresher.touch, wake: refresher.wake, askedAt: performance.now() };
      questions.add(question);
      return {
        wake: refresher.wake,
        stop() {
          questions.delete(question);
          refresher.stop();
        },
      };
    },
  };
}
