import { type ApolloGateway, executeQueryPlan, type GraphQLDataSource, type ServiceMap } from '@apollo/gateway';
import { computeResponse } from '@apollo/gateway/dist/resultShaping.js';
import type { QueryPlan } from '@apollo/query-planner';
import { type DocumentNode, GraphQLError, getVariableValues, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { GatewayContext, GatewayResponse, SubgraphDataSource } from './data-source.ts';
import { compileProjection, Irregular, type Projection } from './projection.ts';
import { fragmentsOf, type PlannedSupergraph } from './supergraph.ts';

export type Executor = Awaited<ReturnType<ApolloGateway['load']>>['executor'];
type Request = Parameters<Executor>[0];

export type ExecutorOptions = {
  supergraph: PlannedSupergraph;
  sources: Record<string, SubgraphDataSource>;
  /** The gateway's own, for what is not worth compiling. */
  fallback: Executor;
};

/** What is worked out once for an operation. */
type Prepared = {
  plan: QueryPlan;
  /** The operation as the executor sees it: it shall carry out the plan and shape nothing. */
  unshaped: OperationDefinitionNode;
  /** Variables that decide which fields are asked for. */
  conditions: readonly string[];
  /** One for each combination of those; null where the gateway itself has to answer. */
  projections: Map<string, Projection | null>;
};

const preparedAtMost = 1_000;
/** Faults of variables that a client is told at once. A list with a hundred thousand wrong items would cost seconds. */
const variableFaultsAtMost = 10;
/** With n conditions there are 2ⁿ projections. */
const conditionsAtMost = 5;

/**
 * Carries out queries and mutations by the gateway's own plans and executor, and shapes the answer itself: the gateway models the
 * operation and shapes the answer anew for each request, which is most of its work on a large answer.
 *
 * The executor merges entities into the very objects that came as answers to the root fetches, so these, kept aside, hold the whole
 * answer at the end. Where a value is not as the schema has it, the gateway's own shaping decides what becomes of it.
 */
export function createExecutor({ supergraph, sources, fallback }: ExecutorOptions): Executor {
  const known = new LRUCache<string, Prepared>({ max: preparedAtMost });

  function prepare({ queryHash, document, operation }: Request): Prepared {
    const key = `${queryHash} ${operation.name?.value ?? ''}`;
    const prepared = known.get(key) ?? {
      plan: supergraph.plan(document, operation),
      unshaped: withoutFields(operation),
      conditions: findConditions(document),
      projections: new Map(),
    };
    known.set(key, prepared);
    return prepared;
  }

  function project({ conditions, projections }: Prepared, request: Request, variables: Record<string, unknown>): Projection | null {
    if (conditions.length > conditionsAtMost) return null;
    const key = conditions.map((name) => String(variables[name])).join();
    const projection = projections.get(key);
    if (projection !== undefined) return projection;
    const compiled = compileProjection(request.schema, request.operation, fragmentsOf(request.document), variables);
    projections.set(key, compiled);
    return compiled;
  }

  return async (request) => {
    const { coerced, errors: faults } = getVariableValues(
      request.schema,
      request.operation.variableDefinitions ?? [],
      request.request.variables ?? {},
      { maxErrors: variableFaultsAtMost },
    );
    // the last one has no place in the document: it says that there are more
    if (faults) return { errors: faults.filter(({ nodes }) => nodes) };
    const prepared = prepare(request);
    const projection = project(prepared, request, coerced);
    if (!projection) return await fallback(request);

    const root: Record<string, unknown> = {};
    const { errors } = await executeQueryPlan(
      prepared.plan,
      keepRoots(sources, root),
      request,
      { schema: request.schema, operation: prepared.unshaped, fragments: {} },
      supergraph.schema,
      supergraph.apiSchema,
    );
    try {
      const data = projection(root);
      return errors ? { errors, data } : { data };
    } catch (error) {
      if (!(error instanceof Irregular)) throw error;
    }
    const { document, operation } = request;
    return shapeIrregular({ supergraph, document, operation, variables: request.request.variables ?? {} }, root, errors);
  };
}

export type IrregularAnswer = {
  supergraph: PlannedSupergraph;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
};

/** The gateway's own shaping, with what it says of values that are not as the schema has them. */
export function shapeIrregular(
  { supergraph, document, operation, variables }: IrregularAnswer,
  input: Record<string, unknown>,
  errors: Awaited<ReturnType<Executor>>['errors'],
): Awaited<ReturnType<Executor>> {
  const model = supergraph.model(document, operation);
  let shaped: ReturnType<typeof computeResponse>;
  try {
    shaped = computeResponse({ operation: model, variables, input, introspectionHandling: () => null });
  } catch (error) {
    return { errors: [new GraphQLError('An answer of a subgraph could not be shaped', { originalError: error as Error })] };
  }
  const data = shaped.data ?? null;
  if (errors) return { errors, data };
  return shaped.errors.length > 0 ? { data, extensions: { valueCompletion: shaped.errors } } : { data };
}

/** Lets the answers to root fetches be found again. */
function keepRoots(sources: ExecutorOptions['sources'], root: Record<string, unknown>): ServiceMap {
  return Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, new RootKeeper(source, root)]));
}

class RootKeeper implements GraphQLDataSource<GatewayContext> {
  readonly #source: SubgraphDataSource;
  readonly #root: Record<string, unknown>;

  constructor(source: SubgraphDataSource, root: Record<string, unknown>) {
    this.#source = source;
    this.#root = root;
  }

  async process(options: Parameters<SubgraphDataSource['process']>[0]): Promise<GatewayResponse> {
    const response = await this.#source.process(options);
    if (options.request.variables?.representations === undefined) {
      for (const [name, value] of Object.entries(response.data ?? {})) this.#root[name] ??= value;
    }
    return response;
  }
}

/** An operation that the executor carries out without shaping anything. The variables stay: conditions of the plan need their defaults. */
export function withoutFields(operation: OperationDefinitionNode): OperationDefinitionNode {
  const typename = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
  return { ...operation, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: [typename] } };
}

function findConditions(document: Request['document']): string[] {
  const names = new Set<string>();
  visit(document, {
    enter: (node) => {
      if (node.kind !== Kind.DIRECTIVE || (node.name.value !== 'skip' && node.name.value !== 'include')) return;
      for (const { value } of node.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
