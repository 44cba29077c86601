import { type Runtime, runService, type Service } from 'lib/service.ts';
import { serveSubgraph } from 'lib/subgraph-server.ts';
import { extendContext } from './context.ts';
import { openDoor } from './door.ts';
import { resolvers } from './resolvers.ts';

/** Serves the intake subgraph. */
export function start(runtime: Runtime): Promise<Service> {
  const door = openDoor(runtime);
  return serveSubgraph(runtime, { name: 'intake', resolvers, extendContext: (base) => extendContext(base, door) });
}

if (import.meta.main) await runService('intake', start);
