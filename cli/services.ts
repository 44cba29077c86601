import { start as startGateway } from 'gateway/main.ts';
import type { Config } from 'lib/config.ts';
import type { ServiceName } from 'lib/database-roles.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { closeRuntime, openRuntime, type Runtime, type Service } from 'lib/service.ts';
import { start as startCanonical } from 'subgraphs/canonical/main.ts';
import { start as startDocuments } from 'subgraphs/documents/main.ts';
import { start as startIntake } from 'subgraphs/intake/main.ts';
import { start as startOperational } from 'subgraphs/operational/main.ts';
import { start as startReference } from 'subgraphs/reference/main.ts';

const starts: Record<SubgraphName, (runtime: Runtime) => Promise<Service>> = {
  reference: startReference,
  intake: startIntake,
  operational: startOperational,
  canonical: startCanonical,
  documents: startDocuments,
};

export type Hosting = {
  config: Config;
  /** Address of the database as the role of a service. */
  connectionTo: (service: ServiceName) => string;
  /** The gateway is ready only while a worker answers there. */
  workerUrl?: string | undefined;
};

/**
 * Hosts the five subgraphs and the gateway in this process: a fraction of the memory and of the start of seven processes.
 * Each of them signs in to the database as its own role all the same. The worker is a process of its own, so that applying never slows
 * accepting.
 *
 * @returns the gateway's address, and a stop that closes the door first.
 * @throws when a port is taken; what had started is stopped again.
 */
export async function startServices({ config, connectionTo, workerUrl }: Hosting): Promise<Service> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    // the door first; what a service works with after the service
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  const open = async (service: ServiceName): Promise<Runtime> => {
    const runtime = await openRuntime(service, hostedConfig(config), connectionTo(service));
    stops.push(() => closeRuntime(runtime));
    return runtime;
  };
  try {
    const urls: Partial<Record<SubgraphName, string>> = {};
    for (const name of subgraphNames) {
      const service = await starts[name](await open(name));
      stops.push(() => service.stop());
      urls[name] = service.url;
    }
    const { log, pool } = await open('gateway');
    const gateway = await startGateway({ config, log, pool, subgraphs: urls as Record<SubgraphName, string>, workerUrl });
    stops.push(() => gateway.stop());
    return { ...gateway, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** They share the processor, so half the connections do for each of them. */
function hostedConfig(config: Config): Config {
  return {
    ...config,
    SERVICE_HOST: '127.0.0.1',
    SERVICE_PORT: 0,
    DATABASE_POOL_SIZE: Math.max(2, Math.ceil(config.DATABASE_POOL_SIZE / 2)),
  };
}
