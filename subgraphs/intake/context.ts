import { createRowLoader, type RowLoader } from 'lib/loader.ts';
import type { SubgraphContext } from 'lib/subgraph-server.ts';
import type { Door } from './door.ts';
import {
  findRequestsByIds,
  findRequestsBySubmissions,
  findSubmissionsByIds,
  type ServiceRequestRow,
  type SubmissionRow,
} from './queries.ts';

export type Context = SubgraphContext & {
  /** Where submissions are accepted. */
  door: Door;
  submissions: RowLoader<SubmissionRow>;
  requests: RowLoader<ServiceRequestRow>;
  requestsBySubmission: RowLoader<ServiceRequestRow>;
};

export function extendContext(base: SubgraphContext, door: Door): Context {
  const { pool, sight } = base;
  return {
    ...base,
    door,
    submissions: createRowLoader(
      (ids) => findSubmissionsByIds(pool, sight, ids),
      (row) => row.id,
    ),
    requests: createRowLoader(
      (ids) => findRequestsByIds(pool, sight, ids),
      (row) => row.id,
    ),
    requestsBySubmission: createRowLoader(
      (ids) => findRequestsBySubmissions(pool, sight, ids),
      (row) => row.submission_id,
    ),
  };
}
