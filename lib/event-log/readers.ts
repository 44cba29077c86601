import type { LogReader } from './reader.ts';

/** The readers of a process: one for each log that somebody follows. */
export type Readers = {
  /** The reader of a log, made for the first who asks. Everybody who enters leaves by `exit`. */
  enter<Row>(log: string, make: (end: AbortSignal) => LogReader<Row>): LogReader<Row>;
  exit(log: string): void;
  wakeAll(): void;
  stopAll(): void;
};

/** @param on what to do when the first one begins to follow, and when the last one has left. */
export function createReaders(on: { first: () => void; last: () => void }): Readers {
  // of as many types as there are logs; a name stands for one
  const entries = new Map<string, { reader: unknown; users: number; stop: () => void; wake: () => void }>();
  return {
    enter: <Row>(log: string, make: (end: AbortSignal) => LogReader<Row>) => {
      const known = entries.get(log);
      if (known) {
        known.users += 1;
        return known.reader as LogReader<Row>;
      }
      const ending = new AbortController();
      const reader = make(ending.signal);
      const stop = (): void => {
        ending.abort();
        reader.stop();
      };
      entries.set(log, { reader, users: 1, stop, wake: reader.wake });
      if (entries.size === 1) on.first();
      return reader;
    },
    exit: (log) => {
      const known = entries.get(log);
      if (!known) return;
      known.users -= 1;
      if (known.users > 0) return;
      known.stop();
      entries.delete(log);
      if (entries.size === 0) on.last();
    },
    wakeAll: () => {
      for (const { wake } of entries.values()) wake();
    },
    stopAll: () => {
      for (const { stop } of entries.values()) stop();
    },
  };
}
