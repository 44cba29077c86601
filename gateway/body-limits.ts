import { pipeline, Transform, type TransformCallback } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Identity } from 'lib/identity.ts';
import type { Door } from './identity/door.ts';

/** Largest body of an operation, in bytes. */
export const maxBodyBytes = 1024 * 1024;
/** The same for integrators, whose imports bring 500 submissions with long descriptions at once. */
export const maxImportBytes = 16 * 1024 * 1024;

/** Largest body of an operation that somebody may send, in bytes. */
function findBodyLimit({ roles }: Identity): number {
  return roles.includes('integrator') ? maxImportBytes : maxBodyBytes;
}

/** Refuses bodies of operations that are larger than who sends them may send; files have a limit of their own in their receiver. */
export function limitBodies(app: FastifyInstance, { callerOf }: Pick<Door, 'callerOf'>): void {
  app.addHook('preParsing', async (request, reply, payload) => {
    if (request.routeOptions.url !== '/graphql' || isForm(request)) return payload;
    const limit = findBodyLimit(callerOf(request).identity);
    const declared = request.headers['content-length'];
    // a sender who breaks off ends both
    if (declared === undefined) return pipeline(payload, new Measure(limit), () => {});
    if (Number(declared) <= limit) return payload;
    // the rest of it is not read
    reply.header('connection', 'close');
    throw new BodyTooLarge(limit);
  });
}

function isForm({ headers }: FastifyRequest): boolean {
  return /^multipart\//i.test(headers['content-type'] ?? '');
}

class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
  readonly statusCode = 413;

  constructor(limit: number) {
    const way = limit < maxImportBytes ? `; integrators may send ${maxImportBytes}` : '';
    super(`The request is larger than ${limit} bytes — send it in several${way}`);
  }
}

/** A body in pieces, whose length shows while it comes. */
class Measure extends Transform {
  /** What Fastify compares with a declared length. */
  receivedEncodedLength = 0;
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.receivedEncodedLength += chunk.length;
    if (this.receivedEncodedLength > this.#limit) done(new BodyTooLarge(this.#limit));
    else done(null, chunk);
  }
}
