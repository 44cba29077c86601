import type { Boss } from 'lib/bells.ts';
import type { Tx } from 'lib/db.ts';
import { fromEnum } from 'lib/entities.ts';
import { openStreams, publishEvents, recordActivity } from 'lib/outbox.ts';
import { v7 as uuidv7 } from 'uuid';
import { type Acceptance, type Arrival, type Candidate, isOpen, type Stored, toAcceptance, toCandidate } from './candidates.ts';
import { answerKnown, answerTwins, claimKeys } from './idempotency.ts';
import type { ServiceRequestRow, SubmissionRow } from './queries.ts';
import { refuseReferences } from './references.ts';
import { claimDocuments, linkDocuments } from './request-documents.ts';

/**
 * Accepts submissions in the caller's transaction, each by itself: idempotency key, submission, service request, stream,
 * event, activity and bell are stored together or not at all. A refusal does not burn the key.
 *
 * @returns one result per arrival, in the same order.
 */
export async function acceptRequests(boss: Boss, tx: Tx, arrivals: readonly Arrival[]): Promise<Acceptance[]> {
  const now = new Date();
  const candidates = arrivals.map((arrival) => toCandidate(arrival, now));

  await answerKnown(tx, candidates);
  answerTwins(candidates);
  await refuseReferences(tx, candidates.filter(isOpen));
  await claimDocuments(tx, candidates.filter(isOpen));
  const claimed = await claimKeys(tx, candidates.filter(isOpen));
  // fewer than wanted: another transaction was faster, and its answer is known now
  if (claimed < candidates.filter(isOpen).length) await answerKnown(tx, candidates);
  const accepted = candidates.filter(isOpen);
  if (accepted.length > 0) await store(boss, tx, accepted);
  return candidates.map(toAcceptance);
}

async function store(boss: Boss, tx: Tx, accepted: Candidate[]): Promise<void> {
  const rows = await insertSubmissions(tx, accepted);
  const requests = new Map(rows.map((row) => [row.submission.id, row]));
  for (const candidate of accepted) candidate.submission = requests.get(candidate.submissionId)?.submission ?? null;

  const stored = accepted.flatMap((candidate) => {
    const row = requests.get(candidate.submissionId);
    return row ? [{ ...row, candidate, eventId: uuidv7() }] : [];
  });
  await linkDocuments(tx, stored);
  await openStreams(
    tx,
    stored.map(({ request, candidate: { actor, input } }) => ({ key: request.id, owner: actor, teamId: input.teamId })),
  );
  await recordActivity(tx, stored.flatMap(tellAcceptance));
  await publishEvents(boss, tx, stored.map(toEvent));
}

async function insertSubmissions(tx: Tx, accepted: Candidate[]): Promise<{ submission: SubmissionRow; request: ServiceRequestRow }[]> {
  const input = accepted.map(({ input: payload, ...candidate }, place) => ({
    ...payload,
    place,
    priority: fromEnum(payload.priority),
    id: candidate.submissionId,
    requestId: uuidv7(),
    payload,
    actor: candidate.actor,
    submittedAt: candidate.submittedAt,
  }));
  const { rows } = await tx.query<SubmissionRow & { request: ServiceRequestRow }>(
    `/* intake.insertSubmissions */
    with input as (
      select * from jsonb_to_recordset($1::jsonb) as i(place integer, id uuid, "requestId" uuid, payload jsonb, "customerId" uuid, "agreementId" uuid,
        "requestTypeId" uuid, "teamId" uuid, priority text, "requesterName" text, "requesterEmail" text, description text,
        "externalReference" text, actor text, "submittedAt" timestamptz)
    ), submitted as (
      insert into intake.submissions (id, payload, customer_id, agreement_id, request_type_id, team_id, priority, external_reference, submitted_by, submitted_at)
      select id, payload, "customerId", "agreementId", "requestTypeId", "teamId", priority, "externalReference", actor, "submittedAt" from input
      returning *
    ), recorded as (
      insert into source_system.service_requests (id, reference, submission_id, customer_id, agreement_id, request_type_id, team_id, priority,
        requester_name, requester_email, description, external_reference, submitted_at)
      select "requestId", source_system.next_reference(now()), id, "customerId", "agreementId", "requestTypeId", "teamId", priority,
        "requesterName", "requesterEmail", description, "externalReference", "submittedAt" from input order by place
      returning id, reference, submission_id
    )
    select s.*, to_jsonb(r) as request from submitted s join recorded r on r.submission_id = s.id`,
    [JSON.stringify(input)],
  );
  return rows.map(({ request, ...submission }) => ({ submission, request }));
}

function tellAcceptance({ submission, request, candidate }: Stored) {
  const common = {
    stream: request.id,
    actor: candidate.actor,
    correlationId: submission.id,
    causationId: null,
    time: candidate.submittedAt,
  };
  return [
    { ...common, kind: 'received', subjectType: 'submission', subjectId: submission.id, message: 'Submission received' } as const,
    {
      ...common,
      kind: 'recorded',
      subjectType: 'service_request',
      subjectId: request.id,
      actor: 'source system',
      message: `Recorded as ${request.reference}`,
    } as const,
  ];
}

function toEvent({ submission, request, candidate: { input, actor, traceparent, submittedAt }, eventId }: Stored) {
  return {
    id: eventId,
    type: 'RequestCreated',
    aggregateId: request.id,
    stream: request.id,
    sequence: 1,
    correlationId: submission.id,
    causationId: null,
    traceparent,
    actor,
    time: submittedAt,
    payload: {
      requestId: request.id,
      reference: request.reference,
      submissionId: submission.id,
      customerId: input.customerId.toLowerCase(),
      agreementId: input.agreementId.toLowerCase(),
      requestTypeId: input.requestTypeId.toLowerCase(),
      teamId: input.teamId.toLowerCase(),
      priority: fromEnum(input.priority),
      requesterName: input.requesterName,
      requesterEmail: input.requesterEmail,
      description: input.description,
      externalReference: input.externalReference ?? null,
      submittedAt: submittedAt.toISOString(),
    },
  } as const;
}

/**
 * Marks service requests as known downstream. Called by the worker when their first event has been applied.
 *
 * @param requestIds ids of service requests; those marked already stay as they are.
 */
export async function markIntegrated(tx: Tx, requestIds: readonly string[]): Promise<void> {
  await tx.query(
    `/* intake.markIntegrated */
    update source_system.service_requests set status = 'integrated', updated_at = now() where id = any($1::uuid[]) and status = 'pending'`,
    [requestIds],
  );
}
