import type { Finding } from '../figures.ts';
import type { Place } from './place.ts';

const target = 500;
const layouts = 5;
const patienceMs = 30_000;

/** Durations of the layouts so far; of none when there is none for so long. */
const measures = `new Promise((resolve) => {
  setTimeout(resolve, ${patienceMs}, []);
  new PerformanceObserver((seen) => {
    const found = seen.getEntries().filter(({ name }) => name === 'lineage-layout');
    if (found.length > 0) resolve(found.map(({ duration }) => duration));
  }).observe({ type: 'measure', buffered: true });
})`;

/**
 * Time from asking for a layout until its positions are there, as the explorer itself measures it, for as much as it shows at once: a
 * customer with thousands of requests. Null when it does not measure.
 */
export async function measureLineage({ url, open }: Place): Promise<Finding[] | null> {
  await using context = await open();
  const page = await context.newPage();
  await page.goto(`${url}/lineage`);
  const customer = page.locator('a[href^="/lineage/"]').filter({ hasNotText: 'REQ-' }).first();
  const address = new URL((await customer.getAttribute('href')) ?? '', url);
  address.searchParams.set('depth', '4');
  const [values, shown]: [number[], number[]] = [[], []];
  for (let layout = 0; layout < layouts; layout++) {
    await page.goto(address.href);
    const durations = (await page.evaluate(measures)) as number[];
    if (durations.length === 0) return null;
    values.push(...durations);
    await page.locator('.react-flow__node').first().waitFor();
    shown.push(await page.locator('.react-flow__node').count());
    // what had a place keeps it
    await page.evaluate('sessionStorage.clear()');
  }
  return [
    { figure: 'lineage laid out, thread started meanwhile', values, unit: 'ms', target },
    { figure: 'boxes in that picture', values: shown, unit: 'boxes' },
  ];
}
