import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { BusinessObjectRow, ObjectVersionRow, EventRow, SyncLogRow, ActivityRow, BusinessObjectPage, EventPage, SyncLogPage, ActivityPage } from './queries.ts';
import type { LineageRow, LineageNodeRow, LineageEntityRow } from './lineage.ts';
import type { JobRow, CauseRow, RevisionRow, JobPage, CausePage } from './recovery/queries.ts';
import type { AuditRow, AuditPage } from './audit/queries.ts';
import type { ChainState } from './audit/verification.ts';
import type { EntityReference } from 'lib/entities.ts';
import type { Context } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A position in an ordered list or log. Opaque: take it from an answer, hand it back as `after`. It is bound to the order it came from. */
  Cursor: { input: string; output: string; }
  /** A moment in time: ISO 8601 with a zone, answered in UTC, for example `2026-11-22T14:02:10.000Z`. */
  DateTime: { input: Date; output: Date | string; }
  /** An e-mail address, for example `jo@example.org`. */
  EmailAddress: { input: string; output: string; }
  /** Any JSON value, exactly as it is stored. */
  JSON: { input: unknown; output: unknown; }
  _FieldSet: { input: string; output: string; }
};

/** One thing that happened to a request, in the words of the story. */
export type Activity = {
  __typename?: 'Activity';
  /** Who or what did it. */
  actor: Scalars['String']['output'];
  /** The event that caused it; null when a person did. */
  causationId?: Maybe<Scalars['ID']['output']>;
  /** The submission it all began with. */
  correlationId: Scalars['ID']['output'];
  /** Identifier of the row (UUID). */
  id: Scalars['ID']['output'];
  /** What happened. */
  kind: ActivityKind;
  /** The same for people. */
  message: Scalars['String']['output'];
  /** When it was recorded here. */
  recordedTime: Scalars['DateTime']['output'];
  /** The request it happened to. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** The record it happened to. */
  subjectId: Scalars['ID']['output'];
  /** What kind of record it happened to, for example `operation_case`. */
  subjectType: Scalars['String']['output'];
  /** When it happened. */
  time: Scalars['DateTime']['output'];
};

/** A page of activity. */
export type ActivityConnection = {
  __typename?: 'ActivityConnection';
  /** Activity with positions. */
  edges: Array<ActivityEdge>;
  /** The activity alone. */
  nodes: Array<Activity>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** One thing that happened, in a list. */
export type ActivityEdge = {
  __typename?: 'ActivityEdge';
  /** Position in the list. */
  cursor: Scalars['Cursor']['output'];
  /** What happened. */
  node: Activity;
};

/** Which activity; all given fields must match, a list means any of its values. */
export type ActivityFilter = {
  /** What happened. */
  kinds?: InputMaybe<Array<ActivityKind>>;
  /** Requests it happened to. */
  requestIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

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

/** Something happened to a request. */
export type ActivityRecorded = {
  __typename?: 'ActivityRecorded';
  /** What happened. */
  activity: Activity;
  /** Position in the log. After a lost connection, give the last one received as `after`. */
  cursor: Scalars['Cursor']['output'];
};

export type Agreement = {
  __typename?: 'Agreement';
  id: Scalars['ID']['output'];
};

/** A head that an anchor vouches for. */
export type AuditAnchorInput = {
  /** Name of the chain. */
  chain: Scalars['String']['input'];
  /** Hash of that record, hexadecimal. */
  hash: Scalars['String']['input'];
  /** Position of its last record then. */
  position: Scalars['Int']['input'];
};

/** What is wrong with a chain. */
export type AuditBreak = {
  __typename?: 'AuditBreak';
  /** The same in a sentence. */
  detail: Scalars['String']['output'];
  /** The record that is meant; null when it is gone. */
  id?: Maybe<Scalars['ID']['output']>;
  /** Where in the chain. */
  position: Scalars['Int']['output'];
  /** What was done to it. */
  reason: AuditBreakReason;
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

/** A chain of the audit, as far as it was walked. */
export type AuditChain = {
  __typename?: 'AuditChain';
  /** The first thing that is wrong; null when nothing was found. */
  firstBroken?: Maybe<AuditBreak>;
  /** Hash of the last of them, hexadecimal; zeros when there is none. */
  hash: Scalars['String']['output'];
  /** Whether nothing was found. */
  isIntact: Scalars['Boolean']['output'];
  /** How many records from the first one on are as they were written. */
  length: Scalars['Int']['output'];
  /** The service that records in it. */
  name: Scalars['String']['output'];
};

/** What came of an action. */
export type AuditOutcome =
  /** It was done. */
  | 'ACCEPTED'
  /** It was not done: something of ours failed. */
  | 'FAILED'
  /** It was not done: not allowed, or not possible as it was asked for. */
  | 'REFUSED';

/** A sensitive action: who did or tried what, and what came of it. Records are sealed in chains and never change. */
export type AuditRecord = {
  __typename?: 'AuditRecord';
  /** Name of the operation, for example `changeCaseStatus`. */
  action: Scalars['String']['output'];
  /** Who did it: subject of a person or a program. */
  actor: Scalars['String']['output'];
  /** How it was afterwards, or what was wrong with it. */
  after?: Maybe<Scalars['JSON']['output']>;
  /** How it was before; null when there was nothing or nothing changed. */
  before?: Maybe<Scalars['JSON']['output']>;
  /** The chain it stands in: the service that recorded it. */
  chain: Scalars['String']['output'];
  /** Why it was refused or failed; null when it was accepted. */
  code?: Maybe<Scalars['String']['output']>;
  /** The whole flow that it belongs to: a submission; null for none. */
  correlationId?: Maybe<Scalars['ID']['output']>;
  /** Its seal, hexadecimal. */
  hash: Scalars['String']['output'];
  /** Identifier (UUIDv7). */
  id: Scalars['ID']['output'];
  /** Which one. */
  objectId?: Maybe<Scalars['String']['output']>;
  /** What kind of record it was about; null when it was none in particular. */
  objectType?: Maybe<Scalars['String']['output']>;
  /** What came of it. */
  outcome: AuditOutcome;
  /** Place in the chain, from 1, without gap. */
  position: Scalars['Int']['output'];
  /** Why, in the words of the actor; null when none were asked for. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  recordedAt: Scalars['DateTime']['output'];
  /** The request that it came with, as in logs; null for the system itself. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** Roles of the actor at that moment; none for the system itself. */
  roles: Array<Scalars['String']['output']>;
};

/** A page of the audit. */
export type AuditRecordConnection = {
  __typename?: 'AuditRecordConnection';
  /** The records with their cursors. */
  edges: Array<AuditRecordEdge>;
  /** The records alone. */
  nodes: Array<AuditRecord>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A record of the audit and its place in the list. */
export type AuditRecordEdge = {
  __typename?: 'AuditRecordEdge';
  /** Position of the record. */
  cursor: Scalars['Cursor']['output'];
  /** The record. */
  node: AuditRecord;
};

/** Which records of the audit. All given conditions must hold. */
export type AuditRecordFilter = {
  /** One of these operations. */
  actions?: InputMaybe<Array<Scalars['String']['input']>>;
  /** By one of these actors. */
  actors?: InputMaybe<Array<Scalars['String']['input']>>;
  /** In one of these chains. */
  chains?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Part of one of these flows. */
  correlationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** About one of these records. */
  objectIds?: InputMaybe<Array<Scalars['String']['input']>>;
  /** With one of these outcomes. */
  outcomes?: InputMaybe<Array<AuditOutcome>>;
  /** Recorded within this stretch of time. */
  recordedAt?: InputMaybe<DateTimeRange>;
};

/** What became of the audit. */
export type AuditVerification = {
  __typename?: 'AuditVerification';
  /** Each chain. */
  chains: Array<AuditChain>;
  /** When it was looked at. */
  checkedAt: Scalars['DateTime']['output'];
  /** Where to go on; null when it is complete. */
  endCursor?: Maybe<Scalars['Cursor']['output']>;
  /** Whether every chain was walked to its end. If not, call again with `endCursor`. */
  isComplete: Scalars['Boolean']['output'];
  /** Whether all that was walked is as it was written. */
  isIntact: Scalars['Boolean']['output'];
};

/** Whether everything that was accepted is accounted for. */
export type Balance = {
  __typename?: 'Balance';
  /** Events that were recorded. */
  accepted: Scalars['Int']['output'];
  /** When it was drawn up. */
  checkedAt: Scalars['DateTime']['output'];
  /** Events that wait for a person. */
  dead: Scalars['Int']['output'];
  /** Events that a person gave up. */
  discarded: Scalars['Int']['output'];
  /** The promises, one by one. */
  invariants: Array<Invariant>;
  /** Whether every promise holds and the sum is right. */
  isBalanced: Scalars['Boolean']['output'];
  /** Events that wait for the worker. */
  pending: Scalars['Int']['output'];
  /** Events that were applied. */
  processed: Scalars['Int']['output'];
  /** Events that will be tried again. */
  retrying: Scalars['Int']['output'];
};

/** The enterprise-wide meaning of a request: one object, whatever systems work on it. */
export type BusinessObject = {
  __typename?: 'BusinessObject';
  /** The agreement. */
  agreement?: Maybe<Agreement>;
  /** The case version that this state reflects; lower than the case's own while an event is on its way. */
  appliedCaseVersion: Scalars['Int']['output'];
  /** Stable key for people, for example `BO-2026-000123`. */
  businessKey: Scalars['String']['output'];
  /** When the record was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The customer. */
  customer?: Maybe<Customer>;
  /** Since when it has this state, by the clock of the system where it happened. */
  effectiveAt: Scalars['DateTime']['output'];
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Everything that leads to it. */
  lineage: LineageGraph;
  /** What kind of object it is, for example `service_request`. */
  objectType: Scalars['String']['output'];
  /** The operational record that drives its status. */
  operationCase?: Maybe<OperationCase>;
  /** How urgent it is. */
  priority: Priority;
  /** What kind of service is asked for. */
  requestType?: Maybe<RequestType>;
  /** The source system's record that it stands for. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** Its status in the words of the enterprise. */
  status: BusinessObjectStatus;
  /** The team that works on it. */
  team?: Maybe<Team>;
  /** When the record was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Number of its versions. */
  version: Scalars['Int']['output'];
  /** Every state it had, oldest first. */
  versions: Array<ObjectVersion>;
};

/** A page of business objects. */
export type BusinessObjectConnection = {
  __typename?: 'BusinessObjectConnection';
  /** Business objects with their positions. */
  edges: Array<BusinessObjectEdge>;
  /** The business objects alone. */
  nodes: Array<BusinessObject>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A business object in a list. */
export type BusinessObjectEdge = {
  __typename?: 'BusinessObjectEdge';
  /** Position of this object in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The business object. */
  node: BusinessObject;
};

/** Which business objects; all given fields must match, a list means any of its values. */
export type BusinessObjectFilter = {
  /** Keys such as `BO-2026-000123`. */
  businessKeys?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Customers. */
  customerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Requests they stand for. */
  requestIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Their status. */
  statuses?: InputMaybe<Array<BusinessObjectStatus>>;
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

/** A word to a recovery job. */
export type ControlRecoveryJobInput = {
  /** What it shall do. */
  control: RecoveryControl;
  /** The job. */
  jobId: Scalars['ID']['input'];
};

/** What became of a word to a recovery job. */
export type ControlRecoveryJobPayload = {
  __typename?: 'ControlRecoveryJobPayload';
  /** The job as it is now; null when there is no such job. */
  job?: Maybe<RecoveryJob>;
  /** What was refused. */
  userErrors: Array<UserError>;
};

export type Customer = {
  __typename?: 'Customer';
  id: Scalars['ID']['output'];
};

/** A stretch of time, half open: `from` belongs to it, `to` does not. */
export type DateTimeRange = {
  /** Earliest moment that belongs to it; open when absent. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** First moment that no longer belongs to it; open when absent. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Events to be given up. */
export type DiscardEventsInput = {
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
  /** Which events; those that are neither dead nor retrying are left out. */
  selection: EventSelection;
};

/** A job that gives up events. */
export type DiscardEventsPayload = {
  __typename?: 'DiscardEventsPayload';
  /** The job; null when it was refused. */
  job?: Maybe<RecoveryJob>;
  /** Whether the job had been begun before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** What was refused; empty when it was begun. */
  userErrors: Array<UserError>;
};

/** Something that happened, stored in the transaction in which it happened. On the wire it is a CloudEvent 1.0. */
export type Event = {
  __typename?: 'Event';
  /** Who caused it. */
  actor: Scalars['String']['output'];
  /** The record it is about. */
  aggregateId: Scalars['ID']['output'];
  /** What kind of record it is about, for example `service_request`. */
  aggregateType: Scalars['String']['output'];
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** The event or command that caused it; null when a person did. */
  causationId?: Maybe<Scalars['ID']['output']>;
  /** CloudEvents type, for example `org.enterprise-lab.RequestCreated.v1`. */
  cloudEventType: Scalars['String']['output'];
  /** The whole flow: the submission it all began with. */
  correlationId: Scalars['ID']['output'];
  /** Why the last attempt failed; null when it did not. */
  error?: Maybe<EventError>;
  /** Why it stands where it stands and what happens next, in one sentence, computed now. */
  explanation: Scalars['String']['output'];
  /** Identifier (UUIDv7); the same for every delivery attempt. */
  id: Scalars['ID']['output'];
  /** Whether an earlier event of its stream is not processed yet, so that this one has to wait. */
  isBlocked: Scalars['Boolean']['output'];
  /** When it is tried again; null unless it is retrying. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it says, complete. */
  payload: Scalars['JSON']['output'];
  /** When it was applied; null unless it is processed. */
  processedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was recorded here. */
  recordedTime: Scalars['DateTime']['output'];
  /** Which revision of the payload this is; above 1 after a resubmission. */
  revision: Scalars['Int']['output'];
  /** Every payload it had, oldest first; empty unless it was resubmitted. */
  revisions: Array<EventRevision>;
  /** Version of the payload's schema. */
  schemaVersion: Scalars['Int']['output'];
  /** Place in the stream, from 1; events of a stream are applied in this order. */
  sequence: Scalars['Int']['output'];
  /** The request in whose stream it stands. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** Where it stands. */
  status: EventStatus;
  /** Its delivery attempts, oldest first. */
  syncLogs: Array<SyncLog>;
  /** When it happened. */
  time: Scalars['DateTime']['output'];
  /** Name of the event, for example `RequestCreated`. */
  type: Scalars['String']['output'];
};

/** An event got a new status, or the same one after another attempt. */
export type EventChanged = {
  __typename?: 'EventChanged';
  /** Position in the log. After a lost connection, give the last one received as `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The event as it is now. */
  event: Event;
  /** When the change was recorded. */
  recordedTime: Scalars['DateTime']['output'];
  /** The status that this change gave it; the event itself may be further by now. */
  status: EventStatus;
};

/** A page of events. */
export type EventConnection = {
  __typename?: 'EventConnection';
  /** Events with their positions. */
  edges: Array<EventEdge>;
  /** The events alone. */
  nodes: Array<Event>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** An event in a list. */
export type EventEdge = {
  __typename?: 'EventEdge';
  /** Position of this event in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The event. */
  node: Event;
};

/** Why a delivery attempt failed. */
export type EventError = {
  __typename?: 'EventError';
  /** What went wrong, for programs. */
  code: Scalars['String']['output'];
  /** The same for all failures of the same cause. */
  fingerprint: Scalars['String']['output'];
  /** What went wrong, for people. */
  message: Scalars['String']['output'];
};

/** Which events; all given fields must match, a list means any of its values. */
export type EventFilter = {
  /** Causes of failure. */
  errorFingerprints?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What their payload says now; for lists and selections, refused by `eventChanged`. */
  payload?: InputMaybe<PayloadCondition>;
  /** When they were recorded. */
  recordedTime?: InputMaybe<DateTimeRange>;
  /** Requests in whose streams they stand. */
  requestIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Where they stand. */
  statuses?: InputMaybe<Array<EventStatus>>;
  /** Names such as `RequestCreated`. */
  types?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A payload of an event. The first is what was published; it stays. */
export type EventRevision = {
  __typename?: 'EventRevision';
  /** Who wrote it. */
  actor: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** What it said. */
  payload: Scalars['JSON']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** Number of the revision, from 1. */
  revision: Scalars['Int']['output'];
};

/** Events by id or by filter, exactly one of the two. */
export type EventSelection = {
  /** All events that match; an empty filter is refused. */
  filter?: InputMaybe<EventFilter>;
  /** The events, 500 at most. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
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

/** Failures of one cause: the same event type, code and shape of message. */
export type FailureCause = {
  __typename?: 'FailureCause';
  /** When no event suffered from it any more; null while one does. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What goes wrong, for programs. */
  code: Scalars['String']['output'];
  /** Type of the events that fail. */
  eventType: Scalars['String']['output'];
  /** Failed attempts so far. */
  failures: Scalars['Int']['output'];
  /** The same for all failures of this cause. */
  fingerprint: Scalars['String']['output'];
  /** When it was first seen. */
  firstSeenAt: Scalars['DateTime']['output'];
  /** When it was last seen. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** Message of the newest failure, as an example. */
  message: Scalars['String']['output'];
  /** Events that suffer from it now: retrying or dead. */
  openEvents: Scalars['Int']['output'];
  /** How often it came back after that. */
  reopened: Scalars['Int']['output'];
};

/** A page of causes of failure. */
export type FailureCauseConnection = {
  __typename?: 'FailureCauseConnection';
  /** Causes with their positions. */
  edges: Array<FailureCauseEdge>;
  /** The causes alone. */
  nodes: Array<FailureCause>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A cause of failure in a list. */
export type FailureCauseEdge = {
  __typename?: 'FailureCauseEdge';
  /** Position in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The cause. */
  node: FailureCause;
};

/** Which causes of failure. */
export type FailureCauseFilter = {
  /** What goes wrong. */
  codes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Only those that events suffer from now, or only the others. */
  isOpen?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A promise that the lab makes, and whether it holds. */
export type Invariant = {
  __typename?: 'Invariant';
  /** How many records were looked at. */
  examined: Scalars['Int']['output'];
  /** Short name, for example `one_case_per_request`. */
  name: Scalars['String']['output'];
  /** What is promised. */
  promise: Scalars['String']['output'];
  /** What `reconcile` would do about it; null where no repair is safe. */
  repair?: Maybe<Scalars['String']['output']>;
  /** How many of them break it. */
  violationCount: Scalars['Int']['output'];
  /** The first of those, 20 at most. */
  violations: Array<InvariantViolation>;
};

/** A record that breaks a promise. */
export type InvariantViolation = {
  __typename?: 'InvariantViolation';
  /** In which way. */
  detail: Scalars['String']['output'];
  /** The record. */
  id: Scalars['ID']['output'];
};

/** How many records of a layer have a status. */
export type LayerCount = {
  __typename?: 'LayerCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** The layer: submission, service_request, event, operation_case, business_object or document. */
  layer: Scalars['String']['output'];
  /** The status, in the layer's own words. */
  status: Scalars['String']['output'];
};

/** Records in the graph of lineage. */
export type LineageEntity = BusinessObject | OperationCase | ServiceRequest;

/** The surroundings of a record in the graph of lineage. */
export type LineageGraph = {
  __typename?: 'LineageGraph';
  /** How they follow from each other. */
  edges: Array<LineageRecord>;
  /** Whether records lie beyond the depth that was asked for. */
  isTruncated: Scalars['Boolean']['output'];
  /** The records, each once. */
  nodes: Array<LineageNode>;
};

/** A record in the graph of lineage. */
export type LineageNode = {
  __typename?: 'LineageNode';
  /** The record itself; null when its subgraph cannot be reached. */
  entity?: Maybe<LineageEntity>;
  /** The record's own identifier. */
  id: Scalars['ID']['output'];
  /** What kind of record it is. */
  type: LineageNodeType;
};

/** Kinds of records in the graph of lineage. */
export type LineageNodeType =
  /** The canonical record. */
  | 'BUSINESS_OBJECT'
  /** The operational record. */
  | 'OPERATION_CASE'
  /** The source system's record. */
  | 'SERVICE_REQUEST';

/** That one record became another, why and when. */
export type LineageRecord = {
  __typename?: 'LineageRecord';
  /** The submission it all began with. */
  correlationId: Scalars['ID']['output'];
  /** The event that brought it about. */
  event: Event;
  /** Where it comes from. */
  from: LineageNode;
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** When it was recorded here. */
  recordedTime: Scalars['DateTime']['output'];
  /** In which way. */
  relation: LineageRelation;
  /** When it happened. */
  time: Scalars['DateTime']['output'];
  /** What it became. */
  to: LineageNode;
};

/** A lineage record came to be. */
export type LineageRecorded = {
  __typename?: 'LineageRecorded';
  /** Position in the log. After a lost connection, give the last one received as `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The record. */
  lineageRecord: LineageRecord;
};

/** In which way one record became another. */
export type LineageRelation =
  /** The service request was opened as an operation case. */
  | 'OPENED_AS'
  /** The operation case is represented by a business object. */
  | 'REPRESENTED_BY';

export type Mutation = {
  __typename?: 'Mutation';
  /** Pauses, resumes or stops a recovery job. */
  controlRecoveryJob: ControlRecoveryJobPayload;
  /** Gives up on dead or retrying events, as a durable job. Reversible as long as nothing behind them is processed; nothing is deleted. */
  discardEvents: DiscardEventsPayload;
  /** Repairs what breaks a promise, where that is safe. */
  reconcile: ReconcilePayload;
  /** Sends dead or retrying events again, as a durable job. */
  redeliverEvents: RedeliverEventsPayload;
  /** Applies past events again with the mapping of today, as a durable job. */
  replayEvents: ReplayEventsPayload;
  /** Takes back that events were given up, as a durable job; they are dead again. */
  restoreEvents: RestoreEventsPayload;
  /** Sends a dead event again with a corrected payload, as a new revision; the raw one stays. */
  resubmitEvent: ResubmitEventPayload;
};


export type MutationControlRecoveryJobArgs = {
  input: ControlRecoveryJobInput;
};


export type MutationDiscardEventsArgs = {
  input: DiscardEventsInput;
};


export type MutationReconcileArgs = {
  input: ReconcileInput;
};


export type MutationRedeliverEventsArgs = {
  input: RedeliverEventsInput;
};


export type MutationReplayEventsArgs = {
  input: ReplayEventsInput;
};


export type MutationRestoreEventsArgs = {
  input: RestoreEventsInput;
};


export type MutationResubmitEventArgs = {
  input: ResubmitEventInput;
};

/** How many of a name. */
export type NamedCount = {
  __typename?: 'NamedCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** The name. */
  name: Scalars['String']['output'];
};

/** One state of a business object, and what brought it about. */
export type ObjectVersion = {
  __typename?: 'ObjectVersion';
  /** Who caused it. */
  actor: Scalars['String']['output'];
  /** The case version that was mapped. */
  caseVersion: Scalars['Int']['output'];
  /** The event that brought it about. */
  event: Event;
  /** The version of the mapping that was used. */
  mappingVersion: Scalars['Int']['output'];
  /** The operational status that was mapped. */
  operationalStatus: Scalars['String']['output'];
  /** Why each of them is what it is; in the order in which the mapping declares them. */
  origins: Array<ValueOrigin>;
  /** When it was recorded here. */
  recordedTime: Scalars['DateTime']['output'];
  /** All values in this version. */
  state: Scalars['JSON']['output'];
  /** The status in this version. */
  status: BusinessObjectStatus;
  /** When it happened. */
  time: Scalars['DateTime']['output'];
  /** Place among the versions, from 1. */
  version: Scalars['Int']['output'];
};

export type OperationCase = {
  __typename?: 'OperationCase';
  /** The enterprise-wide object that this case drives. */
  businessObject?: Maybe<BusinessObject>;
  id: Scalars['ID']['output'];
};

/** Which way a list runs. */
export type OrderDirection =
  /** Smallest, oldest first. */
  | 'ASC'
  /** Largest, newest first. */
  | 'DESC';

/** The state of the whole lab at a glance. */
export type Overview = {
  __typename?: 'Overview';
  /** How many records of each layer have which status. */
  counts: Array<LayerCount>;
  /** Accepted to fully applied, middle value of the newest 1,000 events of the last hour, in milliseconds; null without events. */
  criticalTimeP50Ms?: Maybe<Scalars['Float']['output']>;
  /** Accepted to fully applied, the value that 95 of 100 stay under among the newest 1,000 events of the last hour, in milliseconds; null without events. */
  criticalTimeP95Ms?: Maybe<Scalars['Float']['output']>;
  /** Events in work that wait for an earlier event of the same request; they are among those of `eventsInWork`. */
  eventsBlocked: Scalars['Int']['output'];
  /** Events that are neither processed nor discarded: pending, retrying or dead. */
  eventsInWork: Scalars['Int']['output'];
  /** Since when the oldest event is waiting; null when none is. */
  oldestPendingAt?: Maybe<Scalars['DateTime']['output']>;
  /** Events applied in each minute of the last hour, oldest first; minutes without any are absent. */
  throughput: Array<ThroughputPoint>;
  /** Worker processes that were heard of within the last day, newest first. */
  workers: Array<Worker>;
};

/** Where a page stands within its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Position of the last edge, to be given as `after`; null on an empty page. */
  endCursor?: Maybe<Scalars['Cursor']['output']>;
  /** Whether more follows after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Position of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['Cursor']['output']>;
};

/** A place in a payload, and what stands there. */
export type PayloadCondition = {
  /** Names from the outside in, joined by dots, such as `requesterEmail` or `items.0.code`; 8 names and 200 characters at most. */
  path: Scalars['String']['input'];
  /** The whole value as text, such as `critical`, `3` or `true`; 1,000 characters at most. */
  value: Scalars['String']['input'];
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

export type Query = {
  __typename?: 'Query';
  /** What happened, newest first. */
  activity: ActivityConnection;
  /** The audit: sensitive actions, accepted and refused, newest first unless told otherwise. */
  auditRecords: AuditRecordConnection;
  /**
   * Walks the chains of the audit and names what was changed in them, whoever did it. A long audit takes several calls, each with the cursor of
   * the one before, until the answer is complete.
   */
  auditVerification: AuditVerification;
  /** Whether everything that was accepted is accounted for; looks at every record. */
  balance: Balance;
  /** One business object; null when there is none with this id. */
  businessObject?: Maybe<BusinessObject>;
  /** Business objects, newest first. */
  businessObjects: BusinessObjectConnection;
  /** One event; null when there is none with this id. */
  event?: Maybe<Event>;
  /** Events, newest first. */
  events: EventConnection;
  /** Causes of failure, last seen first. */
  failureCauses: FailureCauseConnection;
  /** What a record comes from and what became of it. */
  lineage: LineageGraph;
  /** The end of the log as of now. Given to a subscription as `after`, it tells what happens from here on; whoever reads first and subscribes then misses nothing with it. */
  logCursor: Scalars['Cursor']['output'];
  /** The state of the whole lab at a glance; costs the same whatever its size. */
  overview: Overview;
  /** One recovery job; null when there is none with this id. */
  recoveryJob?: Maybe<RecoveryJob>;
  /** Recovery jobs, newest first. */
  recoveryJobs: RecoveryJobConnection;
  /** What a recovery job over these events would do; changes nothing. */
  recoveryPreview: RecoveryPreview;
  /** Delivery attempts, newest first. */
  syncLogs: SyncLogConnection;
};


export type QueryActivityArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAuditRecordsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  direction?: InputMaybe<OrderDirection>;
  filter?: InputMaybe<AuditRecordFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAuditVerificationArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  anchors?: InputMaybe<Array<AuditAnchorInput>>;
};


export type QueryBusinessObjectArgs = {
  id: Scalars['ID']['input'];
};


export type QueryBusinessObjectsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<BusinessObjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEventArgs = {
  id: Scalars['ID']['input'];
};


export type QueryEventsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<EventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryFailureCausesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<FailureCauseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryLineageArgs = {
  depth?: InputMaybe<Scalars['Int']['input']>;
  of: Scalars['ID']['input'];
};


export type QueryRecoveryJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRecoveryJobsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryRecoveryPreviewArgs = {
  kind: RecoveryKind;
  selection: EventSelection;
};


export type QuerySyncLogsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<SyncLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A repair of a promise that does not hold. */
export type ReconcileInput = {
  /** Name of the promise, as the balance gives it; it must be one with a repair. */
  invariant: Scalars['String']['input'];
  /** Why, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
};

/** What a repair did. */
export type ReconcilePayload = {
  __typename?: 'ReconcilePayload';
  /** The promise, checked again; null when the repair was refused. */
  invariant?: Maybe<Invariant>;
  /** How many records were repaired. */
  repairedCount: Scalars['Int']['output'];
  /** What was refused. */
  userErrors: Array<UserError>;
};

/** What a person may tell a recovery job. */
export type RecoveryControl =
  /** Take no further events until told to go on. */
  | 'PAUSE'
  /** Go on after a pause, or after a canary has halted. */
  | 'RESUME'
  /** End; what was not begun stays as it is. */
  | 'STOP';

/** An event that a recovery job could not help. */
export type RecoveryFailure = {
  __typename?: 'RecoveryFailure';
  /** Why. */
  detail: Scalars['String']['output'];
  /** The event. */
  event: Event;
};

/** A durable job over many events, begun by a person. It goes on whatever process dies. */
export type RecoveryJob = {
  __typename?: 'RecoveryJob';
  /** Who began it. */
  actor: Scalars['String']['output'];
  /** When it was begun. */
  createdAt: Scalars['DateTime']['output'];
  /** At most so many events a second; null for no limit. */
  eventsPerSecond?: Maybe<Scalars['Int']['output']>;
  /** Events that failed again. */
  failed: Scalars['Int']['output'];
  /** The events it could not help, 100 at most. */
  failures: Array<RecoveryFailure>;
  /** When it ended; null while it can go on. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier of the job (UUID). */
  id: Scalars['ID']['output'];
  /** Whether it tries one event first, then a tenth, then all, and halts at the first new failure. */
  isCanary: Scalars['Boolean']['output'];
  /** What it does to each event. */
  kind: RecoveryKind;
  /** Why. */
  reason: Scalars['String']['output'];
  /** Events that somebody else had settled before. */
  skipped: Scalars['Int']['output'];
  /** Where it stands. */
  state: RecoveryState;
  /** Events it was of use for. */
  succeeded: Scalars['Int']['output'];
  /** Events it has begun with. */
  taken: Scalars['Int']['output'];
  /** Events it is about. */
  total: Scalars['Int']['output'];
  /** When it last made progress. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of recovery jobs. */
export type RecoveryJobConnection = {
  __typename?: 'RecoveryJobConnection';
  /** Jobs with their positions. */
  edges: Array<RecoveryJobEdge>;
  /** The jobs alone. */
  nodes: Array<RecoveryJob>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A recovery job in a list. */
export type RecoveryJobEdge = {
  __typename?: 'RecoveryJobEdge';
  /** Position in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The job. */
  node: RecoveryJob;
};

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

/** Why something cannot be done to some events. */
export type RecoveryObstacle = {
  __typename?: 'RecoveryObstacle';
  /** How many. */
  count: Scalars['Int']['output'];
  /** What would be needed. */
  reason: Scalars['String']['output'];
  /** The status that stands in the way. */
  status: EventStatus;
};

/** What a recovery job would do. */
export type RecoveryPreview = {
  __typename?: 'RecoveryPreview';
  /** The eligible ones by cause of failure. */
  causes: Array<NamedCount>;
  /** Of these, events it can be done to. */
  eligible: Scalars['Int']['output'];
  /** Why it cannot be done to the others. */
  ineligible: Array<RecoveryObstacle>;
  /** Events that match. */
  matching: Scalars['Int']['output'];
  /** The eligible ones by type. */
  types: Array<NamedCount>;
};

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
  eventsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: Scalars['String']['input'];
  /** Try one event first, then a tenth, then all, and halt at the first new failure. */
  isCanary: Scalars['Boolean']['input'];
  /** Why, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
  /** Which events; those that are neither dead nor retrying are left out. */
  selection: EventSelection;
};

/** A job that sends events again. */
export type RedeliverEventsPayload = {
  __typename?: 'RedeliverEventsPayload';
  /** The job; null when it was refused. */
  job?: Maybe<RecoveryJob>;
  /** Whether the job had been begun before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** What was refused; empty when it was begun. */
  userErrors: Array<UserError>;
};

/** Past events to be applied again. */
export type ReplayEventsInput = {
  /** At most so many events a second, 1 to 10,000; absent: no limit. */
  eventsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: Scalars['String']['input'];
  /** Try one event first, then a tenth, then all, and halt at the first new failure. */
  isCanary: Scalars['Boolean']['input'];
  /** What for, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
  /** Which events; those that are not processed are left out. */
  selection: EventSelection;
};

/** A job that applies past events again. */
export type ReplayEventsPayload = {
  __typename?: 'ReplayEventsPayload';
  /** The job; null when it was refused. */
  job?: Maybe<RecoveryJob>;
  /** Whether the job had been begun before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** What was refused; empty when it was begun. */
  userErrors: Array<UserError>;
};

export type RequestType = {
  __typename?: 'RequestType';
  id: Scalars['ID']['output'];
};

/** Events whose giving up is taken back. */
export type RestoreEventsInput = {
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first job. */
  idempotencyKey: Scalars['String']['input'];
  /** Why, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
  /** Which events; those that are not discarded are left out. */
  selection: EventSelection;
};

/** A job that takes back that events were given up. */
export type RestoreEventsPayload = {
  __typename?: 'RestoreEventsPayload';
  /** The job; null when it was refused. */
  job?: Maybe<RecoveryJob>;
  /** Whether the job had been begun before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** What was refused; empty when it was begun. */
  userErrors: Array<UserError>;
};

/** A corrected payload for a dead event. */
export type ResubmitEventInput = {
  /** The event; it must be dead. */
  eventId: Scalars['ID']['input'];
  /** The revision that the sender has seen; another one is refused with STALE_VERSION. Absent: whatever it is now. */
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** The whole payload, corrected. It must have the form of the event's type and name the same request. */
  payload: Scalars['JSON']['input'];
  /** Why, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
};

/** What became of a corrected payload. */
export type ResubmitEventPayload = {
  __typename?: 'ResubmitEventPayload';
  /** The event as it is now, also after a refusal; null when there is no such event. */
  event?: Maybe<Event>;
  /** What was refused; empty when the event was sent again. */
  userErrors: Array<UserError>;
};

export type ServiceRequest = {
  __typename?: 'ServiceRequest';
  /** Everything that happened to this request, oldest first. */
  activity: Array<Activity>;
  /** The enterprise-wide object; null until the worker has made it. */
  businessObject?: Maybe<BusinessObject>;
  /** Events of this request, in order. */
  events: Array<Event>;
  /** Why it stands where it stands and what happens next, in one sentence, computed now. */
  explanation: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** What became of this request. */
  lineage: LineageGraph;
  /** Delivery attempts of those events, oldest first. */
  syncLogs: Array<SyncLog>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Everything that happens, or all that happens to one request: each thing once, in the order in which it became true. */
  activityRecorded: ActivityRecorded;
  /** Every change of an event's status, from its publication on, in the order in which it became true. */
  eventChanged: EventChanged;
  /** Lineage as it grows: each record once, in the order in which it became true. */
  lineageRecorded: LineageRecorded;
};


export type SubscriptionActivityRecordedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  requestId?: InputMaybe<Scalars['ID']['input']>;
};


export type SubscriptionEventChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<EventFilter>;
};


export type SubscriptionLineageRecordedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  requestId?: InputMaybe<Scalars['ID']['input']>;
};

/** One delivery attempt of an event. */
export type SyncLog = {
  __typename?: 'SyncLog';
  /** Number of the attempt, from 1. */
  attempt: Scalars['Int']['output'];
  /** How long it took, in milliseconds; events that are applied together share the time. */
  durationMs: Scalars['Float']['output'];
  /** What went wrong, for programs; null when nothing did. */
  errorCode?: Maybe<Scalars['String']['output']>;
  /** The same for all failures of the same cause; null when nothing failed. */
  errorFingerprint?: Maybe<Scalars['String']['output']>;
  /** The event that was delivered. */
  event: Event;
  /** When it ended. */
  finishedAt: Scalars['DateTime']['output'];
  /** Identifier of the row (UUID). */
  id: Scalars['ID']['output'];
  /** What was done, or what went wrong. */
  message: Scalars['String']['output'];
  /** How it ended. */
  outcome: SyncOutcome;
  /** The request in whose stream the event stands. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** When the attempt began. */
  startedAt: Scalars['DateTime']['output'];
  /** The worker process that did it. */
  worker: Scalars['String']['output'];
};

/** A page of delivery attempts. */
export type SyncLogConnection = {
  __typename?: 'SyncLogConnection';
  /** Delivery attempts with their positions. */
  edges: Array<SyncLogEdge>;
  /** The delivery attempts alone. */
  nodes: Array<SyncLog>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A delivery attempt in a list. */
export type SyncLogEdge = {
  __typename?: 'SyncLogEdge';
  /** Position of this attempt in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The delivery attempt. */
  node: SyncLog;
};

/** Which delivery attempts; all given fields must match, a list means any of its values. */
export type SyncLogFilter = {
  /** Events that were delivered. */
  eventIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How they ended. */
  outcomes?: InputMaybe<Array<SyncOutcome>>;
  /** Requests in whose streams the events stand. */
  requestIds?: InputMaybe<Array<Scalars['ID']['input']>>;
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

export type Team = {
  __typename?: 'Team';
  id: Scalars['ID']['output'];
};

/** Events applied within a minute. */
export type ThroughputPoint = {
  __typename?: 'ThroughputPoint';
  /** Beginning of the minute. */
  minute: Scalars['DateTime']['output'];
  /** Events applied in it. */
  processed: Scalars['Int']['output'];
};

/** A refusal that the sender can mend. Nothing was changed. */
export type UserError = {
  __typename?: 'UserError';
  /** What was refused, for programs. */
  code: UserErrorCode;
  /** Path to the input field that is meant, for example `["input", "agreementId"]`; null when it is none in particular. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** What was refused and what would be accepted, for people. */
  message: Scalars['String']['output'];
};

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

/** Why a value of a business object is what it is. */
export type ValueOrigin = {
  __typename?: 'ValueOrigin';
  /** Name of the value in `state`. */
  field: Scalars['String']['output'];
  /** The rule that makes it, for people. */
  rule: Scalars['String']['output'];
  /** The version that brought it; since then it is the same. */
  sinceVersion: Scalars['Int']['output'];
  /** The field that it is made from, for example `RequestCreated.customerId`. */
  source: Scalars['String']['output'];
};

/** A worker process. */
export type Worker = {
  __typename?: 'Worker';
  /** Whether it was heard of within the last 15 seconds. */
  isReporting: Scalars['Boolean']['output'];
  /** When it was last heard of. */
  lastSeenAt: Scalars['DateTime']['output'];
  /** Name of the process: host and process id. */
  name: Scalars['String']['output'];
  /** When it started. */
  startedAt: Scalars['DateTime']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  BusinessObject: BusinessObject;
  Event: Event;
  LineageRecord: LineageRecord;
  OperationCase: OperationCase;
  ServiceRequest: ServiceRequest;
  SyncLog: SyncLog;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  BusinessObject:
    ( { __typename: 'BusinessObject' }
    & GraphQLRecursivePick<FederationTypes['BusinessObject'], {"id":true}> );
  Event:
    ( { __typename: 'Event' }
    & GraphQLRecursivePick<FederationTypes['Event'], {"id":true}> );
  LineageRecord:
    ( { __typename: 'LineageRecord' }
    & GraphQLRecursivePick<FederationTypes['LineageRecord'], {"id":true}> );
  OperationCase:
    ( { __typename: 'OperationCase' }
    & GraphQLRecursivePick<FederationTypes['OperationCase'], {"id":true}> );
  ServiceRequest:
    ( { __typename: 'ServiceRequest' }
    & GraphQLRecursivePick<FederationTypes['ServiceRequest'], {"id":true}> );
  SyncLog:
    ( { __typename: 'SyncLog' }
    & GraphQLRecursivePick<FederationTypes['SyncLog'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Activity: ResolverTypeWrapper<ActivityRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ActivityConnection: ResolverTypeWrapper<ActivityPage>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ActivityEdge: ResolverTypeWrapper<Omit<ActivityEdge, 'node'> & { node: ResolversTypes['Activity'] }>;
  ActivityFilter: ActivityFilter;
  ActivityKind: ActivityKind;
  ActivityRecorded: ResolverTypeWrapper<Omit<ActivityRecorded, 'activity'> & { activity: ResolversTypes['Activity'] }>;
  Agreement: ResolverTypeWrapper<Agreement>;
  AuditAnchorInput: AuditAnchorInput;
  AuditBreak: ResolverTypeWrapper<AuditBreak>;
  AuditBreakReason: AuditBreakReason;
  AuditChain: ResolverTypeWrapper<ChainState>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AuditOutcome: AuditOutcome;
  AuditRecord: ResolverTypeWrapper<AuditRow>;
  AuditRecordConnection: ResolverTypeWrapper<AuditPage>;
  AuditRecordEdge: ResolverTypeWrapper<Omit<AuditRecordEdge, 'node'> & { node: ResolversTypes['AuditRecord'] }>;
  AuditRecordFilter: AuditRecordFilter;
  AuditVerification: ResolverTypeWrapper<Omit<AuditVerification, 'chains'> & { chains: Array<ResolversTypes['AuditChain']> }>;
  Balance: ResolverTypeWrapper<Balance>;
  BusinessObject: ResolverTypeWrapper<BusinessObjectRow>;
  BusinessObjectConnection: ResolverTypeWrapper<BusinessObjectPage>;
  BusinessObjectEdge: ResolverTypeWrapper<Omit<BusinessObjectEdge, 'node'> & { node: ResolversTypes['BusinessObject'] }>;
  BusinessObjectFilter: BusinessObjectFilter;
  BusinessObjectStatus: BusinessObjectStatus;
  ControlRecoveryJobInput: ControlRecoveryJobInput;
  ControlRecoveryJobPayload: ResolverTypeWrapper<Omit<ControlRecoveryJobPayload, 'job'> & { job?: Maybe<ResolversTypes['RecoveryJob']> }>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  DiscardEventsInput: DiscardEventsInput;
  DiscardEventsPayload: ResolverTypeWrapper<Omit<DiscardEventsPayload, 'job'> & { job?: Maybe<ResolversTypes['RecoveryJob']> }>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Event: ResolverTypeWrapper<EventRow>;
  EventChanged: ResolverTypeWrapper<Omit<EventChanged, 'event'> & { event: ResolversTypes['Event'] }>;
  EventConnection: ResolverTypeWrapper<EventPage>;
  EventEdge: ResolverTypeWrapper<Omit<EventEdge, 'node'> & { node: ResolversTypes['Event'] }>;
  EventError: ResolverTypeWrapper<EventError>;
  EventFilter: EventFilter;
  EventRevision: ResolverTypeWrapper<RevisionRow>;
  EventSelection: EventSelection;
  EventStatus: EventStatus;
  FailureCause: ResolverTypeWrapper<CauseRow>;
  FailureCauseConnection: ResolverTypeWrapper<CausePage>;
  FailureCauseEdge: ResolverTypeWrapper<Omit<FailureCauseEdge, 'node'> & { node: ResolversTypes['FailureCause'] }>;
  FailureCauseFilter: FailureCauseFilter;
  Invariant: ResolverTypeWrapper<Invariant>;
  InvariantViolation: ResolverTypeWrapper<InvariantViolation>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  LayerCount: ResolverTypeWrapper<LayerCount>;
  LineageEntity: ResolverTypeWrapper<LineageEntityRow>;
  LineageGraph: ResolverTypeWrapper<Omit<LineageGraph, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['LineageRecord']>, nodes: Array<ResolversTypes['LineageNode']> }>;
  LineageNode: ResolverTypeWrapper<LineageNodeRow>;
  LineageNodeType: LineageNodeType;
  LineageRecord: ResolverTypeWrapper<LineageRow>;
  LineageRecorded: ResolverTypeWrapper<Omit<LineageRecorded, 'lineageRecord'> & { lineageRecord: ResolversTypes['LineageRecord'] }>;
  LineageRelation: LineageRelation;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NamedCount: ResolverTypeWrapper<NamedCount>;
  ObjectVersion: ResolverTypeWrapper<ObjectVersionRow>;
  OperationCase: ResolverTypeWrapper<EntityReference>;
  OrderDirection: OrderDirection;
  Overview: ResolverTypeWrapper<Overview>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PayloadCondition: PayloadCondition;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReconcileInput: ReconcileInput;
  ReconcilePayload: ResolverTypeWrapper<ReconcilePayload>;
  RecoveryControl: RecoveryControl;
  RecoveryFailure: ResolverTypeWrapper<Omit<RecoveryFailure, 'event'> & { event: ResolversTypes['Event'] }>;
  RecoveryJob: ResolverTypeWrapper<JobRow>;
  RecoveryJobConnection: ResolverTypeWrapper<JobPage>;
  RecoveryJobEdge: ResolverTypeWrapper<Omit<RecoveryJobEdge, 'node'> & { node: ResolversTypes['RecoveryJob'] }>;
  RecoveryKind: RecoveryKind;
  RecoveryObstacle: ResolverTypeWrapper<RecoveryObstacle>;
  RecoveryPreview: ResolverTypeWrapper<RecoveryPreview>;
  RecoveryState: RecoveryState;
  RedeliverEventsInput: RedeliverEventsInput;
  RedeliverEventsPayload: ResolverTypeWrapper<Omit<RedeliverEventsPayload, 'job'> & { job?: Maybe<ResolversTypes['RecoveryJob']> }>;
  ReplayEventsInput: ReplayEventsInput;
  ReplayEventsPayload: ResolverTypeWrapper<Omit<ReplayEventsPayload, 'job'> & { job?: Maybe<ResolversTypes['RecoveryJob']> }>;
  RequestType: ResolverTypeWrapper<RequestType>;
  RestoreEventsInput: RestoreEventsInput;
  RestoreEventsPayload: ResolverTypeWrapper<Omit<RestoreEventsPayload, 'job'> & { job?: Maybe<ResolversTypes['RecoveryJob']> }>;
  ResubmitEventInput: ResubmitEventInput;
  ResubmitEventPayload: ResolverTypeWrapper<Omit<ResubmitEventPayload, 'event'> & { event?: Maybe<ResolversTypes['Event']> }>;
  ServiceRequest: ResolverTypeWrapper<EntityReference>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SyncLog: ResolverTypeWrapper<SyncLogRow>;
  SyncLogConnection: ResolverTypeWrapper<SyncLogPage>;
  SyncLogEdge: ResolverTypeWrapper<Omit<SyncLogEdge, 'node'> & { node: ResolversTypes['SyncLog'] }>;
  SyncLogFilter: SyncLogFilter;
  SyncOutcome: SyncOutcome;
  Team: ResolverTypeWrapper<Team>;
  ThroughputPoint: ResolverTypeWrapper<ThroughputPoint>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  ValueOrigin: ResolverTypeWrapper<ValueOrigin>;
  Worker: ResolverTypeWrapper<Worker>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Activity: ActivityRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  ActivityConnection: ActivityPage;
  Int: Scalars['Int']['output'];
  ActivityEdge: Omit<ActivityEdge, 'node'> & { node: ResolversParentTypes['Activity'] };
  ActivityFilter: ActivityFilter;
  ActivityRecorded: Omit<ActivityRecorded, 'activity'> & { activity: ResolversParentTypes['Activity'] };
  Agreement: Agreement;
  AuditAnchorInput: AuditAnchorInput;
  AuditBreak: AuditBreak;
  AuditChain: ChainState;
  Boolean: Scalars['Boolean']['output'];
  AuditRecord: AuditRow;
  AuditRecordConnection: AuditPage;
  AuditRecordEdge: Omit<AuditRecordEdge, 'node'> & { node: ResolversParentTypes['AuditRecord'] };
  AuditRecordFilter: AuditRecordFilter;
  AuditVerification: Omit<AuditVerification, 'chains'> & { chains: Array<ResolversParentTypes['AuditChain']> };
  Balance: Balance;
  BusinessObject: BusinessObjectRow;
  BusinessObjectConnection: BusinessObjectPage;
  BusinessObjectEdge: Omit<BusinessObjectEdge, 'node'> & { node: ResolversParentTypes['BusinessObject'] };
  BusinessObjectFilter: BusinessObjectFilter;
  ControlRecoveryJobInput: ControlRecoveryJobInput;
  ControlRecoveryJobPayload: Omit<ControlRecoveryJobPayload, 'job'> & { job?: Maybe<ResolversParentTypes['RecoveryJob']> };
  Cursor: Scalars['Cursor']['output'];
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  DiscardEventsInput: DiscardEventsInput;
  DiscardEventsPayload: Omit<DiscardEventsPayload, 'job'> & { job?: Maybe<ResolversParentTypes['RecoveryJob']> };
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: EventRow;
  EventChanged: Omit<EventChanged, 'event'> & { event: ResolversParentTypes['Event'] };
  EventConnection: EventPage;
  EventEdge: Omit<EventEdge, 'node'> & { node: ResolversParentTypes['Event'] };
  EventError: EventError;
  EventFilter: EventFilter;
  EventRevision: RevisionRow;
  EventSelection: EventSelection;
  FailureCause: CauseRow;
  FailureCauseConnection: CausePage;
  FailureCauseEdge: Omit<FailureCauseEdge, 'node'> & { node: ResolversParentTypes['FailureCause'] };
  FailureCauseFilter: FailureCauseFilter;
  Invariant: Invariant;
  InvariantViolation: InvariantViolation;
  JSON: Scalars['JSON']['output'];
  LayerCount: LayerCount;
  LineageEntity: LineageEntityRow;
  LineageGraph: Omit<LineageGraph, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['LineageRecord']>, nodes: Array<ResolversParentTypes['LineageNode']> };
  LineageNode: LineageNodeRow;
  LineageRecord: LineageRow;
  LineageRecorded: Omit<LineageRecorded, 'lineageRecord'> & { lineageRecord: ResolversParentTypes['LineageRecord'] };
  Mutation: Record<PropertyKey, never>;
  NamedCount: NamedCount;
  ObjectVersion: ObjectVersionRow;
  OperationCase: EntityReference;
  Overview: Overview;
  Float: Scalars['Float']['output'];
  PageInfo: PageInfo;
  PayloadCondition: PayloadCondition;
  Query: Record<PropertyKey, never>;
  ReconcileInput: ReconcileInput;
  ReconcilePayload: ReconcilePayload;
  RecoveryFailure: Omit<RecoveryFailure, 'event'> & { event: ResolversParentTypes['Event'] };
  RecoveryJob: JobRow;
  RecoveryJobConnection: JobPage;
  RecoveryJobEdge: Omit<RecoveryJobEdge, 'node'> & { node: ResolversParentTypes['RecoveryJob'] };
  RecoveryObstacle: RecoveryObstacle;
  RecoveryPreview: RecoveryPreview;
  RedeliverEventsInput: RedeliverEventsInput;
  RedeliverEventsPayload: Omit<RedeliverEventsPayload, 'job'> & { job?: Maybe<ResolversParentTypes['RecoveryJob']> };
  ReplayEventsInput: ReplayEventsInput;
  ReplayEventsPayload: Omit<ReplayEventsPayload, 'job'> & { job?: Maybe<ResolversParentTypes['RecoveryJob']> };
  RequestType: RequestType;
  RestoreEventsInput: RestoreEventsInput;
  RestoreEventsPayload: Omit<RestoreEventsPayload, 'job'> & { job?: Maybe<ResolversParentTypes['RecoveryJob']> };
  ResubmitEventInput: ResubmitEventInput;
  ResubmitEventPayload: Omit<ResubmitEventPayload, 'event'> & { event?: Maybe<ResolversParentTypes['Event']> };
  ServiceRequest: EntityReference;
  Subscription: Record<PropertyKey, never>;
  SyncLog: SyncLogRow;
  SyncLogConnection: SyncLogPage;
  SyncLogEdge: Omit<SyncLogEdge, 'node'> & { node: ResolversParentTypes['SyncLog'] };
  SyncLogFilter: SyncLogFilter;
  Team: Team;
  ThroughputPoint: ThroughputPoint;
  UserError: UserError;
  ValueOrigin: ValueOrigin;
  Worker: Worker;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  causationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ActivityKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ActivityConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityConnection'] = ResolversParentTypes['ActivityConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ActivityEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Activity']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ActivityEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityEdge'] = ResolversParentTypes['ActivityEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
};

export type ActivityRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityRecorded'] = ResolversParentTypes['ActivityRecorded']> = {
  activity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
};

export type AgreementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AuditBreakResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditBreak'] = ResolversParentTypes['AuditBreak']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['AuditBreakReason'], ParentType, ContextType>;
};

export type AuditChainResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditChain'] = ResolversParentTypes['AuditChain']> = {
  firstBroken?: Resolver<Maybe<ResolversTypes['AuditBreak']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isIntact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditRecord'] = ResolversParentTypes['AuditRecord']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  chain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  correlationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  objectId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  objectType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['AuditOutcome'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditRecordConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditRecordConnection'] = ResolversParentTypes['AuditRecordConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditRecordEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditRecord']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditRecordEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditRecordEdge'] = ResolversParentTypes['AuditRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditRecord'], ParentType, ContextType>;
};

export type AuditVerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditVerification'] = ResolversParentTypes['AuditVerification']> = {
  chains?: Resolver<Array<ResolversTypes['AuditChain']>, ParentType, ContextType>;
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isIntact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Balance'] = ResolversParentTypes['Balance']> = {
  accepted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  discarded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  invariants?: Resolver<Array<ResolversTypes['Invariant']>, ParentType, ContextType>;
  isBalanced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  processed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retrying?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BusinessObjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessObject'] = ResolversParentTypes['BusinessObject'], FederationReferenceType extends FederationReferenceTypes['BusinessObject'] = FederationReferenceTypes['BusinessObject']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BusinessObject']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  appliedCaseVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  businessKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['LineageGraph'], ParentType, ContextType>;
  objectType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operationCase?: Resolver<Maybe<ResolversTypes['OperationCase']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  requestType?: Resolver<Maybe<ResolversTypes['RequestType']>, ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BusinessObjectStatus'], ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['ObjectVersion']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BusinessObjectConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessObjectConnection'] = ResolversParentTypes['BusinessObjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['BusinessObjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['BusinessObject']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BusinessObjectEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BusinessObjectEdge'] = ResolversParentTypes['BusinessObjectEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['BusinessObject'], ParentType, ContextType>;
};

export type ControlRecoveryJobPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ControlRecoveryJobPayload'] = ResolversParentTypes['ControlRecoveryJobPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['RecoveryJob']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DiscardEventsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiscardEventsPayload'] = ResolversParentTypes['DiscardEventsPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['RecoveryJob']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event'], FederationReferenceType extends FederationReferenceTypes['Event'] = FederationReferenceTypes['Event']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Event']> | FederationReferenceType, FederationReferenceType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  aggregateId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  aggregateType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  causationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cloudEventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correlationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['EventError']>, ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isBlocked?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  processedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  recordedTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revisions?: Resolver<Array<ResolversTypes['EventRevision']>, ParentType, ContextType>;
  schemaVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EventStatus'], ParentType, ContextType>;
  syncLogs?: Resolver<Array<ResolversTypes['SyncLog']>, ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EventChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventChanged'] = ResolversParentTypes['EventChanged']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  recordedTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EventStatus'], ParentType, ContextType>;
};

export type EventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventConnection'] = ResolversParentTypes['EventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['EventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Event']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventEdge'] = ResolversParentTypes['EventEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type EventErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventError'] = ResolversParentTypes['EventError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fingerprint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EventRevisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventRevision'] = ResolversParentTypes['EventRevision']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FailureCauseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailureCause'] = ResolversParentTypes['FailureCause']> = {
  closedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  fingerprint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  openEvents?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reopened?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FailureCauseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailureCauseConnection'] = ResolversParentTypes['FailureCauseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['FailureCauseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['FailureCause']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FailureCauseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailureCauseEdge'] = ResolversParentTypes['FailureCauseEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FailureCause'], ParentType, ContextType>;
};

export type InvariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invariant'] = ResolversParentTypes['Invariant']> = {
  examined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  promise?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  repair?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  violationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  violations?: Resolver<Array<ResolversTypes['InvariantViolation']>, ParentType, ContextType>;
};

export type InvariantViolationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvariantViolation'] = ResolversParentTypes['InvariantViolation']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type LayerCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LayerCount'] = ResolversParentTypes['LayerCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  layer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageEntityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineageEntity'] = ResolversParentTypes['LineageEntity']> = {
  __resolveType?: TypeResolveFn<'BusinessObject' | 'OperationCase' | 'ServiceRequest', ParentType, ContextType>;
};

export type LineageGraphResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineageGraph'] = ResolversParentTypes['LineageGraph']> = {
  edges?: Resolver<Array<ResolversTypes['LineageRecord']>, ParentType, ContextType>;
  isTruncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LineageNode']>, ParentType, ContextType>;
};

export type LineageNodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineageNode'] = ResolversParentTypes['LineageNode']> = {
  entity?: Resolver<Maybe<ResolversTypes['LineageEntity']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LineageNodeType'], ParentType, ContextType>;
};

export type LineageRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineageRecord'] = ResolversParentTypes['LineageRecord'], FederationReferenceType extends FederationReferenceTypes['LineageRecord'] = FederationReferenceTypes['LineageRecord']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LineageRecord']> | FederationReferenceType, FederationReferenceType, ContextType>;
  correlationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['LineageNode'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recordedTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['LineageRelation'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['LineageNode'], ParentType, ContextType>;
};

export type LineageRecordedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LineageRecorded'] = ResolversParentTypes['LineageRecorded']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  lineageRecord?: Resolver<ResolversTypes['LineageRecord'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  controlRecoveryJob?: Resolver<ResolversTypes['ControlRecoveryJobPayload'], ParentType, ContextType, RequireFields<MutationControlRecoveryJobArgs, 'input'>>;
  discardEvents?: Resolver<ResolversTypes['DiscardEventsPayload'], ParentType, ContextType, RequireFields<MutationDiscardEventsArgs, 'input'>>;
  reconcile?: Resolver<ResolversTypes['ReconcilePayload'], ParentType, ContextType, RequireFields<MutationReconcileArgs, 'input'>>;
  redeliverEvents?: Resolver<ResolversTypes['RedeliverEventsPayload'], ParentType, ContextType, RequireFields<MutationRedeliverEventsArgs, 'input'>>;
  replayEvents?: Resolver<ResolversTypes['ReplayEventsPayload'], ParentType, ContextType, RequireFields<MutationReplayEventsArgs, 'input'>>;
  restoreEvents?: Resolver<ResolversTypes['RestoreEventsPayload'], ParentType, ContextType, RequireFields<MutationRestoreEventsArgs, 'input'>>;
  resubmitEvent?: Resolver<ResolversTypes['ResubmitEventPayload'], ParentType, ContextType, RequireFields<MutationResubmitEventArgs, 'input'>>;
};

export type NamedCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NamedCount'] = ResolversParentTypes['NamedCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ObjectVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ObjectVersion'] = ResolversParentTypes['ObjectVersion']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  caseVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  mappingVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  operationalStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  origins?: Resolver<Array<ResolversTypes['ValueOrigin']>, ParentType, ContextType>;
  recordedTime?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BusinessObjectStatus'], ParentType, ContextType>;
  time?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OperationCaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationCase'] = ResolversParentTypes['OperationCase'], FederationReferenceType extends FederationReferenceTypes['OperationCase'] = FederationReferenceTypes['OperationCase']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OperationCase']> | FederationReferenceType, FederationReferenceType, ContextType>;
  businessObject?: Resolver<Maybe<ResolversTypes['BusinessObject']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OverviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Overview'] = ResolversParentTypes['Overview']> = {
  counts?: Resolver<Array<ResolversTypes['LayerCount']>, ParentType, ContextType>;
  criticalTimeP50Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  criticalTimeP95Ms?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  eventsBlocked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  eventsInWork?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oldestPendingAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  throughput?: Resolver<Array<ResolversTypes['ThroughputPoint']>, ParentType, ContextType>;
  workers?: Resolver<Array<ResolversTypes['Worker']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  activity?: Resolver<ResolversTypes['ActivityConnection'], ParentType, ContextType, RequireFields<QueryActivityArgs, 'first'>>;
  auditRecords?: Resolver<ResolversTypes['AuditRecordConnection'], ParentType, ContextType, RequireFields<QueryAuditRecordsArgs, 'direction' | 'first'>>;
  auditVerification?: Resolver<ResolversTypes['AuditVerification'], ParentType, ContextType, Partial<QueryAuditVerificationArgs>>;
  balance?: Resolver<ResolversTypes['Balance'], ParentType, ContextType>;
  businessObject?: Resolver<Maybe<ResolversTypes['BusinessObject']>, ParentType, ContextType, RequireFields<QueryBusinessObjectArgs, 'id'>>;
  businessObjects?: Resolver<ResolversTypes['BusinessObjectConnection'], ParentType, ContextType, RequireFields<QueryBusinessObjectsArgs, 'first'>>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType, RequireFields<QueryEventArgs, 'id'>>;
  events?: Resolver<ResolversTypes['EventConnection'], ParentType, ContextType, RequireFields<QueryEventsArgs, 'first'>>;
  failureCauses?: Resolver<ResolversTypes['FailureCauseConnection'], ParentType, ContextType, RequireFields<QueryFailureCausesArgs, 'first'>>;
  lineage?: Resolver<ResolversTypes['LineageGraph'], ParentType, ContextType, RequireFields<QueryLineageArgs, 'depth' | 'of'>>;
  logCursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  overview?: Resolver<ResolversTypes['Overview'], ParentType, ContextType>;
  recoveryJob?: Resolver<Maybe<ResolversTypes['RecoveryJob']>, ParentType, ContextType, RequireFields<QueryRecoveryJobArgs, 'id'>>;
  recoveryJobs?: Resolver<ResolversTypes['RecoveryJobConnection'], ParentType, ContextType, RequireFields<QueryRecoveryJobsArgs, 'first'>>;
  recoveryPreview?: Resolver<ResolversTypes['RecoveryPreview'], ParentType, ContextType, RequireFields<QueryRecoveryPreviewArgs, 'kind' | 'selection'>>;
  syncLogs?: Resolver<ResolversTypes['SyncLogConnection'], ParentType, ContextType, RequireFields<QuerySyncLogsArgs, 'first'>>;
};

export type ReconcilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReconcilePayload'] = ResolversParentTypes['ReconcilePayload']> = {
  invariant?: Resolver<Maybe<ResolversTypes['Invariant']>, ParentType, ContextType>;
  repairedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RecoveryFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoveryFailure'] = ResolversParentTypes['RecoveryFailure']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
};

export type RecoveryJobResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoveryJob'] = ResolversParentTypes['RecoveryJob']> = {
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventsPerSecond?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failures?: Resolver<Array<ResolversTypes['RecoveryFailure']>, ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCanary?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RecoveryKind'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  skipped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RecoveryState'], ParentType, ContextType>;
  succeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  taken?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RecoveryJobConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoveryJobConnection'] = ResolversParentTypes['RecoveryJobConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RecoveryJobEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RecoveryJob']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RecoveryJobEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoveryJobEdge'] = ResolversParentTypes['RecoveryJobEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RecoveryJob'], ParentType, ContextType>;
};

export type RecoveryObstacleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoveryObstacle'] = ResolversParentTypes['RecoveryObstacle']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EventStatus'], ParentType, ContextType>;
};

export type RecoveryPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecoveryPreview'] = ResolversParentTypes['RecoveryPreview']> = {
  causes?: Resolver<Array<ResolversTypes['NamedCount']>, ParentType, ContextType>;
  eligible?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ineligible?: Resolver<Array<ResolversTypes['RecoveryObstacle']>, ParentType, ContextType>;
  matching?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['NamedCount']>, ParentType, ContextType>;
};

export type RedeliverEventsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RedeliverEventsPayload'] = ResolversParentTypes['RedeliverEventsPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['RecoveryJob']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReplayEventsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayEventsPayload'] = ResolversParentTypes['ReplayEventsPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['RecoveryJob']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RequestTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestType'] = ResolversParentTypes['RequestType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type RestoreEventsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreEventsPayload'] = ResolversParentTypes['RestoreEventsPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['RecoveryJob']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResubmitEventPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResubmitEventPayload'] = ResolversParentTypes['ResubmitEventPayload']> = {
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ServiceRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceRequest'] = ResolversParentTypes['ServiceRequest'], FederationReferenceType extends FederationReferenceTypes['ServiceRequest'] = FederationReferenceTypes['ServiceRequest']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ServiceRequest']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activity?: Resolver<Array<ResolversTypes['Activity']>, ParentType, ContextType>;
  businessObject?: Resolver<Maybe<ResolversTypes['BusinessObject']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['Event']>, ParentType, ContextType>;
  explanation?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['LineageGraph'], ParentType, ContextType>;
  syncLogs?: Resolver<Array<ResolversTypes['SyncLog']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  activityRecorded?: SubscriptionResolver<ResolversTypes['ActivityRecorded'], "activityRecorded", ParentType, ContextType, Partial<SubscriptionActivityRecordedArgs>>;
  eventChanged?: SubscriptionResolver<ResolversTypes['EventChanged'], "eventChanged", ParentType, ContextType, Partial<SubscriptionEventChangedArgs>>;
  lineageRecorded?: SubscriptionResolver<ResolversTypes['LineageRecorded'], "lineageRecorded", ParentType, ContextType, Partial<SubscriptionLineageRecordedArgs>>;
};

export type SyncLogResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncLog'] = ResolversParentTypes['SyncLog'], FederationReferenceType extends FederationReferenceTypes['SyncLog'] = FederationReferenceTypes['SyncLog']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SyncLog']> | FederationReferenceType, FederationReferenceType, ContextType>;
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorFingerprint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['Event'], ParentType, ContextType>;
  finishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['SyncOutcome'], ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  worker?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SyncLogConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncLogConnection'] = ResolversParentTypes['SyncLogConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SyncLogEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SyncLog']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncLogEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SyncLogEdge'] = ResolversParentTypes['SyncLogEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SyncLog'], ParentType, ContextType>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ThroughputPointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ThroughputPoint'] = ResolversParentTypes['ThroughputPoint']> = {
  minute?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  processed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ValueOriginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ValueOrigin'] = ResolversParentTypes['ValueOrigin']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sinceVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WorkerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Worker'] = ResolversParentTypes['Worker']> = {
  isReporting?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Activity?: ActivityResolvers<ContextType>;
  ActivityConnection?: ActivityConnectionResolvers<ContextType>;
  ActivityEdge?: ActivityEdgeResolvers<ContextType>;
  ActivityRecorded?: ActivityRecordedResolvers<ContextType>;
  Agreement?: AgreementResolvers<ContextType>;
  AuditBreak?: AuditBreakResolvers<ContextType>;
  AuditChain?: AuditChainResolvers<ContextType>;
  AuditRecord?: AuditRecordResolvers<ContextType>;
  AuditRecordConnection?: AuditRecordConnectionResolvers<ContextType>;
  AuditRecordEdge?: AuditRecordEdgeResolvers<ContextType>;
  AuditVerification?: AuditVerificationResolvers<ContextType>;
  Balance?: BalanceResolvers<ContextType>;
  BusinessObject?: BusinessObjectResolvers<ContextType>;
  BusinessObjectConnection?: BusinessObjectConnectionResolvers<ContextType>;
  BusinessObjectEdge?: BusinessObjectEdgeResolvers<ContextType>;
  ControlRecoveryJobPayload?: ControlRecoveryJobPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DiscardEventsPayload?: DiscardEventsPayloadResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  Event?: EventResolvers<ContextType>;
  EventChanged?: EventChangedResolvers<ContextType>;
  EventConnection?: EventConnectionResolvers<ContextType>;
  EventEdge?: EventEdgeResolvers<ContextType>;
  EventError?: EventErrorResolvers<ContextType>;
  EventRevision?: EventRevisionResolvers<ContextType>;
  FailureCause?: FailureCauseResolvers<ContextType>;
  FailureCauseConnection?: FailureCauseConnectionResolvers<ContextType>;
  FailureCauseEdge?: FailureCauseEdgeResolvers<ContextType>;
  Invariant?: InvariantResolvers<ContextType>;
  InvariantViolation?: InvariantViolationResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  LayerCount?: LayerCountResolvers<ContextType>;
  LineageEntity?: LineageEntityResolvers<ContextType>;
  LineageGraph?: LineageGraphResolvers<ContextType>;
  LineageNode?: LineageNodeResolvers<ContextType>;
  LineageRecord?: LineageRecordResolvers<ContextType>;
  LineageRecorded?: LineageRecordedResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  NamedCount?: NamedCountResolvers<ContextType>;
  ObjectVersion?: ObjectVersionResolvers<ContextType>;
  OperationCase?: OperationCaseResolvers<ContextType>;
  Overview?: OverviewResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReconcilePayload?: ReconcilePayloadResolvers<ContextType>;
  RecoveryFailure?: RecoveryFailureResolvers<ContextType>;
  RecoveryJob?: RecoveryJobResolvers<ContextType>;
  RecoveryJobConnection?: RecoveryJobConnectionResolvers<ContextType>;
  RecoveryJobEdge?: RecoveryJobEdgeResolvers<ContextType>;
  RecoveryObstacle?: RecoveryObstacleResolvers<ContextType>;
  RecoveryPreview?: RecoveryPreviewResolvers<ContextType>;
  RedeliverEventsPayload?: RedeliverEventsPayloadResolvers<ContextType>;
  ReplayEventsPayload?: ReplayEventsPayloadResolvers<ContextType>;
  RequestType?: RequestTypeResolvers<ContextType>;
  RestoreEventsPayload?: RestoreEventsPayloadResolvers<ContextType>;
  ResubmitEventPayload?: ResubmitEventPayloadResolvers<ContextType>;
  ServiceRequest?: ServiceRequestResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SyncLog?: SyncLogResolvers<ContextType>;
  SyncLogConnection?: SyncLogConnectionResolvers<ContextType>;
  SyncLogEdge?: SyncLogEdgeResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  ThroughputPoint?: ThroughputPointResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ValueOrigin?: ValueOriginResolvers<ContextType>;
  Worker?: WorkerResolvers<ContextType>;
};

