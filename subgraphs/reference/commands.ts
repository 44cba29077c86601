import { type AuditEntry, type Caller, type Recording, recordAudit } from 'lib/audit.ts';
import type { Tx } from 'lib/db.ts';
import { Refusal, type UserError, userError } from 'lib/errors.ts';
import { checkText } from 'lib/text.ts';
import type { AgreementRow, CustomerRow, ValueRow, ValueTable } from './queries.ts';

/** `isActive` absent: a new value is active, any other stays as it is. */
export type Value = { code: string; name: string; isActive?: boolean | null | undefined };
export type AgreementValue = Value & { customerCode: string };

export type ReferenceData = {
  customers: Value[];
  agreements: AgreementValue[];
  requestTypes: Value[];
  teams: Value[];
  documentTypes: Value[];
};

export type ImportResult = {
  createdCount: number;
  updatedCount: number;
  unchangedCount: number;
  customers: CustomerRow[];
  agreements: AgreementRow[];
  requestTypes: ValueRow[];
  teams: ValueRow[];
  documentTypes: ValueRow[];
};

const importLimit = 5_000;
const groups = ['customers', 'agreements', 'requestTypes', 'teams', 'documentTypes'] as const;

/** What can be said about the values without looking at the database. */
function checkReferenceData(data: ReferenceData): UserError[] {
  const size = groups.reduce((sum, group) => sum + data[group].length, 0);
  if (size > importLimit) return [userError('INVALID', `the input has ${size} values, at most ${importLimit} are accepted`)];
  return groups.flatMap((group) => checkGroup(group, data[group]));
}

function checkGroup(group: string, values: Value[]): UserError[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const at = (error: UserError | null): UserError[] =>
      error ? [{ ...error, field: ['input', group, String(index), ...(error.field?.slice(1) ?? [])] }] : [];
    const errors = [...at(checkText(value.code, 'code', 100)), ...at(checkText(value.name, 'name', 200))];
    if (seen.has(value.code)) errors.push(...at(userError('INVALID', `the code "${value.code}" stands twice in ${group}`, 'code')));
    seen.add(value.code);
    return errors;
  });
}

/**
 * Makes values or brings them up to date, by code. Nothing is deleted, an agreement never changes its customer.
 *
 * @throws Refusal when a value is malformed, or an agreement names an unknown customer or one it does not belong to.
 */
export async function importReferenceData(tx: Tx, data: ReferenceData, by?: Recording): Promise<ImportResult> {
  const malformed = checkReferenceData(data);
  if (malformed.length > 0) throw new Refusal(malformed);
  const customers = await upsertValues(tx, 'customers', data.customers);
  const foreign = await findForeignAgreements(tx, data.agreements);
  if (foreign.length > 0) throw new Refusal(foreign);
  const agreements = await upsertAgreements(tx, data.agreements);
  const requestTypes = await upsertValues(tx, 'request_types', data.requestTypes);
  const teams = await upsertValues(tx, 'teams', data.teams);
  const documentTypes = await upsertValues(tx, 'document_types', data.documentTypes);
  const all = [customers, agreements, requestTypes, teams, documentTypes];
  if (by)
    await recordAudit(
      tx,
      by.trail,
      all.flatMap((rows, place) => rows.flatMap((row) => describeImport(by.caller, objectTypes[place] ?? 'value', row))),
    );
  const count = (outcome: Outcome): number => all.reduce((sum, rows) => sum + rows.filter((row) => row.outcome === outcome).length, 0);
  return {
    createdCount: count('created'),
    updatedCount: count('updated'),
    unchangedCount: count('unchanged'),
    customers,
    agreements,
    requestTypes,
    teams,
    documentTypes,
  };
}

type Outcome = 'created' | 'updated' | 'unchanged';

/** What the groups hold, in their order. */
const objectTypes = ['customer', 'agreement', 'request_type', 'team', 'document_type'];

type Imported = { id: string; code: string; name: string; is_active: boolean; outcome: Outcome; before: object | null };

function describeImport(caller: Caller, type: string, { id, code, name, is_active, outcome, before }: Imported): AuditEntry[] {
  if (outcome === 'unchanged') return [];
  const after = { code, name, isActive: is_active };
  return [{ caller, action: 'importReferenceData', object: { type, id }, before, after, outcome: 'accepted' }];
}

async function upsertValues(tx: Tx, table: ValueTable, values: Value[]): Promise<(ValueRow & Written)[]> {
  if (values.length === 0) return [];
  const codes = await writeValues(tx, table, values, '', '');
  const { rows } = await tx.query<ValueRow>(
    `/* reference.importedValues */ select * from reference.${table} where code = any($1::text[]) order by code`,
    [values.map((value) => value.code)],
  );
  return rows.map((row) => ({ ...row, ...(codes.get(row.code) ?? untouched) }));
}

async function upsertAgreements(tx: Tx, values: AgreementValue[]): Promise<(AgreementRow & Written)[]> {
  if (values.length === 0) return [];
  const codes = await writeValues(
    tx,
    'agreements',
    values,
    ', customer_id',
    ', (select id from reference.customers c where c.code = v."customerCode")',
  );
  const { rows } = await tx.query<AgreementRow>(
    '/* reference.importedAgreements */ select * from reference.agreements where code = any($1::text[]) order by code',
    [values.map((value) => value.code)],
  );
  return rows.map((row) => ({ ...row, ...(codes.get(row.code) ?? untouched) }));
}

type Written = { outcome: Outcome; before: object | null };
const untouched: Written = { outcome: 'unchanged', before: null };

/** @returns outcome by code; what was so already is absent, because the conflict clause skips it. */
async function writeValues(
  tx: Tx,
  table: ValueTable | 'agreements',
  values: Value[],
  extraColumn: string,
  extraValue: string,
): Promise<Map<string, Written>> {
  const { rows } = await tx.query<{ code: string; old_code: string | null; name: string; is_active: boolean }>(
    `/* reference.writeValues */
    insert into reference.${table} as t (code, name, is_active${extraColumn})
    select v.code, v.name, coalesce(v."isActive", (select is_active from reference.${table} known where known.code = v.code), true)${extraValue}
    from jsonb_to_recordset($1::jsonb) as v(code text, name text, "isActive" boolean, "customerCode" text)
    order by v.code
    on conflict (code) do update set name = excluded.name, is_active = excluded.is_active, updated_at = now()
      where (t.name, t.is_active) is distinct from (excluded.name, excluded.is_active)
    returning t.code, old.code as old_code, old.name, old.is_active`,
    [JSON.stringify(values)],
  );
  return new Map(
    rows.map(({ code, old_code, name, is_active }): [string, Written] => [
      code,
      old_code === null ? { outcome: 'created', before: null } : { outcome: 'updated', before: { code, name, isActive: is_active } },
    ]),
  );
}

async function findForeignAgreements(tx: Tx, agreements: AgreementValue[]): Promise<UserError[]> {
  if (agreements.length === 0) return [];
  const { rows } = await tx.query<{ index: number; is_unknown: boolean; owner: string | null }>(
    `/* reference.findForeignAgreements */
    select (v.place - 1)::integer as index, c.id is null as is_unknown, o.code as owner
    from unnest($1::text[], $2::text[]) with ordinality as v(code, customer_code, place)
    left join reference.customers c on c.code = v.customer_code
    left join reference.agreements a on a.code = v.code
    left join reference.customers o on o.id = a.customer_id
    where c.id is null or (a.id is not null and a.customer_id <> c.id) order by v.place`,
    [agreements.map((value) => value.code), agreements.map((value) => value.customerCode)],
  );
  return rows.map(({ index, is_unknown, owner }) =>
    is_unknown
      ? userError('NOT_FOUND', `there is no customer "${agreements[index]?.customerCode}"`, 'agreements', String(index), 'customerCode')
      : userError(
          'AGREEMENT_CUSTOMER_MISMATCH',
          `the agreement belongs to customer "${owner}" and stays there`,
          'agreements',
          String(index),
          'customerCode',
        ),
  );
}

/** The four references of a request. */
export type ReferenceSet = { customerId: string; agreementId: string; requestTypeId: string; teamId: string };

/**
 * Which of these name a record that does not exist. Whether it is active does not matter: what was accepted stays valid.
 *
 * @returns for each set in question its place in the list and the fields that lead nowhere.
 */
export async function findUnknownReferences(tx: Tx, sets: readonly ReferenceSet[]): Promise<Map<number, string[]>> {
  const { rows } = await tx.query<{ place: number; fields: string[] }>(
    `/* reference.findUnknownReferences */
    select (s.place - 1)::integer as place, array_remove(array[case when c.id is null then 'customerId' end, case when a.id is null then 'agreementId' end,
      case when q.id is null then 'requestTypeId' end, case when t.id is null then 'teamId' end], null) as fields
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as s(customer_id, agreement_id, type_id, team_id, place)
    left join reference.customers c on c.id = s.customer_id left join reference.agreements a on a.id = s.agreement_id
    left join reference.request_types q on q.id = s.type_id left join reference.teams t on t.id = s.team_id
    where c.id is null or a.id is null or q.id is null or t.id is null`,
    [
      sets.map((set) => set.customerId),
      sets.map((set) => set.agreementId),
      sets.map((set) => set.requestTypeId),
      sets.map((set) => set.teamId),
    ],
  );
  return new Map(rows.map((row) => [row.place, row.fields]));
}
