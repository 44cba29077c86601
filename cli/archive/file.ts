import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CommandError } from '../terminal.ts';
import { type CsvFault, type CsvRecord, readCsv } from './csv.ts';

/** A file of an archive: `name` is what messages call it. */
export type ArchiveFile = { name: string; path: string };

const wayOut = 'see lab import --help for what an archive holds';

/**
 * Finds a file of an archive, plain or gzipped.
 *
 * @throws CommandError when there is none.
 */
export function findFile(folder: string, name: string): ArchiveFile {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new CommandError(`There is no folder ${folder} — ${wayOut}`, 2);
  const names = [`${name}.csv`, `${name}.csv.gz`];
  const found = names.find((candidate) => existsSync(join(folder, candidate)));
  if (found === undefined) throw new CommandError(`${folder} has neither ${names.join(' nor ')} — ${wayOut}`, 2);
  return { name: found, path: join(folder, found) };
}

/**
 * Reads a file of an archive record by record, the header being the first.
 *
 * @throws CommandError when the file cannot be read to its end.
 */
export async function* readFile({ name, path }: ArchiveFile): AsyncGenerator<CsvRecord | CsvFault> {
  const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
  // `pipeline` hands a failure of either stream to the reader, and closes the file when the reader has had enough.
  const source = name.endsWith('.gz') ? pipeline(bytes, createGunzip(), () => undefined) : bytes;
  try {
    yield* readCsv(source);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw new CommandError(`${path} cannot be read to its end (${error.message}) — get a sound copy of it`, 1, { cause: error });
  }
}
