import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { DateTimeResolver, EmailAddressResolver, JSONResolver } from 'graphql-scalars';
import { Kysely, PostgresDialect } from 'kysely';
import type { Sql } from './connection.ts';
import type { Pool } from './db.ts';
import { addGraphqlRoute, createHttpServer, type RequestContext, readRequestContext } from './graphql-server.ts';
import { loadSubgraphSchema, type SubgraphName } from './sdl.ts';
import type { Runtime, Service } from './service.ts';

/** What every resolver of every subgraph gets. */
export type SubgraphContext = RequestContext & {
  pool: Pool;
  /** The same pool for statements that are composed. */
  sql: Sql;
  boss: Runtime['boss'];
  /** Who asks. */
  actor: string;
};

export type Subgraph<Context extends SubgraphContext> = {
  name: SubgraphName;
  /** Made from the schema by codegen as `Resolvers`. */
  resolvers: object;
  /** Adds data loaders and what else lives as long as one request. */
  extendContext: (base: SubgraphContext) => Context;
  /** What must answer, beside the database, before this subgraph can do its work. */
  isReady?: () => Promise<boolean>;
};

/**
 * Serves one domain's subgraph at `/graphql`, with `/health/live` and `/health/ready`.
 *
 * @throws when the port is taken.
 */
export async function serveSubgraph<Context extends SubgraphContext>(runtime: Runtime, subgraph: Subgraph<Context>): Promise<Service> {
  const { pool, boss, config, log } = runtime;
  const sql: Sql = new Kysely({ dialect: new PostgresDialect({ pool }) });
  const app = createHttpServer(log, async () => {
    await pool.query('/* health */ select 1');
    return (await subgraph.isReady?.()) ?? true;
  });
  await addGraphqlRoute<Context>({
    app,
    log: log.child({ service: subgraph.name }),
    createContext: async (request) => subgraph.extendContext({ ...readRequestContext(request), pool, sql, boss, actor: 'anonymous' }),
    apollo: {
      schema: buildSubgraphSchema([
        {
          typeDefs: loadSubgraphSchema(subgraph.name),
          resolvers: {
            ...subgraph.resolvers,
            DateTime: DateTimeResolver,
            EmailAddress: EmailAddressResolver,
            JSON: JSONResolver,
          } as GraphQLResolverMap<unknown>,
        },
      ]),
    },
  });
  const address = await app.listen({ host: config.SERVICE_HOST, port: config.SERVICE_PORT });
  return { name: subgraph.name, url: `${address}/graphql`, stop: () => app.close() };
}
