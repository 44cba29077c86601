import { randomUUID } from 'node:crypto';
import type { ServerOptions } from 'node:https';
import type { Socket } from 'node:net';
import { ApolloServer, type ApolloServerOptions, type BaseContext } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, fastify } from 'fastify';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isDatabaseDown } from './db.ts';
import { errorCodes } from './errors.ts';
import type { Logger } from './log.ts';

/** Largest body of a request in bytes: a bulk of 500 submissions with long descriptions fits. */
const bodyLimitBytes = 16 * 1024 * 1024;

/** How long a client may take to agree on TLS, in milliseconds. */
const handshakeTimeoutMs = 5_000;

/** What every request carries, whatever the service. */
export type RequestContext = BaseContext & {
  /** Names the request in logs and in masked errors. */
  requestId: string;
  /** W3C trace context of the caller, or null. */
  traceparent: string | null;
};

/** The part of the context that comes from HTTP headers. */
export function readRequestContext(request: FastifyRequest): RequestContext {
  const traceparent = request.headers.traceparent;
  return {
    requestId: request.id,
    traceparent: typeof traceparent === 'string' && /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/.test(traceparent) ? traceparent : null,
  };
}

/** What differs from server to server. */
export type HttpServerOptions = {
  /** With them it speaks https, PEM; null: http. */
  tls?: { cert: string; key: string } | null;
  /** Whether a peer is a proxy whose headers are believed; nobody is unless told. @param hop 0 for the one that is connected to us. */
  trustProxy?: (address: string, hop: number) => boolean;
};

/** An HTTP server with what all services have in common; routes are added by the caller, who also listens. */
export function createHttpServer(
  log: Logger,
  isReady: () => Promise<boolean>,
  { tls = null, trustProxy = () => false }: HttpServerOptions = {},
): FastifyInstance {
  const options: FastifyServerOptions & { https?: ServerOptions } = {
    // who opens a connection and does not go on would hold up the stop of the server
    ...(tls ? { https: { ...tls, handshakeTimeout: handshakeTimeoutMs } } : {}),
    trustProxy,
    bodyLimit: bodyLimitBytes,
    // a file of 10 MB over a thin line; who sends next to nothing is ended by the receiver of uploads, and headers have a limit of their own
    requestTimeout: 300_000,
    forceCloseConnections: 'idle',
    genReqId: (request) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
    },
  };
  const app = fastify(options);
  freeConnectionsOnClose(app, tls ? 'secureConnection' : 'connection');
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await isReady().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' });
  });
  app.setErrorHandler<Error & { statusCode?: number; code?: string }>((error, request, reply) => {
    const status = error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
    const message =
      error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
        ? `The request is larger than ${bodyLimitBytes} bytes`
        : status === 500
          ? `Internal error, reported as ${request.id}`
          : error.message;
    if (status < 500) return reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
    log.error({ err: error, reportedAs: request.id }, 'a request failed before it was understood');
    return reply.code(status).send({ errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR', reportedAs: request.id } }] });
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ errors: [{ message: 'There is nothing at this address', extensions: { code: 'BAD_USER_INPUT' } }] }),
  );
  return app;
}

/** How long requests in hand may take when the server closes, in milliseconds; less than a process has for its stop. */
const drainTimeoutMs = 8_000;

/**
 * Lets a server close while clients hold connections. Node then closes only those that are idle at that moment: for one that a browser
 * opened ahead of need, or that carries its last answer just then, it would wait for ever.
 */
function freeConnectionsOnClose(app: FastifyInstance, event: 'connection' | 'secureConnection'): void {
  const { server } = app;
  const sockets = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  app.addHook('preClose', (done) => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const cutOff = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
    server.once('close', () => {
      clearInterval(sweep);
      clearTimeout(cutOff);
    });
    done();
  });
}

export type GraphqlRoute<Context extends RequestContext> = {
  app: FastifyInstance;
  log: Logger;
  createContext: (request: FastifyRequest) => Promise<Context>;
  apollo: Pick<ApolloServerOptions<Context>, 'schema' | 'gateway' | 'plugins' | 'parseOptions'>;
};

/** Puts `/graphql` on an HTTP server. Returns the Apollo server; closing the HTTP server stops it too. */
export async function addGraphqlRoute<Context extends RequestContext>({
  app,
  log,
  createContext,
  apollo,
}: GraphqlRoute<Context>): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    ...(apollo as ApolloServerOptions<Context>),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginInlineTraceDisabled(), ...(apollo.plugins ?? [])],
    formatError: (formatted, error) => maskError(formatted, error, log),
  });
  await server.start();
  await app.register(fastifyApollo(server), { path: '/graphql', context: createContext });
  // runs when the last answer is out; the drain plugin of the integration would close the HTTP server from here and wait for itself
  app.addHook('onClose', () => server.stop());
  return server;
}

const apolloInputCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** A scalar that refuses a variable throws a GraphQLError, which graphql-js wraps in another one. */
function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error;
}

/** An error as a client may see it, for answers that do not go through the server's own pipeline. */
export function formatError(error: unknown, log: Logger): GraphQLFormattedError {
  return maskError(error instanceof GraphQLError ? error.toJSON() : { message: '' }, error, log);
}

function isInputFault(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.originalError || error.extensions.code !== undefined) return false;
  const { status } = (error.extensions.http ?? {}) as { status?: number };
  return status !== undefined && status >= 400 && status < 500;
}

/** Lets through what was made for the client; everything else becomes one sentence and an id that the log knows. */
function maskError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const code = String(formatted.extensions?.code ?? '');
  const original = unwrapResolverError(error);
  const madeForClient = rootCause(original) instanceof GraphQLError;
  if (apolloInputCodes.has(code)) return formatted;
  // what the server itself says of a persisted operation that is not in order has a status and no code
  if (code === 'INTERNAL_SERVER_ERROR' && isInputFault(error)) return { ...formatted, extensions: { code: 'BAD_USER_INPUT' } };
  if (madeForClient && code !== 'INTERNAL_SERVER_ERROR' && Object.hasOwn(errorCodes, code)) return formatted;
  if (isDatabaseDown(original)) {
    log.warn({ err: original, path: formatted.path }, 'the database cannot be reached');
    return {
      ...formatted,
      message: 'The database cannot be reached now; try again in some seconds',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    };
  }
  const reportedAs = formatted.extensions?.reportedAs;
  const id = typeof reportedAs === 'string' ? reportedAs : randomUUID();
  if (reportedAs === undefined) log.error({ err: original, reportedAs: id, path: formatted.path }, 'an unexpected error was masked');
  return {
    message: `Internal error, reported as ${id}`,
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
    extensions: { code: 'INTERNAL_SERVER_ERROR', reportedAs: id },
  };
}
