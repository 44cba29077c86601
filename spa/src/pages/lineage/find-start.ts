import type { Start } from './lineage-explorer.tsx';
import type { StartAnswer } from './questions.ts';

/** Forms of a UUID, which is what every identifier is. */
export function isIdentifier(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

type Owned = { id: string; serviceRequest: { id: string } | null } | null | undefined;

/**
 * The record that a text names: by its identifier, by its business id, and at last by what a sender called a request.
 *
 * @returns null when nothing has this name, or nothing that the reader may see.
 */
export function findStart(answer: StartAnswer): Start | null {
  const { serviceRequests, operationCases, businessObjects, customers, agreements, sent } = answer;
  const requestOf = (id: string): Start => ({ kind: 'request', id, requestId: id });
  const owned = (kind: 'case' | 'object' | 'submission' | 'document', record: Owned): Start | null =>
    record?.serviceRequest ? { kind, id: record.id, requestId: record.serviceRequest.id } : null;
  const shared = (kind: 'customer' | 'agreement', nodes: readonly { id: string }[] = []): Start | null =>
    nodes[0] ? { kind, id: nodes[0].id, requestId: null } : null;
  const byEvent = answer.event?.serviceRequest;
  return (
    (answer.serviceRequest ? requestOf(answer.serviceRequest.id) : null) ??
    owned('case', answer.operationCase) ??
    owned('object', answer.businessObject) ??
    owned('submission', answer.submission) ??
    owned('document', answer.document) ??
    shared('customer', answer.customersById?.nodes) ??
    shared('agreement', answer.agreementsById?.nodes) ??
    (byEvent ? requestOf(byEvent.id) : null) ??
    (serviceRequests.nodes[0] ? requestOf(serviceRequests.nodes[0].id) : null) ??
    owned('case', operationCases.nodes[0]) ??
    owned('object', businessObjects.nodes[0]) ??
    shared('customer', customers.nodes) ??
    shared('agreement', agreements.nodes) ??
    (sent.nodes[0] ? requestOf(sent.nodes[0].id) : null)
  );
}
