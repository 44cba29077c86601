import { readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { printSchema } from 'graphql';
import { loadSubgraphSchema, subgraphNames } from 'lib/sdl.ts';

const supergraphFile = new URL('supergraph.graphql', import.meta.url);
const apiFile = new URL('../schema.graphql', import.meta.url);

export type Composition = {
  /** What the gateway plans with. */
  supergraph: string;
  /** What clients see: no federation words in it. */
  api: string;
};

/**
 * Composes the five `schema.graphql` files. Static on purpose: introspecting running subgraphs fails as soon as one of them is down.
 *
 * @throws with every composition error in its message.
 */
export function composeSupergraph(): Composition {
  const result = composeServices(subgraphNames.map((name) => ({ name, url: `http://${name}`, typeDefs: loadSubgraphSchema(name) })));
  if (result.errors) throw new Error(`The subgraphs do not compose:\n${result.errors.map((error) => error.message).join('\n')}`);
  const api = printSchema(result.schema.toAPISchema().toGraphQLJSSchema());
  return { supergraph: `${result.supergraphSdl.trim()}\n`, api: `${api.trim()}\n` };
}

/** The committed supergraph; `npm run check` proves that it is fresh. */
export function readSupergraph(): string {
  return readFileSync(supergraphFile, 'utf8');
}

/** Whether the committed files are what composing gives today. */
export function isSupergraphFresh(): boolean {
  const { supergraph, api } = composeSupergraph();
  return readSupergraph() === supergraph && readFileSync(apiFile, 'utf8') === api;
}

if (import.meta.main) {
  const { supergraph, api } = composeSupergraph();
  writeFileSync(supergraphFile, supergraph);
  writeFileSync(apiFile, api);
}
