import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Headers } from '../../../support/people.ts';
import { Notes, pauseMs, type Watcher, type WatcherOptions } from './watcher.ts';

const askEveryMs = 2_000;
const answerPatienceMs = 3_000;

/** Follows over a WebSocket with the graphql-ws client, as the portal does: the library reconnects, the payload carries the cursor. */
export function watchBySocket(options: WatcherOptions): Watcher {
  const notes = new Notes(options);
  const payload: { query: string; variables: { after?: string | undefined } } = {
    query: options.log.subscription,
    variables: { after: notes.after },
  };
  let isHearing = false;
  let isStopped = false;
  let socket: WebSocket | undefined;
  let unsubscribe = (): void => {};
  let patience: NodeJS.Timeout | undefined;
  let headers: Headers = {};
  /** A line may go dead before anything was said on it. */
  class PatientWebSocket extends WebSocket {
    constructor(url: string, protocols: string) {
      super(url, protocols, { headers, perMessageDeflate: false, handshakeTimeout: answerPatienceMs });
    }
  }
  const client: Client = createClient({
    url: async () => {
      headers = await options.bearing();
      return options.url.replace(/^http/, 'ws');
    },
    webSocketImpl: PatientWebSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: () => delay(pauseMs(options)),
    keepAlive: askEveryMs,
    connectionAckWaitTimeout: answerPatienceMs,
    on: {
      opened: (opened) => {
        socket = opened as WebSocket;
      },
      connected: () => {
        isHearing = true;
      },
      ping: (isReceived) => {
        if (isReceived) return;
        // a line that was cut without a word; the library's own way would go on to read what still comes, which browsers do not
        patience = setTimeout(() => socket?.terminate(), answerPatienceMs);
      },
      pong: () => clearTimeout(patience),
      closed: () => {
        clearTimeout(patience);
        isHearing = false;
        if (isStopped) return;
        notes.breakOff();
        payload.variables.after = notes.after;
      },
    },
  });
  const followOnce = (): Promise<boolean> =>
    new Promise((resolve) => {
      unsubscribe = client.subscribe<Record<string, never>>(payload, {
        next: (message) => {
          notes.take(message);
          payload.variables.after = notes.after;
        },
        error: (error) => resolve(Array.isArray(error) ? notes.refuse(error) : notes.refuse([{ extensions: { code: describe(error) } }])),
        complete: () => resolve(!isStopped),
      });
    });
  const follow = async (): Promise<void> => {
    while (!isStopped && (await followOnce())) {
      notes.breakOff();
      payload.variables.after = notes.after;
      await delay(pauseMs(options));
    }
  };
  const following = follow();
  const stop = async (): Promise<void> => {
    isStopped = true;
    unsubscribe();
    await client.dispose();
    await following;
  };
  return { ...options, notes, isHearing: () => isHearing, stop };
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  return typeof error === 'object' && error !== null && 'code' in error ? `close code ${String(error.code)}` : String(error);
}
