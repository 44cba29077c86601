import type { Tx } from 'lib/db.ts';
import { type UserError, userError } from 'lib/errors.ts';
import { type Candidate, isOpen, type Stored } from './candidates.ts';
import { answerKnown } from './idempotency.ts';

type DocumentClaim = { candidate: Candidate; id: string };

/**
 * Locks the documents that candidates name, until the end of the transaction, and refuses candidates that cannot have all of theirs.
 * Before the keys are claimed, here as everywhere: who holds a key waits for no document.
 */
export async function claimDocuments(tx: Tx, candidates: Candidate[]): Promise<void> {
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
export async function linkDocuments(tx: Tx, stored: readonly Stored[]): Promise<void> {
  const links = stored.flatMap((one) => documentsOf(one.candidate).map((id) => ({ ...one, id })));
  if (links.length === 0) return;
  await tx.query('/* intake.linkDocuments */ select document_repo.link_documents($1::text[], $2::uuid[], $3::uuid[], $4::uuid[])', [
    links.map(({ candidate }) => candidate.actor),
    links.map(({ id }) => id),
    links.map(({ submission }) => submission.id),
    links.map(({ request }) => request.id),
  ]);
}

/** Each document once, as Postgres writes its id. */
function documentsOf({ input }: Candidate): string[] {
  return [...new Set(input.documentIds?.map((id) => id.toLowerCase()))];
}
