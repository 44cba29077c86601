import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { graphError } from './errors.ts';
import { contentOf, createRequestVerifier, identityHeader, type VerifyRequest } from './gateway-signature.ts';
import type { Identity } from './identity.ts';
import type { SubgraphName } from './sdl.ts';
import { keepSecret, readSecret, type Secret } from './secrets.ts';
import { textOf } from './upload-form.ts';

/** What somebody hears who asks a subgraph past the gateway. */
export const notSigned = 'This service answers the gateway only: the request carries no signature of it, or one for something else';

/** What gateway and subgraphs believe each other by. */
export function findGatewaySecret({ GATEWAY_SECRET, LAB_DATA_DIR }: Pick<Config, 'GATEWAY_SECRET' | 'LAB_DATA_DIR'>): Secret {
  return GATEWAY_SECRET ? readSecret(GATEWAY_SECRET) : keepSecret(LAB_DATA_DIR, 'gateway');
}

export type Admission = {
  verify: VerifyRequest;
  /** @throws GraphQLError UNAUTHENTICATED for a request that the gateway has not signed. */
  identityOf(request: FastifyRequest): Identity;
  /** For addresses that also take a permission of another kind: null when there is no valid signature. */
  findIdentity(request: FastifyRequest): Identity | null;
};

/**
 * Lets a subgraph's `/graphql` answer only what the gateway has signed, to the byte. Other addresses ask for the identity themselves.
 */
export function admitSigned(app: FastifyInstance, config: Config, name: SubgraphName): Admission {
  const verify = createRequestVerifier(findGatewaySecret(config), name);
  const bodies = new WeakMap<FastifyRequest, Buffer>();
  const identities = new WeakMap<FastifyRequest, Identity>();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    bodies.set(request, body);
    // answers by the callback
    void parseJson(request, body.toString('utf8'), done);
  });
  const findIdentity = (request: FastifyRequest): Identity | null => {
    const content = request.method === 'POST' ? (bodies.get(request) ?? textOf(request.body)) : contentOf.path(request.url);
    return content === null ? null : verify(request.headers[identityHeader], content);
  };
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.url !== '/graphql') return;
    const identity = findIdentity(request);
    if (!identity) return await reply.code(401).send({ errors: [graphError('UNAUTHENTICATED', notSigned)] });
    identities.set(request, identity);
  });
  return {
    verify,
    findIdentity,
    identityOf: (request) => {
      const identity = identities.get(request);
      if (!identity) throw graphError('UNAUTHENTICATED', notSigned);
      return identity;
    },
  };
}
