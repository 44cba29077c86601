import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { createQueues } from './bells.ts';
import { grantRest, roleOf, serviceNames } from './database-roles.ts';
import { type Pool, sqlState, withTransaction } from './db.ts';
import type { Logger } from './log.ts';

const folder = new URL('../sql/migrations/', import.meta.url);

export class MigrationError extends Error {
  override name = 'MigrationError';
}

type Migration = { version: number; name: string; sql: string; checksum: string };

/** Forward-only migrations, in order: `0001_reference_values.sql`, … */
function listMigrations(): Migration[] {
  const names = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return names.sort().map((name) => {
    const sql = readFileSync(new URL(name, folder), 'utf8');
    return { version: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings a database to this code's schema: the numbered SQL files, then pg-boss and its queues, then what the services may do there. Several processes may do
 * it at once: the migration's row is inserted first, so the later one waits for the earlier and then sees it done.
 *
 * @returns names of the migrations applied by this call.
 * @throws MigrationError when the database is newer than the code, when a migration was changed after it had been applied, when the
 *   server is older than PostgreSQL 18, or when the one who migrates may not make roles.
 */
export async function migrate(pool: Pool, connectionString: string, log: Logger): Promise<string[]> {
  await refuseOldServer(pool);
  await refuseLowOwner(pool);
  await createMigrationTable(pool);
  const known = listMigrations();
  refuseStrangers(await findApplied(pool), known);
  const applied: string[] = [];
  for (const migration of known) {
    if (await applyMigration(pool, migration)) applied.push(migration.name);
  }
  await createQueues(connectionString, log);
  await grantRest(pool);
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

/** Roles that are there already, made by somebody who may, will do. */
async function refuseLowOwner(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ owner: string; missing: string[] }>(
    `/* migrate.findMissingRoles */
    select r.rolname as owner, array(select role from unnest($1::text[]) as role where role not in (select rolname from pg_roles)) as missing
    from pg_roles r where r.rolname = current_user and not r.rolsuper and not r.rolcreaterole`,
    [serviceNames.map(roleOf)],
  );
  const [low] = rows;
  if (!low || low.missing.length === 0) return;
  throw new MigrationError(
    `${low.owner} in DATABASE_URL may not make roles, and every service gets one of its own: ${low.missing.join(', ')} — let DATABASE_URL name the owner of the database and say "alter role ${low.owner} createrole" as a superuser`,
  );
}

async function createMigrationTable(pool: Pool): Promise<void> {
  try {
    await pool.query(`create table if not exists public.lab_migrations (
      version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`);
  } catch (error) {
    // "if not exists" still collides when two sessions create it in the same moment
    if (sqlState(error) !== '23505' && sqlState(error) !== '42P07') throw error;
  }
}

type Applied = { version: number; name: string; checksum: string };

async function findApplied(pool: Pool): Promise<Applied[]> {
  const { rows } = await pool.query<Applied>('select version, name, checksum from public.lab_migrations order by version');
  return rows;
}

/** A database that another code has made, or that this code made when it was another. */
function refuseStrangers(applied: Applied[], known: Migration[]): void {
  const last = known.at(-1)?.version ?? 0;
  const newest = applied.at(-1)?.version ?? 0;
  if (newest > last) {
    throw new MigrationError(
      `The database is at migration ${newest}, this code knows ${last} — run the newer code, or use another database`,
    );
  }
  for (const { version, name, checksum } of applied) {
    if (known.find((migration) => migration.version === version)?.checksum === checksum) continue;
    throw new MigrationError(
      `Migration ${name} has been changed since this database applied it — run the code that made the database, or use another one`,
    );
  }
}

async function applyMigration(pool: Pool, migration: Migration): Promise<boolean> {
  return await withTransaction(pool, async (tx: pg.PoolClient) => {
    const { rowCount } = await tx.query(
      'insert into public.lab_migrations (version, name, checksum) values ($1::integer, $2::text, $3::text) on conflict do nothing',
      [migration.version, migration.name, migration.checksum],
    );
    if (rowCount === 0) return false;
    await tx.query(migration.sql);
    return true;
  });
}
