import type { Page } from 'playwright-core';
import type { Finding } from '../figures.ts';
import type { Place } from './place.ts';

const targetMs = 500;
const layouts = 5;
/** How long it may take to open that many, in milliseconds. */
const patienceMs = 60_000;

type Layout = { ms: number; parts: number };

// kept by the page itself from its start on: an observer that comes later sees the last ones only
const collect = `window.layouts = [];
  new PerformanceObserver((seen) => {
    for (const { name, duration, detail } of seen.getEntries()) {
      if (name === 'lineage-layout') window.layouts.push({ ms: duration, parts: detail.parts });
    }
  }).observe({ type: 'measure', buffered: true })`;

/**
 * Time from asking for a layout until its positions are there, as the explorer itself measures it: of the first picture of a page, with
 * the start of its thread; and of as many records as a picture takes, in a thread that is warm.
 */
export async function measureLineage({ url, open }: Place): Promise<Finding[]> {
  await using context = await open();
  const page = await context.newPage();
  await page.addInitScript(collect);
  await page.goto(`${url}/lineage`);
  // a customer with thousands of requests
  const customer = page.locator('a[href^="/lineage/"]').filter({ hasNotText: 'REQ-' }).first();
  const address = new URL((await customer.getAttribute('href')) ?? '', url);
  address.searchParams.set('depth', '4');
  const first: Layout[] = [];
  for (let picture = 0; picture < layouts; picture++) {
    await page.goto(address.href);
    first.push(await nextLayout(page, 0));
    // what had a place keeps it
    await page.evaluate('sessionStorage.clear()');
  }
  await fill(page);
  const full: Layout[] = [];
  for (let again = 0; again < layouts; again++) {
    const done = (await layoutsOf(page)).length;
    await page.getByRole('button', { name: 'Arrange again' }).click();
    full.push(await nextLayout(page, done));
  }
  return [
    ...describe('lineage of 150 records laid out, warm', full, targetMs),
    ...describe('first lineage of a page laid out, its thread started meanwhile', first),
  ];
}

function describe(what: string, measured: readonly Layout[], target?: number): Finding[] {
  return [
    { figure: what, values: measured.map(({ ms }) => ms), unit: 'ms', ...(target && { target }) },
    { figure: `${what}: records`, values: measured.map(({ parts }) => parts), unit: 'records' },
  ];
}

/** Opens page after page of requests until the picture says that it is full. */
async function fill(page: Page): Promise<void> {
  const full = page.locator('button[data-lineage^="more."][aria-disabled="true"]').first();
  const more = page.locator('button[data-lineage^="more."][aria-disabled="false"]').first();
  for (const endsAt = Date.now() + patienceMs; (await full.count()) === 0; ) {
    if (Date.now() > endsAt) throw new Error('the picture does not become full');
    // a page that is on its way takes its box along: what is not there any more is not pressed
    await more.click({ timeout: 1_000 }).catch(() => undefined);
    await page.waitForTimeout(200);
  }
}

function layoutsOf(page: Page): Promise<Layout[]> {
  return page.evaluate<Layout[]>('window.layouts');
}

function nextLayout(page: Page, done: number): Promise<Layout> {
  return page.evaluate<Layout>(`new Promise((resolve) => {
    const look = () => (window.layouts.length > ${done} ? resolve(window.layouts[${done}]) : requestAnimationFrame(look));
    look();
  })`);
}
