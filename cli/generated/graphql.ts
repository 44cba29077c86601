/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An agreement to be made or brought up to date. */
export type AgreementValueInput = {
  /** Stable code, 1 to 100 characters; decides which record is meant. */
  code: string;
  /** Code of the customer it belongs to; it must be known or part of the same input. An agreement never changes its customer. */
  customerCode: string;
  /** False deactivates it, true brings it back; absent: a new one is active, any other stays as it is. Nothing is ever deleted. */
  isActive?: boolean | null | undefined;
  /** Name for people, 1 to 200 characters. */
  name: string;
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

/** A step to be taken by a case. */
export type ChangeCaseStatusInput = {
  /** The case. */
  caseId: string | number;
  /** Only for imports of what happened elsewhere, never in the future; otherwise now. */
  changedAt?: string | null | undefined;
  /** Only for imports of what others did elsewhere, 1 to 200 characters; otherwise the person signed in. */
  changedBy?: string | null | undefined;
  /** The version that the sender has seen; another one is refused with STALE_VERSION. Absent: whatever it is now. */
  expectedVersion?: number | null | undefined;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first result and does nothing twice. */
  idempotencyKey?: string | null | undefined;
  /** Why, 1 to 2,000 characters. */
  reason: string;
  /** The status it shall have. */
  status: CaseStatus;
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

/** Reference data by code, 5,000 values at most in one input. What is not named stays as it is. */
export type ReferenceDataInput = {
  /** Agreements. */
  agreements?: Array<AgreementValueInput>;
  /** Customers. */
  customers?: Array<ReferenceValueInput>;
  /** Document types. */
  documentTypes?: Array<ReferenceValueInput>;
  /** Request types. */
  requestTypes?: Array<ReferenceValueInput>;
  /** Teams. */
  teams?: Array<ReferenceValueInput>;
};

/** A controlled value to be made or brought up to date. */
export type ReferenceValueInput = {
  /** Stable code, 1 to 100 characters; decides which record is meant. */
  code: string;
  /** False deactivates it, true brings it back; absent: a new one is active, any other stays as it is. Nothing is ever deleted. */
  isActive?: boolean | null | undefined;
  /** Name for people, 1 to 200 characters. */
  name: string;
};

/** Whether downstream systems have the request. */
export type ServiceRequestStatus =
  /** An operation case and a business object exist. */
  | 'INTEGRATED'
  /** Recorded; its event has not been applied downstream yet. */
  | 'PENDING';

/** A service request to be accepted. */
export type SubmitRequestInput = {
  /** An active agreement of that customer. */
  agreementId: string | number;
  /** An active customer. */
  customerId: string | number;
  /** The request in the sender's own words: 1 to 100,000 characters, line breaks and tabs but no other control characters. */
  description: string;
  /** Documents that were uploaded before and belong to this request. */
  documentIds?: Array<string | number> | null | undefined;
  /** The sender's own reference, 1 to 200 characters. */
  externalReference?: string | null | undefined;
  /** The sender's own key, 1 to 200 characters: the same key with the same input is answered with the first result and does nothing twice. */
  idempotencyKey: string;
  /** How urgent it is. */
  priority: Priority;
  /** An active request type. */
  requestTypeId: string | number;
  /** E-mail address of the person who asks. */
  requesterEmail: string;
  /** Name of the person who asks, 1 to 200 characters. */
  requesterName: string;
  /** Only for imports of what was sent elsewhere, never in the future; otherwise now. */
  submittedAt?: string | null | undefined;
  /** An active team. */
  teamId: string | number;
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

export type OpenedCasesQueryVariables = Exact<{
  requestIds: Array<string | number> | string | number;
}>;


export type OpenedCasesQuery = { operationCases: { nodes: Array<{ id: string, serviceRequest: { id: string } | null }> } };

export type ImportReferenceDataMutationVariables = Exact<{
  input: ReferenceDataInput;
}>;


export type ImportReferenceDataMutation = { importReferenceData: { createdCount: number, updatedCount: number, unchangedCount: number, customers: Array<{ id: string, code: string }>, agreements: Array<{ id: string, code: string }>, requestTypes: Array<{ id: string, code: string }>, teams: Array<{ id: string, code: string }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SubmitRequestsMutationVariables = Exact<{
  inputs: Array<SubmitRequestInput> | SubmitRequestInput;
}>;


export type SubmitRequestsMutation = { submitRequests: { results: Array<{ replayed: boolean, submission: { serviceRequest: { id: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type ChangeCaseStatusesMutationVariables = Exact<{
  inputs: Array<ChangeCaseStatusInput> | ChangeCaseStatusInput;
}>;


export type ChangeCaseStatusesMutation = { changeCaseStatuses: { results: Array<{ replayed: boolean, change: { version: number, toStatus: CaseStatus } | null, userErrors: Array<{ code: UserErrorCode, message: string }> }>, userErrors: Array<{ code: UserErrorCode, message: string }> } };

export type SeedStateQueryVariables = Exact<{ [key: string]: never; }>;


export type SeedStateQuery = { customers: { totalCount: number }, submissions: { totalCount: number } };

export type SeedReferenceMutationVariables = Exact<{
  input: ReferenceDataInput;
}>;


export type SeedReferenceMutation = { importReferenceData: { customers: Array<{ id: string, code: string }>, agreements: Array<{ id: string, code: string }>, requestTypes: Array<{ id: string, code: string }>, teams: Array<{ id: string, code: string }>, userErrors: Array<{ message: string }> } };

export type SeedRequestsMutationVariables = Exact<{
  inputs: Array<SubmitRequestInput> | SubmitRequestInput;
}>;


export type SeedRequestsMutation = { submitRequests: { results: Array<{ submission: { serviceRequest: { id: string } | null } | null, userErrors: Array<{ message: string }> }>, userErrors: Array<{ message: string }> } };

export type SeedCaseQueryVariables = Exact<{
  id: string | number;
}>;


export type SeedCaseQuery = { serviceRequest: { operationCase: { id: string } | null } | null };

export type SeedStepsMutationVariables = Exact<{
  inputs: Array<ChangeCaseStatusInput> | ChangeCaseStatusInput;
}>;


export type SeedStepsMutation = { changeCaseStatuses: { results: Array<{ userErrors: Array<{ message: string }> }>, userErrors: Array<{ message: string }> } };

export type StatusQueryVariables = Exact<{ [key: string]: never; }>;


export type StatusQuery = { overview: { eventsInWork: number, oldestPendingAt: string | null, criticalTimeP50Ms: number | null, criticalTimeP95Ms: number | null, counts: Array<{ layer: string, status: string, count: number }> } };

export type FoundCasesQueryVariables = Exact<{
  keys: Array<string> | string;
}>;


export type FoundCasesQuery = { submissions: { nodes: Array<{ idempotencyKey: string, priority: Priority, requesterName: string, requesterEmail: string, description: string, submittedAt: string, customer: { code: string } | null, agreement: { code: string } | null, requestType: { code: string } | null, team: { code: string } | null, serviceRequest: { id: string, status: ServiceRequestStatus, priority: Priority, requesterName: string, requesterEmail: string, description: string, operationCase: { id: string, status: CaseStatus, version: number } | null, businessObject: { id: string, status: BusinessObjectStatus, appliedCaseVersion: number } | null } | null }> } };

export type BalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type BalanceQuery = { balance: { accepted: number, processed: number, pending: number, retrying: number, dead: number, discarded: number, isBalanced: boolean, invariants: Array<{ name: string, promise: string, examined: number, violationCount: number, violations: Array<{ id: string, detail: string }> }> } };

export type InWorkQueryVariables = Exact<{ [key: string]: never; }>;


export type InWorkQuery = { overview: { eventsInWork: number, counts: Array<{ layer: string, status: string, count: number }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const OpenedCasesDocument = new TypedDocumentString(`
    query OpenedCases($requestIds: [ID!]!) {
  operationCases(filter: {requestIds: $requestIds}, first: 100) {
    nodes {
      id
      serviceRequest {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OpenedCasesQuery, OpenedCasesQueryVariables>;
export const ImportReferenceDataDocument = new TypedDocumentString(`
    mutation ImportReferenceData($input: ReferenceDataInput!) {
  importReferenceData(input: $input) {
    createdCount
    updatedCount
    unchangedCount
    customers {
      id
      code
    }
    agreements {
      id
      code
    }
    requestTypes {
      id
      code
    }
    teams {
      id
      code
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportReferenceDataMutation, ImportReferenceDataMutationVariables>;
export const SubmitRequestsDocument = new TypedDocumentString(`
    mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {
  submitRequests(inputs: $inputs) {
    results {
      submission {
        serviceRequest {
          id
        }
      }
      replayed
      userErrors {
        code
        message
      }
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitRequestsMutation, SubmitRequestsMutationVariables>;
export const ChangeCaseStatusesDocument = new TypedDocumentString(`
    mutation ChangeCaseStatuses($inputs: [ChangeCaseStatusInput!]!) {
  changeCaseStatuses(inputs: $inputs) {
    results {
      change {
        version
        toStatus
      }
      replayed
      userErrors {
        code
        message
      }
    }
    userErrors {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeCaseStatusesMutation, ChangeCaseStatusesMutationVariables>;
export const SeedStateDocument = new TypedDocumentString(`
    query SeedState {
  customers(first: 1) {
    totalCount
  }
  submissions(first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<SeedStateQuery, SeedStateQueryVariables>;
export const SeedReferenceDocument = new TypedDocumentString(`
    mutation SeedReference($input: ReferenceDataInput!) {
  importReferenceData(input: $input) {
    customers {
      id
      code
    }
    agreements {
      id
      code
    }
    requestTypes {
      id
      code
    }
    teams {
      id
      code
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SeedReferenceMutation, SeedReferenceMutationVariables>;
export const SeedRequestsDocument = new TypedDocumentString(`
    mutation SeedRequests($inputs: [SubmitRequestInput!]!) {
  submitRequests(inputs: $inputs) {
    results {
      submission {
        serviceRequest {
          id
        }
      }
      userErrors {
        message
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SeedRequestsMutation, SeedRequestsMutationVariables>;
export const SeedCaseDocument = new TypedDocumentString(`
    query SeedCase($id: ID!) {
  serviceRequest(id: $id) {
    operationCase {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SeedCaseQuery, SeedCaseQueryVariables>;
export const SeedStepsDocument = new TypedDocumentString(`
    mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {
  changeCaseStatuses(inputs: $inputs) {
    results {
      userErrors {
        message
      }
    }
    userErrors {
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SeedStepsMutation, SeedStepsMutationVariables>;
export const StatusDocument = new TypedDocumentString(`
    query Status {
  overview {
    counts {
      layer
      status
      count
    }
    eventsInWork
    oldestPendingAt
    criticalTimeP50Ms
    criticalTimeP95Ms
  }
}
    `) as unknown as TypedDocumentString<StatusQuery, StatusQueryVariables>;
export const FoundCasesDocument = new TypedDocumentString(`
    query FoundCases($keys: [String!]!) {
  submissions(filter: {idempotencyKeys: $keys}, first: 100) {
    nodes {
      idempotencyKey
      customer {
        code
      }
      agreement {
        code
      }
      requestType {
        code
      }
      team {
        code
      }
      priority
      requesterName
      requesterEmail
      description
      submittedAt
      serviceRequest {
        id
        status
        priority
        requesterName
        requesterEmail
        description
        operationCase {
          id
          status
          version
        }
        businessObject {
          id
          status
          appliedCaseVersion
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FoundCasesQuery, FoundCasesQueryVariables>;
export const BalanceDocument = new TypedDocumentString(`
    query Balance {
  balance {
    accepted
    processed
    pending
    retrying
    dead
    discarded
    isBalanced
    invariants {
      name
      promise
      examined
      violationCount
      violations {
        id
        detail
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BalanceQuery, BalanceQueryVariables>;
export const InWorkDocument = new TypedDocumentString(`
    query InWork {
  overview {
    eventsInWork
    counts {
      layer
      status
      count
    }
  }
}
    `) as unknown as TypedDocumentString<InWorkQuery, InWorkQueryVariables>;