import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute, GraphQLError, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { isDatabaseDown } from './db.ts';
import { graphError } from './errors.ts';
import { EventBatches } from './event-log/batches.ts';
import { contentOf, type VerifyRequest } from './gateway-signature.ts';
import { formatError } from './graphql-server.ts';
import type { Identity } from './identity.ts';
import { readSubscription } from './live-documents.ts';
import type { Logger } from './log.ts';
import { notSigned } from './signed-requests.ts';

/** Largest message of a client in bytes: a query with its variables. */
const maxPayloadBytes = 1024 * 1024;
const initTimeoutMs = 5_000;
const pingEveryMs = 12_000;
/** What a socket has not sent yet, in bytes, above which nothing more is read for it. */
const fullAtBytes = 256 * 1024;
/** How long clients have to take note that the service stops, in milliseconds. */
const farewellMs = 300;

/** How often a batch is executed while the database is away, and the pause in between, in milliseconds: a restart takes seconds. */
const attemptsAtMost = 120;
const attemptEveryMs = 500;

const closeCodes = { restart: 1012, tryAgain: 1013 };

export type LiveOptions<Context> = {
  app: FastifyInstance;
  log: Logger;
  schema: GraphQLSchema;
  /** What a subscription is believed by. */
  verify: VerifyRequest;
  /** A fresh one for every batch of events: loaders remember what they have loaded. */
  createContext: (identity: Identity) => Context;
};

type LiveArgs = ExecutionArgs & { createContext: () => unknown };

/** Serves the schema's subscriptions at `/graphql` over graphql-transport-ws; queries and mutations go by HTTP. Ends with the HTTP server. */
export function serveSubscriptions<Context>({ app, log, schema, verify, createContext }: LiveOptions<Context>): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxPayloadBytes, perMessageDeflate: false, handleProtocols });
  const protocol = makeServer<undefined>({
    connectionInitWaitTimeout: initTimeoutMs,
    onSubscribe: (_connection, _id, { query, variables, operationName, extensions }) => {
      const identity = verify(extensions?.identity, contentOf.subscription(query, operationName, variables));
      if (!identity) return [graphError('UNAUTHENTICATED', notSigned)];
      const read = readSubscription(schema, query, operationName);
      if ('errors' in read) return read.errors;
      const args: LiveArgs = {
        schema,
        document: read.document,
        contextValue: createContext(identity),
        createContext: () => createContext(identity),
        ...(variables ? { variableValues: variables } : {}),
        ...(operationName ? { operationName } : {}),
      };
      return args;
    },
    subscribe: (args) => subscribeInBatches(args as LiveArgs),
    onNext: (_connection, _id, _payload, _args, result) =>
      result.errors ? { data: result.data ?? null, errors: result.errors.map((error) => formatError(error, log)) } : undefined,
    onError: (_connection, _id, _payload, errors) => errors.map((error) => formatError(error, log)),
  });
  sockets.on('connection', (socket: WebSocket) => attend(socket, protocol, log));

  let isClosing = false;
  app.server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    const path = (request.url ?? '').split('?', 1)[0];
    if (path !== '/graphql') return refuse(socket, 404);
    if (isClosing) return refuse(socket, 503);
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  });
  app.addHook('preClose', async () => {
    isClosing = true;
    await sayFarewell(sockets);
  });
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Those who have not closed by then are cut off: they come back as after any lost connection. */
async function sayFarewell(sockets: WebSocketServer): Promise<void> {
  const closed = [...sockets.clients].map((socket) => {
    socket.close(closeCodes.restart, 'the service stops');
    return new Promise((resolve) => socket.once('close', resolve));
  });
  const timer = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, farewellMs);
  await Promise.all(closed);
  clearTimeout(timer);
  sockets.close();
}

/** Carries one socket's messages to the protocol and back. */
function attend(socket: WebSocket, protocol: ReturnType<typeof makeServer<undefined>>, log: Logger): void {
  let isThere = true;
  const pinging = setInterval(() => {
    if (!isThere) return socket.terminate();
    isThere = false;
    socket.ping();
  }, pingEveryMs);
  socket.on('pong', () => {
    isThere = true;
  });
  socket.on('error', (error) => log.debug({ err: error }, 'a subscriber broke the connection'));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) =>
        socket.on('message', (data) => {
          handle(String(data)).catch((error: unknown) => {
            log.error({ err: error }, 'a message of a subscriber could not be handled');
            socket.close(closeCodes.tryAgain, 'internal error');
          });
        }),
    },
    undefined,
  );
  socket.once('close', (code, reason) => {
    clearInterval(pinging);
    closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'a subscription did not end well'));
  });
}

/** Waits when the client does not read: nothing more is executed for it then. */
function send(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    // what cannot be sent any more is not missed: the client resumes by cursor
    if (socket.readyState !== socket.OPEN) return resolve();
    socket.send(data, () => resolve());
    if (socket.bufferedAmount < fullAtBytes) resolve();
  });
}

/**
 * Like `subscribe` of graphql-js, but events that come together are executed together, with one context: their loaders ask once for all.
 */
async function subscribeInBatches(args: LiveArgs): Promise<AsyncIterableIterator<ExecutionResult>> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return fail(source.errors?.[0] ?? new GraphQLError('the subscription could not be started'));
  if (!(source instanceof EventBatches)) throw new Error('a subscription must be drawn from EventBatches');
  const batches = source.batches[Symbol.asyncIterator]();
  const results = executeBatches(args, batches);
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: () => results.next(),
    // a generator that waits does not hear that it shall return, its source does
    return: async () => {
      await batches.return?.();
      return results.return(undefined);
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

async function* executeBatches(args: LiveArgs, batches: AsyncIterator<readonly unknown[]>): AsyncGenerator<ExecutionResult, undefined> {
  try {
    for (let step = await batches.next(); !step.done; step = await batches.next()) {
      yield* await executeBatch(args, step.value);
    }
  } finally {
    await batches.return?.();
  }
  return undefined;
}

/** Executes events together. What the database is away for is executed again when it may be back: a message goes out once, so it goes out whole. */
async function executeBatch(args: LiveArgs, events: readonly unknown[]): Promise<ExecutionResult[]> {
  for (let attempt = 1; ; attempt += 1) {
    const contextValue = args.createContext();
    const results = await Promise.all(events.map((event) => execute({ ...args, rootValue: event, contextValue })));
    const isHurt = results.some(({ errors }) => errors?.some(({ originalError }) => isDatabaseDown(originalError)));
    if (!isHurt || attempt === attemptsAtMost) return results;
    await new Promise((resolve) => setTimeout(resolve, attemptEveryMs));
  }
}

/** Ends with the protocol's own message for it, not with a result that carries errors. */
function fail(error: GraphQLError): AsyncIterableIterator<ExecutionResult> {
  const failed: AsyncIterableIterator<ExecutionResult> = { next: () => Promise.reject(error), [Symbol.asyncIterator]: () => failed };
  return failed;
}
