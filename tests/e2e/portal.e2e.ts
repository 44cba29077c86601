import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { pressByTab, tabTo, typeInto } from '../support/keyboard.ts';
import { preparePortal } from '../support/portal.ts';

const portal = preparePortal('portal');

async function choose(page: Page, label: string, search?: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  if (search) await box.fill(search);
  await page
    .getByRole('option', search ? { name: new RegExp(search, 'i') } : {})
    .first()
    .click();
}

async function takeStep(page: Page, step: string, target: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: step }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await dialog.getByRole('button', { name: `Move to ${target}` }).click();
  await page.getByText(`is ${target} now.`).waitFor();
}

/** The cards of the layers on a request's page or receipt, from intake to canonical. */
function stops(page: Page): ReturnType<Page['locator']> {
  return page.getByRole('list', { name: 'Where this request stands' }).getByRole('listitem');
}

test('the overview shows counts of every layer, and the books balance', async () => {
  const page = await portal.openPage('/');
  const road = page.getByRole('list', { name: 'Records in each layer' });
  await road.getByText('submissions').waitFor();
  const cards = await road.getByRole('listitem').allInnerTexts();
  expect(cards.map((text) => text.split('\n')[0])).toEqual(['Intake', 'Source system', 'Integration', 'Operational', 'Canonical']);
  expect(cards[1]).toMatch(/[1-9]\d* integrated/);
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  await page.getByRole('button', { name: 'Check the books' }).click();
  await page.getByText(/^All [\d,]+ events accounted for$/).waitFor();
});

test('a request is submitted, travels through the layers, is worked on, and can be read in every view', async () => {
  const description = 'First line\n\t<b>second</b> & <script>document.title = "broken"</script>';
  const page = await portal.openPage('/');
  await page.getByRole('link', { name: 'New request' }).first().click();
  await choose(page, 'Customer', 'northwind');
  await choose(page, 'Agreement');
  await choose(page, 'Request type');
  await choose(page, 'Team');
  await page.getByRole('textbox', { name: 'Requester' }).fill('Jo <i>Example</i>');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('jo@example.org');
  await page.getByRole('radio', { name: 'critical' }).check();
  await page.getByRole('textbox', { name: 'Description' }).fill(description);
  // stays only as long as the page is not loaded again
  await page.evaluate('window.wasHere = true');
  await page.getByRole('button', { name: 'Submit request' }).click();
  await page.getByText(/REQ-\S+ is integrated\. Its case is open, its business object active\./).waitFor();
  expect(await page.evaluate('window.wasHere')).toBe(true);

  await page.getByRole('link', { name: /^Open REQ-/ }).click();
  await page.getByRole('region', { name: 'Description' }).waitFor();
  expect(await page.getByRole('region', { name: 'Description' }).textContent()).toBe(description);
  expect(await page.title()).toMatch(/^REQ-/);

  await takeStep(page, 'Start work', 'in progress', 'Somebody has time');
  await stops(page).nth(4).getByText('in progress').waitFor();
  await takeStep(page, 'Complete', 'completed', 'It works again');
  await stops(page).nth(4).getByText('completed').waitFor();
  await page.getByText('The canonical status is in step with it.').waitFor();
  await page.getByText('There is no further step.').waitFor();
  expect(await page.evaluate('window.wasHere')).toBe(true);

  await page.getByRole('tab', { name: 'Case history' }).click();
  const history = page.getByRole('table', { name: 'Status history of the case' });
  await history.getByText('It works again').waitFor();
  expect(await history.getByRole('row').count()).toBe(4);

  await page.getByRole('tab', { name: 'Events' }).click();
  await page.getByRole('button', { name: /RequestCreated/ }).click();
  await page.getByRole('region', { name: 'Payload' }).getByText('jo@example.org').waitFor();
  await page.getByRole('table', { name: 'Delivery attempts of this event' }).getByText('processed').waitFor();

  await page.getByRole('tab', { name: 'Sync logs' }).click();
  const logs = page.getByRole('table', { name: /Sync logs/ });
  await logs.getByText('OperationalCaseStatusChanged').first().waitFor();
  expect(await logs.getByRole('row').count()).toBe(4);

  await page.getByRole('tab', { name: 'Lineage' }).click();
  await page.getByText('Table', { exact: true }).click();
  const lineage = page.getByRole('table', { name: 'Lineage records' });
  await lineage.getByText('opened as').waitFor();
  await lineage.getByText('represented by').waitFor();

  await page.getByRole('tab', { name: 'Canonical versions' }).click();
  await page.getByRole('button', { name: /Version 3/ }).waitFor();
  await page.getByRole('tab', { name: 'Raw records' }).click();
  await page
    .getByRole('region', { name: /as it was sent/ })
    .getByText('jo@example.org')
    .waitFor();
  // tabs are places: the way back leads through them
  await page.goBack();
  await page.getByRole('tab', { name: 'Canonical versions', selected: true }).waitFor();
});

test('a request with a document is submitted, and its case is moved on, by keyboard alone', async () => {
  const page = await portal.openPage('/');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'New request' }).waitFor();
  for (const label of ['Customer', 'Agreement', 'Request type', 'Team']) {
    const box = page.getByRole('combobox', { name: label, exact: true });
    await tabTo(box);
    await page.getByRole('listbox', { name: label }).getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => box.inputValue(), { timeout: 30_000 }).not.toBe('');
  }
  await tabTo(page.getByRole('textbox', { name: 'Requester' }));
  await page.keyboard.type('Jo Example');
  await tabTo(page.getByRole('textbox', { name: 'E-mail' }));
  await page.keyboard.type('jo@example.org');
  const priorities = page.getByRole('radiogroup', { name: 'Priority' });
  await tabTo(priorities.getByRole('radio', { checked: true }));
  await page.keyboard.press('ArrowDown');
  const priority = await priorities.getByRole('radio', { checked: true }).getAttribute('value');
  await tabTo(page.getByRole('textbox', { name: 'Description' }));
  await page.keyboard.type('Without a mouse: n / j k');
  await page.keyboard.press('Enter');
  await page.keyboard.type('and in two lines');
  const chooser = page.waitForEvent('filechooser');
  await pressByTab(page.getByRole('button', { name: 'Choose files' }));
  await (await chooser).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('by hand\n') });
  const document = page.getByRole('listitem', { name: 'notes.txt' });
  await tabTo(document.getByRole('combobox', { name: 'Type of notes.txt' }));
  await page.keyboard.type('Log');
  await document.getByText('stored').waitFor();
  await pressByTab(page.getByRole('button', { name: 'Submit request' }));
  await page.getByText(/REQ-\S+ is integrated\. Its case is open, its business object active\. */).waitFor();
  await pressByTab(page.getByRole('link', { name: /^Open REQ-/ }));

  await page.getByRole('region', { name: 'Description' }).waitFor();
  expect(await page.getByRole('region', { name: 'Description' }).textContent()).toBe('Without a mouse: n / j k\nand in two lines');
  const { data } = await portal.lab.ask<{ serviceRequest: { priority: string; documents: { fileName: string; status: string }[] } }>(
    'query ($reference: String) { serviceRequest(reference: $reference) { priority documents { fileName status } } }',
    { reference: new URL(page.url()).pathname.split('/').at(-1) },
  );
  expect(data.serviceRequest).toEqual({ priority, documents: [{ fileName: 'notes.txt', status: 'LINKED' }] });
  await pressByTab(page.getByRole('button', { name: 'Start work' }));
  await typeInto(page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }), 'Somebody has time');
  await pressByTab(page.getByRole('button', { name: 'Move to in progress' }));
  await page.getByText('is in progress now.').waitFor();
  await stops(page).nth(4).getByText('in progress').waitFor();
});

test('lists lead to the request, with their filters in the address', async () => {
  const page = await portal.openPage('/cases?view=list&status=IN_PROGRESS');
  const link = page.getByRole('link', { name: /^CASE-/ }).first();
  const number = (await link.textContent()) ?? '';
  const reference = number.replace('CASE', 'REQ');
  await link.click();
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('link', { name: reference }).click();
  await page.getByRole('heading', { level: 1, name: reference }).waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByRole('searchbox', { name: 'Search' }).fill(reference);
  await page.getByText('1 request', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe(reference);
  await page.getByRole('link', { name: 'Events' }).click();
  await page.getByRole('tab', { name: /^dead/ }).click();
  await page.getByRole('heading', { name: 'No dead events' }).waitFor();
});

test('dark or light is remembered', async () => {
  const page = await portal.openPage('/');
  await page.getByRole('button', { name: 'Switch to dark' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Switch to light' }).waitFor();
  expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
});

test('the playground runs its examples, from this lab alone', async () => {
  const page = await portal.openPage('/playground');
  const editor = page.getByRole('region', { name: 'Operation Editor' });
  const result = page.getByRole('region', { name: 'Result Window' });
  await editor.getByText('submitRequest').first().waitFor();
  await page.getByRole('region', { name: 'Variables' }).getByText('idempotencyKey').first().waitFor();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  await result.getByText(/REQ-/).first().waitFor();
  await page.getByRole('button', { name: 'Balance', exact: true }).click();
  await editor.getByText('isBalanced').first().waitFor();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  await result
    .getByText(/isBalanced/)
    .first()
    .waitFor();
  await expectAccessible(page);
});
