/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query AuditRecords($filter: AuditRecordFilter, $first: Int!, $after: Cursor, $direction: OrderDirection!) {\n    auditRecords(filter: $filter, first: $first, after: $after, direction: $direction) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        chain\n        position\n        recordedAt\n        actor\n        roles\n        action\n        objectType\n        objectId\n        reason\n        before\n        after\n        outcome\n        code\n        correlationId\n        requestId\n        hash\n      }\n    }\n  }\n": typeof types.AuditRecordsDocument,
    "\n  query AuditAnchors($first: Int!, $after: Cursor) {\n    auditAnchors(first: $first, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { number recordedAt isVerified fault heads { chain position hash } }\n    }\n  }\n": typeof types.AuditAnchorsDocument,
    "\n  query AuditVerification($anchors: [AuditAnchorInput!], $after: Cursor) {\n    auditVerification(anchors: $anchors, after: $after) {\n      isComplete\n      endCursor\n      isIntact\n      chains { name length hash isIntact firstBroken { position id reason detail } }\n    }\n  }\n": typeof types.AuditVerificationDocument,
    "\n  fragment JobFields on RecoveryJob {\n    id\n    kind\n    state\n    actor\n    reason\n    isCanary\n    eventsPerSecond\n    total\n    taken\n    succeeded\n    failed\n    skipped\n    createdAt\n    updatedAt\n    finishedAt\n  }\n": typeof types.JobFieldsFragmentDoc,
    "\n  mutation RedeliverEvents($input: RedeliverEventsInput!) {\n    redeliverEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": typeof types.RedeliverEventsDocument,
    "\n  mutation DiscardEvents($input: DiscardEventsInput!) {\n    discardEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": typeof types.DiscardEventsDocument,
    "\n  mutation RestoreEvents($input: RestoreEventsInput!) {\n    restoreEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": typeof types.RestoreEventsDocument,
    "\n  mutation ReplayEvents($input: ReplayEventsInput!) {\n    replayEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": typeof types.ReplayEventsDocument,
    "\n  query CauseList($filter: FailureCauseFilter, $after: Cursor) {\n    failureCauses(first: 100, filter: $filter, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { fingerprint eventType code message firstSeenAt lastSeenAt failures openEvents closedAt reopened }\n    }\n  }\n": typeof types.CauseListDocument,
    "query FollowJob($id: ID!) { recoveryJob(id: $id) { ...JobFields } }": typeof types.FollowJobDocument,
    "\n  query FinishedJob($id: ID!) {\n    recoveryJob(id: $id) {\n      ...JobFields\n      failures { detail event { id type sequence serviceRequest { reference } } }\n    }\n  }\n": typeof types.FinishedJobDocument,
    "query ReportingWorkers { overview { workers { isReporting } } }": typeof types.ReportingWorkersDocument,
    "\n  query JobList($first: Int!) { recoveryJobs(first: $first) { totalCount nodes { ...JobFields } } }\n": typeof types.JobListDocument,
    "query Job($id: ID!) { recoveryJob(id: $id) { ...JobFields } }": typeof types.JobDocument,
    "\n  mutation ControlJob($input: ControlRecoveryJobInput!) {\n    controlRecoveryJob(input: $input) { job { ...JobFields } userErrors { code message field } }\n  }\n": typeof types.ControlJobDocument,
    "\n  query EventList($filter: EventFilter, $first: Int!, $after: Cursor) {\n    events(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        type\n        sequence\n        status\n        isBlocked\n        attempts\n        nextAttemptAt\n        processedAt\n        explanation\n        error { code message fingerprint }\n        serviceRequest { id reference }\n        time\n        recordedTime\n      }\n    }\n  }\n": typeof types.EventListDocument,
    "\n  query PreviewRecovery($kind: RecoveryKind!, $selection: EventSelection!) {\n    recoveryPreview(kind: $kind, selection: $selection) {\n      matching\n      eligible\n      ineligible { status reason count }\n      types { name count }\n      causes { name count }\n    }\n  }\n": typeof types.PreviewRecoveryDocument,
    "\n  mutation Reconcile($input: ReconcileInput!) {\n    reconcile(input: $input) {\n      repairedCount\n      invariant { name promise examined violationCount violations { id detail } repair }\n      userErrors { code message field }\n    }\n  }\n": typeof types.ReconcileDocument,
    "\n  mutation ResubmitEvent($input: ResubmitEventInput!) {\n    resubmitEvent(input: $input) {\n      event { id type sequence status revision explanation serviceRequest { id reference } }\n      userErrors { code message field }\n    }\n  }\n": typeof types.ResubmitEventDocument,
    "\n  query RequestsByReference($references: [String!]!) {\n    serviceRequests(filter: { references: $references }, first: 100) {\n      nodes { id reference }\n    }\n  }\n": typeof types.RequestsByReferenceDocument,
    "\n  query ShowEvent($id: ID!) {\n    event(id: $id) {\n      id\n      type\n      cloudEventType\n      schemaVersion\n      aggregateType\n      aggregateId\n      serviceRequest { id reference }\n      sequence\n      status\n      isBlocked\n      attempts\n      nextAttemptAt\n      processedAt\n      error { code message fingerprint }\n      revision\n      explanation\n      correlationId\n      causationId\n      actor\n      time\n      recordedTime\n      payload\n      revisions { revision payload actor reason createdAt }\n      syncLogs { attempt outcome message errorCode errorFingerprint worker startedAt finishedAt durationMs }\n    }\n  }\n": typeof types.ShowEventDocument,
    "\n  query OpenedCases($requestIds: [ID!]!) {\n    operationCases(filter: { requestIds: $requestIds }, first: 100) {\n      nodes {\n        id\n        serviceRequest { id }\n      }\n    }\n  }\n": typeof types.OpenedCasesDocument,
    "\n  mutation ImportReferenceData($input: ReferenceDataInput!) {\n    importReferenceData(input: $input) {\n      createdCount\n      updatedCount\n      unchangedCount\n      customers { id code }\n      agreements { id code }\n      requestTypes { id code }\n      teams { id code }\n      userErrors { code message }\n    }\n  }\n": typeof types.ImportReferenceDataDocument,
    "\n  mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {\n    submitRequests(inputs: $inputs) {\n      results {\n        submission { serviceRequest { id } }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": typeof types.SubmitRequestsDocument,
    "\n  mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {\n    changeCaseStatuses(inputs: $inputs) {\n      results {\n        change { version toStatus }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": typeof types.ChangeCaseStatusesDocument,
    "query SeedState { customers(first: 1) { totalCount } submissions(first: 1) { totalCount } }": typeof types.SeedStateDocument,
    "mutation SeedReference($input: ReferenceDataInput!) {\n  importReferenceData(input: $input) {\n    customers { id code } agreements { id code } requestTypes { id code } teams { id code }\n    userErrors { message }\n  }\n}": typeof types.SeedReferenceDocument,
    "mutation SeedRequest($input: SubmitRequestInput!) {\n  submitRequest(input: $input) { submission { serviceRequest { id } } userErrors { message } }\n}": typeof types.SeedRequestDocument,
    "query SeedCase($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }": typeof types.SeedCaseDocument,
    "mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {\n  changeCaseStatuses(inputs: $inputs) { results { userErrors { message } } userErrors { message } }\n}": typeof types.SeedStepsDocument,
    "\n  query Status {\n    overview {\n      counts { layer status count }\n      eventsInWork\n      oldestPendingAt\n      criticalTimeP50Ms\n      criticalTimeP95Ms\n      workers { name startedAt lastSeenAt isReporting }\n    }\n  }\n": typeof types.StatusDocument,
    "\n  query FoundCases($keys: [String!]!) {\n    submissions(filter: { idempotencyKeys: $keys }, first: 100) {\n      nodes {\n        idempotencyKey\n        customer { code }\n        agreement { code }\n        requestType { code }\n        team { code }\n        priority\n        requesterName\n        requesterEmail\n        description\n        submittedAt\n        serviceRequest {\n          id\n          status\n          priority\n          requesterName\n          requesterEmail\n          description\n          operationCase { id status version }\n          businessObject { id status appliedCaseVersion }\n        }\n      }\n    }\n  }\n": typeof types.FoundCasesDocument,
    "\n  query Balance {\n    balance {\n      accepted\n      processed\n      pending\n      retrying\n      dead\n      discarded\n      isBalanced\n      invariants {\n        name\n        promise\n        examined\n        violationCount\n        violations { id detail }\n        repair\n      }\n    }\n  }\n": typeof types.BalanceDocument,
    "\n  fragment SweepFields on DocumentSweep {\n    id\n    isThorough\n    finishedAt\n    error\n    objectCount\n    documentCount\n    expiredCount\n    removedCount\n    isClean\n    problemCount\n    problems { storageKey kind detail }\n  }\n": typeof types.SweepFieldsFragmentDoc,
    "\n  query DocumentSweep($id: ID) {\n    documentSweep(id: $id) { ...SweepFields }\n  }\n": typeof types.DocumentSweepDocument,
    "\n  mutation SweepDocuments {\n    sweepDocuments(input: { isThorough: true }) {\n      sweep { ...SweepFields }\n    }\n  }\n": typeof types.SweepDocumentsDocument,
    "\n  query InWork {\n    overview {\n      eventsInWork\n      counts { layer status count }\n    }\n  }\n": typeof types.InWorkDocument,
    "query LogStart { logCursor }": typeof types.LogStartDocument,
    "\n  query WatchedRequest($id: ID, $reference: String) { serviceRequest(id: $id, reference: $reference) { id reference } }\n": typeof types.WatchedRequestDocument,
    "\n  subscription WatchActivity($after: Cursor!, $requestId: ID) {\n    activityRecorded(after: $after, requestId: $requestId) {\n      cursor\n      activity {\n        id\n        kind\n        message\n        actor\n        subjectType\n        subjectId\n        time\n        recordedTime\n        correlationId\n        causationId\n        serviceRequest { id reference }\n      }\n    }\n  }\n": typeof types.WatchActivityDocument,
};
const documents: Documents = {
    "\n  query AuditRecords($filter: AuditRecordFilter, $first: Int!, $after: Cursor, $direction: OrderDirection!) {\n    auditRecords(filter: $filter, first: $first, after: $after, direction: $direction) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        chain\n        position\n        recordedAt\n        actor\n        roles\n        action\n        objectType\n        objectId\n        reason\n        before\n        after\n        outcome\n        code\n        correlationId\n        requestId\n        hash\n      }\n    }\n  }\n": types.AuditRecordsDocument,
    "\n  query AuditAnchors($first: Int!, $after: Cursor) {\n    auditAnchors(first: $first, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { number recordedAt isVerified fault heads { chain position hash } }\n    }\n  }\n": types.AuditAnchorsDocument,
    "\n  query AuditVerification($anchors: [AuditAnchorInput!], $after: Cursor) {\n    auditVerification(anchors: $anchors, after: $after) {\n      isComplete\n      endCursor\n      isIntact\n      chains { name length hash isIntact firstBroken { position id reason detail } }\n    }\n  }\n": types.AuditVerificationDocument,
    "\n  fragment JobFields on RecoveryJob {\n    id\n    kind\n    state\n    actor\n    reason\n    isCanary\n    eventsPerSecond\n    total\n    taken\n    succeeded\n    failed\n    skipped\n    createdAt\n    updatedAt\n    finishedAt\n  }\n": types.JobFieldsFragmentDoc,
    "\n  mutation RedeliverEvents($input: RedeliverEventsInput!) {\n    redeliverEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": types.RedeliverEventsDocument,
    "\n  mutation DiscardEvents($input: DiscardEventsInput!) {\n    discardEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": types.DiscardEventsDocument,
    "\n  mutation RestoreEvents($input: RestoreEventsInput!) {\n    restoreEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": types.RestoreEventsDocument,
    "\n  mutation ReplayEvents($input: ReplayEventsInput!) {\n    replayEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n": types.ReplayEventsDocument,
    "\n  query CauseList($filter: FailureCauseFilter, $after: Cursor) {\n    failureCauses(first: 100, filter: $filter, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { fingerprint eventType code message firstSeenAt lastSeenAt failures openEvents closedAt reopened }\n    }\n  }\n": types.CauseListDocument,
    "query FollowJob($id: ID!) { recoveryJob(id: $id) { ...JobFields } }": types.FollowJobDocument,
    "\n  query FinishedJob($id: ID!) {\n    recoveryJob(id: $id) {\n      ...JobFields\n      failures { detail event { id type sequence serviceRequest { reference } } }\n    }\n  }\n": types.FinishedJobDocument,
    "query ReportingWorkers { overview { workers { isReporting } } }": types.ReportingWorkersDocument,
    "\n  query JobList($first: Int!) { recoveryJobs(first: $first) { totalCount nodes { ...JobFields } } }\n": types.JobListDocument,
    "query Job($id: ID!) { recoveryJob(id: $id) { ...JobFields } }": types.JobDocument,
    "\n  mutation ControlJob($input: ControlRecoveryJobInput!) {\n    controlRecoveryJob(input: $input) { job { ...JobFields } userErrors { code message field } }\n  }\n": types.ControlJobDocument,
    "\n  query EventList($filter: EventFilter, $first: Int!, $after: Cursor) {\n    events(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        type\n        sequence\n        status\n        isBlocked\n        attempts\n        nextAttemptAt\n        processedAt\n        explanation\n        error { code message fingerprint }\n        serviceRequest { id reference }\n        time\n        recordedTime\n      }\n    }\n  }\n": types.EventListDocument,
    "\n  query PreviewRecovery($kind: RecoveryKind!, $selection: EventSelection!) {\n    recoveryPreview(kind: $kind, selection: $selection) {\n      matching\n      eligible\n      ineligible { status reason count }\n      types { name count }\n      causes { name count }\n    }\n  }\n": types.PreviewRecoveryDocument,
    "\n  mutation Reconcile($input: ReconcileInput!) {\n    reconcile(input: $input) {\n      repairedCount\n      invariant { name promise examined violationCount violations { id detail } repair }\n      userErrors { code message field }\n    }\n  }\n": types.ReconcileDocument,
    "\n  mutation ResubmitEvent($input: ResubmitEventInput!) {\n    resubmitEvent(input: $input) {\n      event { id type sequence status revision explanation serviceRequest { id reference } }\n      userErrors { code message field }\n    }\n  }\n": types.ResubmitEventDocument,
    "\n  query RequestsByReference($references: [String!]!) {\n    serviceRequests(filter: { references: $references }, first: 100) {\n      nodes { id reference }\n    }\n  }\n": types.RequestsByReferenceDocument,
    "\n  query ShowEvent($id: ID!) {\n    event(id: $id) {\n      id\n      type\n      cloudEventType\n      schemaVersion\n      aggregateType\n      aggregateId\n      serviceRequest { id reference }\n      sequence\n      status\n      isBlocked\n      attempts\n      nextAttemptAt\n      processedAt\n      error { code message fingerprint }\n      revision\n      explanation\n      correlationId\n      causationId\n      actor\n      time\n      recordedTime\n      payload\n      revisions { revision payload actor reason createdAt }\n      syncLogs { attempt outcome message errorCode errorFingerprint worker startedAt finishedAt durationMs }\n    }\n  }\n": types.ShowEventDocument,
    "\n  query OpenedCases($requestIds: [ID!]!) {\n    operationCases(filter: { requestIds: $requestIds }, first: 100) {\n      nodes {\n        id\n        serviceRequest { id }\n      }\n    }\n  }\n": types.OpenedCasesDocument,
    "\n  mutation ImportReferenceData($input: ReferenceDataInput!) {\n    importReferenceData(input: $input) {\n      createdCount\n      updatedCount\n      unchangedCount\n      customers { id code }\n      agreements { id code }\n      requestTypes { id code }\n      teams { id code }\n      userErrors { code message }\n    }\n  }\n": types.ImportReferenceDataDocument,
    "\n  mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {\n    submitRequests(inputs: $inputs) {\n      results {\n        submission { serviceRequest { id } }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": types.SubmitRequestsDocument,
    "\n  mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {\n    changeCaseStatuses(inputs: $inputs) {\n      results {\n        change { version toStatus }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": types.ChangeCaseStatusesDocument,
    "query SeedState { customers(first: 1) { totalCount } submissions(first: 1) { totalCount } }": types.SeedStateDocument,
    "mutation SeedReference($input: ReferenceDataInput!) {\n  importReferenceData(input: $input) {\n    customers { id code } agreements { id code } requestTypes { id code } teams { id code }\n    userErrors { message }\n  }\n}": types.SeedReferenceDocument,
    "mutation SeedRequest($input: SubmitRequestInput!) {\n  submitRequest(input: $input) { submission { serviceRequest { id } } userErrors { message } }\n}": types.SeedRequestDocument,
    "query SeedCase($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }": types.SeedCaseDocument,
    "mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {\n  changeCaseStatuses(inputs: $inputs) { results { userErrors { message } } userErrors { message } }\n}": types.SeedStepsDocument,
    "\n  query Status {\n    overview {\n      counts { layer status count }\n      eventsInWork\n      oldestPendingAt\n      criticalTimeP50Ms\n      criticalTimeP95Ms\n      workers { name startedAt lastSeenAt isReporting }\n    }\n  }\n": types.StatusDocument,
    "\n  query FoundCases($keys: [String!]!) {\n    submissions(filter: { idempotencyKeys: $keys }, first: 100) {\n      nodes {\n        idempotencyKey\n        customer { code }\n        agreement { code }\n        requestType { code }\n        team { code }\n        priority\n        requesterName\n        requesterEmail\n        description\n        submittedAt\n        serviceRequest {\n          id\n          status\n          priority\n          requesterName\n          requesterEmail\n          description\n          operationCase { id status version }\n          businessObject { id status appliedCaseVersion }\n        }\n      }\n    }\n  }\n": types.FoundCasesDocument,
    "\n  query Balance {\n    balance {\n      accepted\n      processed\n      pending\n      retrying\n      dead\n      discarded\n      isBalanced\n      invariants {\n        name\n        promise\n        examined\n        violationCount\n        violations { id detail }\n        repair\n      }\n    }\n  }\n": types.BalanceDocument,
    "\n  fragment SweepFields on DocumentSweep {\n    id\n    isThorough\n    finishedAt\n    error\n    objectCount\n    documentCount\n    expiredCount\n    removedCount\n    isClean\n    problemCount\n    problems { storageKey kind detail }\n  }\n": types.SweepFieldsFragmentDoc,
    "\n  query DocumentSweep($id: ID) {\n    documentSweep(id: $id) { ...SweepFields }\n  }\n": types.DocumentSweepDocument,
    "\n  mutation SweepDocuments {\n    sweepDocuments(input: { isThorough: true }) {\n      sweep { ...SweepFields }\n    }\n  }\n": types.SweepDocumentsDocument,
    "\n  query InWork {\n    overview {\n      eventsInWork\n      counts { layer status count }\n    }\n  }\n": types.InWorkDocument,
    "query LogStart { logCursor }": types.LogStartDocument,
    "\n  query WatchedRequest($id: ID, $reference: String) { serviceRequest(id: $id, reference: $reference) { id reference } }\n": types.WatchedRequestDocument,
    "\n  subscription WatchActivity($after: Cursor!, $requestId: ID) {\n    activityRecorded(after: $after, requestId: $requestId) {\n      cursor\n      activity {\n        id\n        kind\n        message\n        actor\n        subjectType\n        subjectId\n        time\n        recordedTime\n        correlationId\n        causationId\n        serviceRequest { id reference }\n      }\n    }\n  }\n": types.WatchActivityDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditRecords($filter: AuditRecordFilter, $first: Int!, $after: Cursor, $direction: OrderDirection!) {\n    auditRecords(filter: $filter, first: $first, after: $after, direction: $direction) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        chain\n        position\n        recordedAt\n        actor\n        roles\n        action\n        objectType\n        objectId\n        reason\n        before\n        after\n        outcome\n        code\n        correlationId\n        requestId\n        hash\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AuditRecordsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditAnchors($first: Int!, $after: Cursor) {\n    auditAnchors(first: $first, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { number recordedAt isVerified fault heads { chain position hash } }\n    }\n  }\n"): typeof import('./graphql.ts').AuditAnchorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AuditVerification($anchors: [AuditAnchorInput!], $after: Cursor) {\n    auditVerification(anchors: $anchors, after: $after) {\n      isComplete\n      endCursor\n      isIntact\n      chains { name length hash isIntact firstBroken { position id reason detail } }\n    }\n  }\n"): typeof import('./graphql.ts').AuditVerificationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment JobFields on RecoveryJob {\n    id\n    kind\n    state\n    actor\n    reason\n    isCanary\n    eventsPerSecond\n    total\n    taken\n    succeeded\n    failed\n    skipped\n    createdAt\n    updatedAt\n    finishedAt\n  }\n"): typeof import('./graphql.ts').JobFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RedeliverEvents($input: RedeliverEventsInput!) {\n    redeliverEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n"): typeof import('./graphql.ts').RedeliverEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DiscardEvents($input: DiscardEventsInput!) {\n    discardEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n"): typeof import('./graphql.ts').DiscardEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreEvents($input: RestoreEventsInput!) {\n    restoreEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n"): typeof import('./graphql.ts').RestoreEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplayEvents($input: ReplayEventsInput!) {\n    replayEvents(input: $input) { job { ...JobFields } replayed userErrors { code message field } }\n  }\n"): typeof import('./graphql.ts').ReplayEventsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CauseList($filter: FailureCauseFilter, $after: Cursor) {\n    failureCauses(first: 100, filter: $filter, after: $after) {\n      pageInfo { hasNextPage endCursor }\n      nodes { fingerprint eventType code message firstSeenAt lastSeenAt failures openEvents closedAt reopened }\n    }\n  }\n"): typeof import('./graphql.ts').CauseListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query FollowJob($id: ID!) { recoveryJob(id: $id) { ...JobFields } }"): typeof import('./graphql.ts').FollowJobDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FinishedJob($id: ID!) {\n    recoveryJob(id: $id) {\n      ...JobFields\n      failures { detail event { id type sequence serviceRequest { reference } } }\n    }\n  }\n"): typeof import('./graphql.ts').FinishedJobDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ReportingWorkers { overview { workers { isReporting } } }"): typeof import('./graphql.ts').ReportingWorkersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query JobList($first: Int!) { recoveryJobs(first: $first) { totalCount nodes { ...JobFields } } }\n"): typeof import('./graphql.ts').JobListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Job($id: ID!) { recoveryJob(id: $id) { ...JobFields } }"): typeof import('./graphql.ts').JobDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ControlJob($input: ControlRecoveryJobInput!) {\n    controlRecoveryJob(input: $input) { job { ...JobFields } userErrors { code message field } }\n  }\n"): typeof import('./graphql.ts').ControlJobDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query EventList($filter: EventFilter, $first: Int!, $after: Cursor) {\n    events(filter: $filter, first: $first, after: $after) {\n      totalCount\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        type\n        sequence\n        status\n        isBlocked\n        attempts\n        nextAttemptAt\n        processedAt\n        explanation\n        error { code message fingerprint }\n        serviceRequest { id reference }\n        time\n        recordedTime\n      }\n    }\n  }\n"): typeof import('./graphql.ts').EventListDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewRecovery($kind: RecoveryKind!, $selection: EventSelection!) {\n    recoveryPreview(kind: $kind, selection: $selection) {\n      matching\n      eligible\n      ineligible { status reason count }\n      types { name count }\n      causes { name count }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewRecoveryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Reconcile($input: ReconcileInput!) {\n    reconcile(input: $input) {\n      repairedCount\n      invariant { name promise examined violationCount violations { id detail } repair }\n      userErrors { code message field }\n    }\n  }\n"): typeof import('./graphql.ts').ReconcileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResubmitEvent($input: ResubmitEventInput!) {\n    resubmitEvent(input: $input) {\n      event { id type sequence status revision explanation serviceRequest { id reference } }\n      userErrors { code message field }\n    }\n  }\n"): typeof import('./graphql.ts').ResubmitEventDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequestsByReference($references: [String!]!) {\n    serviceRequests(filter: { references: $references }, first: 100) {\n      nodes { id reference }\n    }\n  }\n"): typeof import('./graphql.ts').RequestsByReferenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ShowEvent($id: ID!) {\n    event(id: $id) {\n      id\n      type\n      cloudEventType\n      schemaVersion\n      aggregateType\n      aggregateId\n      serviceRequest { id reference }\n      sequence\n      status\n      isBlocked\n      attempts\n      nextAttemptAt\n      processedAt\n      error { code message fingerprint }\n      revision\n      explanation\n      correlationId\n      causationId\n      actor\n      time\n      recordedTime\n      payload\n      revisions { revision payload actor reason createdAt }\n      syncLogs { attempt outcome message errorCode errorFingerprint worker startedAt finishedAt durationMs }\n    }\n  }\n"): typeof import('./graphql.ts').ShowEventDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OpenedCases($requestIds: [ID!]!) {\n    operationCases(filter: { requestIds: $requestIds }, first: 100) {\n      nodes {\n        id\n        serviceRequest { id }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OpenedCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportReferenceData($input: ReferenceDataInput!) {\n    importReferenceData(input: $input) {\n      createdCount\n      updatedCount\n      unchangedCount\n      customers { id code }\n      agreements { id code }\n      requestTypes { id code }\n      teams { id code }\n      userErrors { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ImportReferenceDataDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {\n    submitRequests(inputs: $inputs) {\n      results {\n        submission { serviceRequest { id } }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n"): typeof import('./graphql.ts').SubmitRequestsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {\n    changeCaseStatuses(inputs: $inputs) {\n      results {\n        change { version toStatus }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n"): typeof import('./graphql.ts').ChangeCaseStatusesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SeedState { customers(first: 1) { totalCount } submissions(first: 1) { totalCount } }"): typeof import('./graphql.ts').SeedStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SeedReference($input: ReferenceDataInput!) {\n  importReferenceData(input: $input) {\n    customers { id code } agreements { id code } requestTypes { id code } teams { id code }\n    userErrors { message }\n  }\n}"): typeof import('./graphql.ts').SeedReferenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SeedRequest($input: SubmitRequestInput!) {\n  submitRequest(input: $input) { submission { serviceRequest { id } } userErrors { message } }\n}"): typeof import('./graphql.ts').SeedRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SeedCase($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }"): typeof import('./graphql.ts').SeedCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {\n  changeCaseStatuses(inputs: $inputs) { results { userErrors { message } } userErrors { message } }\n}"): typeof import('./graphql.ts').SeedStepsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Status {\n    overview {\n      counts { layer status count }\n      eventsInWork\n      oldestPendingAt\n      criticalTimeP50Ms\n      criticalTimeP95Ms\n      workers { name startedAt lastSeenAt isReporting }\n    }\n  }\n"): typeof import('./graphql.ts').StatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FoundCases($keys: [String!]!) {\n    submissions(filter: { idempotencyKeys: $keys }, first: 100) {\n      nodes {\n        idempotencyKey\n        customer { code }\n        agreement { code }\n        requestType { code }\n        team { code }\n        priority\n        requesterName\n        requesterEmail\n        description\n        submittedAt\n        serviceRequest {\n          id\n          status\n          priority\n          requesterName\n          requesterEmail\n          description\n          operationCase { id status version }\n          businessObject { id status appliedCaseVersion }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FoundCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Balance {\n    balance {\n      accepted\n      processed\n      pending\n      retrying\n      dead\n      discarded\n      isBalanced\n      invariants {\n        name\n        promise\n        examined\n        violationCount\n        violations { id detail }\n        repair\n      }\n    }\n  }\n"): typeof import('./graphql.ts').BalanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SweepFields on DocumentSweep {\n    id\n    isThorough\n    finishedAt\n    error\n    objectCount\n    documentCount\n    expiredCount\n    removedCount\n    isClean\n    problemCount\n    problems { storageKey kind detail }\n  }\n"): typeof import('./graphql.ts').SweepFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query DocumentSweep($id: ID) {\n    documentSweep(id: $id) { ...SweepFields }\n  }\n"): typeof import('./graphql.ts').DocumentSweepDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SweepDocuments {\n    sweepDocuments(input: { isThorough: true }) {\n      sweep { ...SweepFields }\n    }\n  }\n"): typeof import('./graphql.ts').SweepDocumentsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InWork {\n    overview {\n      eventsInWork\n      counts { layer status count }\n    }\n  }\n"): typeof import('./graphql.ts').InWorkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LogStart { logCursor }"): typeof import('./graphql.ts').LogStartDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WatchedRequest($id: ID, $reference: String) { serviceRequest(id: $id, reference: $reference) { id reference } }\n"): typeof import('./graphql.ts').WatchedRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription WatchActivity($after: Cursor!, $requestId: ID) {\n    activityRecorded(after: $after, requestId: $requestId) {\n      cursor\n      activity {\n        id\n        kind\n        message\n        actor\n        subjectType\n        subjectId\n        time\n        recordedTime\n        correlationId\n        causationId\n        serviceRequest { id reference }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WatchActivityDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
