import type { Headers } from '../../support/people.ts';
import { quantile } from '../figures.ts';
import { putLoad } from '../live/query-load.ts';
import { cpuSeconds, cpuSecondsOfFamily, watchCpu } from '../machine.ts';

/** A lab, and what one is let in with. */
export type Variant = { url: string; pid: number; headers: Headers };

/** Of one query, in one turn; all in milliseconds. */
export type Cost = {
  /** Processor time of the gateway and the subgraphs. */
  services: number;
  /** The same of PostgreSQL. */
  postgres: number;
  /** What half of the clients waited at most. */
  p50: number;
};

const concurrency = 8;
const turnSeconds = 0.7;

/**
 * Asks each in its turn; whoever came first would each time find the machine as the one before left it.
 *
 * @returns a list for each of them with a cost for each turn: those at one place were measured within seconds of each other.
 */
export async function measureInTurns<Name extends string>(
  variants: Record<Name, Variant>,
  bodies: readonly string[],
  { turns, postgresPid }: { turns: number; postgresPid: number },
): Promise<Record<Name, Cost[]>> {
  const names = Object.keys(variants) as Name[];
  const costs = new Map(names.map((name): [Name, Cost[]] => [name, []]));
  for (let turn = 0; turn < turns; turn++) {
    const first = turn % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      costs.get(name)?.push(await measureOnce(variants[name], bodies, postgresPid));
    }
  }
  return Object.fromEntries(costs) as Record<Name, Cost[]>;
}

async function measureOnce({ url, pid, headers }: Variant, bodies: readonly string[], postgresPid: number): Promise<Cost> {
  const processes = { services: () => cpuSeconds(pid), postgres: () => cpuSecondsOfFamily(postgresPid) };
  const { result, cpu } = await watchCpu(processes, () => putLoad({ url, headers, bodies, concurrency, seconds: turnSeconds }));
  const each = (seconds = Number.NaN): number => (seconds * 1_000) / result.answers;
  return { services: each(cpu.services), postgres: each(cpu.postgres), p50: quantile(result.latenciesMs, 0.5) };
}
