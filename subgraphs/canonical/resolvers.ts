import { refer, toEnum } from 'lib/entities.ts';
import { cloudEventType } from 'lib/events.ts';
import { auditResolvers } from './audit/resolvers.ts';
import { drawBalance } from './balance.ts';
import type { Context } from './context.ts';
import type { Resolvers } from './generated.ts';
import { findLineage, nodesOf } from './lineage.ts';
import { type FollowedActivity, type FollowedChange, type FollowedLineage, followActivity, followChanges, followLineage } from './live.ts';
import { findOverview } from './overview.ts';
import { type EventRow, listActivity, listBusinessObjects, listEvents, listSyncLogs } from './queries.ts';
import { explainEvent, explainRequest } from './recovery/explain.ts';
import { recoveryResolvers } from './recovery/resolvers.ts';
import { explainValues } from './value-rules.ts';

async function loadEvent(id: string, { events }: Context): Promise<EventRow> {
  const event = await events.load(id);
  if (!event) throw new Error(`event ${id} is referred to but not there`);
  return event;
}

async function loadLineage(requestId: string, { lineageByRequest }: Context) {
  const edges = await lineageByRequest.load(requestId);
  return { nodes: nodesOf(edges), edges, isTruncated: false };
}

async function circumstancesOf(event: EventRow, { heads, workerSilence, maxAttempts }: Context) {
  return { event, head: await heads.load(event.partition_key), workerSilence: await workerSilence(), maxAttempts };
}

export const resolvers: Resolvers = {
  ...recoveryResolvers,
  ...auditResolvers,
  Query: {
    ...recoveryResolvers.Query,
    ...auditResolvers.Query,
    businessObjects: (_root, { filter, ...page }, { sql, sight }) => listBusinessObjects(sql, sight, page, filter),
    businessObject: (_root, { id }, { objects }) => objects.load(id),
    lineage: (_root, { of, depth }, { pool, sight }) => findLineage(pool, sight, of, depth ?? 2),
    events: (_root, { filter, ...page }, { sql, sight }) => listEvents(sql, sight, page, filter),
    event: (_root, { id }, { events }) => events.load(id),
    syncLogs: (_root, { filter, ...page }, { sql, sight }) => listSyncLogs(sql, sight, page, filter),
    activity: (_root, { filter, ...page }, { sql, sight }) => listActivity(sql, sight, page, filter),
    overview: (_root, _args, { pool }) => findOverview(pool),
    balance: (_root, _args, { pool }) => drawBalance(pool),
    logCursor: (_root, _args, { follower }) => follower.currentCursor(),
  },
  Subscription: {
    lineageRecorded: {
      subscribe: (_root, args, context) => followLineage(args, context),
      resolve: ({ row, cursor }: FollowedLineage) => ({ cursor, lineageRecord: row }),
    },
    activityRecorded: {
      subscribe: (_root, args, context) => followActivity(args, context),
      resolve: ({ row, cursor }: FollowedActivity) => ({ cursor, activity: row }),
    },
    eventChanged: {
      subscribe: (_root, args, context) => followChanges(args, context),
      resolve: ({ row, cursor }: FollowedChange, _args: unknown, context: Context) => ({
        cursor,
        status: toEnum(row.status),
        recordedTime: row.recorded_time,
        // asked for only if the client wants it
        get event() {
          return loadEvent(row.event_id, context);
        },
      }),
    },
  },
  BusinessObject: {
    __resolveReference: ({ id }, { objects }) => objects.load(id),
    businessKey: (row) => row.business_key,
    objectType: (row) => row.object_type,
    serviceRequest: (row) => refer(row.request_id),
    operationCase: (row) => refer(row.case_id),
    customer: (row) => refer(row.customer_id),
    agreement: (row) => refer(row.agreement_id),
    requestType: (row) => refer(row.request_type_id),
    team: (row) => refer(row.team_id),
    priority: (row) => toEnum(row.priority),
    status: (row) => toEnum(row.status),
    appliedCaseVersion: (row) => row.applied_case_version,
    versions: (row, _args, { versions }) => versions.load(row.id),
    lineage: (row, _args, context) => loadLineage(row.request_id, context),
    effectiveAt: (row) => row.effective_at,
    createdAt: (row) => row.created_at,
    updatedAt: (row) => row.updated_at,
  },
  ObjectVersion: {
    status: (row) => toEnum(row.status),
    origins: async (row, _args, { versions }) => explainValues(row, await versions.load(row.object_id)),
    event: (row, _args, context) => loadEvent(row.event_id, context),
    mappingVersion: (row) => row.mapping_version,
    operationalStatus: (row) => row.operational_status,
    caseVersion: (row) => row.case_version,
    recordedTime: (row) => row.recorded_time,
  },
  Event: {
    __resolveReference: ({ id }, { events }) => events.load(id),
    cloudEventType: (row) => cloudEventType(row.type, row.schema_version),
    schemaVersion: (row) => row.schema_version,
    aggregateType: (row) => row.aggregatetype,
    aggregateId: (row) => row.aggregateid,
    serviceRequest: (row) => refer(row.partition_key),
    status: (row) => toEnum(row.status),
    isBlocked: async (row, _args, { blockedEvents }) => row.status !== 'processed' && (await blockedEvents.load(row.id)) !== null,
    nextAttemptAt: (row) => row.next_attempt_at,
    processedAt: (row) => row.processed_at,
    error: (row) =>
      row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '', fingerprint: row.error_fingerprint ?? '' },
    correlationId: (row) => row.correlation_id,
    causationId: (row) => row.causation_id,
    recordedTime: (row) => row.recorded_time,
    revisions: (row, _args, { revisionsByEvent }) => revisionsByEvent.load(row.id),
    explanation: async (row, _args, context) => explainEvent(await circumstancesOf(row, context)),
    syncLogs: (row, _args, { syncLogsByEvent }) => syncLogsByEvent.load(row.id),
  },
  SyncLog: {
    event: (row, _args, context) => loadEvent(row.event_id, context),
    serviceRequest: (row) => refer(row.partition_key),
    outcome: (row) => toEnum(row.outcome),
    errorCode: (row) => row.error_code,
    errorFingerprint: (row) => row.error_fingerprint,
    startedAt: (row) => row.started_at,
    finishedAt: (row) => row.finished_at,
    durationMs: (row) => row.finished_at.getTime() - row.started_at.getTime(),
  },
  Activity: {
    serviceRequest: (row) => refer(row.partition_key),
    kind: (row) => toEnum(row.kind),
    subjectType: (row) => row.subject_type,
    subjectId: (row) => row.subject_id,
    correlationId: (row) => row.correlation_id,
    causationId: (row) => row.causation_id,
    recordedTime: (row) => row.recorded_time,
  },
  LineageRecord: {
    from: (row) => ({ id: row.from_id, type: row.from_type }),
    to: (row) => ({ id: row.to_id, type: row.to_type }),
    relation: (row) => toEnum(row.relation),
    event: (row, _args, context) => loadEvent(row.event_id, context),
    correlationId: (row) => row.correlation_id,
    recordedTime: (row) => row.recorded_time,
  },
  LineageNode: {
    type: (row) => toEnum(row.type),
    entity: async (row, _args, { objects }) => {
      if (row.type === 'service_request') return { __typename: 'ServiceRequest', id: row.id };
      if (row.type === 'operation_case') return { __typename: 'OperationCase', id: row.id };
      const object = await objects.load(row.id);
      return object && { __typename: 'BusinessObject', ...object };
    },
  },
  LineageEntity: { __resolveType: (entity) => entity.__typename },
  ServiceRequest: {
    __resolveReference: ({ id }) => refer(id),
    businessObject: (request, _args, { objectsByRequest }) => objectsByRequest.load(request.id),
    events: (request, _args, { eventsByRequest }) => eventsByRequest.load(request.id),
    syncLogs: (request, _args, { syncLogsByRequest }) => syncLogsByRequest.load(request.id),
    activity: (request, _args, { activityByRequest }) => activityByRequest.load(request.id),
    lineage: (request, _args, context) => loadLineage(request.id, context),
    explanation: async (request, _args, context) => {
      const [head, object] = await Promise.all([context.heads.load(request.id), context.objectsByRequest.load(request.id)]);
      return explainRequest(head && (await circumstancesOf(head, context)), object?.status ?? null);
    },
  },
  OperationCase: {
    __resolveReference: ({ id }) => refer(id),
    businessObject: (operationCase, _args, { objectsByCase }) => objectsByCase.load(operationCase.id),
  },
};
