import { migrateTo } from 'cli/database.ts';
import { everything } from 'lib/access.ts';
import { type Boss, createRinger } from 'lib/bells.ts';
import { readConfig } from 'lib/config.ts';
import { withTransaction } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { acceptRequests } from 'subgraphs/intake/commands.ts';
import { changeCaseStatuses } from 'subgraphs/operational/commands.ts';
import { applyCreated, findBacklog } from './bare-script.ts';
import type { BenchDatabase, BenchServer } from './server.ts';
import { readReferences, seedReferences, toBatches, toInputs } from './workload.ts';

/** Databases that runs start from, by name. */
export const templates = {
  /** Schema and reference values. */
  empty: 'bench_empty',
  /** Requests accepted, nothing applied. */
  created: 'bench_created',
  /** The same, with one request in a hundred that cannot be applied. */
  poisoned: 'bench_poisoned',
  /** All of them applied, then each case moved to `in_progress` and to `completed`; these changes wait to be applied. */
  changed: 'bench_changed',
} as const;

const log = createLogger('bench', 'error');
const acceptBatch = 500;

/** Somebody who made one request in seven. */
export const requester = 'requester';

export async function prepareEmpty(server: BenchServer): Promise<void> {
  await server.prepare(templates.empty, null, async ({ pool, url }) => {
    await migrateTo(url, readConfig({ LAB_DATA_DIR: server.dataDir, LOG_LEVEL: 'error' }));
    await pool.query('create sequence public.bench_position');
    await seedReferences(pool);
  });
}

/** Makes the first backlog alone. */
export async function prepareCreated(server: BenchServer, requests: number): Promise<void> {
  await server.prepare(templates.created, templates.empty, (database) => acceptBacklog(database, requests));
}

/** Makes the backlogs with the lab's own commands, so that they are what the door and the desk leave behind. */
export async function prepareBacklogs(server: BenchServer, requests: number): Promise<void> {
  await prepareCreated(server, requests);
  await server.prepare(templates.poisoned, templates.created, poison);
  await server.prepare(templates.changed, templates.created, changeAll);
}

async function acceptBacklog({ pool, url }: BenchDatabase, requests: number): Promise<void> {
  const inputs = toInputs(await readReferences(pool), requests);
  await withRinger(url, async (boss) => {
    for (const batch of toBatches(inputs, acceptBatch)) {
      const arrivals = batch.map((input, place) => ({ input, actor: place % 7 === 0 ? requester : 'bench', traceparent: null }));
      const results = await withTransaction(pool, (tx) => acceptRequests(boss, tx, arrivals));
      if (results.some(({ submission }) => !submission)) throw new Error('a request of the bench was refused');
    }
  });
}

/** Half of the poison shows before any SQL (a field is missing), half only in it (a customer that does not exist). */
async function poison({ pool }: BenchDatabase): Promise<void> {
  await pool.query(`
    with numbered as (select id, row_number() over (order by id) as n from integration.events)
    update integration.events e
    set payload = case when n % 200 = 0 then payload - 'priority' else jsonb_set(payload, '{customerId}', to_jsonb(gen_random_uuid())) end
    from numbered where numbered.id = e.id and n % 100 = 0`);
}

async function changeAll({ pool, url }: BenchDatabase): Promise<void> {
  for (const backlog of await findBacklog(pool)) await applyCreated(pool, backlog);
  const { rows } = await pool.query<{ id: string }>('select id from operational.operation_cases order by id');
  await withRinger(url, async (boss) => {
    for (const status of ['IN_PROGRESS', 'COMPLETED'] as const) {
      for (const batch of toBatches(rows, acceptBatch)) {
        const steps = batch.map(({ id }) => ({
          input: { caseId: id, status, reason: `on to ${status}` },
          actor: 'bench',
          sight: everything,
          traceparent: null,
        }));
        await withTransaction(pool, (tx) => changeCaseStatuses(boss, tx, steps));
      }
    }
  });
}

async function withRinger(connectionString: string, work: (boss: Boss) => Promise<void>): Promise<void> {
  const boss = createRinger(connectionString, log);
  await boss.start();
  try {
    await work(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
}
