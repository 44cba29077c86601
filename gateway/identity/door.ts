import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, errorCodes, graphError } from 'lib/errors.ts';
import { formatError } from 'lib/graphql-server.ts';
import type { Logger } from 'lib/log.ts';
import type { AddressOf } from '../client-address.ts';
import { type Refused, toRefusalBody, toRefusalHeaders } from '../live/refused.ts';
import type { RateLimiter } from '../rate-limit.ts';
import type { Caller, Gatekeeper } from './gatekeeper.ts';

/** What nobody hears but who has brought no sign of who they are. */
const signInFirst = 'Nobody is signed in: sign in at /sign-in, or send a bearer token (npm run lab -- token makes one)';

export type Admitted = { caller: Caller } | { refused: Refused };

export type Door = {
  /** Who asks, or what to answer instead. */
  admit(request: IncomingMessage): Promise<Admitted>;
  /** The one who asks at `/graphql`. */
  callerOf(request: FastifyRequest): Caller;
};

export type DoorOptions = {
  gatekeeper: Pick<Gatekeeper, 'identify'>;
  limiter: RateLimiter;
  addressOf: AddressOf;
  log: Logger;
};

/** Lets nobody to `/graphql` who is not signed in: a request is judged before a byte of its body is read. */
export function addDoor(app: FastifyInstance, { gatekeeper, limiter, addressOf, log }: DoorOptions): Door {
  const callers = new WeakMap<FastifyRequest, Caller>();

  async function admit(request: IncomingMessage): Promise<Admitted> {
    const found = await identify(gatekeeper, request, log);
    if ('caller' in found) {
      const refused = await limiter.findRefusal(found.caller.identity.subject);
      return refused ? { refused } : found;
    }
    const isUnknown = found.refused.status === 401;
    return { refused: (isUnknown && (await limiter.chargeStranger(addressOf(request)))) || found.refused };
  }

  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    if (url === '/sign-in') {
      const crowded = await limiter.chargeSignIn(addressOf(request.raw));
      if (crowded) return await refuse(reply, crowded);
    }
    if (url !== '/graphql') return;
    const admitted = await admit(request.raw);
    if ('refused' in admitted) return await refuse(reply, admitted.refused);
    callers.set(request, admitted.caller);
  });
  return {
    admit,
    callerOf: (request) => {
      const caller = callers.get(request);
      if (!caller) throw graphError('UNAUTHENTICATED', signInFirst);
      return caller;
    },
  };
}

async function identify(gatekeeper: DoorOptions['gatekeeper'], request: IncomingMessage, log: Logger): Promise<Admitted> {
  try {
    const caller = await gatekeeper.identify(request);
    return caller ? { caller } : { refused: { status: 401, code: 'UNAUTHENTICATED', message: signInFirst } };
  } catch (error) {
    // masked as everywhere, and logged under the id that the answer names
    const { message, extensions } = formatError(error, log);
    const code = (extensions?.code ?? 'INTERNAL_SERVER_ERROR') as ErrorCode;
    return { refused: { status: errorCodes[code], code, message } };
  }
}

/** Answers a request that is not let in. */
export async function refuse(reply: FastifyReply, refused: Refused): Promise<FastifyReply> {
  return await reply.code(refused.status).headers(toRefusalHeaders(refused)).send(toRefusalBody(refused));
}
