import { setTimeout as delay } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { authorize, type Lab, trusting } from '../api.ts';

const pingEveryMs = 10_000;
const patienceMs = 10_000;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

export type LiveClientOptions = {
  lab: Lab;
  /** Ends every pause. */
  signal: AbortSignal;
  onConnected(): void;
  /** The connection broke, or could not be made; it is tried again by itself. */
  onAway(reason: string): void;
};

/** The WebSocket to a lab. It connects with the first subscription and comes back by itself, however often it breaks. */
export function createLiveClient({ lab, signal, onConnected, onAway }: LiveClientOptions): Client {
  const url = new URL('graphql', lab.url.endsWith('/') ? lab.url : `${lab.url}/`);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  // a connection that has died without a word looks open for many minutes
  let patience: NodeJS.Timeout | undefined;
  const expectAnswer = (): void => {
    clearTimeout(patience);
    patience = setTimeout(() => client.terminate(), patienceMs).unref();
  };
  // a token is made anew before it ends, and a connection may be made anew long after
  let headers: Record<string, string> = {};
  class SignedWebSocket extends WebSocket {
    constructor(address: string, protocols: string) {
      super(address, protocols, { headers, ...(lab.certificate === undefined ? {} : trusting(lab.certificate)) });
    }
  }
  const client = createClient({
    url: async () => {
      headers = await authorize(lab);
      return url.href;
    },
    webSocketImpl: SignedWebSocket,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (retries) => pause(retries, signal),
    shouldRetry: (fault) => !isRefusal(fault),
    keepAlive: pingEveryMs,
    on: {
      connecting: expectAnswer,
      connected: () => {
        clearTimeout(patience);
        onConnected();
      },
      ping: (isReceived) => {
        if (!isReceived) expectAnswer();
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(patience);
      },
      closed: (event) => {
        clearTimeout(patience);
        if (!isOurs(event)) onAway(messageOf(event));
      },
    },
  });
  return client;
}

/** After the last subscription the library closes the connection itself. */
function isOurs(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'code' in event && event.code === 1_000;
}

/** Waits longer each time, with jitter; the signal ends it without an error. */
export async function pause(failures: number, signal: AbortSignal): Promise<void> {
  const fullMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
  await delay(fullMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}

/** Whoever answers at this address will not take the connection the next time either: it is no lab, or does not let us in. */
export function isRefusal(fault: unknown): boolean {
  const [, status] = /^Unexpected server response: (4\d\d)$/.exec(messageOf(fault)) ?? [];
  return status !== undefined && status !== '429';
}

/** What is known about the end of a connection: errors and close events both come. */
export function messageOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null) return String(fault);
  if ('message' in fault && typeof fault.message === 'string' && fault.message) return fault.message;
  if ('reason' in fault && typeof fault.reason === 'string' && fault.reason) return fault.reason;
  return 'it broke off';
}
