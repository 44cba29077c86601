/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What happened to a request. */
export type ActivityKind =
  /** An event failed for good. */
  | 'DEAD'
  /** A person gave up on an event. */
  | 'DISCARDED'
  /** A delivery attempt failed. */
  | 'FAILED'
  /** Lineage was recorded. */
  | 'LINKED'
  /** The business object got a new state. */
  | 'MAPPED'
  /** The operation case took a step. */
  | 'MOVED'
  /** The operation case was opened. */
  | 'OPENED'
  /** A submission arrived. */
  | 'RECEIVED'
  /** Two sides were compared and the difference repaired. */
  | 'RECONCILED'
  /** The source system recorded it. */
  | 'RECORDED'
  /** A person sent a dead event again. */
  | 'REDELIVERED'
  /** Past events were processed again. */
  | 'REPLAYED'
  /** A person took back that an event was given up. */
  | 'RESTORED'
  /** A person corrected the payload of a dead event. */
  | 'RESUBMITTED';

/** An agreement to be made or brought up to date. */
export type AgreementValueInput = {
  /** Stable code, 1 to 100 characters; decides which record is meant. */
  code: string;
  /** Code of the customer it belongs to; it must be known or part of the same input. An agreement never changes its customer. */
  customerCode: string;
  /** False deactivates it, true brings it back; absent: a new one is active, any other stays as it is. Nothing is ever deleted. */
  isActive?: boolean | null | undefined;
  /** Name for people, 1 to 200 characters. */
  name: string;
};

/** A head that an anchor vouches for. */
export type AuditAnchorInput = {
  /** Name of the chain. */
  chain: string;
  /** Hash of that record, hexadecimal. */
  hash: string;
  /** Position of its last record then. */
  position: number;
};

/** What was done to a chain. */
export type AuditBreakReason =
  /** A record was changed. */
  | 'CHANGED'
  /** The note of where the chain ends was changed; the records up to there are as they were written. */
  | 'HEAD_CHANGED'
  /** A record stands there that was never recorded. */
  | 'INSERTED'
  /** A record is gone. */
  | 'MISSING'
  /** A record stands in another place than its own. */
  | 'REORDERED'
  /** The chain was cut off, and went on from there: it is sealed, but not what an anchor vouches for. */
  | 'REPLACED'
  /** The chain ends too early. */
  | 'TRUNCATED';

/** What came of an action. */
export type AuditOutcome =
  /** It was done. */
  | 'ACCEPTED'
  /** It was not done: something of ours failed. */
  | 'FAILED'
  /** It was not done: not allowed, or not possible as it was asked for. */
  | 'REFUSED';

/** Which records of the audit. All given conditions must hold. */
export type AuditRecordFilter = {
  /** One of these operations. */
  actions?: Array<string> | null | undefined;
  /** By one of these actors. */
  actors?: Array<string> | null | undefined;
  /** In one of these chains. */
  chains?: Array<string> | null | undefined;
  /** Part of one of these flows. */
  correlationIds?: Array<string | number> | null | undefined;
  /** About one of these records. */
  objectIds?: Array<string> | null | undefined;
  /** With one of these outcomes. */
  outcomes?: Array<AuditOutcome> | null | undefined;
  /** Recorded within this stretch of time. */
  recordedAt?: DateTimeRange | null | undefined;
};

/** The status of a business object, mapped from the operation case. */
export type BusinessObjectStatus =
  /** Valid and known enterprise-wide; the case is open. */
  | 'ACTIVE'
  /** Done. */
  | 'COMPLETED'
  /** Somebody works on it. */
  | 'IN_PROGRESS'
  /** Not going to be done. */
  | 'REJECTED';

/** Where the work on a case stands. */
export type CaseStatus =
  /** Done. Terminal. */
  | 'COMPLETED'
  /** Somebody works on it. */
  | 'IN_PROGRESS'
  /** Created downstream and ready for processing. */
  | 'OPEN'
  /** Not going to be done. Terminal. */
  | 'REJECTED';

/** A step to be taken by a case. */
export type ChangeCaseStatusInput = {
  /** The case. */
  caseId: string | number;
  /** Only for imports of what happened elsewhere, never in the future; otherwise now. */
  changedAt?: string | null | undefined;
  /** Only for imports of what others did elsewhere, 1 to 200 characters; otherwise the person signed in. */
  changedBy?: string | null | undefined;
  /** The version that the sender has seen; another one is refused with STALE_VERSION. Absent: whatever it is now. */
  expectedVersion?: number | null | undefined;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first result and does nothing twice. */
  idempotencyKey?: string | null | undefined;
  /** Why, 1 to 2,000 characters. */
  reason: string;
  /** The status it shall have. */
  status: CaseStatus;
};

/** A word to a recovery job. */
export type ControlRecoveryJobInput = {
  /** What it shall do. */
  control: RecoveryControl;
  /** The job. */
  jobId: string | number;
};

/** A stretch of time, half open: `from` belongs to it, `to` does not. */
export type DateTimeRange = {
  /** Earliest moment that belongs to it; open when absent. */
  from?: string | null | undefined;
  /** First moment that no longer belongs to it; open when absent. */
  to?: string | null | undefined;
};

/** Events to be given up. */
export type DiscardEventsInput = {
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: string;
  /** Why, 1 to 2,000 characters. */
  reason: string;
  /** Which events; those that are neither dead nor retrying are left out. */
  selection: EventSelection;
};

/** What can be wrong between a document and its object. */
export type DocumentProblemKind =
  /** The object has other bytes. */
  | 'HASH'
  /** A submission has the document, and its object is gone. */
  | 'MISSING'
  /** The object has another size. */
  | 'SIZE'
  /** The object belongs to no document and cannot be removed. */
  | 'STUBBORN';

/** Which events; all given fields must match, a list means any of its values. */
export type EventFilter = {
  /** Causes of failure. */
  errorFingerprints?: Array<string> | null | undefined;
  /** Identifiers. */
  ids?: Array<string | number> | null | undefined;
  /** What their payload says now; for lists and selections, refused by `eventChanged`. */
  payload?: PayloadCondition | null | undefined;
  /** When they were recorded. */
  recordedTime?: DateTimeRange | null | undefined;
  /** Requests in whose streams they stand. */
  requestIds?: Array<string | number> | null | undefined;
  /** Where they stand. */
  statuses?: Array<EventStatus> | null | undefined;
  /** Names such as `RequestCreated`. */
  types?: Array<string> | null | undefined;
};

/** Events by id or by filter, exactly one of the two. */
export type EventSelection = {
  /** All events that match; an empty filter is refused. */
  filter?: EventFilter | null | undefined;
  /** The events, 500 at most. */
  ids?: Array<string | number> | null | undefined;
};

/** Where an event stands. */
export type EventStatus =
  /** Failed for good; waits for a person. */
  | 'DEAD'
  /** Given up by a person, with a reason. */
  | 'DISCARDED'
  /** Waiting for the worker. */
  | 'PENDING'
  /** Applied, exactly once. */
  | 'PROCESSED'
  /** Failed, and will be tried again by itself. */
  | 'RETRYING';

/** Which causes of failure. */
export type FailureCauseFilter = {
  /** What goes wrong. */
  codes?: Array<string> | null | undefined;
  /** Only those that events suffer from now, or only the others. */
  isOpen?: boolean | null | undefined;
};

/** Which way a list runs. */
export type OrderDirection =
  /** Smallest, oldest first. */
  | 'ASC'
  /** Largest, newest first. */
  | 'DESC';

/** A place in a payload, and what stands there. */
export type PayloadCondition = {
  /** Names from the outside in, joined by dots, such as `requesterEmail` or `items.0.code`; 8 names and 200 characters at most. */
  path: string;
  /** The whole value as text, such as `critical`, `3` or `true`; 1,000 characters at most. */
  value: string;
};

/** How urgent a request is. */
export type Priority =
  /** Work stands still. */
  | 'CRITICAL'
  /** Before the usual. */
  | 'HIGH'
  /** Can wait. */
  | 'LOW'
  /** The usual. */
  | 'MEDIUM';

/** A repair of a promise that does not hold. */
export type ReconcileInput = {
  /** Name of the promise, as the balance gives it; it must be one with a repair. */
  invariant: string;
  /** Why, 1 to 2,000 characters. */
  reason: string;
};

/** What a person may tell a recovery job. */
export type RecoveryControl =
  /** Take no further events until told to go on. */
  | 'PAUSE'
  /** Go on after a pause, or after a canary has halted. */
  | 'RESUME'
  /** End; what was not begun stays as it is. */
  | 'STOP';

/** What a recovery job does to each event. */
export type RecoveryKind =
  /** Gives up on a dead or retrying event; what waits behind it goes on. */
  | 'DISCARD'
  /** Sends a dead or retrying event again, now, with all its attempts. */
  | 'REDELIVER'
  /** Applies a processed event again with the mapping of today; what is right already stays as it is. */
  | 'REPLAY'
  /** Takes back that an event was given up, as long as nothing behind it is processed; it is dead again. */
  | 'RESTORE';

/** Where a recovery job stands. */
export type RecoveryState =
  /** All its events are settled. */
  | 'FINISHED'
  /** As a canary it met a new failure; what it had not begun with is untouched. */
  | 'HALTED'
  /** A person halted it and may let it go on. */
  | 'PAUSED'
  /** At work. */
  | 'RUNNING'
  /** A person ended it. */
  | 'STOPPED';

/** Events to be sent again. */
export type RedeliverEventsInput = {
  /** At most so many events a second, 1 to 10,000; absent: no limit. */
  eventsPerSecond?: number | null | undefined;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: string;
  /** Try one event first, then a tenth, then all, and halt at the first new failure. */
  isCanary?: boolean;
  /** Why, 1 to 2,000 characters. */
  reason: string;
  /** Which events; those that are neither dead nor retrying are left out. */
  selection: EventSelection;
};

/** Reference data by code, 5,000 values at most in one input. What is not named stays as it is. */
export type ReferenceDataInput = {
  /** Agreements. */
  agreements?: Array<AgreementValueInput>;
  /** Customers. */
  customers?: Array<ReferenceValueInput>;
  /** Document types. */
  documentTypes?: Array<ReferenceValueInput>;
  /** Request types. */
  requestTypes?: Array<ReferenceValueInput>;
  /** Teams. */
  teams?: Array<ReferenceValueInput>;
};

/** A controlled value to be made or brought up to date. */
export type ReferenceValueInput = {
  /** Stable code, 1 to 100 characters; decides which record is meant. */
  code: string;
  /** False deactivates it, true brings it back; absent: a new one is active, any other stays as it is. Nothing is ever deleted. */
  isActive?: boolean | null | undefined;
  /** Name for people, 1 to 200 characters. */
  name: string;
};

/** Past events to be applied again. */
export type ReplayEventsInput = {
  /** At most so many events a second, 1 to 10,000; absent: no limit. */
  eventsPerSecond?: number | null | undefined;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: string;
  /** Try one event first, then a tenth, then all, and halt at the first new failure. */
  isCanary?: boolean;
  /** What for, 1 to 2,000 characters. */
  reason: string;
  /** Which events; those that are not processed are left out. */
  selection: EventSelection;
};

/** Events whose giving up is taken back. */
export type RestoreEventsInput = {
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: string;
  /** Why, 1 to 2,000 characters. */
  reason: string;
  /** Which events; those that are not discarded are left out. */
  selection: EventSelection;
};

/** A corrected payload for a dead event. */
export type ResubmitEventInput = {
  /** The event; it must be dead. */
  eventId: string | number;
  /** The revision that the sender has seen; another one is refused with STALE_VERSION. Absent: whatever it is now. */
  expectedRevision?: number | null | undefined;
  /** The whole payload, corrected. It must have the form of the event's type and name the same request. */
  payload: unknown;
  /** Why, 1 to 2,000 characters. */
  reason: string;
};

/** Whether downstream systems have the request. */
export type ServiceRequestStatus =
  /** An operation case and a business object exist. */
  | 'INTEGRATED'
  /** Recorded; its event has not been applied downstream yet. */
  | 'PENDING';

/** A service request to be accepted. */
export type SubmitRequestInput = {
  /** An active agreement of that customer. */
  agreementId: string | number;
  /** An active customer. */
  customerId: string | number;
  /** The request in the sender's own words: 1 to 100,000 characters, line breaks and tabs but no other control characters. */
  description: string;
  /** Documents that were uploaded before and belong to this request. */
  documentIds?: Array<string | number> | null | undefined;
  /** The sender's own reference, 1 to 200 characters. */
  externalReference?: string | null | undefined;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first result and does nothing twice. */
  idempotencyKey: string;
  /** How urgent it is. */
  priority: Priority;
  /** An active request type. */
  requestTypeId: string | number;
  /** E-mail address of the person who asks. */
  requesterEmail: string;
  /** Name of the person who asks, 1 to 200 characters. */
  requesterName: string;
  /** Only for imports of what was sent elsewhere, never in the future; otherwise now. */
  submittedAt?: string | null | undefined;
  /** An active team. */
  teamId: string | number;
};

/** How a delivery attempt ended. */
export type SyncOutcome =
  /** Failed for good. */
  | 'DEAD'
  /** Failed; another attempt follows. */
  | 'FAILED'
  /** Applied. */
  | 'PROCESSED'
  /** A past event, applied again with the mapping of today. */
  | 'REPLAYED';

/** Why an input was refused. */
export type UserErrorCode =
  /** The agreement belongs to another customer. */
  | 'AGREEMENT_CUSTOMER_MISMATCH'
  /** There is nothing left to do: the event is processed or discarded already. */
  | 'ALREADY_RESOLVED'
  /** The file is larger than accepted. */
  | 'FILE_TOO_LARGE'
  /** The content or the name of the file is of a type that is not accepted. */
  | 'FILE_TYPE_REFUSED'
  /** The idempotency key was used before, with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A value has the wrong form, length or content. */
  | 'INVALID'
  /** The case cannot go from its status to the wanted one. */
  | 'INVALID_TRANSITION'
  /** No such record. */
  | 'NOT_FOUND'
  /** The reference value exists but is no longer active. */
  | 'REFERENCE_INACTIVE'
  /** A value is missing or empty. */
  | 'REQUIRED'
  /** Somebody changed the record since you read it; the payload carries it as it is now. */
  | 'STALE_VERSION';

export type AuditRecordsQueryVariables = Exact<{
  filter?: AuditRecordFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
  direction: OrderDirection;
}>;


export type AuditRecordsQuery = { auditRecords: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, chain: string, position: number, recordedAt: string, actor: string, roles: Array<string>, action: string, objectType: string | null, objectId: string | null, reason: string | null, before: unknown, after: unknown, outcome: AuditOutcome, code: string | null, correlationId: string | null, requestId: string | null, hash: string }> } };

export type AuditAnchorsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AuditAnchorsQuery = { auditAnchors: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ number: number, recordedAt: string | null, isVerified: boolean, fault: string | null, heads: Array<{ chain: string, position: number, hash: string }> }> } };

export type AuditVerificationQueryVariables = Exact<{
  anchors?: Array<AuditAnchorInput> | AuditAnchorInput | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditVerificationQuery = { auditVerification: { isComplete: boolean, endCursor: string | null, isIntact: boolean, chains: Array<{ name: string, length: number, hash: string, isIntact: boolean, firstBroken: { position: number, id: string | null, reason: AuditBreakReason, detail: string } | null }> } };

export type JobFieldsFragment = { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null };

export type RedeliverEventsMutationVariables = Exact<{
  input: RedeliverEventsInput;
}>;


export type RedeliverEventsMutation = { redeliverEvents: { replayed: boolean, job: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type DiscardEventsMutationVariables = Exact<{
  input: DiscardEventsInput;
}>;


export type DiscardEventsMutation = { discardEvents: { replayed: boolean, job: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type RestoreEventsMutationVariables = Exact<{
  input: RestoreEventsInput;
}>;


export type RestoreEventsMutation = { restoreEvents: { replayed: boolean, job: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type ReplayEventsMutationVariables = Exact<{
  input: ReplayEventsInput;
}>;


export type ReplayEventsMutation = { replayEvents: { replayed: boolean, job: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type CauseListQueryVariables = Exact<{
  filter?: FailureCauseFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CauseListQuery = { failureCauses: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ fingerprint: string, eventType: string, code: string, message: string, firstSeenAt: string, lastSeenAt: string, failures: number, openEvents: number, closedAt: string | null, reopened: number }> } };

export type FollowJobQueryVariables = Exact<{
  id: string | number;
}>;


export type FollowJobQuery = { recoveryJob: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null };

export type FinishedJobQueryVariables = Exact<{
  id: string | number;
}>;


export type FinishedJobQuery = { recoveryJob: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null, failures: Array<{ detail: string, event: { id: string, type: string, sequence: number, serviceRequest: { reference: string } | null } }> } | null };

export type ReportingWorkersQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportingWorkersQuery = { overview: { workers: Array<{ isReporting: boolean }> } };

export type JobListQueryVariables = Exact<{
  first: number;
}>;


export type JobListQuery = { recoveryJobs: { totalCount: number, nodes: Array<{ id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null }> } };

export type JobQueryVariables = Exact<{
  id: string | number;
}>;


export type JobQuery = { recoveryJob: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null };

export type ControlJobMutationVariables = Exact<{
  input: ControlRecoveryJobInput;
}>;


export type ControlJobMutation = { controlRecoveryJob: { job: { id: string, kind: RecoveryKind, state: RecoveryState, actor: string, reason: string, isCanary: boolean, eventsPerSecond: number | null, total: number, taken: number, succeeded: number, failed: number, skipped: number, createdAt: string, updatedAt: string, finishedAt: string | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type EventListQueryVariables = Exact<{
  filter?: EventFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type EventListQuery = { events: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, type: string, sequence: number, status: EventStatus, isBlocked: boolean, attempts: number, nextAttemptAt: string | null, processedAt: string | null, explanation: string, time: string, recordedTime: string, error: { code: string, message: string, fingerprint: string } | null, serviceRequest: { id: string, reference: string } | null }> } };

export type PreviewRecoveryQueryVariables = Exact<{
  kind: RecoveryKind;
  selection: EventSelection;
}>;


export type PreviewRecoveryQuery = { recoveryPreview: { matching: number, eligible: number, ineligible: Array<{ status: EventStatus, reason: string, count: number }>, types: Array<{ name: string, count: number }>, causes: Array<{ name: string, count: number }> } };

export type ReconcileMutationVariables = Exact<{
  input: ReconcileInput;
}>;


export type ReconcileMutation = { reconcile: { repairedCount: number, invariant: { name: string, promise: string, examined: number, violationCount: number, repair: string | null, violations: Array<{ id: string, detail: string }> } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type ResubmitEventMutationVariables = Exact<{
  input: ResubmitEventInput;
}>;


export type ResubmitEventMutation = { resubmitEvent: { event: { id: string, type: string, sequence: number, status: EventStatus, revision: number, explanation: string, serviceRequest: { id: string, reference: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type RequestsByReferenceQueryVariables = Exact<{
  references: Array<string> | string;
}>;


export type RequestsByReferenceQuery = { serviceRequests: { nodes: Array<{ id: string, reference: string }> } };

export type ShowEventQueryVariables = Exact<{
  id: string | number;
}>;


export type ShowEventQuery = { event: { id: string, type: string, cloudEventType: string, schemaVersion: number, aggregateType: string, aggregateId: string, sequence: number, status: EventStatus, isBlocked: boolean, attempts: number, nextAttemptAt: string | null, processedAt: string | null, revision: number, explanation: string, correlationId: string, causationId: string | null, actor: string, time: string, recordedTime: string, payload: unknown, serviceRequest: { id: string, reference: string } | null, error: { code: string, message: string, fingerprint: string } | null, revisions: Array<{ revision: number, payload: unknown, actor: string, reason: string, createdAt: string }>, syncLogs: Array<{ attempt: number, outcome: SyncOutcome, message: string, errorCode: string | null, errorFingerprint: string | null, worker: string, startedAt: string, finishedAt: string, durationMs: number }> } | null };

export type OpenedCasesQueryVariables = Exact<{
  requestIds: Array<string | number> | string | number;
}>;


export type OpenedCasesQuery = { operationCases: { nodes: Array<{ id: string, serviceRequest: { id: string } | null }> } };

export type ImportReferenceDataMutationVariables = Exact<{
  input: ReferenceDataInput;
}>;


export type ImportReferenceDataMutation = { importReferenceData: { createdCount: number, updatedCount: number, unchangedCount: number, customers: Array<{ id: string, code: string }>, agreements: Array<{ id: string, code: string }>, requestTypes: Array<{ id: string, code: string }>, teams: Array<{ id: string, code: string }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SubmitRequestsMutationVariables = Exact<{
  inputs: Array<SubmitRequestInput> | SubmitRequestInput;
}>;


export type SubmitRequestsMutation = { submitRequests: { results: Array<{ replayed: boolean, submission: { serviceRequest: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type ChangeCaseStatusesMutationVariables = Exact<{
  inputs: Array<ChangeCaseStatusInput> | ChangeCaseStatusInput;
}>;


export type ChangeCaseStatusesMutation = { changeCaseStatuses: { results: Array<{ replayed: boolean, change: { version: number, toStatus: CaseStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SeedStateQueryVariables = Exact<{ [key: string]: never; }>;


export type SeedStateQuery = { customers: { totalCount: number }, submissions: { totalCount: number } };

export type SeedReferenceMutationVariables = Exact<{
  input: ReferenceDataInput;
}>;


export type SeedReferenceMutation = { importReferenceData: { customers: Array<{ id: string, code: string }>, agreements: Array<{ id: string, code: string }>, requestTypes: Array<{ id: string, code: string }>, teams: Array<{ id: string, code: string }>, userErrors: Array<{ message: string }> } };

export type SeedRequestMutationVariables = Exact<{
  input: SubmitRequestInput;
}>;


export type SeedRequestMutation = { submitRequest: { submission: { serviceRequest: { id: string } | null } | null, userErrors: Array<{ message: string }> } };

export type SeedCaseQueryVariables = Exact<{
  id: string | number;
}>;


export type SeedCaseQuery = { serviceRequest: { operationCase: { id: string } | null } | null };

export type SeedStepsMutationVariables = Exact<{
  inputs: Array<ChangeCaseStatusInput> | ChangeCaseStatusInput;
}>;


export type SeedStepsMutation = { changeCaseStatuses: { results: Array<{ userErrors: Array<{ message: string }> }>, userErrors: Array<{ message: string }> } };

export type StatusQueryVariables = Exact<{ [key: string]: never; }>;


export type StatusQuery = { overview: { eventsInWork: number, oldestPendingAt: string | null, criticalTimeP50Ms: number | null, criticalTimeP95Ms: number | null, counts: Array<{ layer: string, status: string, count: number }>, workers: Array<{ name: string, startedAt: string, lastSeenAt: string, isReporting: boolean }> } };

export type FoundCasesQueryVariables = Exact<{
  keys: Array<string> | string;
}>;


export type FoundCasesQuery = { submissions: { nodes: Array<{ idempotencyKey: string, priority: Priority, requesterName: string, requesterEmail: string, description: string, submittedAt: string, customer: { code: string } | null, agreement: { code: string } | null, requestType: { code: string } | null, team: { code: string } | null, serviceRequest: { id: string, status: ServiceRequestStatus, priority: Priority, requesterName: string, requesterEmail: string, description: string, operationCase: { id: string, status: CaseStatus, version: number } | null, businessObject: { id: string, status: BusinessObjectStatus, appliedCaseVersion: number } | null } | null }> } };

export type BalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceQuery = { balance: { accepted: number, processed: number, pending: number, retrying: number, dead: number, discarded: number, isBalanced: boolean, invariants: Array<{ name: string, promise: string, examined: number, violationCount: number, repair: string | null, violations: Array<{ id: string, detail: string }> }> } };

export type SweepFieldsFragment = { id: string, isThorough: boolean, finishedAt: string | null, error: string | null, objectCount: number, documentCount: number, expiredCount: number, removedCount: number, isClean: boolean, problemCount: number, problems: Array<{ storageKey: string, kind: DocumentProblemKind, detail: string }> };

export type DocumentSweepQueryVariables = Exact<{
  id?: string | number | null | undefined;
}>;


export type DocumentSweepQuery = { documentSweep: { id: string, isThorough: boolean, finishedAt: string | null, error: string | null, objectCount: number, documentCount: number, expiredCount: number, removedCount: number, isClean: boolean, problemCount: number, problems: Array<{ storageKey: string, kind: DocumentProblemKind, detail: string }> } | null };

export type SweepDocumentsMutationVariables = Exact<{ [key: string]: never; }>;


export type SweepDocumentsMutation = { sweepDocuments: { sweep: { id: string, isThorough: boolean, finishedAt: string | null, error: string | null, objectCount: number, documentCount: number, expiredCount: number, removedCount: number, isClean: boolean, problemCount: number, problems: Array<{ storageKey: string, kind: DocumentProblemKind, detail: string }> } | null } };

export type InWorkQueryVariables = Exact<{ [key: string]: never; }>;


export type InWorkQuery = { overview: { eventsInWork: number, counts: Array<{ layer: string, status: string, count: number }> } };

export type LogStartQueryVariables = Exact<{ [key: string]: never; }>;


export type LogStartQuery = { logCursor: string };

export type WatchedRequestQueryVariables = Exact<{
  id?: string | number | null | undefined;
  reference?: string | null | undefined;
}>;


export type WatchedRequestQuery = { serviceRequest: { id: string, reference: string } | null };

export type WatchActivitySubscriptionVariables = Exact<{
  after: string;
  requestId?: string | number | null | undefined;
}>;


export type WatchActivitySubscription = { activityRecorded: { cursor: string, activity: { id: string, kind: ActivityKind, message: string, actor: string, subjectType: string, subjectId: string, time: string, recordedTime: string, correlationId: string, causationId: string | null, serviceRequest: { id: string, reference: string } | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const JobFieldsFragmentDoc = new TypedDocumentString(`
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}
    `, {"fragmentName":"JobFields"}) as unknown as TypedDocumentString<JobFieldsFragment, unknown>;
export const SweepFieldsFragmentDoc = new TypedDocumentString(`
    fragment SweepFields on DocumentSweep {
  id
  isThorough
  finishedAt
  error
  objectCount
  documentCount
  expiredCount
  removedCount
  isClean
  problemCount
  problems {
    storageKey
    kind
    detail
  }
}
    `, {"fragmentName":"SweepFields"}) as unknown as TypedDocumentString<SweepFieldsFragment, unknown>;
export const AuditRecordsDocument = new TypedDocumentString(`
    query AuditRecords($filter: AuditRecordFilter, $first: Int!, $after: Cursor, $direction: OrderDirection!) {
  auditRecords(
    filter: $filter
    first: $first
    after: $after
    direction: $direction
  ) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      chain
      position
      recordedAt
      actor
      roles
      action
      objectType
      objectId
      reason
      before
      after
      outcome
      code
      correlationId
      requestId
      hash
    }
  }
}
    `) as unknown as TypedDocumentString<AuditRecordsQuery, AuditRecordsQueryVariables>;
export const AuditAnchorsDocument = new TypedDocumentString(`
    query AuditAnchors($first: Int!, $after: Cursor) {
  auditAnchors(first: $first, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      number
      recordedAt
      isVerified
      fault
      heads {
        chain
        position
        hash
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditAnchorsQuery, AuditAnchorsQueryVariables>;
export const AuditVerificationDocument = new TypedDocumentString(`
    query AuditVerification($anchors: [AuditAnchorInput!], $after: Cursor) {
  auditVerification(anchors: $anchors, after: $after) {
    isComplete
    endCursor
    isIntact
    chains {
      name
      length
      hash
      isIntact
      firstBroken {
        position
        id
        reason
        detail
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditVerificationQuery, AuditVerificationQueryVariables>;
export const RedeliverEventsDocument = new TypedDocumentString(`
    mutation RedeliverEvents($input: RedeliverEventsInput!) {
  redeliverEvents(input: $input) {
    job {
      ...JobFields
    }
    replayed
    userErrors {
      code
      message
      field
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<RedeliverEventsMutation, RedeliverEventsMutationVariables>;
export const DiscardEventsDocument = new TypedDocumentString(`
    mutation DiscardEvents($input: DiscardEventsInput!) {
  discardEvents(input: $input) {
    job {
      ...JobFields
    }
    replayed
    userErrors {
      code
      message
      field
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<DiscardEventsMutation, DiscardEventsMutationVariables>;
export const RestoreEventsDocument = new TypedDocumentString(`
    mutation RestoreEvents($input: RestoreEventsInput!) {
  restoreEvents(input: $input) {
    job {
      ...JobFields
    }
    replayed
    userErrors {
      code
      message
      field
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<RestoreEventsMutation, RestoreEventsMutationVariables>;
export const ReplayEventsDocument = new TypedDocumentString(`
    mutation ReplayEvents($input: ReplayEventsInput!) {
  replayEvents(input: $input) {
    job {
      ...JobFields
    }
    replayed
    userErrors {
      code
      message
      field
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<ReplayEventsMutation, ReplayEventsMutationVariables>;
export const CauseListDocument = new TypedDocumentString(`
    query CauseList($filter: FailureCauseFilter, $after: Cursor) {
  failureCauses(first: 100, filter: $filter, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      fingerprint
      eventType
      code
      message
      firstSeenAt
      lastSeenAt
      failures
      openEvents
      closedAt
      reopened
    }
  }
}
    `) as unknown as TypedDocumentString<CauseListQuery, CauseListQueryVariables>;
export const FollowJobDocument = new TypedDocumentString(`
    query FollowJob($id: ID!) {
  recoveryJob(id: $id) {
    ...JobFields
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<FollowJobQuery, FollowJobQueryVariables>;
export const FinishedJobDocument = new TypedDocumentString(`
    query FinishedJob($id: ID!) {
  recoveryJob(id: $id) {
    ...JobFields
    failures {
      detail
      event {
        id
        type
        sequence
        serviceRequest {
          reference
        }
      }
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<FinishedJobQuery, FinishedJobQueryVariables>;
export const ReportingWorkersDocument = new TypedDocumentString(`
    query ReportingWorkers {
  overview {
    workers {
      isReporting
    }
  }
}
    `) as unknown as TypedDocumentString<ReportingWorkersQuery, ReportingWorkersQueryVariables>;
export const JobListDocument = new TypedDocumentString(`
    query JobList($first: Int!) {
  recoveryJobs(first: $first) {
    totalCount
    nodes {
      ...JobFields
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<JobListQuery, JobListQueryVariables>;
export const JobDocument = new TypedDocumentString(`
    query Job($id: ID!) {
  recoveryJob(id: $id) {
    ...JobFields
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<JobQuery, JobQueryVariables>;
export const ControlJobDocument = new TypedDocumentString(`
    mutation ControlJob($input: ControlRecoveryJobInput!) {
  controlRecoveryJob(input: $input) {
    job {
      ...JobFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment JobFields on RecoveryJob {
  id
  kind
  state
  actor
  reason
  isCanary
  eventsPerSecond
  total
  taken
  succeeded
  failed
  skipped
  createdAt
  updatedAt
  finishedAt
}`) as unknown as TypedDocumentString<ControlJobMutation, ControlJobMutationVariables>;
export const EventListDocument = new TypedDocumentString(`
    query EventList($filter: EventFilter, $first: Int!, $after: Cursor) {
  events(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      type
      sequence
      status
      isBlocked
      attempts
      nextAttemptAt
      processedAt
      explanation
      error {
        code
        message
        fingerprint
      }
      serviceRequest {
        id
        reference
      }
      time
      recordedTime
    }
  }
}
    `) as unknown as TypedDocumentString<EventListQuery, EventListQueryVariables>;
export const PreviewRecoveryDocument = new TypedDocumentString(`
    query PreviewRecovery($kind: RecoveryKind!, $selection: EventSelection!) {
  recoveryPreview(kind: $kind, selection: $selection) {
    matching
    eligible
    ineligible {
      status
      reason
      count
    }
    types {
      name
      count
    }
    causes {
      name
      count
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewRecoveryQuery, PreviewRecoveryQueryVariables>;
export const ReconcileDocument = new TypedDocumentString(`
    mutation Reconcile($input: ReconcileInput!) {
  reconcile(input: $input) {
    repairedCount
    invariant {
      name
      promise
      examined
      violationCount
      violations {
        id
        detail
      }
      repair
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ReconcileMutation, ReconcileMutationVariables>;
export const ResubmitEventDocument = new TypedDocumentString(`
    mutation ResubmitEvent($input: ResubmitEventInput!) {
  resubmitEvent(input: $input) {
    event {
      id
      type
      sequence
      status
      revision
      explanation
      serviceRequest {
        id
        reference
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ResubmitEventMutation, ResubmitEventMutationVariables>;
export const RequestsByReferenceDocument = new TypedDocumentString(`
    query RequestsByReference($references: [String!]!) {
  serviceRequests(filter: {references: $references}, first: 100) {
    nodes {
      id
      reference
    }
  }
}
    `) as unknown as TypedDocumentString<RequestsByReferenceQuery, RequestsByReferenceQueryVariables>;
export const ShowEventDocument = new TypedDocumentString(`
    query ShowEvent($id: ID!) {
  event(id: $id) {
    id
    type
    cloudEventType
    schemaVersion
    aggregateType
    aggregateId
    serviceRequest {
      id
      reference
    }
    sequence
    status
    isBlocked
    attempts
    nextAttemptAt
    processedAt
    error {
      code
      message
      fingerprint
    }
    revision
    explanation
    correlationId
    causationId
    actor
    time
    recordedTime
    payload
    revisions {
      revision
      payload
      actor
      reason
      createdAt
    }
    syncLogs {
      attempt
      outcome
      message
      errorCode
      errorFingerprint
      worker
      startedAt
      finishedAt
      durationMs
    }
  }
}
    `) as unknown as TypedDocumentString<ShowEventQuery, ShowEventQueryVariables>;
export const OpenedCasesDocument = new TypedDocumentString(`
    query OpenedCases($requestIds: [ID!]!) {
  operationCases(filter: {requestIds: $requestIds}, first: 100) {
    nodes {
      id
      serviceRequest {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenedCasesQuery, OpenedCasesQueryVariables>;
export const ImportReferenceDataDocument = new TypedDocumentString(`
    mutation ImportReferenceData($input: ReferenceDataInput!) {
  importReferenceData(input: $input) {
    createdCount
    updatedCount
    unchangedCount
    customers {
      id
      code
    }
    agreements {
      id
      code
    }
    requestTypes {
      id
      code
    }
    teams {
      id
      code
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportReferenceDataMutation, ImportReferenceDataMutationVariables>;
export const SubmitRequestsDocument = new TypedDocumentString(`
    mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {
  submitRequests(inputs: $inputs) {
    results {
      submission {
        serviceRequest {
          id
        }
      }
      replayed
      userErrors {
        code
        message
      }
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitRequestsMutation, SubmitRequestsMutationVariables>;
export const ChangeCaseStatusesDocument = new TypedDocumentString(`
    mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {
  changeCaseStatuses(inputs: $inputs) {
    results {
      change {
        version
        toStatus
      }
      replayed
      userErrors {
        code
        message
      }
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeCaseStatusesMutation, ChangeCaseStatusesMutationVariables>;
export const SeedStateDocument = new TypedDocumentString(`
    query SeedState {
  customers(first: 1) {
    totalCount
  }
  submissions(first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<SeedStateQuery, SeedStateQueryVariables>;
export const SeedReferenceDocument = new TypedDocumentString(`
    mutation SeedReference($input: ReferenceDataInput!) {
  importReferenceData(input: $input) {
    customers {
      id
      code
    }
    agreements {
      id
      code
    }
    requestTypes {
      id
      code
    }
    teams {
      id
      code
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SeedReferenceMutation, SeedReferenceMutationVariables>;
export const SeedRequestDocument = new TypedDocumentString(`
    mutation SeedRequest($input: SubmitRequestInput!) {
  submitRequest(input: $input) {
    submission {
      serviceRequest {
        id
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SeedRequestMutation, SeedRequestMutationVariables>;
export const SeedCaseDocument = new TypedDocumentString(`
    query SeedCase($id: ID!) {
  serviceRequest(id: $id) {
    operationCase {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SeedCaseQuery, SeedCaseQueryVariables>;
export const SeedStepsDocument = new TypedDocumentString(`
    mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {
  changeCaseStatuses(inputs: $inputs) {
    results {
      userErrors {
        message
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SeedStepsMutation, SeedStepsMutationVariables>;
export const StatusDocument = new TypedDocumentString(`
    query Status {
  overview {
    counts {
      layer
      status
      count
    }
    eventsInWork
    oldestPendingAt
    criticalTimeP50Ms
    criticalTimeP95Ms
    workers {
      name
      startedAt
      lastSeenAt
      isReporting
    }
  }
}
    `) as unknown as TypedDocumentString<StatusQuery, StatusQueryVariables>;
export const FoundCasesDocument = new TypedDocumentString(`
    query FoundCases($keys: [String!]!) {
  submissions(filter: {idempotencyKeys: $keys}, first: 100) {
    nodes {
      idempotencyKey
      customer {
        code
      }
      agreement {
        code
      }
      requestType {
        code
      }
      team {
        code
      }
      priority
      requesterName
      requesterEmail
      description
      submittedAt
      serviceRequest {
        id
        status
        priority
        requesterName
        requesterEmail
        description
        operationCase {
          id
          status
          version
        }
        businessObject {
          id
          status
          appliedCaseVersion
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FoundCasesQuery, FoundCasesQueryVariables>;
export const BalanceDocument = new TypedDocumentString(`
    query Balance {
  balance {
    accepted
    processed
    pending
    retrying
    dead
    discarded
    isBalanced
    invariants {
      name
      promise
      examined
      violationCount
      violations {
        id
        detail
      }
      repair
    }
  }
}
    `) as unknown as TypedDocumentString<BalanceQuery, BalanceQueryVariables>;
export const DocumentSweepDocument = new TypedDocumentString(`
    query DocumentSweep($id: ID) {
  documentSweep(id: $id) {
    ...SweepFields
  }
}
    fragment SweepFields on DocumentSweep {
  id
  isThorough
  finishedAt
  error
  objectCount
  documentCount
  expiredCount
  removedCount
  isClean
  problemCount
  problems {
    storageKey
    kind
    detail
  }
}`) as unknown as TypedDocumentString<DocumentSweepQuery, DocumentSweepQueryVariables>;
export const SweepDocumentsDocument = new TypedDocumentString(`
    mutation SweepDocuments {
  sweepDocuments(input: {isThorough: true}) {
    sweep {
      ...SweepFields
    }
  }
}
    fragment SweepFields on DocumentSweep {
  id
  isThorough
  finishedAt
  error
  objectCount
  documentCount
  expiredCount
  removedCount
  isClean
  problemCount
  problems {
    storageKey
    kind
    detail
  }
}`) as unknown as TypedDocumentString<SweepDocumentsMutation, SweepDocumentsMutationVariables>;
export const InWorkDocument = new TypedDocumentString(`
    query InWork {
  overview {
    eventsInWork
    counts {
      layer
      status
      count
    }
  }
}
    `) as unknown as TypedDocumentString<InWorkQuery, InWorkQueryVariables>;
export const LogStartDocument = new TypedDocumentString(`
    query LogStart {
  logCursor
}
    `) as unknown as TypedDocumentString<LogStartQuery, LogStartQueryVariables>;
export const WatchedRequestDocument = new TypedDocumentString(`
    query WatchedRequest($id: ID, $reference: String) {
  serviceRequest(id: $id, reference: $reference) {
    id
    reference
  }
}
    `) as unknown as TypedDocumentString<WatchedRequestQuery, WatchedRequestQueryVariables>;
export const WatchActivityDocument = new TypedDocumentString(`
    subscription WatchActivity($after: Cursor!, $requestId: ID) {
  activityRecorded(after: $after, requestId: $requestId) {
    cursor
    activity {
      id
      kind
      message
      actor
      subjectType
      subjectId
      time
      recordedTime
      correlationId
      causationId
      serviceRequest {
        id
        reference
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WatchActivitySubscription, WatchActivitySubscriptionVariables>;