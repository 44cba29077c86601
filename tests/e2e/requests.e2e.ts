import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { typeInto } from '../support/keyboard.ts';
import { preparePortal } from '../support/portal.ts';
import { requestInput, submitMany } from '../support/seed.ts';

const requestCount = 260;

const portal = preparePortal('requests');

beforeAll(() => submitSeveral(requestCount, 'first'));

/** So many requests; a spreadsheet would take their descriptions for formulas. */
async function submitSeveral(count: number, name: string): Promise<void> {
  const inputs = Array.from({ length: count }, (_, place) =>
    requestInput(portal.references, {
      priority: place % 10 === 0 ? 'CRITICAL' : 'LOW',
      description: `=HYPERLINK("http://elsewhere.example","${name} ${place}")`,
    }),
  );
  await submitMany(portal.lab, inputs);
}

/** Scrolls as far down as there is anything, until the list says that it ends. */
async function scrollToEnd(page: Page): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const list = document.querySelector('[data-scroll-restoration-id="requests"]');
    const draw = () => {
      list.scrollTop = list.scrollHeight;
      if (list.textContent.includes('The end: all')) resolve();
      else requestAnimationFrame(draw);
    };
    draw();
  })`);
}

test('a long list is read to its end, draws only what is seen, and the way back leads to the same place', async () => {
  const page = await portal.openPage('/requests');
  await page.getByText(/^1–\d+ of \d+$/).waitFor();
  await scrollToEnd(page);
  const table = page.getByRole('table', { name: 'Requests' });
  const total = Number(await table.getAttribute('aria-rowcount')) - 1;
  expect(total).toBeGreaterThanOrEqual(requestCount);
  await page.getByText(new RegExp(`–${total} of ${total}$`)).waitFor();
  expect(await table.getByRole('row').count()).toBeLessThan(80);
  const last = table.getByRole('row').last();
  expect(await last.getAttribute('aria-rowindex')).toBe(String(total + 1));
  const reference = (await last.getByRole('link').textContent()) ?? '';
  await last.click();
  await page.getByRole('heading', { level: 1, name: reference }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: reference }).waitFor();
  await page.getByText(new RegExp(`–${total} of ${total}$`)).waitFor();
});

test('the whole page is used by keyboard: search, move, open', async () => {
  const page = await portal.openPage('/requests');
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
  const second = page.getByRole('table', { name: 'Requests' }).getByRole('row').nth(2).getByRole('link');
  expect(await second.evaluate((link) => link === document.activeElement)).toBe(true);
  const reference = (await second.textContent()) ?? '';
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: reference }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: reference }).waitFor();
  await page.keyboard.press('/');
  await typeInto(page.getByRole('searchbox', { name: 'Search' }), 'nothing has this id');
  await page.getByRole('heading', { name: 'No request matches' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: reference }).waitFor();
  expect(new URL(page.url()).search).toBe('');
});

type Found = {
  id: string;
  reference: string;
  submission: { id: string; idempotencyKey: string };
  operationCase: { id: string; reference: string };
  businessObject: { id: string; businessKey: string };
  events: { id: string }[];
};

test('any business id finds its request', async () => {
  const { data } = await portal.lab.ask<{ serviceRequests: { nodes: Found[] } }>(
    `{ serviceRequests(first: 1, filter: { statuses: [INTEGRATED] }) { nodes {
      id reference submission { id idempotencyKey } operationCase { id reference } businessObject { id businessKey } events { id } } } }`,
  );
  const [found] = data.serviceRequests.nodes;
  if (!found) throw new Error('no request is integrated');
  const ids = [found.id, found.reference, found.submission.id, found.submission.idempotencyKey, found.operationCase.id];
  ids.push(found.operationCase.reference, found.businessObject.id, found.businessObject.businessKey, found.events[0]?.id ?? '');
  const page = await portal.openPage('/requests');
  for (const id of ids) {
    await page.getByRole('searchbox', { name: 'Search' }).fill(id);
    await page.getByText('1–1 of 1', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: /^REQ-/ }).textContent()).toBe(found.reference);
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.getByText(/^1–\d\d+ of/).waitFor();
  }
});

test('what comes meanwhile is counted and moves nothing; filters narrow the list and are saved as a view', async () => {
  const page = await portal.openPage('/requests');
  const first = page.getByRole('link', { name: /^REQ-/ }).first();
  const reference = await first.textContent();
  await submitSeveral(3, 'later');
  const pill = page.getByRole('button', { name: '3 new' });
  await pill.waitFor();
  expect(await first.textContent()).toBe(reference);
  await pill.click();
  await page.getByText('3 new').waitFor({ state: 'detached' });
  await expect.poll(() => first.textContent(), { timeout: 60_000 }).not.toBe(reference);

  await page.getByRole('button', { name: 'Filter' }).click();
  await page.getByRole('menuitem', { name: 'Priority' }).click();
  await page.getByRole('checkbox', { name: /critical/ }).check();
  await page.keyboard.press('Escape');
  await page.getByText(/^1–\d+ of \d\d$/).waitFor();
  expect(new URL(page.url()).searchParams.get('priority')).toBe('CRITICAL');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('At once');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'All requests' }).click();
  await page.getByText(/of 3?\d\d\d$/).waitFor();
  await page.reload();
  await page.getByRole('link', { name: 'At once' }).click();
  await page.getByRole('button', { name: /Priority: critical/ }).waitFor();
});

test('what is filtered is exported, all of it, and no cell is a formula', async () => {
  const page = await portal.openPage('/requests?priority=CRITICAL');
  const range = await page.getByText(/^1–\d+ of \d+$/).textContent();
  const total = Number(range?.split(' of ')[1]);
  const save = async (kind: RegExp) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: kind }).click()]);
    await page.getByText(`${total} requests exported.`).waitFor();
    return readFileSync(await download.path(), 'utf8');
  };
  const json = JSON.parse(await save(/JSON/)) as { priority: string; description: string }[];
  expect(json).toHaveLength(total);
  expect(new Set(json.map(({ priority }) => priority))).toEqual(new Set(['CRITICAL']));
  const csv = await save(/CSV/);
  expect(csv.trim().split('\r\n')).toHaveLength(total + 1);
  expect(csv).toContain(`"'=HYPERLINK(`);
  expect(csv).not.toMatch(/(^|,)"?=/m);
});

test.each([
  ['at a desk', {}],
  ['on a phone', { viewport: { width: 390, height: 844 } }],
])('nothing stands in the way of those who use other means: %s', async (_where, options) => {
  const page = await portal.openPage('/requests?priority=CRITICAL,LOW&status=INTEGRATED', { options });
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Priority:/ }).click();
  await page.getByRole('checkbox', { name: /critical/ }).waitFor();
  await expectAccessible(page);
  await page.goto(`${portal.url}/requests?q=nothing`);
  await page.getByRole('heading', { name: 'No request matches' }).waitFor();
  await expectAccessible(page);
});
