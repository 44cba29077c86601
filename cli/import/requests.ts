import type { RequestRow } from '../archive/rows.ts';
import { graphql } from '../generated/gql.ts';
import type { SubmitRequestInput } from '../generated/graphql.ts';
import { callLimit, inBulks, jsonBytes, workInLanes } from '../lanes.ts';
import { type ImportContext, showPhase } from './context.ts';
import { describeErrors, readResults, sendInHalves } from './halves.ts';
import type { ReferenceIds } from './reference.ts';

const submitRequestsDocument = graphql(`
  mutation SubmitRequests($inputs: [SubmitRequestInput!]!) {
    submitRequests(inputs: $inputs) {
      results {
        submission { serviceRequest { id } }
        replayed
        userErrors { code message }
      }
      userErrors { code message }
    }
  }
`);

/**
 * Submits requests in bulks. The case's own id is the idempotency key: what arrived in an earlier run does nothing twice.
 *
 * @param total how many there are, for the person who waits.
 * @returns ids of the service requests by case id of the archive; cases that were refused are absent, and the report says why.
 */
export async function importRequests(
  context: ImportContext,
  rows: AsyncIterable<RequestRow>,
  total: number,
  ids: ReferenceIds,
): Promise<Map<string, string>> {
  const requestIds = new Map<string, string>();
  await showPhase(context, 'requests', total, async (progress) => {
    const inputs = toInputs(rows, ids, (id, message) => {
      refuse(context, id, message);
      progress.advance(1);
    });
    await workInLanes(inBulks(inputs, callLimit, jsonBytes), { lanes: context.concurrency, signal: context.signal }, async (bulk) => {
      await sendInHalves(
        bulk,
        (part) => submit(context, part, requestIds),
        (input, error) => refuse(context, input.idempotencyKey, error.message),
      );
      progress.advance(bulk.length);
    });
  });
  return requestIds;
}

async function* toInputs(
  rows: AsyncIterable<RequestRow>,
  ids: ReferenceIds,
  refuse: (id: string, message: string) => void,
): AsyncGenerator<SubmitRequestInput> {
  for await (const row of rows) {
    const customerId = ids.customers.get(row.customer_ref);
    const agreementId = ids.agreements.get(row.agreement_ref);
    const requestTypeId = ids.requestTypes.get(row.request_type);
    const teamId = ids.teams.get(row.team);
    if (!customerId || !agreementId || !requestTypeId || !teamId) {
      const refused = [
        !customerId && row.customer_ref,
        !agreementId && row.agreement_ref,
        !requestTypeId && row.request_type,
        !teamId && row.team,
      ];
      refuse(row.source_case_id, `not sent, because a reference value was refused: ${refused.filter(Boolean).join(', ')}`);
      continue;
    }
    yield {
      idempotencyKey: row.source_case_id,
      externalReference: row.source_case_id,
      customerId,
      agreementId,
      requestTypeId,
      teamId,
      priority: row.priority,
      requesterName: row.requester_name,
      requesterEmail: row.requester_email,
      description: row.description,
      submittedAt: row.submitted_at,
    };
  }
}

async function submit(context: ImportContext, inputs: readonly SubmitRequestInput[], requestIds: Map<string, string>): Promise<void> {
  const { submitRequests } = await context.persist(() => context.api.execute(submitRequestsDocument, { inputs: [...inputs] }));
  const results = readResults(submitRequests, inputs.length);
  for (const [place, { idempotencyKey }] of inputs.entries()) {
    const result = results[place];
    if (result?.submission?.serviceRequest) {
      requestIds.set(idempotencyKey, result.submission.serviceRequest.id);
      context.report.requests[result.replayed ? 'replayed' : 'new'] += 1;
    } else refuse(context, idempotencyKey, describeErrors(result?.userErrors ?? []));
  }
}

function refuse({ report }: ImportContext, id: string, message: string): void {
  report.requests.refused += 1;
  report.deviations.push({ kind: 'request', id, message });
}
