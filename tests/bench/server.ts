import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from 'cli/embedded-postgres.ts';
import { readConfig } from 'lib/config.ts';
import { type Connections, connectionsOf, findPasswords } from 'lib/database-accounts.ts';
import { createPool, type Pool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import pg from 'pg';

export type BenchDatabase = {
  /** As its owner, who may do everything. */
  url: string;
  /** As the role of each service, once the schema is there. */
  connections: Connections;
  /** `LAB_DATA_DIR` of whatever works with it: they believe each other by the same secrets. */
  dataDir: string;
  /** The owner's. */
  pool: Pool;
  drop(): Promise<void>;
};

/** A PostgreSQL of the bench's own, in a temporary folder, as durable as the one that `npm start` runs. */
export type BenchServer = {
  /** `LAB_DATA_DIR` of whatever works with its databases. */
  dataDir: string;
  /** The postmaster's process id. */
  pid: number;
  version: string;
  /** Makes a database that later ones are copied from: filled, its statistics fresh, closed. */
  prepare(name: string, from: string | null, fill: (database: BenchDatabase) => Promise<void>): Promise<void>;
  /** A copy of a prepared database, with nothing left to be written back: every run starts from the same. */
  copy(template: string): Promise<BenchDatabase>;
};

type Options = {
  /** Whether PostgreSQL keeps the time of every commit, which costs a little. */
  commitTimes?: boolean;
};

/** Starts the server; the stack stops it and removes its folder. */
export async function startServer(stack: AsyncDisposableStack, { commitTimes = false }: Options = {}): Promise<BenchServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lab-bench-'));
  stack.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = await startEmbeddedPostgres({ dataDir, settings: commitTimes ? { track_commit_timestamp: 'on' } : {} });
  stack.defer(() => server.stop());
  const administer = (statement: string) => runOnce(server.url('postgres'), statement);
  const open = (name: string, afterwards: () => Promise<void>) => openDatabase(server.url(name), dataDir, afterwards);
  const [row] = await administer('show server_version');

  const prepare: BenchServer['prepare'] = async (name, from, fill) => {
    await administer(`create database ${name} ${from ? `template ${from}` : ''}`);
    const database = open(name, async () => {});
    await fill(database);
    await refreshStatistics(database.pool);
    await database.drop();
  };
  const copy: BenchServer['copy'] = async (template) => {
    const name = `run_${randomUUID().replaceAll('-', '')}`;
    await administer(`create database ${name} template ${template}`);
    await administer('checkpoint');
    return open(name, async () => {
      await administer(`drop database if exists ${name} with (force)`);
    });
  };
  return { dataDir, pid: server.pid, version: String(row?.server_version ?? 'unknown').split(' ')[0] ?? '', prepare, copy };
}

function openDatabase(url: string, dataDir: string, afterwards: () => Promise<void>): BenchDatabase {
  const pool = createPool({ connectionString: url, name: 'bench', size: 8, log: createLogger('bench', 'silent') });
  return {
    url,
    connections: connectionsOf(url, findPasswords(readConfig({ LAB_DATA_DIR: dataDir }))),
    dataDir,
    pool,
    drop: async () => {
      await pool.end();
      await afterwards();
    },
  };
}

/**
 * As autovacuum leaves a lab that has run for a minute. Tables without rows are left alone, as autovacuum does: once PostgreSQL has
 * been told that a table is empty, it plans foreign keys to it as scans of the whole table, and keeps to that.
 */
async function refreshStatistics(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relkind = 'r' and relnamespace > 16383 and pg_relation_size(oid) > 0",
  );
  await pool.query(`vacuum analyze ${rows.map(({ name }) => name).join(', ')}`);
}

async function runOnce(connectionString: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}
