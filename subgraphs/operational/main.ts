import { type Runtime, runService, type Service } from 'lib/service.ts';
import { serveSubgraph } from 'lib/subgraph-server.ts';
import { extendContext } from './context.ts';
import { openDesk } from './desk.ts';
import { resolvers } from './resolvers.ts';

/** Serves the operational subgraph. */
export function start(runtime: Runtime): Promise<Service> {
  const desk = openDesk(runtime);
  return serveSubgraph(runtime, { name: 'operational', resolvers, extendContext: (base) => extendContext(base, desk) });
}

if (import.meta.main) await runService('operational', start);
