import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** One line about the machine: figures without it say little. */
export function describeMachine(): string {
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');
  return `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory}, Node ${process.versions.node}, ${process.platform} ${process.arch}, load average ${load}`;
}

/** Linux counts processor time in hundredths of a second, whatever the kernel's own clock does. */
const ticksPerSecond = 100;

/** Processor seconds that a process has used so far. NaN where the system does not say (no `/proc`). */
export function cpuSeconds(pid: number): number {
  const own = readStat(pid);
  return own ? own.ticks / ticksPerSecond : Number.NaN;
}

/** The same for a process with its children, those of ended children included: the postmaster stands for all of PostgreSQL. */
export function cpuSecondsOfFamily(pid: number): number {
  const own = readStat(pid);
  if (!own) return Number.NaN;
  const children = readdirSync('/proc').map((name) => readStat(Number(name)));
  const running = children.reduce((sum, child) => sum + (child?.parent === pid ? child.ticks : 0), 0);
  return (own.ticks + own.endedTicks + running) / ticksPerSecond;
}

function readStat(pid: number): { parent: number; ticks: number; endedTicks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // the name in parentheses may hold spaces: count from behind it, where the state comes first and the parent second
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((place) => fields[place] ?? 0);
    return { parent, ticks: user + system, endedTicks: endedUser + endedSystem };
  } catch {
    return undefined;
  }
}

/** How to read the processor seconds of what a bench follows, by the name that its figures use. */
export type Watched = Record<string, () => number>;

/** Runs the work and says how many processor seconds each of those used meanwhile. */
export async function watchCpu<Result>(
  watched: Watched,
  work: () => Promise<Result>,
): Promise<{ result: Result; cpu: Record<string, number> }> {
  const before = Object.entries(watched).map(([name, read]) => ({ name, read, seconds: read() }));
  const result = await work();
  return { result, cpu: Object.fromEntries(before.map(({ name, read, seconds }) => [name, read() - seconds])) };
}
