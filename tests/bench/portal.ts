import { buildPortal } from 'cli/portal-build.ts';
import { launchBrowser, openContext } from '../support/browser.ts';
import { applyCreated, findBacklog } from './bare-script.ts';
import { measureLineage } from './portal/lineage.ts';
import { measureOverview } from './portal/overview.ts';
import { measureScrolling } from './portal/scrolling.ts';
import { startServices } from './processes.ts';
import { startServer } from './server.ts';
import { prepareCreated, prepareEmpty, templates } from './templates.ts';
import type { Workshop } from './workshop.ts';

const requestCount = 25_000;
const template = 'bench_portal';

/** Longest frame of the list, time until the overview can be used and what it loads for that, and time to lay out lineage. */
export async function benchPortal(workshop: Workshop): Promise<void> {
  const { stack, tell, runs, report } = workshop;
  tell((await buildPortal()) ? 'the portal was built' : 'the portal is built');
  const server = await startServer(stack);
  tell(`PostgreSQL ${server.version}; accepting and applying ${requestCount} requests`);
  await prepareEmpty(server);
  await prepareCreated(server, requestCount);
  await server.prepare(template, templates.created, async ({ pool }) => {
    for (const backlog of await findBacklog(pool)) await applyCreated(pool, backlog);
  });
  const { url } = await startServices(stack, await server.copy(template));
  const browser = await launchBrowser();
  stack.defer(() => browser.close());
  const place = { url, open: () => openContext({ browser, url, role: 'integrator' }), requestCount };

  for (const finding of await measureOverview(place)) report(finding);
  tell(`scrolling, ${runs} times`);
  for (const finding of await measureScrolling(place, runs)) report(finding);
  for (const finding of await measureLineage(place)) report(finding);
}
