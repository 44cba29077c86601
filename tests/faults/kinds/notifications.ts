import { setTimeout as delay } from 'node:timers/promises';
import { slowestBetween } from '../checks/recovery.ts';
import { type Passage, startProxy } from '../tcp-proxy.ts';
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

const relistenPatienceMs = 40_000;

/**
 * The connections on which the workers listen are cut without anybody being told, as by a firewall that forgot them. Work
 * goes on by polling, and every worker notices in the end and listens again.
 */
export async function cutListeners({ lab, history }: Bench): Promise<Injection> {
  const { databaseUrl } = lab;
  const { hostname, port } = new URL(databaseUrl);
  const listening: Passage[] = [];
  const proxy = await startProxy({
    target: { host: hostname, port: Number(port) },
    onRequest: (bytes, passage) => {
      if (bytes.includes('LISTEN "')) listening.push(passage);
    },
  });
  const detour = new URL(databaseUrl);
  detour.port = String(proxy.port);
  await Promise.all(lab.workers.map((worker) => worker.process.restart({ DATABASE_URL: detour.href })));
  const beganAt = Date.now();
  const cut = listening.splice(0);
  for (const passage of cut) passage.freeze();
  while (listening.length < cut.length && Date.now() < beganAt + relistenPatienceMs) await delay(100);
  if (listening.length < cut.length) {
    history.violate(
      'illegal',
      'a worker listens again',
      null,
      `${listening.length} of ${cut.length} workers listen again after ${relistenPatienceMs / 1_000} s`,
    );
  }
  const slowest = await slowestBetween(lab.reader, beganAt, Date.now());
  await Promise.all(lab.workers.map((worker) => worker.process.restart({ DATABASE_URL: databaseUrl })));
  await proxy[Symbol.asyncDispose]();
  return { injected: cut.length, recoveryMs: slowest };
}
