import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const hasProc = existsSync('/proc/self/stat');

/** When this process began, in whatever unit the system has; with the number it names one process for good. Undefined once it has ended. */
export function processStart(pid: number): string | undefined {
  if (!hasProc) return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in parentheses may hold spaces, so count from behind it: state first, start time as the 20th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended too: under a container's first process nobody may ever reap it.
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

/** The PostgreSQL processes that work in this data folder; each of them has it as its working directory. */
export function postgresProcessesIn(pgdata: string): number[] {
  const folder = realpathSync(pgdata);
  if (!hasProc) {
    const found = spawnSync('lsof', ['-t', '-a', '-c', 'postgres', '-d', 'cwd', '--', folder], { encoding: 'utf8' });
    return (found.stdout ?? '').split('\n').filter(Boolean).map(Number);
  }
  const isOurs = (pid: number) => readlinkSync(`/proc/${pid}/cwd`) === folder && readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n';
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  // Processes end while we read, and those of other users show nothing.
  return pids.filter((pid) => attempt(() => isOurs(pid)) && processStart(pid) !== undefined);
}

export function signal(pid: number, name: NodeJS.Signals): void {
  attempt(() => process.kill(pid, name));
}

/** Whether the condition came true in time; each change of `progress` gives it the whole time again. */
export async function waitUntil(condition: () => boolean, timeoutMs: number, progress: () => unknown = () => undefined): Promise<boolean> {
  let deadline = performance.now() + timeoutMs;
  for (let seen = progress(); !condition(); await delay(20)) {
    if (performance.now() > deadline) return false;
    const now = progress();
    if (now !== seen) deadline = performance.now() + timeoutMs;
    seen = now;
  }
  return true;
}

/** The result of the action, or undefined where it fails and the failure says nothing new. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
