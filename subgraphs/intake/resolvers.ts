import { demand } from 'lib/access.ts';
import { callerOf } from 'lib/audit.ts';
import { refer, toEnum } from 'lib/entities.ts';
import { graphError, userError } from 'lib/errors.ts';
import type { Arrival } from './candidates.ts';
import type { Context } from './context.ts';
import type { Resolvers, SubmitRequestInput } from './generated.ts';
import { findRequestByReference, listServiceRequests, listSubmissions, type ServiceRequestRow, type SubmissionRow } from './queries.ts';

const bulkLimit = 500;

/** @throws GraphQLError FORBIDDEN when the time of something that happened elsewhere comes from somebody who does not import. */
function toArrival(input: SubmitRequestInput, { actor, identity, traceparent, requestId }: Context): Arrival {
  if (input.submittedAt != null) demand('SubmitRequestInput.submittedAt', identity);
  return { input, actor, traceparent, caller: callerOf({ identity, requestId }) };
}

/** Both records point at the same references. */
const references = {
  customer: (row: SubmissionRow | ServiceRequestRow) => refer(row.customer_id),
  agreement: (row: SubmissionRow | ServiceRequestRow) => refer(row.agreement_id),
  requestType: (row: SubmissionRow | ServiceRequestRow) => refer(row.request_type_id),
  team: (row: SubmissionRow | ServiceRequestRow) => refer(row.team_id),
  priority: (row: SubmissionRow | ServiceRequestRow) => toEnum(row.priority),
  externalReference: (row: SubmissionRow | ServiceRequestRow) => row.external_reference,
  submittedAt: (row: SubmissionRow | ServiceRequestRow) => row.submitted_at,
};

export const resolvers: Resolvers = {
  Query: {
    submissions: (_root, { filter, ...page }, { sql, sight }) => listSubmissions(sql, sight, page, filter),
    submission: (_root, { id }, { submissions }) => submissions.load(id),
    serviceRequests: (_root, args, { sql, sight }) => listServiceRequests(sql, sight, args),
    serviceRequest: (_root, { id, reference }, { pool, sight, requests }) => {
      if (id != null && reference == null) return requests.load(id);
      if (reference != null && id == null) return findRequestByReference(pool, sight, reference);
      throw graphError('BAD_USER_INPUT', 'serviceRequest takes id or reference, exactly one of them');
    },
  },
  Mutation: {
    submitRequest: (_root, { input }, context) => context.door.acceptOne(toArrival(input, context)),
    submitRequests: async (_root, { inputs }, context) => {
      if (inputs.length < 1 || inputs.length > bulkLimit) {
        return { results: [], userErrors: [userError('INVALID', `${inputs.length} inputs, accepted are 1 to ${bulkLimit}`)] };
      }
      return { results: await context.door.acceptMany(inputs.map((input) => toArrival(input, context))), userErrors: [] };
    },
  },
  Submission: {
    ...references,
    __resolveReference: ({ id }, { submissions }) => submissions.load(id),
    idempotencyKey: (row) => row.payload.idempotencyKey,
    requesterName: (row) => row.payload.requesterName,
    requesterEmail: (row) => row.payload.requesterEmail,
    description: (row) => row.payload.description,
    submittedBy: (row) => row.submitted_by,
    recordedAt: (row) => row.recorded_at,
    serviceRequest: (row, _args, { requestsBySubmission }) => requestsBySubmission.load(row.id),
  },
  ServiceRequest: {
    ...references,
    __resolveReference: ({ id }, { requests }) => requests.load(id),
    submission: async (row, _args, { submissions }) => {
      const submission = await submissions.load(row.submission_id);
      if (!submission) throw new Error(`service request ${row.id} has no submission`);
      return submission;
    },
    requesterName: (row) => row.requester_name,
    requesterEmail: (row) => row.requester_email,
    status: (row) => toEnum(row.status),
    createdAt: (row) => row.created_at,
    updatedAt: (row) => row.updated_at,
  },
};
