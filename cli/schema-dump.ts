import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPool, type Pool, type Queryable } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { migrate } from 'lib/migrate.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import {
  type Entry,
  listColumnComments,
  listForeignKeys,
  listFunctions,
  listIndexes,
  listSchemas,
  listSequences,
  listTables,
  listTriggers,
  listUnknown,
  listViews,
} from './schema-dump/catalog.ts';
import { listDefaultGrants, listGrants } from './schema-dump/rights.ts';

const dumpFile = new URL('../sql/schema.sql', import.meta.url);

const head = `-- What all migrations together make: read this to know the schema, and sql/migrations to change it.
-- Written by node cli/schema-dump.ts --write; npm run check proves that it is fresh.
set check_function_bodies = off;`;

/** In an order in which the statements could be run: what is used comes before what uses it. */
const parts: [title: string, list: (db: Queryable) => Promise<Entry[]>][] = [
  ['Schemas', listSchemas],
  ['Sequences', listSequences],
  ['Functions', listFunctions],
  ['Tables', listTables],
  ['Views', listViews],
  ['Comments on columns', listColumnComments],
  ['Foreign keys', listForeignKeys],
  ['Indexes', listIndexes],
  ['Triggers', listTriggers],
  ['Rights on what is made later', listDefaultGrants],
  ['Rights, of the roles that lib/database-roles.ts lists', listGrants],
];

/**
 * The lab's schemas as SQL, the same for the same schema on every server: there is no `pg_dump` among the embedded programs.
 *
 * @param pool a migrated database.
 * @throws Error when the database holds something that the dump does not know how to write.
 */
export async function dumpSchema(pool: Pool): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query("set search_path = ''");
    const unknown = await listUnknown(client);
    if (unknown.length > 0) throw new Error(`The schema dump cannot write ${unknown.join(', ')} — teach cli/schema-dump/catalog.ts`);
    const texts = [head];
    for (const [title, list] of parts) {
      const entries = await list(client);
      if (entries.length > 0) texts.push(`-- ${title}\n\n${entries.map(drawEntry).join('\n').trimEnd()}`);
    }
    return `${texts.join('\n\n')}\n`;
  } finally {
    // its search path is nobody else's
    client.release(true);
  }
}

/** Statements of several lines stand apart from each other. */
function drawEntry({ statement, comment }: Entry): string {
  const text = comment === null ? statement : `${statement}\n${comment}`;
  return statement.includes('\n') ? `${text}\n` : text;
}

/**
 * The dump of what the migrations make of an empty database, on a PostgreSQL that is started for it and gone afterwards.
 *
 * @throws EmbeddedPostgresError with the cause and the way out.
 */
export async function dumpMigrations(): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lab-schema-'));
  const server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off' } });
  const log = createLogger('schema dump', 'error');
  const pool = createPool({ connectionString: server.url('postgres'), name: 'lab schema dump', size: 2, log });
  try {
    await migrate(pool, server.url('postgres'), log);
    return await dumpSchema(pool);
  } finally {
    await pool.end();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The committed dump. */
export function readSchemaDump(): string {
  return readFileSync(dumpFile, 'utf8');
}

if (import.meta.main) {
  const [option, ...others] = process.argv.slice(2);
  if ((option !== '--write' && option !== '--check') || others.length > 0) {
    process.stderr.write('Say what to do — node cli/schema-dump.ts --write | --check\n');
    process.exit(2);
  }
  const dump = await dumpMigrations();
  if (option === '--write') writeFileSync(dumpFile, dump);
  else if (dump !== readSchemaDump()) {
    process.stderr.write('sql/schema.sql is not what the migrations make — run node cli/schema-dump.ts --write\n');
    process.exit(1);
  }
}
