import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signAnchor } from 'lib/audit-anchor.ts';
import { createPool, type Pool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { type Anchor, anchorAudit, listAnchors } from 'subgraphs/documents/audit-anchors.ts';
import { openFolder } from 'subgraphs/documents/store/folder.ts';
import { sweepDocuments } from 'subgraphs/documents/sweep.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditRoom, entryOf, openAuditRoom } from './audit-fixture.ts';

let room: AuditRoom;

beforeEach(async () => {
  room = await openAuditRoom();
});
afterEach(async () => await room[Symbol.asyncDispose]());

async function anchorTimes(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await room.record('intake', [entryOf(n)]);
    await room.anchor();
  }
}

/** As a process sees them that has just been started. */
async function list(first = 100, before: number | null = null): Promise<Anchor[]> {
  const store = openFolder(join(room.dataDir, 'objects'));
  return (await listAnchors({ ...room.place, store }, first, before)).nodes;
}

async function folderOf(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ identity: string }>('select identity from document_repo.repository');
  return join(room.dataDir, 'objects', 'finished', 'audit', rows[0]?.identity ?? '');
}

async function fileOf(number: number): Promise<string> {
  return join(await folderOf(room.pool), `${String(number).padStart(10, '0')}.json`);
}

const faultsOf = (anchors: readonly Anchor[]): Record<number, string> =>
  Object.fromEntries(anchors.flatMap(({ number, fault }) => (fault === null ? [] : [[number, fault]])));

describe('anchors', () => {
  it('are written when something was recorded, and only then', async () => {
    expect(await room.anchor()).toBeNull();
    await room.record('intake', [entryOf(1)]);
    expect([await room.anchor(), await room.anchor()]).toEqual([1, null]);
    await room.record('documents', [entryOf(2), entryOf(3)]);
    expect([await room.anchor(), await room.anchor()]).toEqual([2, null]);
    const [newest, first, ...others] = await list();
    expect(others).toEqual([]);
    expect(newest).toMatchObject({
      number: 2,
      fault: null,
      content: {
        heads: [
          { chain: 'documents', position: 2 },
          { chain: 'intake', position: 1 },
        ],
      },
    });
    expect(first).toMatchObject({ number: 1, fault: null, content: { previous: null } });
  });

  it('come in pages, newest first', async () => {
    await anchorTimes(5);
    expect((await list(2)).map(({ number }) => number)).toEqual([5, 4]);
    expect((await list(2, 4)).map(({ number }) => number)).toEqual([3, 2]);
    expect((await list(2, 2)).map(({ number }) => number)).toEqual([1]);
    expect(await list(2, 1)).toEqual([]);
    expect(faultsOf(await list())).toEqual({});
  });

  it('get one number each when several processes write them', async () => {
    const log = createLogger('tests', 'silent');
    const pools = Array.from({ length: 4 }, () => createPool({ connectionString: room.url, name: 'tests', size: 3, log }));
    const places = pools.map((pool) => ({ ...room.place, pool, store: openFolder(join(room.dataDir, 'objects')) }));
    const numbers: number[] = [];
    for (let n = 0; n < 10; n++) {
      await room.record('intake', [entryOf(n)]);
      const written = await Promise.all(places.map((place) => anchorAudit(place)));
      numbers.push(...written.filter((number) => number !== null));
    }
    await Promise.all(pools.map((pool) => pool.end()));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(numbers.length).toBeGreaterThan(0);
    expect(faultsOf(await list())).toEqual({});
  });

  it('are left alone by sweeps, which remove what no document has', async () => {
    await anchorTimes(3);
    const before = readdirSync(await folderOf(room.pool));
    const desk = { pool: room.pool, store: room.store, scanner: null, log: createLogger('tests', 'silent') };
    expect(await sweepDocuments(desk, { pendingMs: 0, unlinkedMs: 0, readsBytes: true })).toBe(true);
    const { rows } = await room.pool.query('select error, problems, removed_objects from document_repo.sweeps');
    expect(rows).toEqual([{ error: null, problems: 0, removed_objects: 0 }]);
    expect(readdirSync(await folderOf(room.pool))).toEqual(before);
  });

  it('vouch for no head that was not sealed', async () => {
    await room.record('intake', [entryOf(1)]);
    await room.record('worker', [entryOf(2)]);
    await room.pool.query(`update audit.chains set position = position + 5 where name = 'intake'`);
    await room.anchor();
    expect((await list())[0]?.content?.heads.map(({ chain }) => chain)).toEqual(['worker']);
  });
});

describe('an anchor that somebody laid hands on', () => {
  beforeEach(async () => await anchorTimes(4));

  it('is told when a character of it was changed', async () => {
    const file = await fileOf(2);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"position": 2', '"position": 1'));
    expect(faultsOf(await list())).toEqual({ 2: 'its signature is not ours', 3: 'the anchor before it was changed or is gone' });
    writeFileSync(file, text.replace('{', '{ '));
    expect(faultsOf(await list())).toEqual({ 3: 'the anchor before it was changed or is gone' });
    writeFileSync(file, text);
    expect(faultsOf(await list())).toEqual({});
  });

  it.each([
    ['it is empty', ''],
    ['it is no JSON', '{ "anchor": '],
    ['it is something else', '{"anchor":{},"key":"","signature":""}'],
    ['it is large', ' '.repeat(200_000)],
  ])('is told when %s', async (_what, content) => {
    writeFileSync(await fileOf(4), content);
    expect(faultsOf(await list())).toEqual({ 4: 'it is no anchor' });
  });

  it('is told when it is gone', async () => {
    rmSync(await fileOf(2));
    expect(faultsOf(await list())).toEqual({ 2: 'it is not in the object store', 3: 'the anchor before it was changed or is gone' });
  });

  it('is told when the newest is gone, by the process that wrote it', async () => {
    rmSync(await fileOf(4));
    expect(faultsOf((await listAnchors(room.place, 100, null)).nodes)).toEqual({ 4: 'it is not in the object store' });
  });

  it('is told when it stands in the place of another one', async () => {
    renameSync(await fileOf(3), await fileOf(4));
    expect(faultsOf(await list())).toMatchObject({ 4: 'it belongs to another place' });
  });

  it('is told when it was signed by somebody else', async () => {
    const [newest] = await list();
    if (!newest?.content) throw new Error('there is no anchor');
    writeFileSync(await fileOf(4), signAnchor([{ id: room.keys[0].id, key: 'a guess' }], newest.content));
    expect(faultsOf(await list())).toEqual({ 4: 'its signature is not ours' });
    writeFileSync(await fileOf(4), signAnchor([{ id: 'other', key: 'a guess' }], newest.content));
    expect(faultsOf(await list())).toEqual({ 4: 'it is signed with a key that is not known here' });
  });

  it('is followed by a new one as soon as it is looked at', async () => {
    writeFileSync(await fileOf(4), 'no anchor');
    expect(await room.anchor()).toBe(5);
    expect(faultsOf(await list())).toEqual({ 4: 'it is no anchor' });
  });
});
