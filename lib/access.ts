import { graphError } from './errors.ts';
import { everyTeam, type Identity, type Role } from './identity.ts';

/**
 * How far somebody reaches: what they submitted or uploaded themselves; that, and the requests of their teams; everything. Of what lies
 * beyond, they do not learn that it exists.
 */
export type Reach = 'own' | 'team' | 'all';
export type Rule = Readonly<Partial<Record<Role, Reach>>>;

const everybody = { requester: 'all', operator: 'all', integrator: 'all', auditor: 'all' } as const satisfies Rule;
/** Whatever hangs on a request. */
const concerned = { requester: 'own', operator: 'team', integrator: 'all', auditor: 'all' } as const satisfies Rule;
const inspecting = { integrator: 'all', auditor: 'all' } as const satisfies Rule;
const mending = { integrator: 'all' } as const satisfies Rule;
const importing = mending;
const auditing = { auditor: 'all' } as const satisfies Rule;

/**
 * Who may do what: the one table, enforced in every subgraph at every root field and every reference, written down in
 * docs/access.md from here, and tested cell by cell. What is not in it cannot be served: a subgraph refuses to start.
 *
 * A name is a root field, an entity that other subgraphs refer to, or a field of an input that not everybody may fill.
 */
export const access = {
  'Query.customers': everybody,
  'Query.agreements': everybody,
  'Query.requestTypes': everybody,
  'Query.teams': everybody,
  'Query.documentTypes': everybody,
  Customer: everybody,
  Agreement: everybody,
  RequestType: everybody,
  Team: everybody,
  DocumentType: everybody,
  'Mutation.importReferenceData': importing,

  'Query.submissions': concerned,
  'Query.submission': concerned,
  'Query.serviceRequests': concerned,
  'Query.serviceRequest': concerned,
  Submission: concerned,
  ServiceRequest: concerned,
  'Mutation.submitRequest': { requester: 'own', operator: 'own', integrator: 'own' },
  'Mutation.submitRequests': importing,
  'SubmitRequestInput.submittedAt': importing,

  'Query.operationCases': concerned,
  'Query.operationCase': concerned,
  OperationCase: concerned,
  'Mutation.changeCaseStatus': { operator: 'team', integrator: 'all' },
  'Mutation.changeCaseStatuses': { operator: 'team', integrator: 'all' },
  'ChangeCaseStatusInput.changedAt': importing,
  'ChangeCaseStatusInput.changedBy': importing,
  'Subscription.operationCaseChanged': concerned,

  'Query.businessObjects': concerned,
  'Query.businessObject': concerned,
  'Query.lineage': concerned,
  'Query.events': concerned,
  'Query.event': concerned,
  'Query.syncLogs': concerned,
  'Query.activity': concerned,
  BusinessObject: concerned,
  Event: concerned,
  'Query.logCursor': everybody,
  'Subscription.lineageRecorded': concerned,
  'Subscription.activityRecorded': concerned,
  'Subscription.eventChanged': concerned,
  'Query.overview': { operator: 'all', ...inspecting },
  'Query.balance': inspecting,
  'Query.failureCauses': inspecting,
  'Query.recoveryJobs': inspecting,
  'Query.recoveryJob': inspecting,
  'Query.recoveryPreview': inspecting,
  'Mutation.redeliverEvents': mending,
  'Mutation.discardEvents': mending,
  'Mutation.restoreEvents': mending,
  'Mutation.replayEvents': mending,
  'Mutation.resubmitEvent': mending,
  'Mutation.controlRecoveryJob': mending,
  'Mutation.reconcile': mending,
  'Query.auditRecords': auditing,
  'Query.auditVerification': auditing,

  'Query.documents': concerned,
  'Query.document': concerned,
  'Query.documentRules': everybody,
  'Query.documentSweep': inspecting,
  'Query.auditAnchors': auditing,
  Document: concerned,
  /** The bytes, at `/documents/<id>`. */
  'download document': concerned,
  'Mutation.uploadDocument': { requester: 'own', operator: 'own', integrator: 'own' },
  'Mutation.sweepDocuments': mending,
} as const satisfies Record<string, Rule>;

export type Operation = keyof typeof access;

/** What one identity reaches of one operation. */
export type Sight = {
  /** When true, the rest does not matter. */
  seesAll: boolean;
  /** Sees what this subject submitted or uploaded. */
  subject: string;
  /** Sees what teams with these codes work on. */
  teams: readonly string[];
};

/** For statements of the system itself, on nobody's behalf. */
export const everything: Sight = { seesAll: true, subject: '', teams: [] };

// asked for every record of an answer, by the same few people
const reaches = new WeakMap<Identity, Map<Rule, Sight | null>>();

/** How far an identity reaches by a rule; null when it may not do it at all. Kept with the identity, which never changes. */
export function reachOf(rule: Rule, identity: Identity): Sight | null {
  const known = reaches.get(identity) ?? new Map<Rule, Sight | null>();
  reaches.set(identity, known);
  const before = known.get(rule);
  if (before !== undefined) return before;
  const reach = findReach(rule, identity);
  known.set(rule, reach);
  return reach;
}

function findReach(rule: Rule, { subject, roles, teams }: Identity): Sight | null {
  const reach = roles.flatMap((role) => rule[role] ?? []);
  if (reach.length === 0) return null;
  const reached = reach.includes('team') ? teams : [];
  return { seesAll: reach.includes('all') || reached.includes(everyTeam), subject, teams: reached };
}

/** What somebody sees of everything that hangs on requests. Whoever has no role sees nothing but their own, of which there is nothing. */
export function sightOf(identity: Identity): Sight {
  return reachOf(concerned, identity) ?? { seesAll: false, subject: identity.subject, teams: [] };
}

/** @returns how far the identity reaches. @throws GraphQLError FORBIDDEN when it may not do this at all. */
export function demand(operation: Operation, identity: Identity): Sight {
  const sight = reachOf(access[operation], identity);
  if (sight) return sight;
  const able = Object.keys(access[operation]).join(', ');
  const are = identity.roles.join(', ') || 'nothing of that';
  throw graphError('FORBIDDEN', `${operation} is for ${able}; you are ${are}`, { operation });
}

/** @throws Error when the table does not know the operation: nothing is served by forgetting to forbid it. */
export function getOperation(name: string): Operation {
  if (Object.hasOwn(access, name)) return name as Operation;
  throw new Error(`lib/access.ts does not say who may use ${name}`);
}
