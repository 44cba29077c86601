import { start as startGateway } from 'gateway/main.ts';
import type { SubgraphName } from 'lib/sdl.ts';
import type { Runtime, Service } from 'lib/service.ts';
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

/**
 * Hosts the five subgraphs and the gateway in this process: a fraction of the memory and of the start of seven processes.
 * The worker is a process of its own, so that applying never slows accepting.
 *
 * @param workerUrl the gateway is ready only while a worker answers there.
 * @returns the gateway's address, and a stop that closes the door first.
 * @throws when a port is taken; what had started is stopped again.
 */
export async function startServices(runtime: Runtime, workerUrl?: string): Promise<Service> {
  const subgraphs: Service[] = [];
  try {
    const urls: Partial<Record<SubgraphName, string>> = {};
    for (const [name, start] of Object.entries(starts)) {
      const service = await start({ ...runtime, config: { ...runtime.config, SERVICE_HOST: '127.0.0.1', SERVICE_PORT: 0 } });
      subgraphs.push(service);
      urls[name as SubgraphName] = service.url;
    }
    const gateway = await startGateway({
      config: runtime.config,
      log: runtime.log,
      subgraphs: urls as Record<SubgraphName, string>,
      workerUrl,
    });
    return {
      ...gateway,
      stop: async () => {
        await gateway.stop();
        await Promise.all(subgraphs.map((service) => service.stop()));
      },
    };
  } catch (error) {
    await Promise.all(subgraphs.map((service) => service.stop()));
    throw error;
  }
}
