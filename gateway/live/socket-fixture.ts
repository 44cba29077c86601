import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type ClientOptions, WebSocket } from 'ws';

export type SocketMessage = { type: string; id?: string; payload?: unknown };

/** A client without manners: it sends what a test wants. */
export type RawSocket = AsyncDisposable & {
  ws: WebSocket;
  /** Objects as JSON; texts and bytes as they are. */
  send(...messages: (object | string | Buffer)[]): void;
  /**
   * The next message.
   *
   * @throws Error with the code when the socket closes instead.
   */
  receive(): Promise<SocketMessage>;
  /** How the server, or the network, closed it. */
  closed: Promise<{ code: number; reason: string }>;
};

/** @param protocols what the client offers; none when empty. */
export async function openSocket(
  url: string,
  options: ClientOptions = {},
  protocols: string[] = [GRAPHQL_TRANSPORT_WS_PROTOCOL],
): Promise<RawSocket> {
  const ws = new WebSocket(url, protocols, options);
  const messages: SocketMessage[] = [];
  let wake = (): void => {};
  ws.on('message', (data) => {
    messages.push(JSON.parse(String(data)) as SocketMessage);
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    ws.once('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      wake();
    });
  });
  await once(ws, 'open');
  // a socket that is cut off may also say that it could not write
  ws.on('error', () => {});
  return {
    ws,
    closed,
    send(...all) {
      for (const message of all) ws.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
    },
    async receive() {
      for (;;) {
        const message = messages.shift();
        if (message) return message;
        if (ws.readyState === ws.CLOSED) throw new Error(`The socket was closed: ${JSON.stringify(await closed)}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async [Symbol.asyncDispose]() {
      ws.terminate();
      await closed;
    },
  };
}

/** A client that has been acknowledged. */
export async function openAcknowledged(url: string, options: ClientOptions = {}): Promise<RawSocket> {
  const socket = await openSocket(url, options);
  socket.send({ type: 'connection_init' });
  const { type } = await socket.receive();
  if (type !== 'connection_ack') throw new Error(`Not acknowledged but ${type}`);
  return socket;
}

/** The HTTP answer to a client that is not let in. */
export async function readRefusal(url: string, options: ClientOptions = {}): Promise<{ status: number | undefined; body: unknown }> {
  const ws = new WebSocket(url, [GRAPHQL_TRANSPORT_WS_PROTOCOL], options);
  const opened = once(ws, 'open').then(() => {
    ws.terminate();
    throw new Error('The client was let in');
  });
  const [, response] = (await Promise.race([once(ws, 'unexpected-response'), opened])) as [unknown, IncomingMessage];
  opened.catch(() => {});
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

export function subscribe(id: string, query: string): SocketMessage {
  return { id, type: 'subscribe', payload: { query } };
}
