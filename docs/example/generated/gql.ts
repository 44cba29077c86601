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
    "query References {\n  agreements(first: 1, filter: { isActive: true }) { nodes { id name customer { id name } } }\n  requestTypes(isActive: true) { id name }\n  teams(isActive: true) { id name }\n}": typeof types.ReferencesDocument,
    "mutation Submit($input: SubmitRequestInput!) {\n  submitRequest(input: $input) {\n    submission { id serviceRequest { reference } }\n    replayed\n    userErrors { code message field }\n  }\n}": typeof types.SubmitDocument,
    "query Follow($id: ID!) {\n  submission(id: $id) {\n    serviceRequest {\n      status\n      operationCase { reference status }\n      businessObject { businessKey status }\n      activity { kind actor message }\n    }\n  }\n}": typeof types.FollowDocument,
};
const documents: Documents = {
    "query References {\n  agreements(first: 1, filter: { isActive: true }) { nodes { id name customer { id name } } }\n  requestTypes(isActive: true) { id name }\n  teams(isActive: true) { id name }\n}": types.ReferencesDocument,
    "mutation Submit($input: SubmitRequestInput!) {\n  submitRequest(input: $input) {\n    submission { id serviceRequest { reference } }\n    replayed\n    userErrors { code message field }\n  }\n}": types.SubmitDocument,
    "query Follow($id: ID!) {\n  submission(id: $id) {\n    serviceRequest {\n      status\n      operationCase { reference status }\n      businessObject { businessKey status }\n      activity { kind actor message }\n    }\n  }\n}": types.FollowDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query References {\n  agreements(first: 1, filter: { isActive: true }) { nodes { id name customer { id name } } }\n  requestTypes(isActive: true) { id name }\n  teams(isActive: true) { id name }\n}"): typeof import('./graphql.ts').ReferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation Submit($input: SubmitRequestInput!) {\n  submitRequest(input: $input) {\n    submission { id serviceRequest { reference } }\n    replayed\n    userErrors { code message field }\n  }\n}"): typeof import('./graphql.ts').SubmitDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Follow($id: ID!) {\n  submission(id: $id) {\n    serviceRequest {\n      status\n      operationCase { reference status }\n      businessObject { businessKey status }\n      activity { kind actor message }\n    }\n  }\n}"): typeof import('./graphql.ts').FollowDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
