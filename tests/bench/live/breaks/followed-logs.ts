/** What was told about one thing: which, and in whose story it stands. Within a story the order of what happens is certain. */
export type Entry = { id: string; story: string };

/** A log as clients follow it and as its tables have it. */
export type FollowedLog = {
  name: string;
  subscription: string;
  field: string;
  /** @param message what came under the subscription's field. */
  read(message: never): Entry;
  /** Statement for the same entries in the order in which they became true, from the tables. */
  fromTables: string;
};

type Step = { change: { version: number }; operationCase: { id: string } };
type Lineage = { lineageRecord: { id: string; correlationId: string } };
type Activity = { activity: { id: string; subjectType: string; subjectId: string } };
type Change = { event: { id: string }; status: string; recordedTime: string };

/** Each asks other subgraphs too: while one of these is down, what it knows is missing and the message comes all the same. */
export const followedLogs: readonly FollowedLog[] = [
  {
    name: 'steps',
    field: 'operationCaseChanged',
    subscription: `subscription Steps($after: Cursor) { operationCaseChanged(after: $after) { cursor change { version toStatus }
      operationCase { id serviceRequest { reference submission { id } } businessObject { businessKey status } } } }`,
    read: ({ change, operationCase }: Step): Entry => ({ id: `${operationCase.id}/${change.version}`, story: operationCase.id }),
    fromTables: `select case_id || '/' || version as id, case_id::text as story from operational.case_status_history order by position`,
  },
  {
    name: 'lineage',
    field: 'lineageRecorded',
    subscription: `subscription Lineage($after: Cursor) { lineageRecorded(after: $after) { cursor lineageRecord { id correlationId
      to { id entity { ... on OperationCase { caseStatus: status } ... on BusinessObject { objectStatus: status } } } } } }`,
    read: ({ lineageRecord: { id, correlationId } }: Lineage): Entry => ({ id, story: correlationId }),
    fromTables: 'select id::text, correlation_id::text as story from canonical.lineage_records order by position',
  },
  {
    name: 'activity',
    field: 'activityRecorded',
    subscription: `subscription Activity($after: Cursor) { activityRecorded(after: $after) { cursor
      activity { id subjectType subjectId kind serviceRequest { id reference } } } }`,
    // of one record only: what two people do to two records of a request in the same moment has no order
    read: ({ activity: { id, subjectType, subjectId } }: Activity): Entry => ({ id, story: `${subjectType} ${subjectId}` }),
    fromTables: `select id::text, subject_type || ' ' || subject_id as story from integration.activity order by position`,
  },
  {
    name: 'events',
    field: 'eventChanged',
    subscription: `subscription Events($after: Cursor) { eventChanged(after: $after) { cursor status recordedTime
      event { id serviceRequest { reference } } } }`,
    read: ({ event, status, recordedTime }: Change): Entry => ({ id: `${event.id}/${status}/${recordedTime}`, story: event.id }),
    fromTables: `select event || '/' || status || '/' ||
        to_char(date_trunc('milliseconds', recorded) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as id, event::text as story
      from (
        select id as event, 'PENDING' as status, recorded_time as recorded, position from integration.events
        union all
        select event_id, case outcome when 'failed' then 'RETRYING' when 'dead' then 'DEAD' else 'PROCESSED' end, finished_at, position
        from integration.sync_logs
        union all
        select subject_id, case kind when 'discarded' then 'DISCARDED' when 'restored' then 'DEAD' else 'PENDING' end, recorded_time, position
        from integration.activity where subject_type = 'event' and kind in ('redelivered', 'resubmitted', 'discarded', 'restored')
      ) changes order by position`,
  },
];
