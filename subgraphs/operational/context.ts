import { createGroupLoader, createRowLoader, type GroupLoader, type RowLoader } from 'lib/loader.ts';
import type { SubgraphContext } from 'lib/subgraph-server.ts';
import type { Desk } from './desk.ts';
import {
  type CaseRow,
  findCasesByIds,
  findCasesByRequests,
  findHistories,
  type HistoryRow,
  listTransitions,
  type TransitionRow,
} from './queries.ts';

export type Context = SubgraphContext & {
  /** Where cases are moved. */
  desk: Desk;
  cases: RowLoader<CaseRow>;
  casesByRequest: RowLoader<CaseRow>;
  histories: GroupLoader<HistoryRow>;
  /** Steps that may be taken from a status. */
  transitions: GroupLoader<TransitionRow>;
};

export function extendContext(base: SubgraphContext, desk: Desk): Context {
  const { pool, sight } = base;
  return {
    ...base,
    desk,
    cases: createRowLoader(
      (ids) => findCasesByIds(pool, sight, ids),
      (row) => row.id,
    ),
    casesByRequest: createRowLoader(
      (ids) => findCasesByRequests(pool, sight, ids),
      (row) => row.request_id,
    ),
    histories: createGroupLoader(
      (ids) => findHistories(pool, ids),
      (row) => row.case_id,
    ),
    transitions: createGroupLoader(
      () => listTransitions(pool),
      (row) => row.from_status,
    ),
  };
}
