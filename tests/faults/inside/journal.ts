import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Entry, Point } from './plan.ts';

export type Journal = {
  /** Bells were claimed: their streams are in hand from now on. */
  claim(bells: Record<string, string>): void;
  /** These bells were completed. */
  done(ids: string[]): void;
  fault(point: Point): void;
};

/** Opens the journal of this process. Every entry is with the kernel before the call returns, so a SIGKILL cannot lose one. */
export function openJournal(file: string): Journal {
  const write = (entry: object): void => appendFileSync(file, `${JSON.stringify({ ...entry, at: Date.now(), pid: process.pid })}\n`);
  return {
    claim: (bells) => write({ entry: 'claim', bells }),
    done: (ids) => write({ entry: 'done', ids }),
    fault: (point) => write({ entry: 'fault', point }),
  };
}

/** Streams that a process had in hand at a moment: those of the bells that it claimed and did not complete. */
export function streamsInHand(file: string, pid: number, at: number): string[] {
  const inHand = new Map<string, string>();
  for (const entry of readEntries(file)) {
    if (entry.pid !== pid || entry.at > at) continue;
    if (entry.entry === 'claim') for (const [id, stream] of Object.entries(entry.bells)) inHand.set(id, stream);
    if (entry.entry === 'done') for (const id of entry.ids) inHand.delete(id);
  }
  return [...new Set(inHand.values())];
}

/** When the last fault happened inside a process; undefined when none did. */
export function lastFault(file: string, pid: number): number | undefined {
  return readEntries(file).findLast((entry) => entry.pid === pid && entry.entry === 'fault')?.at;
}

function readEntries(file: string): Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(parseEntry);
}

/** The last line of a killed process may be cut off. */
function parseEntry(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}
