import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from 'cli/embedded-postgres.ts';
import fc from 'fast-check';
import { createPool, type Pool } from 'lib/db.ts';
import { writeCursor } from 'lib/event-log/cursor.ts';
import { createLogFollower, type Followed, type Following, type LogFollower } from 'lib/event-log/follower.ts';
import { isVisible, parseSnapshot } from 'lib/event-log/snapshot.ts';
import { type LogDefinition, readHead } from 'lib/event-log/source.ts';
import { createLogger } from 'lib/log.ts';
import { migrate } from 'lib/migrate.ts';
import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { startProxy } from '../faults/tcp-proxy.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

type Note = { partition_key: string; message: string };

/** Notes are activity whose message is what the test is about. */
const notes: LogDefinition<Note> = {
  name: 'notes',
  sources: [{ table: 'integration.activity', columns: 'l.partition_key, l.message', stream: 'l.partition_key' }],
  streamOf: (row) => row.partition_key,
};
const all: Following<Note> = { after: null, stream: null, matches: () => true };
const log = createLogger('tests', 'silent');
const stream = randomUUID();

let database: TestDatabase;
let pool: Pool;
let follower: LogFollower;

beforeEach(async () => {
  database = await createDatabase();
  pool = database.pool;
  follower = createLogFollower({ connectionString: database.url, name: 'lab test', log });
  return async () => {
    await follower.close();
    await database[Symbol.asyncDispose]();
  };
});

type Db = Pick<pg.ClientBase, 'query'> | Pool;

async function write(db: Db, messages: readonly string[], of = stream): Promise<void> {
  await db.query(
    `insert into integration.activity (partition_key, kind, subject_type, subject_id, actor, message, correlation_id, time)
    select $1::uuid, 'moved', 'service_request', $1::uuid, 'test', message, $1::uuid, now() from unnest($2::text[]) with ordinality as m(message, place)
    order by place`,
    [of, messages],
  );
}

function numbers(count: number, from = 0): string[] {
  return Array.from({ length: count }, (_, index) => `note ${from + index}`);
}

type Collected = {
  rows: Followed<Note>[];
  batches: number[];
  messages(): string[];
  /** Waits until so many have come. */
  have(count: number): Promise<void>;
  stop(): Promise<void>;
};

/** Takes what comes, as fast as it comes. */
async function collect(from: LogFollower, following: Partial<Following<Note>> = {}): Promise<Collected> {
  const iterator = await from.follow(notes, { ...all, ...following });
  const rows: Followed<Note>[] = [];
  const batches: number[] = [];
  const taking = (async () => {
    for await (const batch of iterator) {
      rows.push(...batch);
      batches.push(batch.length);
    }
  })();
  const messages = (): string[] => rows.map(({ row }) => row.message);
  return {
    rows,
    batches,
    messages,
    have: async (count) => {
      await until(`${count} rows have come`, async () => rows.length >= count).catch((error: unknown) => {
        throw new Error(`${String(error)}: have ${rows.length}, the last ${messages().at(-1)}`);
      });
    },
    stop: async () => {
      await iterator.return?.();
      await taking;
    },
  };
}

/** Takes from a cursor on up to and with the message. */
async function readUntil(from: LogFollower, after: string, last: string): Promise<string[]> {
  const collected = await collect(from, { after });
  await until(`"${last}" has come`, async () => collected.messages().includes(last));
  await collected.stop();
  return collected.messages();
}

async function connect(): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

describe('order without gap', () => {
  test('what was written in knowledge of another row comes after it, also when its transaction has the older number', async () => {
    const start = await follower.currentCursor();
    const live = await collect(follower, { after: start });
    await using older = await connect();
    await using younger = await connect();
    await older.query('begin');
    const numberOf = async (client: pg.Client): Promise<bigint> =>
      BigInt((await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]?.xid ?? '');
    const olderNumber = await numberOf(older);
    await younger.query('begin');
    expect(await numberOf(younger)).toBeGreaterThan(olderNumber);
    await write(younger, ['cause']);
    await younger.query('commit');
    await live.have(1);
    // as one who has waited for a lock that the younger held
    await write(older, ['effect']);
    await older.query('commit');
    await live.have(2);
    expect(live.messages()).toEqual(['cause', 'effect']);
    // the same when both are new at once
    expect(await readUntil(follower, start, 'effect')).toEqual(['cause', 'effect']);
  });

  test('a transaction that stays open keeps nobody waiting, and its rows come when it ends', async () => {
    const live = await collect(follower);
    await using slow = await connect();
    await slow.query('begin');
    await write(slow, ['slow 1']);
    for (let round = 0; round < 5; round++) {
      await write(pool, [`quick ${round}`]);
      await live.have(round + 1);
    }
    const cursor = live.rows[2]?.cursor ?? '';
    await write(slow, ['slow 2']);
    await slow.query('commit');
    await live.have(7);
    expect(live.messages()).toEqual([...[0, 1, 2, 3, 4].map((round) => `quick ${round}`), 'slow 1', 'slow 2']);
    expect((await readUntil(follower, cursor, 'slow 2')).toSorted()).toEqual(['quick 3', 'quick 4', 'slow 1', 'slow 2']);
  });

  test('what was rolled back never comes, whole or in part', async () => {
    const live = await collect(follower);
    await using client = await connect();
    await client.query('begin');
    await write(client, ['never']);
    await client.query('rollback');
    await client.query('begin');
    await write(client, ['kept']);
    await client.query('savepoint here');
    await write(client, ['undone']);
    await client.query('rollback to here');
    await write(client, ['kept too']);
    await client.query('commit');
    await live.have(2);
    await write(pool, ['end']);
    await live.have(3);
    expect(live.messages()).toEqual(['kept', 'kept too', 'end']);
  });

  test('PostgreSQL and we agree on what a snapshot shows', async () => {
    const openOnes = await Promise.all(Array.from({ length: 4 }, connect));
    for (const client of openOnes) {
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
      await pool.query('select pg_current_xact_id()');
    }
    const { rows } = await pool.query<{ snapshot: string; xid: string; visible: boolean }>(
      `select s::text as snapshot, x::text as xid, pg_visible_in_snapshot(x::text::xid8, s) as visible
      from pg_current_snapshot() s, generate_series(pg_snapshot_xmin(s)::text::bigint - 3, pg_snapshot_xmax(s)::text::bigint + 3) x`,
    );
    for (const client of openOnes) await client.end();
    expect(new Set(rows.map((row) => row.visible))).toEqual(new Set([true, false]));
    for (const { snapshot, xid, visible } of rows) {
      expect(isVisible({ xid: BigInt(xid), position: 1 }, parseSnapshot(snapshot, 1)), `${xid} in ${snapshot}`).toBe(visible);
      // a number that was given out again
      expect(isVisible({ xid: BigInt(xid), position: 2 }, parseSnapshot(snapshot, 1))).toBe(false);
    }
  });
});

/** One step of a random life: which of the open transactions does what. */
type Step = { who: number; what: 'begin' | 'write' | 'commit' | 'rollback' };

describe('resuming', () => {
  test('from every cursor of any run, in another process, gives exactly the rest, causes before effects', async () => {
    await using other = followerOf(database);
    const step = fc.record({
      who: fc.nat({ max: 3 }),
      what: fc.constantFrom<Step['what']>('begin', 'write', 'write', 'commit', 'rollback'),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        run += 1;
        const start = await follower.currentCursor();
        const live = await collect(follower, { after: start });
        const { committed, mustPrecede } = await play(steps, `run ${run}`);
        await write(pool, [`end of run ${run}`]);
        await until('the end has come', async () => live.messages().at(-1) === `end of run ${run}`);
        await live.stop();

        const expectExactly = (messages: readonly string[], wanted: readonly string[]): void => {
          expect(messages.toSorted()).toEqual(wanted.toSorted());
          const places = new Map(messages.map((message, index) => [message, index]));
          for (const [cause, effect] of mustPrecede) {
            if (places.has(cause) && places.has(effect)) expect(places.get(cause)).toBeLessThan(places.get(effect) ?? -1);
          }
        };
        const everything = live.messages();
        expectExactly(everything, [...committed, `end of run ${run}`]);
        expectExactly(await readUntil(other.follower, start, `end of run ${run}`), everything);
        for (const [index, { cursor }] of live.rows.slice(0, -1).entries()) {
          expectExactly(await readUntil(other.follower, cursor, `end of run ${run}`), everything.slice(index + 1));
        }
      }),
      { numRuns: 12 },
    );
  });

  /** Plays the steps. What was committed, and which row was written when which other one could be seen. */
  async function play(steps: readonly Step[], name: string): Promise<{ committed: string[]; mustPrecede: [string, string][] }> {
    const clients = await Promise.all(Array.from({ length: 4 }, connect));
    const open = new Map<number, string[]>();
    const committed: string[] = [];
    const mustPrecede: [string, string][] = [];
    let count = 0;
    const end = async (who: number, what: 'commit' | 'rollback'): Promise<void> => {
      const written = open.get(who);
      if (!written) return;
      await clients[who]?.query(what);
      open.delete(who);
      if (what === 'commit') committed.push(...written);
    };
    for (const { who, what } of steps) {
      const client = clients[who];
      if (!client) continue;
      if (what === 'begin' && !open.has(who)) {
        await client.query('begin');
        await client.query('select pg_current_xact_id()');
        open.set(who, []);
      } else if (what === 'write') {
        count += 1;
        const message = `${name}: ${count}`;
        await write(client, [message]);
        mustPrecede.push(...committed.map((earlier): [string, string] => [earlier, message]));
        const own = open.get(who);
        if (own) {
          mustPrecede.push(...own.map((earlier): [string, string] => [earlier, message]));
          own.push(message);
        } else committed.push(message);
      } else if (what === 'commit' || what === 'rollback') await end(who, what);
    }
    for (const who of [...open.keys()]) await end(who, 'commit');
    for (const client of clients) await client.end();
    return { committed, mustPrecede };
  }

  test('in the middle of thousands that came in one transaction', async () => {
    const start = await follower.currentCursor();
    const live = await collect(follower, { after: start });
    const messages = numbers(3_210);
    await using older = await connect();
    await older.query('begin');
    await write(older, ['older']);
    await write(pool, messages);
    await live.have(3_210);
    await older.query('commit');
    await live.have(3_211);
    expect(live.messages()).toEqual([...messages, 'older']);
    expect(Math.max(...live.batches)).toBeLessThanOrEqual(100);
    for (const index of [0, 499, 500, 2_000, 3_208]) {
      const rest = await readUntil(follower, live.rows[index]?.cursor ?? '', 'older');
      expect(rest).toEqual([...messages.slice(index + 1), 'older']);
    }
    // as one window, in which the older transaction stands first
    expect(await readUntil(follower, start, 'note 3209')).toEqual(['older', ...messages]);
  });

  test('one request alone, without reading the others', async () => {
    const mine = randomUUID();
    const start = await follower.currentCursor();
    await write(pool, numbers(1_000));
    await write(pool, numbers(700), mine);
    const live = await collect(follower, { after: start, stream: mine });
    await live.have(700);
    await write(pool, ['not mine']);
    await write(pool, ['mine, live'], mine);
    await live.have(701);
    expect(live.messages()).toEqual([...numbers(700), 'mine, live']);
    const middle = await collect(follower, { after: live.rows[600]?.cursor ?? '', stream: mine });
    await middle.have(100);
    expect(middle.messages()).toEqual([...numbers(99, 601), 'mine, live']);
  });

  test('from what the reader has not come to yet gives nothing of it again', async () => {
    const other = await collect(follower);
    await write(pool, ['known']);
    await other.have(1);
    // the reader is not told, and has not looked by itself yet
    await pool.query('drop trigger announce_rows on integration.activity');
    await write(pool, ['before the cursor']);
    const live = await collect(follower, { after: await follower.currentCursor() });
    await write(pool, ['after the cursor']);
    await live.have(1);
    await other.have(3);
    expect(live.messages()).toEqual(['after the cursor']);
    expect(other.messages()).toEqual(['known', 'before the cursor', 'after the cursor']);
  });

  test('without a cursor nothing that was there before comes', async () => {
    await write(pool, numbers(5));
    const live = await collect(follower);
    await write(pool, ['new']);
    await live.have(1);
    expect(live.messages()).toEqual(['new']);
  });
});

function followerOf({ url }: { url: string }): { follower: LogFollower } & AsyncDisposable {
  const made = createLogFollower({ connectionString: url, name: 'lab other', log });
  return { follower: made, [Symbol.asyncDispose]: () => made.close() };
}

describe('many subscribers', () => {
  test('share one connection that listens, and have the same cursors', async () => {
    expect(await connectionsOf('lab test')).toEqual([]);
    const many = await Promise.all(Array.from({ length: 50 }, () => collect(follower)));
    await until('somebody listens', async () => (await connectionsOf('lab test listener')).length === 1);
    for (let round = 0; round < 20; round++) await write(pool, [`note ${round}`]);
    await Promise.all(many.map((one) => one.have(20)));
    expect(await connectionsOf('lab test listener')).toHaveLength(1);
    expect((await connectionsOf('lab test follower')).length).toBeLessThanOrEqual(4);
    const [first, ...others] = many.map((one) => one.rows.map(({ cursor }) => cursor));
    for (const cursors of others) expect(cursors).toEqual(first);

    await Promise.all(many.map((one) => one.stop()));
    await until('nobody listens any more', async () => (await connectionsOf('lab test listener')).length === 0);
  });

  test('who does not take what comes is left behind alone, and gets it all the same', async () => {
    const start = await follower.currentCursor();
    const slow = await follower.follow(notes, { ...all, after: start });
    const quick = await collect(follower, { after: start });
    await write(pool, ['first']);
    expect((await slow.next()).value).toMatchObject([{ row: { message: 'first' } }]);
    const messages = numbers(60).map((_, index) => numbers(100, index * 100));
    for (const [index, hundred] of messages.entries()) {
      await write(pool, hundred);
      await quick.have(1 + (index + 1) * 100);
    }
    const rest: string[] = [];
    while (rest.length < 6_000) rest.push(...((await slow.next()).value ?? []).map(({ row }: Followed<Note>) => row.message));
    expect(rest).toEqual(messages.flat());
    // he is left behind in the middle of what comes at once, too
    const many = numbers(12_000);
    await write(pool, many);
    await quick.have(6_001 + many.length);
    await write(pool, ['end']);
    const more: string[] = [];
    while (more.at(-1) !== 'end') more.push(...((await slow.next()).value ?? []).map(({ row }: Followed<Note>) => row.message));
    expect(more).toEqual([...many, 'end']);
    await slow.return?.();
  });

  test('who leaves while he waits is gone at once', async () => {
    const waiting = await follower.follow(notes, all);
    const next = waiting.next();
    await until('he is one of those who follow', async () => (await connectionsOf('lab test listener')).length === 1);
    await waiting.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(await waiting.next()).toEqual({ done: true, value: undefined });
  });

  test('one who closes the follower ends all of them', async () => {
    const many = await Promise.all(Array.from({ length: 5 }, () => collect(follower)));
    await follower.close();
    await Promise.all(many.map((one) => one.stop()));
    await until('no connection is left', async () => (await connectionsOf('lab test')).length === 0);
  });
});

async function connectionsOf(name: string): Promise<number[]> {
  const { rows } = await pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and starts_with(application_name, $1::text)',
    [name],
  );
  return rows.map(({ pid }) => pid);
}

async function terminate(name: string): Promise<void> {
  for (const pid of await connectionsOf(name)) await pool.query('select pg_terminate_backend($1::integer)', [pid]);
}

describe('what breaks', () => {
  test('a change that nobody announces is found all the same', async () => {
    await pool.query('drop trigger announce_rows on integration.activity');
    const live = await collect(follower);
    for (const message of ['one', 'two']) {
      await write(pool, [message]);
      await until(`${message} has come`, async () => live.messages().includes(message));
    }
  });

  test('connections that are terminated again and again while much is written lose nothing and give nothing twice', async () => {
    const live = await collect(follower);
    const [first] = numbers(1);
    await write(pool, [first ?? '']);
    await live.have(1);
    const writing = (async () => {
      for (let index = 1; index < 400; index++) await write(pool, [`note ${index}`]);
    })();
    let terminated = 0;
    while (live.rows.length < 400) {
      await terminate('lab test');
      terminated += 1;
      const soFar = live.rows.length;
      await until('more has come', async () => live.rows.length > soFar || live.rows.length === 400);
    }
    await writing;
    expect(terminated).toBeGreaterThan(1);
    expect(live.messages()).toEqual(numbers(400));
    await until('somebody listens again', async () => (await connectionsOf('lab test listener')).length === 1);
  });

  test('a database that is away is waited for, by those who follow and by those who begin to', async () => {
    let isAway = false;
    const { hostname, port } = new URL(database.url);
    await using proxy = await startProxy({ target: { host: hostname, port: Number(port) }, onAnswer: () => !isAway });
    const url = new URL(database.url);
    url.host = `127.0.0.1:${proxy.port}`;
    await using made = followerOf({ url: url.href });
    const live = await collect(made.follower);
    await write(pool, ['before']);
    await live.have(1);
    isAway = true;
    const beginning = collect(made.follower, { after: live.rows[0]?.cursor ?? '' });
    await write(pool, numbers(30));
    isAway = false;
    const begun = await beginning;
    await live.have(31);
    await begun.have(30);
    expect(live.messages()).toEqual(['before', ...numbers(30)]);
    expect(begun.messages()).toEqual(numbers(30));
  });

  test('a listener that went dead without a word is not needed', async () => {
    const { hostname, port } = new URL(database.url);
    await using proxy = await startProxy({
      target: { host: hostname, port: Number(port) },
      // the name stands in the first message of a connection
      onRequest: (bytes, passage) => {
        if (bytes.includes('lab other listener')) passage.freeze();
      },
    });
    const url = new URL(database.url);
    url.host = `127.0.0.1:${proxy.port}`;
    await using made = followerOf({ url: url.href });
    const live = await collect(made.follower);
    await write(pool, ['unheard']);
    await live.have(1);
    expect(live.messages()).toEqual(['unheard']);
  });
});

test('what is written under numbers that a crash took back comes to those who saw them used in vain', async () => {
  await using own = await startOwnServer();
  const live = await collect(own.follower);
  await write(own.pool, ['before']);
  await live.have(1);
  const [doomed, bystander] = [new pg.Client({ connectionString: own.url }), new pg.Client({ connectionString: own.url })];
  for (const client of [doomed, bystander]) {
    client.on('error', () => {});
    await client.connect();
  }
  const { rows: backends } = await doomed.query<{ pid: number }>('select pg_backend_pid() as pid');
  let used = '';
  for (let round = 0; round < 5; round++) {
    await doomed.query('begin');
    await write(doomed, ['in vain']);
    used = (await doomed.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]?.xid ?? '';
    await doomed.query('rollback');
  }
  const cursor = await own.follower.currentCursor();
  // makes the reader look, so that it has seen them end
  const second = await collect(own.follower, { after: cursor });

  // the whole server starts anew when one backend is killed; nothing has reached its disk since the last commit
  const crashed = new Promise((resolve) => bystander.once('end', resolve));
  process.kill(backends[0]?.pid ?? 0, 'SIGKILL');
  await crashed;
  await until('the database is back', () => own.pool.query('select 1').catch(() => null));
  await write(own.pool, ['after']);
  const { rows } = await own.pool.query<{ xid: string }>(`select xid::text from integration.activity where message = 'after'`);
  expect(BigInt(rows[0]?.xid ?? '')).toBeLessThanOrEqual(BigInt(used));

  await live.have(2);
  await second.have(1);
  expect(live.messages()).toEqual(['before', 'after']);
  await write(own.pool, ['end']);
  expect(await readUntil(own.follower, cursor, 'end')).toEqual(['after', 'end']);
  expect(await readUntil(own.follower, live.rows[0]?.cursor ?? '', 'end')).toEqual(['after', 'end']);
  expect(await readUntil(own.follower, live.rows[1]?.cursor ?? '', 'end')).toEqual(['end']);
  await second.have(2);
  expect(second.messages()).toEqual(['after', 'end']);
});

/** A PostgreSQL that may crash, and writes to its disk only when somebody commits. */
async function startOwnServer(): Promise<{ url: string; pool: Pool; follower: LogFollower } & AsyncDisposable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lab-crash-'));
  const lazy = { wal_writer_delay: '10000', wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off' };
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', ...lazy } });
  const url = server.url('postgres');
  const made = createPool({ connectionString: url, name: 'tests', size: 2, log });
  await migrate(made, url, log);
  const own = followerOf({ url });
  return {
    url,
    pool: made,
    follower: own.follower,
    [Symbol.asyncDispose]: async () => {
      await own[Symbol.asyncDispose]();
      await made.end();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

describe('a cursor is refused', () => {
  const refusal = async (after: string, from = follower): Promise<string> => {
    const error: unknown = await from.follow(notes, { ...all, after }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    return error instanceof Error ? error.message : '';
  };
  const cursorOfARow = async (): Promise<string> => {
    const live = await collect(follower);
    await write(pool, ['a row']);
    await live.have(1);
    await live.stop();
    return live.rows[0]?.cursor ?? '';
  };

  test('that is none, or of another log', async () => {
    expect(await refusal('nonsense')).toContain('is not a cursor of a log');
    const cursor = await cursorOfARow();
    const foreign: LogDefinition<Note> = { ...notes, name: 'other notes' };
    await expect(follower.follow(foreign, { ...all, after: cursor })).rejects.toThrow('a cursor of another subscription');
  });

  test('that is of another lab, also of one that began as a copy', async () => {
    const cursor = await cursorOfARow();
    await pool.query('update integration.logs set identity = gen_random_uuid()');
    expect(await refusal(cursor)).toContain('a cursor of another lab');
  });

  test('that lies in the future, but not one from just before a crash', async () => {
    const { at, identity } = await readHead(pool);
    const ahead = (by: bigint): string =>
      writeCursor({ kind: 'boundary', at: { ...at, xmax: at.xmax + by, running: [] } }, { identity, log: '' });
    expect(await refusal(ahead(1_000_000n))).toContain('lies in the future');
    await (await follower.follow(notes, { ...all, after: ahead(5n) })).return?.();
  });

  test('that is older than what the log keeps', async () => {
    const old = await cursorOfARow();
    await pool.query('update integration.logs set retained_from = pg_current_xact_id()');
    expect(await refusal(old)).toContain('older than what the log keeps');
    await (await follower.follow(notes, { ...all, after: await follower.currentCursor() })).return?.();
  });
});
