import { expect, test, vi } from 'vitest';
import type { sendUpload, UploadedDocument, UploadOptions, UploadResult } from './upload.ts';
import { createUploadQueue } from './upload-queue.ts';

type Call = UploadOptions & { name: string; documentType: string; key: string; end(result: UploadResult): void; fail(error: Error): void };

/** A queue whose uploads are played by hand. */
function open(...names: string[]) {
  const calls: Call[] = [];
  const send: typeof sendUpload = ({ file, documentType, idempotencyKey }, options) =>
    new Promise((end, fail) => calls.push({ name: file.name, documentType, key: idempotencyKey, end, fail, ...options }));
  const queue = createUploadQueue(send);
  queue.add(names.map((name) => new File(['x'], name)));
  const idOf = (name: string) => queue.items().find(({ file }) => file.name === name)?.id ?? '';
  const phases = () => queue.items().map(({ phase }) => phase.is);
  return { queue, calls, idOf, phases };
}

const stored = (id: string): UploadResult => ({
  document: { id, fileName: 'x', status: 'STORED', statusReason: null, sizeBytes: 1, sha256: 'ab' } as UploadedDocument,
});

test('a file is sent when its type is chosen, and not before', async () => {
  const { queue, calls, idOf, phases } = open('a.txt', 'b.exe');
  expect(phases()).toEqual(['untyped', 'barred']);
  expect(calls).toHaveLength(0);
  queue.chooseType(idOf('a.txt'), 'LOG');
  queue.chooseType(idOf('b.exe'), 'LOG');
  expect(calls).toMatchObject([{ name: 'a.txt', documentType: 'LOG' }]);
  calls[0]?.onProgress(0.5);
  expect(queue.items()[0]?.phase).toEqual({ is: 'sending', fraction: 0.5 });
  calls[0]?.onProgress(1);
  expect(phases()).toEqual(['checking', 'barred']);
  calls[0]?.end(stored('document-1'));
  await queue.settled();
  expect(phases()).toEqual(['stored', 'barred']);
});

test('three go at once, the others wait for their turn', async () => {
  const { queue, calls, phases, idOf } = open('a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt');
  for (const { id } of queue.items()) queue.chooseType(id, 'LOG');
  expect(phases()).toEqual(['sending', 'sending', 'sending', 'queued', 'queued']);
  calls[1]?.end({ refusal: 'no' });
  await vi.waitFor(() => expect(phases()).toEqual(['sending', 'refused', 'sending', 'sending', 'queued']));
  queue.cancel(idOf('a.txt'));
  expect(phases()).toEqual(['cancelled', 'refused', 'sending', 'sending', 'sending']);
  expect(calls.map(({ name }) => name)).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt']);
});

test('what failed is sent again with the same key', async () => {
  const { queue, calls, idOf, phases } = open('a.txt');
  queue.chooseType(idOf('a.txt'), 'LOG');
  calls[0]?.fail(new Error('The connection to the lab was lost'));
  await queue.settled();
  expect(queue.items()[0]?.phase).toEqual({ is: 'failed', reason: 'The connection to the lab was lost' });
  queue.retry(idOf('a.txt'));
  expect(phases()).toEqual(['sending']);
  expect(calls[1]?.key).toBe(calls[0]?.key);
});

test('another type is another upload: what is under way ends, and the key is a new one', async () => {
  const { queue, calls, idOf, phases } = open('a.txt');
  queue.chooseType(idOf('a.txt'), 'LOG');
  queue.chooseType(idOf('a.txt'), 'CONTRACT');
  expect(calls.map(({ documentType, signal }) => [documentType, signal.aborted])).toEqual([
    ['LOG', true],
    ['CONTRACT', false],
  ]);
  expect(calls[1]?.key).not.toBe(calls[0]?.key);
  // the first one answers all the same
  calls[0]?.end(stored('too late'));
  calls[1]?.end(stored('document-2'));
  await queue.settled();
  expect(phases()).toEqual(['stored']);
  expect(queue.items()[0]?.phase).toMatchObject({ document: { id: 'document-2' } });
});

test('what was cancelled or removed does not come back with a late answer', async () => {
  const { queue, calls, idOf, phases } = open('a.txt', 'b.txt');
  queue.chooseType(idOf('a.txt'), 'LOG');
  queue.chooseType(idOf('b.txt'), 'LOG');
  queue.cancel(idOf('a.txt'));
  queue.remove(idOf('b.txt'));
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  calls[0]?.onProgress(0.7);
  calls[0]?.end(stored('document-1'));
  calls[1]?.end(stored('document-2'));
  await queue.settled();
  await Promise.resolve();
  expect(phases()).toEqual(['cancelled']);
});

test('what the server says against a document stands at it, and sending it again makes a new one', async () => {
  const { queue, calls, idOf } = open('a.txt');
  queue.chooseType(idOf('a.txt'), 'LOG');
  calls[0]?.end(stored('document-1'));
  await queue.settled();
  const others = queue.object([{ message: 'there is no document "document-1"' }, { message: 'there is no team' }]);
  expect(others).toEqual([{ message: 'there is no team' }]);
  expect(queue.items()[0]).toMatchObject({ objection: 'there is no document "document-1"', phase: { is: 'stored' } });
  queue.retry(idOf('a.txt'));
  expect(queue.items()[0]).toMatchObject({ objection: null, phase: { is: 'sending' } });
  expect(calls[1]?.key).not.toBe(calls[0]?.key);
});

test('whoever waits is told when the last one has ended, whatever became of it', async () => {
  const { queue, calls, idOf } = open('a.txt', 'b.txt');
  for (const { id } of queue.items()) queue.chooseType(id, 'LOG');
  let isSettled = false;
  const settled = queue.settled().then(() => {
    isSettled = true;
  });
  calls[0]?.end(stored('document-1'));
  await vi.waitFor(() => expect(queue.items()[0]?.phase.is).toBe('stored'));
  expect(isSettled).toBe(false);
  queue.cancel(idOf('b.txt'));
  await settled;
});

test('leaving the form ends what is under way', () => {
  const { queue, calls, idOf } = open('a.txt');
  queue.chooseType(idOf('a.txt'), 'LOG');
  queue.stop();
  expect(calls[0]?.signal.aborted).toBe(true);
});
