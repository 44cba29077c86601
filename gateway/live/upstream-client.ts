import type { ExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import type { Logger } from 'lib/log.ts';
import { WebSocket } from 'ws';

/** What the gateway subscribes to at a subgraph. `variables` is read again at each connection, so that it resumes where it was. */
export type UpstreamOperation = {
  query: string;
  operationName?: string | undefined;
  variables: Record<string, unknown>;
  /** Says on whose behalf, for what is sent at this moment. */
  sign: () => string;
};

export type UpstreamSink = {
  next(message: ExecutionResult): void;
  /** It cannot go on: the subgraph refused it, with what it said. */
  refuse(errors: readonly unknown[]): void;
  /** The subgraph ended it without a word; it may be asked for again. */
  lost(): void;
};

const firstRetryMs = 50;
const longestRetryMs = 1_000;
const pingEveryMs = 5_000;
const pongPatienceMs = 5_000;

/** One socket to one subgraph, for everything that is subscribed to there. It comes back by itself, however long that takes. */
export class UpstreamClient {
  readonly #client: Client;
  readonly #log: Logger;

  constructor(url: string, log: Logger) {
    this.#log = log;
    this.#client = createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: LeanWebSocket,
      lazyCloseTimeout: 5_000,
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      retryWait: async (retries) => {
        const waitMs = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(retries, 10));
        await new Promise((resolve) => setTimeout(resolve, waitMs * (0.5 + Math.random() / 2)));
      },
      connectionAckWaitTimeout: 5_000,
      keepAlive: pingEveryMs,
      on: noticeSilence(log),
    });
  }

  /** @returns a function that ends it; nothing comes afterwards. */
  subscribe(operation: UpstreamOperation, sink: UpstreamSink): () => void {
    let isOver = false;
    const unless = (act: () => void): void => {
      if (!isOver) act();
    };
    const { query, operationName = null, sign } = operation;
    const payload = {
      query,
      operationName,
      // read anew whenever the operation is sent
      get variables() {
        return operation.variables;
      },
      get extensions() {
        return { identity: sign() };
      },
    };
    const unsubscribe = this.#client.subscribe(payload, {
      next: (message) => unless(() => sink.next(message as ExecutionResult)),
      error: (error) =>
        unless(() => {
          isOver = true;
          if (Array.isArray(error)) return sink.refuse(error);
          this.#log.warn({ fault: describe(error) }, 'a subscription at a subgraph was broken off');
          sink.lost();
        }),
      complete: () =>
        unless(() => {
          isOver = true;
          sink.lost();
        }),
    });
    return () => {
      isOver = true;
      unsubscribe();
    };
  }

  async close(): Promise<void> {
    // rejects when it was just about to connect again
    await Promise.resolve(this.#client.dispose()).catch(() => {});
  }
}

/** Compression between neighbours costs more than it saves, memory above all. */
class LeanWebSocket extends WebSocket {
  constructor(url: string, protocols: string) {
    super(url, protocols, { perMessageDeflate: false, handshakeTimeout: 5_000 });
  }
}

/** A connection that went dead without a word answers no ping; it is ended, and so made anew. */
function noticeSilence(log: Logger): NonNullable<Parameters<typeof createClient>[0]['on']> {
  let socket: WebSocket | null = null;
  let patience: NodeJS.Timeout | undefined;
  return {
    opened: (opened) => {
      socket = opened as WebSocket;
    },
    ping: (isReceived) => {
      if (isReceived) return;
      patience = setTimeout(() => {
        log.warn('a subgraph does not answer on its socket; it is connected anew');
        socket?.terminate();
      }, pongPatienceMs);
    },
    pong: (isReceived) => {
      if (isReceived) clearTimeout(patience);
    },
    closed: () => clearTimeout(patience),
  };
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  if (typeof error === 'object' && error !== null && 'code' in error) return `close code ${String(error.code)}`;
  return String(error);
}
