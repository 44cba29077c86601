import { randomUUID } from 'node:crypto';
import type { Asking } from './ask.ts';
import { until } from './until.ts';

/** Reference values that a request is made of, by their ids. */
export type Chosen = { customer: string; agreement: string; requestType: string; team: string };

/** Two customers, an inactive value of each kind. */
export type References = Chosen & {
  otherCustomer: string;
  otherAgreement: string;
  inactiveCustomer: string;
  inactiveAgreement: string;
  inactiveRequestType: string;
  inactiveTeam: string;
};

export async function seedReferences(lab: Asking): Promise<References> {
  const { data } = await lab.ask<{ importReferenceData: Record<string, { id: string; code: string }[]> & { userErrors: unknown[] } }>(
    `mutation ($input: ReferenceDataInput!) { importReferenceData(input: $input) {
      customers { id code } agreements { id code } requestTypes { id code } teams { id code } userErrors { message } } }`,
    {
      input: {
        customers: [value('C1'), value('C2'), { ...value('C-OLD'), isActive: false }],
        agreements: [
          { ...value('A1'), customerCode: 'C1' },
          { ...value('A2'), customerCode: 'C2' },
          { ...value('A-OLD'), customerCode: 'C1', isActive: false },
        ],
        requestTypes: [value('T1'), { ...value('T-OLD'), isActive: false }],
        teams: [value('G1'), { ...value('G-OLD'), isActive: false }],
      },
    },
  );
  const { userErrors, ...groups } = data.importReferenceData;
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  const idOf = (code: string): string => {
    const found = Object.values(groups)
      .flat()
      .find((row) => row.code === code);
    if (!found) throw new Error(`no reference value ${code}`);
    return found.id;
  };
  return {
    customer: idOf('C1'),
    agreement: idOf('A1'),
    otherCustomer: idOf('C2'),
    otherAgreement: idOf('A2'),
    inactiveCustomer: idOf('C-OLD'),
    inactiveAgreement: idOf('A-OLD'),
    requestType: idOf('T1'),
    inactiveRequestType: idOf('T-OLD'),
    team: idOf('G1'),
    inactiveTeam: idOf('G-OLD'),
  };
}

/** What {@link findReferences} asks. */
export const referencesQuery = `query References { agreements(first: 1, filter: { isActive: true }) { nodes { id customer { id } } }
  requestTypes(isActive: true) { id } teams(isActive: true) { id code } }`;

/** Reference values of the demo data: one of each kind. @param teamCode of the team; without it, the first one. */
export async function findReferences(lab: Asking, teamCode?: string): Promise<Chosen> {
  const { data } = await lab.ask<{
    agreements: { nodes: { id: string; customer: { id: string } }[] };
    requestTypes: { id: string }[];
    teams: { id: string; code: string }[];
  }>(referencesQuery);
  const [agreement] = data.agreements.nodes;
  const [requestType] = data.requestTypes;
  const team = data.teams.find(({ code }) => teamCode === undefined || code === teamCode);
  if (!agreement || !requestType || !team) throw new Error('the demo data are missing');
  return { customer: agreement.customer.id, agreement: agreement.id, requestType: requestType.id, team: team.id };
}

function value(code: string): { code: string; name: string } {
  return { code, name: `Value ${code}` };
}

/** An input that is accepted; change what the test is about. */
export function requestInput(references: Chosen, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    idempotencyKey: randomUUID(),
    customerId: references.customer,
    agreementId: references.agreement,
    requestTypeId: references.requestType,
    teamId: references.team,
    priority: 'MEDIUM',
    requesterName: 'A requester',
    requesterEmail: 'requester@example.org',
    description: 'Something is asked for.',
    ...changes,
  };
}

export type UserError = { code: string; message: string; field: string[] | null };
export type SubmitResult = {
  submission: { id: string; description: string; serviceRequest: { id: string; reference: string; status: string } } | null;
  replayed: boolean;
  userErrors: UserError[];
};

const submitFields = 'submission { id description serviceRequest { id reference status } } replayed userErrors { code message field }';

export async function submit(lab: Asking, input: Record<string, unknown>): Promise<SubmitResult> {
  const answer = await lab.ask<{ submitRequest: SubmitResult }>(
    `mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { ${submitFields} } }`,
    { input },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.submitRequest;
}

export async function submitMany(
  lab: Asking,
  inputs: Record<string, unknown>[],
): Promise<{ results: SubmitResult[]; userErrors: UserError[] }> {
  const answer = await lab.ask<{ submitRequests: { results: SubmitResult[]; userErrors: UserError[] } }>(
    `mutation ($inputs: [SubmitRequestInput!]!) { submitRequests(inputs: $inputs) { results { ${submitFields} } userErrors { code message field } } }`,
    { inputs },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.submitRequests;
}

/** Submits a request and waits until the worker has opened its case. */
export async function openCase(lab: Asking, references: Chosen): Promise<{ requestId: string; reference: string; caseId: string }> {
  const { submission } = await submit(lab, requestInput(references));
  if (!submission) throw new Error('the request was refused');
  const { id, reference } = submission.serviceRequest;
  const caseId = await until(`${reference} has a case`, async () => {
    const { data } = await lab.ask<{ serviceRequest: { operationCase: { id: string } | null } }>(
      'query ($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }',
      { id },
    );
    return data.serviceRequest.operationCase?.id;
  });
  return { requestId: id, reference, caseId };
}

export type StepResult = {
  operationCase: { id: string; status: string; version: number } | null;
  change: { version: number; toStatus: string; changedBy: string } | null;
  replayed: boolean;
  userErrors: UserError[];
};

const stepFields = 'operationCase { id status version } change { version toStatus changedBy } replayed userErrors { code message field }';

export async function move(lab: Asking, input: Record<string, unknown>): Promise<StepResult> {
  const answer = await lab.ask<{ changeCaseStatus: StepResult }>(
    `mutation ($input: ChangeCaseStatusInput!) { changeCaseStatus(input: $input) { ${stepFields} } }`,
    { input: { reason: 'because', ...input } },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.changeCaseStatus;
}

export async function moveMany(
  lab: Asking,
  inputs: Record<string, unknown>[],
): Promise<{ results: StepResult[]; userErrors: UserError[] }> {
  const answer = await lab.ask<{ changeCaseStatuses: { results: StepResult[]; userErrors: UserError[] } }>(
    `mutation ($inputs: [ChangeCaseStatusInput!]!) { changeCaseStatuses(inputs: $inputs) { results { ${stepFields} } userErrors { code message field } } }`,
    { inputs: inputs.map((input) => ({ reason: 'because', ...input })) },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.changeCaseStatuses;
}

/** Names of the promises that are broken; empty when all is accounted for. */
export async function brokenPromises(lab: Asking): Promise<string[]> {
  const { data } = await lab.ask<{
    balance: { isBalanced: boolean; invariants: { name: string; violationCount: number; violations: { id: string; detail: string }[] }[] };
  }>('{ balance { isBalanced invariants { name violationCount violations { id detail } } } }');
  const broken = data.balance.invariants.filter((invariant) => invariant.violationCount > 0);
  return broken.map((invariant) => `${invariant.name}: ${JSON.stringify(invariant.violations.slice(0, 3))}`);
}
