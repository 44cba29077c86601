import type { Socket } from 'node:net';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import { findAuditKeys } from 'lib/audit-seal.ts';
import { type Config, readConfig } from 'lib/config.ts';
import { awaitDatabase, createPool, type Pool } from 'lib/db.ts';
import { createRequestSigner } from 'lib/gateway-signature.ts';
import { addGraphqlRoute, createHttpServer, readRequestContext } from 'lib/graphql-server.ts';
import { createLogger, type Logger } from 'lib/log.ts';
import { refuseInProduction } from 'lib/production.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { type Service, stopOnSignal } from 'lib/service.ts';
import { findGatewaySecret } from 'lib/signed-requests.ts';
import { addUploadReceiver, maxFileBytes } from 'lib/upload-receiver.ts';
import { limitBodies } from './body-limits.ts';
import { createAddressOf, createTrust } from './client-address.ts';
import type { GatewayContext } from './data-source.ts';
import { addDocumentsRoute } from './documents-route.ts';
import { createFederation } from './federation.ts';
import { addSecurityHeaders } from './headers.ts';
import { recordIdentityEvents } from './identity/audit-events.ts';
import { createGatekeeper } from './identity/create-gatekeeper.ts';
import { addDoor } from './identity/door.ts';
import type { Gatekeeper } from './identity/gatekeeper.ts';
import { limitOperations, maxTokens, requireOperation } from './limits.ts';
import type { LiveLimits } from './live/live-limits.ts';
import { createOperate, refuseLiveConditions } from './live/pipeline.ts';
import { addLiveTransports } from './live/transports.ts';
import { addPortal, builtPortal } from './portal.ts';
import { createRateLimiter, limitRate } from './rate-limit.ts';
import { areReady } from './readiness.ts';
import { readSafelist, refuseUnlisted } from './safelist.ts';
import { followTls, readTls } from './tls.ts';

/** What the gateway needs; the database is the gatekeeper's. */
export type GatewayRuntime = {
  config: Config;
  /** Decides who is who. */
  gatekeeper: Gatekeeper;
  log: Logger;
  /** GraphQL address of each subgraph. */
  subgraphs: Record<SubgraphName, string>;
  /** Address of the worker; when given, the gateway is ready only while the worker is. */
  workerUrl?: string | undefined;
  /** How long a subgraph may take for an answer, in milliseconds; 10,000 unless told. */
  subgraphTimeoutMs?: number;
  /** Folder of the built portal. */
  portal?: URL;
};

/**
 * Opens the one door: GraphQL at `/graphql`, the portal at `/`, the playground, health. The service's `url` is the door itself,
 * without a path. Subgraphs need not be up: what they would have answered is missing, the rest is not.
 *
 * @throws Error with a message for people when the port is taken or not allowed.
 */
export async function serve(runtime: GatewayRuntime): Promise<Service> {
  const log = runtime.log.child({ service: 'gateway' });
  const timeoutMs = runtime.subgraphTimeoutMs ?? 10_000;
  const { gatekeeper } = runtime;
  const sign = createRequestSigner(findGatewaySecret(runtime.config));
  const { gateway, live, sources, close } = createFederation({ log, urls: runtime.subgraphs, sign, timeoutMs });
  const neighbours = [...Object.values(runtime.subgraphs), ...(runtime.workerUrl ? [runtime.workerUrl] : [])];
  const { config } = runtime;
  const trustProxy = createTrust(config.TRUST_PROXY);
  const addressOf = createAddressOf(trustProxy);
  const limiter = createRateLimiter({ operations: config.RATE_LIMIT_PER_MINUTE });
  const tls = readTls(config);
  const safelist = config.SAFELIST ? [refuseUnlisted(readSafelist(config.SAFELIST))] : [];
  const app = createHttpServer(log, () => areReady(neighbours), { tls, trustProxy });
  const unfollowTls = tls ? followTls(app.server, config, log) : () => {};
  const stop = async (): Promise<void> => {
    // who follows a stream is told to connect again; the rest of the sockets close with the server
    live.drain();
    unfollowTls();
    await app.close();
    await close();
    await gatekeeper.close();
  };
  try {
    await addSecurityHeaders(app);
    const signalOf = followClients();
    const door = addDoor(app, { gatekeeper, limiter, addressOf, log });
    limitBodies(app, door);
    await gatekeeper.addRoutes(app);
    addUploadReceiver(app, { maxBytes: maxFileBytes });
    const server = await addGraphqlRoute<GatewayContext>({
      app,
      log,
      createContext: async (request) => ({
        ...readRequestContext(request),
        caller: door.callerOf(request),
        deadline: Date.now() + timeoutMs,
        signal: signalOf(request.raw.socket),
      }),
      apollo: {
        gateway,
        plugins: [
          ApolloServerPluginUsageReportingDisabled(),
          ...safelist,
          refuseLiveConditions(),
          requireOperation(),
          ...limitOperations(limiter),
        ],
        parseOptions: { maxTokens },
      },
    });
    const isBusy = (): boolean => Object.values(sources).some(({ inHand }) => inHand > 0);
    const operate = limitRate(createOperate(server), limiter);
    addLiveTransports(app, { operate, door, log, isBusy, addressOf, limits: readLiveLimits(config) });
    addDocumentsRoute(app, { subgraphUrl: runtime.subgraphs.documents, door, limiter, sign, log, timeoutMs });
    await addPortal(app, runtime.portal ?? builtPortal);
    const url = await listen(app, config);
    return { name: 'gateway', url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Opens the door with the gatekeeper of the settings: sessions in the database, sign-in at an OpenID provider.
 *
 * @throws as {@link serve}, and when the settings do not do for a gatekeeper.
 */
export async function start(runtime: Omit<GatewayRuntime, 'gatekeeper'> & { pool: Pool }): Promise<Service> {
  const { config, pool } = runtime;
  const log = runtime.log.child({ service: 'gateway' });
  const onEvent = recordIdentityEvents(pool, { chain: 'gateway', keys: findAuditKeys(config) }, log);
  return await serve({ ...runtime, gatekeeper: await createGatekeeper({ config, pool, log, onEvent }) });
}

function readLiveLimits({ CONNECTIONS_PER_PERSON, ALLOWED_ORIGINS, PUBLIC_URL }: Config): Partial<LiveLimits> {
  const own = PUBLIC_URL ? [new URL(PUBLIC_URL).origin] : [];
  return { connectionsPerPerson: CONNECTIONS_PER_PERSON, allowedOrigins: [...(ALLOWED_ORIGINS ?? []), ...own] };
}

/** One signal for each connection: clients keep theirs open, so a request costs a look-up and not a controller with its listeners. */
function followClients(): (socket: Socket) => AbortSignal {
  const signals = new WeakMap<Socket, AbortSignal>();
  return (socket) => {
    const known = signals.get(socket);
    if (known) return known;
    const controller = new AbortController();
    socket.once('close', () => controller.abort());
    signals.set(socket, controller.signal);
    return controller.signal;
  };
}

async function listen(app: FastifyInstance, { LAB_HOST, LAB_PORT }: GatewayRuntime['config']): Promise<string> {
  try {
    return await app.listen({ host: LAB_HOST, port: LAB_PORT });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const reason = typeof code === 'string' ? reasons[code] : undefined;
    if (!reason) throw error;
    throw new Error(`The gateway cannot listen on port ${LAB_PORT} of ${LAB_HOST}: ${reason}`, { cause: error });
  }
}

const reasons: Record<string, string> = {
  EADDRINUSE: 'it is in use. Stop what listens there, or choose another port with LAB_PORT',
  EACCES: 'that is not allowed. Choose a port above 1023 with LAB_PORT',
  EADDRNOTAVAIL: 'this machine has no such address. Choose one that it has with LAB_HOST',
};

/** @throws Error naming every address that is missing. */
function readSubgraphUrls(config: Config): Record<SubgraphName, string> {
  const {
    REFERENCE_URL: reference,
    INTAKE_URL: intake,
    OPERATIONAL_URL: operational,
    CANONICAL_URL: canonical,
    DOCUMENTS_URL: documents,
  } = config;
  if (reference && intake && operational && canonical && documents) return { reference, intake, operational, canonical, documents };
  const urls = { reference, intake, operational, canonical, documents };
  const missing = subgraphNames.filter((name) => !urls[name]).map((name) => `${name.toUpperCase()}_URL`);
  throw new Error(
    `A gateway that runs by itself needs the addresses of the subgraphs: ${missing.join(', ')} — or start everything with npm start`,
  );
}

/** Runs the gateway as a process of its own, as compose does. */
async function main(): Promise<void> {
  try {
    const config = readConfig(process.env);
    const log = createLogger('gateway', config.LOG_LEVEL);
    const { DATABASE_URL: connectionString } = config;
    if (!connectionString)
      throw new Error('gateway needs DATABASE_URL, for sessions, when it runs by itself — or start everything with npm start');
    await awaitDatabase(connectionString);
    const pool = createPool({ connectionString, name: 'lab gateway', size: config.DATABASE_POOL_SIZE, log });
    await refuseInProduction(config, { environment: process.env, part: 'gateway', pool });
    const service = await start({ config, pool, log, subgraphs: readSubgraphUrls(config), workerUrl: config.WORKER_URL });
    log.info({ url: service.url }, 'gateway is up');
    stopOnSignal(async () => {
      await service.stop();
      await pool.end();
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

if (import.meta.main) await main();
