import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import schemaText from '../../../schema.graphql?raw';
import { type Reply, refusedWith, startUploadServer, storedAs } from '../testing/upload-server.ts';
import { sendUpload, UploadFailure } from './upload.ts';

const upload = { file: new File(['hello\n'], 'ünï.txt', { type: 'text/plain' }), documentType: 'LOG', idempotencyKey: 'key-1' };
const quiet = () => ({ signal: new AbortController().signal, onProgress: () => {} });

test('a file is sent by mutation, as the specification of multipart requests says', async () => {
  const received = await startUploadServer((form) => storedAs('document-1', form));
  const fractions: number[] = [];
  const result = await sendUpload(upload, { ...quiet(), onProgress: (fraction) => fractions.push(fraction) });
  expect(result).toMatchObject({ document: { id: 'document-1', status: 'STORED' } });
  expect(fractions.at(-1)).toBe(1);
  expect(received).toHaveLength(1);
  const [form] = received;
  expect(form).toMatchObject({
    preflight: 'true',
    map: { 0: ['variables.input.file'] },
    file: { name: 'ünï.txt', type: 'text/plain', text: 'hello\n' },
    operations: { variables: { input: { documentType: 'LOG', idempotencyKey: 'key-1', file: null } } },
  });
  expect(validate(buildSchema(schemaText), parse(form?.operations.query ?? ''))).toEqual([]);
});

test('a refusal comes in the words of the server', async () => {
  await startUploadServer(() => refusedWith('the file is not a whole and right image/png: it does not begin as a PNG'));
  expect(await sendUpload(upload, quiet())).toEqual({
    refusal: 'the file is not a whole and right image/png: it does not begin as a PNG',
  });
});

test('a file that proves too large on its way is refused for good', async () => {
  const errors = [{ message: 'The file has more than 10485760 bytes', extensions: { code: 'FILE_TOO_LARGE' } }];
  await startUploadServer(() => ({ errors }));
  expect(await sendUpload(upload, quiet())).toEqual({ refusal: 'The file has more than 10485760 bytes' });
});

test.each<[string, Reply, RegExp]>([
  ['a store that is down', { errors: [{ message: 'The object store cannot keep documents now' }] }, /object store cannot keep/],
  ['an answer that is no JSON', { status: 502, text: '<h1>Bad gateway</h1>' }, /status 502/],
  ['an answer of nothing', { status: 200, text: 'null' }, /status 200/],
  ['a connection that breaks', 'broken', /connection to the lab was lost/],
])('%s is a failure that may pass', async (_what, reply, words) => {
  await startUploadServer(() => reply);
  const error = await sendUpload(upload, quiet()).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UploadFailure);
  expect(String(error)).toMatch(words);
});

test('an upload can be cancelled while the server looks at the file, and before it begins', async () => {
  const controller = new AbortController();
  await startUploadServer(() => {
    controller.abort();
    return new Promise(() => {});
  });
  await expect(sendUpload(upload, { signal: controller.signal, onProgress: () => {} })).rejects.toThrow('cancelled');
  await expect(sendUpload(upload, { signal: controller.signal, onProgress: () => {} })).rejects.toThrow('cancelled');
});
