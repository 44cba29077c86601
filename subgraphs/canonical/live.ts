import { fromEnum, isUuid } from 'lib/entities.ts';
import { graphError } from 'lib/errors.ts';
import { EventBatches } from 'lib/event-log/batches.ts';
import type { Followed } from 'lib/event-log/follower.ts';
import { findStream, matchAll, matchIds, matchIn, matchWithin } from 'lib/event-log/matchers.ts';
import type { LogDefinition } from 'lib/event-log/source.ts';
import { followSeen } from 'lib/live-sight.ts';
import type { Context } from './context.ts';
import type { SubscriptionActivityRecordedArgs, SubscriptionEventChangedArgs, SubscriptionLineageRecordedArgs } from './generated.ts';
import type { LineageRow } from './lineage.ts';
import type { ActivityRow, EventRow } from './queries.ts';

export type FollowedLineage = Followed<LineageRow>;
export type FollowedActivity = Followed<ActivityRow>;
export type FollowedChange = Followed<ChangeRow>;

const lineage: LogDefinition<LineageRow> = {
  name: 'lineage',
  sources: [
    {
      table: 'canonical.lineage_records',
      columns: `l.id, l.from_type, l.from_id, l.to_type, l.to_id, l.relation, l.request_id, l.event_id, l.correlation_id, l.time, l.recorded_time`,
      stream: 'l.request_id',
    },
  ],
  streamOf: (row) => row.request_id,
};

const activity: LogDefinition<ActivityRow> = {
  name: 'activity',
  sources: [
    {
      table: 'integration.activity',
      columns: `l.id, l.partition_key, l.kind, l.subject_type, l.subject_id, l.actor, l.message, l.correlation_id, l.causation_id, l.time,
        l.recorded_time`,
      stream: 'l.partition_key',
    },
  ],
  streamOf: (row) => row.partition_key,
};

/** A status that an event got, with what never changes about the event. */
type ChangeRow = {
  event_id: string;
  status: EventRow['status'];
  recorded_time: Date;
  /** Cause of failure that the event stood at then. */
  error_fingerprint: string | null;
  type: string;
  partition_key: string;
  /** When the event itself was recorded. */
  event_recorded_time: Date;
};

/**
 * Events are published by a row, and get every further status together with a row of another table: a delivery attempt, or what a person
 * did about them.
 */
const changes: LogDefinition<ChangeRow> = {
  name: 'event_changes',
  sources: [
    {
      table: 'integration.events',
      columns: `l.id as event_id, 'pending' as status, l.recorded_time, null::text as error_fingerprint, l.type, l.partition_key,
        l.recorded_time as event_recorded_time`,
      stream: 'l.partition_key',
    },
    {
      table: 'integration.sync_logs',
      joins: 'join integration.events e on e.id = l.event_id',
      columns: `l.event_id, case l.outcome when 'failed' then 'retrying' when 'dead' then 'dead' else 'processed' end, l.finished_at,
        l.error_fingerprint, e.type, l.partition_key, e.recorded_time`,
      stream: 'l.partition_key',
    },
    {
      table: 'integration.activity',
      // a person changes what failed and leaves its cause, which is that of the last attempt before
      joins: `join integration.events e on e.id = l.subject_id left join lateral (
        select s.error_fingerprint from integration.sync_logs s where s.event_id = l.subject_id and (s.position is null or s.position < l.position)
        order by s.attempt desc limit 1) a on true`,
      columns: `l.subject_id, case l.kind when 'discarded' then 'discarded' when 'restored' then 'dead' else 'pending' end, l.recorded_time,
        a.error_fingerprint, e.type, l.partition_key, e.recorded_time`,
      where: `l.subject_type = 'event' and l.kind in ('redelivered', 'resubmitted', 'discarded', 'restored')`,
      stream: 'l.partition_key',
    },
  ],
  streamOf: (row) => row.partition_key,
};

/** @throws GraphQLError BAD_USER_INPUT: a subscription to nothing would wait for ever. */
function readRequestId(requestId: string | null | undefined): string | null {
  if (requestId == null) return null;
  if (isUuid(requestId)) return requestId.toLowerCase();
  throw graphError(
    'BAD_USER_INPUT',
    `requestId "${requestId.slice(0, 100)}" is no identifier — take id of a service request, not its reference`,
  );
}

/** Lineage records after a place in the log. */
export async function followLineage(
  { after, requestId }: Partial<SubscriptionLineageRecordedArgs>,
  context: Context,
): Promise<EventBatches<FollowedLineage>> {
  const stream = readRequestId(requestId);
  return new EventBatches(await followSeen(context, lineage, { after: after ?? null, stream, matches: () => true }));
}

/** Activity after a place in the log. */
export async function followActivity(
  { after, requestId }: Partial<SubscriptionActivityRecordedArgs>,
  context: Context,
): Promise<EventBatches<FollowedActivity>> {
  const stream = readRequestId(requestId);
  return new EventBatches(await followSeen(context, activity, { after: after ?? null, stream, matches: () => true }));
}

/** Status changes of events that match, after a place in the log. */
export async function followChanges(
  { after, filter }: Partial<SubscriptionEventChangedArgs>,
  context: Context,
): Promise<EventBatches<FollowedChange>> {
  // what is followed are changes of status; the payload may have another revision by the time one is told
  if (filter?.payload)
    throw graphError('BAD_USER_INPUT', 'eventChanged knows no payloads — leave out filter.payload, or ask the list events');
  const matches = matchAll<ChangeRow>([
    ...matchIds<ChangeRow>('id', filter?.ids, (row) => row.event_id),
    ...matchIn<ChangeRow>('type', filter?.types, (row) => row.type),
    ...matchIn<ChangeRow>('status', filter?.statuses?.map(fromEnum), (row) => row.status),
    ...matchIds<ChangeRow>('partition_key', filter?.requestIds, (row) => row.partition_key),
    ...matchIn<ChangeRow>('error_fingerprint', filter?.errorFingerprints, (row) => row.error_fingerprint),
    ...matchWithin<ChangeRow>(filter?.recordedTime, (row) => row.event_recorded_time),
  ]);
  return new EventBatches(await followSeen(context, changes, { after: after ?? null, stream: findStream(filter?.requestIds), matches }));
}
