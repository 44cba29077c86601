/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What happened to a request. */
export type ActivityKind =
  /** An event failed for good. */
  | 'DEAD'
  /** A person gave up on an event. */
  | 'DISCARDED'
  /** A delivery attempt failed. */
  | 'FAILED'
  /** Lineage was recorded. */
  | 'LINKED'
  /** The business object got a new state. */
  | 'MAPPED'
  /** The operation case took a step. */
  | 'MOVED'
  /** The operation case was opened. */
  | 'OPENED'
  /** A submission arrived. */
  | 'RECEIVED'
  /** Two sides were compared and the difference repaired. */
  | 'RECONCILED'
  /** The source system recorded it. */
  | 'RECORDED'
  /** A person sent a dead event again. */
  | 'REDELIVERED'
  /** Past events were processed again. */
  | 'REPLAYED'
  /** A person took back that an event was given up. */
  | 'RESTORED'
  /** A person corrected the payload of a dead event. */
  | 'RESUBMITTED';

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

export type ReferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type ReferencesQuery = { agreements: { nodes: Array<{ id: string, name: string, customer: { id: string, name: string } }> }, requestTypes: Array<{ id: string, name: string }>, teams: Array<{ id: string, name: string }> };

export type SubmitMutationVariables = Exact<{
  input: SubmitRequestInput;
}>;


export type SubmitMutation = { submitRequest: { replayed: boolean, submission: { id: string, serviceRequest: { reference: string } | null } | null, userErrors: Array<{ code: UserErrorCode, message: string, field: Array<string> | null }> } };

export type FollowQueryVariables = Exact<{
  id: string | number;
}>;


export type FollowQuery = { submission: { serviceRequest: { status: ServiceRequestStatus, operationCase: { reference: string, status: CaseStatus } | null, businessObject: { businessKey: string, status: BusinessObjectStatus } | null, activity: Array<{ kind: ActivityKind, actor: string, message: string }> } | null } | null };

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

export const ReferencesDocument = new TypedDocumentString(`
    query References {
  agreements(first: 1, filter: {isActive: true}) {
    nodes {
      id
      name
      customer {
        id
        name
      }
    }
  }
  requestTypes(isActive: true) {
    id
    name
  }
  teams(isActive: true) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<ReferencesQuery, ReferencesQueryVariables>;
export const SubmitDocument = new TypedDocumentString(`
    mutation Submit($input: SubmitRequestInput!) {
  submitRequest(input: $input) {
    submission {
      id
      serviceRequest {
        reference
      }
    }
    replayed
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitMutation, SubmitMutationVariables>;
export const FollowDocument = new TypedDocumentString(`
    query Follow($id: ID!) {
  submission(id: $id) {
    serviceRequest {
      status
      operationCase {
        reference
        status
      }
      businessObject {
        businessKey
        status
      }
      activity {
        kind
        actor
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FollowQuery, FollowQueryVariables>;