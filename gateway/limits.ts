import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { graphError } from 'lib/errors.ts';

/** Fields inside fields at most. */
export const maxDepth = 12;

/** Tokens of a document at most. Bulk inputs travel as variables, which do not count. */
export const maxTokens = 5_000;

/**
 * Refuses operations that nest too deep, with `QUERY_TOO_COMPLEX`. A plugin and not a validation rule, because Apollo Server gives the
 * errors of all rules one code. It runs after validation: fragments exist and are free of cycles.
 */
export function limitDepth(limit: number): ApolloServerPlugin {
  // the server caches parsed documents, so an operation is measured once
  const depths = new WeakMap<OperationDefinitionNode, number>();
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, document }) {
        if (!operation) return;
        const depth = depths.get(operation) ?? measureDepth(operation, document);
        depths.set(operation, depth);
        if (depth <= limit) return;
        const message = `The operation nests fields ${depth} deep, ${limit} are allowed; ask for less, or in several operations`;
        throw graphError('QUERY_TOO_COMPLEX', message, { http: { status: 400 } });
      },
    }),
  };
}

/** Refuses a request that does not say which of its operations is meant; the gateway's own error for it has no code and would be masked. */
export function requireOperation(): ApolloServerPlugin {
  return {
    requestDidStart: async () => ({
      async didResolveOperation({ operation, request }) {
        if (operation) return;
        const which = request.operationName
          ? `The document has no operation "${request.operationName}"`
          : 'The document has several operations';
        throw graphError('BAD_USER_INPUT', `${which}; name one of them as operationName`, { http: { status: 400 } });
      },
    }),
  };
}

/** Introspection does not count: its standard query nests deep, and it never reaches a subgraph. */
function measureDepth(operation: OperationDefinitionNode, document: DocumentNode): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  // without it, fragments that spread each other twice cost 2ⁿ
  const known = new Map<string, number>();

  function depthOf(set: SelectionSetNode | undefined): number {
    let deepest = 0;
    for (const node of set?.selections ?? []) {
      if (node.kind === Kind.FIELD) deepest = Math.max(deepest, node.name.value.startsWith('__') ? 0 : 1 + depthOf(node.selectionSet));
      else deepest = Math.max(deepest, node.kind === Kind.INLINE_FRAGMENT ? depthOf(node.selectionSet) : depthOfFragment(node.name.value));
    }
    return deepest;
  }

  function depthOfFragment(name: string): number {
    const depth = known.get(name) ?? depthOf(fragments.get(name)?.selectionSet);
    known.set(name, depth);
    return depth;
  }

  return depthOf(operation.selectionSet);
}
