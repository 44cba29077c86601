import { type AuditTrail, systemCaller } from 'lib/audit.ts';
import { repeat } from 'lib/repeat.ts';
import { type Runtime, runService, type Service } from 'lib/service.ts';
import { serveSubgraph } from 'lib/subgraph-server.ts';
import { addUploadReceiver, maxFileBytes } from 'lib/upload-receiver.ts';
import { type AnchorPlace, anchorAudit } from './audit-anchors.ts';
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
export async function start(runtime: Runtime, store: ObjectStore = openObjectStore(runtime.config, runtime.log)): Promise<Service> {
  const { config, pool } = runtime;
  const log = runtime.log.child({ service: 'documents' });
  const desk = { pool, store, scanner: openScanner(config), log };
  const patience = { pendingMs: config.DOCUMENT_PENDING_MS, unlinkedMs: config.DOCUMENT_UNLINKED_MS };
  const equipment: Equipment = { desk, patience, signer: createLinkSigner(config) };
  let isPrepared = false;
  const isReady = async (): Promise<boolean> => {
    if (!isPrepared) await store.prepare();
    isPrepared = true;
    return await store.isReady();
  };
  await isReady().catch((error: unknown) => log.warn({ err: error, store: store.place }, 'the object store cannot be reached yet'));
  const trail: AuditTrail = { chain: 'documents', keys: runtime.auditKeys };
  const service = await serveSubgraph(runtime, {
    name: 'documents',
    resolvers,
    extendContext: (base) => extendContext(base, equipment),
    isReady,
    extend: (app, admission) => {
      addUploadReceiver(app, { maxBytes: maxFileBytes });
      addDownloads(app, { ...desk, signer: equipment.signer, admission, trail });
    },
  });
  const recording = { trail, caller: systemCaller('sweep') };
  const anchorPlace = { pool, store, keys: runtime.auditKeys };
  const tasks = [
    repeatLater(
      config.DOCUMENT_SWEEP_MS,
      async () => void (await sweepDocuments(desk, { ...patience, readsBytes: false, recording })),
      log,
    ),
    repeatLater(config.AUDIT_ANCHOR_MS, async () => void (await anchorAudit(anchorPlace)), log),
  ];
  const { scanner } = desk;
  if (scanner) tasks.push(repeatLater(rescanEveryMs, () => scanQuarantined(desk, scanner), log));
  return {
    ...service,
    stop: async () => {
      await Promise.all(tasks.map((task) => task.stop()));
      await service.stop();
      // what was recorded since the last anchor would be without one until the next start
      await anchorLast(anchorPlace, log);
    },
  };
}

/** How long a stop may wait for its anchor, in milliseconds; less than a process has for it. */
const lastAnchorMs = 3_000;

async function anchorLast(place: AnchorPlace, log: Runtime['log']): Promise<void> {
  const timer = Promise.withResolvers<never>();
  const handle = setTimeout(() => timer.reject(new Error(`not done after ${lastAnchorMs / 1_000} s`)), lastAnchorMs);
  try {
    await Promise.race([anchorAudit(place), timer.promise]);
  } catch (error) {
    log.warn({ err: error }, 'the last anchor of the audit could not be written');
  } finally {
    clearTimeout(handle);
  }
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
