import { readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';

/** The five domains, in the order in which a request meets them. */
export const subgraphNames = ['reference', 'intake', 'operational', 'canonical', 'documents'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

const root = new URL('../', import.meta.url);

/**
 * Schema of one subgraph: its own `schema.graphql` and the part that all share (`lib/shared.graphql`).
 *
 * @throws when the file is missing or is not GraphQL.
 */
export function loadSubgraphSchema(name: SubgraphName): DocumentNode {
  const shared = readFileSync(new URL('lib/shared.graphql', root), 'utf8');
  const own = readFileSync(new URL(`subgraphs/${name}/schema.graphql`, root), 'utf8');
  return parse(`${shared}\n${own}`);
}
