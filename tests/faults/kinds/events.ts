import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../support/until.ts';
import { slowestBetween } from '../checks/recovery.ts';
import type { Bench, Injection } from './kind.ts';

/** What is wrong with an event that cannot be applied; set on events that nobody has taken yet. */
const poisons = [
  `payload = payload - 'teamId'`,
  `payload = '{"requestId": 5}'`,
  'schema_version = 9',
  // fits its form and breaks a rule of the tables: found only by halving
  `payload = jsonb_set(payload, '{teamId}', to_jsonb(uuidv7()::text))`,
  `payload = jsonb_set(payload, '{priority}', '"someday"')`,
];

/** Spoils some events among many, while all workers stand still: each costs only itself. */
export async function poisonSome({ lab, cases, history, random, supply, size }: Bench): Promise<Injection> {
  const rounds = size(4, 1);
  let injected = 0;
  for (let round = 0; round < rounds; round++) {
    for (const worker of lab.workers) worker.process.signal('SIGSTOP');
    try {
      const streams = await cases.submit(Array.from({ length: 60 }, () => ({ ...supply.next(), steps: [] })));
      for (const poison of poisons) {
        const stream = random.pick(streams) ?? '';
        if (history.poisoned.has(stream)) continue;
        history.poisoned.add(stream);
        const { rowCount } = await lab.admin.query(
          `update integration.events set ${poison} where partition_key = $1::uuid and status = 'pending' and sequence = 1`,
          [stream],
        );
        injected += rowCount ?? 0;
      }
    } finally {
      for (const worker of lab.workers) worker.process.signal('SIGCONT');
    }
    await delay(1_000);
  }
  return { injected };
}

/**
 * Drains that hold their streams while the next events of the same streams arrive: the bell of those reaches another worker,
 * which cannot have the lock and must not take the bell for done.
 */
export async function holdStreams({ lab, size }: Bench): Promise<Injection> {
  for (const worker of lab.workers) {
    worker.takeInjected();
    worker.arm({ point: 'after-status-change', nth: 1, repeat: true, action: { do: 'stall', ms: 400 } });
  }
  await delay(size(12_000, 5_000));
  for (const worker of lab.workers) worker.disarm();
  return { injected: lab.workers.reduce((sum, worker) => sum + worker.takeInjected(), 0) };
}

const stallMs = 1_500;
const bulk = 500;
const backlogPatienceMs = 180_000;

/** Every drain takes longer than usual while a backlog comes in, which is then worked off. */
export async function slowDown({ lab, cases, supply, size }: Bench): Promise<Injection> {
  const backlog = size(10_000, 1_000);
  for (const worker of lab.workers) {
    worker.takeInjected();
    worker.arm({ point: 'after-case', nth: 1, repeat: true, action: { do: 'stall', ms: stallMs } });
  }
  const beganAt = Date.now();
  for (let sent = 0; sent < backlog; sent += bulk)
    await cases.submit(Array.from({ length: bulk }, () => ({ ...supply.next(), steps: [] })));
  const slowest = await slowestWhenDone(lab.reader, beganAt, Date.now());
  for (const worker of lab.workers) worker.disarm();
  return { injected: lab.workers.reduce((sum, worker) => sum + worker.takeInjected(), 0), recoveryMs: slowest };
}

async function slowestWhenDone(reader: Bench['lab']['reader'], from: number, to: number): Promise<number> {
  const isDone = async () => {
    const { rows } = await reader.query<{ left: number }>(
      `select count(*) as left from integration.events where status = 'pending' and recorded_time <= $1::timestamptz`,
      [new Date(to)],
    );
    return rows[0]?.left === 0;
  };
  await until('the backlog is worked off', isDone, backlogPatienceMs);
  return await slowestBetween(reader, from, to);
}
