import { createGroupLoader, createRowLoader, type GroupLoader, type RowLoader } from 'lib/loader.ts';
import type { SubgraphContext } from 'lib/subgraph-server.ts';
import { type DocumentRow, findDocumentsByIds, findDocumentsByRequests, findDocumentsBySubmissions } from './queries.ts';

export type Context = SubgraphContext & {
  documents: RowLoader<DocumentRow>;
  documentsBySubmission: GroupLoader<DocumentRow>;
  documentsByRequest: GroupLoader<DocumentRow>;
};

export function extendContext(base: SubgraphContext): Context {
  const { pool } = base;
  return {
    ...base,
    documents: createRowLoader(
      (ids) => findDocumentsByIds(pool, ids),
      (row) => row.id,
    ),
    documentsBySubmission: createGroupLoader(
      (ids) => findDocumentsBySubmissions(pool, ids),
      (row) => row.submission_id ?? '',
    ),
    documentsByRequest: createGroupLoader(
      (ids) => findDocumentsByRequests(pool, ids),
      (row) => row.request_id ?? '',
    ),
  };
}
