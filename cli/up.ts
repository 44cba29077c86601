import { readConfig } from 'lib/config.ts';
import type { Role } from 'lib/identity.ts';
import { isLocalProvider } from 'lib/local-people.ts';
import { createLogger } from 'lib/log.ts';
import { refuseInProduction } from 'lib/production.ts';
import { type Service, stopOnSignal } from 'lib/service.ts';
import { type Api, createApi, keepToken, type Lab, readCertificate } from './api.ts';
import { migrateTo, openDatabase } from './database.ts';
import { findFreePort } from './free-port.ts';
import { buildPortal } from './portal-build.ts';
import { seedDemo } from './seed.ts';
import { startServices } from './services.ts';
import { print } from './terminal.ts';
import { keepWorker } from './worker-process.ts';

const readyPatienceMs = 60_000;
const readyPollMs = 50;

/** `lab up`: the whole lab, until Ctrl-C. With `dev`, restarted when a source changes and with Vite in front of the portal. */
export async function up({ dev }: { dev: boolean }): Promise<void> {
  if (dev) return await (await import('./dev.ts')).develop();
  const beganAt = performance.now();
  const lab = await startLab({ LOG_LEVEL: 'warn', ...process.env }, (step) => print(`  ${step}`));
  print(welcome(lab.url, (performance.now() - beganAt) / 1_000));
  stopOnSignal(async () => {
    print('\nStopping …');
    await lab.stop();
    print('Stopped. Your data stay where they are; npm start brings them back.');
  });
}

/**
 * Starts everything: database, schema, portal, subgraphs, gateway, worker, demo data; resolves when all of it is healthy.
 *
 * @param environment settings, as the README's table lists them.
 * @param tell called with one line for each step.
 * @throws Error with the cause and the way out; what had started is stopped again.
 */
export async function startLab(environment: Record<string, string | undefined>, tell: (step: string) => void): Promise<Service> {
  const config = readConfig(environment);
  await refuseInProduction(config, { environment, part: 'all', pool: null });
  const stops: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const undo of stops.splice(0).reverse()) await undo();
  };
  try {
    const database = await openDatabase(config);
    stops.push(() => database.stop());
    tell(database.isEmbedded ? `PostgreSQL is up, data in ${config.LAB_DATA_DIR}` : 'PostgreSQL answers');
    // the portal is built while the schema is brought up to date
    const [{ applied, connections }, wasBuilt] = await Promise.all([migrateTo(database.connectionString, config), buildPortal()]);
    tell(applied.length > 0 ? `Schema brought up to date (${applied.length} migrations)` : 'Schema is up to date');
    if (wasBuilt) tell('Portal built');

    const log = createLogger('lab', config.LOG_LEVEL);
    const workerPort = (await findFreePort([0])) ?? 0;
    const worker = keepWorker({ config, connectionString: connections.worker, port: workerPort, log });
    stops.push(() => worker.stop());
    const services = await startServices({ config, connectionTo: (service) => connections[service], workerUrl: worker.url });
    stops.push(() => services.stop());
    const certificate = readCertificate(config);
    await awaitReady({ url: services.url, findToken: async () => null, certificate });
    tell('Subgraphs, gateway and worker are healthy');
    const apiAs = (role: Role): Api => createApi({ url: services.url, findToken: keepToken(config, role), certificate });
    const cast = { requester: apiAs('requester'), operator: apiAs('operator'), integrator: apiAs('integrator') };
    if (isLocalProvider(config) && (await seedDemo(cast))) tell('Demo data seeded');
    return { name: 'lab', url: services.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function awaitReady(lab: Lab): Promise<void> {
  const api = createApi(lab);
  const deadline = Date.now() + readyPatienceMs;
  while (Date.now() < deadline) {
    if (await api.isReady().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, readyPollMs));
  }
  throw new Error(`The lab did not become healthy within ${readyPatienceMs / 1_000} s — its log above may say why`);
}

function welcome(url: string, seconds: number): string {
  return `
The lab is up after ${seconds.toFixed(1)} s.

  Portal      ${url}
  Playground  ${url}/playground
  GraphQL     ${url}/graphql

Sign in as requester, operator, integrator or auditor: a page offers them, each sees and may do something else.
Try: submit a request in the portal and watch it travel; or, from a second terminal,
  npm run lab -- status
  npm run lab -- import FOLDER   (an archive of case histories, see the README)

Ctrl-C stops everything.`;
}
