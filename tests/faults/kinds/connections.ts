import { setTimeout as delay } from 'node:timers/promises';
import type { Action, Point } from '../inside/plan.ts';
import type { FaultWorker } from '../lab/worker.ts';
import type { Bench, FaultKind, Injection } from './kind.ts';

/** Connections that break, and transactions that the database refuses. */
export const connections: FaultKind[] = [
  {
    name: 'terminated-sessions',
    about: 'pg_terminate_backend on sessions of every service',
    inject: (bench) => terminate(bench, bench.size(90, 10)),
  },
  {
    name: 'dropped-connections',
    about: 'the worker loses its connection in a drain, also while it commits',
    inject: (bench) =>
      inEachWorker(
        bench,
        bench.size(24, 4),
        ['after-claim', 'after-case', 'before-commit', 'during-commit', 'after-commit', 'before-completion'],
        { do: 'drop' },
      ),
  },
  {
    name: 'serialization-errors',
    about: 'the database refuses a statement of a drain with 40001',
    inject: (bench) => inEachWorker(bench, bench.size(16, 3), ['before-commit', 'before-completion'], { do: 'raise', code: '40001' }),
  },
];

/** One session after the other, each service in its turn: chance alone would leave out those with few sessions. */
async function terminate({ lab, random }: Bench, times: number): Promise<Injection> {
  let injected = 0;
  for (let time = 0; time < times; time++) {
    await delay(100 + random.below(200));
    const { rows } = await lab.admin.query<{ name: string; pids: number[] }>(
      `select application_name as name, array_agg(pid order by pid) as pids from pg_stat_activity
      where application_name like 'lab%' and datname = current_database() group by application_name order by application_name`,
    );
    const victim = random.pick(rows[time % Math.max(1, rows.length)]?.pids ?? []);
    if (victim === undefined) continue;
    const { rowCount } = await lab.admin.query('select where pg_terminate_backend($1::integer)', [victim]);
    injected += rowCount ?? 0;
  }
  return { injected };
}

const patienceMs = 10_000;

/** The same thing at one point after the other, in all workers. */
async function inEachWorker({ lab, random }: Bench, times: number, points: Point[], action: Action): Promise<Injection> {
  let left = times;
  let injected = 0;
  await Promise.all(
    lab.workers.map(async (worker) => {
      while (left > 0) {
        const point = points[left % points.length];
        left -= 1;
        await delay(random.below(300));
        if (point && (await happens(worker, point, 1 + random.below(3), action))) injected += 1;
      }
    }),
  );
  return { injected };
}

async function happens(worker: FaultWorker, point: Point, nth: number, action: Action): Promise<boolean> {
  worker.takeInjected();
  worker.arm({ point, nth, action });
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await delay(10)) {
    if (worker.takeInjected() > 0) return true;
  }
  worker.disarm();
  return false;
}
