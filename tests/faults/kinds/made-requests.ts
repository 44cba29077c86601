import { randomUUID } from 'node:crypto';
import type { Boss } from 'lib/bells.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import { acceptRequests } from 'subgraphs/intake/commands.ts';

/** Accepts made-up requests without a gateway, for databases that have none. @returns ids of the service requests. */
export async function makeRequests(pool: Pool, boss: Boss, count: number): Promise<string[]> {
  const one = async (statement: string, ...values: string[]): Promise<string> => {
    const { rows } = await pool.query<{ id: string }>(statement, values);
    return rows[0]?.id ?? '';
  };
  const customerId = await one(`insert into reference.customers (code, name) values ('C', 'A customer') returning id`);
  const agreementId = await one(
    `insert into reference.agreements (code, name, customer_id) values ('A', 'An agreement', $1::uuid) returning id`,
    customerId,
  );
  const requestTypeId = await one(`insert into reference.request_types (code, name) values ('T', 'A type') returning id`);
  const teamId = await one(`insert into reference.teams (code, name) values ('G', 'A team') returning id`);
  const common = { customerId, agreementId, requestTypeId, teamId, priority: 'LOW' as const, requesterName: 'Somebody' };
  const inputs = Array.from({ length: count }, () => ({
    ...common,
    requesterEmail: 'somebody@example.org',
    description: 'To be delivered in every order',
    idempotencyKey: randomUUID(),
  }));
  const accepted = await withTransaction(pool, (tx) =>
    acceptRequests(
      boss,
      tx,
      inputs.map((input) => ({ input, actor: 'fault bench', traceparent: null })),
    ),
  );
  const { rows } = await pool.query<{ id: string }>(
    'select id from source_system.service_requests where submission_id = any($1::uuid[]) order by id',
    [accepted.map(({ submission }) => submission?.id)],
  );
  return rows.map((row) => row.id);
}
