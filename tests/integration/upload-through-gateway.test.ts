import { createHash, randomBytes } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { until } from '../support/until.ts';

let lab: TestLab;

beforeAll(async () => {
  lab = await startLab();
  await lab.ask(
    'mutation { importReferenceData(input: { documentTypes: [{ code: "D1", name: "A document" }] }) { userErrors { message } } }',
  );
});

afterAll(async () => {
  await lab[Symbol.asyncDispose]();
});

type Uploaded = {
  data?: {
    uploadDocument: {
      document: { id: string; sha256: string; sizeBytes: number; fileName: string } | null;
      userErrors: { code: string; message: string }[];
    };
  } | null;
  errors?: { message: string; path?: string[]; extensions: { code: string } }[];
};

const mutation = `mutation Upload($input: UploadDocumentInput!) { uploadDocument(input: $input) {
  document { id sha256 sizeBytes fileName } userErrors { code message } } }`;

async function upload(bytes: Buffer, name = 'a.txt', type = 'text/plain'): Promise<{ status: number; answer: Uploaded }> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: mutation, variables: { input: { file: null, documentType: 'D1' } } }));
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.set('0', new Blob([new Uint8Array(bytes)], { type }), name);
  const response = await fetch(`${lab.url}/graphql`, {
    method: 'POST',
    headers: { ...lab.headers, 'apollo-require-preflight': 'true' },
    body: form,
  });
  return { status: response.status, answer: (await response.json()) as Uploaded };
}

function text(bytes: number): Buffer {
  return Buffer.from(
    randomBytes(Math.ceil(bytes / 2))
      .toString('hex')
      .slice(0, bytes),
  );
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

describe('a file that is sent through the gateway', () => {
  it('arrives byte for byte, and comes back byte for byte', async () => {
    const bytes = text(3_000_000);
    const { status, answer } = await upload(bytes, 'größe "quoted".txt');
    expect(status).toBe(200);
    expect(answer.errors).toBeUndefined();
    const document = answer.data?.uploadDocument.document;
    expect(document).toMatchObject({ sha256: sha256(bytes), sizeBytes: bytes.length });
    expect(document?.fileName).toContain('größe');
    const response = await fetch(`${lab.url}/documents/${document?.id}`, { headers: lab.headers });
    expect(sha256(Buffer.from(await response.arrayBuffer()))).toBe(sha256(bytes));
    expect(response.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  });

  it('may have exactly the size that is allowed, and not one byte more', async () => {
    const limit = 10 * 1024 * 1024;
    const { answer } = await upload(text(limit));
    expect(answer.data?.uploadDocument.document?.sizeBytes).toBe(limit);
    const { status, answer: refused } = await upload(text(limit + 1));
    expect(status).toBe(413);
    expect(JSON.stringify(refused)).toContain('FILE_TOO_LARGE');
    expect(JSON.stringify(refused)).not.toMatch(/127\.0\.0\.1|SUBGRAPH_UNAVAILABLE/);
  });

  it('is refused in the words of the subgraph when its content is not what it says', async () => {
    const { status, answer } = await upload(text(100), 'a.png', 'image/png');
    expect(status).toBe(200);
    expect(answer.data?.uploadDocument).toMatchObject({ document: null, userErrors: [{ code: 'FILE_TYPE_REFUSED' }] });
  });

  it('leaves no document behind when its sender leaves half way', async () => {
    const before = await countStored();
    await new Promise<void>((resolve) => {
      const sending = httpRequest(`${lab.url}/graphql`, {
        method: 'POST',
        headers: {
          ...lab.headers,
          'content-type': 'multipart/form-data; boundary=b',
          'apollo-require-preflight': 'true',
          'content-length': 5_000_000,
        },
      });
      sending.on('error', () => resolve());
      const part = (name: string, value: unknown): string =>
        `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${JSON.stringify(value)}\r\n`;
      sending.write(part('operations', { query: mutation, variables: { input: { file: null, documentType: 'D1' } } }));
      sending.write(part('map', { 0: ['variables.input.file'] }));
      sending.write('--b\r\ncontent-disposition: form-data; name="0"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\n');
      sending.write(text(1_000_000), () => sending.destroy(new Error('gone')));
    });
    await until('the upload has been given up', async () => {
      const { rows } = await lab.pool.query<{ n: number }>("select count(*) as n from document_repo.documents where status = 'pending'");
      return rows[0]?.n === 0;
    });
    expect(await countStored()).toBe(before);
  });

  it('is answered by path and code when the form ends before the file does', async () => {
    const body = `--b\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: mutation, variables: { input: { file: null, documentType: 'D1' } } })}\r\n--b\r\ncontent-disposition: form-data; name="map"\r\n\r\n{"0":["variables.input.file"]}\r\n--b\r\ncontent-disposition: form-data; name="0"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nhalf a file`;
    const response = await fetch(`${lab.url}/graphql`, {
      method: 'POST',
      headers: { ...lab.headers, 'content-type': 'multipart/form-data; boundary=b', 'apollo-require-preflight': 'true' },
      body,
    });
    const answer = (await response.json()) as Uploaded;
    expect(response.status).toBe(400);
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

async function countStored(): Promise<number> {
  const { rows } = await lab.pool.query<{ n: number }>(
    "select count(*) as n from document_repo.documents where status in ('stored', 'linked')",
  );
  return rows[0]?.n ?? 0;
}
