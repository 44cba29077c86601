import { randomUUID } from 'node:crypto';
import { dumpSchema, readSchemaDump } from 'cli/schema-dump.ts';
import { createPool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { expect, inject, it } from 'vitest';
import { createDatabase } from '../support/database.ts';

it('sql/schema.sql is what the migrations make', async () => {
  await using database = await createDatabase();
  expect(await dumpSchema(database.pool)).toBe(readSchemaDump());
});

it('a database made of sql/schema.sql alone has the same schema: the dump leaves nothing out', async () => {
  await using database = await createDatabase();
  const name = `dump_${randomUUID().replaceAll('-', '')}`;
  await database.pool.query(`create database ${name}`);
  const log = createLogger('tests', 'silent');
  const pool = createPool({ connectionString: `${inject('postgresUrl')}${name}`, name: 'tests', size: 2, log });
  try {
    await pool.query(readSchemaDump());
    expect(await dumpSchema(pool)).toBe(readSchemaDump());
  } finally {
    await pool.end();
    await database.pool.query(`drop database ${name} with (force)`);
  }
});

it('the dump refuses what it cannot write', async () => {
  await using database = await createDatabase();
  await database.pool.query("create type intake.mood as enum ('good', 'bad')");
  await expect(dumpSchema(database.pool)).rejects.toThrow('cannot write type intake.mood');
});

it('the dump tells a changed column, constraint, index, comment, function, trigger and right', async () => {
  for (const change of [
    'alter table intake.submissions alter external_reference set not null',
    'alter table intake.submissions drop constraint submissions_priority_check',
    'drop index intake.submissions_by_time',
    "comment on index intake.submissions_by_time is 'said'",
    "create or replace function integration.refuse_change() returns trigger language plpgsql as 'begin return null; end'",
    'drop trigger append_only on intake.submissions',
    'alter table intake.submissions set (fillfactor = 50)',
    'grant delete on intake.submissions to lab_worker',
    'grant update (payload) on intake.submissions to lab_intake',
    'revoke select on intake.submissions from lab_intake',
    'grant execute on function dashboard.fold_counts() to public',
  ]) {
    await using database = await createDatabase();
    await database.pool.query(change);
    expect(await dumpSchema(database.pool), change).not.toBe(readSchemaDump());
  }
});
