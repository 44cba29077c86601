import { serveOtherProvider } from 'gateway/identity/other-provider-fixture.ts';
import { type Role, roles } from 'lib/identity.ts';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { choosePerson, signIn, watchPage } from '../support/browser.ts';
import { preparePortal } from '../support/portal.ts';
import { findReferences, openCase } from '../support/seed.ts';
import { until } from '../support/until.ts';

const portal = preparePortal('identity');

/** A page of somebody who has a session of their own, so that others may go on when it ends. */
async function signInAnew(role: Role, path: string, options?: { mayComplain: boolean }): Promise<Page> {
  const page = await portal.openPage(path, { role: null, ...options });
  await signIn(page, role);
  return page;
}

/** Ends the session of a page without the page: as another device, or an administrator, would. */
async function endSession(page: Page): Promise<void> {
  const headers = { accept: 'application/json', origin: portal.url };
  expect((await page.context().request.post(`${portal.url}/sign-out`, { headers })).status()).toBe(204);
}

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const over = (page: Page) => page.getByRole('dialog', { name: 'You are signed out' });

/** A request of somebody else than the people of the lab, of whom nobody but those who read everything knows. */
async function submitForAnother(): Promise<string> {
  const references = await findReferences(portal.lab, 'INTEGRATION');
  return (await openCase(portal.lab, references)).reference;
}

test('each of the four people signs in on the page and gets a portal of their own', async () => {
  const places: Record<Role, string[]> = {
    requester: ['Overview', 'Requests', 'Objects', 'Lineage', 'New request'],
    operator: ['Cases', 'Overview', 'Requests', 'Events', 'Objects', 'Lineage', 'New request'],
    integrator: ['Overview', 'Requests', 'Cases', 'Events', 'Objects', 'Lineage', 'New request'],
    auditor: ['Overview', 'Requests', 'Cases', 'Events', 'Objects', 'Lineage', 'Audit'],
  };
  for (const role of roles) {
    const page = await portal.openPage('/requests', { role: null });
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Who would you like to be?' }).waitFor();
    const begun = performance.now();
    await choosePerson(page, role);
    await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
    process.stdout.write(`  from the choice of the ${role} to their list of requests: ${Math.round(performance.now() - begun)} ms\n`);
    // where they wanted to go
    expect(new URL(page.url()).pathname).toBe('/requests');
    const links = await navigation(page).getByRole('link').allInnerTexts();
    expect(links.slice(0, -1)).toEqual(places[role]);
    await page.getByRole('button', { name: new RegExp(role, 'i') }).waitFor();
    // nothing of it is for scripts
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('Object.keys(localStorage).concat(Object.keys(sessionStorage)).join()')).not.toMatch(/token|session_id/i);
  }
});

test('whoever signs out is out in every tab, and somebody else may come', async () => {
  const page = await signInAnew('operator', '/cases');
  const other = await page.context().newPage();
  watchPage(other, portal);
  await other.goto(`${portal.url}/requests`);
  await other.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  await page.getByRole('button', { name: 'Operator' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of [page, other]) {
    await tab.getByRole('link', { name: 'Sign in', exact: true }).waitFor();
    expect(await tab.getByText(/REQ-|CASE-/).count()).toBe(0);
  }
  const refused = await page
    .context()
    .request.post(`${portal.url}/graphql`, { data: { query: '{ logCursor }' }, headers: { origin: portal.url } });
  expect(refused.status()).toBe(401);
  await signIn(page, 'auditor');
  await navigation(other).getByRole('link', { name: 'Audit' }).waitFor();
  await other.getByRole('button', { name: 'Auditor' }).waitFor();
});

test('a session that ends under an open form loses nothing, and asks for nothing until its person is back', async () => {
  const page = await signInAnew('requester', '/requests/new');
  let sockets = 0;
  page.on('websocket', () => (sockets += 1));
  await page.getByRole('textbox', { name: 'Description' }).fill('Half a sentence that is worth');
  await page.getByRole('combobox', { name: 'Customer' }).click();
  await page.getByRole('option').first().click();
  const customer = await page.getByRole('combobox', { name: 'Customer' }).inputValue();
  await endSession(page);
  await over(page).waitFor();
  expect(await page.getByRole('textbox', { name: 'Description', includeHidden: true }).inputValue()).toBe('Half a sentence that is worth');
  const before = sockets;
  await over(page).getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('textbox', { name: 'Description' }).fill('Half a sentence that is worth keeping');

  await over(page).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Sign in again' }).click();
  await choosePerson(page, 'requester');
  await page.getByRole('form', { name: 'New request' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/requests/new');
  expect(await page.getByRole('textbox', { name: 'Description' }).inputValue()).toBe('Half a sentence that is worth keeping');
  const chosen = page.getByRole('combobox', { name: 'Customer' });
  await until('the customer is found again', async () => (await chosen.inputValue()) === customer);
  // one for the new page; none was tried in between
  expect(sockets).toBeLessThanOrEqual(before + 1);
});

test('a page whose session ended goes on by itself when its person signs in again in another tab', async () => {
  const page = await signInAnew('integrator', '/requests', { mayComplain: true });
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  await page.evaluate('window.wasHere = true');
  await endSession(page);
  await over(page).waitFor();
  await navigation(page).getByRole('link', { name: 'Cases', includeHidden: true }).dispatchEvent('click');
  await page.getByLabel('Loading cases').first().waitFor({ state: 'attached' });

  const other = await page.context().newPage();
  watchPage(other, portal);
  await other.goto(portal.url);
  await signIn(other, 'integrator');
  await page
    .getByRole('link', { name: /^CASE-/ })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Integrator' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(await page.evaluate('window.wasHere')).toBe(true);
  // and follows again
  const reference = await submitForAnother();
  await page.getByRole('link', { name: reference.replace('REQ', 'CASE') }).waitFor();
});

test('the requester sees their own requests, and of others not that they exist', async () => {
  const reference = await submitForAnother();
  const page = await portal.openPage('/requests', { role: 'requester' });
  await page.getByText('4 requests', { exact: true }).waitFor();
  expect(await page.getByText(reference).count()).toBe(0);
  await page.goto(`${portal.url}/requests/${reference}`);
  await page.getByRole('heading', { name: `There is no request ${reference}` }).waitFor();
  await page.goto(`${portal.url}/events`);
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  await page.getByRole('link', { name: 'To the overview' }).click();
  await page.getByRole('heading', { name: 'Your newest requests' }).waitFor();
  await page.goto(`${portal.url}/requests/REQ-2026-000002`);
  await page.getByText('It is moved by the operators of its team.').waitFor();
});

test('the operator finds the work first, and moves a case', async () => {
  const reference = await submitForAnother();
  const page = await portal.openPage('/', { role: 'operator' });
  await page.getByRole('heading', { name: 'Cases that wait for you' }).waitFor();
  await page.goto(`${portal.url}/requests/${reference}`);
  await page.getByRole('button', { name: 'Start work' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Somebody has time');
  await page.getByRole('button', { name: 'Move to in progress' }).click();
  await page.getByText('is in progress now.').waitFor();
  await page.getByRole('tab', { name: 'Case history' }).click();
  await page.getByRole('table', { name: 'Status history of the case' }).getByRole('row').filter({ hasText: 'operator' }).waitFor();
});

test('the auditor reads everything, finds no button that changes anything, and verifies the audit', async () => {
  const reference = await submitForAnother();
  const page = await portal.openPage('/', { role: 'auditor' });
  await page.getByRole('list', { name: 'Records in each layer' }).waitFor();
  const offered: string[] = [];
  for (const path of ['/', '/requests', '/cases', '/events', `/requests/${reference}`]) {
    await page.goto(portal.url + path);
    // the board names cases, whose numbers are those of their requests
    await page.getByText(reference.replace('REQ', '')).filter({ visible: true }).first().waitFor();
    offered.push(...(await page.getByRole('main').getByRole('button').allInnerTexts()));
  }
  await page.getByText('It is moved by the operators of its team.').waitFor();
  expect(offered.filter((words) => /new|submit|start|complete|reject|reopen|redeliver|discard|replay|upload/i.test(words))).toEqual([]);
  expect(await page.getByRole('link', { name: /New request|Submit/ }).count()).toBe(0);
  await page.goto(`${portal.url}/requests/new`);
  await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();

  await navigation(page).getByRole('link', { name: 'Audit' }).click();
  await page
    .getByRole('searchbox', { name: 'Actor' })
    .or(page.getByRole('combobox', { name: 'Actor' }))
    .fill('tester');
  const table = page.getByRole('table', { name: 'Audit records' });
  const actors = () => table.locator('tbody tr td:nth-child(2)').allTextContents();
  await until('only what this actor did is listed', async () => (await actors()).every((words) => words.startsWith('tester')));
  expect(new URL(page.url()).searchParams.get('actor')).toBe('tester');
  const submitted = table.getByRole('row').filter({ hasText: 'submitRequest' }).first();
  await submitted.getByRole('cell', { name: 'accepted', exact: true }).waitFor();
  await submitted.getByRole('button', { name: /submitRequest/ }).click();
  await page
    .getByRole('table', { name: 'What it changed' })
    .getByRole('row', { name: /fingerprint/ })
    .waitFor();
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  expect((await coming).suggestedFilename()).toMatch(/^audit-.*\.csv$/);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText(/^All [\d,]+ records are as they were written$/).waitFor();
  expect(await page.getByRole('list', { name: 'Chains' }).getByText('intact').count()).toBeGreaterThan(4);
  await expectAccessible(page);
});

test('with a provider of one’s own, an operator of one team sees the cases of this team alone', async () => {
  await using provider = await serveOtherProvider(() => `${portal.url}/sign-in/callback`, {
    sub: 'ada',
    name: 'Ada Example',
    roles: ['operator'],
    teams: ['FIELD'],
  });
  await portal.lab.stop();
  const { issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET } = provider;
  await portal.restart({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET });
  const page = await portal.openPage('/cases?view=list', { role: null, others: [provider.issuer] });
  await page.getByRole('link', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Ada Example/ }).click();
  await page.getByRole('dialog').getByText('FIELD').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('1 case', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'CASE-2026-000003' }).waitFor();
  expect(await page.getByRole('tab').allTextContents()).toEqual(['All 1', 'open 0', 'in progress 0', 'completed 0', 'rejected 1']);
  await page.goto(`${portal.url}/requests/REQ-2026-000002`);
  await page.getByRole('heading', { name: 'There is no request REQ-2026-000002' }).waitFor();
});
