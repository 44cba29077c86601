import { type Runtime, runService, type Service } from 'lib/service.ts';
import { serveSubgraph } from 'lib/subgraph-server.ts';
import { extendContext } from './context.ts';
import { openObjectStore } from './object-store.ts';
import { resolvers } from './resolvers.ts';

/** Serves the documents subgraph. A store that cannot be reached does not keep it from starting: it is not ready until then. */
export async function start(runtime: Runtime): Promise<Service> {
  const store = openObjectStore(runtime.config);
  let isPrepared = false;
  const isReady = async (): Promise<boolean> => {
    if (!isPrepared) await store.prepare();
    isPrepared = true;
    return await store.isReady();
  };
  await isReady().catch((error: unknown) => runtime.log.warn({ err: error, store: store.place }, 'the object store cannot be reached yet'));
  return await serveSubgraph(runtime, { name: 'documents', resolvers, extendContext, isReady });
}

if (import.meta.main) await runService('documents', start);
