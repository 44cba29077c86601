import { setTimeout as delay } from 'node:timers/promises';
import { slowestBetween } from '../checks/recovery.ts';
import type { Bench, Injection } from './kind.ts';

/** The workers hear no notification for a while: the short poll is what is left. */
export async function loseNotifications({ lab, size }: Bench): Promise<Injection> {
  for (const worker of lab.workers) {
    worker.takeInjected();
    worker.deafen(true);
  }
  const beganAt = Date.now();
  await delay(size(8_000, 2_000));
  const endedAt = Date.now();
  for (const worker of lab.workers) worker.deafen(false);
  // what came last is applied by now, or soon
  await delay(1_000);
  const lost = lab.workers.reduce((sum, worker) => sum + worker.takeInjected(), 0);
  return { injected: lost, recoveryMs: await slowestBetween(lab.reader, beganAt, endedAt) };
}
