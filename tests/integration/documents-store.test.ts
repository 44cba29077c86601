import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readConfig } from 'lib/config.ts';
import { createLogger } from 'lib/log.ts';
import { openFolder } from 'subgraphs/documents/store/folder.ts';
import { ObjectMissing, type ObjectStore } from 'subgraphs/documents/store/object-store.ts';
import { openObjectStore } from 'subgraphs/documents/store/open.ts';
import { openS3 } from 'subgraphs/documents/store/s3.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noise } from './documents-samples.ts';
import { hasSwift, type S3Settings, startSwift } from './documents-swift.ts';

const mebibyte = 1024 * 1024;
const quiet = createLogger('tests', 'silent');
const content = noise(10 * mebibyte);

/** Bytes in pieces as they come from a socket. */
async function* stream(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_000) yield bytes.subarray(at, at + 65_000);
}

function newKey(lab = randomUUID()): string {
  return `${lab}/${randomUUID()}`;
}

async function listAll(store: ObjectStore, lab: string): Promise<{ key: string; sizeBytes: number }[]> {
  const all: { key: string; sizeBytes: number }[] = [];
  for await (const page of store.list(lab)) all.push(...page);
  return all;
}

type Opened = AsyncDisposable & { store: ObjectStore };

async function openTestFolder(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-store-'));
  const store = openFolder(join(folder, 'objects'));
  return { store, [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** The server of the settings, or one that is started for it. */
async function openTestS3(): Promise<Opened> {
  if (process.env.S3_ENDPOINT) return { store: openObjectStore(readConfig(process.env), quiet), [Symbol.asyncDispose]: async () => {} };
  const swift = await startSwift();
  return { store: openObjectStore(readConfig(swift.settings), quiet), [Symbol.asyncDispose]: () => swift[Symbol.asyncDispose]() };
}

describe.each([
  { name: 'the folder', open: openTestFolder, isHere: true },
  { name: 'S3', open: openTestS3, isHere: hasSwift || process.env.S3_ENDPOINT !== undefined },
])('$name as a store', ({ open, isHere }) => {
  describe.skipIf(!isHere)('', () => {
    let opened: Opened;
    let store: ObjectStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.store;
      await store.prepare();
    });
    afterAll(() => opened[Symbol.asyncDispose]());

    it('can be prepared again, and is ready', async () => {
      await Promise.all([store.prepare(), store.prepare()]);
      expect(await store.isReady()).toBe(true);
    });

    it.each([1, 1_000, 5 * mebibyte - 1, 5 * mebibyte, 5 * mebibyte + 1, 10 * mebibyte])('keeps %d bytes as they are', async (length) => {
      const key = newKey();
      const bytes = content.subarray(0, length);
      await store.put(key, stream(bytes));
      expect(await store.measure(key)).toBe(length);
      expect((await buffer(await store.read(key))).equals(bytes)).toBe(true);
    });

    it('gives any part of an object', async () => {
      const key = newKey();
      const bytes = content.subarray(0, 6 * mebibyte);
      await store.put(key, stream(bytes));
      for (const [first, last] of [
        [0, 0],
        [0, 99],
        [5 * mebibyte - 10, 5 * mebibyte + 10],
        [bytes.length - 1, bytes.length - 1],
        [0, bytes.length - 1],
      ] as const) {
        const part = await buffer(await store.read(key, { first, last }));
        expect(part.equals(bytes.subarray(first, last + 1))).toBe(true);
      }
    });

    it('knows what it does not have', async () => {
      const key = newKey();
      await expect(store.read(key)).rejects.toBeInstanceOf(ObjectMissing);
      await expect(store.read(key, { first: 0, last: 9 })).rejects.toBeInstanceOf(ObjectMissing);
      expect(await store.measure(key)).toBeNull();
      await store.remove(key);
    });

    it('has nothing of an object that was removed', async () => {
      const key = newKey();
      await store.put(key, stream(Buffer.from('gone')));
      await store.remove(key);
      expect(await store.measure(key)).toBeNull();
      expect(await listAll(store, key.split('/')[0] ?? '')).toEqual([]);
    });

    it.each([0, 100, 4 * mebibyte, 6 * mebibyte])('keeps nothing of bytes that end with an error after %d of them', async (length) => {
      const key = newKey();
      async function* broken() {
        yield* stream(content.subarray(0, length));
        throw new Error('the sender has gone');
      }
      await expect(store.put(key, broken())).rejects.toThrow('the sender has gone');
      expect(await store.measure(key)).toBeNull();
      expect(await listAll(store, key.split('/')[0] ?? '')).toEqual([]);
    });

    it('shows nothing of an object before it is whole', async () => {
      const key = newKey();
      const seen: (number | null)[] = [];
      async function* watched() {
        for await (const chunk of stream(content.subarray(0, 6 * mebibyte))) {
          yield chunk;
          if (seen.length < 3) seen.push(await store.measure(key));
        }
        seen.push(await store.measure(key));
      }
      await store.put(key, watched());
      expect(seen).toEqual([null, null, null, null]);
      expect(await store.measure(key)).toBe(6 * mebibyte);
    });

    it.each([
      ['leaves alone what is under way', (lab: string) => store.removeUnfinished(lab, new Date(Date.now() - 3_600_000)), 6 * mebibyte + 7],
      [
        'leaves alone what is of another lab',
        () => store.removeUnfinished(randomUUID(), new Date(Date.now() + 3_600_000)),
        6 * mebibyte + 7,
      ],
      // a put that is so late comes to nothing
      ['clears away what was cut off', (lab: string) => store.removeUnfinished(lab, new Date(Date.now() + 3_600_000)), null],
    ])('%s', async (_what, clear, length) => {
      const begun = Promise.withResolvers<void>();
      const goOn = Promise.withResolvers<void>();
      async function* held() {
        yield* stream(content.subarray(0, 6 * mebibyte));
        begun.resolve();
        await goOn.promise;
        yield Buffer.from('the end');
      }
      const key = newKey();
      const putting = store.put(key, held()).then(
        () => 'kept',
        () => 'failed',
      );
      await begun.promise;
      await clear(key.split('/')[0] ?? '');
      goOn.resolve();
      expect(await putting).toBe(length === null ? 'failed' : 'kept');
      expect(await store.measure(key)).toBe(length);
    });

    it('takes many objects at once', async () => {
      const keys = Array.from({ length: 30 }, () => newKey());
      const bytes = content.subarray(0, 5 * mebibyte + 1);
      await Promise.all(keys.map((key) => store.put(key, stream(bytes))));
      expect(await Promise.all(keys.map((key) => store.measure(key)))).toEqual(keys.map(() => bytes.length));
      await Promise.all(keys.map((key) => store.remove(key)));
    });

    it('lists 2,100 objects of a lab, each once and with its size, and none of another', async () => {
      const lab = randomUUID();
      const keys = Array.from({ length: 2_100 }, () => newKey(lab));
      await store.put(newKey(), stream(Buffer.from('of somebody else')));
      const queue = keys.entries();
      const lane = async (): Promise<void> => {
        for (const [index, key] of queue) await store.put(key, stream(content.subarray(0, 1 + (index % 50))));
      };
      await Promise.all(Array.from({ length: 16 }, lane));
      const listed = await listAll(store, lab);
      const order = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
      expect(listed.sort(order)).toEqual(keys.map((key, index) => ({ key, sizeBytes: 1 + (index % 50) })).sort(order));
    });

    it.each(['', '../../etc/passwd', 'a/b', `${randomUUID()}/../x`, randomUUID(), `${randomUUID()}/${randomUUID()}/x`])(
      'takes no key like %j',
      async (key) => {
        await expect(store.put(key, stream(Buffer.from('x')))).rejects.toThrow('is no storage key');
        await expect(async () => await store.read(key)).rejects.toThrow('is no storage key');
        await expect(async () => await store.remove(key)).rejects.toThrow('is no storage key');
      },
    );
  });
});

describe('the folder', () => {
  it('is readable by nobody else', async () => {
    await using opened = await openTestFolder();
    const { store } = opened;
    await store.prepare();
    const key = newKey();
    await store.put(key, stream(Buffer.from('private')));
    expect(statSync(store.place).mode & 0o077).toBe(0);
    expect(statSync(join(store.place, 'finished', key)).mode & 0o077).toBe(0);
    expect(readdirSync(join(store.place, 'unfinished'))).toEqual([]);
  });

  it('is not ready when it is gone, and takes objects again when it is back', async () => {
    await using opened = await openTestFolder();
    const { store } = opened;
    await store.prepare();
    const lab = randomUUID();
    await store.put(newKey(lab), stream(Buffer.from('first')));
    rmSync(store.place, { recursive: true });
    await expect(store.isReady()).rejects.toThrow();
    await expect(store.put(newKey(lab), stream(Buffer.from('second')))).rejects.toThrow();
    await store.prepare();
    await store.put(newKey(lab), stream(Buffer.from('third')));
    expect(await listAll(store, lab)).toHaveLength(1);
  });
});

describe('an S3 server that fails', () => {
  /** A server that answers as told; what it answers to is no matter. */
  async function openFailing(answer: (respond: (status: number, body?: string) => void, destroy: () => void) => void) {
    const server = createServer((request, response) => {
      request.resume();
      answer(
        (status, body = '') => response.writeHead(status).end(body),
        () => request.socket.destroy(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const config: S3Settings = {
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY: 'a',
      S3_SECRET_KEY: 'secret',
      S3_REGION: 'us-east-1',
      S3_BUCKET: 'bucket',
    };
    const store = openS3(readConfig(config), new URL(config.S3_ENDPOINT), { log: quiet, silenceMs: 300 });
    const connections = (): Promise<number> => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
    return {
      store,
      connections,
      [Symbol.asyncDispose]: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  it.each([
    ['with 500', (respond: (status: number) => void) => respond(500)],
    ['with 503', (respond: (status: number) => void) => respond(503)],
    ['with 403', (respond: (status: number, body: string) => void) => respond(403, '<Error><Code>AccessDenied</Code></Error>')],
    ['by a reset', (_respond: unknown, destroy: () => void) => destroy()],
    ['by silence', () => {}],
  ])('%s is an error of every call, soon', async (_how, answer) => {
    await using failing = await openFailing(answer);
    const { store } = failing;
    const key = newKey();
    await expect(store.put(key, stream(content.subarray(0, 1_000)))).rejects.toThrow();
    await expect(store.put(key, stream(content.subarray(0, 6 * mebibyte)))).rejects.toThrow();
    await expect(store.read(key)).rejects.toThrow();
    await expect(store.measure(key)).rejects.toThrow();
    await expect(store.remove(key)).rejects.toThrow();
    await expect(listAll(store, key.split('/')[0] ?? '')).rejects.toThrow();
    await expect(store.isReady()).rejects.toThrow();
  });

  it('does not cost a socket each time', async () => {
    await using failing = await openFailing((respond) => respond(500, 'x'.repeat(100_000)));
    for (let round = 0; round < 20; round++) await expect(failing.store.measure(newKey())).rejects.toThrow();
    for (let round = 0; round < 20; round++) await expect(failing.store.put(newKey(), stream(Buffer.from('x')))).rejects.toThrow();
    // one that still reads its last answer is not free yet when the next call comes
    expect(await failing.connections()).toBeLessThanOrEqual(10);
  });
});
