import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { createQueues } from './bells.ts';
import { type Pool, sqlState, withTransaction } from './db.ts';
import type { Logger } from './log.ts';

const folder = new URL('../sql/migrations/', import.meta.url);

export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** Forward-only migrations, in order: `0001_reference_values.sql`, … */
function listMigrations(): { version: number; name: string; sql: string }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ version: Number(file.slice(0, 4)), name: file, sql: readFileSync(new URL(file, folder), 'utf8') }));
}

/**
 * Brings a database to this code's schema: the numbered SQL files, then pg-boss and its queues. Several processes may do
 * it at once: the migration's row is inserted first, so the later one waits for the earlier and then sees it done.
 *
 * @returns names of the migrations applied by this call.
 * @throws MigrationError when the database is newer than the code or older than PostgreSQL 18.
 */
export async function migrate(pool: Pool, connectionString: string, log: Logger): Promise<string[]> {
  await refuseOldServer(pool);
  await createMigrationTable(pool);
  const known = listMigrations();
  const newest = await newestApplied(pool);
  const last = known.at(-1)?.version ?? 0;
  if (newest > last) {
    throw new MigrationError(
      `The database is at migration ${newest}, this code knows ${last} — run the newer code, or use another database`,
    );
  }
  const applied: string[] = [];
  for (const migration of known) {
    if (await applyMigration(pool, migration)) applied.push(migration.name);
  }
  await createQueues(connectionString, log);
  return applied;
}

async function refuseOldServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
  const version = Number(rows[0]?.server_version_num ?? 0);
  if (version < 180_000) {
    throw new MigrationError(
      `PostgreSQL ${Math.floor(version / 10_000)} found, 18 needed (uuidv7) — point DATABASE_URL at a PostgreSQL 18`,
    );
  }
}

async function createMigrationTable(pool: Pool): Promise<void> {
  try {
    await pool.query(`create table if not exists public.lab_migrations (
      version integer primary key, name text not null, applied_at timestamptz not null default now())`);
  } catch (error) {
    // "if not exists" still collides when two sessions create it in the same moment
    if (sqlState(error) !== '23505' && sqlState(error) !== '42P07') throw error;
  }
}

async function newestApplied(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ version: number }>('select coalesce(max(version), 0) as version from public.lab_migrations');
  return rows[0]?.version ?? 0;
}

async function applyMigration(pool: Pool, migration: { version: number; name: string; sql: string }): Promise<boolean> {
  return await withTransaction(pool, async (tx: pg.PoolClient) => {
    const { rowCount } = await tx.query(
      'insert into public.lab_migrations (version, name) values ($1::integer, $2::text) on conflict do nothing',
      [migration.version, migration.name],
    );
    if (rowCount === 0) return false;
    await tx.query(migration.sql);
    return true;
  });
}
