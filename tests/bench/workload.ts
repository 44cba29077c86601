import { randomUUID } from 'node:crypto';
import type { Pool } from 'lib/db.ts';
import { withTransaction } from 'lib/db.ts';
import { importReferenceData } from 'subgraphs/reference/commands.ts';

/** Ids of reference values, as many of each as a middle-sized company has: one customer for all would be a lock for all. */
export type References = { customers: { id: string; agreement: string }[]; requestTypes: string[]; teams: string[] };

const customerCount = 50;
const requestTypeCount = 10;
const teamCount = 20;

export async function seedReferences(pool: Pool): Promise<void> {
  const values = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, place) => ({ code: `${prefix}-${place}`, name: `${prefix} ${place}`, isActive: true }));
  await withTransaction(pool, (tx) =>
    importReferenceData(tx, {
      customers: values('CUSTOMER', customerCount),
      agreements: values('AGREEMENT', customerCount).map((value, place) => ({ ...value, customerCode: `CUSTOMER-${place}` })),
      requestTypes: values('TYPE', requestTypeCount),
      teams: values('TEAM', teamCount),
      documentTypes: [],
    }),
  );
}

export async function readReferences(pool: Pool): Promise<References> {
  const { rows: customers } = await pool.query<{ id: string; agreement: string }>(
    'select c.id, a.id as agreement from reference.customers c join reference.agreements a on a.customer_id = c.id order by c.id',
  );
  const { rows: types } = await pool.query<{ id: string }>('select id from reference.request_types order by id');
  const { rows: teams } = await pool.query<{ id: string }>('select id from reference.teams order by id');
  return { customers, requestTypes: types.map(({ id }) => id), teams: teams.map(({ id }) => id) };
}

/** What a client sends for one request. */
export type RequestInput = {
  idempotencyKey: string;
  customerId: string;
  agreementId: string;
  requestTypeId: string;
  teamId: string;
  priority: 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
  requesterName: string;
  requesterEmail: string;
  description: string;
};

const priorities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'] as const;
const words = 'the printer on the second floor prints half of every page since it was moved and nobody there can work with it '.repeat(4);

/** The n-th request: a text of 80 to 380 characters, as service desks see them, and references that take turns. */
function toInput({ customers, requestTypes, teams }: References, n: number): RequestInput {
  const customer = customers[n % customers.length];
  if (!customer) throw new Error('there are no customers');
  return {
    idempotencyKey: randomUUID(),
    customerId: customer.id,
    agreementId: customer.agreement,
    requestTypeId: requestTypes[n % requestTypes.length] ?? '',
    teamId: teams[n % teams.length] ?? '',
    priority: priorities[n % priorities.length] ?? 'MEDIUM',
    requesterName: `Requester ${n}`,
    requesterEmail: `requester-${n}@customer.example`,
    description: words.slice(0, 80 + ((n * 37) % 300)),
  };
}

export function toInputs(references: References, count: number): RequestInput[] {
  return Array.from({ length: count }, (_, n) => toInput(references, n));
}

/** The list in pieces of a size. */
export function toBatches<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, place) => items.slice(place * size, (place + 1) * size));
}
