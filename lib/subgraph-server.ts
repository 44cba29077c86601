import { randomUUID } from 'node:crypto';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import type { FastifyInstance } from 'fastify';
import { Kysely, PostgresDialect } from 'kysely';
import { type Sight, sightOf } from './access.ts';
import type { AuditTrail } from './audit.ts';
import { auditRefusals, createRefusalRecorder } from './audit-refusals.ts';
import type { Sql } from './connection.ts';
import type { Pool } from './db.ts';
import type { LogFollower } from './event-log/follower.ts';
import { addGraphqlRoute, createHttpServer, type RequestContext, readRequestContext } from './graphql-server.ts';
import { guardResolvers } from './guard.ts';
import type { Identity } from './identity.ts';
import { serveSubscriptions } from './live-subscriptions.ts';
import { scalars } from './scalars.ts';
import { loadSubgraphSchema, type SubgraphName } from './sdl.ts';
import type { Runtime, Service } from './service.ts';
import { type Admission, admitSigned } from './signed-requests.ts';

/** What every resolver of every subgraph gets. */
export type SubgraphContext = RequestContext & {
  pool: Pool;
  /** The same pool for statements that are composed. */
  sql: Sql;
  boss: Runtime['boss'];
  /** What subscriptions are drawn from. */
  follower: LogFollower;
  /** Who asks, as the gateway has signed it. */
  identity: Identity;
  /** What is recorded as the one who did it: the identity's subject. */
  actor: string;
  /** What the one who asks sees of everything that hangs on requests. */
  sight: Sight;
  /** Where sensitive actions are recorded. */
  auditTrail: AuditTrail;
};

export type Subgraph<Context extends SubgraphContext> = {
  name: SubgraphName;
  /** Made from the schema by codegen as `Resolvers`. */
  resolvers: object;
  /** Adds data loaders and what else lives as long as one request. */
  extendContext: (base: SubgraphContext) => Context;
  /** What must answer, beside the database, before this subgraph can do its work. */
  isReady?: () => Promise<boolean>;
  /** What this subgraph serves beside GraphQL, and which bodies it takes beside JSON. */
  extend?: (app: FastifyInstance, admission: Admission) => void | Promise<void>;
};

/**
 * Serves one domain's subgraph at `/graphql`, subscriptions over graphql-transport-ws at the same address, with `/health/live` and `/health/ready`.
 *
 * @throws when the port is taken.
 */
export async function serveSubgraph<Context extends SubgraphContext>(runtime: Runtime, subgraph: Subgraph<Context>): Promise<Service> {
  const { pool, boss, follower, config } = runtime;
  const log = runtime.log.child({ service: subgraph.name });
  const auditTrail: AuditTrail = { chain: subgraph.name, keys: runtime.auditKeys };
  const sql: Sql = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const app = createHttpServer(runtime.log, async () => {
    await pool.query('/* health */ select 1');
    return (await subgraph.isReady?.()) ?? true;
  });
  const schema = buildSubgraphSchema([
    {
      typeDefs: loadSubgraphSchema(subgraph.name),
      resolvers: {
        ...auditRefusals(guardResolvers(subgraph.resolvers), createRefusalRecorder(pool, auditTrail, log)),
        ...scalars,
      } as GraphQLResolverMap<unknown>,
    },
  ]);
  const createContext = (request: RequestContext, identity: Identity): Context =>
    subgraph.extendContext({
      ...request,
      pool,
      sql,
      boss,
      follower,
      identity,
      actor: identity.subject,
      sight: sightOf(identity),
      auditTrail,
    });
  const admission = admitSigned(app, config, subgraph.name);
  await subgraph.extend?.(app, admission);
  await addGraphqlRoute<Context>({
    app,
    log,
    createContext: async (request) => createContext(readRequestContext(request), admission.identityOf(request)),
    apollo: { schema },
  });
  if (schema.getSubscriptionType()) {
    serveSubscriptions({
      app,
      log,
      schema,
      verify: admission.verify,
      createContext: (identity) => createContext({ requestId: randomUUID(), traceparent: null }, identity),
    });
  }
  const address = await app.listen({ host: config.SERVICE_HOST, port: config.SERVICE_PORT });
  return { name: subgraph.name, url: `${address}/graphql`, stop: () => app.close() };
}
