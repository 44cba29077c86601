import { everything } from 'lib/access.ts';
import type { Tx } from 'lib/db.ts';
import { type UserError, userError } from 'lib/errors.ts';
import { type Candidate, isOpen } from './candidates.ts';
import { findSubmissionsByIds } from './queries.ts';

/** Answers candidates whose key was used before: with the first result, or with a refusal when the input is another one. */
export async function answerKnown(tx: Tx, candidates: Candidate[]): Promise<void> {
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
export function answerTwins(candidates: Candidate[]): void {
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

/** Claims the keys and says how many; where another transaction was faster this waits for it, and the key is then known. */
export async function claimKeys(tx: Tx, candidates: Candidate[]): Promise<number> {
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
