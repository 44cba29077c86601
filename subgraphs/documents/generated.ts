import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DocumentRow, DocumentPage, SweepRow, ProblemRow } from './queries.ts';
import type { Anchor } from './audit-anchors.ts';
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
  /**
   * A file of a multipart request (https://github.com/jaydenseric/graphql-multipart-request-spec): one per request, with the header
   * `apollo-require-preflight: true`.
   */
  Upload: { input: Promise<import('lib/upload-receiver.ts').ReceivedFile>; output: never; }
  _FieldSet: { input: string; output: string; }
};

/** A note of where every chain of the audit ended at some moment. */
export type AuditAnchor = {
  __typename?: 'AuditAnchor';
  /** What is wrong with it; null when nothing is. */
  fault?: Maybe<Scalars['String']['output']>;
  /** Where the chains ended; empty unless it is verified. */
  heads: Array<AuditAnchorHead>;
  /** Whether it is signed with a key of the lab, in its place, and fits the one before it. */
  isVerified: Scalars['Boolean']['output'];
  /** Place among the anchors, from 1. */
  number: Scalars['Int']['output'];
  /** When it was written; null when it cannot be read. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of anchors. */
export type AuditAnchorConnection = {
  __typename?: 'AuditAnchorConnection';
  /** The anchors with their cursors. */
  edges: Array<AuditAnchorEdge>;
  /** The anchors alone. */
  nodes: Array<AuditAnchor>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** Number of the newest anchor. */
  totalCount: Scalars['Int']['output'];
};

/** An anchor and its place in the list. */
export type AuditAnchorEdge = {
  __typename?: 'AuditAnchorEdge';
  /** Position of the anchor. */
  cursor: Scalars['Cursor']['output'];
  /** The anchor. */
  node: AuditAnchor;
};

/** Where a chain of the audit ended. */
export type AuditAnchorHead = {
  __typename?: 'AuditAnchorHead';
  /** Name of the chain. */
  chain: Scalars['String']['output'];
  /** Hash of that record, hexadecimal. */
  hash: Scalars['String']['output'];
  /** Position of its last record. */
  position: Scalars['Int']['output'];
};

/** A stretch of time, half open: `from` belongs to it, `to` does not. */
export type DateTimeRange = {
  /** Earliest moment that belongs to it; open when absent. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** First moment that no longer belongs to it; open when absent. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A supporting file: metadata here, bytes in the object store. */
export type Document = {
  __typename?: 'Document';
  /** Media type, proved by the content. */
  contentType: Scalars['String']['output'];
  /** What kind of document it is. */
  documentType?: Maybe<DocumentType>;
  /** Where its bytes are, below the lab's own address, for whoever is signed in; `?disposition=inline` shows instead of saving. Null while there are none to hand out. */
  downloadUrl?: Maybe<Scalars['String']['output']>;
  /** Name for people, as it was sent; never a path. */
  fileName: Scalars['String']['output'];
  /** Identifier of the record (UUID). */
  id: Scalars['ID']['output'];
  /** Height of a picture in pixels; null for what is none. */
  imageHeight?: Maybe<Scalars['Int']['output']>;
  /** Width of a picture in pixels; null for what is none. */
  imageWidth?: Maybe<Scalars['Int']['output']>;
  /** The request it belongs to; null until it is linked. */
  serviceRequest?: Maybe<ServiceRequest>;
  /** SHA-256 of the bytes, hexadecimal; null until the bytes are stored. */
  sha256?: Maybe<Scalars['String']['output']>;
  /** A link that opens it without signing in, for scripts; give it away with care. Null while there are no bytes to hand out. */
  signedLink?: Maybe<SignedLink>;
  /** Size in bytes; null until the bytes are stored. */
  sizeBytes?: Maybe<Scalars['Int']['output']>;
  /** Where it stands. */
  status: DocumentStatus;
  /** Why it is quarantined, refused or swept; null otherwise. */
  statusReason?: Maybe<Scalars['String']['output']>;
  /** Key of the object in the store. */
  storageKey: Scalars['String']['output'];
  /** The submission it belongs to; null until it is linked. */
  submission?: Maybe<Submission>;
  /** When it was uploaded. */
  uploadedAt: Scalars['DateTime']['output'];
  /** Who uploaded it. */
  uploadedBy: Scalars['String']['output'];
};


/** A supporting file: metadata here, bytes in the object store. */
export type DocumentSignedLinkArgs = {
  expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  isPreview?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A page of documents. */
export type DocumentConnection = {
  __typename?: 'DocumentConnection';
  /** Documents with their positions. */
  edges: Array<DocumentEdge>;
  /** The documents alone. */
  nodes: Array<Document>;
  /** Where this page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A document in a list. */
export type DocumentEdge = {
  __typename?: 'DocumentEdge';
  /** Position of this document in the list. */
  cursor: Scalars['Cursor']['output'];
  /** The document. */
  node: Document;
};

/** Which documents; all given fields must match, a list means any of its values. */
export type DocumentFilter = {
  /** Identifiers. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Requests they belong to. */
  requestIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Where they stand. */
  statuses?: InputMaybe<Array<DocumentStatus>>;
  /** Submissions they belong to. */
  submissionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A document and an object that do not match. */
export type DocumentProblem = {
  __typename?: 'DocumentProblem';
  /** What is wrong, for people. */
  detail: Scalars['String']['output'];
  /** What is wrong. */
  kind: DocumentProblemKind;
  /** Key of the object. */
  storageKey: Scalars['String']['output'];
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

/** What is taken, so that whoever sends can say it before the first byte. Content is looked at too, and the server has the last word. */
export type DocumentRules = {
  __typename?: 'DocumentRules';
  /** Types of file that are taken; a type with several extensions stands here several times. */
  kinds: Array<FileKind>;
  /** Largest file in bytes. */
  maxBytes: Scalars['Int']['output'];
  /** Most documents that one request may have. */
  maxPerRequest: Scalars['Int']['output'];
};

/** Where a document stands. */
export type DocumentStatus =
  /** It belongs to a submission. */
  | 'LINKED'
  /** Announced; its bytes are not in the store yet. */
  | 'PENDING'
  /** Its bytes are in the store, and nobody gets them until a scanner has found them clean. */
  | 'QUARANTINED'
  /** Its content was refused. */
  | 'REFUSED'
  /** Its bytes are in the store; no submission has named it yet. */
  | 'STORED'
  /** It was never linked and has been removed. */
  | 'SWEPT';

/**
 * A comparison of all documents with all objects of the store, and what was done about the difference: documents that nobody waits for are
 * ended, objects that belong to no document are removed.
 */
export type DocumentSweep = {
  __typename?: 'DocumentSweep';
  /** Documents that have an object when the sweep has ended. */
  documentCount: Scalars['Int']['output'];
  /** Why it failed; null when it did not. */
  error?: Maybe<Scalars['String']['output']>;
  /** Documents that were ended: they stayed pending or unlinked for too long, or had lost their object before they were linked. */
  expiredCount: Scalars['Int']['output'];
  /** When it ended; null while it runs. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Identifier of the sweep (UUID). */
  id: Scalars['ID']['output'];
  /** Whether it has ended well and found nothing that it could not mend. */
  isClean: Scalars['Boolean']['output'];
  /** Whether every object was read and its hash compared; otherwise sizes only. */
  isThorough: Scalars['Boolean']['output'];
  /** Objects found in the store. */
  objectCount: Scalars['Int']['output'];
  /** How many problems no sweep can mend. */
  problemCount: Scalars['Int']['output'];
  /** The first hundred of those problems. */
  problems: Array<DocumentProblem>;
  /** Objects that were removed because no document has them. */
  removedCount: Scalars['Int']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
};

export type DocumentType = {
  __typename?: 'DocumentType';
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

/** A type of file that is taken. */
export type FileKind = {
  __typename?: 'FileKind';
  /** Media type that such a file is declared as, and kept as. */
  contentType: Scalars['String']['output'];
  /** Extension of the file name, in lower case and without the dot. */
  extension: Scalars['String']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Compares documents and objects now, as is done on schedule anyway. */
  sweepDocuments: SweepDocumentsPayload;
  /** Stores a file. It is sent as a multipart request and streamed into the object store while it is looked at. */
  uploadDocument: UploadDocumentPayload;
};


export type MutationSweepDocumentsArgs = {
  input: SweepDocumentsInput;
};


export type MutationUploadDocumentArgs = {
  input: UploadDocumentInput;
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
  /**
   * Notes of where the chains of the audit ended, newest first, from the object store. They prove that nothing was cut off since, to who takes
   * them to `auditVerification`.
   */
  auditAnchors: AuditAnchorConnection;
  /** One document by id; null when there is none. */
  document?: Maybe<Document>;
  /** What is taken when a file is uploaded. */
  documentRules: DocumentRules;
  /** The newest sweep, or one by id; null when there is none. */
  documentSweep?: Maybe<DocumentSweep>;
  /** Documents, newest first. */
  documents: DocumentConnection;
};


export type QueryAuditAnchorsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDocumentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDocumentSweepArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryDocumentsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<DocumentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ServiceRequest = {
  __typename?: 'ServiceRequest';
  /** Documents that belong to it, oldest first. */
  documents: Array<Document>;
  id: Scalars['ID']['output'];
};

/** A link that carries its own permission. */
export type SignedLink = {
  __typename?: 'SignedLink';
  /** When it ends. */
  expiresAt: Scalars['DateTime']['output'];
  /** The address, below the lab's own. */
  url: Scalars['String']['output'];
};

export type Submission = {
  __typename?: 'Submission';
  /** Documents that belong to it, oldest first. */
  documents: Array<Document>;
  id: Scalars['ID']['output'];
};

/** How to compare documents and objects. */
export type SweepDocumentsInput = {
  /** Whether to read every object and compare its hash. */
  isThorough?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A sweep that was begun, or the one that was under way. */
export type SweepDocumentsPayload = {
  __typename?: 'SweepDocumentsPayload';
  /** The sweep as it is now; it may still run. */
  sweep?: Maybe<DocumentSweep>;
  /** What was refused. */
  userErrors: Array<UserError>;
};

/** A file to be kept. */
export type UploadDocumentInput = {
  /** Code of an active document type. */
  documentType: Scalars['String']['input'];
  /** The file: TXT, CSV, PNG or JPEG of 1 byte to 10 MB. Its extension, its declared type and its content must agree. */
  file: Scalars['Upload']['input'];
  /** The sender's own key, 1 to 200 characters: the same key with the same file, name and type is answered with the first result. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** What became of an uploaded file. */
export type UploadDocumentPayload = {
  __typename?: 'UploadDocumentPayload';
  /** The document; null when the file was refused. It waits for a submission that names it, and is removed when none does. */
  document?: Maybe<Document>;
  /** Whether the same file had been stored before and this is the first answer again. */
  replayed: Scalars['Boolean']['output'];
  /** What was refused; empty when the file was stored. */
  userErrors: Array<UserError>;
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
  Document: Document;
  ServiceRequest: ServiceRequest;
  Submission: Submission;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Document:
    ( { __typename: 'Document' }
    & GraphQLRecursivePick<FederationTypes['Document'], {"id":true}> );
  ServiceRequest:
    ( { __typename: 'ServiceRequest' }
    & GraphQLRecursivePick<FederationTypes['ServiceRequest'], {"id":true}> );
  Submission:
    ( { __typename: 'Submission' }
    & GraphQLRecursivePick<FederationTypes['Submission'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AuditAnchor: ResolverTypeWrapper<Anchor>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AuditAnchorConnection: ResolverTypeWrapper<Omit<AuditAnchorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditAnchorEdge']>, nodes: Array<ResolversTypes['AuditAnchor']> }>;
  AuditAnchorEdge: ResolverTypeWrapper<Omit<AuditAnchorEdge, 'node'> & { node: ResolversTypes['AuditAnchor'] }>;
  AuditAnchorHead: ResolverTypeWrapper<AuditAnchorHead>;
  Cursor: ResolverTypeWrapper<Scalars['Cursor']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeRange: DateTimeRange;
  Document: ResolverTypeWrapper<DocumentRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DocumentConnection: ResolverTypeWrapper<DocumentPage>;
  DocumentEdge: ResolverTypeWrapper<Omit<DocumentEdge, 'node'> & { node: ResolversTypes['Document'] }>;
  DocumentFilter: DocumentFilter;
  DocumentProblem: ResolverTypeWrapper<ProblemRow>;
  DocumentProblemKind: DocumentProblemKind;
  DocumentRules: ResolverTypeWrapper<DocumentRules>;
  DocumentStatus: DocumentStatus;
  DocumentSweep: ResolverTypeWrapper<SweepRow>;
  DocumentType: ResolverTypeWrapper<DocumentType>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  EventStatus: EventStatus;
  FileKind: ResolverTypeWrapper<FileKind>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OrderDirection: OrderDirection;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Priority: Priority;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ServiceRequest: ResolverTypeWrapper<EntityReference>;
  SignedLink: ResolverTypeWrapper<SignedLink>;
  Submission: ResolverTypeWrapper<EntityReference>;
  SweepDocumentsInput: SweepDocumentsInput;
  SweepDocumentsPayload: ResolverTypeWrapper<Omit<SweepDocumentsPayload, 'sweep'> & { sweep?: Maybe<ResolversTypes['DocumentSweep']> }>;
  Upload: ResolverTypeWrapper<Scalars['Upload']['output']>;
  UploadDocumentInput: UploadDocumentInput;
  UploadDocumentPayload: ResolverTypeWrapper<Omit<UploadDocumentPayload, 'document'> & { document?: Maybe<ResolversTypes['Document']> }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AuditAnchor: Anchor;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
  AuditAnchorConnection: Omit<AuditAnchorConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditAnchorEdge']>, nodes: Array<ResolversParentTypes['AuditAnchor']> };
  AuditAnchorEdge: Omit<AuditAnchorEdge, 'node'> & { node: ResolversParentTypes['AuditAnchor'] };
  AuditAnchorHead: AuditAnchorHead;
  Cursor: Scalars['Cursor']['output'];
  DateTime: Scalars['DateTime']['output'];
  DateTimeRange: DateTimeRange;
  Document: DocumentRow;
  ID: Scalars['ID']['output'];
  DocumentConnection: DocumentPage;
  DocumentEdge: Omit<DocumentEdge, 'node'> & { node: ResolversParentTypes['Document'] };
  DocumentFilter: DocumentFilter;
  DocumentProblem: ProblemRow;
  DocumentRules: DocumentRules;
  DocumentSweep: SweepRow;
  DocumentType: DocumentType;
  EmailAddress: Scalars['EmailAddress']['output'];
  FileKind: FileKind;
  JSON: Scalars['JSON']['output'];
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  ServiceRequest: EntityReference;
  SignedLink: SignedLink;
  Submission: EntityReference;
  SweepDocumentsInput: SweepDocumentsInput;
  SweepDocumentsPayload: Omit<SweepDocumentsPayload, 'sweep'> & { sweep?: Maybe<ResolversParentTypes['DocumentSweep']> };
  Upload: Scalars['Upload']['output'];
  UploadDocumentInput: UploadDocumentInput;
  UploadDocumentPayload: Omit<UploadDocumentPayload, 'document'> & { document?: Maybe<ResolversParentTypes['Document']> };
  UserError: UserError;
};

export type AuditAnchorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditAnchor'] = ResolversParentTypes['AuditAnchor']> = {
  fault?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  heads?: Resolver<Array<ResolversTypes['AuditAnchorHead']>, ParentType, ContextType>;
  isVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AuditAnchorConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditAnchorConnection'] = ResolversParentTypes['AuditAnchorConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditAnchorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditAnchor']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditAnchorEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditAnchorEdge'] = ResolversParentTypes['AuditAnchorEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditAnchor'], ParentType, ContextType>;
};

export type AuditAnchorHeadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditAnchorHead'] = ResolversParentTypes['AuditAnchorHead']> = {
  chain?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface CursorScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Cursor'], any> {
  name: 'Cursor';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Document'] = ResolversParentTypes['Document'], FederationReferenceType extends FederationReferenceTypes['Document'] = FederationReferenceTypes['Document']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Document']> | FederationReferenceType, FederationReferenceType, ContextType>;
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['DocumentType']>, ParentType, ContextType>;
  downloadUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageHeight?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  imageWidth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  serviceRequest?: Resolver<Maybe<ResolversTypes['ServiceRequest']>, ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  signedLink?: Resolver<Maybe<ResolversTypes['SignedLink']>, ParentType, ContextType, RequireFields<DocumentSignedLinkArgs, 'expiresInSeconds' | 'isPreview'>>;
  sizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DocumentStatus'], ParentType, ContextType>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  storageKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  submission?: Resolver<Maybe<ResolversTypes['Submission']>, ParentType, ContextType>;
  uploadedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  uploadedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DocumentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentConnection'] = ResolversParentTypes['DocumentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DocumentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentEdge'] = ResolversParentTypes['DocumentEdge']> = {
  cursor?: Resolver<ResolversTypes['Cursor'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Document'], ParentType, ContextType>;
};

export type DocumentProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentProblem'] = ResolversParentTypes['DocumentProblem']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DocumentProblemKind'], ParentType, ContextType>;
  storageKey?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DocumentRulesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentRules'] = ResolversParentTypes['DocumentRules']> = {
  kinds?: Resolver<Array<ResolversTypes['FileKind']>, ParentType, ContextType>;
  maxBytes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPerRequest?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DocumentSweepResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentSweep'] = ResolversParentTypes['DocumentSweep']> = {
  documentCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiredCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isClean?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isThorough?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  objectCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problemCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['DocumentProblem']>, ParentType, ContextType>;
  removedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type DocumentTypeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DocumentType'] = ResolversParentTypes['DocumentType']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type FileKindResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FileKind'] = ResolversParentTypes['FileKind']> = {
  contentType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  extension?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  sweepDocuments?: Resolver<ResolversTypes['SweepDocumentsPayload'], ParentType, ContextType, RequireFields<MutationSweepDocumentsArgs, 'input'>>;
  uploadDocument?: Resolver<ResolversTypes['UploadDocumentPayload'], ParentType, ContextType, RequireFields<MutationUploadDocumentArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['Cursor']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditAnchors?: Resolver<ResolversTypes['AuditAnchorConnection'], ParentType, ContextType, RequireFields<QueryAuditAnchorsArgs, 'first'>>;
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType, RequireFields<QueryDocumentArgs, 'id'>>;
  documentRules?: Resolver<ResolversTypes['DocumentRules'], ParentType, ContextType>;
  documentSweep?: Resolver<Maybe<ResolversTypes['DocumentSweep']>, ParentType, ContextType, Partial<QueryDocumentSweepArgs>>;
  documents?: Resolver<ResolversTypes['DocumentConnection'], ParentType, ContextType, RequireFields<QueryDocumentsArgs, 'first'>>;
};

export type ServiceRequestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ServiceRequest'] = ResolversParentTypes['ServiceRequest'], FederationReferenceType extends FederationReferenceTypes['ServiceRequest'] = FederationReferenceTypes['ServiceRequest']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ServiceRequest']> | FederationReferenceType, FederationReferenceType, ContextType>;
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SignedLinkResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SignedLink'] = ResolversParentTypes['SignedLink']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubmissionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Submission'] = ResolversParentTypes['Submission'], FederationReferenceType extends FederationReferenceTypes['Submission'] = FederationReferenceTypes['Submission']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Submission']> | FederationReferenceType, FederationReferenceType, ContextType>;
  documents?: Resolver<Array<ResolversTypes['Document']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SweepDocumentsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SweepDocumentsPayload'] = ResolversParentTypes['SweepDocumentsPayload']> = {
  sweep?: Resolver<Maybe<ResolversTypes['DocumentSweep']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface UploadScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Upload'], any> {
  name: 'Upload';
}

export type UploadDocumentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadDocumentPayload'] = ResolversParentTypes['UploadDocumentPayload']> = {
  document?: Resolver<Maybe<ResolversTypes['Document']>, ParentType, ContextType>;
  replayed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AuditAnchor?: AuditAnchorResolvers<ContextType>;
  AuditAnchorConnection?: AuditAnchorConnectionResolvers<ContextType>;
  AuditAnchorEdge?: AuditAnchorEdgeResolvers<ContextType>;
  AuditAnchorHead?: AuditAnchorHeadResolvers<ContextType>;
  Cursor?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Document?: DocumentResolvers<ContextType>;
  DocumentConnection?: DocumentConnectionResolvers<ContextType>;
  DocumentEdge?: DocumentEdgeResolvers<ContextType>;
  DocumentProblem?: DocumentProblemResolvers<ContextType>;
  DocumentRules?: DocumentRulesResolvers<ContextType>;
  DocumentSweep?: DocumentSweepResolvers<ContextType>;
  DocumentType?: DocumentTypeResolvers<ContextType>;
  EmailAddress?: GraphQLScalarType;
  FileKind?: FileKindResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ServiceRequest?: ServiceRequestResolvers<ContextType>;
  SignedLink?: SignedLinkResolvers<ContextType>;
  Submission?: SubmissionResolvers<ContextType>;
  SweepDocumentsPayload?: SweepDocumentsPayloadResolvers<ContextType>;
  Upload?: GraphQLScalarType;
  UploadDocumentPayload?: UploadDocumentPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

