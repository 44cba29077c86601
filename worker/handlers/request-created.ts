import { createBusinessObjects, recordLineage } from 'subgraphs/canonical/commands.ts';
import { markIntegrated } from 'subgraphs/intake/commands.ts';
import { openCases } from 'subgraphs/operational/commands.ts';
import { findUnknownReferences } from 'subgraphs/reference/commands.ts';
import { PermanentFault, toFault } from '../faults.ts';
import type { Handler, Outcome } from './handler.ts';

/** A new service request: operation case, business object, lineage; then the request is integrated. */
export const requestCreated: Handler<'RequestCreated'> = async (tx, deliveries) => {
  // a foreign key would find it too, but at the price of undoing and halving the whole group
  const unknown = await findUnknownReferences(
    tx,
    deliveries.map((delivery) => delivery.payload),
  );
  const outcomes = new Map<string, Outcome>();
  const sound = deliveries.filter(({ eventId, type }, place) => {
    const fields = unknown.get(place);
    if (!fields) return true;
    const fault = new PermanentFault('REFERENCE_UNKNOWN', `the payload names records that do not exist: ${fields.join(', ')}`);
    outcomes.set(eventId, { fault: toFault(type, fault) });
    return false;
  });
  if (sound.length === 0) return outcomes;

  const cases = await openCases(tx, sound);
  const placed = sound.map((delivery) => {
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
  for (const { eventId, caseReference } of placed) {
    outcomes.set(eventId, { message: `${caseReference} opened, business object active, request integrated` });
  }
  return outcomes;
};
