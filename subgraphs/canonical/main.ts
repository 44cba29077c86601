import { type Runtime, runService, type Service } from 'lib/service.ts';
import { serveSubgraph } from 'lib/subgraph-server.ts';
import { extendContext } from './context.ts';
import { resolvers } from './resolvers.ts';

/** Serves the canonical subgraph. */
export function start(runtime: Runtime): Promise<Service> {
  return serveSubgraph(runtime, {
    name: 'canonical',
    resolvers,
    extendContext: (base) => extendContext(base, runtime.config.MAX_ATTEMPTS),
  });
}

if (import.meta.main) await runService('canonical', start);
