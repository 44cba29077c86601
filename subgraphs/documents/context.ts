import { createGroupLoader, createRowLoader, type GroupLoader, type RowLoader } from 'lib/loader.ts';
import type { SubgraphContext } from 'lib/subgraph-server.ts';
import type { LinkSigner } from './links.ts';
import { type DocumentRow, findDocumentsByIds, findDocumentsByRequests, findDocumentsBySubmissions } from './queries.ts';
import type { SweepOptions } from './sweep.ts';
import type { Desk } from './upload.ts';

/** What the process has for all requests. */
export type Equipment = { desk: Desk; signer: LinkSigner; patience: Omit<SweepOptions, 'readsBytes'> };

export type Context = SubgraphContext &
  Equipment & {
    documents: RowLoader<DocumentRow>;
    documentsBySubmission: GroupLoader<DocumentRow>;
    documentsByRequest: GroupLoader<DocumentRow>;
  };

export function extendContext(base: SubgraphContext, equipment: Equipment): Context {
  const { pool, sight } = base;
  return {
    ...base,
    ...equipment,
    documents: createRowLoader(
      (ids) => findDocumentsByIds(pool, sight, ids),
      (row) => row.id,
    ),
    documentsBySubmission: createGroupLoader(
      (ids) => findDocumentsBySubmissions(pool, sight, ids),
      (row) => row.submission_id ?? '',
    ),
    documentsByRequest: createGroupLoader(
      (ids) => findDocumentsByRequests(pool, sight, ids),
      (row) => row.request_id ?? '',
    ),
  };
}
