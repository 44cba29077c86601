import type { CodegenConfig } from '@graphql-codegen/cli';

const subgraphs = ['reference', 'intake', 'operational', 'canonical', 'documents'] as const;

/** What a resolver of an owned type gets as its parent: the row as Postgres gives it, from the subgraph's `queries.ts`. */
const mappers: Record<(typeof subgraphs)[number], Record<string, string>> = {
  reference: {
    Customer: './queries.ts#CustomerRow',
    Agreement: './queries.ts#AgreementRow',
    CustomerConnection: './queries.ts#CustomerPage',
    AgreementConnection: './queries.ts#AgreementPage',
    RequestType: './queries.ts#ValueRow',
    Team: './queries.ts#ValueRow',
    DocumentType: './queries.ts#ValueRow',
  },
  intake: {
    Submission: './queries.ts#SubmissionRow',
    ServiceRequest: './queries.ts#ServiceRequestRow',
    SubmissionConnection: './queries.ts#SubmissionPage',
    ServiceRequestConnection: './queries.ts#ServiceRequestPage',
  },
  operational: {
    OperationCase: './queries.ts#CaseRow',
    CaseStatusChange: './queries.ts#HistoryRow',
    OperationCaseConnection: './queries.ts#CasePage',
    ServiceRequest: 'lib/entities.ts#EntityReference',
  },
  canonical: {
    BusinessObject: './queries.ts#BusinessObjectRow',
    ObjectVersion: './queries.ts#ObjectVersionRow',
    Event: './queries.ts#EventRow',
    SyncLog: './queries.ts#SyncLogRow',
    Activity: './queries.ts#ActivityRow',
    LineageRecord: './lineage.ts#LineageRow',
    LineageNode: './lineage.ts#LineageNodeRow',
    LineageEntity: './lineage.ts#LineageEntityRow',
    BusinessObjectConnection: './queries.ts#BusinessObjectPage',
    EventConnection: './queries.ts#EventPage',
    SyncLogConnection: './queries.ts#SyncLogPage',
    ActivityConnection: './queries.ts#ActivityPage',
    RecoveryJob: './recovery/queries.ts#JobRow',
    FailureCause: './recovery/queries.ts#CauseRow',
    EventRevision: './recovery/queries.ts#RevisionRow',
    AuditRecord: './audit/queries.ts#AuditRow',
    AuditRecordConnection: './audit/queries.ts#AuditPage',
    AuditChain: './audit/verification.ts#ChainState',
    RecoveryJobConnection: './recovery/queries.ts#JobPage',
    FailureCauseConnection: './recovery/queries.ts#CausePage',
    ServiceRequest: 'lib/entities.ts#EntityReference',
    OperationCase: 'lib/entities.ts#EntityReference',
  },
  documents: {
    Document: './queries.ts#DocumentRow',
    DocumentConnection: './queries.ts#DocumentPage',
    DocumentSweep: './queries.ts#SweepRow',
    DocumentProblem: './queries.ts#ProblemRow',
    AuditAnchor: './audit-anchors.ts#Anchor',
    Submission: 'lib/entities.ts#EntityReference',
    ServiceRequest: 'lib/entities.ts#EntityReference',
  },
};

const scalars = {
  DateTime: { input: 'Date', output: 'Date | string' },
  EmailAddress: 'string',
  Cursor: 'string',
  JSON: { input: 'unknown', output: 'unknown' },
  Upload: { input: "Promise<import('lib/upload-receiver.ts').ReceivedFile>", output: 'never' },
  _FieldSet: 'string',
};

/** Resolver types of one subgraph, from its own schema and the shared part. */
function resolverTypes(name: (typeof subgraphs)[number]): CodegenConfig['generates'] {
  return {
    [`subgraphs/${name}/generated.ts`]: {
      schema: ['lib/shared.graphql', `subgraphs/${name}/schema.graphql`],
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        federation: true,
        contextType: './context.ts#Context',
        mappers: mappers[name],
        scalars,
        enumsAsTypes: true,
        useTypeImports: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
        optionalResolveType: true,
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null | undefined',
        // a field with a default is always there when a resolver sees it
        avoidOptionals: { defaultValue: true },
        strictScalars: true,
      },
    },
  };
}

/** Typed operations, as any client of the published schema would generate them. */
const client = {
  useTypeImports: true,
  enumsAsTypes: true,
  scalars: { DateTime: 'string', EmailAddress: 'string', Cursor: 'string', JSON: 'unknown', Upload: 'Blob' },
  strictScalars: true,
  importExtension: '.ts',
  emitLegacyCommonJSImports: false,
};

const config: CodegenConfig = {
  generates: {
    ...Object.assign({}, ...subgraphs.map(resolverTypes)),
    'spa/src/generated/': {
      schema: 'schema.graphql',
      documents: ['spa/src/**/*.{ts,tsx}', '!spa/src/generated/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...client, inlineFragmentTypes: 'mask', customDirectives: { apolloUnmask: true } },
    },
    // what the portal sends; its client asks for the type of each object besides
    'spa/operations.json': {
      schema: 'schema.graphql',
      documents: ['spa/src/**/*.{ts,tsx}', '!spa/src/generated/**'],
      plugins: ['./gateway/operations-document.ts'],
      config: { addTypenames: true },
    },
    'cli/operations.json': {
      schema: 'schema.graphql',
      documents: ['cli/**/*.ts', '!cli/generated/**'],
      plugins: ['./gateway/operations-document.ts'],
    },
    'cli/generated/': {
      schema: 'schema.graphql',
      documents: ['cli/**/*.ts', '!cli/generated/**'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...client, documentMode: 'string' },
    },
    'docs/example/generated/': {
      schema: 'schema.graphql',
      documents: ['docs/example/*.ts'],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: { ...client, documentMode: 'string' },
    },
  },
};

export default config;
