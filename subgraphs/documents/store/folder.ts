import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey, ObjectMissing, type ObjectStore, type StoredObject } from './object-store.ts';

const pageLength = 1_000;

/** Objects as files of a folder: written aside, flushed to the disk, then renamed. */
export function openFolder(folder: string): ObjectStore {
  // objects in the making are beside the finished ones, so that a rename between the two never crosses a file system
  const finished = join(folder, 'finished');
  const unfinished = join(folder, 'unfinished');
  const pathOf = (key: string): string => join(finished, checkKey(key));
  const madeFolders = new Set<string>();
  return {
    place: folder,
    prepare: async () => {
      for (const part of [finished, unfinished]) await mkdir(part, { recursive: true, mode: 0o700 });
    },
    isReady: async () => {
      for (const part of [finished, unfinished]) await access(part, constants.R_OK | constants.W_OK | constants.X_OK);
      return true;
    },
    put: async (key, bytes) => {
      const path = pathOf(key);
      const parent = dirname(path);
      const draft = join(unfinished, `${key.replaceAll('/', '.')}.${randomUUID()}`);
      try {
        await write(draft, bytes);
        if (!madeFolders.has(parent)) await makeFolder(parent);
        madeFolders.add(parent);
        await rename(draft, path);
      } catch (error) {
        madeFolders.delete(parent);
        await rm(draft, { force: true });
        throw error;
      }
      await flushFolder(parent);
    },
    read: async (key, range) => {
      const file = await open(pathOf(key), 'r').catch((error: unknown) => {
        throw isAbsence(error) ? new ObjectMissing(key) : error;
      });
      return file.createReadStream(range ? { start: range.first, end: range.last } : {});
    },
    measure: (key) => sizeOf(pathOf(key)),
    remove: (key) => rm(pathOf(key), { force: true }),
    list: (lab) => listFolder(join(finished, lab), lab),
    removeUnfinished: async (lab, before) => {
      for (const name of await readdir(unfinished)) {
        if (!name.startsWith(`${lab.replaceAll('/', '.')}.`)) continue;
        const path = join(unfinished, name);
        // a put that is under way keeps its file young
        const { mtime } = await stat(path).catch(() => ({ mtime: before }));
        if (mtime < before) await rm(path, { force: true });
      }
    },
  };
}

async function write(path: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  await using file = await open(path, 'wx', 0o600);
  for await (const chunk of bytes) await writeWhole(file, chunk);
  await file.sync();
}

/** One write may take less than it is given. */
async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let rest = bytes; rest.length > 0; ) rest = rest.subarray((await file.write(rest)).bytesWritten);
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await flushFolder(dirname(path));
}

/** A new name is safe when its folder is on the disk too. */
async function flushFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isAbsence(error)) return null;
    throw error;
  }
}

async function* listFolder(path: string, lab: string): AsyncGenerator<StoredObject[]> {
  const folder = await opendir(path).catch((error: unknown) => {
    if (isAbsence(error)) return null;
    throw error;
  });
  if (!folder) return;
  let page: StoredObject[] = [];
  for await (const { name } of folder) {
    const sizeBytes = await sizeOf(join(path, name));
    if (sizeBytes !== null) page.push({ key: `${lab}/${name}`, sizeBytes });
    if (page.length < pageLength) continue;
    yield page;
    page = [];
  }
  yield page;
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
