import type { Place } from './cursor.ts';
import type { LogReader, Member } from './reader.ts';
import type { LogRow } from './row.ts';
import type { Snapshot } from './snapshot.ts';
import { unlessAborted } from './wait.ts';

/** Rows that wait for one subscriber at most; more, and it reads the table again when it has taken them. */
const queueLimit = 5_000;
/** Rows of one batch at most. */
const batchLimit = 100;

export type Subscription<Row> = {
  reader: LogReader<Row>;
  start: Place;
  matches: (row: Row) => boolean;
  /** Rows between two places of the log, in pieces, read from the table as they are taken. */
  catchUp: (from: Place, to: Snapshot) => AsyncIterable<{ rows: readonly LogRow<Row>[] }>;
  /** Ends it. */
  signal: AbortSignal;
};

/**
 * Everything that matches after a place, first what was missed and then what comes, in batches. A subscriber that does not take what comes
 * costs no memory and keeps nobody waiting: it is left behind, and catches up from the table.
 */
export async function* followFrom<Row>({ reader, start, matches, catchUp, signal }: Subscription<Row>): AsyncGenerator<LogRow<Row>[]> {
  let place = start;
  while (!signal.aborted) {
    const queue = createQueue(matches, (member) => reader.leave(member));
    try {
      const boundary = await unlessAborted(reader.join(queue.member), signal);
      if (!boundary) return;
      queue.open({ kind: 'boundary', at: boundary });
      for await (const { rows } of catchUp(place, boundary)) {
        if (signal.aborted) return;
        yield* inBatches(rows.filter(({ row }) => matches(row)));
      }
      yield* takeAll(queue, signal);
      place = queue.end();
    } finally {
      reader.leave(queue.member);
    }
  }
}

/** What comes, until too much came at once. */
async function* takeAll<Row>(queue: Queue<Row>, signal: AbortSignal): AsyncGenerator<LogRow<Row>[]> {
  while (!signal.aborted) {
    const batch = queue.take();
    if (batch.length > 0) yield batch;
    else if (queue.isCut()) return;
    else await unlessAborted(queue.readable(), signal);
  }
}

function* inBatches<Item>(items: Item[]): Generator<Item[]> {
  for (let at = 0; at < items.length; at += batchLimit) yield items.slice(at, at + batchLimit);
}

type Queue<Row> = {
  member: Member<Row>;
  /** From here on it is filled. */
  open(at: Place): void;
  take(): LogRow<Row>[];
  /** Resolves when there is something to take or it was cut. */
  readable(): Promise<void>;
  /** Whether it overflowed: what came since is not in it. */
  isCut(): boolean;
  /** How far it reaches. */
  end(): Place;
};

/** @param onCut told when it overflows. */
function createQueue<Row>(matches: (row: Row) => boolean, onCut: (member: Member<Row>) => void): Queue<Row> {
  let rows: LogRow<Row>[] = [];
  let end: Place | null = null;
  let isCut = false;
  let wake = Promise.withResolvers<void>();
  const member: Member<Row> = {
    offer: (offered, offeredEnd) => {
      if (isCut) return;
      const matching = offered.filter(({ row }) => matches(row));
      isCut = rows.length > 0 && rows.length + matching.length > queueLimit;
      if (isCut) onCut(member);
      else {
        rows.push(...matching);
        end = offeredEnd;
      }
      if (isCut || rows.length > 0) wake.resolve();
    },
  };
  return {
    member,
    open: (at) => {
      end ??= at;
    },
    take: () => {
      const batch = rows.slice(0, batchLimit);
      rows = rows.slice(batchLimit);
      return batch;
    },
    readable: () => {
      wake = Promise.withResolvers<void>();
      if (isCut || rows.length > 0) wake.resolve();
      return wake.promise;
    },
    isCut: () => isCut,
    end: () => {
      if (!end) throw new Error('the queue was never open');
      return end;
    },
  };
}
