import { executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'lib/log.ts';
import { type GatewayContext, type GatewayResponse, type SubgraphDataSource, toResponse } from '../data-source.ts';
import { reviveError } from '../subgraph-errors.ts';
import type { PlannedSupergraph } from '../supergraph.ts';
import { BatchingSource } from './batching-source.ts';
import type { LivePlan } from './plan.ts';

export type ExecutorOptions = {
  supergraph: PlannedSupergraph;
  sources: Record<string, SubgraphDataSource>;
  log: Logger;
  /** The same masking as for answers over HTTP. */
  formatError: (error: unknown) => GraphQLFormattedError;
};

type RequestContext = Parameters<typeof executeQueryPlan>[2];

/**
 * Turns messages of a subgraph into what clients asked for, by the gateway's own executor: the message stands in for the answer to the
 * plan's first fetch, everything else is fetched as for a query. So entities, conditions, aliases, error paths and nulls are Apollo's.
 */
export class MessageExecutor {
  readonly #options: ExecutorOptions;
  readonly #sources: ServiceMap;

  constructor(options: ExecutorOptions) {
    this.#options = options;
    this.#sources = Object.fromEntries(Object.entries(options.sources).map(([name, source]) => [name, new BatchingSource(source)]));
  }

  /**
   * JSON of the execution result, in the form that the clients asked for. Never throws: what cannot be executed becomes a message with
   * an error.
   */
  async execute(plan: LivePlan, message: ExecutionResult, variables: Record<string, unknown>, context: GatewayContext): Promise<string> {
    try {
      const result = await this.#run(plan, message, variables, context);
      const errors = result.errors?.map(this.#options.formatError);
      return JSON.stringify({ data: result.data ?? null, ...(errors && { errors }) });
    } catch (error) {
      return JSON.stringify({ data: null, errors: [this.#options.formatError(error)] });
    }
  }

  #run(plan: LivePlan, message: ExecutionResult, variables: Record<string, unknown>, context: GatewayContext): Promise<ExecutionResult> {
    const { supergraph, log } = this.#options;
    const { operation, fragments, subgraph } = plan;
    const requestContext = {
      request: { variables },
      context,
      operation,
      metrics: {},
      logger: log,
      cache: undefined,
    } as unknown as RequestContext;
    const source = this.#sources[subgraph];
    if (!source) throw new Error(`The supergraph names a subgraph "${subgraph}" that the gateway does not know`);
    return executeQueryPlan(
      plan.perMessage,
      { ...this.#sources, [subgraph]: new MessageSource(plan, message, source) },
      requestContext,
      { schema: supergraph.schema, operation, fragments },
      supergraph.schema,
      supergraph.apiSchema,
    );
  }
}

/** Answers the plan's first fetch with the message, and hands everything else to the subgraph. */
class MessageSource implements GraphQLDataSource<GatewayContext> {
  readonly #operation: string;
  readonly #message: ExecutionResult;
  readonly #source: GraphQLDataSource<GatewayContext>;

  constructor({ primary }: LivePlan, message: ExecutionResult, source: GraphQLDataSource) {
    this.#operation = primary.operation;
    this.#message = message;
    this.#source = source;
  }

  async process(options: Parameters<GraphQLDataSource<GatewayContext>['process']>[0]): Promise<GatewayResponse> {
    if (options.request.query !== this.#operation) return await this.#source.process(options);
    const { data, errors } = this.#message;
    // the executor merges what it fetches into this object
    return errors ? toResponse(data ?? null, errors.map(reviveError)) : { data: data ?? null };
  }
}
