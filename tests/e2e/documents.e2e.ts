import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { drawJpeg, drawPng } from '../integration/documents-samples.ts';
import { preparePortal } from '../support/portal.ts';
import { until } from '../support/until.ts';

const markup = '<img src=x onerror="document.title = 1"><script>document.title = 2</script>';
const longText = `${markup}\n${'a line that is one of many\n'.repeat(4_000)}`;
const contents = {
  'picture.png': drawPng(300, 200),
  'photo.jpg': drawJpeg(),
  'notes.txt': Buffer.from(longText),
  'table.csv': Buffer.from(`name;amount\n"${markup.replaceAll('"', '""')}";=1+1\nsecond;2,50\n`),
  'renamed.png': Buffer.from('%PDF-1.4 and not a picture at all\n'),
  // takes some seconds over the slow line below
  'slow.txt': Buffer.from('0123456789abcdef'.repeat(200_000)),
};
type Name = keyof typeof contents;

const portal = preparePortal('documents');

beforeAll(() => {
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(portal.folder, name), content);
});

type Form = {
  page: Page;
  /** The part of the form about documents. */
  field: Locator;
  row(name: Name): Locator;
  /** Bytes a second that leave the browser; -1 is as many as can. */
  slow(bytes: number): Promise<void>;
  /** Chooses a file and its type, which begins its upload. */
  add(name: Name): Promise<void>;
};

/** The form in a browser without memory, in a portal that may not complain in its console nor ask another host. */
async function openForm(): Promise<Form> {
  const options = { viewport: { width: 1280, height: 1000 } };
  const page = await portal.openPage('/requests/new', { role: 'requester', options });
  const field = page.getByRole('group', { name: 'Documents' });
  await field.getByRole('button', { name: 'Choose files' }).waitFor();
  const line: CDPSession = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  const row = (name: Name): Locator => field.getByRole('listitem', { name, exact: true });
  return {
    page,
    field,
    row,
    slow: async (uploadThroughput) => {
      await line.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
    },
    add: async (name) => {
      const chooser = page.waitForEvent('filechooser');
      await field.getByRole('button', { name: 'Choose files' }).press('Enter');
      await (await chooser).setFiles(join(portal.folder, name));
      await row(name)
        .getByRole('combobox', { name: `Type of ${name}` })
        .selectOption({ label: 'Log or data extract' });
    },
  };
}

async function fillIn(page: Page): Promise<void> {
  for (const label of ['Customer', 'Agreement', 'Request type', 'Team']) {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('listbox', { name: label }).getByRole('option').first().click();
  }
  await page.getByRole('textbox', { name: 'Requester' }).fill('Jo Example');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('jo@example.org');
  await page.getByRole('textbox', { name: 'Description' }).fill('See what is attached');
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit request' }).click();
}

/** The documents of the request that was just accepted. */
async function openDocuments(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: /^Open REQ-/ }).click();
  await page.getByRole('tab', { name: 'Documents' }).click();
  const list = page.getByRole('list', { name: 'Documents' });
  await list.getByRole('listitem').first().waitFor();
  return list;
}

async function download(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: `Download ${name}` }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe(name);
  return readFileSync(await file.path());
}

test('documents are sent with progress, one is cancelled, and the rest is found at the request byte for byte', async () => {
  const { page, field, row, slow, add } = await openForm();
  await slow(400_000);
  await add('slow.txt');
  const bar = row('slow.txt').getByRole('progressbar', { name: 'Upload of slow.txt' });
  const progress = async () => Number(await bar.getAttribute('aria-valuenow'));
  const first = await until('the upload has begun', progress);
  await until('it goes on', async () => (await progress()) > first);
  expect(await progress()).toBeLessThan(100);
  await add('picture.png');
  await row('slow.txt').getByRole('button', { name: 'Cancel slow.txt' }).click();
  await row('slow.txt').getByText('cancelled').waitFor();
  await slow(-1);
  await row('picture.png').getByText('stored').waitFor();
  await add('notes.txt');
  await row('notes.txt').getByText('stored').waitFor();

  await fillIn(page);
  await submit(page);
  await field.getByRole('alert').getByText('send “slow.txt” again or remove it').waitFor();
  await field.getByRole('button', { name: 'Remove slow.txt' }).click();
  await submit(page);
  const list = await openDocuments(page);
  expect(await list.getByRole('listitem').count()).toBe(2);
  for (const name of ['picture.png', 'notes.txt'] as const) {
    const card = list.getByRole('listitem', { name });
    await card.getByText('linked').waitFor();
    const hash = createHash('sha256').update(contents[name]).digest('hex');
    await card.getByText(`${hash.slice(0, 16)}…`).waitFor();
    expect((await download(page, name)).equals(contents[name])).toBe(true);
  }
});

test('submitting waits for an upload that is under way', async () => {
  const { page, field, row, slow, add } = await openForm();
  await fillIn(page);
  await slow(400_000);
  await add('slow.txt');
  await row('slow.txt').getByRole('progressbar').waitFor();
  await submit(page);
  await field.getByText('The request is sent as soon as 1 upload has ended.').waitFor();
  await slow(-1);
  const list = await openDocuments(page);
  expect((await download(page, 'slow.txt')).equals(contents['slow.txt'])).toBe(true);
  expect(await list.getByRole('listitem').count()).toBe(1);
});

test('each kind is previewed as what it is, and nothing in it becomes part of the page', async () => {
  const { page, row, add } = await openForm();
  for (const name of ['picture.png', 'photo.jpg', 'notes.txt', 'table.csv'] as const) {
    await add(name);
    await row(name).getByText('stored').waitFor();
  }
  await fillIn(page);
  await submit(page);
  const list = await openDocuments(page);
  const title = await page.title();
  await list.getByRole('button', { name: 'Preview picture.png' }).click();
  const picture = list.getByRole('img', { name: 'Content of picture.png' });
  await picture.waitFor();
  const size = await until('it is drawn', () =>
    picture.evaluate((image) => {
      const { naturalWidth, naturalHeight } = image as unknown as { naturalWidth: number; naturalHeight: number };
      return naturalWidth > 0 && [naturalWidth, naturalHeight];
    }),
  );
  expect(size).toEqual([300, 200]);

  await list.getByRole('button', { name: 'Preview notes.txt' }).click();
  const text = list.getByRole('region', { name: 'Content of notes.txt' });
  expect(await text.textContent()).toBe(longText.slice(0, 64 * 1024));
  await list.getByText('These are the first 64 kB of 106 kB; download it to read all of it.').waitFor();

  await list.getByRole('button', { name: 'Preview table.csv' }).click();
  await list.getByText('All of it: 2 rows.').waitFor();
  const table = list.getByRole('table', { name: 'Content of table.csv' });
  expect(await table.getByRole('row').nth(0).getByRole('columnheader').allTextContents()).toEqual(['Row', 'name', 'amount']);
  expect(await table.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([markup, '=1+1']);
  expect(await page.title()).toBe(title);

  // opened by themselves, they are shown without any right
  const url = await list.getByRole('link', { name: 'Download notes.txt' }).getAttribute('href');
  const answer = await fetch(`${portal.url}${url}?disposition=inline`, { headers: portal.lab.headers });
  expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  await answer.body?.cancel();
});

test('a renamed file is refused with the reason at the file, and leaves no document behind', async () => {
  const { page, row, add, field } = await openForm();
  await add('renamed.png');
  await row('renamed.png').getByText('refused').waitFor();
  expect(await row('renamed.png').textContent()).toMatch(/the file is not a whole and right image\/png: .*it looks like application\/pdf/);
  await field.getByRole('button', { name: 'Remove renamed.png' }).click();
  await fillIn(page);
  await submit(page);
  await page.getByRole('link', { name: /^Open REQ-/ }).click();
  await page.getByRole('tab', { name: 'Documents' }).click();
  await page.getByRole('heading', { name: 'No documents' }).waitFor();
});

test('files are dropped from outside onto the form', async () => {
  const { page, row, field } = await openForm();
  // a browser makes such an event only of a real drag; the files in it are real ones
  const transfer = await page.evaluateHandle(
    `(() => { const made = new DataTransfer(); made.items.add(new File(['dropped\\n'], 'notes.txt', { type: 'text/plain' })); return made; })()`,
  );
  const zone = field.getByText('Drop files here, or');
  await zone.dispatchEvent('dragover', { dataTransfer: transfer });
  await field.getByText('Let go to add them').waitFor();
  await field.getByText('Let go to add them').dispatchEvent('drop', { dataTransfer: transfer });
  await row('notes.txt').getByRole('combobox').selectOption({ label: 'Log or data extract' });
  await row('notes.txt').getByText('stored').waitFor();
});
