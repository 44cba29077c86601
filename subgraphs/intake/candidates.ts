import type { Caller } from 'lib/audit.ts';
import type { UserError } from 'lib/errors.ts';
import { fingerprint } from 'lib/fingerprint.ts';
import { v7 as uuidv7 } from 'uuid';
import { checkSubmission } from './check-submission.ts';
import type { SubmitRequestInput } from './generated.ts';
import type { ServiceRequestRow, SubmissionRow } from './queries.ts';

/** One submission at the door, and who brought it. */
export type Arrival = { input: SubmitRequestInput; actor: string; traceparent: string | null /** For the audit. */; caller?: Caller };

export type Acceptance = {
  submission: SubmissionRow | null;
  replayed: boolean;
  userErrors: UserError[];
  /** SHA-256 of the whole input. */
  fingerprint: string;
};

/** An arrival on its way to being accepted or refused. */
export type Candidate = Arrival & {
  submissionId: string;
  fingerprint: string;
  submittedAt: Date;
  userErrors: UserError[];
  submission: SubmissionRow | null;
  replayed: boolean;
  /** An earlier arrival of the same batch under the same key, whose answer this one shares. */
  twin: Candidate | null;
};

export function toCandidate(arrival: Arrival, now: Date): Candidate {
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

export function isOpen(candidate: Candidate): boolean {
  return candidate.userErrors.length === 0 && candidate.submission === null && candidate.twin === null;
}

export function toAcceptance({ twin, submission, replayed, userErrors, fingerprint }: Candidate): Acceptance {
  if (!twin) return { submission, replayed, userErrors, fingerprint };
  // what the first one was refused for is what this one is refused for: the inputs are equal
  return { submission: twin.submission, replayed: twin.submission !== null, userErrors: twin.userErrors, fingerprint };
}

/** A candidate that was accepted, and what was made of it. */
export type Stored = { submission: SubmissionRow; request: ServiceRequestRow; candidate: Candidate; eventId: string };
