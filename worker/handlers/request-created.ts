import { createBusinessObjects, recordLineage } from 'subgraphs/canonical/commands.ts';
import { markIntegrated } from 'subgraphs/intake/commands.ts';
import { openCases } from 'subgraphs/operational/commands.ts';
import { PermanentFault } from '../faults.ts';
import type { Handler } from './handler.ts';

/** A new service request: operation case, business object, lineage; then the request is integrated. */
export const requestCreated: Handler<'RequestCreated'> = async (tx, deliveries) => {
  const cases = await openCases(tx, deliveries);
  const placed = deliveries.map((delivery) => {
    const operationCase = cases.get(delivery.payload.requestId);
    if (!operationCase) throw new PermanentFault('CASE_MISSING', `request ${delivery.payload.requestId} has no case after opening it`);
    return { ...delivery, requestId: delivery.payload.requestId, caseId: operationCase.id, caseReference: operationCase.reference };
  });
  await createBusinessObjects(tx, placed);
  await recordLineage(tx, placed);
  await markIntegrated(
    tx,
    placed.map(({ requestId }) => requestId),
  );
  return new Map(
    placed.map(({ eventId, caseReference }) => [
      eventId,
      { message: `${caseReference} opened, business object active, request integrated` },
    ]),
  );
};
