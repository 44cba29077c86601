import { readFileSync } from 'node:fs';
import type { Api } from './api.ts';
import { graphql } from './generated/gql.ts';
import type { CaseStatus, Priority } from './generated/graphql.ts';

type Coded = { code: string; name: string; isActive?: boolean };
type Demo = {
  reference: {
    customers: Coded[];
    agreements: (Coded & { customerCode: string })[];
    requestTypes: Coded[];
    teams: Coded[];
    documentTypes: Coded[];
  };
  requests: {
    key: string;
    customer: string;
    agreement: string;
    requestType: string;
    team: string;
    priority: Priority;
    requesterName: string;
    requesterEmail: string;
    description: string;
    steps: { status: CaseStatus; reason: string }[];
  }[];
};

const stateQuery = graphql(`query SeedState { customers(first: 1) { totalCount } submissions(first: 1) { totalCount } }`);
const referenceMutation = graphql(`mutation SeedReference($input: ReferenceDataInput!) {
  importReferenceData(input: $input) {
    customers { id code } agreements { id code } requestTypes { id code } teams { id code }
    userErrors { message }
  }
}`);
const submitMutation = graphql(`mutation SeedRequest($input: SubmitRequestInput!) {
  submitRequest(input: $input) { submission { serviceRequest { id } } userErrors { message } }
}`);
const caseQuery = graphql(`query SeedCase($id: ID!) { serviceRequest(id: $id) { operationCase { id } } }`);
const moveMutation = graphql(`mutation SeedSteps($inputs: [ChangeCaseStatusInput!]!) {
  changeCaseStatuses(inputs: $inputs) { results { userErrors { message } } userErrors { message } }
}`);

const casePollMs = 100;
const casePatienceMs = 20_000;

/** One and the same lab, spoken to in three roles. */
export type DemoCast = Record<'requester' | 'operator' | 'integrator', Api>;

/**
 * Fills an empty lab with generic demo data, the way everybody else would: through its public API. A lab that holds
 * anything is left alone.
 *
 * @returns whether anything was seeded.
 * @throws Error when the demo data are refused or the worker does not open their cases.
 */
export async function seedDemo({ requester, operator, integrator }: DemoCast): Promise<boolean> {
  const { customers, submissions } = await integrator.execute(stateQuery);
  if (customers.totalCount > 0 || submissions.totalCount > 0) return false;
  const demo = JSON.parse(readFileSync(new URL('../sql/seed/demo.json', import.meta.url), 'utf8')) as Demo;

  const { importReferenceData: reference } = await integrator.execute(referenceMutation, { input: demo.reference });
  refuse(reference.userErrors);
  const ids = new Map(
    [...reference.customers, ...reference.agreements, ...reference.requestTypes, ...reference.teams].map(({ id, code }) => [code, id]),
  );
  const idOf = (code: string): string => ids.get(code) ?? '';

  for (const { key, customer, agreement, requestType, team, steps, ...request } of demo.requests) {
    const { submitRequest } = await requester.execute(submitMutation, {
      input: {
        ...request,
        idempotencyKey: key,
        customerId: idOf(customer),
        agreementId: idOf(agreement),
        requestTypeId: idOf(requestType),
        teamId: idOf(team),
      },
    });
    refuse(submitRequest.userErrors);
    const requestId = submitRequest.submission?.serviceRequest?.id;
    if (requestId && steps.length > 0) await moveCase(operator, { requestId, key, steps });
  }
  return true;
}

async function moveCase(
  api: Api,
  { requestId, key, steps }: { requestId: string; key: string; steps: { status: CaseStatus; reason: string }[] },
): Promise<void> {
  const caseId = await awaitCase(api, requestId);
  const { changeCaseStatuses } = await api.execute(moveMutation, {
    inputs: steps.map((step, place) => ({ ...step, caseId, idempotencyKey: `${key}:${place + 1}` })),
  });
  refuse([...changeCaseStatuses.userErrors, ...changeCaseStatuses.results.flatMap((result) => result.userErrors)]);
}

async function awaitCase(api: Api, requestId: string): Promise<string> {
  const deadline = Date.now() + casePatienceMs;
  while (Date.now() < deadline) {
    const { serviceRequest } = await api.execute(caseQuery, { id: requestId });
    if (serviceRequest?.operationCase) return serviceRequest.operationCase.id;
    await new Promise((resolve) => setTimeout(resolve, casePollMs));
  }
  throw new Error('The worker has not opened the case of a demo request — is it running?');
}

function refuse(errors: { message: string }[]): void {
  if (errors.length > 0) throw new Error(`The demo data were refused: ${errors.map((error) => error.message).join('; ')}`);
}
