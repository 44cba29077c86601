import type { DocumentNode } from 'graphql';
import { contentOf, identityHeader } from 'lib/gateway-signature.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { tester } from '../../../support/people.ts';
import { signAsGateway } from '../../people.ts';

type ExecutionRequest = {
  document: DocumentNode;
  operationType: string;
  operationName?: string;
  variables?: Record<string, unknown>;
  extensions?: Record<string, unknown>;
};
type FetchOptions = { body?: unknown; headers?: Record<string, string> };

/** The parts of Hive Gateway's plugins that are used here. */
type Plugin = {
  onFetch(fetching: { url: string; options: FetchOptions; setOptions(options: FetchOptions): void }): void;
  onSubgraphExecute(executing: {
    subgraphName: string;
    executionRequest: ExecutionRequest;
    setExecutionRequest(request: ExecutionRequest): void;
  }): void;
};

export type SigningOptions = {
  /** `LAB_DATA_DIR` of the subgraphs. */
  dataDir: string;
  /** GraphQL address of each subgraph. */
  subgraphs: Record<SubgraphName, string>;
  /** Hive's own, which writes documents into messages. */
  print: (document: DocumentNode) => string;
};

/** A plugin with which Hive Gateway signs what it sends as the lab's gateway does. */
export function signForSubgraphs({ dataDir, subgraphs, print }: SigningOptions): Plugin {
  const sign = signAsGateway(dataDir);
  const names = new Map(subgraphNames.map((name) => [subgraphs[name], name]));
  return {
    onFetch({ url, options, setOptions }) {
      const name = names.get(url);
      if (!name || typeof options.body !== 'string') return;
      setOptions({ ...options, headers: { ...options.headers, [identityHeader]: sign(name, tester, options.body) } });
    },
    onSubgraphExecute({ subgraphName, executionRequest, setExecutionRequest }) {
      const name = subgraphNames.find((known) => known === subgraphName.toLowerCase());
      if (!name || executionRequest.operationType !== 'subscription') return;
      const { document, operationName, variables = {}, extensions } = executionRequest;
      // what is empty is not sent
      const sent = Object.keys(variables).length > 0 ? variables : null;
      const identity = sign(name, tester, contentOf.subscription(print(document), operationName || null, sent));
      setExecutionRequest({ ...executionRequest, extensions: { ...extensions, identity } });
    },
  };
}
