import { sql } from 'kysely';
import { type Condition, type Connection, findPage, type PageArgs, type Sql } from 'lib/connection.ts';
import { whereIds, whereIn, whereWithin } from 'lib/filters.ts';
import type { AuditRecordFilter } from '../generated.ts';

export type AuditRow = {
  id: string;
  chain: string;
  position: number;
  recorded_at: Date;
  actor: string;
  roles: string[];
  action: string;
  object_type: string | null;
  object_id: string | null;
  reason: string | null;
  before: unknown;
  after: unknown;
  outcome: 'accepted' | 'refused' | 'failed';
  code: string | null;
  correlation_id: string | null;
  request_id: string | null;
  hash: Buffer;
};
export type AuditPage = Connection<AuditRow>;

type Maybe<T> = T | null | undefined;

export function listAuditRecords(db: Sql, page: PageArgs, filter: Maybe<AuditRecordFilter>, direction: 'asc' | 'desc'): Promise<AuditPage> {
  return findPage(db, {
    name: 'canonical.listAuditRecords',
    from: sql`audit.records`,
    where: [
      ...whereIn('chain', filter?.chains),
      ...whereIn('actor', filter?.actors),
      ...whereIn('action', filter?.actions),
      ...whereIn(
        'outcome',
        filter?.outcomes?.map((outcome) => outcome.toLowerCase()),
      ),
      ...whereIn('object_id', filter?.objectIds),
      ...whereIds('correlation_id', filter?.correlationIds),
      ...whereWithin('recorded_at', filter?.recordedAt),
      ...whereIdWithin(filter?.recordedAt),
    ],
    orderBy: { column: 'id', type: 'uuid', direction },
    page,
  });
}

/** Ids begin with the time of the record, in milliseconds: a stretch of time is found in the primary key. */
function whereIdWithin(range: AuditRecordFilter['recordedAt']): Condition[] {
  const conditions: Condition[] = [];
  if (range?.from) conditions.push(sql`id >= ${firstIdOf(range.from.getTime())}::uuid`);
  if (range?.to) conditions.push(sql`id < ${firstIdOf(range.to.getTime() + 1)}::uuid`);
  return conditions;
}

function firstIdOf(ms: number): string {
  const hex = Math.min(Math.max(ms, 0), 0xffff_ffff_ffff).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
