import { createRowLoader, type RowLoader } from 'lib/loader.ts';
import type { SubgraphContext } from 'lib/subgraph-server.ts';
import { type AgreementRow, type CustomerRow, findAgreementsByIds, findCustomersByIds, findValuesByIds, type ValueRow } from './queries.ts';

export type Context = SubgraphContext & {
  customers: RowLoader<CustomerRow>;
  agreements: RowLoader<AgreementRow>;
  requestTypes: RowLoader<ValueRow>;
  teams: RowLoader<ValueRow>;
  documentTypes: RowLoader<ValueRow>;
};

export function extendContext(base: SubgraphContext): Context {
  const { pool } = base;
  const id = (row: { id: string }): string => row.id;
  return {
    ...base,
    customers: createRowLoader((ids) => findCustomersByIds(pool, ids), id),
    agreements: createRowLoader((ids) => findAgreementsByIds(pool, ids), id),
    requestTypes: createRowLoader((ids) => findValuesByIds(pool, 'request_types', ids), id),
    teams: createRowLoader((ids) => findValuesByIds(pool, 'teams', ids), id),
    documentTypes: createRowLoader((ids) => findValuesByIds(pool, 'document_types', ids), id),
  };
}
