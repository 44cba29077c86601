import { fromEnum, toEnum } from 'lib/entities.ts';
import type { Resolvers } from '../generated.ts';
import { listAuditRecords } from './queries.ts';
import { verifyAudit } from './verification.ts';

export const auditResolvers = {
  Query: {
    auditRecords: (_root, { filter, direction, ...page }, { sql }) => listAuditRecords(sql, page, filter, fromEnum(direction ?? 'DESC')),
    auditVerification: (_root, { anchors, after }, { pool, auditTrail }) =>
      verifyAudit(pool, auditTrail.keys, { anchors: anchors ?? [], cursor: after ?? null }),
  },
  AuditRecord: {
    recordedAt: (row) => row.recorded_at,
    objectType: (row) => row.object_type,
    objectId: (row) => row.object_id,
    outcome: (row) => toEnum(row.outcome),
    correlationId: (row) => row.correlation_id,
    requestId: (row) => row.request_id,
    hash: (row) => row.hash.toString('hex'),
  },
  AuditChain: {
    isIntact: ({ firstBroken }) => firstBroken == null,
  },
} satisfies Resolvers;
