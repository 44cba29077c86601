import { type Recording, recordAudit } from 'lib/audit.ts';
import { type Boss, ring } from 'lib/bells.ts';
import type { Tx } from 'lib/db.ts';
import { isUuid } from 'lib/entities.ts';
import { type UserError, userError } from 'lib/errors.ts';
import { eventTypes, isEventName } from 'lib/events.ts';
import { recordActivity } from 'lib/outbox.ts';
import { checkText } from 'lib/text.ts';
import type { EventRow } from '../queries.ts';

/** Who does it, and why; both are kept in the story of every request concerned. */
export type Intervention = { actor: string; reason: string };

type Verb = 'redelivered' | 'discarded' | 'restored' | 'resubmitted';

/** Locks the streams before the events, as a drain does: whoever changes an event holds its stream. */
async function lockStreamsOf(tx: Tx, eventIds: readonly string[]): Promise<void> {
  await tx.query(
    `/* recovery.lockStreams */ select from integration.streams where key in (
      select partition_key from integration.events where id = any($1::uuid[])) order by key for no key update`,
    [eventIds],
  );
}

/** Tells what a person did, and rings with a fresh bell: one that was used before would be swallowed. */
async function announce(boss: Boss, tx: Tx, verb: Verb, events: readonly EventRow[], { actor, reason }: Intervention): Promise<void> {
  await recordActivity(
    tx,
    events.map((event) => ({
      stream: event.partition_key,
      kind: verb,
      subjectType: 'event',
      subjectId: event.id,
      actor,
      message: `${event.type} (event ${event.sequence}) ${verb}: ${reason}`,
      correlationId: event.correlation_id,
      causationId: event.id,
      time: new Date(),
    })),
  );
  const streams = new Set(events.map((event) => event.partition_key));
  await ring(
    boss,
    tx,
    [...streams].map((stream) => ({ stream })),
  );
}

/**
 * Sends dead or retrying events again, now, with all their attempts.
 *
 * @returns the events it was done to; the others had been settled before.
 */
export async function redeliver(boss: Boss, tx: Tx, eventIds: readonly string[], by: Intervention): Promise<EventRow[]> {
  await lockStreamsOf(tx, eventIds);
  const { rows } = await tx.query<EventRow>(
    `/* recovery.redeliver */ update integration.events set status = 'pending', next_attempt_at = null, forgiven_attempts = attempts
    where id = any($1::uuid[]) and status in ('dead', 'retrying') returning *`,
    [eventIds],
  );
  await announce(boss, tx, 'redelivered', rows, by);
  return rows;
}

/** Gives up on dead or retrying events; the bell lets what waits behind them go on. */
export async function discard(boss: Boss, tx: Tx, eventIds: readonly string[], by: Intervention): Promise<EventRow[]> {
  await lockStreamsOf(tx, eventIds);
  const { rows } = await tx.query<EventRow>(
    `/* recovery.discard */ update integration.events set status = 'discarded', next_attempt_at = null
    where id = any($1::uuid[]) and status in ('dead', 'retrying') returning *`,
    [eventIds],
  );
  await announce(boss, tx, 'discarded', rows, by);
  return rows;
}

/** Takes back that events were given up; they are dead again. Not where something behind them is processed: order would break. */
export async function restore(boss: Boss, tx: Tx, eventIds: readonly string[], by: Intervention): Promise<EventRow[]> {
  await lockStreamsOf(tx, eventIds);
  const { rows } = await tx.query<EventRow>(
    `/* recovery.restore */ update integration.events e set status = 'dead'
    where e.id = any($1::uuid[]) and e.status = 'discarded' and not exists (
      select from integration.events later where later.partition_key = e.partition_key and later.sequence > e.sequence and later.status = 'processed')
    returning *`,
    [eventIds],
  );
  await tx.query(
    `/* recovery.stepBack */ update integration.streams s set applied = least(s.applied, r.sequence - 1), updated_at = now()
    from (select key, min(sequence) as sequence from unnest($1::uuid[], $2::integer[]) as r(key, sequence) group by key) r where s.key = r.key`,
    [rows.map((row) => row.partition_key), rows.map((row) => row.sequence)],
  );
  await announce(boss, tx, 'restored', rows, by);
  return rows;
}

export type Resubmission = Intervention & { eventId: string; payload: unknown; expectedRevision: number | null };

/**
 * Sends a dead event again with a corrected payload, as a new revision; the raw one stays.
 *
 * @returns the event as it is now (null when there is none), and why it was refused.
 */
export async function resubmit(
  boss: Boss,
  tx: Tx,
  resubmission: Resubmission,
  by?: Recording,
): Promise<{ event: EventRow | null; userErrors: UserError[] }> {
  const { eventId, payload, actor, reason } = resubmission;
  if (!isUuid(eventId)) return { event: null, userErrors: [userError('NOT_FOUND', 'there is no such event', 'eventId')] };
  await lockStreamsOf(tx, [eventId]);
  const found = await tx.query<EventRow>('/* recovery.findEvent */ select * from integration.events where id = $1::uuid', [eventId]);
  const event = found.rows[0] ?? null;
  const refusal = refuseResubmission(event, resubmission);
  if (!event || refusal) return { event, userErrors: refusal ? [refusal] : [] };
  const parsed = parsePayload(event, payload);
  if ('userErrors' in parsed) return { event, userErrors: parsed.userErrors };

  await keepRevisions(tx, event, { actor, reason, payload: parsed.payload });
  const { rows } = await tx.query<EventRow>(
    `/* recovery.resubmit */ update integration.events set payload = $2::jsonb, revision = revision + 1, status = 'pending', forgiven_attempts = attempts
    where id = $1::uuid returning *`,
    [eventId, JSON.stringify(parsed.payload)],
  );
  await announce(boss, tx, 'resubmitted', rows, { actor, reason });
  if (by) {
    const { caller, trail } = by;
    const object = { type: 'event', id: event.id };
    const [before, after] = [event, ...rows].map(({ status, revision }) => ({ status, revision }));
    const [action, correlationId] = ['resubmitEvent', event.correlation_id];
    await recordAudit(tx, trail, [
      { caller, action, object, reason, before: before ?? null, after: after ?? null, correlationId, outcome: 'accepted' },
    ]);
  }
  return { event: rows[0] ?? null, userErrors: [] };
}

function refuseResubmission(event: EventRow | null, { reason, expectedRevision }: Resubmission): UserError | null {
  if (!event) return userError('NOT_FOUND', 'there is no such event', 'eventId');
  const unclear = checkText(reason, 'reason', 2_000);
  if (unclear) return unclear;
  if (event.status === 'processed' || event.status === 'discarded') {
    return userError('ALREADY_RESOLVED', `the event is ${event.status}`, 'eventId');
  }
  if (event.status !== 'dead') return userError('INVALID', `the event is ${event.status}; only a dead one can be corrected`, 'eventId');
  if (expectedRevision !== null && expectedRevision !== event.revision) {
    return userError(
      'STALE_VERSION',
      `the event is at revision ${event.revision}, you saw revision ${expectedRevision}`,
      'expectedRevision',
    );
  }
  return null;
}

function parsePayload(event: EventRow, payload: unknown): { payload: object } | { userErrors: UserError[] } {
  if (!isEventName(event.type) || eventTypes[event.type].schemaVersion !== event.schema_version) {
    const what = `"${event.type}" in version ${event.schema_version}`;
    return { userErrors: [userError('INVALID', `no payload can help: events of type ${what} are not known`, 'eventId')] };
  }
  const parsed = eventTypes[event.type].payload.safeParse(payload);
  if (!parsed.success) {
    return { userErrors: parsed.error.issues.map((issue) => userError('INVALID', issue.message, 'payload', ...issue.path.map(String))) };
  }
  if (parsed.data.requestId !== event.partition_key) {
    return {
      userErrors: [
        userError('INVALID', 'the payload names another request than the one in whose stream the event stands', 'payload', 'requestId'),
      ],
    };
  }
  if ('version' in parsed.data && parsed.data.version !== event.sequence) {
    return {
      userErrors: [
        userError('INVALID', `the payload names step ${parsed.data.version}, the event is step ${event.sequence}`, 'payload', 'version'),
      ],
    };
  }
  return { payload: parsed.data };
}

async function keepRevisions(tx: Tx, event: EventRow, next: Intervention & { payload: object }): Promise<void> {
  await tx.query(
    `/* recovery.keepRevisions */
    insert into integration.event_revisions (event_id, revision, payload, actor, reason, created_at)
    select id, 1, payload, actor, 'as published', recorded_time from integration.events where id = $1::uuid and revision = 1
    union all select $1::uuid, $2::integer, $3::jsonb, $4::text, $5::text, clock_timestamp()`,
    [event.id, event.revision + 1, JSON.stringify(next.payload), next.actor, next.reason],
  );
}
