import type { EventStatus, SyncOutcome } from '../../generated/graphql.ts';
import { countOf } from '../../words/numbers.ts';
import type { Shape } from '../../words/vocabulary.ts';

export type AccountedEvent = { id: string; sequence: number; status: EventStatus; syncLogs: readonly { outcome: SyncOutcome }[] };
export type Account = { text: string; shape: Shape; color: string };

/** Whether anything was lost or done twice: what the events of a request and their attempts say together. */
export function accountFor(events: readonly AccountedEvent[]): Account {
  const total = countOf(events.length, 'event');
  const missing = missingPlaces(events);
  if (missing.length > 0) return { text: `Lost: event ${missing.join(', ')} is not there.`, shape: 'octagon', color: 'red' };
  const twice = events.filter(({ syncLogs }) => appliedTimes(syncLogs) > 1);
  if (twice.length > 0) {
    return { text: `Applied twice: event ${twice.map(({ sequence }) => sequence).join(', ')}.`, shape: 'octagon', color: 'red' };
  }
  const count = (status: EventStatus) => events.filter((event) => event.status === status).length;
  const [dead, discarded, waiting] = [count('DEAD'), count('DISCARDED'), count('PENDING') + count('RETRYING')];
  if (dead > 0)
    return { text: `Nothing lost: ${dead} of ${total} could not be applied and is kept for a person.`, shape: 'octagon', color: 'red' };
  if (waiting > 0)
    return { text: `Nothing lost: ${waiting} of ${total} still to be applied, and kept until then.`, shape: 'ring', color: 'yellow' };
  if (discarded > 0)
    return { text: `${discarded} of ${total} given up by a person, with a reason; the others applied once.`, shape: 'dash', color: 'gray' };
  if (events.length === 0) return { text: 'Nothing was published for it yet.', shape: 'ring', color: 'yellow' };
  const retried = events.filter(({ syncLogs }) => syncLogs.some(({ outcome }) => outcome === 'FAILED' || outcome === 'DEAD')).length;
  const after = retried > 0 ? ` ${retried} needed more than one attempt.` : '';
  return { text: `Neither: ${total}, none missing, each applied exactly once.${after}`, shape: 'check', color: 'teal' };
}

/** Places of a stream begin at 1 and have no holes. */
function missingPlaces(events: readonly AccountedEvent[]): number[] {
  const there = new Set(events.map(({ sequence }) => sequence));
  const last = Math.max(0, ...there);
  return Array.from({ length: last }, (_, index) => index + 1).filter((place) => !there.has(place));
}

/** A replay is a purpose of somebody, not an accident: it does not count. */
function appliedTimes(syncLogs: AccountedEvent['syncLogs']): number {
  return syncLogs.filter(({ outcome }) => outcome === 'PROCESSED').length;
}
