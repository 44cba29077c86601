import fastifyCookie from '@fastify/cookie';
import type { FastifyInstance } from 'fastify';
import type { Config } from 'lib/config.ts';
import type { Pool } from 'lib/db.ts';
import { isLocalProvider } from 'lib/local-people.ts';
import { keepSigningKeys, localIssuer } from 'lib/local-tokens.ts';
import type { Logger } from 'lib/log.ts';
import { keepSecret, readSecret, type Secret } from 'lib/secrets.ts';
import { answerFaults, Denial } from './answers.ts';
import { createBearer, type TokenTrust } from './bearer.ts';
import { createPendingSeal } from './cookies.ts';
import type { TellEvent } from './events.ts';
import type { Gatekeeper } from './gatekeeper.ts';
import { createIdentify, describeForeignHost } from './identify.ts';
import { createLocalProvider, trustLocalKeys } from './local-provider.ts';
import { addLocalProviderRoutes } from './local-provider-routes.ts';
import { createOrigins, type Origins } from './origins.ts';
import { createLocalParty, createRemoteParty, type RelyingParty } from './relying-party.ts';
import { addSessionRoutes } from './session-routes.ts';
import { openSessions } from './sessions.ts';
import { addSignInRoutes } from './sign-in-routes.ts';

export type GatekeeperOptions = {
  config: Config;
  pool: Pool;
  log: Logger;
  /** Told of everything that a record is kept of. */
  onEvent?: TellEvent;
};

/** Where identities come from. */
type Source = { trust: TokenTrust; createParty(app: FastifyInstance): RelyingParty; addRoutes(app: FastifyInstance): void };

const hourMs = 3_600_000;
const minuteMs = 60_000;

/**
 * The gateway's gatekeeper: sessions in PostgreSQL, sign-in at an OpenID provider, bearer tokens.
 *
 * @throws Error when the lab would be its own provider in production, or its secrets cannot be kept.
 */
export async function createGatekeeper({ config, pool, log, onEvent = () => {} }: GatekeeperOptions): Promise<Gatekeeper> {
  const secret = config.SESSION_SECRET ? readSecret(config.SESSION_SECRET) : keepSecret(config.LAB_DATA_DIR, 'sessions');
  const origins = createOrigins(config);
  const source = isLocalProvider(config) ? await openLocalSource(config, secret, origins, log) : openRemoteSource(config);
  const times = { lifetimeMs: config.SESSION_HOURS * hourMs, idleMs: config.SESSION_IDLE_MINUTES * minuteMs };
  const sessions = openSessions({ pool, log, ...times });
  const findBearer = createBearer(source.trust, config);
  const identify = createIdentify({ sessions, origins, findBearer, tell: onEvent });

  return {
    identify,
    async addRoutes(app) {
      await app.register(async (door) => {
        await door.register(fastifyCookie);
        answerFaults(door, log);
        door.addHook('onRequest', async (request) => {
          if (!origins.isOurHost(request.raw)) throw new Denial('FORBIDDEN', describeForeignHost(request.raw), 421);
        });
        door.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string', bodyLimit: 4_096 },
          async (_request: unknown, body: string) => new URLSearchParams(body),
        );
        const common = { sessions, origins, tell: onEvent };
        addSignInRoutes(door, {
          ...common,
          party: source.createParty(app),
          ownIssuer: isLocalProvider(config) ? new URL(localIssuer).origin : null,
          seal: createPendingSeal(secret),
          claimNames: config,
          log,
        });
        addSessionRoutes(door, { ...common, identify });
        source.addRoutes(door);
      });
    },
    close: () => sessions.close(),
  };
}

async function openLocalSource(config: Config, secret: Secret, origins: Origins, log: Logger): Promise<Source> {
  // settings are checked where a process starts; this one must not depend on it
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The local provider of identities lets everybody in, which is not for production — set OIDC_ISSUER to one that asks for proof',
    );
  }
  const keys = await keepSigningKeys(config.LAB_DATA_DIR);
  const provider = createLocalProvider({ keys, secret, publicUrl: config.PUBLIC_URL, log });
  return {
    trust: trustLocalKeys(keys),
    createParty: (app) => createLocalParty(app, 'openid profile'),
    addRoutes: (app) => addLocalProviderRoutes(app, provider, origins),
  };
}

function openRemoteSource(config: Config): Source {
  if (!config.OIDC_ISSUER) throw new Error('OIDC_ISSUER is missing');
  const { party, trust } = createRemoteParty({ ...config, OIDC_ISSUER: config.OIDC_ISSUER });
  return { trust, createParty: () => party, addRoutes: () => {} };
}
