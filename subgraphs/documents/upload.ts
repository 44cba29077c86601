import { createHash } from 'node:crypto';
import { type Recording, recordAudit } from 'lib/audit.ts';
import { type Pool, sqlState, withTransaction } from 'lib/db.ts';
import { graphError, Refusal, type UserError, userError } from 'lib/errors.ts';
import type { Logger } from 'lib/log.ts';
import { checkText } from 'lib/text.ts';
import { isTooLarge, maxFileBytes, type ReceivedFile } from 'lib/upload-receiver.ts';
import { checkName, type NamedFile, takenKinds } from './checks/file-kinds.ts';
import { type Findings, Inspection } from './checks/inspection.ts';
import { announceDocument, endDocument, keepDocument, type StoredFile } from './commands.ts';
import { awaitsScan, scanDocument } from './quarantine.ts';
import { type DocumentRow, findDocumentByKey, findDocumentType } from './queries.ts';
import type { Scanner } from './scanner.ts';
import type { ObjectStore } from './store/object-store.ts';

/** What the documents domain works with. */
export type Desk = { pool: Pool; store: ObjectStore; scanner: Scanner | null; log: Logger };

export type Upload = {
  file: ReceivedFile;
  documentType: string;
  idempotencyKey: string | null;
  actor: string;
  /** For the audit. */
  recording?: Recording;
};
export type UploadResult = { document: DocumentRow | null; replayed: boolean; userErrors: UserError[] };

/** What is taken, for whoever wants to know before sending. */
export const documentRules = {
  maxBytes: maxFileBytes,
  // intake decides; the two are held together by a test
  maxPerRequest: 50,
  kinds: [...takenKinds],
};

/**
 * Takes a file in: the row first, then the object, then the proof that the store has kept it, and only then `stored`. Database and
 * store do not roll back together, so whatever breaks in between leaves a row that says so, for a sweep to end.
 *
 * @throws GraphQLError when the form fails, or when the store or the database does; nothing is kept then.
 */
export async function uploadDocument(desk: Desk, upload: Upload): Promise<UploadResult> {
  try {
    const { named, documentTypeId } = await checkUpload(desk, upload);
    const first = upload.idempotencyKey === null ? null : await findDocumentByKey(desk.pool, upload.actor, upload.idempotencyKey);
    const outcome = first
      ? await repeatUpload(upload, named, documentTypeId, first)
      : await storeUpload(desk, upload, named, documentTypeId);
    const { status, status_reason } = outcome.document;
    if (status === 'refused') throw new Refusal([userError('INVALID', `the file is refused: ${status_reason}`, 'file')]);
    return { ...outcome, userErrors: [] };
  } catch (error) {
    const userErrors = toUserErrors(error);
    if (!userErrors) throw error;
    return { document: null, replayed: false, userErrors };
  }
}

function toUserErrors(error: unknown): UserError[] | null {
  if (error instanceof Refusal) return error.userErrors;
  if (!isTooLarge(error)) return null;
  return [userError('FILE_TOO_LARGE', `the file has more than ${maxFileBytes} bytes (10 MB), which is the most that is taken`, 'file')];
}

/** What can be said before the first byte. */
async function checkUpload({ pool }: Desk, upload: Upload): Promise<{ named: NamedFile; documentTypeId: string }> {
  const { file, documentType, idempotencyKey } = upload;
  const named = checkName(file.filename, file.mimetype);
  const textErrors = [
    idempotencyKey === null ? null : checkText(idempotencyKey, 'idempotencyKey', 200),
    checkText(documentType, 'documentType', 100),
  ].filter((error) => error !== null);
  if (textErrors.length > 0 || !('kind' in named)) throw new Refusal([...textErrors, ...('kind' in named ? [] : [named])]);
  const type = await findDocumentType(pool, documentType);
  if (!type) throw new Refusal([userError('NOT_FOUND', `there is no document type "${documentType}"`, 'documentType')]);
  if (!type.is_active) throw new Refusal([userError('REFERENCE_INACTIVE', 'the document type is no longer active', 'documentType')]);
  return { named, documentTypeId: type.id };
}

type Outcome = { document: DocumentRow; replayed: boolean };

/** The key has a document: the file is read to its end to see whether it is the same, and not kept. */
async function repeatUpload(upload: Upload, named: NamedFile, documentTypeId: string, first: DocumentRow): Promise<Outcome> {
  const inspection = new Inspection(upload.file.createReadStream(), named.kind);
  for await (const _ of inspection.bytes());
  return { document: compare(first, named, documentTypeId, inspection.findings), replayed: true };
}

/** @throws Refusal when the earlier document is not what was sent now. */
function compare(first: DocumentRow, { name }: NamedFile, documentTypeId: string, { sha256 }: Findings): DocumentRow {
  if (first.sha256 === sha256 && first.file_name === name && first.document_type_id === documentTypeId) return first;
  const message = `the key "${first.idempotency_key}" was used before with another file, name or type`;
  throw new Refusal([userError('IDEMPOTENCY_KEY_REUSED', message, 'idempotencyKey')]);
}

async function storeUpload(desk: Desk, upload: Upload, named: NamedFile, documentTypeId: string): Promise<Outcome> {
  const { pool, scanner } = desk;
  const inspection = new Inspection(upload.file.createReadStream(), named.kind);
  const announcement = { fileName: named.name, documentTypeId, contentType: named.kind.contentType, actor: upload.actor };
  const pending = await announceDocument(pool, announcement);
  try {
    await putWhole(desk, pending.storage_key, inspection);
    const { idempotencyKey } = upload;
    const stored = { ...inspection.findings, idempotencyKey, quarantine: scanner ? awaitsScan : null };
    const kept = await keepRecorded(pool, pending.id, stored, upload.recording);
    if (!kept) throw unavailable('The upload took too long and was swept; send it again');
    return { document: scanner ? await scanDocument(desk, scanner, kept) : kept, replayed: false };
  } catch (error) {
    const refusal = toUserErrors(error);
    await giveUp(desk, pending, refusal ? 'refused' : 'swept', refusal?.[0]?.message ?? 'the upload failed');
    if (sqlState(error) !== '23505' || upload.idempotencyKey === null) throw error;
    // the same upload twice in the same moment: the other one was faster
    const first = await findDocumentByKey(pool, upload.actor, upload.idempotencyKey);
    if (!first) throw error;
    return { document: compare(first, named, documentTypeId, inspection.findings), replayed: true };
  }
}

/** The audit knows of the document from the moment on in which it is one. */
function keepRecorded(pool: Pool, id: string, stored: StoredFile, recording: Recording | undefined): Promise<DocumentRow | null> {
  return withTransaction(pool, async (tx) => {
    const kept = await keepDocument(tx, id, stored);
    if (!kept || !recording) return kept;
    const { trail, caller } = recording;
    const { content_type, document_type_id, size_bytes, sha256, status } = kept;
    const after = { contentType: content_type, documentTypeId: document_type_id, sizeBytes: size_bytes, sha256, status };
    await recordAudit(tx, trail, [{ caller, action: 'uploadDocument', object: { type: 'document', id }, after, outcome: 'accepted' }]);
    return kept;
  });
}

/**
 * Puts the bytes and reads them back: what a store says is one thing, what it has is another.
 *
 * @throws what the bytes end with, or SUBGRAPH_UNAVAILABLE when it is the store that fails.
 */
async function putWhole({ store, log }: Desk, key: string, inspection: Inspection): Promise<void> {
  try {
    await store.put(key, inspection.bytes());
    const { size, sha256 } = inspection.findings;
    const found = await readBack(store, key);
    if (found.size !== size || found.sha256 !== sha256) {
      throw new Error(`the store has ${found.size} bytes with hash ${found.sha256} of ${size} with hash ${sha256}`);
    }
  } catch (error) {
    if (inspection.fault) throw inspection.fault;
    log.warn({ err: error, store: store.place, storageKey: key }, 'the object store did not keep a document');
    throw unavailable('The object store cannot keep documents now; try again in some seconds. Requests without one are accepted');
  }
}

/** Size and hash of an object, as it is in the store. */
export async function readBack(store: ObjectStore, key: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of await store.read(key)) {
    hash.update(chunk as Buffer);
    size += (chunk as Buffer).length;
  }
  return { size, sha256: hash.digest('hex') };
}

/** First the row, then the object: the other way round a row could be left that promises bytes which are gone. */
async function giveUp(
  { pool, store, log }: Desk,
  { id, storage_key }: DocumentRow,
  to: 'refused' | 'swept',
  reason: string,
): Promise<void> {
  try {
    // where a sweep was faster, the object may have come behind its back
    if ((await endDocument(pool, id, 'pending', to, reason)) || (await isOver(pool, id))) await store.remove(storage_key);
  } catch (error) {
    log.warn({ err: error, document: id }, 'what a failed upload left behind is left to the sweep');
  }
}

/** Ended for good; no status leads back. An upload whose answer was lost may be stored, and that stays. */
async function isOver(pool: Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `/* documents.isOver */ select from document_repo.documents where id = $1::uuid and status in ('refused', 'swept')`,
    [id],
  );
  return rowCount === 1;
}

function unavailable(message: string): Error {
  return graphError('SUBGRAPH_UNAVAILABLE', message);
}
