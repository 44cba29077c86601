import { everything } from 'lib/access.ts';
import type { Pool } from 'lib/db.ts';
import type { Logger } from 'lib/log.ts';
import { endDocument, releaseDocument } from './commands.ts';
import { type DocumentRow, findDocumentsByIds, findQuarantined } from './queries.ts';
import type { Scanner } from './scanner.ts';
import type { ObjectStore } from './store/object-store.ts';

type Desk = { pool: Pool; store: ObjectStore; log: Logger };

/** Why a document is in quarantine. */
export const awaitsScan = 'it was not scanned for viruses yet';
const rescanLimit = 20;

/**
 * Has a quarantined document scanned: clean ones are released, others refused and removed. Where the scanner cannot say, the document
 * stays where it is.
 *
 * @returns the document as it is then.
 */
export async function scanDocument({ pool, store, log }: Desk, scanner: Scanner, document: DocumentRow): Promise<DocumentRow> {
  try {
    const threat = await scanner.scan(await store.read(document.storage_key));
    if (threat === null) await releaseDocument(pool, document.id);
    else if (await endDocument(pool, document.id, 'quarantined', 'refused', `the scanner found ${threat}`)) {
      log.warn({ document: document.id, threat }, 'a document was refused by the scanner');
      await store.remove(document.storage_key);
    }
  } catch (error) {
    log.warn({ err: error, document: document.id }, 'a document could not be scanned and stays quarantined');
  }
  const [row] = await findDocumentsByIds(pool, everything, [document.id]);
  return row ?? document;
}

/** Scans again what could not be scanned when it came. */
export async function scanQuarantined(desk: Desk, scanner: Scanner): Promise<void> {
  for (const document of await findQuarantined(desk.pool, rescanLimit)) await scanDocument(desk, scanner, document);
}
