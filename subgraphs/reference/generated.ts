import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CustomerRow, AgreementRow, CustomerPage, AgreementPage, ValueRow } from './queries.ts';
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

/** What was agreed with one customer; a request is always made under an agreement. */
export type Agreement = {
  __typename?: 'Agreement';
  /** Stable code in the system the agreement came from; unique. */
  code: Scalars['String']['output'];
  /** When the record was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The customer it was made with. */
  customer: Customer;
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Whether new requests may use it. */
  isActive: Scalars['Boolean']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** When the record was last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of agreements. */
export type AgreementConnection = {
  __typename?: 'AgreementConnection';
  /** Agreements with their positions. */
  edges: Array<AgreementEdge>;
  /** The agreements alone. */
  nodes: Array<Agreement>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** An agreement in a list. */
export type AgreementEdge = {
  __typename?: 'AgreementEdge';
  /** Position of this agreement in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The agreement. */
  node: Agreement;
};

/** Which agreements; all given fields must match, a list means any of its values. */
export type AgreementFilter = {
  /** Codes, exactly as written. */
  codes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Customers they belong to. */
  customerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Only active, or only inactive ones. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the code or the name, in any case; at most 200 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** An agreement to be made or brought up to date. */
export type AgreementValueInput = {
  /** Stable code, 1 to 100 characters; decides which record is meant. */
  code: Scalars['String']['input'];
  /** Code of the customer it belongs to; it must be known or part of the same input. An agreement never changes its customer. */
  customerCode: Scalars['String']['input'];
  /** False deactivates it, true brings it back; absent: a new one is active, any other stays as it is. Nothing is ever deleted. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name for people, 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** A customer on whose behalf requests are made. */
export type Customer = {
  __typename?: 'Customer';
  /** Agreements of this customer, by code. */
  agreements: AgreementConnection;
  /** Stable code in the system the customer came from; unique. */
  code: Scalars['String']['output'];
  /** When the record was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Whether new requests may use it. */
  isActive: Scalars['Boolean']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
  /** When the record was last changed. */
  updatedAt: Scalars['DateTime']['output'];
};


/** A customer on whose behalf requests are made. */
export type CustomerAgreementsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<AgreementFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of customers. */
export type CustomerConnection = {
  __typename?: 'CustomerConnection';
  /** Customers with their positions. */
  edges: Array<CustomerEdge>;
  /** The customers alone. */
  nodes: Array<Customer>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A customer in a list. */
export type CustomerEdge = {
  __typename?: 'CustomerEdge';
  /** Position of this customer in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The customer. */
  node: Customer;
};

/** Which customers; all given fields must match, a list means any of its values. */
export type CustomerFilter = {
  /** Codes, exactly as written. */
  codes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Only active, or only inactive ones. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the code or the name, in any case; at most 200 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
};

/** A stretch of time, half open: `from` belongs to it, `to` does not. */
export type DateTimeRange = {
  /** Earliest moment that belongs to it; open when absent. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** First moment that no longer belongs to it; open when absent. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What kind of supporting document a file is. */
export type DocumentType = {
  __typename?: 'DocumentType';
  /** Stable code; unique. */
  code: Scalars['String']['output'];
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Whether new documents may use it. */
  isActive: Scalars['Boolean']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
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

/** What an import of reference data did. With user errors nothing was changed. */
export type ImportReferenceDataPayload = {
  __typename?: 'ImportReferenceDataPayload';
  /** The named agreements as they are now. */
  agreements: Array<Agreement>;
  /** Records that are new. */
  createdCount: Scalars['Int']['output'];
  /** The named customers as they are now. */
  customers: Array<Customer>;
  /** The named document types as they are now. */
  documentTypes: Array<DocumentType>;
  /** The named request types as they are now. */
  requestTypes: Array<RequestType>;
  /** The named teams as they are now. */
  teams: Array<Team>;
  /** Records that were so already. */
  unchangedCount: Scalars['Int']['output'];
  /** Records whose name or activity changed. */
  updatedCount: Scalars['Int']['output'];
  /** What was refused; empty when all went well. */
  userErrors: Array<UserError>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Makes reference values or brings them up to date, by code, all or nothing. */
  importReferenceData: ImportReferenceDataPayload;
};


export type MutationImportReferenceDataArgs = {
  input: ReferenceDataInput;
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
  /** Agreements, by code. */
  agreements: AgreementConnection;
  /** Customers, by code. */
  customers: CustomerConnection;
  /** All document types, by code. */
  documentTypes: Array<DocumentType>;
  /** All request types, by code. */
  requestTypes: Array<RequestType>;
  /** All teams, by code. */
  teams: Array<Team>;
};


export type QueryAgreementsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<AgreementFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDocumentTypesArgs = {
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryRequestTypesArgs = {
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryTeamsArgs = {
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Reference data by code, 5,000 values at most in one input. What is not named stays as it is. */
export type ReferenceDataInput = {
  /** Agreements. */
  agreements: Array<AgreementValueInput>;
  /** Customers. */
  customers: Array<ReferenceValueInput>;
  /** Document types. */
  documentTypes: Array<ReferenceValueInput>;
  /** Request types. */
  requestTypes: Array<ReferenceValueInput>;
  /** Teams. */
  teams: Array<ReferenceValueInput>;
};

/** A controlled value to be made or brought up to date. */
export type ReferenceValueInput = {
  /** Stable code, 1 to 100 characters; decides which record is meant. */
  code: Scalars['String']['input'];
  /** False deactivates it, true brings it back; absent: a new one is active, any other stays as it is. Nothing is ever deleted. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name for people, 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** What kind of service is asked for. */
export type RequestType = {
  __typename?: 'RequestType';
  /** Stable code; unique. */
  code: Scalars['String']['output'];
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Whether new requests may use it. */
  isActive: Scalars['Boolean']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
};

/** The people who work on a case. */
export type Team = {
  __typename?: 'Team';
  /** Stable code; unique. */
  code: Scalars['String']['output'];
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Whether new requests may be assigned to it. */
  isActive: Scalars['Boolean']['output'];
  /** Name for people. */
  name: Scalars['String']['output'];
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
  Agreement: Agreement;
  Customer: Customer;
  DocumentType: DocumentType;
  RequestType: RequestType;
  Team: Team;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Agreement:
    ( { __typename: 'Agreement' }
    & GraphQLRecursivePick<FederationTypes['Agreement'], {"id":true}> );
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  DocumentType:
    ( { __typename: 'DocumentType' }
    & GraphQLRecursivePick<FederationTypes['DocumentType'], {"id":true}> );
  RequestType:
    ( { __typename: 'RequestType' }
    & GraphQLRecursivePick<FederationTypes['RequestType'], {"id":true}> );
  Team:
    ( { __typename: 'Team' }
    & GraphQLRecursivePick<FederationTypes['Team'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Agreement: ResolverTypeWrapper<AgreementRow>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AgreementConnection: ResolverTypeWrapper<AgreementPage>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AgreementEdge: ResolverTypeWrapper<Omit<AgreementEdge, 'node'> & { node: ResolversTypes['Agreement'] }>;
  AgreementFilter: AgreementFilter;
  AgreementValueInput: AgreementValueInput;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  Customer: ResolverTypeWrapper<CustomerRow>;
  CustomerConnection: ResolverTypeWrapper<CustomerPage>;
  CustomerEdge: ResolverTypeWrapper<Omit<CustomerEdge, 'node'> & { node: ResolversTypes['Customer'] }>;
  CustomerFilter: CustomerFilter;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  DocumentType: ResolverTypeWrapper<ValueRow>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EventStatus: EventStatus;
  ImportReferenceDataPayload: ResolverTypeWrapper<Omit<ImportReferenceDataPayload, 'agreements' | 'customers' | 'documentTypes' | 'requestTypes' | 'teams'> & { agreements: Array<ResolversTypes['Agreement']>, customers: Array<ResolversTypes['Customer']>, documentTypes: Array<ResolversTypes['DocumentType']>, requestTypes: Array<ResolversTypes['RequestType']>, teams: Array<ResolversTypes['Team']> }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReferenceDataInput: ReferenceDataInput;
  ReferenceValueInput: ReferenceValueInput;
  RequestType: ResolverTypeWrapper<ValueRow>;
  Team: ResolverTypeWrapper<ValueRow>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Agreement: AgreementRow;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Boolean: Scalars['Boolean']['output'];
  AgreementConnection: AgreementPage;
  Int: Scalars['Int']['output'];
  AgreementEdge: Omit<AgreementEdge, 'node'> & { node: ResolversParentTypes['Agreement'] };
  AgreementFilter: AgreementFilter;
  AgreementValueInput: AgreementValueInput;
  Cursor: Scalars['Cursor']['output'];
  Customer: CustomerRow;
  CustomerConnection: CustomerPage;
  CustomerEdge: Omit<CustomerEdge, 'node'> & { node: ResolversParentTypes['Customer'] };
  CustomerFilter: CustomerFilter;
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  DocumentType: ValueRow;
  EmailAddress: Scalars['EmailAddress']['output'];
  ImportReferenceDataPayload: Omit<ImportReferenceDataPayload, 'agreements' | 'customers' | 'documentTypes' | 'requestTypes' | 'teams'> & { agreements: Array<ResolversParentTypes['Agreement']>, customers: Array<ResolversParentTypes['Customer']>, documentTypes: Array<ResolversParentTypes['DocumentType']>, requestTypes: Array<ResolversParentTypes['RequestType']>, teams: Array<ResolversParentTypes['Team']> };
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  ReferenceDataInput: ReferenceDataInput;
  ReferenceValueInput: ReferenceValueInput;
  RequestType: ValueRow;
  Team: ValueRow;
  UserError: UserError;
};

export type AgreementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Agreement'] = ResolversParentTypes['Agreement'], FederationReferenceType extends FederationReferenceTypes['Agreement'] = FederationReferenceTypes['Agreement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agreement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type AgreementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgreementConnection'] = ResolversParentTypes['AgreementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AgreementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Agreement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AgreementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgreementEdge'] = ResolversParentTypes['AgreementEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Agreement'], ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export type CustomerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  agreements?: Resolver<ResolversTypes['AgreementConnection'], ParentType, ContextType, RequireFields<CustomerAgreementsArgs, 'first'>>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CustomerConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerConnection'] = ResolversParentTypes['CustomerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CustomerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CustomerEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CustomerEdge'] = ResolversParentTypes['CustomerEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Customer'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DocumentTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentType'] = ResolversParentTypes['DocumentType'], FederationReferenceType extends FederationReferenceTypes['DocumentType'] = FederationReferenceTypes['DocumentType']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DocumentType']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type ImportReferenceDataPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ImportReferenceDataPayload'] = ResolversParentTypes['ImportReferenceDataPayload']> = {
  agreements?: Resolver<Array<ResolversTypes['Agreement']>, ParentType, ContextType>;
  createdCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  customers?: Resolver<Array<ResolversTypes['Customer']>, ParentType, ContextType>;
  documentTypes?: Resolver<Array<ResolversTypes['DocumentType']>, ParentType, ContextType>;
  requestTypes?: Resolver<Array<ResolversTypes['RequestType']>, ParentType, ContextType>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  unchangedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  importReferenceData?: Resolver<ResolversTypes['ImportReferenceDataPayload'], ParentType, ContextType, RequireFields<MutationImportReferenceDataArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  agreements?: Resolver<ResolversTypes['AgreementConnection'], ParentType, ContextType, RequireFields<QueryAgreementsArgs, 'first'>>;
  customers?: Resolver<ResolversTypes['CustomerConnection'], ParentType, ContextType, RequireFields<QueryCustomersArgs, 'first'>>;
  documentTypes?: Resolver<Array<ResolversTypes['DocumentType']>, ParentType, ContextType, Partial<QueryDocumentTypesArgs>>;
  requestTypes?: Resolver<Array<ResolversTypes['RequestType']>, ParentType, ContextType, Partial<QueryRequestTypesArgs>>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType, Partial<QueryTeamsArgs>>;
};

export type RequestTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestType'] = ResolversParentTypes['RequestType'], FederationReferenceType extends FederationReferenceTypes['RequestType'] = FederationReferenceTypes['RequestType']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['RequestType']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team'], FederationReferenceType extends FederationReferenceTypes['Team'] = FederationReferenceTypes['Team']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Team']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Agreement?: AgreementResolvers<ContextType>;
  AgreementConnection?: AgreementConnectionResolvers<ContextType>;
  AgreementEdge?: AgreementEdgeResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  CustomerConnection?: CustomerConnectionResolvers<ContextType>;
  CustomerEdge?: CustomerEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DocumentType?: DocumentTypeResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  ImportReferenceDataPayload?: ImportReferenceDataPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RequestType?: RequestTypeResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

