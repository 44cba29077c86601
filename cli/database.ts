import { resolve } from 'node:path';
import type { Config } from 'lib/config.ts';
import { type Connections, connectionsOf, findPasswords, provisionRoles } from 'lib/database-accounts.ts';
import { createPool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

const databaseName = 'lab';

/** @property connectionString that of the owner, who makes and changes the schema; no service uses it. */
export type Database = { connectionString: string; isEmbedded: boolean; stop(): Promise<void> };

/**
 * The database of the settings: somebody's own by `DATABASE_URL`, or the embedded one, which is started.
 *
 * @throws EmbeddedPostgresError with the cause and the way out.
 */
export async function openDatabase(config: Config): Promise<Database> {
  if (config.DATABASE_URL) return { connectionString: config.DATABASE_URL, isEmbedded: false, stop: async () => {} };
  const server = await startEmbeddedPostgres({ dataDir: resolve(config.LAB_DATA_DIR) });
  await createDatabase(server.url('postgres'));
  return { connectionString: server.url(databaseName), isEmbedded: true, stop: () => server.stop() };
}

async function createDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1::text', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

/**
 * Brings the database to this code's schema, and lets every service sign in to it as a role of its own.
 *
 * @param connectionString that of the owner.
 * @returns names of the migrations that were applied, and the database's address for each service.
 * @throws MigrationError, or Error when the owner may not set passwords of the roles.
 */
export async function migrateTo(connectionString: string, config: Config): Promise<{ applied: string[]; connections: Connections }> {
  const { migrate } = await import('lib/migrate.ts');
  const log = createLogger('migrate', config.LOG_LEVEL);
  const pool = createPool({ connectionString, name: 'lab migrate', size: 2, log });
  try {
    const applied = await migrate(pool, connectionString, log);
    const passwords = findPasswords(config);
    await provisionRoles(pool, passwords);
    return { applied, connections: connectionsOf(connectionString, passwords) };
  } finally {
    await pool.end();
  }
}
