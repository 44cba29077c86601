import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { identityHeader, type SignRequest } from 'lib/gateway-signature.ts';
import type { RequestContext } from 'lib/graphql-server.ts';
import type { Logger } from 'lib/log.ts';
import type { SubgraphName } from 'lib/sdl.ts';
import type { Caller } from './identity/gatekeeper.ts';
import type { Feed } from './live/feed.ts';
import { type Answer, SubgraphConnection, SubgraphFault } from './subgraph-connection.ts';
import { isRecord, reviveError, unavailableErrors } from './subgraph-errors.ts';
import { findUpload, UploadBody } from './upload-body.ts';

/** What every request through the gateway carries. */
export type GatewayContext = RequestContext & {
  /** On whose behalf it comes; nobody else gets past the door. */
  caller: Caller;
  /** When a query is given up, in milliseconds since the epoch, whatever is still under way for it; absent for what has no end of its own. */
  deadline?: number;
  /** Aborts when the client has left; null when nobody can leave. */
  signal: AbortSignal | null;
  /** Where a subscription's stream is left for the transport; absent where the transport cannot carry one. */
  live?: { feed: Feed | null };
};

export type SubgraphDataSourceOptions = {
  /** The subgraph's name in the supergraph. Clients see it in errors. */
  name: SubgraphName;
  /** Its GraphQL address. Clients never see it. */
  url: string;
  /** What the subgraph believes us by. */
  sign: SignRequest;
  log: Logger;
  /** How long an answer may take, in milliseconds. */
  timeoutMs: number;
};

export type GatewayResponse = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** What a subgraph has to know of a request beside the operation. */
export type Asking = Pick<GatewayContext, 'caller'> & Partial<RequestContext>;

/** How long an answer is waited for: until nobody wants it any more, and until a moment in milliseconds since the epoch. */
type Patience = { signal?: AbortSignal | null; deadline?: number | undefined };

/** One operation for a subgraph. */
export type SubgraphOperation = { query: string; variables: Record<string, unknown>; operationName?: string | undefined };

/** How long an upload may take in milliseconds; a sender that goes silent is given up long before. */
const uploadTimeoutMs = 300_000;
/** Requests under way to one subgraph; its event loop and its database connections would not do more at a time. */
const socketsPerSubgraph = 64;

/**
 * Asks one subgraph. Stock Apollo's `RemoteGraphQLDataSource` costs two to three times the CPU, has no timeout, and puts addresses
 * and bodies of failed answers into the errors that clients get.
 *
 * Never throws for what happens on the way: the rest of the answer survives, and the missing fields carry `SUBGRAPH_UNAVAILABLE`.
 */
export class SubgraphDataSource implements GraphQLDataSource<GatewayContext> {
  readonly #name: SubgraphName;
  readonly #sign: SignRequest;
  readonly #log: Logger;
  readonly #connection: SubgraphConnection;
  #inHand = 0;

  constructor({ name, url, sign, log, timeoutMs }: SubgraphDataSourceOptions) {
    this.#name = name;
    this.#sign = sign;
    this.#log = log.child({ subgraph: name });
    this.#connection = new SubgraphConnection(url, { timeoutMs, sockets: socketsPerSubgraph });
  }

  /** Fetches of queries and mutations that wait for their answer. */
  get inHand(): number {
    return this.#inHand;
  }

  async process(options: GraphQLDataSourceProcessOptions<GatewayContext>): Promise<GatewayResponse> {
    // the gateway asks for nothing on its own
    const context = options.context as GatewayContext;
    const { query = '', variables = {}, operationName } = options.request;
    // an asked-for change is carried through, whether or not somebody waits for the answer
    const isQuery = 'incomingRequestContext' in options && options.incomingRequestContext.operation.operation === 'query';
    this.#inHand += 1;
    try {
      const limits = isQuery ? { signal: context.signal, deadline: context.deadline } : {};
      return await this.ask({ query, variables, operationName }, context, limits);
    } catch (error) {
      return this.explain(error, { query, variables, operationName }, context);
    } finally {
      this.#inHand -= 1;
    }
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws SubgraphFault when there is none.
   */
  async ask(
    { query, variables, operationName }: SubgraphOperation,
    context: Asking,
    { signal = null, deadline }: Patience = {},
  ): Promise<GatewayResponse> {
    const upload = findUpload(variables);
    if (upload) return await this.#askWithFile(new UploadBody({ query, variables, operationName }, upload), context);
    const body = JSON.stringify({ query, variables, operationName });
    const headers = { 'content-type': 'application/json', ...this.#headersFor(body, context) };
    const leftMs = deadline === undefined ? undefined : Math.max(1, deadline - Date.now());
    return readAnswer(await this.#connection.post(body, headers, signal, leftMs));
  }

  async #askWithFile(upload: UploadBody, context: Asking): Promise<GatewayResponse> {
    try {
      const headers = { ...upload.headers, ...this.#headersFor(upload.operation, context) };
      return readAnswer(await this.#connection.post(upload.stream, headers, null, uploadTimeoutMs));
    } catch (error) {
      // it is the sender who broke off, not the subgraph
      if (upload.fault) return toResponse(null, [upload.fault]);
      throw error;
    }
  }

  /**
   * The answer in place of one that did not come.
   *
   * @throws the error itself when it is no SubgraphFault.
   */
  explain(error: unknown, { query, variables, operationName }: SubgraphOperation, context: Asking): GatewayResponse {
    if (!(error instanceof SubgraphFault)) throw error;
    const level = error.kind === 'cancelled' ? 'debug' : 'warn';
    this.#log[level]({ fault: error.message, kind: error.kind, requestId: context.requestId, operationName }, 'a subgraph did not answer');
    return toResponse(null, unavailableErrors(this.#name, error.kind, { query, variables }));
  }

  /** @param content what is signed: the body, or of a form its operation, for its file is only just coming in. */
  #headersFor(content: string, { caller, ...context }: Asking): Record<string, string> {
    return { ...forwardedHeaders(context), [identityHeader]: this.#sign(this.#name, caller.identity, content) };
  }

  /** Cuts off what is under way and closes the sockets. */
  close(): Promise<void> {
    return this.#connection.close();
  }
}

/** Everything a subgraph is told beside the operation. */
function forwardedHeaders({ requestId, traceparent }: Partial<RequestContext>): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (requestId) headers['x-request-id'] = requestId;
  if (traceparent) headers.traceparent = traceparent;
  return headers;
}

/**
 * A GraphQL answer is one by its content, not by its status: a subgraph refuses bad variables with 400 and errors that are meant for
 * the client. Not with 404, though: that is a server that has no GraphQL at this address.
 *
 * @throws SubgraphFault when it is none.
 */
function readAnswer({ status, body }: Answer): GatewayResponse {
  const answer = parseJson(body);
  const isGraphql = isRecord(answer) && ('data' in answer || Array.isArray(answer.errors)) && status !== 404;
  if (!isGraphql) throw new SubgraphFault('not-graphql', `HTTP ${status}: ${body.slice(0, 200)}`);
  const data = isRecord(answer.data) ? answer.data : null;
  return Array.isArray(answer.errors) ? toResponse(data, answer.errors.map(reviveError)) : { data };
}

/** The type asks for formatted errors; instances are those too, and only instances pass the masking. */
export function toResponse(data: Record<string, unknown> | null, errors: readonly GraphQLError[]): GatewayResponse {
  return { data, errors: errors as unknown as GraphQLFormattedError[] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
