import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { graphError } from 'lib/errors.ts';
import { LRUCache } from 'lru-cache';
import { withoutFields } from '../executor.ts';
import { fragmentsOf, type PlannedSupergraph } from '../supergraph.ts';

/** How a subscription is carried out: what is subscribed to at one subgraph, and what is done with each of its messages. */
export type LivePlan = {
  /** The subgraph that has the subscription's field. */
  subgraph: string;
  /** Response name of the subscription's field in the client's operation. */
  responseName: string;
  /** The fetch that the subgraph's messages answer. */
  primary: FetchNode;
  /** What is subscribed to: the primary's operation, with `after` as a variable and the cursor selected. */
  upstream: Upstream;
  /** What is executed for each message: an ordinary plan, whose first fetch the message itself answers. */
  perMessage: QueryPlan;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** The operation as the executor sees it: it carries out the plan and shapes nothing. */
  unshaped: OperationDefinitionNode;
  /** Where the client's starting cursor stands. */
  after: { literal: string | null } | { variable: string };
  /** Variables whose values make two clients' streams different. */
  distinguishing: readonly string[];
};

export type Upstream = {
  query: string;
  operationName: string | undefined;
  /** Variables of the client that are handed on. */
  variables: readonly string[];
  /** The variable that carries `after`. */
  afterVariable: string;
  /** Response name under which the cursor comes, in the subscription's field. */
  cursorName: string;
};

const plansKept = 1_000;

/** Plans subscriptions with the gateway's own query planner, which plans what its executor then refuses. */
export class LivePlanner {
  readonly #supergraph: PlannedSupergraph;
  readonly #plans = new LRUCache<string, LivePlan>({ max: plansKept });

  constructor(supergraph: PlannedSupergraph) {
    this.#supergraph = supergraph;
  }

  /**
   * The plan of a subscription that was validated.
   *
   * @param key names document and operation, for the cache.
   */
  plan(key: string, document: DocumentNode, operation: OperationDefinitionNode): LivePlan {
    const known = this.#plans.get(key);
    if (known) return known;
    const { node } = this.#supergraph.plan(document, operation);
    if (node?.kind !== 'Subscription') throw new Error('The planner made no subscription of a subscription');
    const plan = toLivePlan(node.primary, node.rest, document, operation);
    this.#plans.set(key, plan);
    return plan;
  }
}

function toLivePlan(primary: FetchNode, rest: PlanNode | undefined, document: DocumentNode, operation: OperationDefinitionNode): LivePlan {
  const { field, upstream } = toUpstream(primary);
  const after = field.arguments?.find(isAfter)?.value;
  const distinguishing = (operation.variableDefinitions ?? [])
    .map((definition) => definition.variable.name.value)
    .filter((name) => !(after?.kind === Kind.VARIABLE && after.name.value === name));
  return {
    subgraph: primary.serviceName,
    responseName: responseName(field),
    primary,
    upstream,
    perMessage: { kind: 'QueryPlan', node: rest ? { kind: 'Sequence', nodes: [primary, rest] } : primary },
    document,
    operation,
    unshaped: withoutFields(operation),
    after: readAfter(after),
    distinguishing,
  };
}

function readAfter(value: ValueNode | undefined): LivePlan['after'] {
  if (value?.kind === Kind.VARIABLE) return { variable: value.name.value };
  const literal: unknown = value && valueFromASTUntyped(value);
  return { literal: typeof literal === 'string' ? literal : null };
}

/** The primary's operation, changed so that it starts where we say and tells where it is. */
function toUpstream(primary: FetchNode): { field: FieldNode; upstream: Upstream } {
  const document = parse(primary.operation, { noLocation: true });
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const field = operation?.selectionSet.selections[0];
  if (!operation || field?.kind !== Kind.FIELD) throw new Error(`A subscription was planned in an unknown form: ${primary.operation}`);

  // both names must be free in the client's own operation
  const afterVariable = findFreeName('resumeAfter', primary.operation);
  const cursorName = findFreeName('resumeCursor', primary.operation);
  const given = field.arguments?.find(isAfter)?.value;
  const replaced = given?.kind === Kind.VARIABLE ? given.name.value : undefined;
  const changed = {
    ...operation,
    variableDefinitions: [
      ...(operation.variableDefinitions ?? []).filter((definition) => definition.variable.name.value !== replaced),
      {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: afterVariable } },
        type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Cursor' } },
      },
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [resumable(field, afterVariable, cursorName)] },
  };
  // the replaced variable may stand elsewhere too, though no field of a message has use for a cursor
  const isStillUsed = replaced !== undefined && usesVariable(changed.selectionSet.selections, replaced);
  const definitions = isStillUsed
    ? [...(operation.variableDefinitions ?? []), ...changed.variableDefinitions.slice(-1)]
    : changed.variableDefinitions;
  return {
    field,
    upstream: {
      query: print({
        ...document,
        definitions: document.definitions.map((node) => (node === operation ? { ...changed, variableDefinitions: definitions } : node)),
      } as DocumentNode),
      operationName: primary.operationName,
      variables: (primary.variableUsages ?? []).filter((name) => name !== replaced || isStillUsed),
      afterVariable,
      cursorName,
    },
  };
}

function resumable(field: FieldNode, afterVariable: string, cursorName: string): FieldNode {
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'after' },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: afterVariable } },
  };
  const cursor: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: cursorName },
    name: { kind: Kind.NAME, value: 'cursor' },
  };
  return {
    ...field,
    arguments: [...(field.arguments ?? []).filter((argument) => !isAfter(argument)), after],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...(field.selectionSet?.selections ?? []), cursor] },
  };
}

function isAfter({ name }: ArgumentNode): boolean {
  return name.value === 'after';
}

function responseName(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function findFreeName(name: string, text: string): string {
  return text.includes(name) ? findFreeName(`${name}_`, text) : name;
}

function usesVariable(selections: readonly SelectionNode[], name: string): boolean {
  let isUsed = false;
  visit(
    { kind: Kind.SELECTION_SET, selections },
    {
      enter: (node) => {
        isUsed ||= node.kind === Kind.VARIABLE && node.name.value === name;
      },
    },
  );
  return isUsed;
}

/**
 * Whether a stream exists at all cannot depend on a variable: the specification forbids it.
 *
 * @throws GraphQLError BAD_USER_INPUT
 */
export function refuseConditions(operation: OperationDefinitionNode, document: DocumentNode): void {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
  const fragments = fragmentsOf(document);
  const seen = new Set<string>();
  const check = (selections: readonly SelectionNode[]): void => {
    for (const node of selections) {
      if (node.directives?.some(({ name }) => name.value === 'skip' || name.value === 'include')) {
        throw graphError(
          'BAD_USER_INPUT',
          'A subscription cannot have @skip or @include at its own field; put it inside, or do not subscribe',
          {
            http: { status: 400 },
          },
        );
      }
      if (node.kind === Kind.INLINE_FRAGMENT) check(node.selectionSet.selections);
      if (node.kind !== Kind.FRAGMENT_SPREAD || seen.has(node.name.value)) continue;
      // not validated yet: it may spread itself
      seen.add(node.name.value);
      check(fragments[node.name.value]?.selectionSet.selections ?? []);
    }
  };
  check(operation.selectionSet.selections);
}
