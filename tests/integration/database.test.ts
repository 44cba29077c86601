import { createPool, isDatabaseDown, withTransaction } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';

const log = createLogger('tests', 'silent');

test('an answer that does not come is not waited for without end, and its connection is not used again', async () => {
  await using database = await createDatabase();
  const pool = createPool({ connectionString: database.url, name: 'tests', size: 1, log, answerTimeoutMs: 200 });
  // what a dead connection looks like from here: the question is out, and nothing comes back
  const failure = await withTransaction(pool, (tx) => tx.query('select pg_sleep(3600)')).catch((error: unknown) => error);
  expect(isDatabaseDown(failure)).toBe(true);
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});
