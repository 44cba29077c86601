import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { builtPortal } from 'gateway/portal.ts';
import type { BrowserContext } from 'playwright-core';
import type { Finding } from '../figures.ts';
import type { Place } from './place.ts';

const visits = 5;
const usableTargetMs = 1_500;
const scriptsTargetKb = 200;

/** Until the counts and the newest requests are there and one of these can be opened, from the moment the address is asked for. */
export async function measureOverview(place: Place): Promise<Finding[]> {
  const cold: Visit[] = [];
  const warm: Visit[] = [];
  for (let visit = 0; visit < visits; visit++) {
    await using context = await place.open();
    cold.push(await visitOverview(context, place));
    warm.push(await visitOverview(context, place));
  }
  const times = (visited: Visit[]) => visited.map(({ usableMs }) => usableMs);
  return [
    { figure: 'overview usable, nothing cached', values: times(cold), unit: 'ms', target: usableTargetMs },
    { figure: 'overview usable, files cached', values: times(warm), unit: 'ms', target: usableTargetMs },
    { figure: 'JavaScript until its figures are there, gzip', values: sizes(cold, 'figuresMs'), unit: 'kB', target: scriptsTargetKb },
    { figure: 'JavaScript until it is usable, gzip: what waits for the figures besides', values: sizes(cold, 'usableMs'), unit: 'kB' },
  ];
}

type Visit = {
  figuresMs: number;
  usableMs: number;
  /** Scripts that had begun to load by then, and when. */
  scripts: { path: string; startMs: number }[];
};

/** Of what had begun to load by a moment of each visit, in kB. */
function sizes(visited: readonly Visit[], until: 'figuresMs' | 'usableMs'): number[] {
  return visited.map((visit) => {
    const paths = visit.scripts.filter(({ startMs }) => startMs <= visit[until]).map(({ path }) => path);
    return paths.reduce((sum, path) => sum + sizeOf(path), 0) / 1_000;
  });
}

async function visitOverview(context: BrowserContext, { url, requestCount }: Place): Promise<Visit> {
  const page = await context.newPage();
  // looks in every frame: whoever polls from outside would measure the polling
  await page.addInitScript(`window.visit = new Promise((resolve) => {
    let figuresMs;
    const look = () => {
      const text = document.querySelector('main')?.textContent ?? '';
      if (text.includes('${requestCount.toLocaleString('en')}')) figuresMs ??= performance.now();
      if (!figuresMs || !document.querySelector('main a[href^="/requests/REQ-"]')) return requestAnimationFrame(look);
      const usableMs = performance.now();
      const scripts = performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .map(({ name, startTime }) => ({ path: new URL(name).pathname, startMs: startTime }));
      resolve({ figuresMs, usableMs, scripts });
    };
    requestAnimationFrame(look);
  })`);
  await page.goto(url);
  const visit = (await page.evaluate('window.visit')) as Visit;
  await page.locator('main a[href^="/requests/REQ-"]').first().click();
  await page.waitForURL(/\/requests\/REQ-/);
  await page.close();
  return visit;
}

function sizeOf(path: string): number {
  return gzipSync(readFileSync(new URL(path.slice(1), builtPortal))).length;
}
