import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGatekeeper } from 'gateway/identity/create-gatekeeper.ts';
import type { IdentityEvent } from 'gateway/identity/events.ts';
import type { Caller, Gatekeeper } from 'gateway/identity/gatekeeper.ts';
import { GraphQLError } from 'graphql';
import { readConfig } from 'lib/config.ts';
import { errorCodes } from 'lib/errors.ts';
import { createHttpServer } from 'lib/graphql-server.ts';
import { createLogger } from 'lib/log.ts';
import type { TestDatabase } from '../support/database.ts';

export type Doorway = AsyncDisposable & {
  url: string;
  dataDir: string;
  gatekeeper: Gatekeeper;
  events: IdentityEvent[];
  /** Those whom `/who` has let in, the latest last. */
  callers: Caller[];
};

const log = createLogger('tests', 'silent');

/** The real gatekeeper before a server that tells who came: `/who` answers with the subject, or with the refusal's code. */
export async function openDoorway({ pool }: Pick<TestDatabase, 'pool'>, settings: Record<string, string> = {}): Promise<Doorway> {
  const dataDir = settings.LAB_DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'doorway-')));
  const config = readConfig({ LAB_DATA_DIR: dataDir, ...settings });
  const events: IdentityEvent[] = [];
  const callers: Caller[] = [];
  const gatekeeper = await createGatekeeper({ config, pool, log, onEvent: (event) => events.push(event) });
  const app = createHttpServer(log, async () => true);
  await gatekeeper.addRoutes(app);
  app.all('/who', async (request, reply) => {
    try {
      const caller = await gatekeeper.identify(request.raw);
      if (caller) callers.push(caller);
      return { subject: caller?.identity.subject ?? null };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const code = error.extensions.code as keyof typeof errorCodes;
      return reply.code(errorCodes[code]).send({ code, message: error.message });
    }
  });
  app.get('/', async () => 'the portal');
  app.get('/requests', async () => 'the requests');
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    dataDir,
    gatekeeper,
    events,
    callers,
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await gatekeeper.close();
      if (settings.LAB_DATA_DIR === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
