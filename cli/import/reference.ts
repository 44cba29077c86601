import { ApiError } from '../api.ts';
import type { RequestRow } from '../archive/rows.ts';
import { graphql } from '../generated/gql.ts';
import type { ReferenceDataInput } from '../generated/graphql.ts';
import { inBulks } from '../lanes.ts';
import { type ImportContext, showPhase } from './context.ts';
import { describeErrors, sendInHalves } from './halves.ts';

const importReferenceDataDocument = graphql(`
  mutation ImportReferenceData($input: ReferenceDataInput!) {
    importReferenceData(input: $input) {
      createdCount
      updatedCount
      unchangedCount
      customers { id code }
      agreements { id code }
      requestTypes { id code }
      teams { id code }
      userErrors { code message }
    }
  }
`);

const groups = ['customers', 'agreements', 'requestTypes', 'teams'] as const;
type Group = (typeof groups)[number];
type Value = { group: Group; code: string; name: string; isActive?: boolean; customerCode?: string };

/** The distinct values that an archive's requests use; where rows disagree about one, the first says what it is. */
export type ReferenceValues = Record<Group, Map<string, Value>>;

export function emptyReferenceValues(): ReferenceValues {
  return { customers: new Map(), agreements: new Map(), requestTypes: new Map(), teams: new Map() };
}

export function collectReferenceValues(values: ReferenceValues, row: RequestRow): void {
  const collect = (value: Value): void => {
    if (!values[value.group].has(value.code)) values[value.group].set(value.code, value);
  };
  collect({ group: 'customers', code: row.customer_ref, name: row.customer_name });
  const agreement = { code: row.agreement_ref, name: row.agreement_name, isActive: row.agreement_active };
  collect({ group: 'agreements', ...agreement, customerCode: row.customer_ref });
  collect({ group: 'requestTypes', code: row.request_type, name: row.request_type });
  collect({ group: 'teams', code: row.team, name: row.team });
}

/** Ids of reference values by code. */
export type ReferenceIds = Record<Group, Map<string, string>>;

const valuesPerCall = 1_000;

/**
 * Makes the values or brings them up to date. One call after the other: an agreement needs its customer.
 *
 * @returns ids of all values but those that were refused, which the report names.
 */
export async function importReferenceValues(context: ImportContext, values: ReferenceValues): Promise<ReferenceIds> {
  const ids: ReferenceIds = { customers: new Map(), agreements: new Map(), requestTypes: new Map(), teams: new Map() };
  const all = groups.flatMap((group) => [...values[group].values()]);
  const refuse = (value: Value, error: ApiError): void => {
    context.report.reference.refused += 1;
    context.report.deviations.push({ kind: 'reference', id: value.code, message: `one of the ${value.group}: ${error.message}` });
  };
  await showPhase(context, 'reference data', all.length, async (progress) => {
    for await (const bulk of inBulks(all, { count: valuesPerCall, bytes: Infinity })) {
      context.signal.throwIfAborted();
      await sendInHalves(bulk, (part) => sendValues(context, part, ids), refuse);
      progress.advance(bulk.length);
    }
  });
  return ids;
}

async function sendValues({ api, persist, report }: ImportContext, values: readonly Value[], ids: ReferenceIds): Promise<void> {
  const { importReferenceData: payload } = await persist(() => api.execute(importReferenceDataDocument, { input: toInput(values) }));
  // All or nothing: with an error nothing of this part was stored.
  if (payload.userErrors.length > 0) throw new ApiError('BAD_USER_INPUT', describeErrors(payload.userErrors));
  report.reference.created += payload.createdCount;
  report.reference.updated += payload.updatedCount;
  report.reference.unchanged += payload.unchangedCount;
  for (const group of groups) for (const { code, id } of payload[group]) ids[group].set(code, id);
}

function toInput(values: readonly Value[]): ReferenceDataInput {
  const pick = (wanted: Group) => values.filter(({ group }) => group === wanted).map(({ group: _, ...value }) => value);
  return {
    customers: pick('customers'),
    agreements: pick('agreements').map(({ customerCode = '', ...value }) => ({ ...value, customerCode })),
    requestTypes: pick('requestTypes'),
    teams: pick('teams'),
    documentTypes: [],
  };
}
