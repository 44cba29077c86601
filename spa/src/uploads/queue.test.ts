import { expect, test, vi } from 'vitest';
import { documentRules } from '../testing/upload-server.ts';
import { createUploadQueue } from './queue.ts';
import type { sendUpload, UploadedDocument, UploadOptions, UploadResult } from './upload.ts';

type Call = UploadOptions & {
  name: string;
  type: string;
  documentType: string;
  key: string;
  end(result: UploadResult): void;
  fail(error: Error): void;
};

/** A queue whose uploads are played by hand, and that knows the rules. */
function open(...names: string[]) {
  const opened = openUnruled(...names);
  opened.queue.takeRules(documentRules);
  return opened;
}

function openUnruled(...names: string[]) {
  const calls: Call[] = [];
  const send: typeof sendUpload = ({ file, documentType, idempotencyKey }, options) =>
    new Promise((end, fail) => calls.push({ name: file.name, type: file.type, documentType, key: idempotencyKey, end, fail, ...options }));
  const queue = createUploadQueue(send);
  queue.add(names.map((name) => new File(['x'], name)));
  const idOf = (name: string) => queue.items().find(({ file }) => file.name === name)?.id ?? '';
  const phases = () => queue.items().map(({ phase }) => phase.is);
  return { queue, calls, idOf, phases };
}

const stored = (id: string, changes: Partial<UploadedDocument> = {}): UploadResult => ({
  document: { id, fileName: 'x', status: 'STORED', statusReason: null, sizeBytes: 1, sha256: 'ab', ...changes } as UploadedDocument,
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

test('as long as the server has not said what it takes, nothing is sent; what it does not take is barred then', () => {
  const { queue, calls, idOf, phases } = openUnruled('a.csv', 'b.exe', 'c.exe');
  queue.chooseType(idOf('a.csv'), 'LOG');
  queue.chooseType(idOf('b.exe'), 'LOG');
  expect(phases()).toEqual(['queued', 'queued', 'untyped']);
  expect(calls).toEqual([]);
  queue.takeRules(documentRules);
  expect(phases()).toEqual(['sending', 'barred', 'barred']);
  // the browser of this test does not know CSV
  expect(calls).toMatchObject([{ name: 'a.csv', type: 'text/csv' }]);
});

test('where the server does not say what it takes, it judges by itself', () => {
  const { queue, calls, idOf } = openUnruled('b.exe');
  queue.chooseType(idOf('b.exe'), 'LOG');
  queue.takeRules(null);
  expect(calls).toMatchObject([{ name: 'b.exe', type: '' }]);
});

const quarantined = { status: 'QUARANTINED', statusReason: 'it was not scanned for viruses yet' } as const;

test.each([
  [
    { status: 'QUARANTINED', statusReason: 'again' },
    { is: 'stored', document: { status: 'QUARANTINED' } },
  ],
  [
    { status: 'STORED', statusReason: null },
    { is: 'stored', document: { id: 'document-1', status: 'STORED', sizeBytes: 1 } },
  ],
  [
    { status: 'REFUSED', statusReason: 'the scanner found Eicar' },
    { is: 'refused', reason: 'the file is refused: the scanner found Eicar' },
  ],
  [
    { status: 'SWEPT', statusReason: 'no submission named it in time' },
    { is: 'failed', reason: 'no submission named it in time' },
  ],
  [null, { is: 'failed', reason: 'the lab has it no more' }],
] as const)('of a document in quarantine that is found as %o, the queue takes note', async (found, phase) => {
  const { queue, calls, idOf } = open('a.txt');
  queue.chooseType(idOf('a.txt'), 'LOG');
  calls[0]?.end(stored('document-1', quarantined));
  await queue.settled();
  queue.object([{ message: 'the document "document-1" is quarantined until it is scanned; try again' }]);
  queue.learn(idOf('a.txt'), { id: 'another document', status: 'REFUSED', statusReason: 'not this one' });
  expect(queue.items()[0]).toMatchObject({ phase: { is: 'stored' }, objection: expect.stringContaining('try again') });
  queue.learn(idOf('a.txt'), found && { id: 'document-1', ...found });
  const isSettled = found?.status !== 'QUARANTINED';
  expect(queue.items()[0]).toMatchObject({ phase, objection: isSettled ? null : expect.any(String) });
});
