import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CaseRow, HistoryRow, CasePage } from './queries.ts';
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

export type Agreement = {
  __typename?: 'Agreement';
  id: Scalars['ID']['output'];
};

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

/** One step in the history of a case. */
export type CaseStatusChange = {
  __typename?: 'CaseStatusChange';
  /** When it happened. */
  changedAt: Scalars['DateTime']['output'];
  /** Who changed it. */
  changedBy: Scalars['String']['output'];
  /** The event that carries it, or that opened the case. */
  event?: Maybe<Event>;
  /** The status before; null for the opening. */
  fromStatus?: Maybe<CaseStatus>;
  /** Identifier of the row (UUID). */
  id: Scalars['ID']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** When it was recorded here. */
  recordedAt: Scalars['DateTime']['output'];
  /** The status after. */
  toStatus: CaseStatus;
  /** Place in the history, from 1. */
  version: Scalars['Int']['output'];
};

/** A step that a case may take. */
export type CaseTransition = {
  __typename?: 'CaseTransition';
  /** Whether a reason must be given. */
  requiresReason: Scalars['Boolean']['output'];
  /** The status it leads to. */
  status: CaseStatus;
};

/** A step to be taken by a case. */
export type ChangeCaseStatusInput = {
  /** The case. */
  caseId: Scalars['ID']['input'];
  /** Only for imports of what happened elsewhere, never in the future; otherwise now. */
  changedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only for imports of what others did elsewhere, 1 to 200 characters; otherwise the person signed in. */
  changedBy?: InputMaybe<Scalars['String']['input']>;
  /** The version that the sender has seen; another one is refused with STALE_VERSION. Absent: whatever it is now. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first result and does nothing twice. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Why, 1 to 2,000 characters. */
  reason: Scalars['String']['input'];
  /** The status it shall have. */
  status: CaseStatus;
};

/** What became of a step. */
export type ChangeCaseStatusPayload = {
  __typename?: 'ChangeCaseStatusPayload';
  /** The step that was taken; null when it was refused. */
  change?: Maybe<CaseStatusChange>;
  /** The case as it is now, also after a refusal; null when there is no such case. */
  operationCase?: Maybe<OperationCase>;
  /** Whether the same step had been taken before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** What was refused; empty when the step was taken. */
  userErrors: Array<UserError>;
};

/** What became of several steps. */
export type ChangeCaseStatusesPayload = {
  __typename?: 'ChangeCaseStatusesPayload';
  /** One result per input, in the order of the inputs. */
  results: Array<ChangeCaseStatusPayload>;
  /** What was refused about the list itself, for example its length. */
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

export type Event = {
  __typename?: 'Event';
  id: Scalars['ID']['output'];
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

export type Mutation = {
  __typename?: 'Mutation';
  /** Moves a case: status, history row and event are stored in one transaction. */
  changeCaseStatus: ChangeCaseStatusPayload;
  /** Takes up to 500 steps, those of one case in the order given; each is taken or refused by itself, those taken share one transaction. */
  changeCaseStatuses: ChangeCaseStatusesPayload;
};


export type MutationChangeCaseStatusArgs = {
  input: ChangeCaseStatusInput;
};


export type MutationChangeCaseStatusesArgs = {
  inputs: Array<ChangeCaseStatusInput>;
};

/** The downstream work record of a service request, which people move along. */
export type OperationCase = {
  __typename?: 'OperationCase';
  /** The agreement under which the work is done. */
  agreement?: Maybe<Agreement>;
  /** Where a person may move it from here; empty when the status is terminal. */
  availableTransitions: Array<CaseTransition>;
  /** When its status last changed; for imports the time in the system it came from. */
  changedAt: Scalars['DateTime']['output'];
  /** The customer on whose behalf the work is done. */
  customer?: Maybe<Customer>;
  /** The request in the sender's own words. */
  description: Scalars['String']['output'];
  /** Every status it had, oldest first; the list is as long as `version`. */
  history: Array<CaseStatusChange>;
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** When it was opened. */
  openedAt: Scalars['DateTime']['output'];
  /** How urgent it is. */
  priority: Priority;
  /** Stable reference for people, for example `CASE-2026-000123`. */
  reference: Scalars['String']['output'];
  /** What kind of service is asked for. */
  requestType?: Maybe<RequestType>;
  /** E-mail address of the person who asks. */
  requesterEmail: Scalars['EmailAddress']['output'];
  /** Name of the person who asks. */
  requesterName: Scalars['String']['output'];
  /** The request it was opened for. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** Where the work stands. */
  status: CaseStatus;
  /** The team that works on it. */
  team?: Maybe<Team>;
  /** When the record was last written. */
  updatedAt: Scalars['DateTime']['output'];
  /** Number of its history rows; to be given as `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A case took a step. */
export type OperationCaseChanged = {
  __typename?: 'OperationCaseChanged';
  /** The step; the case itself may be further by now. */
  change: CaseStatusChange;
  /** Position in the log. After a lost connection, give the last one received as `after`. */
  cursor: Scalars['Cursor']['output'];
  /** The case as it is now. */
  operationCase: OperationCase;
};

/** A page of operation cases. */
export type OperationCaseConnection = {
  __typename?: 'OperationCaseConnection';
  /** Cases with their positions. */
  edges: Array<OperationCaseEdge>;
  /** The cases alone. */
  nodes: Array<OperationCase>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A case in a list. */
export type OperationCaseEdge = {
  __typename?: 'OperationCaseEdge';
  /** Position of this case in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The case. */
  node: OperationCase;
};

/** Which cases; all given fields must match, a list means any of its values. */
export type OperationCaseFilter = {
  /** When the status last changed. */
  changedAt?: InputMaybe<DateTimeRange>;
  /** Customers. */
  customerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How urgent. */
  priorities?: InputMaybe<Array<Priority>>;
  /** References such as `CASE-2026-000123`. */
  references?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Requests they were opened for, 500 at most. */
  requestIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Any business id: the reference of the case or of its request (or its beginning), the id of either. At most 200 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Where the work stands. */
  statuses?: InputMaybe<Array<CaseStatus>>;
  /** Teams that work on them. */
  teamIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The order of cases. */
export type OperationCaseOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: OperationCaseOrderField;
};

/** What cases can be ordered by. */
export type OperationCaseOrderField =
  /** When the status last changed. */
  | 'CHANGED_AT'
  /** When the record was made. */
  | 'CREATED_AT';

/** Which way a list runs. */
export type OrderDirection =
  /** Smallest, oldest first. */
  | 'ASC'
  /** Largest, newest first. */
  | 'DESC';

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
  /** The end of the log as of now. Given to a subscription as `after`, it tells what happens from here on; whoever reads first and subscribes then misses nothing with it. */
  logCursor: Scalars['Cursor']['output'];
  /** One case; null when there is none with this id. */
  operationCase?: Maybe<OperationCase>;
  /** Operation cases, newest first unless ordered otherwise. */
  operationCases: OperationCaseConnection;
};


export type QueryOperationCaseArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOperationCasesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<OperationCaseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<OperationCaseOrder>;
};

export type RequestType = {
  __typename?: 'RequestType';
  id: Scalars['ID']['output'];
};

export type ServiceRequest = {
  __typename?: 'ServiceRequest';
  id: Scalars['ID']['output'];
  /** The downstream case; null until the worker has opened it. */
  operationCase?: Maybe<OperationCase>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Every step of every case, its opening included, in the order in which it became true. */
  operationCaseChanged: OperationCaseChanged;
};


export type SubscriptionOperationCaseChangedArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<OperationCaseFilter>;
};

export type Team = {
  __typename?: 'Team';
  id: Scalars['ID']['output'];
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
  OperationCase: OperationCase;
  ServiceRequest: ServiceRequest;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  OperationCase:
    ( { __typename: 'OperationCase' }
    & GraphQLRecursivePick<FederationTypes['OperationCase'], {"id":true}> );
  ServiceRequest:
    ( { __typename: 'ServiceRequest' }
    & GraphQLRecursivePick<FederationTypes['ServiceRequest'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agreement: ResolverTypeWrapper<Agreement>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CaseStatus: CaseStatus;
  CaseStatusChange: ResolverTypeWrapper<HistoryRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CaseTransition: ResolverTypeWrapper<CaseTransition>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChangeCaseStatusInput: ChangeCaseStatusInput;
  ChangeCaseStatusPayload: ResolverTypeWrapper<Omit<ChangeCaseStatusPayload, 'change' | 'operationCase'> & { change?: Maybe<ResolversTypes['CaseStatusChange']>, operationCase?: Maybe<ResolversTypes['OperationCase']> }>;
  ChangeCaseStatusesPayload: ResolverTypeWrapper<Omit<ChangeCaseStatusesPayload, 'results'> & { results: Array<ResolversTypes['ChangeCaseStatusPayload']> }>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  Event: ResolverTypeWrapper<Event>;
  EventStatus: EventStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OperationCase: ResolverTypeWrapper<CaseRow>;
  OperationCaseChanged: ResolverTypeWrapper<Omit<OperationCaseChanged, 'change' | 'operationCase'> & { change: ResolversTypes['CaseStatusChange'], operationCase: ResolversTypes['OperationCase'] }>;
  OperationCaseConnection: ResolverTypeWrapper<CasePage>;
  OperationCaseEdge: ResolverTypeWrapper<Omit<OperationCaseEdge, 'node'> & { node: ResolversTypes['OperationCase'] }>;
  OperationCaseFilter: OperationCaseFilter;
  OperationCaseOrder: OperationCaseOrder;
  OperationCaseOrderField: OperationCaseOrderField;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RequestType: ResolverTypeWrapper<RequestType>;
  ServiceRequest: ResolverTypeWrapper<EntityReference>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Team: ResolverTypeWrapper<Team>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agreement: Agreement;
  ID: Scalars['ID']['output'];
  CaseStatusChange: HistoryRow;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  CaseTransition: CaseTransition;
  Boolean: Scalars['Boolean']['output'];
  ChangeCaseStatusInput: ChangeCaseStatusInput;
  ChangeCaseStatusPayload: Omit<ChangeCaseStatusPayload, 'change' | 'operationCase'> & { change?: Maybe<ResolversParentTypes['CaseStatusChange']>, operationCase?: Maybe<ResolversParentTypes['OperationCase']> };
  ChangeCaseStatusesPayload: Omit<ChangeCaseStatusesPayload, 'results'> & { results: Array<ResolversParentTypes['ChangeCaseStatusPayload']> };
  Cursor: Scalars['Cursor']['output'];
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  EmailAddress: Scalars['EmailAddress']['output'];
  Event: Event;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  OperationCase: CaseRow;
  OperationCaseChanged: Omit<OperationCaseChanged, 'change' | 'operationCase'> & { change: ResolversParentTypes['CaseStatusChange'], operationCase: ResolversParentTypes['OperationCase'] };
  OperationCaseConnection: CasePage;
  OperationCaseEdge: Omit<OperationCaseEdge, 'node'> & { node: ResolversParentTypes['OperationCase'] };
  OperationCaseFilter: OperationCaseFilter;
  OperationCaseOrder: OperationCaseOrder;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RequestType: RequestType;
  ServiceRequest: EntityReference;
  Subscription: Record<PropertyKey, never>;
  Team: Team;
  UserError: UserError;
};

export type AgreementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CaseStatusChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseStatusChange'] = ResolversParentTypes['CaseStatusChange']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['Event']>, ParentType, ContextType>;
  fromStatus?: Resolver<Maybe<ResolversTypes['CaseStatus']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  toStatus?: Resolver<ResolversTypes['CaseStatus'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CaseTransitionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseTransition'] = ResolversParentTypes['CaseTransition']> = {
  requiresReason?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CaseStatus'], ParentType, ContextType>;
};

export type ChangeCaseStatusPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeCaseStatusPayload'] = ResolversParentTypes['ChangeCaseStatusPayload']> = {
  change?: Resolver<Maybe<ResolversTypes['CaseStatusChange']>, ParentType, ContextType>;
  operationCase?: Resolver<Maybe<ResolversTypes['OperationCase']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangeCaseStatusesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeCaseStatusesPayload'] = ResolversParentTypes['ChangeCaseStatusesPayload']> = {
  results?: Resolver<Array<ResolversTypes['ChangeCaseStatusPayload']>, ParentType, ContextType>;
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

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type EventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Event'] = ResolversParentTypes['Event']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  changeCaseStatus?: Resolver<ResolversTypes['ChangeCaseStatusPayload'], ParentType, ContextType, RequireFields<MutationChangeCaseStatusArgs, 'input'>>;
  changeCaseStatuses?: Resolver<ResolversTypes['ChangeCaseStatusesPayload'], ParentType, ContextType, RequireFields<MutationChangeCaseStatusesArgs, 'inputs'>>;
};

export type OperationCaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationCase'] = ResolversParentTypes['OperationCase'], FederationReferenceType extends FederationReferenceTypes['OperationCase'] = FederationReferenceTypes['OperationCase']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['OperationCase']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  availableTransitions?: Resolver<Array<ResolversTypes['CaseTransition']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  history?: Resolver<Array<ResolversTypes['CaseStatusChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestType?: Resolver<Maybe<ResolversTypes['RequestType']>, ParentType, ContextType>;
  requesterEmail?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  requesterName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CaseStatus'], ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OperationCaseChangedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationCaseChanged'] = ResolversParentTypes['OperationCaseChanged']> = {
  change?: Resolver<ResolversTypes['CaseStatusChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  operationCase?: Resolver<ResolversTypes['OperationCase'], ParentType, ContextType>;
};

export type OperationCaseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationCaseConnection'] = ResolversParentTypes['OperationCaseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OperationCaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OperationCase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OperationCaseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OperationCaseEdge'] = ResolversParentTypes['OperationCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OperationCase'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  logCursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  operationCase?: Resolver<Maybe<ResolversTypes['OperationCase']>, ParentType, ContextType, RequireFields<QueryOperationCaseArgs, 'id'>>;
  operationCases?: Resolver<ResolversTypes['OperationCaseConnection'], ParentType, ContextType, RequireFields<QueryOperationCasesArgs, 'first'>>;
};

export type RequestTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestType'] = ResolversParentTypes['RequestType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ServiceRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceRequest'] = ResolversParentTypes['ServiceRequest'], FederationReferenceType extends FederationReferenceTypes['ServiceRequest'] = FederationReferenceTypes['ServiceRequest']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ServiceRequest']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  operationCase?: Resolver<Maybe<ResolversTypes['OperationCase']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  operationCaseChanged?: SubscriptionResolver<ResolversTypes['OperationCaseChanged'], "operationCaseChanged", ParentType, ContextType, Partial<SubscriptionOperationCaseChangedArgs>>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Agreement?: AgreementResolvers<ContextType>;
  CaseStatusChange?: CaseStatusChangeResolvers<ContextType>;
  CaseTransition?: CaseTransitionResolvers<ContextType>;
  ChangeCaseStatusPayload?: ChangeCaseStatusPayloadResolvers<ContextType>;
  ChangeCaseStatusesPayload?: ChangeCaseStatusesPayloadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  Event?: EventResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  OperationCase?: OperationCaseResolvers<ContextType>;
  OperationCaseChanged?: OperationCaseChangedResolvers<ContextType>;
  OperationCaseConnection?: OperationCaseConnectionResolvers<ContextType>;
  OperationCaseEdge?: OperationCaseEdgeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RequestType?: RequestTypeResolvers<ContextType>;
  ServiceRequest?: ServiceRequestResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

