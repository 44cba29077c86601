import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { formatError, readRequestContext } from 'lib/graphql-server.ts';
import type { Logger } from 'lib/log.ts';
import type { GatewayContext } from '../data-source.ts';
import { type Door, refuse } from '../identity/door.ts';
import { maxTokens } from '../limits.ts';
import { type Acceptance, isSubscription, readAcceptance } from './accept.ts';
import type { Admission } from './admission.ts';
import type { Feed } from './feed.ts';
import { HttpStream, type StreamFormat } from './http-stream.ts';
import type { LiveLimits } from './live-limits.ts';
import { multipartSubscription } from './multipart.ts';
import type { Operate, Operated, OperationRequest } from './operate.ts';
import type { Rounds } from './rounds.ts';
import { serverSentEvents } from './sse.ts';
import { readStreamRequest } from './stream-request.ts';

export type StreamRouteOptions = {
  app: FastifyInstance;
  path: string;
  admission: Admission;
  operate: Operate;
  door: Pick<Door, 'callerOf'>;
  limits: LiveLimits;
  rounds: Rounds;
  log: Logger;
};

const formats: Record<Acceptance['stream'], StreamFormat> = { sse: serverSentEvents, multipart: multipartSubscription };

/**
 * Serves operations as server-sent events or multipart HTTP to who accepts those, at the address where plain HTTP is served. It is a
 * hook on that route, because routes cannot share an address; everybody else passes it by.
 */
export function addStreams({ app, path, admission, operate, door, limits, rounds, log }: StreamRouteOptions): void {
  const streams = new Set<HttpStream>();
  let isDraining = false;

  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== path || (request.method !== 'GET' && request.method !== 'POST')) return;
    const acceptance = readAcceptance(request.headers.accept);
    if (!acceptance || (acceptance.json && isForPlainHttp(request))) return;
    return await serve(request, reply, acceptance);
  });

  async function serve(request: FastifyRequest, reply: FastifyReply, acceptance: Acceptance): Promise<FastifyReply> {
    // gone already: nobody would take it off the list
    if (reply.raw.destroyed) return reply.hijack();
    const { asked, refused } = readStreamRequest(request);
    if (refused) return await refuse(reply, refused);
    const caller = door.callerOf(request);
    const { visit, refused: turnedAway } = admission.enter(request.raw);
    if (turnedAway) return await refuse(reply, turnedAway);
    const leave = new AbortController();
    reply.raw.once('close', () => {
      visit.leave();
      leave.abort();
    });
    const crowded = visit.join(caller.identity.subject);
    if (crowded) return await refuse(reply, crowded);
    const operated = await run(asked, { ...readRequestContext(request), caller, signal: leave.signal });
    if (operated.kind === 'result') return answer(reply, operated, acceptance);
    if (leave.signal.aborted) operated.feed.close();
    else follow(reply, operated.feed, formats[acceptance.stream], caller.ended);
    return reply.hijack();
  }

  async function run(asked: OperationRequest, context: GatewayContext): Promise<Operated> {
    try {
      return await operate(asked, context);
    } catch (error) {
      return { kind: 'result', result: { errors: [formatError(error, log)] }, httpStatus: 500 };
    }
  }

  function follow(reply: FastifyReply, feed: Feed, format: StreamFormat, ended: AbortSignal): void {
    const response = reply.raw;
    // what every answer says; the framework leaves this one to us
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) response.setHeader(name, value);
    const stream = new HttpStream({ response, feed, format, rounds, heartbeatMs: limits.heartbeatMs });
    const endSession = (): void => stream.finish({ kind: 'session-over' });
    streams.add(stream);
    ended.addEventListener('abort', endSession);
    response.once('close', () => {
      streams.delete(stream);
      ended.removeEventListener('abort', endSession);
    });
    if (ended.aborted) endSession();
    if (isDraining) stream.drain();
  }

  app.addHook('preClose', async () => {
    isDraining = true;
    for (const stream of streams) stream.drain();
  });
}

/** An answer that is complete: as JSON to who takes that too, otherwise as a stream of one message. */
function answer(reply: FastifyReply, { result, httpStatus }: Operated & { kind: 'result' }, acceptance: Acceptance): FastifyReply {
  const text = JSON.stringify(result);
  if (acceptance.json) return reply.code(httpStatus).type(`${acceptance.json}; charset=utf-8`).send(text);
  const { headers, opening, formatMessage, formatEnd } = formats[acceptance.stream];
  return reply.headers(headers).send(opening + formatMessage(text) + formatEnd({ kind: 'complete' }));
}

/** Of who accepts both, everything but subscriptions. A persisted operation may be one: it shows when it is run. */
function isForPlainHttp({ method, query, body }: FastifyRequest): boolean {
  const asked = (method === 'GET' ? query : body) as { query?: unknown; operationName?: unknown } | null | undefined;
  if (typeof asked?.query === 'string') return !isSubscription(asked.query, asked.operationName, maxTokens);
  return method === 'GET' || !asked;
}
