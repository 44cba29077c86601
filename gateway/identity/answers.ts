import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { isDatabaseDown } from 'lib/db.ts';
import { type ErrorCode, errorCodes } from 'lib/errors.ts';
import type { Logger } from 'lib/log.ts';
import { type Page, pageHeaders, renderPage } from './page.ts';

/** Answers a request of this corner of the gateway with less than it wanted. */
export class Denial extends Error {
  override name = 'Denial';
  readonly code: ErrorCode;
  readonly status: number;

  /** @param status when the code's own does not say it well. */
  constructor(code: ErrorCode, message: string, status: number = errorCodes[code]) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** Sends a page of the gateway itself. */
export function sendPage(reply: FastifyReply, status: number, page: Page): FastifyReply {
  return reply.code(status).headers(pageHeaders).send(renderPage(page));
}

/** Whether a person looks at the answer, and not a program. */
function isForPerson({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') ?? false;
}

/** People get a page that says what happened and how to go on, programs the shape of every answer of the graph. */
export function answerFaults(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler(async (error, request, reply) => {
    const { code, status, message } = toDenial(error, request, log);
    if (!isForPerson(request)) {
      return reply
        .code(status)
        .header('cache-control', 'no-store')
        .send({ errors: [{ message, extensions: { code } }] });
    }
    const links = [
      { to: '/sign-in', text: 'Sign in again' },
      { to: '/', text: 'Go to the portal' },
    ];
    return sendPage(reply, status, { title: 'Signing in did not work', paragraphs: [message], links });
  });
}

function toDenial(error: unknown, request: FastifyRequest, log: Logger): Denial {
  if (error instanceof Denial) return error;
  if (error instanceof GraphQLError && typeof error.extensions.code === 'string' && Object.hasOwn(errorCodes, error.extensions.code)) {
    return new Denial(error.extensions.code as ErrorCode, error.message);
  }
  if (isDatabaseDown(error)) {
    log.warn({ err: error }, 'the database cannot be reached');
    return new Denial('SUBGRAPH_UNAVAILABLE', 'The database cannot be reached now; try again in some seconds');
  }
  const status = readStatus(error);
  if (status !== null) return new Denial('BAD_USER_INPUT', 'The request cannot be understood', status);
  log.error({ err: error, reportedAs: request.id }, 'a request at the door failed');
  return new Denial('INTERNAL_SERVER_ERROR', `Internal error, reported as ${request.id}`);
}

/** The server's own refusals of what it cannot read carry the status. */
function readStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return null;
  return error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : null;
}
