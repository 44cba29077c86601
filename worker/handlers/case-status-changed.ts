import { applyCaseStatus } from 'subgraphs/canonical/commands.ts';
import { PermanentFault, toFault } from '../faults.ts';
import type { Handler, Outcome } from './handler.ts';

/** A case has moved: its business object takes the mapped status. */
export const caseStatusChanged: Handler<'OperationalCaseStatusChanged'> = async (tx, deliveries) => {
  const missing = await applyCaseStatus(tx, deliveries);
  return new Map(
    deliveries.map(({ eventId, payload }): [string, Outcome] => {
      if (missing.has(payload.requestId)) {
        const fault = new PermanentFault('BUSINESS_OBJECT_MISSING', `request ${payload.requestId} has no business object to bring in step`);
        return [eventId, { fault: toFault('OperationalCaseStatusChanged', fault) }];
      }
      return [eventId, { message: `Canonical status follows the case: ${payload.fromStatus} to ${payload.toStatus}` }];
    }),
  );
};
