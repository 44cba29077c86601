import { GraphQLError } from 'graphql';
import { isDatabaseDown } from 'lib/db.ts';
import { graphError } from 'lib/errors.ts';
import type { FindBearer } from './bearer.ts';
import { nameCookies, readCookie } from './cookies.ts';
import type { TellEvent } from './events.ts';
import type { Caller } from './gatekeeper.ts';
import { isUnsafe, type Origins, type RequestHead } from './origins.ts';
import type { Sessions } from './sessions.ts';

/** A caller, and until when; null: as long as the token is good. */
export type Visitor = Caller & { expiresAt: Date | null };

export type Identify = (request: RequestHead) => Promise<Visitor | null>;

type Means = { sessions: Sessions; origins: Origins; findBearer: FindBearer; tell: TellEvent };

/** How the gateway finds out on whose behalf a request comes; see `Gatekeeper.identify`. */
export function createIdentify({ sessions, origins, findBearer, tell }: Means): Identify {
  async function identifyBearer(request: RequestHead, authorization: string): Promise<Visitor> {
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    try {
      if (token === undefined)
        throw graphError('UNAUTHENTICATED', 'The authorization header is refused: it has to be "Bearer" and a token');
      return { ...(await findBearer(token)), expiresAt: null };
    } catch (error) {
      if (error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED') {
        tell({ action: 'token-refused', subject: null, detail: error.message, requestId: readRequestId(request) });
      }
      throw error;
    }
  }

  async function identifySession(request: RequestHead, id: string): Promise<Visitor> {
    if (!origins.isOurHost(request)) throw graphError('FORBIDDEN', describeForeignHost(request));
    if (isUnsafe(request) && !origins.isOwnPage(request)) {
      throw graphError(
        'FORBIDDEN',
        "A page from elsewhere may not act for you; the lab's own pages may, and programs bring a bearer token",
      );
    }
    const session = await sessions.find(id).catch((error: unknown) => {
      if (!isDatabaseDown(error)) throw error;
      throw graphError('SUBGRAPH_UNAVAILABLE', 'Sessions cannot be looked up now; try again in some seconds');
    });
    if (!session) throw graphError('UNAUTHENTICATED', 'Your session is over — sign in again at /sign-in');
    return session;
  }

  return async (request) => {
    const { authorization, cookie } = request.headers;
    // a token is brought on purpose, a cookie comes along by itself
    if (authorization !== undefined) return await identifyBearer(request, authorization);
    const id = readCookie(cookie, nameCookies(origins.isSecure(request)).session);
    return id === null ? null : await identifySession(request, id);
  };
}

/** For whoever set the lab up. */
export function describeForeignHost({ headers: { host } }: RequestHead): string {
  const name = JSON.stringify((host ?? '').slice(0, 100));
  return `The lab is not known as ${name} — open it by its address, or say with PUBLIC_URL that it is called so`;
}

function readRequestId({ headers }: RequestHead): string | null {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : null;
}
