import { request as httpRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { ObjectStore } from 'subgraphs/documents/store/object-store.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedPath } from '../support/signed.ts';
import { note, type Repository, sha256 } from './documents-client.ts';
import { openRepository } from './documents-fixture.ts';
import { drawPng, noise } from './documents-samples.ts';

let lab: Repository;
/** What the store does instead, while it is set. */
let fault: Partial<ObjectStore> = {};
beforeAll(async () => {
  lab = await openRepository({
    wrap: (store) => ({
      ...store,
      measure: (key) => (fault.measure ?? store.measure)(key),
      read: (key, range) => (fault.read ?? store.read)(key, range),
    }),
  });
});
afterAll(() => lab[Symbol.asyncDispose]());

const content = noise(100_000);
const text = content.toString('base64');

async function upload(wish: Partial<Parameters<Repository['upload']>[0]> = {}) {
  const { result } = await lab.upload({ content: text, ...wish });
  if (!result?.document) throw new Error(JSON.stringify(result));
  return result.document;
}

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: Buffer };

/** Without what fetch adds or takes away. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${lab.origin}${path}`, { method, headers: { ...signedPath(path), ...headers } }, (response) => {
      buffer(response).then((body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }), reject);
    });
    sent.on('error', reject).end();
  });
}

const safe = {
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

describe('a download', () => {
  it('has the very bytes, and headers under which nothing in it can act', async () => {
    const { id } = await upload();
    const answer = await get(`/documents/${id}`);
    expect(answer.status).toBe(200);
    expect(answer.body.toString()).toBe(text);
    const { date: _date, connection: _connection, 'keep-alive': _keepAlive, ...headers } = answer.headers;
    expect(headers).toEqual({
      ...safe,
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(text.length),
      'content-disposition': `attachment; filename="note.txt"; filename*=UTF-8''note.txt`,
      'accept-ranges': 'bytes',
      etag: `"${sha256(text)}"`,
    });
  });

  it.each([
    ['picture.png', 'image/png', drawPng(3, 3), 'image/png'],
    ['table.csv', 'text/csv', 'a,b\n1,2\n', 'text/csv; charset=utf-8'],
    ['page.txt', 'text/plain', '<html><script>alert(1)</script>', 'text/plain; charset=utf-8'],
  ])('of %s says exactly what it is, and is shown where that is wanted', async (name, type, bytes, expected) => {
    const { id } = await upload({ name, type, content: bytes });
    const answer = await get(`/documents/${id}?disposition=inline`);
    expect(answer.headers).toMatchObject({
      ...safe,
      'content-type': expected,
      'content-disposition': `inline; filename="${name}"; filename*=UTF-8''${name}`,
    });
    expect((await get(`/documents/${id}?disposition=anything`)).headers['content-disposition']).toMatch(/^attachment;/);
  });

  it.each([
    ['Grüße 漢字.txt', `filename="Gr__e __.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E6%BC%A2%E5%AD%97.txt`],
    [`it's (50%).txt`, `filename="it's (50_).txt"; filename*=UTF-8''it%27s%20%2850%25%29.txt`],
    ['a;b=c.txt', `filename="a;b=c.txt"; filename*=UTF-8''a%3Bb%3Dc.txt`],
  ])('of a file named %s cannot be misled by its name', async (name, expected) => {
    const { id } = await upload({ name });
    expect((await get(`/documents/${id}`)).headers['content-disposition']).toBe(`attachment; ${expected}`);
  });

  it('tells the same without the bytes when only the head is wanted', async () => {
    const { id } = await upload();
    const [head, whole] = [await get(`/documents/${id}`, {}, 'HEAD'), await get(`/documents/${id}`)];
    expect(head.body).toHaveLength(0);
    for (const name of ['content-length', 'content-type', 'etag', 'content-disposition', 'accept-ranges'])
      expect(head.headers[name]).toBe(whole.headers[name]);
    const part = await get(`/documents/${id}`, { range: 'bytes=0-9' }, 'HEAD');
    expect(part).toMatchObject({ status: 206, headers: { 'content-length': '10', 'content-range': `bytes 0-9/${text.length}` } });
  });

  const length = text.length;
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=0-99', 0, 99],
    ['bytes=100-', 100, length - 1],
    ['bytes=-5', length - 5, length - 1],
    [`bytes=-${length + 5}`, 0, length - 1],
    [`bytes=10-${length + 100}`, 10, length - 1],
    [`bytes=${length - 1}-`, length - 1, length - 1],
  ])('of the range %s has these bytes and no others', async (range, first, last) => {
    const { id } = await upload();
    const answer = await get(`/documents/${id}`, { range });
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({
      ...safe,
      'content-range': `bytes ${first}-${last}/${length}`,
      'content-length': String(last - first + 1),
    });
    expect(answer.body.toString()).toBe(text.slice(first, last + 1));
  });

  it.each([`bytes=${length}-`, `bytes=${length + 10}-${length + 20}`, 'bytes=-0'])(
    'of the range %s is refused with the length',
    async (range) => {
      const { id } = await upload();
      expect(await get(`/documents/${id}`, { range })).toMatchObject({
        status: 416,
        headers: { ...safe, 'content-range': `bytes */${length}` },
      });
    },
  );

  it.each(['bytes=0-1,3-4', 'bytes=5-2', 'bytes=', 'bytes=-', 'bytes=a-b', 'chars=0-1', 'bytes=0-1000000000000000000', ''])(
    'of the range %j, which is none, is whole',
    async (range) => {
      const { id } = await upload();
      expect(await get(`/documents/${id}`, { range })).toMatchObject({ status: 200, headers: { 'content-length': String(length) } });
    },
  );

  it('is not sent again to whom has it, and its range only to whom has the same', async () => {
    const { id } = await upload();
    const etag = `"${sha256(text)}"`;
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const answer = await get(`/documents/${id}`, { 'if-none-match': known });
      expect([known, answer.status, answer.body.length, answer.headers.etag]).toEqual([known, 304, 0, etag]);
    }
    expect((await get(`/documents/${id}`, { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get(`/documents/${id}`, { range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    expect((await get(`/documents/${id}`, { range: 'bytes=0-9', 'if-range': '"other"' })).status).toBe(200);
  });

  it.each(['00000000-0000-7000-8000-000000000000', 'nonsense', '..%2f..%2fetc%2fpasswd', '%00'])('of %s is not found', async (id) => {
    const answer = await get(`/documents/${id}`);
    expect(answer).toMatchObject({ status: 404, headers: { 'content-type': 'application/json; charset=utf-8' } });
    expect(JSON.parse(answer.body.toString())).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each([
    ['pending', 404],
    ['refused', 404],
    ['swept', 404],
    ['quarantined', 409],
  ])('of a document that is %s is refused with %d', async (status, expected) => {
    const { id } = await upload();
    await lab.pool.query("update document_repo.documents set status = $2, status_reason = 'because' where id = $1", [id, status]);
    const answer = await get(`/documents/${id}`);
    expect(answer).toMatchObject({ status: expected, headers: { ...safe, 'content-type': 'application/json; charset=utf-8' } });
    expect(answer.headers.etag).toBeUndefined();
  });

  it('says so when the object is gone, changed, or the store is away, and never sends other bytes', async () => {
    const { id } = await upload();
    const measured: [ObjectStore['measure'], number, string][] = [
      [async () => null, 500, 'INTERNAL_SERVER_ERROR'],
      [async () => 7, 503, 'SUBGRAPH_UNAVAILABLE'],
      [() => Promise.reject(new Error('the store is away')), 503, 'SUBGRAPH_UNAVAILABLE'],
    ];
    for (const [measure, status, code] of measured) {
      fault = { measure };
      const answer = await get(`/documents/${id}`);
      expect(answer).toMatchObject({ status, headers: safe });
      expect(JSON.parse(answer.body.toString())).toMatchObject({ errors: [{ extensions: { code } }] });
      expect(answer.body.toString()).not.toContain('the store is away');
    }
    fault = {};
    expect((await get(`/documents/${id}`)).status).toBe(200);
  });

  it('that breaks off in the middle is not taken for whole', async () => {
    const { id } = await upload();
    const { Readable } = await import('node:stream');
    async function* broken() {
      yield Buffer.alloc(1_000);
      throw new Error('the disk is gone');
    }
    fault = { read: async () => Readable.from(broken()) };
    await expect(get(`/documents/${id}`)).rejects.toThrow(/aborted|hang up/);
    fault = {};
  });
});

describe('a signed link', () => {
  async function link(args = ''): Promise<{ id: string; url: string; expiresAt: string }> {
    const { id } = await upload();
    const { document } = await lab.ask<{ document: { signedLink: { url: string; expiresAt: string } } }>(
      `query ($id: ID!) { document(id: $id) { signedLink${args} { url expiresAt } } }`,
      { id },
    );
    return { id, ...document.signedLink };
  }

  it('opens the document as it was meant, and ends when it says', async () => {
    const { url, expiresAt } = await link('(expiresInSeconds: 60, isPreview: true)');
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 60_000)).toBeLessThan(30_000);
    expect(await get(url)).toMatchObject({ status: 200, headers: { 'content-disposition': expect.stringMatching(/^inline/) } });
  });

  it.each([
    ['for another document', (url: string, other: string) => url.replace(/\/documents\/[^?]+/, `/documents/${other}`)],
    ['to be shown instead of saved', (url: string) => url.replace('disposition=attachment', 'disposition=inline')],
    ['for longer', (url: string) => url.replace(/expires=(\d+)/, (_match, expires: string) => `expires=${Number(expires) + 60}`)],
    ['without a signature', (url: string) => url.replace(/signature=[^&]+/, 'signature=')],
    ['with half a signature', (url: string) => url.slice(0, -10)],
    ['without its end', (url: string) => url.replace(/expires=\d+&/, '')],
    ['with its signature twice', (url: string) => `${url}&${url.split('?')[1]}`],
  ])('changed %s opens nothing', async (_how, change) => {
    const { id: other } = await upload();
    const { url } = await link();
    expect(change(url, other)).not.toBe(url);
    expect((await get(url)).status).toBe(200);
    expect(await get(change(url, other))).toMatchObject({ status: 403, headers: safe });
  });

  it('that has expired opens nothing', async () => {
    const { createLinkSigner } = await import('subgraphs/documents/links.ts');
    const signer = createLinkSigner(lab.runtime.config);
    const { id } = await upload();
    const sign = (ms: number): string => signer.sign({ documentId: id, disposition: 'attachment', expiresAt: new Date(Date.now() + ms) });
    expect((await get(sign(60_000))).status).toBe(200);
    expect((await get(sign(-1_000))).status).toBe(403);
  });

  it.each([9, 3_601, -1])('cannot be good for %d seconds', async (seconds) => {
    await expect(link(`(expiresInSeconds: ${seconds})`)).rejects.toThrow('accepted are 10 to 3600');
  });

  it('is none for a document that has no bytes', async () => {
    const { id } = await upload({ content: note() });
    await lab.pool.query("update document_repo.documents set status = 'swept' where id = $1", [id]);
    const { document } = await lab.ask<{ document: object }>('query ($id: ID!) { document(id: $id) { downloadUrl signedLink { url } } }', {
      id,
    });
    expect(document).toEqual({ downloadUrl: null, signedLink: null });
  });
});
