import type { SubgraphName } from 'lib/sdl.ts';
import { type Runtime, runService, type Service } from 'lib/service.ts';
import { start as startCanonical } from 'subgraphs/canonical/main.ts';
import { start as startDocuments } from 'subgraphs/documents/main.ts';
import { start as startIntake } from 'subgraphs/intake/main.ts';
import { start as startOperational } from 'subgraphs/operational/main.ts';
import { start as startReference } from 'subgraphs/reference/main.ts';

/** What the process says when all of them listen. */
export type SubgraphUrls = Record<SubgraphName, string>;

const starts: Record<SubgraphName, (runtime: Runtime) => Promise<Service>> = {
  reference: startReference,
  intake: startIntake,
  operational: startOperational,
  canonical: startCanonical,
  documents: startDocuments,
};

/** The five subgraphs in one process, without a gateway: on two cores five processes more would measure the scheduler. */
await runService('subgraphs', async (runtime) => {
  const services = await Promise.all(
    Object.values(starts).map((start) => start({ ...runtime, config: { ...runtime.config, SERVICE_PORT: 0 } })),
  );
  process.send?.(Object.fromEntries(services.map(({ name, url }) => [name, url])));
  return { name: 'subgraphs', url: '', stop: async () => void (await Promise.all(services.map((service) => service.stop()))) };
});
