import type { FastifyInstance } from 'fastify';
import type { Logger } from 'lib/log.ts';
import { type AddressOf, createAddressOf, createTrust } from '../client-address.ts';
import type { Door } from '../identity/door.ts';
import { Admission } from './admission.ts';
import { type LiveLimits, liveLimits } from './live-limits.ts';
import type { Operate } from './operate.ts';
import { Rounds } from './rounds.ts';
import { addStreams } from './stream-route.ts';
import { addWebSocket } from './websocket.ts';

export type LiveTransports = {
  operate: Operate;
  /** Says who asks, and who opens a WebSocket. */
  door: Pick<Door, 'callerOf' | 'admit'>;
  log: Logger;
  /** Whether queries or mutations are in hand, which go first. */
  isBusy?: () => boolean;
  /** Those that differ from the usual ones. */
  limits?: Partial<LiveLimits>;
  /** Where a request comes from; the peer unless told otherwise. */
  addressOf?: AddressOf;
};

const path = '/graphql';

/**
 * Serves subscriptions, and every other operation, at `/graphql` over WebSocket, server-sent events and multipart HTTP. The route
 * for plain HTTP may be added before or after; the server must not listen yet.
 *
 * When the HTTP server closes, clients are told to connect again; what they have in hand may take its time within limits.
 */
export function addLiveTransports(
  app: FastifyInstance,
  { operate, door, log, isBusy, limits: differing = {}, addressOf = createAddressOf(createTrust(undefined)) }: LiveTransports,
): void {
  const limits = { ...liveLimits, ...differing };
  const admission = new Admission({ limits, addressOf });
  const rounds = new Rounds(log, isBusy);
  app.addHook('preClose', async () => admission.close());
  const options = { app, path, admission, operate, limits, rounds, log };
  addWebSocket({ ...options, door });
  addStreams({ ...options, door });
}
