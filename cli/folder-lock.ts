import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attempt, processStart } from './processes.ts';

type Outcome = { release: () => void } | { heldBy: number };

/**
 * Takes the folder for this process until `release`. A holder that was killed holds nothing:
 * the lock names its process by number and start time, so a number given out again does not count.
 */
export function lockFolder(folder: string): Outcome {
  const lock = join(folder, 'start.lock');
  const draft = `${lock}.${randomUUID()}`;
  writeFileSync(draft, `${process.pid} ${processStart(process.pid)}`);
  try {
    while (!linked(draft, lock)) {
      const holder = read(lock);
      if (holder === undefined) continue;
      const [pid, start] = [Number.parseInt(holder, 10), holder.slice(holder.indexOf(' ') + 1)];
      if (processStart(pid) === start) return { heldBy: pid };
      removeStale(lock, holder, `${draft}.stale`);
    }
    return { release: () => rmSync(lock, { force: true }) };
  } finally {
    rmSync(draft, { force: true });
  }
}

// A hard link appears at once and complete: nobody ever reads a half-written lock.
function linked(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

// Two who find the same dead holder must not remove each other's new lock: look again at what was moved away.
function removeStale(lock: string, holder: string, aside: string): void {
  attempt(() => renameSync(lock, aside));
  if (read(aside) !== holder) attempt(() => linkSync(aside, lock));
  rmSync(aside, { force: true });
}

function read(path: string): string | undefined {
  return attempt(() => readFileSync(path, 'utf8'));
}
