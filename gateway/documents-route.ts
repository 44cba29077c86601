import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { contentOf, identityHeader, type SignRequest } from 'lib/gateway-signature.ts';
import type { Logger } from 'lib/log.ts';
import { Pool } from 'undici';
import { type Door, refuse } from './identity/door.ts';
import type { RateLimiter } from './rate-limit.ts';

export type DocumentsRoute = {
  /** GraphQL address of the documents subgraph, which serves the bytes on the same port. */
  subgraphUrl: string;
  /** Says who asks. */
  door: Pick<Door, 'admit'>;
  limiter: Pick<RateLimiter, 'charge'>;
  /** What the subgraph believes us by. */
  sign: SignRequest;
  log: Logger;
  /** How long the subgraph may take to begin its answer, in milliseconds. */
  timeoutMs: number;
};

/** What a client may ask of a document beside the document itself. */
const asked = ['range', 'if-range', 'if-none-match', 'if-modified-since', 'accept'] as const;
/** What the subgraph says about it. */
const answered = [
  'content-type',
  'content-length',
  'content-range',
  'content-disposition',
  'content-security-policy',
  'accept-ranges',
  'cache-control',
  'etag',
  'last-modified',
  'x-content-type-options',
  'cross-origin-resource-policy',
  'referrer-policy',
] as const;

/** Serves the bytes of documents at `/documents/<id>`: the subgraph decides who gets them and how, the gateway passes them on as they come. */
export function addDocumentsRoute(app: FastifyInstance, { subgraphUrl, door, limiter, sign, log, timeoutMs }: DocumentsRoute): void {
  const pool = new Pool(new URL(subgraphUrl).origin, { connections: 32, headersTimeout: timeoutMs, connectTimeout: timeoutMs });
  app.addHook('onClose', () => pool.destroy());

  app.route<{ Params: { id: string } }>({
    method: ['GET', 'HEAD'],
    url: '/documents/:id',
    handler: async (request, reply) => {
      // a signed link is the subgraph's to judge: it brings its own permission
      const admitted = isSignedLink(request) ? null : await door.admit(request.raw);
      if (admitted && 'refused' in admitted) return await refuse(reply, admitted.refused);
      const crowded = admitted && (await limiter.charge(admitted.caller.identity.subject));
      if (crowded) return await refuse(reply, crowded);
      const path = `/documents/${encodeURIComponent(request.params.id)}${readSearch(request)}`;
      const identity = admitted ? { [identityHeader]: sign('documents', admitted.caller.identity, contentOf.path(path)) } : {};
      try {
        const { statusCode, headers, body } = await pool.request({
          method: request.method as 'GET' | 'HEAD',
          path,
          headers: { ...pick(request.headers, asked), ...identity, 'x-request-id': request.id },
        });
        body.on('error', (error) => log.warn({ err: error, requestId: request.id }, 'a document broke off on its way'));
        return await reply.code(statusCode).headers(pick(headers, answered)).send(body);
      } catch (error) {
        log.warn({ err: error, requestId: request.id }, 'the documents subgraph did not answer');
        const message = 'The subgraph "documents" cannot be reached; try again in some seconds';
        return await reply.code(503).send({ errors: [{ message, extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }] });
      }
    },
  });
}

function isSignedLink({ query }: FastifyRequest): boolean {
  return typeof query === 'object' && query !== null && ('signature' in query || 'expires' in query);
}

function readSearch({ url }: FastifyRequest): string {
  const at = url.indexOf('?');
  return at === -1 ? '' : url.slice(at);
}

function pick(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string | string[]> {
  return Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));
}
