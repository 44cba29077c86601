import { startServices } from 'cli/services.ts';
import { connectionsOf, findPasswords } from 'lib/database-accounts.ts';
import { runService } from 'lib/service.ts';

/** Its `DATABASE_URL` is the owner's, as that of `lab up`: what is measured and broken are the services, each with a role of its own. */
await runService('services', async ({ config, connectionString }) => {
  const connections = connectionsOf(connectionString, findPasswords(config));
  return await startServices({ config, connectionTo: (service) => connections[service] });
});
