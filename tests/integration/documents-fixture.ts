import { createDatabase } from '../support/database.ts';
import { openRepositoryOn, type Repository, type RepositoryOptions } from './documents-client.ts';

/** Two subgraphs, documents and intake, on a database and a store of their own. */
export async function openRepository(options: RepositoryOptions = {}): Promise<Repository> {
  return await openRepositoryOn(await createDatabase(), options);
}
