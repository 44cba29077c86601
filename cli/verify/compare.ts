import type { ExpectedRow, RequestRow } from '../archive/rows.ts';
import type { FoundCasesQuery } from '../generated/graphql.ts';

/** What the lab has of one case. */
export type FoundCase = FoundCasesQuery['submissions']['nodes'][number];

/** One case of the archive: what was sent, and what must have become of it. */
export type ExpectedCase = { request: RequestRow; expected: ExpectedRow };

/** Every way in which the lab differs from the archive in one case; empty when it does not. */
export function compareCase({ request, expected }: ExpectedCase, found: FoundCase): string[] {
  return [...compareText(request, found), ...compareState(expected, found)];
}

function compareState(expected: ExpectedRow, { serviceRequest }: FoundCase): string[] {
  if (!serviceRequest) return ['has no service request'];
  const { operationCase, businessObject } = serviceRequest;
  const differences = differ('service request', 'INTEGRATED', serviceRequest.status);
  if (!operationCase) return [...differences, 'has no operation case'];
  differences.push(...differ('operation case', expected.expected_operational, operationCase.status));
  // The first version is the opening; each accepted change adds one.
  differences.push(...differ('accepted changes', expected.accepted, operationCase.version - 1));
  if (!businessObject) return [...differences, 'has no business object'];
  differences.push(...differ('business object', expected.expected_canonical, businessObject.status));
  differences.push(...differ('case version that the business object reflects', operationCase.version, businessObject.appliedCaseVersion));
  return differences;
}

function compareText(request: RequestRow, found: FoundCase): string[] {
  const { serviceRequest } = found;
  // Equal strings are equal bytes: both sides were decoded from valid UTF-8.
  const pairs: [string, string, string | null | undefined][] = [
    ['customer', request.customer_ref, found.customer?.code],
    ['agreement', request.agreement_ref, found.agreement?.code],
    ['request type', request.request_type, found.requestType?.code],
    ['team', request.team, found.team?.code],
    ['priority', request.priority, found.priority],
    ['requester name', request.requester_name, found.requesterName],
    ['requester e-mail', request.requester_email, found.requesterEmail],
    ['description', request.description, found.description],
    ['time of submission', request.submitted_at, toIso(found.submittedAt)],
    ["service request's requester name", request.requester_name, serviceRequest?.requesterName],
    ["service request's requester e-mail", request.requester_email, serviceRequest?.requesterEmail],
    ["service request's priority", request.priority, serviceRequest?.priority],
    ["service request's description", request.description, serviceRequest?.description],
  ];
  return pairs.flatMap(([what, wanted, got]) => differ(what, wanted, got));
}

function toIso(time: string): string {
  return new Date(time).toISOString();
}

function differ(what: string, expected: string | number, found: string | number | null | undefined): string[] {
  if (expected === found) return [];
  const [wanted, got] = showDifference(String(expected), String(found ?? 'nothing'));
  return [`${what}: expected ${wanted}, found ${got}`];
}

const shownLength = 40;

/** Descriptions may be long, and a finding must stay a line: of long texts only what begins with the first difference is shown. */
function showDifference(expected: string, found: string): [string, string] {
  if (Math.max(expected.length, found.length) <= shownLength) return [expected, found];
  let start = 0;
  while (start < expected.length && expected[start] === found[start]) start += 1;
  const show = (text: string): string =>
    `${JSON.stringify(text.slice(start, start + shownLength))} from character ${start + 1} of ${text.length}`;
  return [show(expected), show(found)];
}
