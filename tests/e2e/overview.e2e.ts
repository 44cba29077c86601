import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { typeInto } from '../support/keyboard.ts';
import { preparePortal } from '../support/portal.ts';
import { requestInput, submit } from '../support/seed.ts';

// Everything here happens as from another machine of the network: by a name that is not localhost, over plain HTTP, which browsers
// do not take for secure.
const ownName = 'lab.lan';
const foreignName = 'other.lan';
/** All JavaScript until the figures of the overview are there, compressed. */
const mostBytes = 200_000;

const portal = preparePortal('overview', { host: ownName, names: [foreignName] });

async function openPage(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await portal.openPage(path, { options });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Gives a button the focus, and presses it by Enter. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: typeof name === 'string' });
  await button.focus();
  await page.keyboard.press('Enter');
}

test('whoever is new follows a sample through the real screens, pressing Enter, and comes back to it later', async () => {
  const page = await openPage('/');
  expect(await page.evaluate('isSecureContext')).toBe(false);
  await press(page, 'Show me');
  const walk = page.getByRole('complementary', { name: 'Submit a sample' });
  await walk.getByText('labels.csv').waitFor();
  await expectAccessible(page);
  await press(page, 'Submit the sample');

  const receipt = page.getByRole('complementary', { name: 'Watch it arrive' });
  await receipt.getByText(/^REQ-\S+ is integrated$/).waitFor();
  await receipt.getByText('Its business object exists', { exact: true }).waitFor();
  await page
    .getByText(/1 document/)
    .first()
    .waitFor();
  await page.locator('#walk-title:focus').waitFor();
  await expectAccessible(page);

  await press(page, /^Next: see what happened/);
  await page.getByRole('heading', { level: 1, name: /^REQ-/ }).waitFor();
  await press(page, 'Leave the walk');
  await page.reload();
  await press(page, /^Guided walk/);
  await page.getByRole('complementary', { name: 'See what happened, and when' }).waitFor();

  await press(page, /^Next: see what became/);
  await page.waitForURL(/tab=lineage/);
  await press(page, /^Next: move the case/);
  const work = page.getByRole('complementary', { name: 'Move the case' });
  for (const [step, target] of [
    ['Start work', 'in progress'],
    ['Complete', 'completed'],
  ] as const) {
    await press(page, step);
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Shown by the walk');
    await press(page, `Move to ${target}`);
    await work
      .getByRole('listitem')
      .filter({ hasText: `The case is ${target}` })
      .filter({ hasNotText: 'not yet' })
      .waitFor();
  }
  await work.getByRole('listitem').filter({ hasText: 'The business object says the same' }).filter({ hasNotText: 'not yet' }).waitFor();
  await press(page, /^Next: that is the whole road/);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
  await press(page, 'Finish');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: 'Show me' }).count()).toBe(0);
});

test('the overview comes in less than 200 kB of JavaScript, and its figures move by themselves', async () => {
  const page = await openPage('/requests');
  await page.addInitScript(`new MutationObserver((_, observer) => {
    if (!document.body?.textContent.includes('Critical time')) return;
    window.figuresAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true })`);
  await page.goto(portal.url);
  await page.getByText('Critical time', { exact: true }).waitFor();
  const bytes = await page.evaluate<number>(`performance.getEntriesByType('resource')
    .filter(({ name, startTime }) => name.endsWith('.js') && startTime <= window.figuresAt)
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(mostBytes);

  const submissions = page.getByRole('list', { name: 'Records in each layer' }).getByRole('listitem').first();
  const before = Number(/\d+/.exec((await submissions.textContent()) ?? '')?.[0]);
  await submit(portal.lab, requestInput(portal.references));
  await submissions.getByText(`${before + 1} received`).waitFor();
  await page.getByText(`Everything that was accepted is applied`).waitFor();
});

test('the keyboard leads everywhere, and says so', async () => {
  const page = await openPage('/');
  await page.getByText('Critical time', { exact: true }).waitFor();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await keys.getByText('new request').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { level: 1, name: 'Requests' }).waitFor();
  expect(await page.title()).toMatch(/^Requests/);
  await page.keyboard.press('g');
  await page.keyboard.press('c');
  await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor();
  await page.keyboard.press('/');
  await typeInto(page.getByRole('searchbox', { name: 'Search' }), 'n?');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.getByRole('main').focus();
  await page.keyboard.press('n');
  await page.getByRole('heading', { level: 1, name: 'New request' }).waitFor();
  await expectAccessible(page);
});

test('the overview can be used by everybody, in both themes and on a phone, with times the way they like them', async () => {
  const page = await openPage('/', { viewport: { width: 390, height: 844 } });
  await page.getByText('As a table').click();
  await page.getByText(/^All [\d,]+ events accounted for$/).waitFor();
  await page
    .getByRole('region', { name: 'Minutes with events' })
    .getByText(/min ago|now/)
    .first()
    .waitFor();
  await page.getByRole('radiogroup', { name: 'How times are shown' }).getByText('UTC').click();
  await page.getByRole('heading', { name: 'Throughput of the last hour, in UTC' }).waitFor();
  await page
    .getByRole('region', { name: 'Minutes with events' })
    .getByText(/^\d\d:\d\d$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'About Integration' }).click();
  await page.getByRole('dialog', { name: 'About Integration' }).getByText('blocked').waitFor();
  await expectAccessible(page);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});

test('a name that the lab was not told is refused, with what to do about it', async () => {
  const page = await (await portal.browser.newContext()).newPage();
  await page.goto(portal.url.replace(ownName, foreignName));
  await page.getByText(/not known as .*other\.lan.* PUBLIC_URL/).waitFor();
  await page.context().close();
});

test('the playground follows the theme, and a subscription of it shows what happens', async () => {
  const page = await openPage('/');
  await page.getByRole('button', { name: 'Switch to dark' }).click();
  await page.getByRole('link', { name: /^Playground/ }).click();
  await page.locator('body.graphiql-dark').waitFor();
  await page.getByRole('button', { name: 'WatchActivity', exact: true }).click();
  await page.getByRole('region', { name: 'Operation Editor' }).getByText('activityRecorded').first().waitFor();
  const sockets: string[] = [];
  page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sockets.push(String(payload))));
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  await expect.poll(() => sockets.some((frame) => frame.includes('"subscribe"')), { timeout: 60_000 }).toBe(true);
  await submit(portal.lab, requestInput(portal.references));
  await page.getByRole('region', { name: 'Result Window' }).getByText(/REQ-/).first().waitFor();
});
