import { graphql } from '../../generated/gql.ts';
import type {
  LineageOfAgreementQuery,
  LineageOfCustomerQuery,
  LineageOfRequestsQuery,
  LineageStartQuery,
} from '../../generated/graphql.ts';

// A page of requests brings 12, which is what one step of opening shows: with all that belongs to each of them it is what the lab
// gives in one answer.
export const requestsQuestion = graphql(`
  query LineageOfRequests($filter: ServiceRequestFilter!, $after: Cursor) {
    serviceRequests(first: 12, after: $after, filter: $filter) {
      edges {
        node {
          id
          reference
          status
          submittedAt
          customer {
            id
            code
            name
          }
          agreement {
            id
            code
            name
            createdAt
            customer {
              id
              code
              name
            }
          }
          submission {
            id
            submittedBy
            recordedAt
          }
          documents {
            id
            fileName
            status
            uploadedBy
            uploadedAt
          }
          operationCase {
            id
            reference
            status
          }
          businessObject {
            id
            businessKey
            status
            versions {
              version
              status
              mappingVersion
              operationalStatus
              actor
              time
              event {
                id
                type
              }
            }
          }
          lineage {
            edges {
              id
              relation
              time
              from {
                id
                type
              }
              to {
                id
                type
              }
              event {
                id
                type
                actor
              }
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

export const agreementQuestion = graphql(`
  query LineageOfAgreement($id: ID!) {
    agreements(first: 1, filter: { ids: [$id] }) {
      nodes {
        id
        code
        name
        createdAt
        customer {
          id
          code
          name
        }
      }
    }
    serviceRequests(first: 1, filter: { agreementIds: [$id] }) {
      totalCount
    }
  }
`);

export const customerQuestion = graphql(`
  query LineageOfCustomer($id: ID!) {
    customers(first: 1, filter: { ids: [$id] }) {
      nodes {
        id
        code
        name
        agreements(first: 100) {
          totalCount
          nodes {
            id
            code
            name
            createdAt
          }
        }
      }
    }
  }
`);

/** Whatever a text may name: a business id exactly as written, or an identifier. */
export const startQuestion = graphql(`
  query LineageStart($text: String!, $id: ID!, $isId: Boolean!) {
    serviceRequests(first: 1, filter: { references: [$text] }) {
      nodes {
        id
      }
    }
    operationCases(first: 1, filter: { references: [$text] }) {
      nodes {
        id
        serviceRequest {
          id
        }
      }
    }
    businessObjects(first: 1, filter: { businessKeys: [$text] }) {
      nodes {
        id
        serviceRequest {
          id
        }
      }
    }
    customers(first: 1, filter: { codes: [$text] }) {
      nodes {
        id
      }
    }
    agreements(first: 1, filter: { codes: [$text] }) {
      nodes {
        id
      }
    }
    sent: serviceRequests(first: 1, filter: { search: $text }) {
      nodes {
        id
      }
    }
    serviceRequest(id: $id) @include(if: $isId) {
      id
    }
    operationCase(id: $id) @include(if: $isId) {
      id
      serviceRequest {
        id
      }
    }
    businessObject(id: $id) @include(if: $isId) {
      id
      serviceRequest {
        id
      }
    }
    submission(id: $id) @include(if: $isId) {
      id
      serviceRequest {
        id
      }
    }
    document(id: $id) @include(if: $isId) {
      id
      serviceRequest {
        id
      }
    }
    event(id: $id) @include(if: $isId) {
      id
      serviceRequest {
        id
      }
    }
    customersById: customers(first: 1, filter: { ids: [$id] }) @include(if: $isId) {
      nodes {
        id
      }
    }
    agreementsById: agreements(first: 1, filter: { ids: [$id] }) @include(if: $isId) {
      nodes {
        id
      }
    }
  }
`);

export type RequestAnswer = LineageOfRequestsQuery['serviceRequests']['edges'][number]['node'];
export type AgreementAnswer = LineageOfAgreementQuery;
export type CustomerAnswer = LineageOfCustomerQuery;
export type StartAnswer = LineageStartQuery;
