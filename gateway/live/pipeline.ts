import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, type FormattedExecutionResult, Kind, OperationTypeNode } from 'graphql';
import { graphError } from 'lib/errors.ts';
import type { GatewayContext } from '../data-source.ts';
import { createExecutor, type Executor, type ExecutorOptions } from '../executor.ts';
import { refuseEarly } from '../refuse-early.ts';
import type { LiveEngine } from './live-engine.ts';
import type { Operate } from './operate.ts';
import { refuseConditions } from './plan.ts';

export type FederatedGateway = Pick<ApolloGateway, 'load' | 'onSchemaLoadOrUpdate' | 'stop'>;

export type OwnExecutors = { live: LiveEngine } & Omit<ExecutorOptions, 'fallback'>;

/** The gateway with its executors in place of its own; the server sees one gateway that can do queries, mutations and subscriptions. */
export function withOwnExecutors(gateway: ApolloGateway, { live, ...own }: OwnExecutors): FederatedGateway {
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    load: async (options) => {
      const loaded = await gateway.load(options);
      const execute = createExecutor({ ...own, fallback: loaded.executor });
      return {
        ...loaded,
        executor: async (request) =>
          request.operation.operation === OperationTypeNode.SUBSCRIPTION ? openFeed(live, request) : await execute(request),
      };
    },
    stop: () => gateway.stop(),
  };
}

function openFeed(live: LiveEngine, { document, operation, queryHash, request, context }: Parameters<Executor>[0]): { data: null } {
  const holder = (context as GatewayContext).live;
  if (!holder) throw graphError('BAD_USER_INPUT', noStream, { http: { status: 400 } });
  holder.feed = live.open({ document, operation, queryHash, variables: request.variables ?? {}, context: context as GatewayContext });
  return { data: null };
}

const noStream =
  'A subscription needs a connection that stays open: a WebSocket with the subprotocol graphql-transport-ws, or HTTP with accept: text/event-stream or multipart/mixed;subscriptionSpec="1.0"';

/** @param server a started server whose gateway was made by {@link withOwnExecutors}. */
export function createOperate(server: ApolloServer<GatewayContext>): Operate {
  return async (request, context) => {
    const live: NonNullable<GatewayContext['live']> = { feed: null };
    const { body, http } = await server.executeOperation(request, { contextValue: { ...context, live } });
    if (body.kind !== 'single') throw new Error('An operation was answered in parts, which nobody asked for');
    const { singleResult } = body;
    if (live.feed && !singleResult.errors) return { kind: 'feed', feed: live.feed };
    live.feed?.close();
    return { kind: 'result', result: singleResult as FormattedExecutionResult, httpStatus: http.status ?? 200 };
  };
}

/** Refuses conditions on a subscription's own field before validation meets them: graphql-js throws there. */
export function refuseLiveConditions(): ApolloServerPlugin {
  return refuseEarly(findRefusal);
}

function findRefusal(document: DocumentNode): unknown {
  try {
    for (const node of document.definitions) if (node.kind === Kind.OPERATION_DEFINITION) refuseConditions(node, document);
    return null;
  } catch (error) {
    return error;
  }
}
