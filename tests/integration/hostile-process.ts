import { startServices } from 'cli/services.ts';
import { readConfig } from 'lib/config.ts';
import { connectionsOf, findPasswords } from 'lib/database-accounts.ts';
import { closeRuntime, openRuntime, stopOnSignal } from 'lib/service.ts';
import { start as startWorker } from 'worker/main.ts';

// The whole lab in a process of its own, on a database whose roles are there already: what ends it, and what it logs, is its own.
const config = readConfig(process.env);
const connections = connectionsOf(config.DATABASE_URL ?? '', findPasswords(config));
const runtime = await openRuntime('worker', config, connections.worker);
const worker = await startWorker(runtime);
const services = await startServices({ config, connectionTo: (service) => connections[service], workerUrl: worker.url });
process.send?.({ url: services.url });
process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
stopOnSignal(async () => {
  await services.stop();
  await worker.stop();
  await closeRuntime(runtime);
});
