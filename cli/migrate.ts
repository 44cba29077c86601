import { readConfig } from 'lib/config.ts';
import { migrateTo, openDatabase } from './database.ts';

/** `lab migrate`: brings the database of the settings up to date. */
export async function migrateDatabase(): Promise<void> {
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const { applied } = await migrateTo(database.connectionString, config);
    process.stdout.write(applied.length === 0 ? 'The database is up to date\n' : `Applied ${applied.join(', ')}\n`);
  } finally {
    await database.stop();
  }
}
