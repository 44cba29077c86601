import type { Page } from 'playwright-core';
import { type Finding, quantile } from '../figures.ts';
import type { Place } from './place.ts';

const target = 100;
/** Pixels in each frame: seven rows, 450 in a second; a wheel is turned more slowly. */
const step = 300;
const patienceMs = 300_000;

/** In milliseconds, one value for each frame. */
type Frames = number[];

/** Scrolls the whole list while its pages load, then up and down again with everything there. */
export async function measureScrolling({ url, open, requestCount }: Place, runs: number): Promise<Finding[]> {
  const loading: Frames[] = [];
  const loaded: Frames[] = [];
  for (let run = 0; run < runs; run++) {
    await using context = await open();
    const page = await context.newPage();
    page.setDefaultTimeout(patienceMs);
    await page.goto(`${url}/requests`);
    await page.getByRole('link', { name: /^REQ-/ }).first().waitFor();
    loading.push(await scroll(page, step));
    await page.getByText(`The end: all ${requestCount.toLocaleString('en')} requests are here.`).waitFor();
    loaded.push([...(await scroll(page, -step)), ...(await scroll(page, step))]);
  }
  return [...describe('while pages load', loading), ...describe('with every row loaded', loaded)];
}

function describe(when: string, runs: Frames[]): Finding[] {
  return [
    { figure: `longest frame of the list, ${when}`, values: runs.map((frames) => Math.max(...frames)), unit: 'ms', target },
    { figure: `99 of 100 frames, ${when}`, values: runs.map((frames) => quantile(frames, 0.99)), unit: 'ms' },
  ];
}

/** From one end to the other; at the lower one it waits while there is more to come. @returns the time between frames. */
function scroll(page: Page, by: number): Promise<Frames> {
  return page.evaluate(
    `new Promise((resolve) => {
      const list = document.querySelector('[data-scroll-restoration-id="requests"]');
      const frames = [];
      let before;
      const draw = (now) => {
        if (before !== undefined) frames.push(now - before);
        before = now;
        list.scrollTop += ${by};
        const isAtEnd = ${by} < 0 ? list.scrollTop <= 0 : list.scrollTop + list.clientHeight >= list.scrollHeight - 1;
        if (isAtEnd && (${by} < 0 || list.textContent.includes('The end:'))) return resolve(frames);
        requestAnimationFrame(draw);
      };
      requestAnimationFrame(draw);
    })`,
  );
}
