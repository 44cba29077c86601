import { expect, test } from 'vitest';
import type { EventStatus, SyncOutcome } from '../../generated/graphql.ts';
import { accountFor } from './accounts.ts';

function event(sequence: number, status: EventStatus, ...outcomes: SyncOutcome[]) {
  return { id: `event-${sequence}`, sequence, status, syncLogs: outcomes.map((outcome) => ({ outcome })) };
}

test.each([
  ['Neither: 2 events, none missing, each applied exactly once.', [event(1, 'PROCESSED', 'PROCESSED'), event(2, 'PROCESSED', 'PROCESSED')]],
  ['1 needed more than one attempt', [event(1, 'PROCESSED', 'FAILED', 'FAILED', 'PROCESSED')]],
  ['each applied exactly once', [event(1, 'PROCESSED', 'PROCESSED', 'REPLAYED')]],
  ['1 of 2 events still to be applied', [event(1, 'PROCESSED', 'PROCESSED'), event(2, 'RETRYING', 'FAILED')]],
  ['1 of 2 events could not be applied', [event(1, 'DEAD', 'DEAD'), event(2, 'PENDING')]],
  ['1 of 1 event given up by a person', [event(1, 'DISCARDED', 'DEAD')]],
  ['Lost: event 2 is not there', [event(1, 'PROCESSED', 'PROCESSED'), event(3, 'PROCESSED', 'PROCESSED')]],
  ['Applied twice: event 1', [event(1, 'PROCESSED', 'PROCESSED', 'PROCESSED')]],
  ['Nothing was published', []],
])('%s', (words, events) => {
  expect(accountFor(events).text).toContain(words);
});

test('only what is settled and whole gets the sign for good', () => {
  expect(accountFor([event(1, 'PROCESSED', 'PROCESSED')]).shape).toBe('check');
  expect(accountFor([event(1, 'PENDING')]).shape).not.toBe('check');
});
