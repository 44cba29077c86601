import { sql } from 'kysely';
import { type Condition, type Connection, findPage, type PageArgs, type Sql } from 'lib/connection.ts';
import type { Queryable } from 'lib/db.ts';
import { containsPattern, readSearch, whereIds, whereIn, whereIs } from 'lib/filters.ts';
import type { AgreementFilter, CustomerFilter } from './generated.ts';

export type ValueRow = { id: string; code: string; name: string; is_active: boolean; created_at: Date; updated_at: Date };
export type CustomerRow = ValueRow;
export type AgreementRow = ValueRow & { customer_id: string };
export type CustomerPage = Connection<CustomerRow>;
export type AgreementPage = Connection<AgreementRow>;

/** Tables of values that belong to nothing else. */
export type ValueTable = 'customers' | 'request_types' | 'teams' | 'document_types';

type Maybe<T> = T | null | undefined;

export function listCustomers(db: Sql, page: PageArgs, filter: Maybe<CustomerFilter>): Promise<CustomerPage> {
  return findPage(db, {
    name: 'reference.listCustomers',
    from: sql`reference.customers`,
    where: valueConditions(filter),
    orderBy: { column: 'code', type: 'text', direction: 'asc' },
    page,
  });
}

export function listAgreements(db: Sql, page: PageArgs, filter: Maybe<AgreementFilter>): Promise<AgreementPage> {
  return findPage(db, {
    name: 'reference.listAgreements',
    from: sql`reference.agreements`,
    where: [...valueConditions(filter), ...whereIds('customer_id', filter?.customerIds)],
    orderBy: { column: 'code', type: 'text', direction: 'asc' },
    page,
  });
}

function valueConditions(filter: Maybe<CustomerFilter>): Condition[] {
  const conditions = [...whereIds('id', filter?.ids), ...whereIn('code', filter?.codes), ...whereIs('is_active', filter?.isActive)];
  const search = readSearch(filter?.search);
  if (search !== null) {
    const pattern = containsPattern(search);
    conditions.push(sql`(code ilike ${pattern} escape '\\' or name ilike ${pattern} escape '\\')`);
  }
  return conditions;
}

/** All values of a short list, by code. */
export async function listValues(db: Queryable, table: ValueTable, isActive: Maybe<boolean>): Promise<ValueRow[]> {
  const { rows } = await db.query<ValueRow>(
    `/* reference.listValues */ select * from reference.${table} where $1::boolean is null or is_active = $1::boolean order by code`,
    [isActive ?? null],
  );
  return rows;
}

export async function findCustomersByIds(db: Queryable, ids: string[]): Promise<CustomerRow[]> {
  return await findValuesByIds(db, 'customers', ids);
}

export async function findValuesByIds(db: Queryable, table: ValueTable, ids: string[]): Promise<ValueRow[]> {
  const { rows } = await db.query<ValueRow>(`/* reference.findValuesByIds */ select * from reference.${table} where id = any($1::uuid[])`, [
    ids,
  ]);
  return rows;
}

export async function findAgreementsByIds(db: Queryable, ids: string[]): Promise<AgreementRow[]> {
  const { rows } = await db.query<AgreementRow>(
    '/* reference.findAgreementsByIds */ select * from reference.agreements where id = any($1::uuid[])',
    [ids],
  );
  return rows;
}
