import type { Tx } from 'lib/db.ts';
import type { EventName, EventPayload } from 'lib/events.ts';
import type { Fault } from '../faults.ts';

/** An event in hand: checked, and in its turn. */
export type Delivery<Name extends EventName = EventName> = {
  eventId: string;
  type: Name;
  stream: string;
  sequence: number;
  correlationId: string;
  actor: string;
  /** When it happened. */
  time: Date;
  payload: EventPayload<Name>;
};

/** What became of one event: what was done, for people, or why not. */
export type Outcome = { message: string } | { fault: Fault };

/**
 * Applies events of one type, at most one per stream, in the caller's transaction. Applying an event twice must have the
 * effect of applying it once. What it throws undoes all of them, and they are then tried in halves.
 *
 * @returns the outcome of every event, by its id.
 */
export type Handler<Name extends EventName> = (tx: Tx, deliveries: readonly Delivery<Name>[]) => Promise<Map<string, Outcome>>;
