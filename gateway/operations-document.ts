import { addTypenameToDocument } from '@apollo/client/utilities';
import type { PluginFunction } from '@graphql-codegen/plugin-helpers';
import {
  type DefinitionNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { identifyOperation, type OperationsDocument } from './safelist.ts';

/** Whether the client adds `__typename` to what it asks for. */
type Settings = { addTypenames?: boolean };

/** For codegen: all operations of a client as they are sent, for a gateway that answers nothing else. */
export const plugin: PluginFunction<Settings> = (_schema, files, { addTypenames = false }) => {
  const definitions = files.flatMap(({ document }) => document?.definitions ?? []);
  const fragments = new Map(definitions.filter(isFragment).map((fragment) => [fragment.name.value, fragment]));
  const operations = definitions.filter(isOperation).map((operation) => {
    const document = withoutClientDirectives({ kind: Kind.DOCUMENT, definitions: [operation, ...collectFragments(operation, fragments)] });
    const name = operation.name?.value ?? '';
    return { name, type: operation.operation, ...identifyOperation(addTypenames ? addTypenameToDocument(document) : document) };
  });
  const manifest: OperationsDocument = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: operations
      .map(({ id, name, type, body }) => ({ id, name, type, body }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en')),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
};

function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

/** Fragments that a definition spreads, and those that they spread, each once. */
function collectFragments(
  root: DefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  found = new Set<FragmentDefinitionNode>(),
): Set<FragmentDefinitionNode> {
  visit(root, {
    FragmentSpread({ name }) {
      const fragment = fragments.get(name.value);
      if (!fragment || found.has(fragment)) return;
      found.add(fragment);
      collectFragments(fragment, fragments, found);
    },
  });
  return found;
}

/** The portal's client reads `@unmask` itself and does not send it. */
function withoutClientDirectives(document: DocumentNode): DocumentNode {
  return visit(document, { [Kind.DIRECTIVE]: { enter: ({ name }: DirectiveNode) => (name.value === 'unmask' ? null : undefined) } });
}
