import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { graphError } from 'lib/errors.ts';
import type { FaultKind } from './subgraph-connection.ts';

type Path = readonly (string | number)[];

/** What was asked of a subgraph. */
export type SubgraphRequest = { query: string; variables: Record<string, unknown> };

/** Errors of one failed fetch at most: a page of a hundred rows with five fields each shall not drown in them. */
const maxErrorsPerFetch = 100;

/**
 * One error for each field that is now missing, so that a client can tell "not there" from "could not be asked".
 *
 * Returned, not thrown: the gateway sets the path of an error that stands in an answer, and loses it on one that is thrown.
 */
export function unavailableErrors(subgraph: string, kind: FaultKind, request: SubgraphRequest): GraphQLError[] {
  const selection = readSelection(request);
  const isInDoubt = selection.operation === 'mutation' && kind !== 'unreachable';
  const message = `The subgraph "${subgraph}" ${reasons[kind]}${isInDoubt ? '; the change may have been made all the same' : ''}`;
  const { extensions } = graphError('SUBGRAPH_UNAVAILABLE', message);
  return missingPaths(selection, request.variables)
    .slice(0, maxErrorsPerFetch)
    .map((path) => new GraphQLError(message, { path, extensions }));
}

const reasons: Record<FaultKind, string> = {
  unreachable: 'cannot be reached',
  timeout: 'did not answer in time',
  broken: 'broke off its answer',
  'not-graphql': 'gave an answer that cannot be read',
  cancelled: 'was not waited for',
};

/**
 * An error from a subgraph's answer as an instance: plain objects would pass for unexpected errors and be masked. Only the parts that
 * GraphQL defines are taken; `locations` would point into the gateway's own text.
 */
export function reviveError(given: unknown): GraphQLError {
  const error = isRecord(given) ? given : {};
  // `http` would set the status of the gateway's answer; the others are what servers in debug mode add
  const { http: _http, stacktrace: _stacktrace, exception: _exception, ...extensions } = isRecord(error.extensions) ? error.extensions : {};
  return new GraphQLError(typeof error.message === 'string' ? error.message : '', {
    extensions,
    ...(Array.isArray(error.path) ? { path: error.path } : {}),
  });
}

/** Where the answer to a request has holes when there is no answer: at each field of its root, or of each entity that it asks for. */
function missingPaths({ fields, root }: Selection, { representations }: Record<string, unknown>): Path[] {
  return fields(root).flatMap((field): Path[] => {
    const name = responseName(field);
    const { selectionSet } = field;
    if (field.name.value !== '_entities' || !selectionSet || !Array.isArray(representations)) return [[name]];
    return representations.flatMap((entity, index) => {
      const type = isRecord(entity) ? entity.__typename : undefined;
      return fields(selectionSet, type).map((missing) => [name, index, responseName(missing)]);
    });
  });
}

type Selection = {
  operation: string;
  root: SelectionSetNode;
  /** The fields that are really asked for; `type` leaves out those of other types. */
  fields: (set: SelectionSetNode, type?: unknown) => FieldNode[];
};

function readSelection({ query, variables }: SubgraphRequest): Selection {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const definition = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!definition) throw new Error('A subgraph was asked for a document without an operation');

  function fields(set: SelectionSetNode, type?: unknown): FieldNode[] {
    return set.selections.flatMap((node): FieldNode[] => {
      if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return [];
      if (getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false) return [];
      if (node.kind === Kind.FIELD) return node.name.value === '__typename' ? [] : [node];
      const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      const condition = fragment?.typeCondition?.name.value;
      if (!fragment || (type !== undefined && condition !== undefined && condition !== type)) return [];
      return fields(fragment.selectionSet, type);
    });
  }
  return { operation: definition.operation, root: definition.selectionSet, fields };
}

function responseName(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

/** Whether a value is an object with fields. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
