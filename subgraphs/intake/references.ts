import type { Tx } from 'lib/db.ts';
import { type UserError, userError } from 'lib/errors.ts';
import type { Candidate } from './candidates.ts';

type ReferenceCheck = {
  place: number;
  customer_active: boolean | null;
  agreement_active: boolean | null;
  agreement_fits: boolean | null;
  type_active: boolean | null;
  team_active: boolean | null;
};

/** Refuses candidates whose references are unknown, inactive or do not fit each other: one statement for all. */
export async function refuseReferences(tx: Tx, candidates: Candidate[]): Promise<void> {
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
