import { sql } from 'kysely';
import { type Connection, findPage, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { fromEnum } from 'lib/entities.ts';
import { whereIds, whereIn } from 'lib/filters.ts';
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
  status: 'pending' | 'stored' | 'linked' | 'refused' | 'swept';
  uploaded_by: string;
  uploaded_at: Date;
};

export type DocumentPage = Connection<DocumentRow>;

export function listDocuments(db: Sql, page: PageArgs, filter: DocumentFilter | null | undefined): Promise<DocumentPage> {
  return findPage(db, {
    name: 'documents.listDocuments',
    from: sql`document_repo.documents`,
    where: [
      ...whereIds('id', filter?.ids),
      ...whereIds('submission_id', filter?.submissionIds),
      ...whereIds('request_id', filter?.requestIds),
      ...whereIn('status', filter?.statuses?.map(fromEnum)),
    ],
    orderBy: { column: 'id', type: 'uuid', direction: 'desc' },
    page,
  });
}

export async function findDocumentsByIds(db: Queryable, ids: string[]): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    '/* documents.findDocumentsByIds */ select * from document_repo.documents where id = any($1::uuid[])',
    [ids],
  );
  return rows;
}

export async function findDocumentsBySubmissions(db: Queryable, submissionIds: string[]): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    '/* documents.findDocumentsBySubmissions */ select * from document_repo.documents where submission_id = any($1::uuid[]) order by id',
    [submissionIds],
  );
  return rows;
}

export async function findDocumentsByRequests(db: Queryable, requestIds: string[]): Promise<DocumentRow[]> {
  const { rows } = await db.query<DocumentRow>(
    '/* documents.findDocumentsByRequests */ select * from document_repo.documents where request_id = any($1::uuid[]) order by id',
    [requestIds],
  );
  return rows;
}
