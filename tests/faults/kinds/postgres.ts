import { setTimeout as delay } from 'node:timers/promises';
import { awaitFlow } from '../checks/recovery.ts';
import type { Shutdown } from '../lab/postgres.ts';
import type { Bench, FaultKind, Injection } from './kind.ts';

/** Recovery counts from the moment at which PostgreSQL accepts connections again to the next event that is processed. */
const limitMs = 10_000;

export const postgresFaults: FaultKind[] = [
  {
    name: 'postgres-immediate',
    about: 'PostgreSQL is shut down at once and restarted, as after a power cut',
    limitMs,
    inject: (bench) => restart(bench, { how: 'immediate', times: bench.size(3, 1), downMs: 0 }),
  },
  {
    name: 'postgres-fast',
    about: 'PostgreSQL is restarted as for an update',
    limitMs,
    inject: (bench) => restart(bench, { how: 'fast', times: bench.size(3, 1), downMs: 0 }),
  },
  {
    name: 'postgres-down',
    about: 'PostgreSQL is away for 30 s',
    limitMs,
    inject: (bench) => restart(bench, { how: 'immediate', times: 1, downMs: bench.size(30_000, 3_000) }),
  },
];

type Restart = { how: Shutdown; times: number; downMs: number };

async function restart({ lab, random }: Bench, { how, times, downMs }: Restart): Promise<Injection> {
  let recoveryMs = 0;
  for (let time = 0; time < times; time++) {
    // in the middle of work
    await delay(1_000 + random.below(1_000));
    const acceptedAt = await lab.postgres.restart(how, downMs);
    recoveryMs = Math.max(recoveryMs, await awaitFlow(lab.reader, acceptedAt));
  }
  return { injected: times, recoveryMs };
}
