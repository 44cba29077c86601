import { applyCreated, findBacklog } from '../bare-script.ts';
import type { BenchServer } from '../server.ts';
import { prepareBacklogs, prepareEmpty, templates } from '../templates.ts';

/** Cases that are open, each with its business object; nothing waits. */
export const openCasesTemplate = 'bench_live_open';

export async function prepareOpenCases(server: BenchServer, cases: number): Promise<void> {
  await prepareEmpty(server);
  await prepareBacklogs(server, cases);
  await server.prepare(openCasesTemplate, templates.created, async ({ pool }) => {
    for (const backlog of await findBacklog(pool)) await applyCreated(pool, backlog);
  });
}
