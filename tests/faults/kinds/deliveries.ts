import { setTimeout as delay } from 'node:timers/promises';
import { createRinger, ring } from 'lib/bells.ts';
import { readConfig } from 'lib/config.ts';
import { withTransaction } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { type Drainer, drain } from 'worker/drain.ts';
import type { Bench, Injection } from './kind.ts';

const log = createLogger('faults', 'fatal');

/**
 * Rings bells that were rung before, several times and for many streams at once, while drains of the bench's own go for the
 * same streams beside the workers.
 */
export async function deliverTwice({ lab, history, random, size }: Bench): Promise<Injection> {
  const bursts = size(40, 8);
  const streamsPerBurst = 25;
  const boss = createRinger(lab.databaseUrl, log);
  await boss.start();
  const drainer: Drainer = { pool: lab.admin, boss, policy: readConfig({}), worker: 'fault bench' };
  try {
    for (let burst = 0; burst < bursts; burst++) {
      // the newest: some of them are being applied just now
      const known = [...history.acceptances.values()].slice(-200).map(({ requestId }) => requestId);
      const streams = Array.from({ length: streamsPerBurst }, () => random.pick(known) ?? '').filter(Boolean);
      const bells = [...streams, ...streams, ...streams].map((stream) => ({ stream }));
      await withTransaction(lab.admin, (tx) => ring(boss, tx, bells));
      await Promise.all([drain(drainer, streams), drain(drainer, streams.toReversed())]);
      await delay(random.below(200));
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  return { injected: bursts };
}
