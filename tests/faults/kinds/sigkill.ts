import { setTimeout as delay } from 'node:timers/promises';
import type { Point } from '../inside/plan.ts';
import type { FaultWorker, Hit } from '../lab/worker.ts';
import type { Bench, FaultKind } from './kind.ts';

const killPoints: Point[] = [
  'after-claim',
  'after-case',
  'after-business-object',
  'after-lineage',
  'after-status-change',
  'before-commit',
  'after-commit',
  'before-completion',
];

/** A worker that passes no such point for so long has nothing to do. */
const patienceMs = 15_000;
const limitMs = 15_000;

/** SIGKILL of a worker at each named point, and at any moment; all workers are under fire at the same time. */
export const sigkills: FaultKind[] = [
  ...killPoints.map(
    (point): FaultKind => ({
      name: `sigkill-${point}`,
      about: `SIGKILL of a worker ${point.replaceAll('-', ' ')}`,
      group: 'sigkill',
      limitMs,
      inject: (bench) =>
        killWorkers(bench, bench.size(7, 1), (worker) => worker.dieAt(point, 1 + bench.random.below(bench.size(4, 1)), patienceMs)),
    }),
  ),
  {
    name: 'sigkill-random',
    about: 'SIGKILL of a worker at any moment',
    group: 'sigkill',
    limitMs,
    inject: (bench) =>
      killWorkers(bench, bench.size(16, 1), async (worker) => {
        await delay(bench.random.below(700));
        await worker.process.kill();
        return true;
      }),
  },
];

/** Each worker takes the next death as soon as it is up again, until there were enough. */
async function killWorkers(
  { lab }: Bench,
  times: number,
  kill: (worker: FaultWorker) => Promise<boolean>,
): Promise<{ injected: number; hits: Hit[] }> {
  let left = times;
  let injected = 0;
  const hits: Hit[] = [];
  await Promise.all(
    lab.workers.map(async (worker) => {
      worker.takeHits();
      while (left > 0) {
        left -= 1;
        await worker.process.ready();
        if (await kill(worker)) injected += 1;
      }
      hits.push(...worker.takeHits());
    }),
  );
  return { injected, hits };
}
