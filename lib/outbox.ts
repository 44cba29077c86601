import { type Boss, ring } from './bells.ts';
import type { Tx } from './db.ts';
import { type EventName, type EventPayload, eventTypes } from './events.ts';

/** An event to be stored with the change that it tells of. */
export type NewEvent<Name extends EventName = EventName> = {
  [N in Name]: {
    id: string;
    type: N;
    aggregateId: string;
    /** The stream: id of the service request. */
    stream: string;
    /** Place in the stream, from 1, without gap. */
    sequence: number;
    payload: EventPayload<N>;
    correlationId: string;
    causationId: string | null;
    traceparent: string | null;
    actor: string;
    /** When it happened. */
    time: Date;
  };
}[Name];

/**
 * Stores events and rings their streams' bells, in the caller's transaction: the change, its events and their bells commit
 * together or not at all.
 *
 * @throws ZodError when a payload does not have the form of its type; 23505 when a place in a stream is taken.
 */
export async function publishEvents(boss: Boss, tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => {
    const { schemaVersion, aggregatetype, payload } = eventTypes[event.type];
    return { ...event, time: event.time.toISOString(), schemaVersion, aggregatetype, payload: payload.parse(event.payload) };
  });
  await tx.query(
    `/* outbox.publishEvents */
    insert into integration.events (id, aggregatetype, aggregateid, type, schema_version, payload, partition_key, sequence,
      correlation_id, causation_id, traceparent, actor, time)
    select id, aggregatetype, "aggregateId", type, "schemaVersion", payload, stream, sequence,
      "correlationId", "causationId", traceparent, actor, time
    from jsonb_to_recordset($1::jsonb) as e(id uuid, aggregatetype text, "aggregateId" uuid, type text, "schemaVersion" integer,
      payload jsonb, stream uuid, sequence integer, "correlationId" uuid, "causationId" uuid, traceparent text, actor text, time timestamptz)`,
    [JSON.stringify(rows)],
  );
  // one bell per stream is enough for events that commit together
  const streams = new Set(events.map((event) => event.stream));
  await ring(
    boss,
    tx,
    [...streams].map((stream) => ({ stream })),
  );
}

/** A service request as a stream of events, and whose it is: who may see anything of it is found here. */
export type NewStream = { key: string; owner: string; teamId: string };

/** Opens the streams of new service requests; the worker counts in them how far their events are applied. */
export async function openStreams(tx: Tx, streams: readonly NewStream[]): Promise<void> {
  await tx.query(
    `/* outbox.openStreams */ insert into integration.streams (key, owner, team_id)
    select * from unnest($1::uuid[], $2::text[], $3::uuid[])`,
    [streams.map(({ key }) => key), streams.map(({ owner }) => owner), streams.map(({ teamId }) => teamId)],
  );
}

export type NewActivity = {
  stream: string;
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
  subjectType: 'submission' | 'service_request' | 'operation_case' | 'business_object' | 'lineage_record' | 'event';
  subjectId: string;
  actor: string;
  /** One sentence for people. */
  message: string;
  correlationId: string;
  causationId: string | null;
  time: Date;
};

/** Adds to the story of requests, in the caller's transaction and in the order given. */
export async function recordActivity(tx: Tx, activity: readonly NewActivity[]): Promise<void> {
  if (activity.length === 0) return;
  await tx.query(
    `/* outbox.recordActivity */
    insert into integration.activity (partition_key, kind, subject_type, subject_id, actor, message, correlation_id, causation_id, time)
    select stream, kind, "subjectType", "subjectId", actor, message, "correlationId", "causationId", time
    from jsonb_to_recordset($1::jsonb) as a(stream uuid, kind text, "subjectType" text, "subjectId" uuid, actor text, message text,
      "correlationId" uuid, "causationId" uuid, time timestamptz)`,
    [JSON.stringify(activity)],
  );
}
