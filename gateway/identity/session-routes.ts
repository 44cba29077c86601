import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import type { Identity } from 'lib/identity.ts';
import { Denial } from './answers.ts';
import { nameCookies, readCookie, sessionCookieOptions } from './cookies.ts';
import type { TellEvent } from './events.ts';
import type { Identify } from './identify.ts';
import type { Origins } from './origins.ts';
import type { Sessions } from './sessions.ts';

export type SessionRoutes = {
  sessions: Sessions;
  origins: Origins;
  identify: Identify;
  tell: TellEvent;
};

/** `/session`, which says who is signed in, and `/sign-out`. */
export function addSessionRoutes(app: FastifyInstance, { sessions, origins, identify, tell }: SessionRoutes): void {
  app.get('/session', async (request, reply) => {
    const visitor = await identify(request.raw).catch((error: unknown) => {
      // for the portal, a session that is over is the same as none
      if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') return null;
      throw error;
    });
    reply.header('cache-control', 'no-store');
    if (!visitor) return { person: null };
    return { person: toPerson(visitor.identity), expiresAt: visitor.expiresAt?.toISOString() ?? null };
  });

  app.post('/sign-out', async (request, reply) => {
    const isSecure = origins.isSecure(request.raw);
    const { session } = nameCookies(isSecure);
    const id = readCookie(request.headers.cookie, session);
    if (id !== null) {
      if (!origins.isOwnPage(request.raw)) {
        throw new Denial('FORBIDDEN', "Another page may not sign you out; the portal's own button does");
      }
      const subject = await sessions.end(id);
      if (subject !== null) tell({ action: 'signed-out', subject, detail: 'the person signed out', requestId: request.id });
      reply.clearCookie(session, sessionCookieOptions(isSecure));
    }
    reply.header('cache-control', 'no-store');
    if (request.headers.accept?.includes('application/json')) return reply.code(204).send();
    return reply.redirect('/', 303);
  });
}

function toPerson({ subject, name, roles, teams }: Identity): Identity {
  return { subject, name, roles, teams };
}
