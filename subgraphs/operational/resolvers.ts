import { demand, type Sight } from 'lib/access.ts';
import { callerOf } from 'lib/audit.ts';
import { refer, toEnum } from 'lib/entities.ts';
import { userError } from 'lib/errors.ts';
import type { Step } from './commands.ts';
import type { Context } from './context.ts';
import type { ChangeCaseStatusInput, Resolvers } from './generated.ts';
import { type FollowedStep, followSteps } from './live.ts';
import { type CaseRow, listCases } from './queries.ts';

const bulkLimit = 500;

/** @throws GraphQLError FORBIDDEN when time or author of something that happened elsewhere comes from somebody who does not import. */
function toStep(input: ChangeCaseStatusInput, { actor, identity, traceparent, requestId }: Context, sight: Sight): Step {
  if (input.changedAt != null) demand('ChangeCaseStatusInput.changedAt', identity);
  if (input.changedBy != null) demand('ChangeCaseStatusInput.changedBy', identity);
  return { input, actor, sight, traceparent, caller: callerOf({ identity, requestId }) };
}

async function loadCase(id: string, { cases }: Context): Promise<CaseRow> {
  const operationCase = await cases.load(id);
  if (!operationCase) throw new Error(`case ${id} has a history but is not there`);
  return operationCase;
}

export const resolvers: Resolvers = {
  Query: {
    operationCases: (_root, args, { sql, sight }) => listCases(sql, sight, args),
    operationCase: (_root, { id }, { cases }) => cases.load(id),
    logCursor: (_root, _args, { follower }) => follower.currentCursor(),
  },
  Mutation: {
    changeCaseStatus: (_root, { input }, context) =>
      context.desk.moveOne(toStep(input, context, demand('Mutation.changeCaseStatus', context.identity))),
    changeCaseStatuses: async (_root, { inputs }, context) => {
      if (inputs.length < 1 || inputs.length > bulkLimit) {
        return { results: [], userErrors: [userError('INVALID', `${inputs.length} inputs, accepted are 1 to ${bulkLimit}`)] };
      }
      const sight = demand('Mutation.changeCaseStatuses', context.identity);
      return { results: await context.desk.moveMany(inputs.map((input) => toStep(input, context, sight))), userErrors: [] };
    },
  },
  Subscription: {
    operationCaseChanged: {
      subscribe: (_root, args, context) => followSteps(args, context),
      resolve: ({ row, cursor }: FollowedStep, _args: unknown, context: Context) => ({
        cursor,
        change: row,
        // asked for only if the client wants it
        get operationCase() {
          return loadCase(row.case_id, context);
        },
      }),
    },
  },
  OperationCase: {
    __resolveReference: ({ id }, { cases }) => cases.load(id),
    serviceRequest: (row) => refer(row.request_id),
    customer: (row) => refer(row.customer_id),
    agreement: (row) => refer(row.agreement_id),
    requestType: (row) => refer(row.request_type_id),
    team: (row) => refer(row.team_id),
    priority: (row) => toEnum(row.priority),
    requesterName: (row) => row.requester_name,
    requesterEmail: (row) => row.requester_email,
    status: (row) => toEnum(row.status),
    history: (row, _args, { histories }) => histories.load(row.id),
    availableTransitions: async (row, _args, { transitions }) =>
      (await transitions.load(row.status)).map((rule) => ({ status: toEnum(rule.to_status), requiresReason: rule.requires_reason })),
    openedAt: (row) => row.opened_at,
    changedAt: (row) => row.changed_at,
    updatedAt: (row) => row.updated_at,
  },
  CaseStatusChange: {
    fromStatus: (row) => row.from_status && toEnum(row.from_status),
    toStatus: (row) => toEnum(row.to_status),
    changedBy: (row) => row.changed_by,
    changedAt: (row) => row.changed_at,
    recordedAt: (row) => row.recorded_at,
    event: (row) => refer(row.event_id),
  },
  ServiceRequest: {
    __resolveReference: ({ id }) => refer(id),
    operationCase: (request, _args, { casesByRequest }) => casesByRequest.load(request.id),
  },
};
