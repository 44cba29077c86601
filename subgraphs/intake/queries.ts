import { sql } from 'kysely';
import type { Sight } from 'lib/access.ts';
import { type Condition, type Connection, findPage, type ListStatement, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { fromEnum, isUuid } from 'lib/entities.ts';
import type { Priority } from 'lib/events.ts';
import { readSearch, whereIds, whereIn, whereWithin } from 'lib/filters.ts';
import { keepSeen, keepSeenByColumns, whereSeenByColumns, whereSeenByStream } from 'lib/sight.ts';
import type { EventStatus, ServiceRequestFilter, ServiceRequestOrder, SubmissionFilter } from './generated.ts';

/** The input as the sender gave it. */
export type SubmissionPayload = { idempotencyKey: string; requesterName: string; requesterEmail: string; description: string };

export type SubmissionRow = {
  id: string;
  payload: SubmissionPayload;
  customer_id: string;
  agreement_id: string;
  request_type_id: string;
  team_id: string;
  priority: Priority;
  external_reference: string | null;
  submitted_by: string;
  submitted_at: Date;
  recorded_at: Date;
};

export type ServiceRequestRow = {
  id: string;
  reference: string;
  submission_id: string;
  customer_id: string;
  agreement_id: string;
  request_type_id: string;
  team_id: string;
  priority: Priority;
  requester_name: string;
  requester_email: string;
  description: string;
  external_reference: string | null;
  status: 'pending' | 'integrated';
  submitted_at: Date;
  created_at: Date;
  updated_at: Date;
};

export type SubmissionPage = Connection<SubmissionRow>;
export type ServiceRequestPage = Connection<ServiceRequestRow>;
type Maybe<T> = T | null | undefined;

/** Columns of a submission that say whose it is. */
const submissionPeople = { owner: 'submitted_by', team: 'team_id' };

export async function listSubmissions(db: Sql, sight: Sight, page: PageArgs, filter: Maybe<SubmissionFilter>): Promise<SubmissionPage> {
  return await findPage(db, {
    name: 'intake.listSubmissions',
    from: sql`intake.submissions`,
    where: [
      ...(await whereSeenByColumns({ db, sight }, submissionPeople)),
      ...whereIds('id', filter?.ids),
      ...whereIds('customer_id', filter?.customerIds),
      ...whereIn('external_reference', filter?.externalReferences),
      ...whereWithin('submitted_at', filter?.submittedAt),
      ...keyConditions(filter?.idempotencyKeys),
    ],
    orderBy: { column: 'id', type: 'uuid', direction: 'desc' },
    page,
  });
}

function keyConditions(keys: Maybe<string[]>): Condition[] {
  return whereIn('key', keys).map((condition) => sql`id in (select submission_id from intake.idempotency_keys where ${condition})`);
}

const requestOrders: Record<ServiceRequestOrder['field'], Pick<ListStatement['orderBy'], 'column' | 'type'>> = {
  // ids are UUIDv7: their order is the order of creation, and the primary key serves it
  CREATED_AT: { column: 'id', type: 'uuid' },
  SUBMITTED_AT: { column: 'submitted_at', type: 'timestamptz' },
  REFERENCE: { column: 'reference', type: 'text' },
};

export type RequestListArgs = PageArgs & { filter?: Maybe<ServiceRequestFilter>; orderBy?: Maybe<ServiceRequestOrder> };

export async function listServiceRequests(
  db: Sql,
  sight: Sight,
  { filter, orderBy, ...page }: RequestListArgs,
): Promise<ServiceRequestPage> {
  return await findPage(db, {
    name: 'intake.listServiceRequests',
    from: sql`source_system.service_requests`,
    where: [
      ...(await whereSeenByStream({ db, sight }, 'id')),
      ...whereIds('id', filter?.ids),
      ...whereIn('reference', filter?.references),
      ...whereIn('status', filter?.statuses?.map(fromEnum)),
      ...whereIds('customer_id', filter?.customerIds),
      ...whereIds('agreement_id', filter?.agreementIds),
      ...whereIds('request_type_id', filter?.requestTypeIds),
      ...whereIds('team_id', filter?.teamIds),
      ...whereIn('priority', filter?.priorities?.map(fromEnum)),
      ...whereWithin('submitted_at', filter?.submittedAt),
      ...senderConditions(filter?.submittedBy),
      ...eventConditions(filter?.eventStatuses),
      ...searchConditions(filter?.search),
    ],
    orderBy: { ...requestOrders[orderBy?.field ?? 'CREATED_AT'], direction: fromEnum(orderBy?.direction ?? 'DESC') },
    page,
  });
}

/** Streams carry the sender too, with an index; submissions have none for it. */
function senderConditions(senders: Maybe<string[]>): Condition[] {
  return whereIn('owner', senders).map((condition) => sql`id in (select key from integration.streams where ${condition})`);
}

/** What is in work is little, and has an index; an event is of the stream of its request. */
function eventConditions(statuses: Maybe<EventStatus[]>): Condition[] {
  return whereIn('status', statuses?.map(fromEnum)).map(
    (condition) => sql`id in (select partition_key from integration.events where ${condition})`,
  );
}

/** Each kind of business id is looked up by its own index; none of them is searched for in the middle of a text. */
function searchConditions(search: Maybe<string>): Condition[] {
  const text = readSearch(search);
  if (text === null) return [];
  // a case and a business object carry their request's reference behind a prefix of their own
  const reference = text.toUpperCase().replace(/^(CASE|BO)-/, 'REQ-');
  const hits = [
    sql`(reference >= ${reference} and reference < ${`${reference}\u{10FFFF}`})`,
    sql`external_reference = ${text}`,
    sql`submission_id in (select submission_id from intake.idempotency_keys where key = ${text})`,
  ];
  if (isUuid(text)) hits.push(sql`id = ${text}::uuid`, sql`submission_id = ${text}::uuid`);
  return [sql`(${sql.join(hits, sql` or `)})`];
}

export async function findSubmissionsByIds(db: Queryable, sight: Sight, ids: string[]): Promise<SubmissionRow[]> {
  const { rows } = await db.query<SubmissionRow>(
    `/* intake.findSubmissionsByIds */ select * from intake.submissions where id = any($1::uuid[])`,
    [ids],
  );
  return await keepSeenByColumns({ db, sight }, rows, (row) => ({ owner: row.submitted_by, teamId: row.team_id }));
}

export async function findRequestsByIds(db: Queryable, sight: Sight, ids: string[]): Promise<ServiceRequestRow[]> {
  const { rows } = await db.query<ServiceRequestRow>(
    `/* intake.findRequestsByIds */ select * from source_system.service_requests where id = any($1::uuid[])`,
    [ids],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.id });
}

export async function findRequestsBySubmissions(db: Queryable, sight: Sight, submissionIds: string[]): Promise<ServiceRequestRow[]> {
  const { rows } = await db.query<ServiceRequestRow>(
    `/* intake.findRequestsBySubmissions */ select * from source_system.service_requests where submission_id = any($1::uuid[])`,
    [submissionIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.id });
}

export async function findRequestByReference(db: Queryable, sight: Sight, reference: string): Promise<ServiceRequestRow | null> {
  // PostgreSQL has no text with it, so no reference either
  if (reference.includes('\u0000')) return null;
  const { rows } = await db.query<ServiceRequestRow>(
    `/* intake.findRequestByReference */ select * from source_system.service_requests where reference = $1::text`,
    [reference],
  );
  const [seen = null] = await keepSeen({ db, sight }, rows, { streamOf: (row) => row.id });
  return seen;
}
