import type { Place } from './cursor.ts';
import type { LogRow } from './row.ts';
import type { Snapshot } from './snapshot.ts';
import type { Window } from './source.ts';

/** Who gets every row of a log as it comes. */
export type Member<Row> = {
  /** Rows in order, and the place where they end. Never blocks and never throws: what is too much is the member's own affair. */
  offer(rows: readonly LogRow<Row>[], end: Place): void;
};

/** How a reader gets rows. Both wait as long as the database is away, and reject only when the reader is stopped. */
export type Reading<Row> = {
  head(): Promise<Snapshot>;
  /** What became visible since `from`, in order and in pieces; at least one, even if it is empty. */
  pieces(from: Snapshot): AsyncIterable<{ window: Window; rows: readonly LogRow<Row>[] }>;
};

export type LogReader<Row> = {
  /** There may be something to read. */
  wake(): void;
  /**
   * From the end of a read that begins after this call the member gets everything that comes.
   *
   * @returns where that read ended: what came before it is the member's own to catch up on.
   */
  join(member: Member<Row>): Promise<Snapshot>;
  leave(member: Member<Row>): void;
  stop(): void;
};

type Guest<Row> = { member: Member<Row>; resolve: (at: Snapshot) => void; reject: (reason: unknown) => void };

/** Pause between two reads in milliseconds: when changes come faster than that, several are read at once. */
const restMs = 5;

/** The one that reads a log on behalf of everybody in this process: all of them meet the same windows, and so the same cursors. */
export function createLogReader<Row>(reading: Reading<Row>): LogReader<Row> {
  const members = new Set<Member<Row>>();
  /** Some leave before they are let in. */
  const gone = new WeakSet<Member<Row>>();
  let guests: Guest<Row>[] = [];
  let boundary: Snapshot | null = null;
  let isWanted = false;
  let isRunning = false;
  let isStopped = false;

  const readWindow = async (from: Snapshot): Promise<Snapshot> => {
    let to = from;
    for await (const { window, rows } of reading.pieces(from)) {
      to = window.to;
      const end = rows.at(-1)?.place;
      if (end) for (const member of members) member.offer(rows, end);
      // much came at once, and all have turned to the table
      if (members.size === 0) break;
    }
    for (const member of members) member.offer([], { kind: 'boundary', at: to });
    return to;
  };

  const readOnce = async (): Promise<void> => {
    isWanted = false;
    const arrived = guests;
    guests = [];
    try {
      boundary = boundary === null ? await reading.head() : await readWindow(boundary);
    } catch (error) {
      isStopped = true;
      for (const { reject } of [...arrived, ...guests]) reject(error);
      return;
    }
    for (const { member, resolve } of arrived) {
      if (!gone.has(member)) members.add(member);
      resolve(boundary);
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted && !isStopped) {
      await readOnce();
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    isRunning = false;
  };
  const wake = (): void => {
    isWanted = true;
    if (!isRunning && !isStopped) void run();
  };

  return {
    wake,
    join: (member) =>
      new Promise((resolve, reject) => {
        if (isStopped) reject(new Error('the reader of this log has stopped'));
        guests.push({ member, resolve, reject });
        wake();
      }),
    leave: (member) => {
      gone.add(member);
      members.delete(member);
    },
    stop: () => {
      isStopped = true;
    },
  };
}
