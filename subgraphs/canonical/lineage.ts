import type { Sight } from 'lib/access.ts';
import type { Queryable } from 'lib/db.ts';
import { isUuid } from 'lib/entities.ts';
import { graphError } from 'lib/errors.ts';
import { keepSeen } from 'lib/sight.ts';
import type { BusinessObjectRow } from './queries.ts';

export type LineageType = 'service_request' | 'operation_case' | 'business_object';

export type LineageRow = {
  id: string;
  from_type: LineageType;
  from_id: string;
  to_type: LineageType;
  to_id: string;
  relation: 'opened_as' | 'represented_by';
  request_id: string;
  event_id: string;
  correlation_id: string;
  time: Date;
  recorded_time: Date;
};

export type LineageNodeRow = { id: string; type: LineageType };
/** Enough for the gateway to ask the owner for the rest. */
export type LineageEntityRow =
  | { __typename: 'ServiceRequest' | 'OperationCase'; id: string }
  | ({ __typename: 'BusinessObject' } & BusinessObjectRow);
export type Lineage = { nodes: LineageNodeRow[]; edges: LineageRow[]; isTruncated: boolean };

const deepest = 5;

export async function findLineageByRequests(db: Queryable, sight: Sight, requestIds: string[]): Promise<LineageRow[]> {
  const { rows } = await db.query<LineageRow>(
    `/* canonical.findLineageByRequests */ select * from canonical.lineage_records where request_id = any($1::uuid[])
    order by request_id, id`,
    [requestIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
}

/**
 * What a record comes from and what became of it, step by step in both directions.
 *
 * @param depth steps in each direction, 1 to 5.
 * @throws GraphQLError BAD_USER_INPUT for another depth.
 */
export async function findLineage(db: Queryable, sight: Sight, of: string, depth: number): Promise<Lineage> {
  if (depth < 1 || depth > deepest) throw graphError('BAD_USER_INPUT', `depth is ${depth}, accepted is 1 to ${deepest}`);
  if (!isUuid(of)) return { nodes: [], edges: [], isTruncated: false };
  // one step further than asked, to know whether something lies beyond
  const { rows } = await db.query<LineageRow & { distance: number }>(
    `/* canonical.findLineage */
    with recursive downstream as (
      select l.*, 1 as distance from canonical.lineage_records l where l.from_id = $1::uuid
      union all select l.*, d.distance + 1 from downstream d join canonical.lineage_records l on l.from_id = d.to_id where d.distance <= $2::integer
    ), upstream as (
      select l.*, 1 as distance from canonical.lineage_records l where l.to_id = $1::uuid
      union all select l.*, u.distance + 1 from upstream u join canonical.lineage_records l on l.to_id = u.from_id where u.distance <= $2::integer
    )
    select * from (select * from upstream union all select * from downstream) lineage order by id`,
    [of, depth],
  );
  const seen = await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
  const edges = seen.filter((row) => row.distance <= depth);
  return { nodes: nodesOf(edges), edges, isTruncated: edges.length < seen.length };
}

/** The records that edges connect, each once, in the order in which they are met. */
export function nodesOf(edges: LineageRow[]): LineageNodeRow[] {
  const nodes = new Map<string, LineageNodeRow>();
  for (const edge of edges) {
    nodes.set(edge.from_id, { id: edge.from_id, type: edge.from_type });
    nodes.set(edge.to_id, { id: edge.to_id, type: edge.to_type });
  }
  return [...nodes.values()];
}
