import pg from 'pg';
import type { Logger } from './log.ts';

export type Pool = pg.Pool;
/** A client inside a transaction: what every command takes. */
export type Tx = pg.PoolClient;
/** Anything a read statement can run on. */
export type Queryable = Pick<pg.Pool, 'query'> | Tx;

// Sequences, counts and sizes here stay far below 2^53, and GraphQL's Int wants a number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export type PoolOptions = {
  connectionString: string;
  /** Shown by Postgres in `pg_stat_activity`. */
  name: string;
  /** Connections at most. */
  size: number;
  log: Logger;
  /** How long an answer is waited for, in milliseconds; longer than the server lets a statement run. */
  answerTimeoutMs?: number;
  /** Settings of PostgreSQL for its connections, as on the server's command line: `-c jit=off`. */
  settings?: string;
};

/** A pool whose lost connections are logged instead of ending the process. */
export function createPool({ connectionString, name, size, log, answerTimeoutMs = 65_000, settings }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString,
    application_name: name,
    max: size,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 60_000,
    // a connection that went dead without a word would be waited for without end
    query_timeout: answerTimeoutMs,
    lock_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    ...(settings ? { options: settings } : {}),
  });
  pool.on('error', ({ message }) => log.warn({ fault: message }, 'an idle database connection was lost'));
  // A checked-out client without a listener of its own would end the process when its backend is killed; the
  // statement that was running rejects anyway.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * PostgreSQL keeps the plan of a foreign key's check for the session. Made while a table held a handful of rows it is a
 * scan, and stays one while thousands come in: a new lab that imports would pay for that with half of its speed.
 */
const beginWriting = 'begin; set local enable_seqscan = off';
/** One snapshot for many statements, for those that only look. */
export const beginSnapshot = 'begin isolation level repeatable read read only';

/**
 * Runs `work` in one READ COMMITTED transaction: commits when it resolves, rolls back when it throws. A connection whose
 * rollback fails is thrown away.
 *
 * @throws whatever `work` throws, or the database's error on commit.
 */
export async function withTransaction<T>(pool: Pool, work: (tx: Tx) => Promise<T>, begin = beginWriting): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // behind a question that is still open, a rollback would wait as long again
    if (error instanceof Error && isAnswerMissing(error)) broken = error;
    else {
      await client.query('rollback').catch((cause: Error) => {
        broken = cause;
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

function isAnswerMissing(error: Error): boolean {
  return error.message === 'Query read timeout';
}

/** SQLSTATE of a database error, for example `23505`; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

const connectionFaults = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);

/** Whether an error says that the database cannot be reached now: down, starting, stopping, or out of connections. */
export function isDatabaseDown(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return /^(08|53300|57P0[1-5])/.test(state);
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && connectionFaults.has(error.code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseDown);
  if (isAnswerMissing(error)) return true;
  // pg has no codes for these
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(error.message);
}

const startPatienceMs = 60_000;
const startPollMs = 500;

/**
 * Waits for a database that is just starting: a service that comes up beside it must not end for that.
 *
 * @throws the database's error when it is wrong in another way, or after a minute.
 */
export async function awaitDatabase(connectionString: string): Promise<void> {
  for (const deadline = Date.now() + startPatienceMs; ; ) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (!isDatabaseDown(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, startPollMs));
    }
  }
}
