import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ObjectStore } from 'subgraphs/documents/store/object-store.ts';
import { beginSweep, sweepDocuments } from 'subgraphs/documents/sweep.ts';
import { expect, it } from 'vitest';
import { signed } from '../support/signed.ts';
import { until } from '../support/until.ts';
import { findDifference, note, type Repository, readBooks, uploadOperations } from './documents-client.ts';
import { openRepository } from './documents-fixture.ts';
import { boundary, drawPart, formEnd, textFile } from './upload-receiver-forms.ts';

const hours = 3_600_000;

async function uploadId(lab: Repository): Promise<string> {
  const { result } = await lab.upload({ content: note() });
  if (!result?.document) throw new Error(JSON.stringify(result));
  return result.document.id;
}

async function keyOf({ pool }: Repository, id: string): Promise<string> {
  const { rows } = await pool.query<{ storage_key: string }>('select storage_key from document_repo.documents where id = $1', [id]);
  return rows[0]?.storage_key ?? '';
}

async function statusOf({ pool }: Repository, id: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ status: string }>('select status from document_repo.documents where id = $1', [id]);
  return rows[0]?.status;
}

async function age({ pool }: Repository, id: string, ms: number): Promise<void> {
  await pool.query("update document_repo.documents set updated_at = updated_at - $2 * interval '1 millisecond' where id = $1", [id, ms]);
}

async function* bytes(text: string) {
  yield Buffer.from(text);
}

it('ends what stayed pending or unlinked for too long, with its object, and nothing else', async () => {
  await using lab = await openRepository();
  const [linked, oldStored, newStored, oldPending, newPending] = [
    await uploadId(lab),
    await uploadId(lab),
    await uploadId(lab),
    await uploadId(lab),
    await uploadId(lab),
  ];
  await lab.submit({ documentIds: [linked] });
  await lab.pool.query("update document_repo.documents set status = 'pending' where id = any($1::uuid[])", [[oldPending, newPending]]);
  for (const id of [linked, oldStored]) await age(lab, id, 25 * hours);
  await age(lab, newStored, 23 * hours);
  await age(lab, oldPending, 2 * hours);
  expect(await lab.sweep()).toMatchObject({
    isClean: true,
    error: null,
    expiredCount: 2,
    removedCount: 2,
    objectCount: 5,
    documentCount: 2,
  });
  expect(await Promise.all([linked, oldStored, newStored, oldPending, newPending].map((id) => statusOf(lab, id)))).toEqual([
    'linked',
    'swept',
    'stored',
    'swept',
    'pending',
  ]);
  const { objects } = await readBooks(lab);
  expect(objects).toEqual((await Promise.all([linked, newStored, newPending].map((id) => keyOf(lab, id)))).sort());
});

it('gives the key of a swept document back', async () => {
  await using lab = await openRepository();
  const wish = { content: note(), idempotencyKey: 'k' };
  const first = await lab.upload(wish);
  await age(lab, first.result?.document?.id ?? '', 25 * hours);
  await lab.sweep();
  const second = await lab.upload(wish);
  expect(second.result).toMatchObject({ document: { status: 'STORED' }, replayed: false });
  expect(second.result?.document?.id).not.toBe(first.result?.document?.id);
});

it('removes objects that belong to no document, and none of another lab', async () => {
  await using lab = await openRepository();
  const kept = await keyOf(lab, await uploadId(lab));
  const refused = await uploadId(lab);
  await lab.pool.query("update document_repo.documents set status = 'refused' where id = $1", [refused]);
  const [identity] = kept.split('/');
  const [unknown, foreign] = [`${identity}/${randomUUID()}`, `${randomUUID()}/${randomUUID()}`];
  for (const key of [unknown, foreign]) await lab.store.put(key, bytes('whose?'));
  expect(await lab.sweep()).toMatchObject({ isClean: true, removedCount: 2, documentCount: 1 });
  expect((await readBooks(lab)).objects).toEqual([kept]);
  expect(await lab.store.measure(foreign)).toBe(6);
});

it('tells of linked documents whose object is gone or changed, and ends those that nobody has submitted', async () => {
  await using lab = await openRepository();
  const [gone, resized, changed, whole, unlinked] = [
    await uploadId(lab),
    await uploadId(lab),
    await uploadId(lab),
    await uploadId(lab),
    await uploadId(lab),
  ];
  await lab.submit({ documentIds: [gone, resized, changed, whole] });
  for (const id of [gone, unlinked]) await lab.store.remove(await keyOf(lab, id));
  await lab.store.put(await keyOf(lab, resized), bytes('shorter'));
  await lab.store.put(await keyOf(lab, changed), bytes('y'.repeat(100)));

  const sizes = await lab.sweep();
  expect(sizes).toMatchObject({ isClean: false, error: null, expiredCount: 1, removedCount: 0 });
  const missing = { storageKey: await keyOf(lab, gone), kind: 'MISSING', detail: expect.any(String) };
  const size = { storageKey: await keyOf(lab, resized), kind: 'SIZE', detail: expect.stringContaining('7 bytes of 100') };
  const order = (a: { storageKey: string }, b: { storageKey: string }): number => (a.storageKey < b.storageKey ? -1 : 1);
  expect(sizes.problems).toEqual([missing, size].sort(order));
  expect(await Promise.all([gone, unlinked].map((id) => statusOf(lab, id)))).toEqual(['linked', 'swept']);

  const hash = { storageKey: await keyOf(lab, changed), kind: 'HASH', detail: expect.stringContaining('instead of') };
  expect((await lab.sweep(true)).problems).toEqual([missing, size, hash].sort(order));
});

it('names what it cannot remove, and does so again until it can', async () => {
  let isStubborn = true;
  await using lab = await openRepository({
    wrap: (store) => ({ ...store, remove: (key) => (isStubborn ? Promise.reject(new Error('not now')) : store.remove(key)) }),
  });
  const [identity] = (await keyOf(lab, await uploadId(lab))).split('/');
  const orphan = `${identity}/${randomUUID()}`;
  await lab.store.put(orphan, bytes('whose?'));
  expect(await lab.sweep()).toMatchObject({ isClean: false, removedCount: 0, problems: [{ storageKey: orphan, kind: 'STUBBORN' }] });
  isStubborn = false;
  expect(await lab.sweep()).toMatchObject({ isClean: true, removedCount: 1, problems: [] });
});

it('says why it failed when the store is away, and has lost nothing by it', async () => {
  let isAway = true;
  await using lab = await openRepository({
    wrap: (store): ObjectStore => ({
      ...store,
      list: async function* list(name) {
        if (isAway) throw new Error('the store is away');
        yield* store.list(name);
      },
    }),
  });
  await uploadId(lab);
  expect(await lab.sweep()).toMatchObject({ isClean: false, error: 'the store is away' });
  isAway = false;
  expect(await lab.sweep()).toMatchObject({ isClean: true, documentCount: 1, expiredCount: 0 });
});

/** An upload that is halfway in until it is told to go on. */
function beginUpload(lab: Repository) {
  const goOn = Promise.withResolvers<void>();
  async function* form() {
    yield drawPart({ name: 'operations', value: uploadOperations() });
    yield drawPart({ name: 'map', value: '{"0":["variables.input.file"]}' });
    yield drawPart({ name: '0', value: `${note()}, then a while of nothing`, head: textFile }).subarray(0, -2);
    await goOn.promise;
    yield Buffer.from(`and the end\r\n${formEnd}`);
  }
  const headers = {
    ...signed('documents', uploadOperations()),
    'apollo-require-preflight': '1',
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  const body = Readable.from(form()) as unknown as BodyInit;
  const answer = fetch(lab.url, { method: 'POST', body, headers, duplex: 'half' } as RequestInit).then((response) => response.json());
  const isPending = async (): Promise<boolean> => {
    const { rows } = await lab.pool.query("select from document_repo.documents where status = 'pending'");
    return rows.length === 1;
  };
  return { goOn: goOn.resolve, answer, begun: () => until('its row is there', isPending) };
}

it('does no harm to an upload that is under way', async () => {
  await using lab = await openRepository();
  const upload = beginUpload(lab);
  await upload.begun();
  expect(await lab.sweep()).toMatchObject({ isClean: true, expiredCount: 0, removedCount: 0 });
  upload.goOn();
  expect(await upload.answer).toMatchObject({ data: { uploadDocument: { document: { status: 'STORED' } } } });
  expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
});

it('ends an upload that takes longer than any may, which then leaves nothing behind', async () => {
  await using lab = await openRepository({ settings: { DOCUMENT_PENDING_MS: '0' } });
  const upload = beginUpload(lab);
  await upload.begun();
  expect(await lab.sweep()).toMatchObject({ expiredCount: 1 });
  upload.goOn();
  expect(await upload.answer).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
  expect(await lab.sweep()).toMatchObject({ isClean: true });
  expect(await readBooks(lab)).toMatchObject({ objects: [], rows: [{ status: 'swept' }] });
});

it('leaves it to an upload that was ended while its bytes came in to remove its own object', async () => {
  await using lab = await openRepository();
  const upload = beginUpload(lab);
  await upload.begun();
  const { rows } = await lab.pool.query<{ id: string }>('select id from document_repo.documents');
  await age(lab, rows[0]?.id ?? '', 2 * hours);
  // the bytes are young, so that the store keeps them
  expect(await lab.sweep()).toMatchObject({ isClean: true, expiredCount: 1, removedCount: 0 });
  upload.goOn();
  expect(await upload.answer).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
  expect(await readBooks(lab)).toMatchObject({ objects: [], rows: [{ status: 'swept' }] });
});

it('leaves a document to the submission that is just taking it', async () => {
  await using lab = await openRepository({ settings: { DOCUMENT_UNLINKED_MS: '0' } });
  const id = await uploadId(lab);
  const client = await lab.pool.connect();
  try {
    await client.query('begin');
    await client.query("select document_repo.claim_documents(array['tester'], array[$1::uuid])", [id]);
    expect(await lab.sweep()).toMatchObject({ expiredCount: 0 });
    await client.query("select document_repo.link_documents(array['tester'], array[$1::uuid], array[$2::uuid], array[$2::uuid])", [
      id,
      randomUUID(),
    ]);
    await client.query('commit');
  } finally {
    client.release();
  }
  expect(await lab.sweep()).toMatchObject({ expiredCount: 0, documentCount: 1 });
  expect(await statusOf(lab, id)).toBe('linked');
});

it('runs once at a time, and closes what a killed process left open', async () => {
  const listing = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  await using lab = await openRepository();
  const held: ObjectStore = {
    ...lab.store,
    list: async function* list(name) {
      listing.resolve();
      await goOn.promise;
      yield* lab.store.list(name);
    },
  };
  const desk = { pool: lab.pool, store: held, scanner: null, log: lab.runtime.log };
  const options = { pendingMs: hours, unlinkedMs: hours, readsBytes: false };
  const { rows } = await lab.pool.query<{ id: string }>(
    'insert into document_repo.sweeps (reads_bytes, started_at) values (false, now()) returning id',
  );
  const first = await beginSweep(desk, options);
  await listing.promise;
  expect(await sweepDocuments(desk, options)).toBe(false);
  goOn.resolve();
  await first?.done;
  expect(await sweepDocuments(desk, options)).toBe(true);
  const { documentSweep } = await lab.ask<{ documentSweep: object }>('query ($id: ID!) { documentSweep(id: $id) { error isClean } }', {
    id: rows[0]?.id,
  });
  expect(documentSweep).toEqual({ error: 'its process ended', isClean: false });
  expect(await lab.ask('{ documentSweep { isClean isThorough } }')).toEqual({ documentSweep: { isClean: true, isThorough: false } });
});

it('is done on schedule', async () => {
  await using lab = await openRepository({ settings: { DOCUMENT_SWEEP_MS: '1000' } });
  const [identity] = (await keyOf(lab, await uploadId(lab))).split('/');
  await lab.store.put(`${identity}/${randomUUID()}`, bytes('whose?'));
  await until('the orphan is gone', async () => (await readBooks(lab)).objects.length === 1);
});

it('keeps up with five thousand documents', async () => {
  await using lab = await openRepository();
  await lab.pool.query(
    `insert into document_repo.documents (id, storage_key, file_name, document_type_id, content_type, uploaded_by, status, size_bytes, sha256)
    select n.id, r.identity || '/' || n.id, 'a.txt', t.id, 'text/plain', 'tester', 'stored', 1, repeat('0', 64)
    from (select uuidv7() as id from generate_series(1, 5000)) n, document_repo.repository r, (select id from reference.document_types limit 1) t`,
  );
  const { rows } = await lab.pool.query<{ storage_key: string }>('select storage_key from document_repo.documents order by id limit 4000');
  for (const { storage_key } of rows) await lab.store.put(storage_key, bytes('x'));
  const [identity] = rows[0]?.storage_key.split('/') ?? [];
  for (let count = 0; count < 1_000; count++) await lab.store.put(`${identity}/${randomUUID()}`, bytes('x'));
  expect(await lab.sweep()).toMatchObject({
    isClean: true,
    objectCount: 5_000,
    documentCount: 4_000,
    expiredCount: 1_000,
    removedCount: 1_000,
  });
  expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
});
