import type { ObjectVersionRow } from './queries.ts';

/** How a value comes to be: the rule for people, and the field of the record or event that it is made from. */
type ValueRule = { rule: string; source: string };

function copied(field: string): ValueRule {
  return { rule: 'copied as it is', source: `RequestCreated.${field}` };
}

/** The declared mapping: every value that a version keeps, by its column, and how it is made. What a version stores is this list. */
export const valueRules = {
  business_key: { rule: 'the number of the request, with BO in place of REQ', source: 'RequestCreated.reference' },
  object_type: { rule: 'always service_request', source: 'RequestCreated.type' },
  request_id: copied('requestId'),
  case_id: { rule: 'the case that was opened for the request', source: 'OperationCase.id' },
  customer_id: copied('customerId'),
  agreement_id: copied('agreementId'),
  request_type_id: copied('requestTypeId'),
  team_id: copied('teamId'),
  priority: copied('priority'),
  status: { rule: 'mapped from the status of the case', source: 'OperationCase.status' },
} as const satisfies Record<string, ValueRule>;

/** Why a value of a version is what it is. */
export type ValueOrigin = ValueRule & { field: string; sinceVersion: number };

/**
 * Where each value of a version comes from.
 *
 * @param versions all versions of the object, oldest first.
 */
export function explainValues(version: ObjectVersionRow, versions: readonly ObjectVersionRow[]): ValueOrigin[] {
  const known = versions.filter((one) => one.version <= version.version);
  return Object.entries<ValueRule>(valueRules).map(([field, declared]) => {
    const since = sinceWhen(field, known) ?? version;
    return { field, ...(field === 'status' ? ruleOfStatus(since) : declared), sinceVersion: since.version };
  });
}

/** The mapping is data: its version says by which table the status was looked up. */
function ruleOfStatus({ mapping_version, operational_status, case_version, status }: ObjectVersionRow): ValueRule {
  return {
    rule: `mapping ${mapping_version}: a case that is ${operational_status} means ${status}`,
    source: case_version === 1 ? 'OperationCase.status' : 'OperationalCaseStatusChanged.toStatus',
  };
}

/** The version that brought the value which the last one has: as `git blame` tells it. */
function sinceWhen(field: string, versions: readonly ObjectVersionRow[]): ObjectVersionRow | undefined {
  const value = valueIn(versions.at(-1), field);
  const change = versions.findLastIndex((one) => valueIn(one, field) !== value);
  return versions[change + 1];
}

function valueIn(version: ObjectVersionRow | undefined, field: string): string {
  return JSON.stringify((version?.state as Record<string, unknown> | undefined)?.[field]) ?? 'none';
}
