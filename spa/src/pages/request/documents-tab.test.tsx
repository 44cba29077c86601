import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { previewBytes } from '../../files/document-bytes.ts';
import { integratedRequest } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';
import { startUploadServer } from '../../testing/upload-server.ts';

const address = '/requests/REQ-2026-000001?tab=documents';
const sha256 = '0123456789abcdef'.repeat(4);

function documentOf(changes: Record<string, unknown>) {
  return {
    id: 'document-1',
    fileName: 'note.txt',
    contentType: 'text/plain',
    storageKey: 'lab-1/document-1',
    sizeBytes: 2048,
    sha256,
    imageWidth: null,
    imageHeight: null,
    status: 'LINKED',
    statusReason: null,
    uploadedBy: 'jo',
    uploadedAt: '2026-11-22T14:00:00.000Z',
    downloadUrl: '/documents/document-1',
    documentType: { id: 'kind-1', name: 'Log or data extract' },
    submission: { id: 'submission-1' },
    ...changes,
  };
}

async function openTab(...changes: Record<string, unknown>[]) {
  renderPortal(address, { serviceRequest: integratedRequest('OPEN', { documents: changes.map(documentOf) }) });
  const list = await screen.findByRole('list', { name: 'Documents' });
  return (name: string) => within(within(list).getByRole('listitem', { name }));
}

test('a request without documents says so', async () => {
  renderPortal(address, { serviceRequest: integratedRequest() });
  expect(await screen.findByRole('heading', { name: 'No documents' })).toBeTruthy();
});

test('everything that is known about a document is shown, and its hash can be copied whole', async () => {
  // with a clipboard of its own, as a page on a secure origin has one
  const user = userEvent.setup();
  const card = (await openTab({}))('note.txt');
  for (const words of [
    'linked',
    'Log or data extract · text · 2 kB',
    'jo',
    '2,048 bytes',
    'lab-1/document-1',
    'document-1',
    'submission-1',
  ])
    expect(card.getByText(words)).toBeTruthy();
  expect(card.getByRole('link', { name: 'Download note.txt' }).getAttribute('href')).toBe('/documents/document-1');
  await user.click(card.getByRole('button', { name: 'Copy: SHA-256 of note.txt' }));
  expect(await card.findByRole('button', { name: 'Copied: SHA-256 of note.txt' })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(sha256);
});

test('where there is no clipboard, what is to be copied is selected whole', async () => {
  const card = (await openTab({}))('note.txt');
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  fireEvent.click(card.getByRole('button', { name: 'Copy: SHA-256 of note.txt' }));
  expect(await card.findByRole('button', { name: /^Selected/ })).toBeTruthy();
  expect(getSelection()?.toString()).toBe(sha256);
});

test('a text is read to a bound that is said, and markup in it stays text', async () => {
  const user = userEvent.setup();
  const content = `<b id="intruder">not bold</b>\n${'x'.repeat(previewBytes)}`;
  const ranges: unknown[] = [];
  await startUploadServer(() => 'broken', {
    '/documents/document-1': (request, response) => {
      ranges.push(request.headers.range);
      response.end(content);
    },
  });
  const card = (await openTab({ sizeBytes: content.length }))('note.txt');
  await user.click(card.getByRole('button', { name: 'Preview note.txt' }));
  const region = await card.findByRole('region', { name: 'Content of note.txt' });
  expect(region.textContent).toBe(content.slice(0, previewBytes));
  expect(document.querySelector('#intruder')).toBeNull();
  expect(card.getByText(/^These are the first 64 kB of /)).toBeTruthy();
  expect(ranges).toEqual([`bytes=0-${previewBytes - 1}`]);
  await user.click(card.getByRole('button', { name: 'Hide the preview of note.txt' }));
  expect(card.queryByRole('region')).toBeNull();
});

test('a CSV file is shown as a table', async () => {
  const user = userEvent.setup();
  await startUploadServer(() => 'broken', {
    '/documents/document-1': (_request, response) => response.end('name;amount\n"x; y";=1+1\n<i>z</i>;2,50\n'),
  });
  const card = (await openTab({ fileName: 'a.csv', contentType: 'text/csv' }))('a.csv');
  await user.click(card.getByRole('button', { name: 'Preview a.csv' }));
  const table = await card.findByRole('table', { name: 'Content of a.csv' });
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => [...row.children].map(({ textContent }) => textContent));
  expect(rows).toEqual([
    ['Row', 'name', 'amount'],
    ['1', 'x; y', '=1+1'],
    ['2', '<i>z</i>', '2,50'],
  ]);
  expect(card.getByText('All of it: 2 rows.')).toBeTruthy();
});

test('a picture is shown as one, and why it is not when the lab refuses it', async () => {
  const user = userEvent.setup();
  let isDown = true;
  await startUploadServer(() => 'broken', {
    '/documents/document-1': (_request, response) => {
      if (!isDown) return response.end('picture');
      const errors = [{ message: 'The object store cannot be read now; try again in some seconds' }];
      return response.writeHead(503).end(JSON.stringify({ errors }));
    },
  });
  const card = (await openTab({ fileName: 'a.png', contentType: 'image/png', imageWidth: 1024, imageHeight: 768 }))('a.png');
  expect(card.getByText('Log or data extract · PNG picture, 1,024 × 768 · 2 kB')).toBeTruthy();
  await user.click(card.getByRole('button', { name: 'Preview a.png' }));
  const picture = await card.findByRole('img', { name: 'Content of a.png' });
  expect(picture.getAttribute('src')).toBe('/documents/document-1?disposition=inline');
  fireEvent.error(picture);
  expect((await card.findByRole('alert')).textContent).toContain('The object store cannot be read now');
  isDown = false;
  await user.click(card.getByRole('button', { name: 'Try again' }));
  expect(await card.findByRole('img', { name: 'Content of a.png' })).toBeTruthy();
});

test('what cannot be shown safely is only downloaded, and what has no bytes is not even that', async () => {
  const card = await openTab(
    { id: 'document-1', fileName: 'huge.png', contentType: 'image/png', imageWidth: 10_000, imageHeight: 10_000 },
    { id: 'document-2', fileName: 'odd.bin', contentType: 'application/octet-stream' },
    { id: 'document-3', fileName: 'apart.txt', status: 'QUARANTINED', statusReason: 'not scanned yet', downloadUrl: null },
  );
  for (const name of ['huge.png', 'odd.bin']) {
    expect(card(name).queryByRole('button', { name: `Preview ${name}` })).toBeNull();
    expect(card(name).getByRole('link', { name: `Download ${name}` })).toBeTruthy();
  }
  expect(card('apart.txt').getByText('quarantined')).toBeTruthy();
  expect(card('apart.txt').getByText('not scanned yet')).toBeTruthy();
  expect(card('apart.txt').queryByRole('link')).toBeNull();
  expect(card('apart.txt').queryByRole('button', { name: /Preview/ })).toBeNull();
});
