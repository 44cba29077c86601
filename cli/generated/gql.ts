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
    "\n  query OpenedCases($requestIds: [ID!]!) {\n    operationCases(filter: { requestIds: $requestIds }, first: 100) {\n      nodes {\n        id\n        serviceRequest { id }\n      }\n    }\n  }\n": typeof types.OpenedCasesDocument,
    "\n  mutation ImportReferenceData($input: ReferenceDataInput!) {\n    importReferenceData(input: $input) {\n      createdCount\n      updatedCount\n      unchangedCount\n      customers { id code }\n      agreements { id code }\n      requestTypes { id code }\n      teams { id code }\n      userErrors { code message }\n    }\n  }\n": typeof types.ImportReferenceDataDocument,
    "\n  mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {\n    submitRequests(inputs: $inputs) {\n      results {\n        submission { serviceRequest { id } }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": typeof types.SubmitRequestsDocument,
    "\n  mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {\n    changeCaseStatuses(inputs: $inputs) {\n      results {\n        change { version toStatus }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": typeof types.ChangeCaseStatusesDocument,
    "query SeedState { customers(first: 1) { totalCount } submissions(first: 1) { totalCount } }": typeof types.SeedStateDocument,
    "mutation SeedReference($input: ReferenceDataInput!) {\n  importReferenceData(input: $input) {\n    customers { id code } agreements { id code } requestTypes { id code } teams { id code }\n    userErrors { message }\n  }\n}": typeof types.SeedReferenceDocument,
    "mutation SeedRequests($inputs: [SubmitRequestInput!]!) {\n  submitRequests(inputs: $inputs) {\n    results { submission { serviceRequest { id } } userErrors { message } }\n    userErrors { message }\n  }\n}": typeof types.SeedRequestsDocument,
    "query SeedCase($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }": typeof types.SeedCaseDocument,
    "mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {\n  changeCaseStatuses(inputs: $inputs) { results { userErrors { message } } userErrors { message } }\n}": typeof types.SeedStepsDocument,
    "\n  query Status {\n    overview {\n      counts { layer status count }\n      eventsInWork\n      oldestPendingAt\n      criticalTimeP50Ms\n      criticalTimeP95Ms\n    }\n  }\n": typeof types.StatusDocument,
    "\n  query FoundCases($keys: [String!]!) {\n    submissions(filter: { idempotencyKeys: $keys }, first: 100) {\n      nodes {\n        idempotencyKey\n        customer { code }\n        agreement { code }\n        requestType { code }\n        team { code }\n        priority\n        requesterName\n        requesterEmail\n        description\n        submittedAt\n        serviceRequest {\n          id\n          status\n          priority\n          requesterName\n          requesterEmail\n          description\n          operationCase { id status version }\n          businessObject { id status appliedCaseVersion }\n        }\n      }\n    }\n  }\n": typeof types.FoundCasesDocument,
    "\n  query Balance {\n    balance {\n      accepted\n      processed\n      pending\n      retrying\n      dead\n      discarded\n      isBalanced\n      invariants {\n        name\n        promise\n        examined\n        violationCount\n        violations { id detail }\n      }\n    }\n  }\n": typeof types.BalanceDocument,
    "\n  query InWork {\n    overview {\n      eventsInWork\n      counts { layer status count }\n    }\n  }\n": typeof types.InWorkDocument,
};
const documents: Documents = {
    "\n  query OpenedCases($requestIds: [ID!]!) {\n    operationCases(filter: { requestIds: $requestIds }, first: 100) {\n      nodes {\n        id\n        serviceRequest { id }\n      }\n    }\n  }\n": types.OpenedCasesDocument,
    "\n  mutation ImportReferenceData($input: ReferenceDataInput!) {\n    importReferenceData(input: $input) {\n      createdCount\n      updatedCount\n      unchangedCount\n      customers { id code }\n      agreements { id code }\n      requestTypes { id code }\n      teams { id code }\n      userErrors { code message }\n    }\n  }\n": types.ImportReferenceDataDocument,
    "\n  mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {\n    submitRequests(inputs: $inputs) {\n      results {\n        submission { serviceRequest { id } }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": types.SubmitRequestsDocument,
    "\n  mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {\n    changeCaseStatuses(inputs: $inputs) {\n      results {\n        change { version toStatus }\n        replayed\n        userErrors { code message }\n      }\n      userErrors { code message }\n    }\n  }\n": types.ChangeCaseStatusesDocument,
    "query SeedState { customers(first: 1) { totalCount } submissions(first: 1) { totalCount } }": types.SeedStateDocument,
    "mutation SeedReference($input: ReferenceDataInput!) {\n  importReferenceData(input: $input) {\n    customers { id code } agreements { id code } requestTypes { id code } teams { id code }\n    userErrors { message }\n  }\n}": types.SeedReferenceDocument,
    "mutation SeedRequests($inputs: [SubmitRequestInput!]!) {\n  submitRequests(inputs: $inputs) {\n    results { submission { serviceRequest { id } } userErrors { message } }\n    userErrors { message }\n  }\n}": types.SeedRequestsDocument,
    "query SeedCase($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }": types.SeedCaseDocument,
    "mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {\n  changeCaseStatuses(inputs: $inputs) { results { userErrors { message } } userErrors { message } }\n}": types.SeedStepsDocument,
    "\n  query Status {\n    overview {\n      counts { layer status count }\n      eventsInWork\n      oldestPendingAt\n      criticalTimeP50Ms\n      criticalTimeP95Ms\n    }\n  }\n": types.StatusDocument,
    "\n  query FoundCases($keys: [String!]!) {\n    submissions(filter: { idempotencyKeys: $keys }, first: 100) {\n      nodes {\n        idempotencyKey\n        customer { code }\n        agreement { code }\n        requestType { code }\n        team { code }\n        priority\n        requesterName\n        requesterEmail\n        description\n        submittedAt\n        serviceRequest {\n          id\n          status\n          priority\n          requesterName\n          requesterEmail\n          description\n          operationCase { id status version }\n          businessObject { id status appliedCaseVersion }\n        }\n      }\n    }\n  }\n": types.FoundCasesDocument,
    "\n  query Balance {\n    balance {\n      accepted\n      processed\n      pending\n      retrying\n      dead\n      discarded\n      isBalanced\n      invariants {\n        name\n        promise\n        examined\n        violationCount\n        violations { id detail }\n      }\n    }\n  }\n": types.BalanceDocument,
    "\n  query InWork {\n    overview {\n      eventsInWork\n      counts { layer status count }\n    }\n  }\n": types.InWorkDocument,
};

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
export function graphql(source: "mutation SeedRequests($inputs: [SubmitRequestInput!]!) {\n  submitRequests(inputs: $inputs) {\n    results { submission { serviceRequest { id } } userErrors { message } }\n    userErrors { message }\n  }\n}"): typeof import('./graphql.ts').SeedRequestsDocument;
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
export function graphql(source: "\n  query Status {\n    overview {\n      counts { layer status count }\n      eventsInWork\n      oldestPendingAt\n      criticalTimeP50Ms\n      criticalTimeP95Ms\n    }\n  }\n"): typeof import('./graphql.ts').StatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FoundCases($keys: [String!]!) {\n    submissions(filter: { idempotencyKeys: $keys }, first: 100) {\n      nodes {\n        idempotencyKey\n        customer { code }\n        agreement { code }\n        requestType { code }\n        team { code }\n        priority\n        requesterName\n        requesterEmail\n        description\n        submittedAt\n        serviceRequest {\n          id\n          status\n          priority\n          requesterName\n          requesterEmail\n          description\n          operationCase { id status version }\n          businessObject { id status appliedCaseVersion }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FoundCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Balance {\n    balance {\n      accepted\n      processed\n      pending\n      retrying\n      dead\n      discarded\n      isBalanced\n      invariants {\n        name\n        promise\n        examined\n        violationCount\n        violations { id detail }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').BalanceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InWork {\n    overview {\n      eventsInWork\n      counts { layer status count }\n    }\n  }\n"): typeof import('./graphql.ts').InWorkDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
