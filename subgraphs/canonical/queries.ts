import { sql } from 'kysely';
import type { Sight } from 'lib/access.ts';
import { type Condition, type Connection, findPage, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { fromEnum } from 'lib/entities.ts';
import type { CaseStatus, Priority } from 'lib/events.ts';
import { whereIds, whereIn, whereWithin } from 'lib/filters.ts';
import { keepSeen, whereSeenByStream } from 'lib/sight.ts';
import type { ActivityFilter, BusinessObjectFilter, EventFilter, SyncLogFilter } from './generated.ts';
import { wherePayload } from './payload-condition.ts';

export type BusinessObjectStatus = 'active' | 'in_progress' | 'completed' | 'rejected';

export type BusinessObjectRow = {
  id: string;
  business_key: string;
  object_type: string;
  request_id: string;
  case_id: string;
  customer_id: string;
  agreement_id: string;
  request_type_id: string;
  team_id: string;
  priority: Priority;
  status: BusinessObjectStatus;
  version: number;
  applied_case_version: number;
  correlation_id: string;
  effective_at: Date;
  created_at: Date;
  updated_at: Date;
};

export type ObjectVersionRow = {
  object_id: string;
  version: number;
  status: BusinessObjectStatus;
  state: unknown;
  event_id: string;
  mapping_version: number;
  operational_status: CaseStatus;
  case_version: number;
  actor: string;
  time: Date;
  recorded_time: Date;
};

export type EventRow = {
  id: string;
  aggregatetype: string;
  aggregateid: string;
  type: string;
  schema_version: number;
  payload: unknown;
  partition_key: string;
  sequence: number;
  correlation_id: string;
  causation_id: string | null;
  actor: string;
  time: Date;
  recorded_time: Date;
  status: 'pending' | 'retrying' | 'processed' | 'dead' | 'discarded';
  attempts: number;
  next_attempt_at: Date | null;
  processed_at: Date | null;
  error_code: string | null;
  error_message: string | null;
  error_fingerprint: string | null;
  revision: number;
  /** Attempts before the last time that a person sent it again. */
  forgiven_attempts: number;
};

export type SyncLogRow = {
  id: string;
  event_id: string;
  partition_key: string;
  attempt: number;
  outcome: 'processed' | 'failed' | 'dead' | 'replayed';
  message: string;
  error_code: string | null;
  error_fingerprint: string | null;
  worker: string;
  started_at: Date;
  finished_at: Date;
};

export type ActivityRow = {
  id: string;
  partition_key: string;
  kind:
    | 'received'
    | 'recorded'
    | 'opened'
    | 'moved'
    | 'mapped'
    | 'linked'
    | 'failed'
    | 'dead'
    | 'redelivered'
    | 'discarded'
    | 'restored'
    | 'resubmitted'
    | 'replayed'
    | 'reconciled';
  subject_type: string;
  subject_id: string;
  actor: string;
  message: string;
  correlation_id: string;
  causation_id: string | null;
  time: Date;
  recorded_time: Date;
};

export type BusinessObjectPage = Connection<BusinessObjectRow>;
export type EventPage = Connection<EventRow>;
export type SyncLogPage = Connection<SyncLogRow>;
export type ActivityPage = Connection<ActivityRow>;
type Maybe<T> = T | null | undefined;

/** Ids are UUIDv7: newest first is the primary key read backwards. */
const newestFirst = { column: 'id', type: 'uuid', direction: 'desc' } as const;

export async function listBusinessObjects(
  db: Sql,
  sight: Sight,
  page: PageArgs,
  filter: Maybe<BusinessObjectFilter>,
): Promise<BusinessObjectPage> {
  return await findPage(db, {
    name: 'canonical.listBusinessObjects',
    from: sql`canonical.business_objects`,
    where: [
      ...(await whereSeenByStream({ db, sight }, 'request_id')),
      ...whereIds('id', filter?.ids),
      ...whereIn('business_key', filter?.businessKeys),
      ...whereIds('request_id', filter?.requestIds),
      ...whereIn('status', filter?.statuses?.map(fromEnum)),
      ...whereIds('customer_id', filter?.customerIds),
    ],
    orderBy: newestFirst,
    page,
  });
}

export async function listEvents(db: Sql, sight: Sight, page: PageArgs, filter: Maybe<EventFilter>): Promise<EventPage> {
  return await findPage(db, {
    name: 'canonical.listEvents',
    from: sql`integration.events`,
    where: [...(await whereSeenByStream({ db, sight }, 'partition_key')), ...eventConditions(filter)],
    orderBy: newestFirst,
    page,
  });
}

/** What an event filter says as SQL. */
export function eventConditions(filter: Maybe<EventFilter>): Condition[] {
  return [
    ...whereIds('id', filter?.ids),
    ...whereIn('type', filter?.types),
    ...whereIn('status', filter?.statuses?.map(fromEnum)),
    ...whereIds('partition_key', filter?.requestIds),
    ...whereIn('error_fingerprint', filter?.errorFingerprints),
    ...whereWithin('recorded_time', filter?.recordedTime),
    ...wherePayload(filter?.payload),
  ];
}

export async function listSyncLogs(db: Sql, sight: Sight, page: PageArgs, filter: Maybe<SyncLogFilter>): Promise<SyncLogPage> {
  return await findPage(db, {
    name: 'canonical.listSyncLogs',
    from: sql`integration.sync_logs`,
    where: [
      ...(await whereSeenByStream({ db, sight }, 'partition_key')),
      ...whereIds('event_id', filter?.eventIds),
      ...whereIds('partition_key', filter?.requestIds),
      ...whereIn('outcome', filter?.outcomes?.map(fromEnum)),
    ],
    orderBy: newestFirst,
    page,
  });
}

export async function listActivity(db: Sql, sight: Sight, page: PageArgs, filter: Maybe<ActivityFilter>): Promise<ActivityPage> {
  return await findPage(db, {
    name: 'canonical.listActivity',
    from: sql`integration.activity`,
    where: [
      ...(await whereSeenByStream({ db, sight }, 'partition_key')),
      ...whereIds('partition_key', filter?.requestIds),
      ...whereIn('kind', filter?.kinds?.map(fromEnum)),
    ],
    orderBy: newestFirst,
    page,
  });
}

export async function findObjectsByIds(db: Queryable, sight: Sight, ids: string[]): Promise<BusinessObjectRow[]> {
  const { rows } = await db.query<BusinessObjectRow>(
    `/* canonical.findObjectsByIds */ select * from canonical.business_objects where id = any($1::uuid[])`,
    [ids],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
}

export async function findObjectsByRequests(db: Queryable, sight: Sight, requestIds: readonly string[]): Promise<BusinessObjectRow[]> {
  const { rows } = await db.query<BusinessObjectRow>(
    `/* canonical.findObjectsByRequests */ select * from canonical.business_objects
    where object_type = 'service_request' and request_id = any($1::uuid[])`,
    [requestIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
}

export async function findObjectsByCases(db: Queryable, sight: Sight, caseIds: string[]): Promise<BusinessObjectRow[]> {
  const { rows } = await db.query<BusinessObjectRow>(
    `/* canonical.findObjectsByCases */ select * from canonical.business_objects
    where object_type = 'service_request' and case_id = any($1::uuid[])`,
    [caseIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
}

export async function findVersions(db: Queryable, objectIds: string[]): Promise<ObjectVersionRow[]> {
  const { rows } = await db.query<ObjectVersionRow>(
    '/* canonical.findVersions */ select * from canonical.object_versions where object_id = any($1::uuid[]) order by object_id, version',
    [objectIds],
  );
  return rows;
}

export async function findEventsByIds(db: Queryable, sight: Sight, ids: string[]): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(`/* canonical.findEventsByIds */ select * from integration.events where id = any($1::uuid[])`, [
    ids,
  ]);
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.partition_key });
}

export async function findEventsByStreams(db: Queryable, sight: Sight, streams: string[]): Promise<EventRow[]> {
  const { rows } = await db.query<EventRow>(
    `/* canonical.findEventsByStreams */ select * from integration.events where partition_key = any($1::uuid[]) order by partition_key, sequence`,
    [streams],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.partition_key });
}

/** Of these events, those that have to wait for an earlier one of their stream. */
export async function findBlockedEvents(db: Queryable, ids: string[]): Promise<{ id: string }[]> {
  const { rows } = await db.query<{ id: string }>(
    `/* canonical.findBlockedEvents */ select e.id from integration.events e
    where e.id = any($1::uuid[]) and e.status not in ('processed', 'discarded') and exists (
      select from integration.events p where p.partition_key = e.partition_key and p.sequence < e.sequence and p.status not in ('processed', 'discarded'))`,
    [ids],
  );
  return rows;
}

export async function findSyncLogsByEvents(db: Queryable, eventIds: string[]): Promise<SyncLogRow[]> {
  const { rows } = await db.query<SyncLogRow>(
    '/* canonical.findSyncLogsByEvents */ select * from integration.sync_logs where event_id = any($1::uuid[]) order by event_id, attempt',
    [eventIds],
  );
  return rows;
}

export async function findSyncLogsByStreams(db: Queryable, sight: Sight, streams: string[]): Promise<SyncLogRow[]> {
  const { rows } = await db.query<SyncLogRow>(
    `/* canonical.findSyncLogsByStreams */ select * from integration.sync_logs where partition_key = any($1::uuid[]) order by partition_key, id`,
    [streams],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.partition_key });
}

export async function findActivityByStreams(db: Queryable, sight: Sight, streams: string[]): Promise<ActivityRow[]> {
  const { rows } = await db.query<ActivityRow>(
    `/* canonical.findActivityByStreams */ select * from integration.activity where partition_key = any($1::uuid[]) order by partition_key, id`,
    [streams],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.partition_key });
}
