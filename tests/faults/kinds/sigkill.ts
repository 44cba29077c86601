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

/** SIGKILL of a worker at each named point, and at any moment. The kinds take turns. */
export const sigkills: FaultKind[] = [
  ...killPoints.map(
    (point): FaultKind => ({
      name: `sigkill-${point}`,
      about: `SIGKILL of a worker ${point.replaceAll('-', ' ')}`,
      group: 'sigkill',
      limitMs,
      inject: (bench) =>
        killWorkers(bench, bench.size(4, 1), (worker) => worker.dieAt(point, 1 + bench.random.below(bench.size(4, 1)), patienceMs)),
    }),
  ),
  {
    name: 'sigkill-random',
    about: 'SIGKILL of a worker at any moment',
    group: 'sigkill',
    limitMs,
    inject: (bench) =>
      killWorkers(bench, bench.size(10, 1), async (worker) => {
        await delay(bench.random.below(700));
        await worker.process.kill();
        return true;
      }),
  },
];

type Kill = (worker: FaultWorker) => Promise<boolean>;

async function killWorkers({ lab }: Bench, times: number, kill: Kill): Promise<{ injected: number; hits: Hit[] }> {
  let injected = 0;
  const hits: Hit[] = [];
  for (let time = 0; time < times; time++) {
    await lab.queue.borrow(async (worker) => {
      worker.takeHits();
      if (await kill(worker)) injected += 1;
      hits.push(...worker.takeHits());
    });
  }
  return { injected, hits };
}
