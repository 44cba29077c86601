import { sql } from 'kysely';
import { type Condition, type Connection, findPage, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { isUuid } from 'lib/entities.ts';
import { whereIn } from 'lib/filters.ts';
import type { EventSelection, FailureCauseFilter } from '../generated.ts';
import { type EventRow, eventConditions } from '../queries.ts';

export type RecoveryKind = 'redeliver' | 'discard' | 'restore' | 'replay';
export type RecoveryState = 'running' | 'paused' | 'stopped' | 'halted' | 'finished';

export type JobRow = {
  id: string;
  kind: RecoveryKind;
  state: RecoveryState;
  actor: string;
  reason: string;
  idempotency_key: string;
  fingerprint: string;
  is_canary: boolean;
  events_per_second: number | null;
  total: number;
  taken: number;
  succeeded: number;
  failed: number;
  skipped: number;
  created_at: Date;
  updated_at: Date;
  finished_at: Date | null;
};

export type CauseRow = {
  /** The fingerprint, which is also the identifier. */
  id: string;
  event_type: string;
  code: string;
  message: string;
  first_seen_at: Date;
  last_seen_at: Date;
  failures: number;
  open_events: number;
  closed_at: Date | null;
  reopened: number;
};

export type RevisionRow = { event_id: string; revision: number; payload: unknown; actor: string; reason: string; created_at: Date };
export type JobPage = Connection<JobRow>;
export type CausePage = Connection<CauseRow>;

/** Statuses in which an event can be treated in this way. */
export const eligibleStatuses: Record<RecoveryKind, EventRow['status'][]> = {
  redeliver: ['dead', 'retrying'],
  discard: ['dead', 'retrying'],
  restore: ['discarded'],
  replay: ['processed'],
};

export function listJobs(db: Sql, page: PageArgs): Promise<JobPage> {
  return findPage(db, {
    name: 'canonical.listRecoveryJobs',
    from: sql`integration.recovery_jobs`,
    where: [],
    orderBy: { column: 'id', type: 'uuid', direction: 'desc' },
    page,
  });
}

export async function findJob(db: Queryable, id: string): Promise<JobRow | null> {
  if (!isUuid(id)) return null;
  const { rows } = await db.query<JobRow>('/* canonical.findRecoveryJob */ select * from integration.recovery_jobs where id = $1::uuid', [
    id,
  ]);
  return rows[0] ?? null;
}

export async function findJobFailures(db: Queryable, jobId: string): Promise<{ event_id: string; detail: string | null }[]> {
  const { rows } = await db.query<{ event_id: string; detail: string | null }>(
    `/* canonical.findRecoveryFailures */ select event_id, detail from integration.recovery_items where job_id = $1::uuid and outcome = 'failed' order by place limit 100`,
    [jobId],
  );
  return rows;
}

export function listCauses(db: Sql, page: PageArgs, filter: FailureCauseFilter | null | undefined): Promise<CausePage> {
  const conditions: Condition[] = whereIn('code', filter?.codes);
  if (filter?.isOpen != null) conditions.push(filter.isOpen ? sql`closed_at is null` : sql`closed_at is not null`);
  return findPage(db, {
    name: 'canonical.listFailureCauses',
    from: sql`(select c.fingerprint as id, c.event_type, c.code, c.message, c.first_seen_at, c.last_seen_at, c.failures, c.closed_at, c.reopened,
      (select count(*) from integration.events e where e.error_fingerprint = c.fingerprint and e.status in ('retrying', 'dead')) as open_events
      from integration.failure_causes c) causes`,
    where: conditions,
    orderBy: { column: 'last_seen_at', type: 'timestamptz', direction: 'desc', tieType: 'text' },
    page,
  });
}

export async function findRevisions(db: Queryable, eventIds: string[]): Promise<RevisionRow[]> {
  const { rows } = await db.query<RevisionRow>(
    '/* canonical.findRevisions */ select * from integration.event_revisions where event_id = any($1::uuid[]) order by event_id, revision',
    [eventIds],
  );
  return rows;
}

export type Preview = {
  matching: number;
  eligible: number;
  ineligible: { status: EventRow['status']; count: number }[];
  types: { name: string; count: number }[];
  causes: { name: string; count: number }[];
};

/** Whether an event can be treated in this way: its status, and for a restore that nothing behind it is processed. */
export function eligibility(kind: RecoveryKind): Condition {
  const hasStatus = sql`status = any(${eligibleStatuses[kind]}::text[])`;
  return kind === 'restore'
    ? sql`(${hasStatus} and not exists (select from integration.events later where later.partition_key = events.partition_key
        and later.sequence > events.sequence and later.status = 'processed'))`
    : hasStatus;
}

/** What a job of this kind over these events would do. Counted in one statement, so the numbers fit each other. */
export async function preview(db: Sql, kind: RecoveryKind, selection: EventSelection): Promise<Preview> {
  const { rows } = await sql<{ status: EventRow['status']; type: string; cause: string; is_eligible: boolean; count: number }>`
    /* canonical.previewRecovery */ select status, type, coalesce(error_code || ': ' || error_message, 'none') as cause, ${eligibility(kind)} as is_eligible, count(*) as count
    from integration.events where ${sql.join(selectionConditions(selection), sql` and `)} group by 1, 2, 3, 4`.execute(db);
  const eligible = rows.filter((row) => row.is_eligible);
  const others = rows.filter((row) => !row.is_eligible);
  return {
    matching: sum(rows),
    eligible: sum(eligible),
    ineligible: countBy(others, (row) => row.status).map(({ name, count }) => ({ status: name, count })),
    types: countBy(eligible, (row) => row.type),
    causes: countBy(eligible, (row) => row.cause),
  };
}

/** What the selection says as SQL; `checkSelection` has been there before. */
export function selectionConditions(selection: EventSelection): Condition[] {
  return selection.ids ? [sql`id = any(${selection.ids.filter(isUuid)}::uuid[])`] : eventConditions(selection.filter);
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((total, row) => total + row.count, 0);
}

function countBy<Row extends { count: number }, Name extends string>(
  rows: Row[],
  nameOf: (row: Row) => Name,
): { name: Name; count: number }[] {
  const groups = [...Map.groupBy(rows, nameOf)].map(([name, group]) => ({ name, count: sum(group) }));
  return groups.sort((a, b) => b.count - a.count);
}
