import { createLogger } from 'lib/log.ts';
import { MigrationError, migrate } from 'lib/migrate.ts';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';

const log = createLogger('tests', 'silent');

test('a database that is up to date is left alone, also by several at once', async () => {
  await using database = await createDatabase();
  const results = await Promise.all(Array.from({ length: 4 }, () => migrate(database.pool, database.url, log)));
  expect(results).toEqual([[], [], [], []]);
});

test('an empty database that several migrate at once is migrated once', async () => {
  await using database = await createDatabase();
  // back to nothing, the hard way
  await database.pool.query('drop table public.lab_migrations');
  for (const schema of [
    'audit',
    'identity',
    'dashboard',
    'document_repo',
    'canonical',
    'operational',
    'source_system',
    'intake',
    'integration',
    'reference',
  ]) {
    await database.pool.query(`drop schema ${schema} cascade`);
  }
  const results = await Promise.all(Array.from({ length: 4 }, () => migrate(database.pool, database.url, log)));
  const applied = results.flat();
  expect(new Set(applied).size).toBe(applied.length);
  expect(applied).toContain('0001_reference_values.sql');
});

test('a database that is newer than the code is refused', async () => {
  await using database = await createDatabase();
  await database.pool.query(`insert into public.lab_migrations (version, name, checksum) values (9999, '9999_future.sql', '')`);
  await expect(migrate(database.pool, database.url, log)).rejects.toThrow('The database is at migration 9999');
});

test('a migration that was changed after it had been applied is refused by name', async () => {
  await using database = await createDatabase();
  await database.pool.query(`update public.lab_migrations set checksum = 'another' where version = 3`);
  await expect(migrate(database.pool, database.url, log)).rejects.toThrow(MigrationError);
  await expect(migrate(database.pool, database.url, log)).rejects.toThrow('0003_intake_submissions.sql has been changed');
});
