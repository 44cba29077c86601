import type { Socket } from 'node:net';
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled';
import type { FastifyInstance } from 'fastify';
import { type Config, readConfig } from 'lib/config.ts';
import { addGraphqlRoute, createHttpServer, readRequestContext } from 'lib/graphql-server.ts';
import { createLogger, type Logger } from 'lib/log.ts';
import { type SubgraphName, subgraphNames } from 'lib/sdl.ts';
import { type Service, stopOnSignal } from 'lib/service.ts';
import { addUploadReceiver, maxFileBytes } from 'lib/upload-receiver.ts';
import type { GatewayContext } from './data-source.ts';
import { addDocumentsRoute } from './documents-route.ts';
import { createFederation } from './federation.ts';
import { limitDepth, maxDepth, maxTokens, requireOperation } from './limits.ts';
import { createOperate, refuseLiveConditions } from './live/pipeline.ts';
import { addLiveTransports } from './live/transports.ts';
import { addPortal, builtPortal } from './portal.ts';
import { areReady } from './readiness.ts';

/** What the gateway needs; a database is not among it. */
export type GatewayRuntime = {
  config: Pick<Config, 'LAB_HOST' | 'LAB_PORT'>;
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
export async function start(runtime: GatewayRuntime): Promise<Service> {
  const log = runtime.log.child({ service: 'gateway' });
  const timeoutMs = runtime.subgraphTimeoutMs ?? 10_000;
  const { gateway, live, sources, close } = createFederation({ log, urls: runtime.subgraphs, timeoutMs });
  const neighbours = [...Object.values(runtime.subgraphs), ...(runtime.workerUrl ? [runtime.workerUrl] : [])];
  const app = createHttpServer(log, () => areReady(neighbours));
  const stop = async (): Promise<void> => {
    // who follows a stream is told to connect again; the rest of the sockets close with the server
    live.drain();
    await app.close();
    await close();
  };
  try {
    const signalOf = followClients();
    addUploadReceiver(app, { maxBytes: maxFileBytes });
    const server = await addGraphqlRoute<GatewayContext>({
      app,
      log,
      createContext: async (request) => ({ ...readRequestContext(request), signal: signalOf(request.raw.socket) }),
      apollo: {
        gateway,
        plugins: [ApolloServerPluginUsageReportingDisabled(), refuseLiveConditions(), requireOperation(), limitDepth(maxDepth)],
        parseOptions: { maxTokens },
      },
    });
    const isBusy = (): boolean => Object.values(sources).some(({ inHand }) => inHand > 0);
    addLiveTransports(app, { operate: createOperate(server), log, isBusy });
    addDocumentsRoute(app, { subgraphUrl: runtime.subgraphs.documents, log, timeoutMs });
    await addPortal(app, runtime.portal ?? builtPortal);
    const url = await listen(app, runtime.config);
    return { name: 'gateway', url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
    const service = await start({ config, log, subgraphs: readSubgraphUrls(config), workerUrl: config.WORKER_URL });
    log.info({ url: service.url }, 'gateway is up');
    stopOnSignal(service.stop);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

if (import.meta.main) await main();
