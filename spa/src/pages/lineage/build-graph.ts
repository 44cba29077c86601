import { emptyGraph, type Graph, keyOf, type Link, type Part } from '../../lineage/graph.ts';
import { businessObjectStates, caseStates, documentStates, received, serviceRequestStates } from '../../words/vocabulary.ts';
import type { AgreementAnswer, CustomerAnswer, RequestAnswer } from './questions.ts';

type Coded = { id: string; code: string; name: string };
type Agreed = Coded & { createdAt: string };

export type Answers = {
  requests: readonly RequestAnswer[];
  agreements: readonly AgreementAnswer[];
  customers: readonly CustomerAnswer[];
};

/** One graph of what several answers say. */
export function buildGraph({ requests, agreements, customers }: Answers): Graph {
  const graph = emptyGraph();
  for (const { customers: found } of customers) {
    for (const customer of found.nodes) {
      const key = addShared(graph, 'customer', customer);
      for (const agreement of customer.agreements.nodes) addAgreement(graph, agreement, customer);
      graph.beyond.set(key, customer.agreements.totalCount - customer.agreements.nodes.length);
    }
  }
  for (const answer of agreements) for (const agreement of answer.agreements.nodes) addAgreement(graph, agreement, agreement.customer);
  for (const request of requests) addRequest(graph, request);
  for (const { agreements: found, serviceRequests } of agreements) {
    for (const { id } of found.nodes) {
      const known = requests.filter(({ agreement }) => agreement?.id === id).length;
      graph.beyond.set(keyOf('agreement', id), Math.max(0, serviceRequests.totalCount - known));
    }
  }
  return graph;
}

function addShared(graph: Graph, kind: 'customer' | 'agreement', { id, code, name }: Coded): string {
  return addPart(graph, { kind, id, name: code, state: null, note: name, reference: null });
}

function addAgreement(graph: Graph, agreement: Agreed, customer: Coded | null): void {
  const to = addShared(graph, 'agreement', agreement);
  if (!customer) return;
  const from = addShared(graph, 'customer', customer);
  const rule = 'Reference data: an agreement is always one customer’s.';
  addLink(graph, { from, to, relation: 'AGREED', rule, event: null, actor: null, time: agreement.createdAt });
}

function addRequest(graph: Graph, request: RequestAnswer): void {
  const { reference, submission, agreement, operationCase, businessObject } = request;
  const own = { note: null, reference };
  const key = addPart(graph, {
    ...own,
    kind: 'request',
    id: request.id,
    name: reference,
    state: serviceRequestStates[request.status],
    note: request.customer?.name ?? null,
  });
  if (agreement) {
    addAgreement(graph, agreement, agreement.customer);
    addLink(graph, {
      from: keyOf('agreement', agreement.id),
      to: key,
      relation: 'COVERS',
      rule: 'The submission named this agreement, and it was one of its customer’s.',
      event: null,
      actor: submission.submittedBy,
      time: request.submittedAt,
    });
  }
  // it has no name of its own for people
  const sent = addPart(graph, {
    ...own,
    kind: 'submission',
    id: submission.id,
    name: `…${submission.id.slice(-12)}`,
    state: received,
    note: `by ${submission.submittedBy}`,
  });
  addLink(graph, {
    from: sent,
    to: key,
    relation: 'RECORDED_AS',
    rule: 'Submission, service request and event are stored in one transaction.',
    event: null,
    actor: submission.submittedBy,
    time: submission.recordedAt,
  });
  for (const document of request.documents) {
    const from = addPart(graph, {
      ...own,
      kind: 'document',
      id: document.id,
      name: document.fileName,
      state: documentStates[document.status],
    });
    addLink(graph, {
      from,
      to: sent,
      relation: 'CAME_WITH',
      rule: 'The submission named this document.',
      event: null,
      actor: document.uploadedBy,
      time: document.uploadedAt,
    });
  }
  if (operationCase) {
    addPart(graph, { ...own, kind: 'case', id: operationCase.id, name: operationCase.reference, state: caseStates[operationCase.status] });
  }
  if (businessObject) addObject(graph, businessObject, reference);
  addRecorded(graph, request);
}

type ObjectAnswer = NonNullable<RequestAnswer['businessObject']>;

function addObject(graph: Graph, { id, businessKey, status, versions }: ObjectAnswer, reference: string): void {
  const own = { note: null, reference };
  const from = addPart(graph, { ...own, kind: 'object', id, name: businessKey, state: businessObjectStates[status] });
  for (const { version, ...made } of versions) {
    const name = `${businessKey} v${version}`;
    const note = version === versions.length ? 'in force' : null;
    const to = addPart(graph, { kind: 'version', id: `${id}/${version}`, name, state: businessObjectStates[made.status], note, reference });
    const rule = `Mapping ${made.mappingVersion}: operational “${made.operationalStatus}” means canonical “${made.status.toLowerCase()}”.`;
    addLink(graph, { from, to, relation: 'BECAME', rule, event: made.event, actor: made.actor, time: made.time });
  }
}

const endKinds = { SERVICE_REQUEST: 'request', OPERATION_CASE: 'case', BUSINESS_OBJECT: 'object' } as const;
const recordedRules = {
  OPENED_AS: 'The worker opens one case for each request whose event it applies.',
  REPRESENTED_BY: 'The worker maps each case to one business object.',
} as const;

/** What the lab itself recorded as lineage. A case whose record is not there yet stands in no relation. */
function addRecorded(graph: Graph, { lineage }: RequestAnswer): void {
  for (const { from, to, relation, event, time } of lineage.edges) {
    addLink(graph, {
      from: keyOf(endKinds[from.type], from.id),
      to: keyOf(endKinds[to.type], to.id),
      relation,
      rule: recordedRules[relation],
      event,
      actor: event.actor,
      time,
    });
  }
}

function addPart(graph: Graph, part: Omit<Part, 'key'>): string {
  const key = keyOf(part.kind, part.id);
  graph.parts.set(key, { ...part, key });
  return key;
}

function addLink(graph: Graph, link: Omit<Link, 'id'>): void {
  const id = `${link.from} ${link.to}`;
  graph.links.set(id, { ...link, id });
}
