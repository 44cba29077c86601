import { callerOf } from 'lib/audit.ts';
import { withTransaction } from 'lib/db.ts';
import { Refusal } from 'lib/errors.ts';
import { type ImportResult, importReferenceData } from './commands.ts';
import type { Resolvers } from './generated.ts';
import { listAgreements, listCustomers, listValues } from './queries.ts';

/** Values carry the same fields under the same names. */
const value = {
  isActive: (row: { is_active: boolean }) => row.is_active,
};
const dates = {
  createdAt: (row: { created_at: Date }) => row.created_at,
  updatedAt: (row: { updated_at: Date }) => row.updated_at,
};

const nothing: ImportResult = {
  createdCount: 0,
  updatedCount: 0,
  unchangedCount: 0,
  customers: [],
  agreements: [],
  requestTypes: [],
  teams: [],
  documentTypes: [],
};

export const resolvers: Resolvers = {
  Query: {
    customers: (_root, { filter, ...page }, { sql }) => listCustomers(sql, page, filter),
    agreements: (_root, { filter, ...page }, { sql }) => listAgreements(sql, page, filter),
    requestTypes: (_root, { isActive }, { pool }) => listValues(pool, 'request_types', isActive),
    teams: (_root, { isActive }, { pool }) => listValues(pool, 'teams', isActive),
    documentTypes: (_root, { isActive }, { pool }) => listValues(pool, 'document_types', isActive),
  },
  Mutation: {
    importReferenceData: async (_root, { input }, { pool, auditTrail, ...context }) => {
      try {
        const result = await withTransaction(pool, (tx) =>
          importReferenceData(tx, input, { trail: auditTrail, caller: callerOf(context) }),
        );
        return { ...result, userErrors: [] };
      } catch (error) {
        if (error instanceof Refusal) return { ...nothing, userErrors: error.userErrors };
        throw error;
      }
    },
  },
  Customer: {
    ...value,
    ...dates,
    __resolveReference: ({ id }, { customers }) => customers.load(id),
    agreements: (row, { filter, ...page }, { sql }) => listAgreements(sql, page, { ...filter, customerIds: [row.id] }),
  },
  Agreement: {
    ...value,
    ...dates,
    __resolveReference: ({ id }, { agreements }) => agreements.load(id),
    customer: async (row, _args, { customers }) => {
      const customer = await customers.load(row.customer_id);
      if (!customer) throw new Error(`agreement ${row.id} has no customer`);
      return customer;
    },
  },
  RequestType: { ...value, __resolveReference: ({ id }, { requestTypes }) => requestTypes.load(id) },
  Team: { ...value, __resolveReference: ({ id }, { teams }) => teams.load(id) },
  DocumentType: { ...value, __resolveReference: ({ id }, { documentTypes }) => documentTypes.load(id) },
};
