import { setTimeout as delay } from 'node:timers/promises';
import { awaitProcessed } from '../checks/recovery.ts';
import type { FaultWorker, Hit } from '../lab/worker.ts';
import type { Bench, FaultKind, Injection } from './kind.ts';

const patienceMs = 15_000;

/** A worker that stands still looks dead to everybody, and then goes on as if nothing had happened. */
export const sigstops: FaultKind[] = [
  {
    name: 'sigstop-in-transaction',
    about: 'SIGSTOP of a worker that holds locks, for 30 s, then SIGCONT',
    inject: async (bench) => {
      const worker = bench.random.pick(bench.lab.workers);
      return worker ? await stopInside(bench, worker, bench.size(30_000, 4_000)) : { injected: 0 };
    },
  },
  {
    name: 'sigstop-random',
    about: 'SIGSTOP of a worker at any moment, SIGCONT some seconds later',
    inject: (bench) => stopAnywhere(bench),
  },
];

/** Nobody can overtake a worker that holds the locks: the work in hand waits until it goes on, or the database ends its session. */
async function stopInside({ lab }: Bench, worker: FaultWorker, ms: number): Promise<Injection> {
  worker.takeInjected();
  worker.arm({ point: 'before-commit', nth: 1, action: { do: 'stop' } });
  for (const deadline = Date.now() + patienceMs; worker.takeInjected() === 0; await delay(10)) {
    if (Date.now() > deadline) return { injected: 0 };
  }
  await worker.freeze(ms);
  return { injected: 1, recoveryMs: await awaitProcessed(lab.reader, worker.takeHits()) };
}

async function stopAnywhere({ lab, random, size }: Bench): Promise<{ injected: number; hits: Hit[] }> {
  const times = size(6, 1);
  const hits: Hit[] = [];
  for (let time = 0; time < times; time++) {
    const worker = random.pick(lab.workers);
    await delay(random.below(400));
    await worker?.freeze(500 + random.below(2_000));
    hits.push(...(worker?.takeHits() ?? []));
  }
  return { injected: times, hits };
}
