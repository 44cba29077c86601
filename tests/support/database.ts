import { randomUUID } from 'node:crypto';
import { type Connections, connectionsOf } from 'lib/database-accounts.ts';
import { createPool, type Pool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import pg from 'pg';
import { inject } from 'vitest';

export type TestDatabase = AsyncDisposable & {
  /** As its owner, who may do everything. */
  url: string;
  /** As the role of each service. */
  connections: Connections;
  /** The owner's, for tests to look at everything and to break it. */
  pool: Pool;
};

/** A migrated database of one's own, cloned from the template in some 60 ms. Dropped at the end. */
export async function createDatabase(): Promise<TestDatabase> {
  const server = inject('postgresUrl');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${inject('templateDatabase')}`);
  const url = `${server}${name}`;
  const pool = createPool({ connectionString: url, name: 'tests', size: 10, log: createLogger('tests', 'silent') });
  return {
    url,
    connections: connectionsOf(url, inject('databasePasswords')),
    pool,
    [Symbol.asyncDispose]: async () => {
      await pool.end();
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject('postgresUrl')}postgres` });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
