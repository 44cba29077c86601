import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { SubmissionRow, ServiceRequestRow, SubmissionPage, ServiceRequestPage } from './queries.ts';
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
  /** Accepts a service request: submission, service request and event are stored in one transaction. */
  submitRequest: SubmitRequestPayload;
  /** Accepts up to 500 service requests; each is accepted or refused by itself, those accepted share one transaction. */
  submitRequests: SubmitRequestsPayload;
};


export type MutationSubmitRequestArgs = {
  input: SubmitRequestInput;
};


export type MutationSubmitRequestsArgs = {
  inputs: Array<SubmitRequestInput>;
};

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
  /** One service request by id or by reference (exactly one of them); null when there is none. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** Service requests, newest first unless ordered otherwise. */
  serviceRequests: ServiceRequestConnection;
  /** One submission; null when there is none with this id. */
  submission?: Maybe<Submission>;
  /** Submissions, newest first. */
  submissions: SubmissionConnection;
};


export type QueryServiceRequestArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  reference?: InputMaybe<Scalars['String']['input']>;
};


export type QueryServiceRequestsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<ServiceRequestFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ServiceRequestOrder>;
};


export type QuerySubmissionArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySubmissionsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<SubmissionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RequestType = {
  __typename?: 'RequestType';
  id: Scalars['ID']['output'];
};

/** The source system's own record of a submission. */
export type ServiceRequest = {
  __typename?: 'ServiceRequest';
  /** The agreement under which it was made. */
  agreement?: Maybe<Agreement>;
  /** When the record was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The customer on whose behalf it was made. */
  customer?: Maybe<Customer>;
  /** The request in the sender's own words. */
  description: Scalars['String']['output'];
  /** The sender's own reference, if there is one. */
  externalReference?: Maybe<Scalars['String']['output']>;
  /** Identifier of the record (UUID); also the stream of its events. */
  id: Scalars['ID']['output'];
  /** How urgent it is. */
  priority: Priority;
  /** Stable reference for people, for example `REQ-2026-000123`. */
  reference: Scalars['String']['output'];
  /** What kind of service is asked for. */
  requestType?: Maybe<RequestType>;
  /** E-mail address of the person who asks. */
  requesterEmail: Scalars['EmailAddress']['output'];
  /** Name of the person who asks. */
  requesterName: Scalars['String']['output'];
  /** Whether downstream systems have it. */
  status: ServiceRequestStatus;
  /** What was sent. */
  submission: Submission;
  /** When it was sent; for imports the time in the system it came from. */
  submittedAt: Scalars['DateTime']['output'];
  /** The team it is assigned to. */
  team?: Maybe<Team>;
  /** When the record was last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of service requests. */
export type ServiceRequestConnection = {
  __typename?: 'ServiceRequestConnection';
  /** Service requests with their positions. */
  edges: Array<ServiceRequestEdge>;
  /** The service requests alone. */
  nodes: Array<ServiceRequest>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A service request in a list. */
export type ServiceRequestEdge = {
  __typename?: 'ServiceRequestEdge';
  /** Position of this request in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The service request. */
  node: ServiceRequest;
};

/** Which service requests; all given fields must match, a list means any of its values. */
export type ServiceRequestFilter = {
  /** Agreements. */
  agreementIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Customers. */
  customerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Where at least one of their events stands. `DEAD` finds those that wait for a person before anything more can be applied. */
  eventStatuses?: InputMaybe<Array<EventStatus>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How urgent. */
  priorities?: InputMaybe<Array<Priority>>;
  /** References such as `REQ-2026-000123`. */
  references?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Request types. */
  requestTypeIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /**
   * Any business id: the request's or the submission's id, the reference (or its beginning) of the request, of its case or of its business
   * object, the sender's reference or idempotency key. At most 200 characters.
   */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Whether downstream systems have them. */
  statuses?: InputMaybe<Array<ServiceRequestStatus>>;
  /** When they were sent. */
  submittedAt?: InputMaybe<DateTimeRange>;
  /** Who sent them, as their submissions say. */
  submittedBy?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Teams they are assigned to. */
  teamIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The order of service requests. */
export type ServiceRequestOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: ServiceRequestOrderField;
};

/** What service requests can be ordered by. */
export type ServiceRequestOrderField =
  /** When the record was made. */
  | 'CREATED_AT'
  /** The reference. */
  | 'REFERENCE'
  /** When it was sent. */
  | 'SUBMITTED_AT';

/** Whether downstream systems have the request. */
export type ServiceRequestStatus =
  /** An operation case and a business object exist. */
  | 'INTEGRATED'
  /** Recorded; its event has not been applied downstream yet. */
  | 'PENDING';

/** What somebody sent, as they sent it. Never changed afterwards. */
export type Submission = {
  __typename?: 'Submission';
  /** The agreement that was named. */
  agreement?: Maybe<Agreement>;
  /** The customer that was named. */
  customer?: Maybe<Customer>;
  /** The request in the sender's own words, to the byte. */
  description: Scalars['String']['output'];
  /** The sender's own reference, if there is one. */
  externalReference?: Maybe<Scalars['String']['output']>;
  /** Identifier of the record (UUID); also the correlation id of everything that follows from it. */
  id: Scalars['ID']['output'];
  /** The sender's own key for this submission. */
  idempotencyKey: Scalars['String']['output'];
  /** Every field of the input as it came. */
  payload: Scalars['JSON']['output'];
  /** The priority that was named. */
  priority: Priority;
  /** When it arrived here. */
  recordedAt: Scalars['DateTime']['output'];
  /** The request type that was named. */
  requestType?: Maybe<RequestType>;
  /** E-mail address of the person who asks. */
  requesterEmail: Scalars['EmailAddress']['output'];
  /** Name of the person who asks. */
  requesterName: Scalars['String']['output'];
  /** The source system's record of it. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** When it was sent; for imports the time in the system it came from. */
  submittedAt: Scalars['DateTime']['output'];
  /** Who sent it. */
  submittedBy: Scalars['String']['output'];
  /** The team that was named. */
  team?: Maybe<Team>;
};

/** A page of submissions. */
export type SubmissionConnection = {
  __typename?: 'SubmissionConnection';
  /** Submissions with their positions. */
  edges: Array<SubmissionEdge>;
  /** The submissions alone. */
  nodes: Array<Submission>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A submission in a list. */
export type SubmissionEdge = {
  __typename?: 'SubmissionEdge';
  /** Position of this submission in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The submission. */
  node: Submission;
};

/** Which submissions; all given fields must match, a list means any of its values. */
export type SubmissionFilter = {
  /** Customers that were named. */
  customerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The senders' own references. */
  externalReferences?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The senders' own keys, 500 at most. */
  idempotencyKeys?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When they were sent. */
  submittedAt?: InputMaybe<DateTimeRange>;
};

/** A service request to be accepted. */
export type SubmitRequestInput = {
  /** An active agreement of that customer. */
  agreementId: Scalars['ID']['input'];
  /** An active customer. */
  customerId: Scalars['ID']['input'];
  /** The request in the sender's own words: 1 to 100,000 characters, line breaks and tabs but no other control characters. */
  description: Scalars['String']['input'];
  /** Documents that were uploaded before and belong to this request. */
  documentIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The sender's own reference, 1 to 200 characters. */
  externalReference?: InputMaybe<Scalars['String']['input']>;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first result and does nothing twice. */
  idempotencyKey: Scalars['String']['input'];
  /** How urgent it is. */
  priority: Priority;
  /** An active request type. */
  requestTypeId: Scalars['ID']['input'];
  /** E-mail address of the person who asks. */
  requesterEmail: Scalars['EmailAddress']['input'];
  /** Name of the person who asks, 1 to 200 characters. */
  requesterName: Scalars['String']['input'];
  /** Only for imports of what was sent elsewhere, never in the future; otherwise now. */
  submittedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** An active team. */
  teamId: Scalars['ID']['input'];
};

/** What became of a submission. */
export type SubmitRequestPayload = {
  __typename?: 'SubmitRequestPayload';
  /** Whether the same submission had been accepted before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** The submission; null when it was refused. */
  submission?: Maybe<Submission>;
  /** What was refused; empty when it was accepted. */
  userErrors: Array<UserError>;
};

/** What became of several submissions. */
export type SubmitRequestsPayload = {
  __typename?: 'SubmitRequestsPayload';
  /** One result per input, in the order of the inputs. */
  results: Array<SubmitRequestPayload>;
  /** What was refused about the list itself, for example its length. */
  userErrors: Array<UserError>;
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
  ServiceRequest: ServiceRequest;
  Submission: Submission;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  ServiceRequest:
    ( { __typename: 'ServiceRequest' }
    & GraphQLRecursivePick<FederationTypes['ServiceRequest'], {"id":true}> );
  Submission:
    ( { __typename: 'Submission' }
    & GraphQLRecursivePick<FederationTypes['Submission'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agreement: ResolverTypeWrapper<Agreement>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EventStatus: EventStatus;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  RequestType: ResolverTypeWrapper<RequestType>;
  ServiceRequest: ResolverTypeWrapper<ServiceRequestRow>;
  ServiceRequestConnection: ResolverTypeWrapper<ServiceRequestPage>;
  ServiceRequestEdge: ResolverTypeWrapper<Omit<ServiceRequestEdge, 'node'> & { node: ResolversTypes['ServiceRequest'] }>;
  ServiceRequestFilter: ServiceRequestFilter;
  ServiceRequestOrder: ServiceRequestOrder;
  ServiceRequestOrderField: ServiceRequestOrderField;
  ServiceRequestStatus: ServiceRequestStatus;
  Submission: ResolverTypeWrapper<SubmissionRow>;
  SubmissionConnection: ResolverTypeWrapper<SubmissionPage>;
  SubmissionEdge: ResolverTypeWrapper<Omit<SubmissionEdge, 'node'> & { node: ResolversTypes['Submission'] }>;
  SubmissionFilter: SubmissionFilter;
  SubmitRequestInput: SubmitRequestInput;
  SubmitRequestPayload: ResolverTypeWrapper<Omit<SubmitRequestPayload, 'submission'> & { submission?: Maybe<ResolversTypes['Submission']> }>;
  SubmitRequestsPayload: ResolverTypeWrapper<Omit<SubmitRequestsPayload, 'results'> & { results: Array<ResolversTypes['SubmitRequestPayload']> }>;
  Team: ResolverTypeWrapper<Team>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agreement: Agreement;
  ID: Scalars['ID']['output'];
  Cursor: Scalars['Cursor']['output'];
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  EmailAddress: Scalars['EmailAddress']['output'];
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Query: Record<PropertyKey, never>;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  RequestType: RequestType;
  ServiceRequest: ServiceRequestRow;
  ServiceRequestConnection: ServiceRequestPage;
  ServiceRequestEdge: Omit<ServiceRequestEdge, 'node'> & { node: ResolversParentTypes['ServiceRequest'] };
  ServiceRequestFilter: ServiceRequestFilter;
  ServiceRequestOrder: ServiceRequestOrder;
  Submission: SubmissionRow;
  SubmissionConnection: SubmissionPage;
  SubmissionEdge: Omit<SubmissionEdge, 'node'> & { node: ResolversParentTypes['Submission'] };
  SubmissionFilter: SubmissionFilter;
  SubmitRequestInput: SubmitRequestInput;
  SubmitRequestPayload: Omit<SubmitRequestPayload, 'submission'> & { submission?: Maybe<ResolversParentTypes['Submission']> };
  SubmitRequestsPayload: Omit<SubmitRequestsPayload, 'results'> & { results: Array<ResolversParentTypes['SubmitRequestPayload']> };
  Team: Team;
  UserError: UserError;
};

export type AgreementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  submitRequest?: Resolver<ResolversTypes['SubmitRequestPayload'], ParentType, ContextType, RequireFields<MutationSubmitRequestArgs, 'input'>>;
  submitRequests?: Resolver<ResolversTypes['SubmitRequestsPayload'], ParentType, ContextType, RequireFields<MutationSubmitRequestsArgs, 'inputs'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType, Partial<QueryServiceRequestArgs>>;
  serviceRequests?: Resolver<ResolversTypes['ServiceRequestConnection'], ParentType, ContextType, RequireFields<QueryServiceRequestsArgs, 'first'>>;
  submission?: Resolver<Maybe<ResolversTypes['Submission']>, ParentType, ContextType, RequireFields<QuerySubmissionArgs, 'id'>>;
  submissions?: Resolver<ResolversTypes['SubmissionConnection'], ParentType, ContextType, RequireFields<QuerySubmissionsArgs, 'first'>>;
};

export type RequestTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestType'] = ResolversParentTypes['RequestType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ServiceRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceRequest'] = ResolversParentTypes['ServiceRequest'], FederationReferenceType extends FederationReferenceTypes['ServiceRequest'] = FederationReferenceTypes['ServiceRequest']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ServiceRequest']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  reference?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requestType?: Resolver<Maybe<ResolversTypes['RequestType']>, ParentType, ContextType>;
  requesterEmail?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  requesterName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ServiceRequestStatus'], ParentType, ContextType>;
  submission?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ServiceRequestConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceRequestConnection'] = ResolversParentTypes['ServiceRequestConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ServiceRequestEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ServiceRequestEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceRequestEdge'] = ResolversParentTypes['ServiceRequestEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ServiceRequest'], ParentType, ContextType>;
};

export type SubmissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Submission'] = ResolversParentTypes['Submission'], FederationReferenceType extends FederationReferenceTypes['Submission'] = FederationReferenceTypes['Submission']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Submission']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['Agreement']>, ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  externalReference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  idempotencyKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Priority'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestType?: Resolver<Maybe<ResolversTypes['RequestType']>, ParentType, ContextType>;
  requesterEmail?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  requesterName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  submittedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  submittedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
};

export type SubmissionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmissionConnection'] = ResolversParentTypes['SubmissionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SubmissionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Submission']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubmissionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmissionEdge'] = ResolversParentTypes['SubmissionEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Submission'], ParentType, ContextType>;
};

export type SubmitRequestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmitRequestPayload'] = ResolversParentTypes['SubmitRequestPayload']> = {
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  submission?: Resolver<Maybe<ResolversTypes['Submission']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubmitRequestsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SubmitRequestsPayload'] = ResolversParentTypes['SubmitRequestsPayload']> = {
  results?: Resolver<Array<ResolversTypes['SubmitRequestPayload']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
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
  Cursor?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RequestType?: RequestTypeResolvers<ContextType>;
  ServiceRequest?: ServiceRequestResolvers<ContextType>;
  ServiceRequestConnection?: ServiceRequestConnectionResolvers<ContextType>;
  ServiceRequestEdge?: ServiceRequestEdgeResolvers<ContextType>;
  Submission?: SubmissionResolvers<ContextType>;
  SubmissionConnection?: SubmissionConnectionResolvers<ContextType>;
  SubmissionEdge?: SubmissionEdgeResolvers<ContextType>;
  SubmitRequestPayload?: SubmitRequestPayloadResolvers<ContextType>;
  SubmitRequestsPayload?: SubmitRequestsPayloadResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

