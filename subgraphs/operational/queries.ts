import { sql } from 'kysely';
import type { Sight } from 'lib/access.ts';
import { type Condition, type Connection, findPage, type ListStatement, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { fromEnum, isUuid } from 'lib/entities.ts';
import type { CaseStatus, Priority } from 'lib/events.ts';
import { readSearch, whereIds, whereIn, whereWithin } from 'lib/filters.ts';
import { keepSeen, whereSeenByStream } from 'lib/sight.ts';
import type { OperationCaseFilter, OperationCaseOrder } from './generated.ts';

export type CaseRow = {
  id: string;
  reference: string;
  request_id: string;
  customer_id: string;
  agreement_id: string;
  request_type_id: string;
  team_id: string;
  priority: Priority;
  requester_name: string;
  requester_email: string;
  description: string;
  status: CaseStatus;
  version: number;
  correlation_id: string;
  opened_by_event_id: string;
  opened_at: Date;
  changed_at: Date;
  updated_at: Date;
};

export type HistoryRow = {
  id: string;
  case_id: string;
  version: number;
  from_status: CaseStatus | null;
  to_status: CaseStatus;
  changed_by: string;
  reason: string;
  changed_at: Date;
  recorded_at: Date;
  event_id: string;
  actor: string;
  idempotency_key: string | null;
  fingerprint: string | null;
};

export type TransitionRow = { from_status: CaseStatus; to_status: CaseStatus; requires_reason: boolean };
export type CasePage = Connection<CaseRow>;
type Maybe<T> = T | null | undefined;

const caseOrders: Record<OperationCaseOrder['field'], Pick<ListStatement['orderBy'], 'column' | 'type'>> = {
  // ids are UUIDv7: their order is the order of creation, and the primary key serves it
  CREATED_AT: { column: 'id', type: 'uuid' },
  CHANGED_AT: { column: 'changed_at', type: 'timestamptz' },
};

export type CaseListArgs = PageArgs & { filter?: Maybe<OperationCaseFilter>; orderBy?: Maybe<OperationCaseOrder> };

export async function listCases(db: Sql, sight: Sight, { filter, orderBy, ...page }: CaseListArgs): Promise<CasePage> {
  return await findPage(db, {
    name: 'operational.listCases',
    from: sql`operational.operation_cases`,
    where: [
      ...(await whereSeenByStream({ db, sight }, 'request_id')),
      ...whereIds('id', filter?.ids),
      ...whereIn('reference', filter?.references),
      ...whereIds('request_id', filter?.requestIds),
      ...whereIn('status', filter?.statuses?.map(fromEnum)),
      ...whereIds('team_id', filter?.teamIds),
      ...whereIds('customer_id', filter?.customerIds),
      ...whereIn('priority', filter?.priorities?.map(fromEnum)),
      ...whereWithin('changed_at', filter?.changedAt),
      ...searchConditions(filter?.search),
    ],
    orderBy: { ...caseOrders[orderBy?.field ?? 'CREATED_AT'], direction: fromEnum(orderBy?.direction ?? 'DESC') },
    page,
  });
}

/** What somebody searches for, as a beginning of the case's own reference: it is numbered like its request. */
export function readCaseSearch(search: Maybe<string>): string | null {
  return (
    readSearch(search)
      ?.toUpperCase()
      .replace(/^REQ(?=-|$)/, 'CASE') ?? null
  );
}

/** Each kind of business id is looked up by its own index; none of them is searched for in the middle of a text. */
function searchConditions(search: Maybe<string>): Condition[] {
  const text = readCaseSearch(search);
  if (text === null) return [];
  const hits = [sql`(reference >= ${text} and reference < ${`${text}\u{10FFFF}`})`];
  if (isUuid(text)) hits.push(sql`id = ${text}::uuid`, sql`request_id = ${text}::uuid`);
  return [sql`(${sql.join(hits, sql` or `)})`];
}

export async function findCasesByIds(db: Queryable, sight: Sight, ids: string[]): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `/* operational.findCasesByIds */ select * from operational.operation_cases where id = any($1::uuid[])`,
    [ids],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
}

export async function findCasesByRequests(db: Queryable, sight: Sight, requestIds: readonly string[]): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `/* operational.findCasesByRequests */ select * from operational.operation_cases where request_id = any($1::uuid[])`,
    [requestIds],
  );
  return await keepSeen({ db, sight }, rows, { streamOf: (row) => row.request_id });
}

export async function findHistories(db: Queryable, caseIds: string[]): Promise<HistoryRow[]> {
  const { rows } = await db.query<HistoryRow>(
    '/* operational.findHistories */ select * from operational.case_status_history where case_id = any($1::uuid[]) order by case_id, version',
    [caseIds],
  );
  return rows;
}

/** The rule of all steps: four rows that a person can read. */
export async function listTransitions(db: Queryable): Promise<TransitionRow[]> {
  const { rows } = await db.query<TransitionRow>(
    '/* operational.listTransitions */ select * from operational.case_transitions order by from_status, to_status',
  );
  return rows;
}
