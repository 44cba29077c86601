import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Passage, startProxy } from '../faults/tcp-proxy.ts';
import { launchBrowser, openContext, watchPage } from '../support/browser.ts';
import { type LabProcess, startLabProcess } from '../support/lab-process.ts';
import { move, openCase, type References } from '../support/seed.ts';
import { until } from '../support/until.ts';

let dataDir: string;
let lab: LabProcess;
let browser: Browser;
let references: References;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lab-live-'));
  [lab, browser] = await Promise.all([startLabProcess(dataDir), launchBrowser()]);
  references = await findReferences();
});
afterAll(async () => {
  await browser?.close();
  if (lab?.child.exitCode === null) await lab.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Another user of the lab, who does not sit in front of the page that is watched. */
const others: Parameters<typeof openCase>[0] = {
  ask: async (query, variables = {}) => {
    const response = await fetch(`${lab.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...lab.headers },
      body: JSON.stringify({ query, variables }),
    });
    return response.json();
  },
};

async function findReferences(): Promise<References> {
  const { data } = await others.ask<{
    agreements: { nodes: { id: string; customer: { id: string } }[] };
    requestTypes: { id: string }[];
    teams: { id: string }[];
  }>(
    '{ agreements(first: 1, filter: { isActive: true }) { nodes { id customer { id } } } requestTypes(isActive: true) { id } teams(isActive: true) { id } }',
  );
  const [agreement] = data.agreements.nodes;
  const [requestType] = data.requestTypes;
  const [team] = data.teams;
  if (!agreement || !requestType || !team) throw new Error('the demo data are missing');
  return { customer: agreement.customer.id, agreement: agreement.id, requestType: requestType.id, team: team.id } as References;
}

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
  const context = await openContext({ browser, url: lab.url, role: 'integrator' });
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
  const { data } = await others.ask<{ serviceRequest: { activity: { id: string }[] } }>(
    'query ($id: ID!) { serviceRequest(id: $id) { activity { id } } }',
    { id: requestId },
  );
  return data.serviceRequest.activity.map(({ id }) => id);
}

const idsHeardOf = (heard: Heard[], requestId: string): string[] =>
  heard.filter(({ activity }) => activity.serviceRequest?.id === requestId).map(({ activity }) => activity.id);

test('what others do appears by itself, on lists and on the request’s page', async () => {
  const list = await openPage(`${lab.url}/requests`);
  await list.page.getByRole('table', { name: 'Requests' }).waitFor();
  const { reference, caseId } = await openCase(others, references);
  const row = list.page.getByRole('row').filter({ hasText: reference });
  // nothing jumps under the eyes of a reader
  await list.page.getByRole('button', { name: '1 new' }).click();
  await row.getByText('integrated').waitFor();
  await row.getByText('active').waitFor();

  const { page } = await openPage(`${lab.url}/requests/${reference}?tab=story`);
  await page.getByRole('button', { name: 'Start work' }).waitFor();
  await move(others, { caseId, status: 'IN_PROGRESS', reason: 'Somebody has time' });
  await stops(page).nth(3).getByText('in progress').waitFor();
  await stops(page).nth(4).getByText('in progress').waitFor();
  await page.getByRole('list', { name: 'What happened, oldest first' }).getByText('Somebody has time').waitFor();
  await page.getByRole('log', { name: 'Just happened' }).getByText('Somebody has time').waitFor({ state: 'attached' });
  await row.getByText('in progress').first().waitFor();
});

test('a page that shows what is true asks nothing, however long it stays open', async () => {
  const { reference, requestId, caseId } = await openCase(others, references);
  const pages = [await openPage(`${lab.url}/`), await openPage(`${lab.url}/requests/${reference}`)];
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
  await move(others, { caseId, status: 'REJECTED' });
  for (const { page } of pages) await page.getByText('rejected').first().waitFor();
});

test('a connection that was cut is said, and what happened meanwhile comes by cursor, each thing once', async () => {
  const passages = new Set<Passage>();
  let isCut = false;
  const { hostname: host, port } = new URL(lab.url);
  await using proxy = await startProxy({
    target: { host, port: Number(port) },
    onRequest: (_bytes, passage) => void (isCut ? passage.client.destroy() : passages.add(passage)),
  });
  const { reference, requestId, caseId } = await openCase(others, references);
  const { page, heard, begins } = await openPage(`http://127.0.0.1:${proxy.port}/requests/${reference}`, { mayLoseLab: true });
  await page.getByRole('button', { name: 'Start work' }).waitFor();
  const storyBefore = await idsOfStory(requestId);
  await move(others, { caseId, status: 'IN_PROGRESS', reason: 'Before the cut' });
  await stops(page).nth(4).getByText('in progress').waitFor();

  isCut = true;
  for (const { client } of passages) client.destroy();
  await page.getByText('Live updates are interrupted; reconnecting…').waitFor();
  await move(others, { caseId, status: 'COMPLETED', reason: 'During the cut' });
  await openCase(others, references);
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
  const { page, begins } = await openPage(`${lab.url}/`, { mayLoseLab: true });
  await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
  const port = Number(new URL(lab.url).port);
  await lab.stop();
  await page.getByText('Live updates are interrupted; reconnecting…').waitFor();
  lab = await startLabProcess(dataDir, port);
  const { reference } = await openCase(others, references);
  await page.getByText('Live updates are back').waitFor();
  await page.getByRole('listitem').filter({ hasText: reference }).getByText('integrated').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(begins.length).toBeGreaterThan(1);
});

test('the playground shows a live subscription', async () => {
  const { page } = await openPlayground();
  await page.getByRole('tab', { name: 'WatchActivity' }).click();
  await page.getByRole('region', { name: 'Operation Editor' }).getByText('activityRecorded').filter({ visible: true }).first().waitFor();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  await page.getByRole('button', { name: /^Stop query/ }).waitFor();
  const result = page.getByRole('region', { name: 'Result Window' });
  // it tells what happens from its start on, and the button does not say when that was
  await until('a new request is told', async () => {
    const { reference } = await openCase(others, references);
    const told = result.getByText(reference).first().waitFor({ timeout: 5_000 });
    return await told.then(
      () => true,
      () => false,
    );
  });
  await page.getByRole('button', { name: /^Stop query/ }).click();
  await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).waitFor();
});

async function openPlayground(): Promise<{ page: Page }> {
  const context = await openContext({ browser, url: lab.url, role: 'integrator' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${lab.url}/playground`);
  return { page };
}
