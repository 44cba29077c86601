import type { RequestRow } from 'cli/archive/rows.ts';
import { type Ask, persist } from './gateway.ts';
import type { Errand } from './supply.ts';

/** Makes the input of a submission out of a row of the archive. */
export type ToInput = (errand: Errand) => Record<string, unknown>;

type Value = { code: string; id: string };
type Imported = Record<'customers' | 'agreements' | 'requestTypes' | 'teams', Value[]> & { userErrors: { message: string }[] };

const valuesPerCall = 1_000;

/** Brings in the controlled values that these requests use. */
export async function importReferences(ask: Ask, rows: readonly RequestRow[]): Promise<ToInput> {
  const distinct = <Item>(pick: (row: RequestRow) => [string, Item]): Item[] => [...new Map(rows.map(pick)).values()];
  const groups: Record<string, { code: string }[]> = {
    customers: distinct((row) => [row.customer_ref, { code: row.customer_ref, name: row.customer_name }]),
    agreements: distinct((row) => [
      row.agreement_ref,
      { code: row.agreement_ref, name: row.agreement_name, isActive: true, customerCode: row.customer_ref },
    ]),
    requestTypes: distinct((row) => [row.request_type, { code: row.request_type, name: row.request_type }]),
    teams: distinct((row) => [row.team, { code: row.team, name: row.team }]),
  };
  const ids = new Map<string, string>();
  // one group after the other: an agreement needs its customer
  for (const [group, values] of Object.entries(groups)) {
    for (let start = 0; start < values.length; start += valuesPerCall) {
      for (const value of await send(ask, group, values.slice(start, start + valuesPerCall))) ids.set(`${group}/${value.code}`, value.id);
    }
  }
  return ({ key, row }) => ({
    idempotencyKey: key,
    externalReference: key,
    customerId: ids.get(`customers/${row.customer_ref}`),
    agreementId: ids.get(`agreements/${row.agreement_ref}`),
    requestTypeId: ids.get(`requestTypes/${row.request_type}`),
    teamId: ids.get(`teams/${row.team}`),
    priority: row.priority,
    requesterName: row.requester_name,
    requesterEmail: row.requester_email,
    description: row.description,
    submittedAt: row.submitted_at,
  });
}

async function send(ask: Ask, group: string, values: { code: string }[]): Promise<Value[]> {
  const { importReferenceData } = await persist(
    () =>
      ask<{ importReferenceData: Imported }>(
        `mutation ($input: ReferenceDataInput!) { importReferenceData(input: $input) {
          customers { id code } agreements { id code } requestTypes { id code } teams { id code } userErrors { message } } }`,
        { input: { [group]: values } },
      ),
    new Map(),
  );
  const [error] = importReferenceData.userErrors;
  if (error) throw new Error(`reference data were refused: ${error.message}`);
  return importReferenceData[group as keyof Omit<Imported, 'userErrors'>];
}
