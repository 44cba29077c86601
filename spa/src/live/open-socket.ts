import type { FormattedExecutionResult } from 'graphql';
import { type Client, CloseCode, createClient, type Sink, type SubscribePayload } from 'graphql-ws';

const pingEveryMs = 10_000;
const pongPatienceMs = 5_000;
const connectPatienceMs = 15_000;
const firstPauseMs = 500;
const longestPauseMs = 10_000;

type Message = FormattedExecutionResult<Record<string, unknown>>;

export type OpenSocket = {
  /**
   * Begins a subscription. After a break it goes on behind the last cursor that came; it ends only with the lab's own word.
   *
   * @returns ends it.
   */
  subscribe(payload: SubscribePayload, sink: Sink<Message>): () => void;
};

export type SocketListener = {
  /** The connection has come (true) or gone (false). */
  onChange?: (isOpen: boolean) => void;
  /** The lab has closed the connection because the session is over, or has not let it in: browsers do not say which. */
  onDoubt?: () => void;
};

/**
 * The WebSocket to this lab. It opens with the first subscription, closes after the last, and comes back by itself however often
 * it breaks, except when the lab says that the session is over. Large enough to be loaded on its own: see `socket.ts`.
 */
export function openSocket({ onChange: tell = () => {}, onDoubt = () => {} }: SocketListener = {}): OpenSocket {
  // a connection that has died without a word looks open for many minutes
  let patience: ReturnType<typeof setTimeout>;
  let isLetIn = false;
  const expectAnswerWithin = (ms: number) => {
    clearTimeout(patience);
    patience = setTimeout(() => client.terminate(), ms);
  };
  const client = createClient({
    url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: pauseBeforeRetry,
    // a browser that reaches nobody reports an error before the close, which the library takes for fatal
    shouldRetry: () => true,
    keepAlive: pingEveryMs,
    on: {
      connecting: () => {
        isLetIn = false;
        expectAnswerWithin(connectPatienceMs);
      },
      connected: () => {
        isLetIn = true;
        clearTimeout(patience);
        tell(true);
      },
      ping: (isReceived) => {
        if (!isReceived) expectAnswerWithin(pongPatienceMs);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(patience);
      },
      closed: (event) => {
        clearTimeout(patience);
        tell(false);
        if (!isLetIn || (event as CloseEvent).code === CloseCode.Unauthorized) onDoubt();
      },
    },
  });
  return { subscribe: (payload, sink) => subscribeWithCursor(client, payload, sink) };
}

/** Longer each time, with jitter, so that a lab that comes back is not run over; at once when the machine gets its network back. */
function pauseBeforeRetry(retries: number): Promise<void> {
  const fullMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(retries, 10));
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer);
      window.removeEventListener('online', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, fullMs * (0.5 + Math.random() / 2));
    window.addEventListener('online', goOn);
  });
}

/**
 * Subscribes and keeps `$after` at the cursor of the last message: the library sends the same payload object again on each new
 * connection, so what was missed comes first and nothing comes twice.
 */
function subscribeWithCursor(client: Client, payload: SubscribePayload, sink: Sink<Message>): () => void {
  const variables = { ...payload.variables };
  return client.subscribe<Record<string, unknown>, Record<string, unknown>>(
    { ...payload, variables },
    {
      next(message) {
        const cursor = findCursor(message.data);
        if (cursor !== undefined) variables.after = cursor;
        sink.next(message as Message);
      },
      error: (fault) => sink.error(fault),
      complete: () => sink.complete(),
    },
  );
}

/** Every subscription that follows a log answers with a `cursor` beside what happened. */
function findCursor(data: Message['data']): string | undefined {
  const [answer] = Object.values(data ?? {});
  return typeof answer === 'object' && answer !== null && 'cursor' in answer && typeof answer.cursor === 'string'
    ? answer.cursor
    : undefined;
}
