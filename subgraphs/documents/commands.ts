import type { Queryable } from 'lib/db.ts';
import type { DocumentRow } from './queries.ts';

/** Who a document is of, and what it says it is. */
export type Announcement = { fileName: string; documentTypeId: string; contentType: string; actor: string };

/** Makes the row before there is a single byte: whatever happens from now on, a sweep finds it. */
export async function announceDocument(
  db: Queryable,
  { fileName, documentTypeId, contentType, actor }: Announcement,
): Promise<DocumentRow> {
  const { rows } = await db.query<DocumentRow>(
    `/* documents.announceDocument */
    insert into document_repo.documents (id, storage_key, file_name, document_type_id, content_type, uploaded_by)
    select n.id, r.identity || '/' || n.id, $1::text, $2::uuid, $3::text, $4::text from (select uuidv7() as id) n, document_repo.repository r
    returning *`,
    [fileName, documentTypeId, contentType, actor],
  );
  const [row] = rows;
  if (!row) throw new Error('document_repo.repository has no row — restore it from a backup, objects are kept below its identity');
  return row;
}

export type StoredFile = {
  size: number;
  sha256: string;
  width?: number;
  height?: number;
  idempotencyKey: string | null;
  /** Why it may not be used yet; null when it may. */
  quarantine: string | null;
};

/**
 * Notes that the bytes of an announced document are safe in the store, and takes the uploader's key for it.
 *
 * @returns null when it was not waited for any longer.
 * @throws 23505 when the key belongs to another document by now.
 */
export async function keepDocument(db: Queryable, id: string, file: StoredFile): Promise<DocumentRow | null> {
  const { rows } = await db.query<DocumentRow>(
    `/* documents.keepDocument */
    update document_repo.documents set status = case when $7::text is null then 'stored' else 'quarantined' end, status_reason = $7::text,
      size_bytes = $2::bigint, sha256 = $3::text, image_width = $4::integer, image_height = $5::integer, idempotency_key = $6::text,
      updated_at = clock_timestamp()
    where id = $1::uuid and status = 'pending' returning *`,
    [id, file.size, file.sha256, file.width ?? null, file.height ?? null, file.idempotencyKey, file.quarantine],
  );
  return rows[0] ?? null;
}

/**
 * Ends what came to nothing. Its object may be removed afterwards, and not before.
 *
 * @returns whether it was ended by this call; what is stored or linked by now stays.
 */
export async function endDocument(
  db: Queryable,
  id: string,
  from: 'pending' | 'quarantined',
  to: 'refused' | 'swept',
  reason: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `/* documents.endDocument */
    update document_repo.documents set status = $3::text, status_reason = $4::text, idempotency_key = null, updated_at = clock_timestamp()
    where id = $1::uuid and status = $2::text`,
    [id, from, to, reason],
  );
  return rowCount === 1;
}

/** Lets a document out of quarantine. */
export async function releaseDocument(db: Queryable, id: string): Promise<void> {
  await db.query(
    `/* documents.releaseDocument */
    update document_repo.documents set status = 'stored', status_reason = null, updated_at = clock_timestamp() where id = $1::uuid and status = 'quarantined'`,
    [id],
  );
}

export type Patience = {
  /** How long an upload may be under way, in milliseconds. */
  pendingMs: number;
  /** How long a document waits for its submission, in milliseconds. */
  unlinkedMs: number;
};

/** A document that was ended, what it was before, and why. */
export type Expired = { id: string; status: string; reason: string };

/**
 * Ends documents that nobody waits for any longer. One that a submission is just taking is left to it.
 *
 * @returns those.
 */
export async function expireDocuments(db: Queryable, { pendingMs, unlinkedMs }: Patience): Promise<Expired[]> {
  const { rows } = await db.query<Expired>(
    `/* documents.expireDocuments */
    with late as (
      select id from document_repo.documents
      where (status = 'pending' and updated_at <= clock_timestamp() - $1::bigint * interval '1 millisecond')
        or (status in ('quarantined', 'stored') and updated_at <= clock_timestamp() - $2::bigint * interval '1 millisecond')
      order by id for update skip locked
    )
    update document_repo.documents d set status = 'swept', idempotency_key = null, updated_at = clock_timestamp(),
      status_reason = case status when 'pending' then 'the upload did not come to an end' else 'no submission named it in time' end
    from late where d.id = late.id returning d.id, old.status, d.status_reason as reason`,
    [pendingMs, unlinkedMs],
  );
  return rows;
}
