import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { type Api, createApi, findLab } from '../api.ts';
import { CommandError, countOf } from '../terminal.ts';
import { writeCsvLine } from './csv.ts';
import { type AuditRecord, addFilterOptions, type FilterOptions, readFilter, readRecords } from './records.ts';

const columns = [
  'id',
  'chain',
  'position',
  'recordedAt',
  'actor',
  'roles',
  'action',
  'objectType',
  'objectId',
  'reason',
  'before',
  'after',
  'outcome',
  'code',
  'correlationId',
  'requestId',
  'hash',
] as const satisfies readonly (keyof AuditRecord)[];

type Format = { head: string; write(record: AuditRecord): string };

const formats: Record<'csv' | 'jsonl', Format> = {
  csv: { head: writeCsvLine(columns), write: (record) => writeCsvLine(columns.map((column) => toCell(record[column]))) },
  jsonl: {
    head: '',
    write: (record) => `${JSON.stringify(Object.fromEntries(columns.map((column) => [column, record[column] ?? null])))}\n`,
  },
};

function toCell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value);
}

type Wish = FilterOptions & { format: keyof typeof formats; file?: string };

/** Writes records as they come: the longest audit takes no more memory than a page of it. */
async function exportTo(target: Writable, api: Api, { format, file: _, ...options }: Wish): Promise<number> {
  const { head, write } = formats[format];
  let count = 0;
  target.write(head);
  for await (const records of readRecords(api, readFilter(options), { direction: 'ASC' })) {
    count += records.length;
    if (!target.write(records.map(write).join(''))) await once(target, 'drain');
  }
  return count;
}

async function exportToFile(path: string, api: Api, wish: Wish): Promise<number> {
  // nobody's export is overwritten, and nobody else reads this one
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  try {
    await once(target, 'open');
    const count = await exportTo(target, api, wish);
    target.end();
    await finished(target);
    return count;
  } catch (error) {
    target.destroy();
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new CommandError(`There is a file ${path} already — name another one, or remove it`, 2, { cause: error });
    }
    throw error;
  }
}

const help = `
Oldest first, with every column, as CSV or as JSON Lines; to stdout, or to a new file that nobody else may read. In CSV a cell that a
spreadsheet would take for a formula begins with an apostrophe.

Exit code: 0, 1 when the lab cannot answer, 2 wrong use.

Example:
  $ lab audit export --format jsonl --from 2026-11-01 --to 2026-12-01 > november.jsonl`;

/** Adds `lab audit export`. */
export function addExportCommand(audit: Command): void {
  addFilterOptions(audit.command('export'))
    .description('take records along as a file')
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(formats)).default('csv'))
    .option('--file <path>', 'a new file, instead of stdout')
    .addHelpText('after', help)
    .action(async (wish: Wish) => {
      const api = createApi(findLab(process.env, 'auditor'));
      // who reads the first lines only, as head does, has what they wanted
      process.stdout.on('error', (error) => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1));
      const count = wish.file === undefined ? await exportTo(process.stdout, api, wish) : await exportToFile(wish.file, api, wish);
      process.stderr.write(`${countOf(count, 'record')} exported.\n`);
    });
}
