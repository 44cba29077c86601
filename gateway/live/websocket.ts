import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Door } from '../identity/door.ts';
import type { Caller } from '../identity/gatekeeper.ts';
import type { Admission } from './admission.ts';
import { type Refused, toRefusalBody, toRefusalHeaders } from './refused.ts';
import { type SessionOptions, SocketSession } from './socket-session.ts';

export type WebSocketOptions = Omit<SessionOptions, 'caller'> & {
  app: FastifyInstance;
  path: string;
  admission: Admission;
  door: Pick<Door, 'admit'>;
};

/**
 * Serves GraphQL over WebSocket with the `graphql-transport-ws` protocol, on the HTTP server's own port.
 *
 * Whoever is not let in gets an HTTP answer with a GraphQL error: browsers keep it from pages, but people and programs see it.
 */
export function addWebSocket({ app, path, admission, door, ...options }: WebSocketOptions): void {
  const { limits, log } = options;
  const sessions = new Set<SocketSession>();
  // the library's types do not know it yet
  const closing = { closeTimeout: limits.drainTimeoutMs };
  const server = new WebSocketServer({
    ...closing,
    noServer: true,
    clientTracking: false,
    maxPayload: limits.messageBytes,
    // what compresses for one client takes more memory than everything else about that client
    perMessageDeflate: false,
    handleProtocols: chooseProtocol,
  });
  server.on('wsClientError', (error, socket) => refuse(socket, { status: 400, code: 'BAD_USER_INPUT', message: error.message }));

  function open(ws: WebSocket, socket: Socket, caller: Caller): void {
    const session = new SocketSession(ws, socket, { ...options, caller });
    const beat = setInterval(() => session.beat(), limits.heartbeatMs);
    sessions.add(session);
    ws.once('close', () => {
      clearInterval(beat);
      sessions.delete(session);
    });
    if (ws.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) ws.close(CloseCode.SubprotocolNotAcceptable, 'Subprotocol not acceptable');
  }

  const notHere: Refused = { status: 404, code: 'BAD_USER_INPUT', message: `WebSockets are served at ${path} only` };
  const elsewhere = { visit: null, refused: notHere };
  const { server: http } = app;
  // with a listener for upgrades Node would hand it offers of HTTP/2 too, which many clients make and which are to be passed over
  Object.assign(http, { shouldUpgradeCallback: isWebSocketUpgrade });
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', (error) => log.debug({ err: error }, 'a live client broke off'));
    const isHere = request.url?.split('?', 1)[0] === path;
    const { visit, refused } = isHere ? admission.enter(request) : elsewhere;
    if (refused) return refuse(socket, refused);
    socket.once('close', () => visit.leave());
    void door.admit(request).then((admitted) => {
      if ('refused' in admitted) return refuse(socket, admitted.refused);
      const crowded = visit.join(admitted.caller.identity.subject);
      if (crowded) return refuse(socket, crowded);
      server.handleUpgrade(request, socket, head, (ws) => open(ws, request.socket, admitted.caller));
    });
  });

  app.addHook('preClose', async () => {
    for (const session of sessions) session.drain();
    const cutOff = setTimeout(() => {
      for (const session of sessions) session.abort();
    }, limits.drainTimeoutMs);
    http.once('close', () => clearTimeout(cutOff));
  });
}

function isWebSocketUpgrade({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * A client that asks for protocols takes the connection for failed unless it gets one of them: the wrong one is granted, and the
 * connection closed with the protocol's code for it.
 */
function chooseProtocol(offered: Set<string>): string | false {
  if (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL)) return GRAPHQL_TRANSPORT_WS_PROTOCOL;
  return offered.values().next().value ?? false;
}

function refuse(socket: Duplex, refused: Refused): void {
  const body = JSON.stringify(toRefusalBody(refused));
  const head = [
    `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}`,
    'connection: close',
    ...Object.entries(toRefusalHeaders(refused)).map(([name, value]) => `${name}: ${value}`),
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.once('finish', () => socket.destroy());
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
