import { repeat } from 'lib/repeat.ts';
import { type Runtime, runService, type Service } from 'lib/service.ts';
import { serveSubgraph } from 'lib/subgraph-server.ts';
import { addUploadReceiver, maxFileBytes } from 'lib/upload-receiver.ts';
import { type Equipment, extendContext } from './context.ts';
import { addDownloads } from './download.ts';
import { createLinkSigner } from './links.ts';
import { scanQuarantined } from './quarantine.ts';
import { resolvers } from './resolvers.ts';
import { openScanner } from './scanner.ts';
import type { ObjectStore } from './store/object-store.ts';
import { openObjectStore } from './store/open.ts';
import { sweepDocuments } from './sweep.ts';

const rescanEveryMs = 30_000;

/**
 * Serves the documents subgraph: GraphQL, uploads, downloads, and the sweep on schedule. A store that cannot be reached does not keep
 * it from starting: it is not ready until then.
 *
 * @param store instead of that of the settings.
 */
export async function start(runtime: Runtime, store: ObjectStore = openObjectStore(runtime.config)): Promise<Service> {
  const { config, pool } = runtime;
  const log = runtime.log.child({ service: 'documents' });
  const desk = { pool, store, scanner: openScanner(config), log };
  const patience = { pendingMs: config.DOCUMENT_PENDING_MS, unlinkedMs: config.DOCUMENT_UNLINKED_MS };
  const equipment: Equipment = { desk, patience, signer: createLinkSigner(config, log) };
  let isPrepared = false;
  const isReady = async (): Promise<boolean> => {
    if (!isPrepared) await store.prepare();
    isPrepared = true;
    return await store.isReady();
  };
  await isReady().catch((error: unknown) => log.warn({ err: error, store: store.place }, 'the object store cannot be reached yet'));
  const service = await serveSubgraph(runtime, {
    name: 'documents',
    resolvers,
    extendContext: (base) => extendContext(base, equipment),
    isReady,
    extend: (app) => {
      addUploadReceiver(app, { maxBytes: maxFileBytes });
      addDownloads(app, desk, equipment.signer);
    },
  });
  const tasks = [
    repeatLater(config.DOCUMENT_SWEEP_MS, async () => void (await sweepDocuments(desk, { ...patience, readsBytes: false })), log),
  ];
  const { scanner } = desk;
  if (scanner) tasks.push(repeatLater(rescanEveryMs, () => scanQuarantined(desk, scanner), log));
  return {
    ...service,
    stop: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
      await service.stop();
    },
  };
}

/** As `repeat`, but with the pause first: a start has other things to do. */
function repeatLater(everyMs: number, work: () => Promise<void>, log: Runtime['log']): { stop(): Promise<void> } {
  let isFirst = true;
  const skipFirst = async (): Promise<void> => {
    if (!isFirst) await work();
    isFirst = false;
  };
  return repeat(everyMs, skipFirst, log);
}

if (import.meta.main) await runService('documents', start);
