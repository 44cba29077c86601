import { connectionsOf, findPasswords } from 'lib/database-accounts.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { closeRuntime, openRuntime, type Runtime, runService, type Service } from 'lib/service.ts';
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

/**
 * The five subgraphs in one process, without a gateway: on two cores five processes more would measure the scheduler. `DATABASE_URL` is
 * the owner's; each of them signs in with a role of its own.
 */
await runService('subgraphs', async ({ config, connectionString }) => {
  const connections = connectionsOf(connectionString, findPasswords(config));
  const running = await Promise.all(
    subgraphNames.map(async (name) => {
      const runtime = await openRuntime(name, { ...config, SERVICE_PORT: 0 }, connections[name]);
      return { runtime, service: await starts[name](runtime) };
    }),
  );
  process.send?.(Object.fromEntries(running.map(({ service: { name, url } }) => [name, url])));
  const stop = async (): Promise<void> => {
    await Promise.all(running.map(({ service }) => service.stop()));
    await Promise.all(running.map(({ runtime }) => closeRuntime(runtime)));
  };
  return { name: 'subgraphs', url: '', stop };
});
