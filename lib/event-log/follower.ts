import { createPool, isDatabaseDown, type Pool } from '../db.ts';
import { graphError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { repeat } from '../repeat.ts';
import { catchUp, type Persist, readWindow, type TableReading } from './catch-up.ts';
import { type CursorBinding, type Place, parseCursor, writeCursor } from './cursor.ts';
import { listen } from './listener.ts';
import { createLogReader } from './reader.ts';
import { createReaders } from './readers.ts';
import { type LogDefinition, type LogHead, lostTransactions, readHead } from './source.ts';
import { followFrom } from './subscription.ts';
import { createLimit, pause } from './wait.ts';

/** Something that happened, and what to give as `after` to hear what happened next. */
export type Followed<Row> = { readonly row: Row; readonly cursor: string };

export type Following<Row> = {
  /** Cursor of the last thing known; null: from now on. */
  after: string | null;
  /** Whether the follower wants it. Must say the same of the same row at any time. */
  matches: (row: Row) => boolean;
  /** Only what belongs to this service request. */
  stream: string | null;
};

/** Follows logs on behalf of everybody in this process: one connection that listens and one reader per log, whoever and how many listen. */
export type LogFollower = {
  /** The end of all logs as of now, good as `after` for each of them. */
  currentCursor(): Promise<string>;
  /**
   * Everything after the cursor, each thing once, causes before effects, in batches of 100 at most. It waits as long as the database is
   * away, and goes on where it was. To end it, call `return`: it is heeded at once.
   *
   * @throws GraphQLError BAD_USER_INPUT for a cursor that leads nowhere.
   */
  follow<Row extends object>(log: LogDefinition<Row>, following: Following<Row>): Promise<AsyncIterableIterator<Followed<Row>[]>>;
  close(): Promise<void>;
};

type Options = {
  connectionString: string;
  /** Shown by Postgres in `pg_stat_activity`. */
  name: string;
  log: Logger;
};

/** Notifications may get lost; nothing else may depend on them. */
const pollEveryMs = 1_000;
const poolSize = 4;
/** No statement takes as long; a connection that went dead without a word is given up then. */
const answerTimeoutMs = 30_000;
/** All its statements are look-ups, and their plans are kept while tables grow from nothing to millions of rows. */
const settings = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';
/** Of these, how many all that catch up may use: the rest is for what happens now. */
const catchUpConnections = 2;
const firstPauseMs = 50;
const longestPauseMs = 1_000;
const complainEveryMs = 10_000;

/** Opens nothing before somebody follows or asks where the end is, and no connection that listens before somebody follows. */
export function createLogFollower({ connectionString, name, log }: Options): LogFollower {
  const closing = new AbortController();
  const complain = createComplaint(log);
  const limitCatchUp = createLimit(catchUpConnections);
  let pool: Pool | undefined;
  let ears: { stop(): Promise<void> }[] = [];

  const openPool = (): Pool => {
    closing.signal.throwIfAborted();
    pool ??= createPool({ connectionString, name: `${name} follower`, log, size: poolSize, answerTimeoutMs, settings });
    return pool;
  };
  const readers = createReaders({
    first: () => {
      const polling = repeat(pollEveryMs, async () => readers.wakeAll(), log);
      ears = [polling, listen({ connectionString, name: `${name} listener`, log, onNotify: readers.wakeAll })];
    },
    last: () => void closeEars(),
  });
  const closeEars = async (): Promise<void> => {
    await Promise.all(ears.splice(0).map((ear) => ear.stop()));
  };

  /** Waits for a database that is away. One that gives another error would give it again, unless it is asked for everybody. */
  const persistUntil = (end: AbortSignal, isForAll = false): Persist => {
    const signal = AbortSignal.any([end, closing.signal]);
    return async (statement) => {
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
        signal.throwIfAborted();
        try {
          return await statement(openPool());
        } catch (error) {
          if (!isForAll && !isDatabaseDown(error)) throw error;
          complain(error);
          await pause(pauseMs, signal);
        }
      }
    };
  };

  const follow = async function* <Row extends object>(
    reading: Omit<TableReading<Row>, 'persist'>,
    { start, matches, stream, signal }: { start: Place; matches: (row: Row) => boolean; stream: string | null; signal: AbortSignal },
  ): AsyncGenerator<Followed<Row>[]> {
    const reader = readers.enter(reading.log.name, (end) => {
      const persist = persistUntil(end, true);
      return createLogReader<Row>({
        head: async () => (await persist(readHead)).at,
        pieces: (from) => readWindow({ ...reading, persist }, { from, to: null }),
      });
    });
    const persist = persistUntil(signal);
    const patient: TableReading<Row> = { ...reading, persist: (statement) => limitCatchUp(() => persist(statement)) };
    try {
      yield* followFrom({ reader, start, matches, catchUp: (from, to) => catchUp(patient, { from, to, stream }), signal });
    } catch (error) {
      // who has left does not want to hear that he was interrupted
      if (!signal.aborted) throw error;
    } finally {
      readers.exit(reading.log.name);
    }
  };

  return {
    currentCursor: async () => {
      const { at, identity } = await readHead(openPool());
      return writeCursor({ kind: 'boundary', at }, { identity, log: '' });
    },
    follow: async (definition, { after, matches, stream }) => {
      const head = await persistUntil(closing.signal)(readHead);
      const binding = { identity: head.identity, log: definition.name };
      const start: Place = after === null ? { kind: 'boundary', at: head.at } : findPlace(after, binding, head);
      const ending = new AbortController();
      const rows = follow(
        { log: definition, binding },
        {
          start,
          matches: (row) => (stream === null || definition.streamOf(row) === stream) && matches(row),
          stream,
          signal: AbortSignal.any([ending.signal, closing.signal]),
        },
      );
      return endAtOnce(rows, ending);
    },
    close: async () => {
      closing.abort();
      readers.stopAll();
      await closeEars();
      await pool?.end();
      pool = undefined;
    },
  };
}

/** While the database is away every reader fails again and again: one of these errors in ten seconds says as much. */
function createComplaint(log: Logger): (error: unknown) => void {
  let complainedAt = 0;
  return (error) => {
    if (Date.now() - complainedAt < complainEveryMs) return;
    complainedAt = Date.now();
    log.warn({ err: error }, 'followers cannot read the log now; they wait, and go on where they were');
  };
}

function findPlace(after: string, binding: CursorBinding, head: LogHead): Place {
  const place = parseCursor(after, binding);
  const { seen, begun } = place.kind === 'row' ? { seen: place.to, begun: place.from } : { seen: place.at, begun: place.at };
  // somewhat ahead of the database is what was seen just before a crash
  if (seen.xmax > head.at.xmax + lostTransactions) {
    throw graphError(
      'BAD_USER_INPUT',
      'after lies in the future: the database was put back to an earlier state — read anew what you show, and take a cursor from logCursor',
    );
  }
  if ((begun.running[0] ?? begun.xmax) < head.retainedFrom) {
    throw graphError(
      'BAD_USER_INPUT',
      'after is older than what the log keeps — read anew what you show, and take a cursor from logCursor',
    );
  }
  return place;
}

/** A generator that waits for something does not hear that it shall return: it is told. */
function endAtOnce<T>(generator: AsyncGenerator<T>, ending: AbortController): AsyncIterableIterator<T> {
  return {
    next: () => generator.next(),
    return: () => {
      ending.abort();
      return generator.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
