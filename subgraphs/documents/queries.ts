import { sql } from 'kysely';
import type { Sight } from 'lib/access.ts';
import { type Connection, findPage, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { fromEnum } from 'lib/entities.ts';
import { whereIds, whereIn } from 'lib/filters.ts';
import { keepSeen, whereSeenByStream } from 'lib/sight.ts';
import type { DocumentFilter } from './generated.ts';

export type DocumentRow = {
  id: string;
  submission_id: string | null;
  request_id: string | null;
  file_name: string;
  document_type_id: string;
  content_type: string;
  storage_key: string;
  size_bytes: number | null;
  sha256: string | null;
  status: 'pending' | 'quarantined' | 'stored' | 'linked' | 'refused' | 'swept';
  status_reason: string | null;
  image_width: number | null;
  image_height: number | null;
  idempotency_key: string | null;
  uploaded_by: string;
  uploaded_at: Date;
};

export type DocumentPage = Connection<DocumentRow>;

/** Whether its bytes may be handed out. */
export function isReadable({ status }: DocumentRow): boolean {
  return status === 'stored' || status === 'linked';
}

export async function listDocuments(
  db: Sql,
  sight: Sight,
  page: PageArgs,
  filter: DocumentFilter | null | undefined,
): Promise<DocumentPage> {
  return await findPage(db, {
    name: 'documents.listDocuments',
    from: sql`document_repo.documents`,
    where: [
      ...(await whereSeenByStream({ db, sight }, 'request_id', 'uploaded_by')),
      ...whereIds('id', filter?.ids),
      ...whereIds('submission_id', filter?.submissionIds),
      ...whereIds('request_id', filter?.requestIds),
      ...whereIn('status', filter?.statuses?.map(fromEnum)),
    ],
    orderBy: { column: 'id', type: 'uuid', direction: 'desc' },
    page,
  });
}

export async function findDocumentsByIds(db: Queryable, sight: Sight, ids: string[]): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    `/* documents.findDocumentsByIds */ select * from document_repo.documents where id = any($1::uuid[])`,
    [ids],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id, authorOf: (row) => row.uploaded_by });
}

export async function findDocumentsBySubmissions(db: Queryable, sight: Sight, submissionIds: string[]): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    `/* documents.findDocumentsBySubmissions */ select * from document_repo.documents where submission_id = any($1::uuid[]) order by id`,
    [submissionIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id, authorOf: (row) => row.uploaded_by });
}

export async function findDocumentsByRequests(db: Queryable, sight: Sight, requestIds: string[]): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    `/* documents.findDocumentsByRequests */ select * from document_repo.documents where request_id = any($1::uuid[]) order by id`,
    [requestIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id, authorOf: (row) => row.uploaded_by });
}

/** The document that somebody stored under a key of theirs. */
export async function findDocumentByKey(db: Queryable, actor: string, key: string): Promise<DocumentRow | null> {
  const { rows } = await db.query<DocumentRow>(
    '/* documents.findDocumentByKey */ select * from document_repo.documents where uploaded_by = $1::text and idempotency_key = $2::text',
    [actor, key],
  );
  return rows[0] ?? null;
}

/** Documents that wait for the scanner, those first that have waited longest. */
export async function findQuarantined(db: Queryable, limit: number): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    `/* documents.findQuarantined */ select * from document_repo.documents where status = 'quarantined' order by updated_at limit $1::integer`,
    [limit],
  );
  return rows;
}

export async function findDocumentType(db: Queryable, code: string): Promise<{ id: string; is_active: boolean } | null> {
  const { rows } = await db.query<{ id: string; is_active: boolean }>(
    '/* documents.findDocumentType */ select id, is_active from reference.document_types where code = $1::text',
    [code],
  );
  return rows[0] ?? null;
}

export type SweepRow = {
  id: string;
  reads_bytes: boolean;
  started_at: Date;
  finished_at: Date | null;
  error: string | null;
  objects: number;
  documents: number;
  expired_documents: number;
  removed_objects: number;
  problems: number;
};

/** One sweep, or the newest. */
export async function findSweep(db: Queryable, id: string | null): Promise<SweepRow | null> {
  const { rows } = await db.query<SweepRow>(
    `/* documents.findSweep */
    select * from document_repo.sweeps where $1::uuid is null or id = $1::uuid order by id desc limit 1`,
    [id],
  );
  return rows[0] ?? null;
}

export type ProblemRow = { storage_key: string; kind: 'missing' | 'size' | 'hash' | 'stubborn'; detail: string };

export async function findProblems(db: Queryable, sweepId: string, limit: number): Promise<ProblemRow[]> {
  const { rows } = await db.query<ProblemRow>(
    '/* documents.findProblems */ select * from document_repo.sweep_problems where sweep_id = $1::uuid order by storage_key limit $2::integer',
    [sweepId, limit],
  );
  return rows;
}
