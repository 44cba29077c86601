import { isUuid } from 'lib/entities.ts';
import { type UserError, userError } from 'lib/errors.ts';
import { checkPastTime, checkText } from 'lib/text.ts';
import type { SubmitRequestInput } from './generated.ts';

/** What can be said about a submission without looking at the database. */
export function checkSubmission(input: SubmitRequestInput, now: Date): UserError[] {
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
