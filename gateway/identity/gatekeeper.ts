import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Identity } from 'lib/identity.ts';

/** Somebody who was let in. */
export type Caller = {
  identity: Identity;
  /** Aborts when the session ends or the token expires: whatever is still open for the caller then closes. */
  ended: AbortSignal;
};

/** Decides who is who. The gateway asks it for every request and every socket; there is no way around it. */
export type Gatekeeper = {
  /**
   * Finds out on whose behalf a request comes: by the bearer token in its `authorization` header, or by its session cookie.
   *
   * @returns null when it brings neither.
   * @throws GraphQLError UNAUTHENTICATED when what it brings is no good (expired, forged, ended), with what to do about it in the message;
   *   FORBIDDEN when a session's request comes from a foreign page; SUBGRAPH_UNAVAILABLE when it cannot be known now.
   */
  identify(request: Pick<IncomingMessage, 'headers' | 'method' | 'socket'>): Promise<Caller | null>;
  /** Adds the addresses at which people sign in and out. */
  addRoutes(app: FastifyInstance): void | Promise<void>;
  close(): Promise<void>;
};
