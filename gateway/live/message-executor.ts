import { executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Logger } from 'lib/log.ts';
import { type GatewayContext, type GatewayResponse, type SubgraphDataSource, toResponse } from '../data-source.ts';
import { shapeIrregular } from '../executor.ts';
import { compileProjection, Irregular } from '../projection.ts';
import { reviveError } from '../subgraph-errors.ts';
import { fragmentsOf, type PlannedSupergraph } from '../supergraph.ts';
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
   * What to do with each message of a stream: it gives JSON of the execution result, in the form that the clients asked for. It never
   * rejects: what cannot be executed becomes a message with an error.
   */
  prepare(plan: LivePlan, variables: Record<string, unknown>, context: GatewayContext): (message: ExecutionResult) => Promise<string> {
    const { supergraph, formatError } = this.#options;
    const { document, operation } = plan;
    const projection = compileProjection(supergraph.clientSchema, operation, fragmentsOf(document), variables);
    const shape = (data: Record<string, unknown>, errors: ExecutionResult['errors']): ExecutionResult => {
      try {
        if (projection) return { data: projection(data), ...(errors && { errors }) };
      } catch (error) {
        if (!(error instanceof Irregular)) throw error;
      }
      return shapeIrregular({ supergraph, document, operation, variables }, data, errors);
    };
    return async (message) => {
      try {
        const { errors: faults } = await this.#run(plan, message, variables, context);
        const { data, errors } = shape(message.data ?? {}, faults);
        return JSON.stringify({ data: data ?? null, ...(errors && { errors: errors.map(formatError) }) });
      } catch (error) {
        return JSON.stringify({ data: null, errors: [formatError(error)] });
      }
    };
  }

  /** Carries out the plan: afterwards the message's own data hold everything that was fetched. */
  #run(plan: LivePlan, message: ExecutionResult, variables: Record<string, unknown>, context: GatewayContext): Promise<ExecutionResult> {
    const { supergraph, log } = this.#options;
    const { unshaped, subgraph } = plan;
    const requestContext = { request: { variables }, context, operation: plan.operation, metrics: {}, logger: log, cache: undefined };
    const source = this.#sources[subgraph];
    if (!source) throw new Error(`The supergraph names a subgraph "${subgraph}" that the gateway does not know`);
    return executeQueryPlan(
      plan.perMessage,
      { ...this.#sources, [subgraph]: new MessageSource(plan, message, source) },
      requestContext as unknown as RequestContext,
      { schema: supergraph.schema, operation: unshaped, fragments: {} },
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
