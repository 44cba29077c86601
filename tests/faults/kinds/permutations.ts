import { everything } from 'lib/access.ts';
import { createRinger, ring } from 'lib/bells.ts';
import { readConfig } from 'lib/config.ts';
import { type Pool, withTransaction } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { changeCaseStatuses } from 'subgraphs/operational/commands.ts';
import { type Drainer, drain } from 'worker/drain.ts';
import { createDatabase, openPool } from '../lab/database.ts';
import { permutationsOf } from '../random.ts';
import type { Bench, Injection } from './kind.ts';
import { makeRequests } from './made-requests.ts';

const log = createLogger('faults', 'fatal');
const steps = ['IN_PROGRESS', 'COMPLETED', 'IN_PROGRESS', 'COMPLETED'] as const;

/**
 * Four events of a stream arrive in every order, each with its bell and a drain. Whatever has arrived, exactly the beginning
 * without a gap is applied.
 *
 * On a database of its own, without workers: nobody else may drain. There the rule knows one more step, or no stream could
 * have so many events that wait.
 */
export async function permuteEvents({ lab, history }: Bench): Promise<Injection> {
  const url = await createDatabase(lab.postgres, 'permutations');
  const pool = openPool(url, 4);
  const boss = createRinger(url, log);
  await boss.start();
  try {
    await pool.query(`insert into operational.case_transitions (from_status, to_status) values ('completed', 'in_progress')`);
    const drainer: Drainer = { pool, boss, policy: readConfig({}), worker: 'fault bench' };
    const orders = permutationsOf([2, 3, 4, 5]);
    const streams = await makeRequests(pool, boss, orders.length);
    await drain(drainer, streams);
    for (const [place, order] of orders.entries()) {
      const fault = await arrive(drainer, streams[place] ?? '', order);
      if (fault) history.violate('illegal', 'I4 events apply in order', null, `arrived as 1 ${order.join(' ')}: ${fault}`);
    }
    return { injected: orders.length };
  } finally {
    await boss.stop({ graceful: false });
    await pool.end();
  }
}

/** @returns what went wrong, or null. */
async function arrive({ pool, boss, ...rest }: Drainer, stream: string, order: number[]): Promise<string | null> {
  await takeSteps({ pool, boss, ...rest }, stream);
  // what the producer committed is set aside and comes back event by event
  await pool.query('create table public.aside as select * from integration.events where partition_key = $1::uuid and sequence > 1', [
    stream,
  ]);
  await pool.query('delete from integration.events where partition_key = $1::uuid and sequence > 1', [stream]);
  const arrived = new Set([1]);
  let fault: string | null = null;
  for (const sequence of order) {
    await withTransaction(pool, async (tx) => {
      await tx.query('insert into integration.events select * from public.aside where sequence = $1::integer', [sequence]);
      await ring(boss, tx, [{ stream }]);
    });
    await drain({ pool, boss, ...rest }, [stream]);
    arrived.add(sequence);
    fault ??= await compare(pool, stream, arrived);
  }
  await pool.query('drop table public.aside');
  return fault;
}

async function takeSteps({ pool, boss }: Drainer, stream: string): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from operational.operation_cases where request_id = $1::uuid', [stream]);
  const inputs = steps.map((status) => ({ caseId: rows[0]?.id ?? '', status, reason: 'to see what comes of it' }));
  await withTransaction(pool, (tx) =>
    changeCaseStatuses(
      boss,
      tx,
      inputs.map((input) => ({ input, actor: 'fault bench', sight: everything, traceparent: null })),
    ),
  );
}

async function compare(pool: Pool, stream: string, arrived: Set<number>): Promise<string | null> {
  let gapless = 1;
  while (arrived.has(gapless + 1)) gapless += 1;
  const { rows } = await pool.query<{ applied: number; versions: number[]; statuses: string }>(
    `select s.applied, array_agg(v.case_version order by v.version) as versions, string_agg(v.status, '>' order by v.version) as statuses
    from integration.streams s join canonical.business_objects o on o.request_id = s.key join canonical.object_versions v on v.object_id = o.id
    where s.key = $1::uuid group by s.applied`,
    [stream],
  );
  const row = rows[0];
  const versions = Array.from({ length: gapless }, (_, place) => place + 1);
  const statuses = ['active', ...steps.map((step) => step.toLowerCase())].slice(0, gapless).join('>');
  if (row?.applied === gapless && String(row.versions) === String(versions) && row.statuses === statuses) return null;
  return `${gapless} could be applied, but the stream is at ${row?.applied} and the object went ${row?.statuses} (${row?.versions})`;
}
