import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { readConfig } from 'lib/config.ts';
import { lockFolder } from './folder-lock.ts';
import { postgresProcessesIn, signal, waitUntil } from './processes.ts';
import { CommandError } from './terminal.ts';

/** `lab reset`: deletes the embedded data, after asking. A database of one's own is never touched. */
export async function reset({ yes }: { yes: boolean }): Promise<void> {
  const config = readConfig(process.env);
  if (config.DATABASE_URL)
    throw new CommandError('lab reset deletes embedded data only, DATABASE_URL points at your own database — empty that one yourself', 2);
  const folder = resolve(config.LAB_DATA_DIR);
  if (!existsSync(folder)) {
    process.stdout.write('There is nothing to delete\n');
    return;
  }
  const lock = lockFolder(folder);
  if ('heldBy' in lock) throw new CommandError(`The lab is running on ${folder} (process ${lock.heldBy}) — stop it first`, 1);
  lock.release();
  if (!yes && !(await confirm(folder))) {
    process.stdout.write('Nothing was deleted\n');
    return;
  }
  await endPostgres(join(folder, 'postgres'));
  rmSync(folder, { recursive: true, force: true });
  process.stdout.write(`Deleted ${folder}\n`);
}

/** A server that was left behind by a killed lab would go on writing into the deleted folder. */
async function endPostgres(pgdata: string): Promise<void> {
  if (!existsSync(pgdata)) return;
  for (const pid of postgresProcessesIn(pgdata)) signal(pid, 'SIGQUIT');
  await waitUntil(() => postgresProcessesIn(pgdata).length === 0, 10_000);
}

async function confirm(folder: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new CommandError('lab reset asks before it deletes, and nobody is there to answer — use --yes', 2);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Delete all data in ${folder}? This cannot be undone. Type yes: `);
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}
