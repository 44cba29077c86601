import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { maxFileBytes } from 'lib/upload-receiver.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signed } from '../support/signed.ts';
import { findDifference, note, type Repository, readBooks, sha256 } from './documents-client.ts';
import { openRepository } from './documents-fixture.ts';

let lab: Repository;
beforeAll(async () => {
  lab = await openRepository();
});
afterAll(() => lab[Symbol.asyncDispose]());

async function upload(content: string | Buffer = note(), idempotencyKey?: string) {
  const { result } = await lab.upload({ content, idempotencyKey });
  if (!result?.document) throw new Error(JSON.stringify(result));
  return result.document;
}

async function readStored(id: string): Promise<Buffer> {
  const { rows } = await lab.pool.query<{ storage_key: string }>('select storage_key from document_repo.documents where id = $1', [id]);
  const chunks: Buffer[] = [];
  for await (const chunk of await lab.store.read(rows[0]?.storage_key ?? '')) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('an uploaded document', () => {
  it('is stored byte for byte under a key made of ids, with size and hash', async () => {
    const content = note(70_000);
    const { status, result } = await lab.upload({ content, name: 'my notes.txt' });
    expect({ status, result }).toEqual({
      status: 200,
      result: {
        document: {
          id: expect.any(String),
          status: 'STORED',
          sha256: sha256(content),
          sizeBytes: content.length,
          fileName: 'my notes.txt',
          contentType: 'text/plain',
        },
        replayed: false,
        userErrors: [],
      },
    });
    const id = result?.document?.id ?? '';
    expect((await readStored(id)).toString()).toBe(content);
    const { document } = await lab.ask<{ document: Record<string, unknown> }>(
      `query ($id: ID!) { document(id: $id) { storageKey uploadedBy uploadedAt downloadUrl imageWidth submission { id } serviceRequest { id } } }`,
      { id },
    );
    expect(document).toEqual({
      storageKey: expect.stringMatching(new RegExp(`^[0-9a-f-]{36}/${id}$`)),
      uploadedBy: 'tester',
      uploadedAt: expect.stringMatching(/Z$/),
      downloadUrl: `/documents/${id}`,
      imageWidth: null,
      submission: null,
      serviceRequest: null,
    });
  });

  it.each([
    ['one byte', 1],
    ['exactly 10 MB', maxFileBytes],
  ])('may have %s', async (_what, length) => {
    const content = 'x'.repeat(length);
    expect(await upload(content)).toMatchObject({ status: 'STORED', sizeBytes: length, sha256: sha256(content) });
  });

  it('of one byte more is refused with 413 and leaves nothing in the store', async () => {
    const { status, result } = await lab.upload({ content: 'x'.repeat(maxFileBytes + 1) });
    expect(status).toBe(413);
    expect(result).toEqual({
      document: null,
      replayed: false,
      userErrors: [{ code: 'FILE_TOO_LARGE', message: expect.stringContaining('10 MB'), field: ['input', 'file'] }],
    });
    expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
  });

  it('that is refused for its content leaves a row with the reason, and nothing in the store', async () => {
    const { status, result } = await lab.upload({ content: Buffer.from([0x61, 0xff, 0x62]), name: 'latin.txt' });
    expect(status).toBe(200);
    expect(result?.userErrors).toEqual([
      { code: 'FILE_TYPE_REFUSED', message: expect.stringContaining('UTF-8'), field: ['input', 'file'] },
    ]);
    const { rows } = await lab.pool.query("select status, status_reason from document_repo.documents where file_name = 'latin.txt'");
    expect(rows).toEqual([{ status: 'refused', status_reason: expect.stringContaining('UTF-8') }]);
    expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
  });

  it.each([
    ['an unknown document type', { documentType: 'NOPE' }, 'NOT_FOUND', 'documentType'],
    ['an inactive document type', { documentType: 'OLD' }, 'REFERENCE_INACTIVE', 'documentType'],
    ['an empty document type', { documentType: ' ' }, 'REQUIRED', 'documentType'],
    ['an empty key', { idempotencyKey: '' }, 'REQUIRED', 'idempotencyKey'],
    ['a key that is too long', { idempotencyKey: 'k'.repeat(201) }, 'INVALID', 'idempotencyKey'],
    ['an extension that is not taken', { name: 'a.exe' }, 'FILE_TYPE_REFUSED', 'file'],
    ['an empty file', { content: '' }, 'REQUIRED', 'file'],
  ])('with %s is refused', async (_what, wish, code, field) => {
    const { result } = await lab.upload({ content: note(), ...wish });
    expect(result).toEqual({
      document: null,
      replayed: false,
      userErrors: [{ code, message: expect.any(String), field: ['input', field] }],
    });
  });

  it('is used once in an operation: a second use is refused, and leaves no row', async () => {
    const query = `mutation ($input: UploadDocumentInput!) {
      first: uploadDocument(input: $input) { document { id } } second: uploadDocument(input: $input) { document { id } } }`;
    const operations = JSON.stringify({ query, variables: { input: { file: null, documentType: 'LOG' } } });
    const form = new FormData();
    form.set('operations', operations);
    form.set('map', '{"0":["variables.input.file"]}');
    form.set('0', new File([note()], 'twice.txt', { type: 'text/plain' }));
    const answer = await fetch(lab.url, {
      method: 'POST',
      body: form,
      headers: { ...signed('documents', operations), 'apollo-require-preflight': 'true' },
    });
    expect(await answer.json()).toMatchObject({ errors: [{ path: ['second'], extensions: { code: 'BAD_USER_INPUT' } }] });
    const { rows } = await lab.pool.query("select status from document_repo.documents where file_name = 'twice.txt'");
    expect(rows).toEqual([{ status: 'stored' }]);
  });

  it('has a name without path, controls or tricks of direction', async () => {
    const { result } = await lab.upload({ content: note(), name: 'C:\\secret\\invoice\u202e 1 .txt' });
    expect(result?.document?.fileName).toBe('invoice 1 .txt');
  });

  it('is found by id, by status and by none of another kind', async () => {
    const { id } = await upload();
    const { documents } = await lab.ask<{ documents: { nodes: { id: string; status: string }[]; totalCount: number } }>(
      `query ($ids: [ID!]) { documents(filter: { ids: $ids, statuses: [STORED, LINKED] }) { totalCount nodes { id status } } }`,
      { ids: [id] },
    );
    expect(documents).toEqual({ totalCount: 1, nodes: [{ id, status: 'STORED' }] });
    expect(await lab.ask('{ document(id: "nobody") { id } }')).toEqual({ document: null });
  });
});

describe('the key of an upload', () => {
  it('answers the same file with the first document, and stores it once', async () => {
    const key = randomUUID();
    const content = note();
    const first = await upload(content, key);
    const { result } = await lab.upload({ content, idempotencyKey: key });
    expect(result).toEqual({ document: first, replayed: true, userErrors: [] });
    expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
  });

  it.each([
    ['content', { content: 'another text' }],
    ['name', { name: 'other.txt' }],
  ])('is refused with another %s', async (_what, change) => {
    const key = randomUUID();
    const content = note();
    await upload(content, key);
    const { result } = await lab.upload({ content, idempotencyKey: key, ...change });
    expect(result?.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }]);
  });

  it('is not burnt by a refusal', async () => {
    const key = randomUUID();
    expect((await lab.upload({ content: Buffer.from([0xff]), idempotencyKey: key })).result?.document).toBeNull();
    expect(await upload(note(), key)).toMatchObject({ status: 'STORED' });
  });

  it('makes one document of ten uploads at once', async () => {
    const key = randomUUID();
    const content = note(200_000);
    const answers = await Promise.all(Array.from({ length: 10 }, () => lab.upload({ content, idempotencyKey: key })));
    expect(new Set(answers.map(({ result }) => result?.document?.id)).size).toBe(1);
    expect(answers.filter(({ result }) => !result?.replayed)).toHaveLength(1);
    expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
  });
});

describe('a submission', () => {
  it('takes its documents along, in the same transaction', async () => {
    const ids = [(await upload()).id, (await upload()).id];
    const { submission, userErrors } = await lab.submit({ documentIds: [...ids, ids[0]?.toUpperCase()] });
    expect(userErrors).toEqual([]);
    const { rows } = await lab.pool.query(
      `select d.status, d.submission_id, r.submission_id as of_request from document_repo.documents d
      join source_system.service_requests r on r.id = d.request_id where d.id = any($1::uuid[])`,
      [ids],
    );
    expect(rows).toEqual(ids.map(() => ({ status: 'linked', submission_id: submission?.id, of_request: submission?.id })));
    const { documents } = await lab.ask<{ documents: { nodes: { id: string; status: string; submission: { id: string } }[] } }>(
      `query ($ids: [ID!]) { documents(filter: { submissionIds: $ids }) { nodes { id status submission { id } } } }`,
      { ids: [submission?.id] },
    );
    expect(documents.nodes.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('is answered again under its key, though its documents are taken by then', async () => {
    const changes = { idempotencyKey: randomUUID(), documentIds: [(await upload()).id] };
    const first = await lab.submit(changes);
    expect(await lab.submit(changes)).toEqual({ ...first, replayed: true });
  });

  it('sent ten times at once is accepted once, and every answer is the same', async () => {
    for (let round = 0; round < 5; round++) {
      const changes = { idempotencyKey: randomUUID(), documentIds: [(await upload()).id, (await upload()).id] };
      const answers = await Promise.all(Array.from({ length: 10 }, () => lab.submit(changes)));
      expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
      expect(new Set(answers.map(({ submission }) => submission?.id)).size).toBe(1);
    }
  });

  it.each([
    ['that nobody uploaded', async () => '00000000-0000-7000-8000-000000000000', 'NOT_FOUND'],
    ['whose id is none', async () => 'nonsense', 'NOT_FOUND'],
    [
      'of somebody else',
      async () => {
        const { id } = await upload();
        await lab.pool.query("update document_repo.documents set uploaded_by = 'somebody else' where id = $1", [id]);
        return id;
      },
      'NOT_FOUND',
    ],
    [
      'of another submission',
      async () => {
        const { id } = await upload();
        await lab.submit({ documentIds: [id] });
        return id;
      },
      'INVALID',
    ],
    [
      'that is still on its way',
      async () => {
        const { rows } = await lab.pool.query<{ id: string }>(
          `insert into document_repo.documents (file_name, document_type_id, content_type, storage_key, uploaded_by)
          select 'a.txt', id, 'text/plain', gen_random_uuid(), 'tester' from reference.document_types limit 1 returning id`,
        );
        return rows[0]?.id ?? '';
      },
      'INVALID',
    ],
    [
      'that was swept',
      async () => {
        const { id } = await upload();
        await lab.pool.query("update document_repo.documents set status = 'swept' where id = $1", [id]);
        return id;
      },
      'NOT_FOUND',
    ],
  ])('with a document %s is refused as a whole, and its other document stays free', async (_what, make, code) => {
    const good = (await upload()).id;
    const bad = await make();
    const key = randomUUID();
    const refused = await lab.submit({ idempotencyKey: key, documentIds: [good, bad] });
    expect(refused).toEqual({
      submission: null,
      replayed: false,
      userErrors: [{ code, message: expect.stringContaining(bad), field: ['input', 'documentIds', '1'] }],
    });
    // nothing was half linked and the key was not burnt
    const accepted = await lab.submit({ idempotencyKey: key, documentIds: [good] });
    expect(accepted).toMatchObject({ submission: { id: expect.any(String) }, replayed: false, userErrors: [] });
  });

  it('with several documents that it cannot have is told of each where it stands', async () => {
    const good = (await upload()).id;
    const [unknown, other] = [randomUUID(), randomUUID()];
    const { userErrors } = await lab.submit({ documentIds: [unknown.toUpperCase(), good, other, good] });
    expect(userErrors.map(({ field }) => field)).toEqual([
      ['input', 'documentIds', '0'],
      ['input', 'documentIds', '2'],
    ]);
    expect((await lab.submit({ documentIds: [good, 'nonsense'] })).userErrors).toMatchObject([{ field: ['input', 'documentIds', '1'] }]);
  });

  it('may have as many documents as the rules say, and no more', async () => {
    const { documentRules } = await lab.ask<{ documentRules: { maxPerRequest: number } }>('{ documentRules { maxPerRequest } }');
    const name = (length: number): string[] => Array.from({ length }, () => randomUUID());
    // nobody uploaded them: each is refused by itself
    const most = await lab.submit({ documentIds: name(documentRules.maxPerRequest) });
    expect(most.userErrors).toHaveLength(documentRules.maxPerRequest);
    const { userErrors } = await lab.submit({ documentIds: name(documentRules.maxPerRequest + 1) });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'documentIds'] }]);
  });

  it('shares no document: of many that want the same ones in any order, one gets them, and none waits for ever', async () => {
    for (let round = 0; round < 5; round++) {
      const ids = await Promise.all(Array.from({ length: 4 }, async () => (await upload()).id));
      const orders = Array.from({ length: 12 }, (_, index) => (index % 2 ? ids : ids.toReversed()));
      const answers = await Promise.all(orders.map((documentIds) => lab.submit({ documentIds })));
      expect(answers.filter(({ submission }) => submission)).toHaveLength(1);
      expect(answers.filter(({ userErrors }) => userErrors.length > 0)).toHaveLength(11);
    }
    const { rows } = await lab.pool.query(
      `select submission_id from document_repo.documents d where status = 'linked'
      and not exists (select from intake.submissions s where s.id = d.submission_id)`,
    );
    expect(rows).toEqual([]);
  });

  it('of a list shares no document with another one of it, and the others are accepted', async () => {
    const id = (await upload()).id;
    const query = `mutation ($inputs: [SubmitRequestInput!]!) { submitRequests(inputs: $inputs) { results { submission { id } userErrors { code } } } }`;
    const { requestInput } = await import('../support/seed.ts');
    const inputs = [{ documentIds: [id] }, {}, { documentIds: [id] }].map((changes) => requestInput(lab.references, changes));
    const body = JSON.stringify({ query, variables: { inputs } });
    const headers = { 'content-type': 'application/json', ...signed('intake', body) };
    const response = await fetch(lab.intakeUrls[0] ?? '', { method: 'POST', headers, body });
    const { data } = (await response.json()) as { data: { submitRequests: { results: unknown[] } } };
    expect(data.submitRequests.results).toEqual([
      { submission: { id: expect.any(String) }, userErrors: [] },
      { submission: { id: expect.any(String) }, userErrors: [] },
      { submission: null, userErrors: [{ code: 'INVALID' }] },
    ]);
  });
});

describe('the database functions of the documents domain', () => {
  it('link all documents or none', async () => {
    const { id } = await upload();
    const other = randomUUID();
    const link = lab.pool.query('select document_repo.link_documents($1::text[], $2::uuid[], $3::uuid[], $4::uuid[])', [
      ['tester', 'tester'],
      [id, other],
      [other, other],
      [other, other],
    ]);
    await expect(link).rejects.toThrow('1 of 2 documents can be linked');
    const { rows } = await lab.pool.query('select status from document_repo.documents where id = $1', [id]);
    expect(rows).toEqual([{ status: 'stored' }]);
  });

  it('are for those who were given them only', async () => {
    const { rows } = await lab.pool.query<{ name: string; anybody: boolean; definer: boolean }>(
      `select proname as name, has_function_privilege('public', oid, 'execute') as anybody, prosecdef as definer
      from pg_proc where pronamespace = 'document_repo'::regnamespace order by 1`,
    );
    expect(rows).toEqual([
      { name: 'claim_documents', anybody: false, definer: true },
      { name: 'link_documents', anybody: false, definer: true },
    ]);
  });

  it('are enough for a role that may do nothing else there', async () => {
    const { id } = await upload();
    const client = await lab.pool.connect();
    const role = `intake_${randomUUID().replaceAll('-', '')}`;
    try {
      await client.query(`begin; create role ${role}; grant usage on schema document_repo to ${role};
        grant execute on all functions in schema document_repo to ${role}; set local role ${role}`);
      const { rows } = await client.query('select verdict from document_repo.claim_documents($1::text[], $2::uuid[])', [['tester'], [id]]);
      expect(rows).toEqual([{ verdict: 'free' }]);
      await expect(client.query('select from document_repo.documents')).rejects.toThrow('permission denied');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

it('the secret of signed links is readable by nobody else', async () => {
  const file = join(lab.runtime.config.LAB_DATA_DIR, 'secrets', 'document-links');
  expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
