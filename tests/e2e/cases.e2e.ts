import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { typeInto } from '../support/keyboard.ts';
import { type PageOptions, preparePortal } from '../support/portal.ts';
import { move, openCase } from '../support/seed.ts';

const portal = preparePortal('cases');

/** An operator's. */
function openPage(path: string, page: PageOptions = {}): Promise<Page> {
  return portal.openPage(path, { role: 'operator', ...page });
}

/** A fresh case in the first column, on its top. */
async function openFreshCase(): Promise<{ caseId: string; number: string }> {
  const { caseId, reference } = await openCase(portal.lab, portal.references);
  return { caseId, number: reference.replace('REQ', 'CASE') };
}

function column(page: Page, status: string): Locator {
  return page.getByRole('region', { name: status, exact: true });
}

function card(place: Page | Locator, number: string): Locator {
  return place.getByRole('article', { name: number });
}

/** Holds steps back on their way to the lab, until the returned function says what shall become of them. */
async function holdSteps(page: Page): Promise<(fate: 'send' | 'lose') => void> {
  let decide: (fate: 'send' | 'lose') => void = () => {};
  const decided = new Promise<'send' | 'lose'>((resolve) => {
    decide = resolve;
  });
  await page.route(
    (url) => url.pathname === '/graphql',
    async (route) => {
      if (!route.request().postData()?.includes('MoveCase')) return route.continue();
      return (await decided) === 'send' ? route.continue() : route.abort();
    },
  );
  return decide;
}

test('a step is taken by keyboard alone, and the card moves before the lab has answered', async () => {
  const { number } = await openFreshCase();
  const page = await openPage('/cases');
  await card(column(page, 'open'), number).waitFor();
  const decide = await holdSteps(page);
  await page.keyboard.press('j');
  expect(await page.evaluate('document.activeElement.textContent')).toBe(number);
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'Start work' }).waitFor();
  await page.keyboard.press('1');
  const dialog = page.getByRole('dialog', { name: `Start work: ${number}` });
  await typeInto(dialog.getByRole('textbox', { name: 'Reason' }), 'Somebody has time: j s k');
  await page.keyboard.press('Control+Enter');
  await card(column(page, 'in progress'), number).getByText('saving…').waitFor();
  expect(await card(column(page, 'open'), number).count()).toBe(0);

  decide('send');
  await page.getByText('is in progress now.').waitFor();
  await card(column(page, 'in progress'), number).getByText('saving…').waitFor({ state: 'detached' });
  // the keyboard went along, so the next key is about the same case
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('list', { name: 'Steps, newest first' }).getByText('Somebody has time: j s k').waitFor();
});

test('a step that gets lost on its way is taken back, said, and can be sent again', async () => {
  const { number } = await openFreshCase();
  const page = await openPage('/cases', { mayComplain: true });
  const decide = await holdSteps(page);
  await card(column(page, 'open'), number)
    .getByRole('button', { name: `Steps of ${number}` })
    .click();
  await page.getByRole('menuitem', { name: 'Reject' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Asked for twice');
  await page.getByRole('button', { name: 'Move to rejected' }).click();
  await card(column(page, 'rejected'), number).waitFor();
  decide('lose');
  await page.getByRole('dialog').getByText('The lab does not answer').waitFor();
  await card(column(page, 'open'), number).waitFor();
  expect(await card(column(page, 'rejected'), number).count()).toBe(0);
  expect(await page.getByRole('textbox', { name: 'Reason' }).inputValue()).toBe('Asked for twice');

  await page.unrouteAll();
  await page.getByRole('button', { name: 'Move to rejected' }).click();
  await page.getByText('is rejected now.').waitFor();
  await card(column(page, 'rejected'), number).waitFor();
});

test('of two operators the second one is told what the first one did, and goes on from there', async () => {
  const { number } = await openFreshCase();
  const first = await openPage('/cases', { role: 'integrator' });
  const second = await openPage(`/cases/${number}`);
  await second.getByRole('button', { name: 'Reject' }).click();
  await second.getByRole('textbox', { name: 'Reason' }).fill('Nobody needs it');

  // drag and drop, for those who like it
  await card(column(first, 'open'), number).dragTo(column(first, 'in progress'));
  await first.getByRole('textbox', { name: 'Reason' }).fill('I have time');
  await first.getByRole('button', { name: 'Move to in progress' }).click();
  await card(column(first, 'in progress'), number).waitFor();
  await first.getByText('is in progress now.').waitFor();

  await second.getByRole('button', { name: 'Move to rejected' }).click();
  const notice = second.getByRole('dialog').getByRole('alert');
  await notice.getByText(/^Changed by integrator/).waitFor();
  await notice.getByText('“I have time”').waitFor();
  await notice.getByText('It is in progress now, version 2; you saw version 1.').waitFor();
  await second.getByRole('button', { name: 'Move to rejected' }).click();
  await second.getByText('is rejected now.').waitFor();
  // and the first one sees it move
  await card(column(first, 'rejected'), number).waitFor();
});

test('a refused step puts the card where the case really is, with what others did', async () => {
  const { caseId, number } = await openFreshCase();
  const page = await openPage('/cases');
  const decide = await holdSteps(page);
  await card(column(page, 'open'), number)
    .getByRole('button', { name: `Steps of ${number}` })
    .click();
  await page.getByRole('menuitem', { name: 'Start work' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Mine');
  await page.getByRole('button', { name: 'Move to in progress' }).click();
  await card(column(page, 'in progress'), number).waitFor();
  await move(portal.lab, { caseId, status: 'REJECTED', reason: 'Not ours' });
  decide('send');
  const notice = page.getByRole('dialog').getByRole('alert');
  await notice.getByText('“Not ours”').waitFor();
  await notice.getByText('Your step is no longer possible.').waitFor();
  await page.getByRole('button', { name: 'Close' }).last().click();
  await card(column(page, 'rejected'), number).waitFor();
  expect(await card(column(page, 'in progress'), number).count()).toBe(0);
});

test('the board follows what others do, and board, list and case page are accessible', async () => {
  const page = await openPage('/cases');
  await column(page, 'open').getByRole('article').first().waitFor();
  const { caseId, number } = await openFreshCase();
  await card(column(page, 'open'), number).waitFor();
  await move(portal.lab, { caseId, status: 'IN_PROGRESS', reason: 'Somebody has time' });
  await card(column(page, 'in progress'), number).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await keys.getByRole('region', { name: 'On this page' }).getByText('to the column on the right').waitFor();
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });

  await page.keyboard.press('/');
  await typeInto(page.getByRole('searchbox', { name: 'Search' }), number.replace('CASE', 'REQ'));
  await page.getByRole('status', { name: '0 open' }).waitFor();
  await card(column(page, 'in progress'), number).waitFor();
  await page.getByRole('radiogroup', { name: 'How the cases are shown' }).getByText('List').click();
  await page.getByText('1 case', { exact: true }).waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ view: 'list', q: number.replace('CASE', 'REQ') });
  await expectAccessible(page);
  await page.getByRole('link', { name: number }).click();

  await page.getByText('In step: it reflects version 2 of the case.').waitFor();
  await page.getByRole('link', { name: '#2 OperationalCaseStatusChanged' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Complete' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  // the view is remembered
  await page.goto(`${portal.url}/cases`);
  await page.getByRole('table', { name: 'Cases' }).waitFor();
});

test('on a phone the board is one column with a switch, and a requester has no board', async () => {
  const page = await openPage('/cases', { options: { viewport: { width: 390, height: 900 } } });
  await column(page, 'open').waitFor();
  expect(await page.getByRole('region', { name: 'rejected', exact: true }).count()).toBe(0);
  await page.getByRole('radiogroup', { name: 'Status of the case' }).getByText('rejected').click();
  await column(page, 'rejected').getByRole('article').first().waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await expectAccessible(page);

  const requester = await openPage('/cases', { role: 'requester' });
  await requester.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
  expect(await requester.getByRole('link', { name: 'Cases' }).count()).toBe(0);
});
