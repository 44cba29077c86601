// A client of its own: it knows the published schema and nothing of the lab's code.
//   LAB_TOKEN=… node docs/example/submit-and-follow.ts            (a running lab on http://localhost:8080, or LAB_URL)

import { graphql } from './generated/gql.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

const References = graphql(`query References {
  agreements(first: 1, filter: { isActive: true }) { nodes { id name customer { id name } } }
  requestTypes(isActive: true) { id name }
  teams(isActive: true) { id name }
}`);

const Submit = graphql(`mutation Submit($input: SubmitRequestInput!) {
  submitRequest(input: $input) {
    submission { id serviceRequest { reference } }
    replayed
    userErrors { code message field }
  }
}`);

const Follow = graphql(`query Follow($id: ID!) {
  submission(id: $id) {
    serviceRequest {
      status
      operationCase { reference status }
      businessObject { businessKey status }
      activity { kind actor message }
    }
  }
}`);

const lab = process.env.LAB_URL ?? 'http://localhost:8080';
const token = process.env.LAB_TOKEN;
if (!token) throw new Error('LAB_TOKEN is missing — npm run --silent lab -- token --as requester prints one');

async function execute<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables): Promise<Result> {
  const response = await fetch(new URL('/graphql', lab), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Result; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map((error) => error.message).join('; '));
  return data;
}

const { agreements, requestTypes, teams } = await execute(References, {});
const [agreement] = agreements.nodes;
const [requestType] = requestTypes;
const [team] = teams;
if (!agreement || !requestType || !team) throw new Error('The lab has no reference data — import some, or start it with its demo data');

const { submitRequest } = await execute(Submit, {
  input: {
    // the same key again is answered with the same submission: a client may repeat what it is not sure of
    idempotencyKey: `example-${process.pid}-${Date.now()}`,
    customerId: agreement.customer.id,
    agreementId: agreement.id,
    requestTypeId: requestType.id,
    teamId: team.id,
    priority: 'MEDIUM',
    requesterName: 'Example client',
    requesterEmail: 'client@example.org',
    description: 'Sent by docs/example/submit-and-follow.ts',
  },
});
const { submission, userErrors } = submitRequest;
if (!submission?.serviceRequest) throw new Error(userErrors.map((error) => `${error.code}: ${error.message}`).join('; '));
console.log(`${submission.serviceRequest.reference} accepted for ${agreement.customer.name}`);

for (;;) {
  const { submission: current } = await execute(Follow, { id: submission.id });
  const request = current?.serviceRequest;
  if (request?.status === 'INTEGRATED') {
    console.log(`case ${request.operationCase?.reference} is ${request.operationCase?.status}`);
    console.log(`business object ${request.businessObject?.businessKey} is ${request.businessObject?.status}`);
    for (const { kind, actor, message } of request.activity) console.log(`  ${kind.padEnd(9)} ${actor.padEnd(14)} ${message}`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
