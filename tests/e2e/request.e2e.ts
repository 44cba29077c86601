import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { preparePortal } from '../support/portal.ts';

const portal = preparePortal('request');

function timelineOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Timeline by system, scrollable' });
}

/** Where everything that is drawn stands, by its record. */
async function placesOf(timeline: Locator): Promise<Map<string, string>> {
  const places = await timeline.locator('[data-item]').evaluateAll((items) =>
    items.map((item) => {
      const { x, y } = item.getBoundingClientRect();
      return [item.getAttribute('data-item') ?? '', `${Math.round(x)} ${Math.round(y + scrollY)}`] as const;
    }),
  );
  return new Map(places);
}

test('the timeline tells a whole request, and every bar of it opens by keyboard', async () => {
  const page = await portal.openPage('/requests/REQ-2026-000001');
  const timeline = timelineOf(page);
  await timeline.getByRole('button', { name: /^RequestCreated #1, processed: waited/ }).waitFor();
  expect(await timeline.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual([
    'Intake',
    'Source system',
    'Integration',
    'Operational',
    'Canonical',
  ]);
  await page.getByText(/^Neither: 3 events, none missing, each applied exactly once\./).waitFor();
  await expectAccessible(page);

  await timeline.getByRole('button', { name: 'received' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Integration' });
  await drawer.getByRole('heading', { name: 'RequestCreated #1' }).waitFor();
  await drawer.getByRole('list', { name: 'Attempts, oldest first' }).getByText('processed').waitFor();
  await drawer.getByRole('region', { name: 'Payload' }).getByText('REQ-2026-000001').waitFor();
  expect(new URL(page.url()).searchParams.get('item')).toMatch(/^[\da-f-]{36}$/);
  await expectAccessible(page);
  // from an event to what it brought about
  await drawer.getByRole('button', { name: 'case open' }).click();
  await page.getByRole('dialog', { name: 'Operational' }).getByRole('heading', { name: 'case open' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByText('Table', { exact: true }).click();
  const table = page.getByRole('table', { name: 'Timeline, oldest first' });
  await table.getByRole('row', { name: /OperationalCaseStatusChanged #3/ }).waitFor();
  await expectAccessible(page);
});

test('what happens while somebody looks comes into the timeline, and nothing that stood there moves', async () => {
  const page = await portal.openPage('/requests/REQ-2026-000004');
  const timeline = timelineOf(page);
  await timeline.getByRole('button', { name: 'version 1: active' }).waitFor();
  const before = await placesOf(timeline);
  await page.getByRole('button', { name: 'Start work' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Somebody has time');
  await dialog.getByRole('button', { name: 'Move to in progress' }).click();
  await timeline.getByRole('button', { name: 'version 2: in progress' }).waitFor();
  await timeline.getByRole('button', { name: /^OperationalCaseStatusChanged #2, processed/ }).waitFor();
  const after = await placesOf(timeline);
  expect(after.size).toBe(before.size + 3);
  const xOf = (place: string | undefined) => place?.split(' ')[0];
  for (const [item, place] of before) expect(xOf(after.get(item))).toBe(xOf(place));
});

test('on a telephone the timeline scrolls in itself, the page does not', async () => {
  const page = await portal.openPage('/requests/REQ-2026-000001', { options: { viewport: { width: 390, height: 844 } } });
  await timelineOf(page)
    .getByRole('button', { name: /^RequestCreated #1/ })
    .waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await expectAccessible(page);
});

test('raw records are read to the letter, and a business object says of each value why', async () => {
  const page = await portal.openPage('/requests/REQ-2026-000001?tab=raw');
  await page.getByRole('region', { name: 'The submission as it was sent' }).getByText('"demo-1"').waitFor();
  await page.getByRole('combobox', { name: 'Record' }).selectOption({ label: 'BO-2026-000001, version 3' });
  await page.getByRole('region', { name: 'BO-2026-000001, version 3' }).getByText('"completed"').waitFor();
  await expectAccessible(page);

  await page.getByRole('list', { name: 'Where this request stands' }).getByRole('link', { name: 'BO-2026-000001' }).click();
  const values = page.getByRole('table', { name: 'Values in version 3, and why' });
  await values.getByRole('row', { name: /^Status completed mapping 1: a case that is completed means completed/ }).waitFor();
  await expectAccessible(page);
  await page.getByRole('slider', { name: 'Version' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('table', { name: 'Values in version 2, and why' }).waitFor();
  // the moment is an address
  await page.reload();
  await page.getByRole('table', { name: 'Values in version 2, and why' }).waitFor();
  await page.getByRole('button', { name: 'Now' }).click();
  await page.getByRole('table', { name: 'Versions side by side, oldest first' }).getByText('≠ changed').first().waitFor();
  await values.getByRole('link', { name: 'OperationalCaseStatusChanged #3' }).click();
  await page.getByRole('dialog', { name: 'Integration' }).getByRole('heading', { name: 'OperationalCaseStatusChanged #3' }).waitFor();
});

test('objects are found by the number of the object, its request or its case', async () => {
  const page = await portal.openPage('/objects');
  const table = page.getByRole('table', { name: 'Objects' });
  await table.getByRole('link', { name: 'BO-2026-000001' }).waitFor();
  await page.getByRole('searchbox', { name: 'Number' }).fill('CASE-2026-000003');
  await table.getByRole('link', { name: 'BO-2026-000001' }).waitFor({ state: 'detached' });
  await table.getByRole('link', { name: 'BO-2026-000003' }).waitFor();
  await expectAccessible(page);
});
