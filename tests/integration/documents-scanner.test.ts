import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { signedPath } from '../support/signed.ts';
import { until } from '../support/until.ts';
import { findDifference, note, type Repository, readBooks } from './documents-client.ts';
import { openRepository } from './documents-fixture.ts';

type Behaviour = 'answers' | 'refuses' | 'silent' | 'nonsense' | 'limit';

/** Speaks clamd's INSTREAM as its manual has it: what contains the word is infected. */
async function startClamd() {
  let behaviour: Behaviour = 'answers';
  let scanned = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    if (behaviour === 'refuses') return socket.destroy();
    let received = Buffer.alloc(0);
    let stream = Buffer.alloc(0);
    let isCommanded = false;
    socket.on('data', (more: Buffer) => {
      received = Buffer.concat([received, more]);
      if (!isCommanded && received.includes(0)) {
        if (received.subarray(0, received.indexOf(0)).toString() !== 'zINSTREAM') return socket.end('UNKNOWN COMMAND\0');
        isCommanded = true;
        received = received.subarray(received.indexOf(0) + 1);
        if (behaviour === 'limit') socket.write('INSTREAM size limit exceeded. ERROR\0');
      }
      while (isCommanded && received.length >= 4 && received.length >= 4 + received.readUInt32BE(0)) {
        const length = received.readUInt32BE(0);
        stream = Buffer.concat([stream, received.subarray(4, 4 + length)]);
        received = received.subarray(4 + length);
        if (length > 0) continue;
        scanned++;
        if (behaviour === 'silent' || behaviour === 'limit') return;
        if (behaviour === 'nonsense') return socket.end('what?\0');
        return socket.end(stream.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    scanned: () => scanned,
    behave: (next: Behaviour) => {
      behaviour = next;
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function statusOf({ pool }: Repository, id: string | undefined) {
  const { rows } = await pool.query<{ status: string; status_reason: string | null }>(
    'select status, status_reason from document_repo.documents where id = $1',
    [id],
  );
  return rows[0];
}

it('a clean document is scanned before anybody gets it', async () => {
  await using clamd = await startClamd();
  await using lab = await openRepository({ settings: { CLAMD_URL: clamd.url } });
  const { result } = await lab.upload({ content: note(300_000) });
  expect(result?.document?.status).toBe('STORED');
  expect(clamd.scanned()).toBe(1);
  expect(await statusOf(lab, result?.document?.id)).toEqual({ status: 'stored', status_reason: null });
  expect(
    (await fetch(`${lab.origin}/documents/${result?.document?.id}`, { headers: signedPath(`/documents/${result?.document?.id}`) })).status,
  ).toBe(200);
});

it('an infected document is refused with what was found, and nothing of it is kept', async () => {
  await using clamd = await startClamd();
  await using lab = await openRepository({ settings: { CLAMD_URL: clamd.url } });
  const { result } = await lab.upload({ content: `${note()} EICAR ${note()}` });
  expect(result).toMatchObject({ document: null, userErrors: [{ code: 'INVALID', message: expect.stringContaining('Eicar-Signature') }] });
  const { rows } = await lab.pool.query('select status, status_reason from document_repo.documents');
  expect(rows).toEqual([{ status: 'refused', status_reason: expect.stringContaining('Eicar-Signature') }]);
  expect(await readBooks(lab)).toMatchObject({ objects: [] });
});

it.each<Behaviour>(['refuses', 'nonsense', 'limit'])(
  'while the scanner %s, documents wait in quarantine; then they are released',
  async (behaviour) => {
    await using clamd = await startClamd();
    clamd.behave(behaviour);
    await using lab = await openRepository({ settings: { CLAMD_URL: clamd.url } });
    const { result } = await lab.upload({ content: note() });
    const id = result?.document?.id;
    expect(result?.document?.status).toBe('QUARANTINED');
    // nobody gets it, and no submission takes it
    expect((await fetch(`${lab.origin}/documents/${id}`, { headers: signedPath(`/documents/${id}`) })).status).toBe(409);
    expect(await lab.submit({ documentIds: [id] })).toMatchObject({
      submission: null,
      userErrors: [{ code: 'INVALID', message: expect.stringContaining('quarantined') }],
    });
    const { document } = await lab.ask<{ document: object }>(
      'query ($id: ID!) { document(id: $id) { status statusReason downloadUrl signedLink { url } } }',
      { id },
    );
    expect(document).toEqual({
      status: 'QUARANTINED',
      statusReason: expect.stringContaining('not scanned'),
      downloadUrl: null,
      signedLink: null,
    });

    clamd.behave('answers');
    await lab.rescan();
    expect(await statusOf(lab, id)).toEqual({ status: 'stored', status_reason: null });
    expect(await lab.submit({ documentIds: [id] })).toMatchObject({ userErrors: [] });
  },
);

it('what is found later is refused then, and its object removed', async () => {
  await using clamd = await startClamd();
  clamd.behave('refuses');
  await using lab = await openRepository({ settings: { CLAMD_URL: clamd.url } });
  const { result } = await lab.upload({ content: `EICAR ${note()}` });
  expect(result?.document?.status).toBe('QUARANTINED');
  clamd.behave('answers');
  await lab.rescan();
  await until('it is refused', async () => (await statusOf(lab, result?.document?.id))?.status === 'refused');
  expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
});

it('a key whose document waits in quarantine is answered with it', async () => {
  await using clamd = await startClamd();
  clamd.behave('refuses');
  await using lab = await openRepository({ settings: { CLAMD_URL: clamd.url } });
  const content = note();
  const first = await lab.upload({ content, idempotencyKey: 'k' });
  const second = await lab.upload({ content, idempotencyKey: 'k' });
  expect(second.result).toEqual({ ...first.result, replayed: true });
});
