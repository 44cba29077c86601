import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { graphError } from 'lib/errors.ts';
import { contentOf, type SignRequest } from 'lib/gateway-signature.ts';
import type { Logger } from 'lib/log.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import type { GatewayContext, SubgraphDataSource } from '../data-source.ts';
import { SubgraphFault } from '../subgraph-connection.ts';
import { isRecord, reviveError } from '../subgraph-errors.ts';
import type { PlannedSupergraph } from '../supergraph.ts';
import type { Feed } from './feed.ts';
import { MessageExecutor } from './message-executor.ts';
import { type LivePlan, LivePlanner } from './plan.ts';
import type { StreamSource } from './stream.ts';
import { StreamPool } from './stream-pool.ts';
import { UpstreamClient } from './upstream-client.ts';

export type LiveEngineOptions = {
  supergraph: PlannedSupergraph;
  sources: Record<SubgraphName, SubgraphDataSource>;
  /** GraphQL address of each subgraph. */
  urls: Record<SubgraphName, string>;
  /** What the subgraphs believe us by. */
  sign: SignRequest;
  log: Logger;
  formatError: (error: unknown) => GraphQLFormattedError;
};

/** A subscription as it comes out of the pipeline: parsed, validated, within the limits. */
export type LiveRequest = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** Hash of the document's text. */
  queryHash: string;
  variables: Record<string, unknown>;
  context: GatewayContext;
};

const poolLimits = { ring: { messages: 10_000, bytes: 16 * 1024 * 1024 }, streams: 5_000, lingerMs: 10_000 };
/** How long a subgraph that is away is asked for its position before a new subscriber is told, in milliseconds. */
const positionPatienceMs = 10_000;
const positionRetryMs = 200;

/**
 * Subscriptions over the supergraph. `@apollo/gateway` plans them and refuses to execute them; here each message of a subgraph is
 * executed as an ordinary plan, once for all clients that asked for the same with the same rights.
 */
export class LiveEngine {
  readonly #options: LiveEngineOptions;
  readonly #planner: LivePlanner;
  readonly #executor: MessageExecutor;
  readonly #clients = new Map<SubgraphName, UpstreamClient>();
  readonly #streams = new StreamPool(poolLimits);

  constructor(options: LiveEngineOptions) {
    this.#options = options;
    this.#planner = new LivePlanner(options.supergraph);
    this.#executor = new MessageExecutor(options);
  }

  /**
   * A place in the stream that the request asks for.
   *
   * @throws GraphQLError when variables do not fit, or there is no room for another stream.
   */
  open({ document, operation, queryHash, variables: given, context }: LiveRequest): Feed {
    const name = operation.name?.value ?? '';
    const plan = this.#planner.plan(`${queryHash} ${name}`, document, operation);
    const variables = this.#coerce(operation, given);
    const after = 'variable' in plan.after ? readText(variables[plan.after.variable]) : plan.after.literal;
    const key = JSON.stringify([queryHash, name, identityOf(context), plan.distinguishing.map((variable) => variables[variable])]);
    // nobody in particular waits for what is executed for all
    return this.#streams.join({ key, after, source: () => this.#createSource(plan, variables, { ...context, signal: null }) });
  }

  /** Tells every client to connect again; nothing new is begun. */
  drain(): void {
    this.#streams.drain();
  }

  async close(): Promise<void> {
    this.drain();
    await Promise.all([...this.#clients.values()].map((client) => client.close()));
  }

  #createSource(plan: LivePlan, variables: Record<string, unknown>, context: GatewayContext): StreamSource {
    const { query, operationName, variables: handedOn, afterVariable } = plan.upstream;
    const name = toSubgraphName(plan.subgraph);
    const values = Object.fromEntries(handedOn.filter((name) => name in variables).map((name) => [name, variables[name]]));
    return {
      findEnd: () => this.#findEnd(plan, context),
      subscribe: (after, sink) => {
        const operation = {
          query,
          operationName,
          variables: { ...values, [afterVariable]: after },
          sign: () => this.#options.sign(name, context.caller.identity, contentOf.subscription(query, operationName, operation.variables)),
        };
        return this.#clientOf(name).subscribe(operation, {
          ...sink,
          next: (message) => {
            // the client reads it again when it connects anew
            operation.variables[afterVariable] = readCursor(plan, message) ?? operation.variables[afterVariable];
            sink.next(message);
          },
        });
      },
      execute: this.#executor.prepare(plan, variables, context),
      readCursor: (message) => readCursor(plan, message),
      toErrors: (errors) => errors.map((error) => this.#options.formatError(toTerminalError(error, plan))),
    };
  }

  /**
   * The subgraph's own end of the log. One that is away is waited for, for some seconds.
   *
   * @throws GraphQLError SUBGRAPH_UNAVAILABLE
   */
  async #findEnd({ subgraph }: LivePlan, context: GatewayContext): Promise<string> {
    const source = this.#options.sources[toSubgraphName(subgraph)];
    const operation = { query: 'query LogCursor { logCursor }', variables: {}, operationName: 'LogCursor' };
    for (const deadline = Date.now() + positionPatienceMs; ; await pause(positionRetryMs)) {
      const answer = await source.ask(operation, context).catch((error: unknown) => {
        if (error instanceof SubgraphFault) return null;
        throw error;
      });
      const cursor: unknown = answer?.data?.logCursor;
      if (typeof cursor === 'string') return cursor;
      if (Date.now() < deadline) continue;
      const [error] = answer?.errors ?? [];
      throw error ? reviveError(error) : graphError('SUBGRAPH_UNAVAILABLE', `The subgraph "${subgraph}" cannot be reached`);
    }
  }

  #clientOf(name: SubgraphName): UpstreamClient {
    const known = this.#clients.get(name);
    if (known) return known;
    const client = new UpstreamClient(this.#options.urls[name], this.#options.log.child({ subgraph: name }));
    this.#clients.set(name, client);
    return client;
  }

  /** Variables as they were given, with defaults in the place of those that were not. */
  #coerce(operation: OperationDefinitionNode, given: Record<string, unknown>): Record<string, unknown> {
    const { coerced, errors } = getVariableValues(this.#options.supergraph.schema, operation.variableDefinitions ?? [], given, {
      maxErrors: 1,
    });
    const [first] = errors ?? [];
    if (first) throw graphError('BAD_USER_INPUT', first.message, { http: { status: 400 } });
    // not in their inner form: the subgraph reads them once more
    return { ...coerced, ...given };
  }
}

/** Whose rights a stream has: only who has the same may share it. */
function identityOf({ caller: { identity } }: GatewayContext): string {
  return JSON.stringify([identity.subject, identity.roles, identity.teams]);
}

function toSubgraphName(name: string): SubgraphName {
  const known = subgraphNames.find((candidate) => candidate === name);
  if (!known) throw new Error(`The supergraph names a subgraph "${name}" that the gateway does not know`);
  return known;
}

function readText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function readCursor({ responseName, upstream }: LivePlan, { data }: ExecutionResult): string | null {
  const payload = isRecord(data) ? data[responseName] : undefined;
  return isRecord(payload) ? readText(payload[upstream.cursorName]) : null;
}

/** An error that ends a subscription stands at its field, whatever the subgraph said about the place. */
function toTerminalError(error: unknown, { responseName }: LivePlan): unknown {
  // one of our own making, or one that came over the wire; everything else is a fault and gets masked
  if (!(error instanceof GraphQLError) && error instanceof Error) return error;
  const { message, extensions } = error instanceof GraphQLError ? error : reviveError(error);
  return new GraphQLError(message, { path: [responseName], extensions });
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
