import { ApolloGateway, type GraphQLDataSource } from '@apollo/gateway';
import type { SignRequest } from 'lib/gateway-signature.ts';
import { formatError } from 'lib/graphql-server.ts';
import type { Logger } from 'lib/log.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { readSupergraph } from './compose.ts';
import { SubgraphDataSource } from './data-source.ts';
import { LiveEngine } from './live/live-engine.ts';
import { type FederatedGateway, withOwnExecutors } from './live/pipeline.ts';
import { PlannedSupergraph } from './supergraph.ts';

export type Federation = {
  /** For queries and mutations by `@apollo/gateway`, for subscriptions by the engine. */
  gateway: FederatedGateway;
  live: LiveEngine;
  /** One for each subgraph. */
  sources: Record<SubgraphName, SubgraphDataSource>;
  /** Closes the connections to the subgraphs, after the server that uses the gateway has stopped. */
  close(): Promise<void>;
};

export type FederationOptions = {
  log: Logger;
  /** GraphQL address of each subgraph. */
  urls: Record<SubgraphName, string>;
  /** What the subgraphs believe us by. */
  sign: SignRequest;
  timeoutMs: number;
};

/** The supergraph over its five subgraphs. No subgraph is asked for anything here: the gateway starts while all of them are down. */
export function createFederation({ log, urls, sign, timeoutMs }: FederationOptions): Federation {
  const create = (name: SubgraphName): SubgraphDataSource => new SubgraphDataSource({ name, url: urls[name], sign, log, timeoutMs });
  const sources: Federation['sources'] = {
    reference: create('reference'),
    intake: create('intake'),
    operational: create('operational'),
    canonical: create('canonical'),
    documents: create('documents'),
  };
  // read by the constructor, which otherwise starts to report to a host outside
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const supergraphSdl = readSupergraph();
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => getSource(sources, name),
    logger: log.child({}, { level: 'warn' }),
    // a request header would show the plan, with what is asked of each subgraph, to every client
    __exposeQueryPlanExperimental: false,
  });
  const supergraph = new PlannedSupergraph(supergraphSdl);
  const live = new LiveEngine({ supergraph, sources, urls, sign, log, formatError: (error) => formatError(error, log) });
  return {
    gateway: withOwnExecutors(gateway, { live, supergraph, sources }),
    live,
    sources,
    close: async () => {
      await live.close();
      await Promise.all(Object.values(sources).map((source) => source.close()));
    },
  };
}

function getSource(sources: Federation['sources'], name: string): GraphQLDataSource {
  const known = subgraphNames.find((candidate) => candidate === name);
  if (!known)
    throw new Error(`The supergraph names a subgraph "${name}" that the gateway does not know; npm run codegen composes it afresh`);
  return sources[known];
}
