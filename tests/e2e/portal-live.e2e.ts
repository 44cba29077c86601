import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { type Passage, startProxy } from '../faults/tcp-proxy.ts';
import { openContext, watchPage } from '../support/browser.ts';
import { preparePortal } from '../support/portal.ts';
import { move, openCase } from '../support/seed.ts';
import { until } from '../support/until.ts';

const portal = preparePortal('portal-live');

type Heard = { cursor: string; activity: { id: string; serviceRequest: { id: string } | null } };

type Watched = {
  page: Page;
  /** Questions that the page has put over HTTP. */
  questions(): number;
  /** Every message that reached the page, in order. */
  heard: Heard[];
  /** Behind which cursor each subscription wanted to begin. */
  begins: string[];
};

type Message = { type: string; payload?: { data?: { activityRecorded: Heard }; variables?: { after: string } } };

/** A page in a browser without memory, with everything that it asks and hears. Its console may not complain, unless the lab goes away. */
async function openPage(address: string, { mayLoseLab = false } = {}): Promise<Watched> {
  const context = await openContext({ browser: portal.browser, url: portal.url, role: 'integrator' });
  const page = await context.newPage();
  watchPage(page, { url: address, mayComplain: mayLoseLab });
  await page.clock.install();
  const heard: Heard[] = [];
  const begins: string[] = [];
  let questions = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && new URL(request.url()).pathname === '/graphql') questions += 1;
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const { type, payload: subscription } = JSON.parse(String(payload)) as Message;
      if (type === 'subscribe' && subscription?.variables) begins.push(subscription.variables.after);
    });
    socket.on('framereceived', ({ payload }) => {
      const recorded = (JSON.parse(String(payload)) as Message).payload?.data?.activityRecorded;
      if (recorded) heard.push(recorded);
    });
  });
  await page.goto(address);
  await until('the page follows', async () => begins.length > 0);
  return { page, questions: () => questions, heard, begins };
}

/** The cards of the layers on a request's page, from intake to canonical. */
function stops(page: Page): ReturnType<Page['locator']> {
  return page.getByRole('list', { name: 'Where this request stands' }).getByRole('listitem');
}

async function idsOfStory(requestId: string): Promise<string[]> {
  const { data } = await portal.lab.ask<{ serviceRequest: { activity: { id: string }[] } }>(
    'query ($id: ID!) { serviceRequest(id: $id) { activity { id } } }',
    { id: requestId },
  );
  return data.serviceRequest.activity.map(({ id }) => id);
}

const idsHeardOf = (heard: Heard[], requestId: string): string[] =>
  heard.filter(({ activity }) => activity.serviceRequest?.id === requestId).map(({ activity }) => activity.id);

test('what others do appears by itself, on lists and on the request’s page', async () => {
  const list = await openPage(`${portal.url}/requests`);
  await list.page.getByRole('table', { name: 'Requests' }).waitFor();
  const { reference, caseId } = await openCase(portal.lab, portal.references);
  const row = list.page.getByRole('row').filter({ hasText: reference });
  // nothing jumps under the eyes of a reader
  await list.page.getByRole('button', { name: '1 new' }).click();
  await row.getByText('integrated').waitFor();
  await row.getByText('active').waitFor();

  const { page } = await openPage(`${portal.url}/requests/${reference}?tab=story`);
  await page.getByRole('button', { name: 'Start work' }).waitFor();
  await move(portal.lab, { caseId, status: 'IN_PROGRESS', reason: 'Somebody has time' });
  await stops(page).nth(3).getByText('in progress').waitFor();
  await stops(page).nth(4).getByText('in progress').waitFor();
  await page.getByRole('list', { name: 'What happened, oldest first' }).getByText('Somebody has time').waitFor();
  await page.getByRole('log', { name: 'Just happened' }).getByText('Somebody has time').waitFor({ state: 'attached' });
  await row.getByText('in progress').first().waitFor();
});

test('a page that shows what is true asks nothing, however long it stays open', async () => {
  const { reference, requestId, caseId } = await openCase(portal.lab, portal.references);
  const pages = [await openPage(`${portal.url}/`), await openPage(`${portal.url}/requests/${reference}`)];
  for (const { page, questions, heard } of pages) {
    // what each page asks for last: the newest requests, and the story
    await page
      .getByRole('link', { name: reference })
      .or(page.getByText(`Recorded as ${reference}`))
      .first()
      .waitFor();
    const before = await until('the page is at rest', async () => {
      const asked = questions();
      await page.clock.fastForward(2_000);
      return asked > 0 && asked === questions() && asked;
    });
    // long enough for any polling, and shorter than the age at which figures of the last hour are asked again
    for (let round = 0; round < 4; round += 1) await page.clock.fastForward(12_000);
    expect(questions()).toBe(before);
    expect(idsHeardOf(heard, requestId)).toEqual([]);
  }
  // and is still there
  await move(portal.lab, { caseId, status: 'REJECTED' });
  for (const { page } of pages) await page.getByText('rejected').first().waitFor();
});

test('a connection that was cut is said, and what happened meanwhile comes by cursor, each thing once', async () => {
  const passages = new Set<Passage>();
  let isCut = false;
  const { hostname: host, port } = new URL(portal.url);
  await using proxy = await startProxy({
    target: { host, port: Number(port) },
    onRequest: (_bytes, passage) => void (isCut ? passage.client.destroy() : passages.add(passage)),
  });
  const { reference, requestId, caseId } = await openCase(portal.lab, portal.references);
  const { page, heard, begins } = await openPage(`http://127.0.0.1:${proxy.port}/requests/${reference}`, { mayLoseLab: true });
  await page.getByRole('button', { name: 'Start work' }).waitFor();
  const storyBefore = await idsOfStory(requestId);
  await move(portal.lab, { caseId, status: 'IN_PROGRESS', reason: 'Before the cut' });
  await stops(page).nth(4).getByText('in progress').waitFor();

  isCut = true;
  for (const { client } of passages) client.destroy();
  await page.getByText('Live updates are interrupted; reconnecting…').waitFor();
  await move(portal.lab, { caseId, status: 'COMPLETED', reason: 'During the cut' });
  await openCase(portal.lab, portal.references);
  const lastHeard = heard.at(-1)?.cursor;
  expect(lastHeard).toBeDefined();
  isCut = false;
  await page.getByText('Live updates are back').waitFor();
  await stops(page).nth(4).getByText('completed').waitFor();
  await page.getByText('During the cut').first().waitFor();
  expect(begins).toHaveLength(2);
  expect(begins[1]).toBe(lastHeard);
  const happened = (await idsOfStory(requestId)).slice(storyBefore.length);
  await until('all of it was heard', async () => idsHeardOf(heard, requestId).length >= happened.length);
  expect(idsHeardOf(heard, requestId).toSorted()).toEqual(happened.toSorted());
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('the whole lab is stopped and started again under an open page', async () => {
  const { page, begins } = await openPage(`${portal.url}/`, { mayLoseLab: true });
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  await portal.lab.stop();
  await page.getByText('Live updates are interrupted; reconnecting…').waitFor();
  await portal.restart();
  const { reference } = await openCase(portal.lab, portal.references);
  await page.getByText('Live updates are back').waitFor();
  await page.getByRole('listitem').filter({ hasText: reference }).getByText('integrated').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(begins.length).toBeGreaterThan(1);
});

test('the playground shows a live subscription', async () => {
  const { page } = await openPlayground();
  await page.getByRole('button', { name: 'WatchActivity', exact: true }).click();
  await page.getByRole('region', { name: 'Operation Editor' }).getByText('activityRecorded').filter({ visible: true }).first().waitFor();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  await page.getByRole('button', { name: /^Stop query/ }).waitFor();
  const result = page.getByRole('region', { name: 'Result Window' });
  // it tells what happens from its start on, and the button does not say when that was
  await until('a new request is told', async () => {
    const { reference } = await openCase(portal.lab, portal.references);
    const told = result.getByText(reference).first().waitFor({ timeout: 5_000 });
    return await told.then(
      () => true,
      () => false,
    );
  });
  await page.getByRole('button', { name: /^Stop query/ }).click();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).waitFor();
});

test('a tab of the playground that is pressed while its editors are on the way shows what it names', async () => {
  const held = Promise.withResolvers<void>();
  const { page } = await openPlayground({ '**/editor.api-*.js': held.promise });
  await page.locator('.graphiql-tabs[inert]').waitFor();
  const pressed = page.getByRole('button', { name: 'WatchActivity', exact: true }).click();
  held.resolve();
  await pressed;
  await page.getByRole('region', { name: 'Operation Editor' }).getByText('activityRecorded').filter({ visible: true }).first().waitFor();
});

/** Opens it; what `held` names by its address is loaded when its promise says so. */
async function openPlayground(held: Record<string, Promise<void>> = {}): Promise<{ page: Page }> {
  const context = await openContext({ browser: portal.browser, url: portal.url, role: 'integrator' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  for (const [address, release] of Object.entries(held)) {
    await page.route(address, async (route) => {
      await release;
      await route.continue();
    });
  }
  await page.goto(`${portal.url}/playground`);
  return { page };
}
