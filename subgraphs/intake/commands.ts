import { everything } from 'lib/access.ts';
import type { Caller } from 'lib/audit.ts';
import type { Boss } from 'lib/bells.ts';
import type { Tx } from 'lib/db.ts';
import { fromEnum, isUuid } from 'lib/entities.ts';
import { type UserError, userError } from 'lib/errors.ts';
import { fingerprint } from 'lib/fingerprint.ts';
import { openStreams, publishEvents, recordActivity } from 'lib/outbox.ts';
import { checkPastTime, checkText } from 'lib/text.ts';
import { v7 as uuidv7 } from 'uuid';
import type { SubmitRequestInput } from './generated.ts';
import { findSubmissionsByIds, type ServiceRequestRow, type SubmissionRow } from './queries.ts';

/** One submission at the door, and who brought it. */
export type Arrival = { input: SubmitRequestInput; actor: string; traceparent: string | null /** For the audit. */; caller?: Caller };

export type Acceptance = {
  submission: SubmissionRow | null;
  replayed: boolean;
  userErrors: UserError[];
  /** SHA-256 of the whole input. */
  fingerprint: string;
};

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

type Candidate = Arrival & {
  submissionId: string;
  fingerprint: string;
  submittedAt: Date;
  userErrors: UserError[];
  submission: SubmissionRow | null;
  replayed: boolean;
  /** An earlier arrival of the same batch under the same key, whose answer this one shares. */
  twin: Candidate | null;
};

function toCandidate(arrival: Arrival, now: Date): Candidate {
  return {
    ...arrival,
    submissionId: uuidv7(),
    fingerprint: fingerprint(arrival.input),
    submittedAt: arrival.input.submittedAt ?? now,
    userErrors: checkSubmission(arrival.input, now),
    submission: null,
    replayed: false,
    twin: null,
  };
}

function isOpen(candidate: Candidate): boolean {
  return candidate.userErrors.length === 0 && candidate.submission === null && candidate.twin === null;
}

function toAcceptance({ twin, submission, replayed, userErrors, fingerprint }: Candidate): Acceptance {
  if (!twin) return { submission, replayed, userErrors, fingerprint };
  // what the first one was refused for is what this one is refused for: the inputs are equal
  return { submission: twin.submission, replayed: twin.submission !== null, userErrors: twin.userErrors, fingerprint };
}

/** What can be said about a submission without looking at the database. */
function checkSubmission(input: SubmitRequestInput, now: Date): UserError[] {
  const errors = [
    checkText(input.idempotencyKey, 'idempotencyKey', 200),
    checkText(input.requesterName, 'requesterName', 200),
    checkText(input.requesterEmail, 'requesterEmail', 320),
    checkText(input.description, 'description', 100_000),
    input.externalReference == null ? null : checkText(input.externalReference, 'externalReference', 200),
    checkPastTime(input.submittedAt, 'submittedAt', now),
    ...(['customerId', 'agreementId', 'requestTypeId', 'teamId'] as const).map((field) =>
      isUuid(input[field]) ? null : userError('NOT_FOUND', `${field} is not the id of a record`, field),
    ),
    ...checkDocumentIds(input.documentIds ?? []),
  ];
  return errors.filter((error) => error !== null);
}

/** Documents of one submission; a person with more of them has a folder to send. */
const documentLimit = 50;

function checkDocumentIds(ids: readonly string[]): UserError[] {
  if (ids.length > documentLimit) {
    return [userError('INVALID', `${ids.length} documents, at most ${documentLimit} are accepted`, 'documentIds')];
  }
  return ids.flatMap((id, index) =>
    isUuid(id) ? [] : [userError('NOT_FOUND', `there is no document "${id}"`, 'documentIds', String(index))],
  );
}

/** Each document once, as Postgres writes its id. */
function documentsOf({ input }: Candidate): string[] {
  return [...new Set(input.documentIds?.map((id) => id.toLowerCase()))];
}

/** Answers candidates whose key was used before: with the first result, or with a refusal when the input is another one. */
async function answerKnown(tx: Tx, candidates: Candidate[]): Promise<void> {
  const open = candidates.filter(isOpen);
  if (open.length === 0) return;
  const { rows } = await tx.query<{ place: number; fingerprint: string; submission_id: string }>(
    `/* intake.findKeys */
    select a.place::integer, k.fingerprint, k.submission_id
    from unnest($1::text[], $2::text[]) with ordinality as a(actor, key, place)
    join intake.idempotency_keys k on k.actor = a.actor and k.key = a.key`,
    [open.map((candidate) => candidate.actor), open.map((candidate) => candidate.input.idempotencyKey)],
  );
  // a key that this transaction has just claimed is not an answer
  const known = rows.filter((row) => open[row.place - 1]?.submissionId !== row.submission_id);
  if (known.length === 0) return;
  const submissions = new Map(
    (
      await findSubmissionsByIds(
        tx,
        everything,
        known.map((row) => row.submission_id),
      )
    ).map((row) => [row.id, row]),
  );
  for (const row of known) {
    const candidate = open[row.place - 1];
    if (!candidate) continue;
    if (row.fingerprint === candidate.fingerprint) {
      candidate.submission = submissions.get(row.submission_id) ?? null;
      candidate.replayed = true;
    } else {
      candidate.userErrors = [keyReused(candidate)];
    }
  }
}

/** Two arrivals of one batch may carry the same key: the later shares the answer of the earlier. */
function answerTwins(candidates: Candidate[]): void {
  const first = new Map<string, Candidate>();
  for (const candidate of candidates.filter(isOpen)) {
    const key = JSON.stringify([candidate.actor, candidate.input.idempotencyKey]);
    const twin = first.get(key);
    if (!twin) first.set(key, candidate);
    else if (twin.fingerprint === candidate.fingerprint) candidate.twin = twin;
    else candidate.userErrors = [keyReused(candidate)];
  }
}

function keyReused({ input }: Candidate): UserError {
  return userError('IDEMPOTENCY_KEY_REUSED', `the key "${input.idempotencyKey}" was used before with another input`, 'idempotencyKey');
}

type ReferenceCheck = {
  place: number;
  customer_active: boolean | null;
  agreement_active: boolean | null;
  agreement_fits: boolean | null;
  type_active: boolean | null;
  team_active: boolean | null;
};

/** Refuses candidates whose references are unknown, inactive or do not fit each other: one statement for all. */
async function refuseReferences(tx: Tx, candidates: Candidate[]): Promise<void> {
  if (candidates.length === 0) return;
  const column = (field: 'customerId' | 'agreementId' | 'requestTypeId' | 'teamId') => candidates.map(({ input }) => input[field]);
  const { rows } = await tx.query<ReferenceCheck>(
    `/* intake.checkReferences */
    select r.place::integer, c.is_active as customer_active, a.is_active as agreement_active, a.customer_id = r.customer_id as agreement_fits,
      q.is_active as type_active, t.is_active as team_active
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as r(customer_id, agreement_id, type_id, team_id, place)
    left join reference.customers c on c.id = r.customer_id
    left join reference.agreements a on a.id = r.agreement_id
    left join reference.request_types q on q.id = r.type_id
    left join reference.teams t on t.id = r.team_id
    where not coalesce(c.is_active and a.is_active and a.customer_id = r.customer_id and q.is_active and t.is_active, false)`,
    [column('customerId'), column('agreementId'), column('requestTypeId'), column('teamId')],
  );
  for (const row of rows) {
    const candidate = candidates[row.place - 1];
    if (candidate) candidate.userErrors = describeReferences(row);
  }
}

function describeReferences(row: ReferenceCheck): UserError[] {
  const errors = [
    describeReference(row.customer_active, 'customer', 'customerId'),
    describeReference(row.agreement_active, 'agreement', 'agreementId'),
    describeReference(row.type_active, 'request type', 'requestTypeId'),
    describeReference(row.team_active, 'team', 'teamId'),
  ].filter((error) => error !== null);
  if (row.customer_active !== null && row.agreement_fits === false) {
    errors.push(userError('AGREEMENT_CUSTOMER_MISMATCH', 'the agreement belongs to another customer', 'agreementId'));
  }
  return errors;
}

function describeReference(isActive: boolean | null, what: string, field: string): UserError | null {
  if (isActive === null) return userError('NOT_FOUND', `there is no such ${what}`, field);
  return isActive ? null : userError('REFERENCE_INACTIVE', `the ${what} is no longer active`, field);
}

type DocumentClaim = { candidate: Candidate; id: string };

/**
 * Locks the documents that candidates name, until the end of the transaction, and refuses candidates that cannot have all of theirs.
 * Before the keys are claimed, here as everywhere: who holds a key waits for no document.
 */
async function claimDocuments(tx: Tx, candidates: Candidate[]): Promise<void> {
  const claims = candidates.flatMap((candidate) => documentsOf(candidate).map((id): DocumentClaim => ({ candidate, id })));
  if (claims.length === 0) return;
  const { rows } = await tx.query<{ place: number; verdict: string }>(
    '/* intake.claimDocuments */ select place, verdict from document_repo.claim_documents($1::text[], $2::uuid[])',
    [claims.map(({ candidate }) => candidate.actor), claims.map(({ id }) => id)],
  );
  const refused = rows.flatMap(({ place, verdict }) => {
    const claim = claims[place - 1];
    return claim && verdict !== 'free' ? [{ ...claim, verdict }] : [];
  });
  // the document may have gone to the same submission: to the one that we waited for, under the same key
  await answerKnown(tx, [...new Set(refused.map(({ candidate }) => candidate))]);
  const open = new Set(candidates.filter(isOpen));
  for (const { candidate, id, verdict } of refused) {
    if (open.has(candidate)) candidate.userErrors.push(describeDocument(candidate, id, verdict));
  }
  const taken = new Set<string>();
  for (const candidate of candidates.filter(isOpen)) {
    const ids = documentsOf(candidate);
    candidate.userErrors.push(...ids.filter((id) => taken.has(id)).map((id) => describeDocument(candidate, id, 'linked')));
    if (isOpen(candidate)) for (const id of ids) taken.add(id);
  }
}

function describeDocument({ input }: Candidate, id: string, verdict: string): UserError {
  const index = (input.documentIds ?? []).findIndex((named) => named.toLowerCase() === id);
  const field = ['documentIds', String(index)];
  if (verdict === 'linked') return userError('INVALID', `the document "${id}" belongs to another submission`, ...field);
  if (verdict === 'pending') return userError('INVALID', `the document "${id}" is still being uploaded`, ...field);
  if (verdict === 'quarantined')
    return userError('INVALID', `the document "${id}" is quarantined until it is scanned; try again`, ...field);
  return userError('NOT_FOUND', `there is no document "${id}"`, ...field);
}

/** Gives claimed documents to their submissions. */
async function linkDocuments(tx: Tx, stored: readonly Stored[]): Promise<void> {
  const links = stored.flatMap((one) => documentsOf(one.candidate).map((id) => ({ ...one, id })));
  if (links.length === 0) return;
  await tx.query('/* intake.linkDocuments */ select document_repo.link_documents($1::text[], $2::uuid[], $3::uuid[], $4::uuid[])', [
    links.map(({ candidate }) => candidate.actor),
    links.map(({ id }) => id),
    links.map(({ submission }) => submission.id),
    links.map(({ request }) => request.id),
  ]);
}

/** Claims the keys and says how many; where another transaction was faster this waits for it, and the key is then known. */
async function claimKeys(tx: Tx, candidates: Candidate[]): Promise<number> {
  if (candidates.length === 0) return 0;
  const { rowCount } = await tx.query(
    `/* intake.claimKeys */
    insert into intake.idempotency_keys (actor, key, fingerprint, submission_id)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) as k(actor, key, fingerprint, submission_id)
    order by actor, key on conflict (actor, key) do nothing`, // in order: two batches with the same keys must not wait for each other
    [
      candidates.map((candidate) => candidate.actor),
      candidates.map((candidate) => candidate.input.idempotencyKey),
      candidates.map((candidate) => candidate.fingerprint),
      candidates.map((candidate) => candidate.submissionId),
    ],
  );
  return rowCount ?? 0;
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

type Stored = { submission: SubmissionRow; request: ServiceRequestRow; candidate: Candidate; eventId: string };

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
