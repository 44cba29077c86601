import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { readConfig } from 'lib/config.ts';
import { addGraphqlRoute, createHttpServer, readRequestContext } from 'lib/graphql-server.ts';
import { createLogger } from 'lib/log.ts';
import { loadSubgraphSchema, type SubgraphName } from 'lib/sdl.ts';
import { allRoles, everybody } from './identity/gatekeeper-fixture.ts';
import { type GatewayRuntime, serve } from './main.ts';

const log = createLogger('test', 'silent');

/** Settings of a gateway on a free port, with a secret of its own. */
export const testConfig = readConfig({ LAB_PORT: '0', LAB_DATA_DIR: '/nowhere', GATEWAY_SECRET: 'x'.repeat(32) });

/** A server of a test; `url` is its GraphQL address. */
export type Running = AsyncDisposable & { url: string };

/** A subgraph with the real schema, served as real ones are, that resolves what a test gives it. */
export async function serveFakeSubgraph(name: SubgraphName, resolvers: GraphQLResolverMap<unknown>, isReady = true): Promise<Running> {
  const app = createHttpServer(log, async () => isReady);
  const schema = buildSubgraphSchema([{ typeDefs: loadSubgraphSchema(name), resolvers }]);
  await addGraphqlRoute({ app, log, createContext: async (request) => readRequestContext(request), apollo: { schema } });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url: `${address}/graphql`, [Symbol.asyncDispose]: () => app.close() };
}

/** A bare HTTP server in the place of a subgraph, for answers that no GraphQL server gives. */
export async function serveBare(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Where connections are refused: a reserved port. A free one could be given to another server of the same test run. */
const dead = 'http://127.0.0.1:1/graphql';

type Answer = {
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
};

export type TestGateway = AsyncDisposable & {
  /** The gateway's address without a path. */
  url: string;
  /** Posts an operation; `text` is the answer as it came. */
  ask(
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<Answer & { status: number; text: string }>;
};

/** The real gateway on a free port, before the given subgraphs; the others are down. */
export async function openGateway(
  subgraphs: Partial<Record<SubgraphName, string>> = {},
  options: Partial<Omit<GatewayRuntime, 'subgraphs'>> = {},
): Promise<TestGateway> {
  const all = { reference: dead, intake: dead, operational: dead, canonical: dead, documents: dead, ...subgraphs };
  const service = await serve({ config: testConfig, gatekeeper: everybody(allRoles), log, subgraphs: all, ...options });
  return {
    url: service.url,
    [Symbol.asyncDispose]: service.stop,
    async ask(query, variables = {}, headers = {}) {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      return { ...(JSON.parse(text) as Answer), status: response.status, text };
    },
  };
}
