import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from 'cli/embedded-postgres.ts';
import { readConfig } from 'lib/config.ts';
import { findPasswords, type Passwords, provisionRoles } from 'lib/database-accounts.ts';
import { createPool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { migrate } from 'lib/migrate.ts';
import pg from 'pg';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server, to which the name of a database is added. */
    postgresUrl: string;
    /** Migrated once, cloned by every test file. */
    templateDatabase: string;
    /** What the services sign in with: roles are those of the server, so they are the same in all databases. */
    databasePasswords: Passwords;
  }
}

const template = 'lab_template';

/** One real PostgreSQL for all test files, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lab-tests-'));
  // a test that loses its data to a power cut is repeated
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', max_connections: '300' } });
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`create database ${template}`);
  await admin.end();

  const log = createLogger('tests', 'error');
  const pool = createPool({ connectionString: server.url(template), name: 'tests migrate', size: 2, log });
  await migrate(pool, server.url(template), log);
  const passwords = findPasswords(readConfig({ LAB_DATA_DIR: dataDir }));
  await provisionRoles(pool, passwords);
  await pool.end();

  project.provide('postgresUrl', server.url(''));
  project.provide('templateDatabase', template);
  project.provide('databasePasswords', passwords);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
