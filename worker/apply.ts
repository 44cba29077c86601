import type { Tx } from 'lib/db.ts';
import { type EventName, eventTypes, isEventName } from 'lib/events.ts';
import { type Fault, isEventFault, PermanentFault, toFault } from './faults.ts';
import { caseStatusChanged } from './handlers/case-status-changed.ts';
import type { Delivery, Handler, Outcome } from './handlers/handler.ts';
import { requestCreated } from './handlers/request-created.ts';

/** Who applies what; by hand, so that one can read it. */
const handlers: { [Name in EventName]: Handler<Name> } = {
  RequestCreated: requestCreated,
  OperationalCaseStatusChanged: caseStatusChanged,
};

/** An event as the log gives it. */
export type LoggedEvent = {
  id: string;
  type: string;
  schema_version: number;
  payload: unknown;
  partition_key: string;
  sequence: number;
  status: 'pending' | 'retrying' | 'processed' | 'dead' | 'discarded';
  attempts: number;
  /** Attempts before the last time that a person sent it again. */
  forgiven_attempts: number;
  revision: number;
  next_attempt_at: Date | null;
  correlation_id: string;
  actor: string;
  time: Date;
};

/**
 * Applies events that do not depend on each other (at most one per stream), all of a type together.
 *
 * @returns the outcome by event id, one for every event.
 * @throws when the machine is at fault rather than an event; roll back then.
 */
export async function applyRound(tx: Tx, events: readonly LoggedEvent[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const [type, group] of Map.groupBy(events, (event) => event.type)) {
    const deliveries: Delivery[] = [];
    for (const event of group) {
      const checked = checkEvent(event);
      if ('fault' in checked) outcomes.set(event.id, checked);
      else deliveries.push(checked);
    }
    if (deliveries.length > 0 && isEventName(type))
      for (const [id, outcome] of await applyGroup(tx, type, deliveries)) outcomes.set(id, outcome);
  }
  return outcomes;
}

/** What can be checked before SQL is: one poisoned event found by halving costs more than all the checks. */
function checkEvent(event: LoggedEvent): Delivery | { fault: Fault } {
  const refuse = (code: string, message: string) => ({ fault: toFault(event.type, new PermanentFault(code, message)) });
  if (!isEventName(event.type)) return refuse('UNKNOWN_EVENT_TYPE', `no handler for events of type "${event.type}"`);
  const definition = eventTypes[event.type];
  if (event.schema_version !== definition.schemaVersion) {
    return refuse(
      'UNKNOWN_EVENT_VERSION',
      `version ${event.schema_version} of "${event.type}" is not known, ${definition.schemaVersion} is`,
    );
  }
  const parsed = definition.payload.safeParse(event.payload);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`);
    return refuse('PAYLOAD_INVALID', faults.join('; '));
  }
  return {
    eventId: event.id,
    type: event.type,
    stream: event.partition_key,
    sequence: event.sequence,
    correlationId: event.correlation_id,
    actor: event.actor,
    time: event.time,
    payload: parsed.data,
  };
}

/** All together; when that fails in halves, until exactly the poisoned ones are left. */
async function applyGroup(tx: Tx, type: EventName, deliveries: readonly Delivery[]): Promise<Map<string, Outcome>> {
  const handle = handlers[type] as Handler<EventName>;
  await tx.query('savepoint group_of_events');
  try {
    const outcomes = await handle(tx, deliveries);
    await tx.query('release savepoint group_of_events');
    return outcomes;
  } catch (error) {
    if (!isEventFault(error)) throw error;
    await tx.query('rollback to savepoint group_of_events');
    const [first] = deliveries;
    if (first && deliveries.length === 1) return new Map([[first.eventId, { fault: toFault(type, error) }]]);
    const middle = Math.ceil(deliveries.length / 2);
    const head = await applyGroup(tx, type, deliveries.slice(0, middle));
    const tail = await applyGroup(tx, type, deliveries.slice(middle));
    return new Map([...head, ...tail]);
  }
}
