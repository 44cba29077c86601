import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { preparePortal } from '../support/portal.ts';
import { requestInput, submit } from '../support/seed.ts';

const portal = preparePortal('lineage');

/** A box of the graph. */
function box(page: Page, kind: string) {
  return page.getByRole('region', { name: 'Lineage graph' }).getByRole('button', { name: new RegExp(`^${kind} `) });
}

/** Where every box stands, by what it is called. */
function placesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate<Record<string, string>>(`Object.fromEntries([...document.querySelectorAll('.react-flow__node')]
    .map((node) => [node.dataset.id, node.style.transform]))`);
}

test('a graph is begun, opened, searched, walked and kept as a file', async () => {
  const page = await portal.openPage('/lineage');
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  await expectAccessible(page);
  const reference = (await page.getByRole('link', { name: /^REQ-/ }).first().textContent()) ?? '';
  const caseReference = reference.replace('REQ', 'CASE');
  await page.getByRole('searchbox', { name: 'Any business id' }).fill(caseReference);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: `Lineage of ${caseReference}` }).waitFor();
  await box(page, 'operation case').waitFor();
  await box(page, 'agreement').waitFor();
  expect(await box(page, 'object version').count()).toBe(1);

  // nothing that stands moves when a side is opened
  const before = await placesOf(page);
  await page.getByRole('button', { name: /^\+1 upstream of AGR-.*: show$/ }).click();
  await box(page, 'customer').waitFor();
  expect(await placesOf(page)).toMatchObject(before);

  await box(page, 'business object').click();
  const why = page.getByRole('region', { name: 'Why' });
  await why.getByText('The worker maps each case to one business object.').waitFor();
  await why.getByRole('link', { name: 'RequestCreated' }).first().waitFor();
  await expectAccessible(page);
  await box(page, 'business object').press('ArrowLeft');
  await page.keyboard.press('Enter');
  await why.getByRole('heading', { name: caseReference }).waitFor();
  expect(new URL(page.url()).searchParams.get('picked')).toMatch(/^case:/);

  // closer, and back to all of it
  const view = page.locator('.react-flow__viewport');
  const isMoved = (before: string | null) => expect.poll(() => view.getAttribute('style'), { timeout: 30_000 }).not.toBe(before);
  const whole = await view.getAttribute('style');
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await isMoved(whole);
  const close = await view.getAttribute('style');
  await page.getByRole('button', { name: 'Show all of it' }).click();
  await isMoved(close);

  // the address is the picture
  await page.reload();
  await why.getByRole('heading', { name: caseReference }).waitFor();
  await box(page, 'customer').waitFor();
  expect(await placesOf(page)).toMatchObject(before);
  await page.getByRole('searchbox', { name: 'Find in the graph' }).fill('BO-');
  await page.getByText('1 of 2 records').waitFor();

  for (const [format, start] of [
    ['Picture as SVG', '<svg xmlns'],
    ['Picture as PNG', '\u0089PNG'],
    ['Relations as CSV', 'from_kind,from,'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: format }).click()]);
    expect(readFileSync(await file.path(), 'latin1').slice(0, start.length)).toBe(start);
  }
});

test('the layout is computed beside the page, in a worker of this lab', async () => {
  const page = await portal.openPage('/lineage');
  await page.getByRole('link', { name: /^REQ-/ }).first().click();
  await box(page, 'service request').waitFor();
  expect(page.workers().map((worker) => new URL(worker.url()).pathname)).toEqual([expect.stringMatching(/^\/assets\/elk-worker/)]);
  expect(await page.evaluate<number>("performance.getEntriesByName('lineage-layout').length")).toBe(1);
});

test('what the worker records appears by itself, and nothing else moves', async () => {
  const page = await portal.openPage('/lineage');
  const reference = (await page.getByRole('link', { name: /^REQ-/ }).first().textContent()) ?? '';
  await page.goto(`${portal.url}/lineage/${reference}?depth=3`);
  await box(page, 'object version').first().waitFor();
  const versions = await box(page, 'object version').count();
  const before = await placesOf(page);
  const other = await portal.openPage(`/requests/${reference}?tab=case`);
  await other.getByRole('button', { name: 'Start work' }).first().click();
  const dialog = other.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Somebody has time');
  await dialog.getByRole('button', { name: /^Move to/ }).click();
  await box(page, 'object version').nth(versions).waitFor();
  expect(await placesOf(page)).toMatchObject(before);
  await page.getByText('1 new record below').waitFor();
});

test('on a phone and for whoever prefers it, the table says the same', async () => {
  const page = await portal.openPage('/lineage');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: /^REQ-/ }).first().click();
  const table = page.getByRole('table', { name: 'Lineage records' });
  await table.getByText('opened as').waitFor();
  await table.getByText('represented by').waitFor();
  await expectAccessible(page);
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
});

test('nobody sees records of requests that are not theirs', async () => {
  const { submission } = await submit(portal.lab, requestInput(portal.references, { description: 'Not for everybody' }));
  if (!submission) throw new Error('the request was refused');
  const { id, reference } = submission.serviceRequest;
  const { data } = await portal.lab.ask<{ agreements: { nodes: { code: string }[] } }>(
    'query ($filter: AgreementFilter) { agreements(filter: $filter) { nodes { code } } }',
    { filter: { ids: [portal.references.agreement] } },
  );
  for (const name of [reference, reference.replace('REQ', 'CASE'), id]) {
    const page = await portal.openPage(`/lineage/${name}`, { role: 'requester' });
    await page.getByRole('heading', { name: `Nothing is called ${name}` }).waitFor();
  }
  const path = `/lineage/${data.agreements.nodes[0]?.code}?as=table&depth=5`;
  const seen = await portal.openPage(path);
  await seen.getByRole('button', { name: reference }).first().waitFor();
  const unseen = await portal.openPage(path, { role: 'requester' });
  await unseen.getByRole('table', { name: 'Lineage records' }).getByText('agreed').waitFor();
  expect(await unseen.getByText(reference).count()).toBe(0);
});
