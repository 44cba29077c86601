import { randomBytes } from 'node:crypto';
import { migrateTo } from 'cli/database.ts';
import { readConfig } from 'lib/config.ts';
import { createPool, type Pool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import pg from 'pg';
import type { FaultPostgres } from './postgres.ts';

const template = 'faults_template';
const log = createLogger('faults', 'fatal');

/**
 * Migrates a template, and makes the role with which the bench looks in from outside: it can read everything and change nothing.
 *
 * @param dataDir `LAB_DATA_DIR` of the lab, with what its services sign in with.
 * @returns what that role signs in with.
 */
export async function prepareTemplate(postgres: FaultPostgres, dataDir: string): Promise<string> {
  await administer(postgres, `create database ${template}`);
  await migrateTo(postgres.url(template), readConfig({ LAB_DATA_DIR: dataDir, LOG_LEVEL: 'fatal' }));
  const password = randomBytes(16).toString('hex');
  await administer(postgres, `create role faults_reader login password '${password}'`);
  await administer(postgres, 'grant pg_read_all_data to faults_reader');
  await administer(postgres, 'alter role faults_reader set default_transaction_read_only = on');
  return password;
}

/** A migrated database with nothing in it. */
export async function createDatabase(postgres: FaultPostgres, name: string): Promise<string> {
  await administer(postgres, `create database ${name} template ${template}`);
  return postgres.url(name);
}

/** The same database as the reader sees it. */
export function asReader(url: string, password: string): string {
  const address = new URL(url);
  address.username = 'faults_reader';
  address.password = password;
  return address.href;
}

/** Connections of the bench itself: none of the names by which it finds the lab's own. */
export function openPool(connectionString: string, size: number): Pool {
  return createPool({ connectionString, name: 'fault bench', size, log });
}

async function administer(postgres: FaultPostgres, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
