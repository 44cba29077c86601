import type { CaseStatus } from '../generated/graphql.ts';
import { everyTeam, type Person, type Role } from '../session/person.ts';

const at = '2026-11-22T14:00:00.000Z';

function personOf(role: Role, teams: string[] = []): Person {
  return { subject: role, name: `Some ${role}`, roles: [role], teams };
}

/** Somebody of each role. */
export const people = {
  requester: personOf('requester'),
  operator: personOf('operator', [everyTeam]),
  integrator: personOf('integrator'),
  auditor: personOf('auditor'),
} satisfies Record<Role, Person>;

/** A list of one page, as a connection answers it. */
export function connectionOf<Node extends { id: string }>(nodes: Node[]) {
  return {
    edges: nodes.map((node) => ({ cursor: `after ${node.id}`, node })),
    nodes,
    pageInfo: { hasNextPage: false, startCursor: null, endCursor: nodes.at(-1)?.id ?? null },
    totalCount: nodes.length,
  };
}

export const customer = { id: 'customer-1', code: 'CUST-1', name: 'Northwind Logistics', isActive: true };
export const agreement = { id: 'agreement-1', code: 'AGR-1', name: 'Premium support', customer, isActive: true };
export const requestType = { id: 'type-1', code: 'TYPE-1', name: 'Something does not work', isActive: true };
export const team = { id: 'team-1', code: 'TEAM-1', name: 'Service desk', isActive: true };

/** A request that has arrived in every layer, with the case in the given status. */
export function integratedRequest(caseStatus: CaseStatus = 'OPEN', changes: Record<string, unknown> = {}) {
  const transitions = { OPEN: ['IN_PROGRESS', 'REJECTED'], IN_PROGRESS: ['COMPLETED', 'REJECTED'], COMPLETED: [], REJECTED: [] };
  const words = { customer, agreement, requestType, team, priority: 'HIGH', requesterName: 'Jo Example', requesterEmail: 'jo@example.org' };
  return {
    id: 'request-1',
    reference: 'REQ-2026-000001',
    status: 'INTEGRATED',
    ...words,
    description: 'The printer prints twice',
    submittedAt: at,
    createdAt: at,
    updatedAt: at,
    submission: {
      id: 'submission-1',
      submittedBy: 'jo',
      recordedAt: at,
      submittedAt: at,
      idempotencyKey: 'key-1',
      payload: { any: 'thing' },
    },
    operationCase: {
      id: 'case-1',
      reference: 'CASE-2026-000001',
      status: caseStatus,
      version: 1,
      openedAt: at,
      changedAt: at,
      ...words,
      description: 'The printer prints twice',
      availableTransitions: transitions[caseStatus].map((status) => ({ status, requiresReason: true })),
      history: [historyRow(1, 'OPEN', 'opened for the service request', 'worker')],
    },
    businessObject: {
      id: 'object-1',
      businessKey: 'BO-2026-000001',
      status: 'ACTIVE',
      appliedCaseVersion: 1,
      createdAt: at,
      updatedAt: at,
      versions: [],
    },
    explanation: 'in step everywhere; waiting for a person',
    events: [],
    activity: [],
    syncLogs: [],
    documents: [],
    lineage: { nodes: [], edges: [], isTruncated: false },
    ...changes,
  };
}

export function historyRow(version: number, toStatus: CaseStatus, reason: string, changedBy: string) {
  return {
    id: `history-${version}`,
    version,
    fromStatus: version === 1 ? null : 'OPEN',
    toStatus,
    changedBy,
    reason,
    changedAt: at,
    recordedAt: at,
  };
}
