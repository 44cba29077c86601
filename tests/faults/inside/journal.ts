import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Entry, Point } from './plan.ts';

export type Journal = {
  /** Bells were claimed; these streams are in hand from now on. */
  claim(streams: string[]): void;
  /** The bells in hand were completed. */
  done(): void;
  fault(point: Point): void;
};

/** Opens the journal of this process. Every entry is with the kernel before the call returns, so a SIGKILL cannot lose one. */
export function openJournal(file: string): Journal {
  const write = (entry: Omit<Entry, 'at' | 'pid'>): void =>
    appendFileSync(file, `${JSON.stringify({ ...entry, at: Date.now(), pid: process.pid } satisfies Entry)}\n`);
  return {
    claim: (streams) => write({ entry: 'claim', streams }),
    done: () => write({ entry: 'done' }),
    fault: (point) => write({ entry: 'fault', point }),
  };
}

/** Streams that a process had in hand at a moment: those of its last claim, unless it completed them. */
export function streamsInHand(file: string, pid: number, at: number): string[] {
  if (!existsSync(file)) return [];
  let streams: string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    // the last line of a killed process may be cut off
    const entry = parseEntry(line);
    if (!entry || entry.pid !== pid || entry.at > at) continue;
    if (entry.entry === 'claim') streams = entry.streams ?? [];
    if (entry.entry === 'done') streams = [];
  }
  return streams;
}

/** When the last fault happened inside a process. */
export function lastFault(file: string, pid: number): Entry | undefined {
  if (!existsSync(file)) return undefined;
  const entries = readFileSync(file, 'utf8').split('\n').map(parseEntry);
  return entries.findLast((entry) => entry?.pid === pid && entry.entry === 'fault');
}

function parseEntry(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
