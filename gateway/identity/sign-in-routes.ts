import type { FastifyInstance } from 'fastify';
import type { Logger } from 'lib/log.ts';
import { Denial } from './answers.ts';
import { addCallbackRoute, type CallbackRoute } from './callback-route.ts';
import { nameCookies, pendingCookieOptions, pendingSeconds } from './cookies.ts';
import { callbackPath } from './local-provider.ts';
import { describeFault } from './provider-faults.ts';
import { readReturnPath } from './return-path.ts';

export type SignInRoutes = CallbackRoute & {
  /** Origin that is left out of the way to the provider, because it is this very server; null: there is none. */
  ownIssuer: string | null;
};

/** Sign-ins under way in one browser; when there are more, somebody else's page opens them. */
const mostPending = 5;

/** `/sign-in` and the way back from the provider. */
export function addSignInRoutes(app: FastifyInstance, options: SignInRoutes): void {
  const { party, ownIssuer, origins, seal, log } = options;

  app.get<{ Querystring: { to?: unknown; again?: unknown } }>('/sign-in', async (request, reply) => {
    const origin = origins.originOf(request.raw);
    const to = readReturnPath(request.query.to);
    // cookies belong to a name: whoever came by another one would come back without them. Once: a proxy may hide the name
    if (!origins.isAtHome(request.raw) && request.query.again === undefined) {
      return reply.redirect(`${origin}/sign-in?${new URLSearchParams({ to, again: '1' })}`, 302);
    }
    const redirectUri = `${origin}${callbackPath}`;
    const { url, ...secrets } = await party.begin(redirectUri).catch((error: unknown) => refuseWithoutProvider(error, log));
    const isSecure = origins.isSecure(request.raw);
    const { pendingPrefix } = nameCookies(isSecure);
    const cookieOptions = pendingCookieOptions(isSecure);
    const underWay = Object.keys(request.cookies).filter((name) => name.startsWith(pendingPrefix));
    if (underWay.length >= mostPending) for (const name of underWay) reply.clearCookie(name, cookieOptions);
    const pending = { ...secrets, to, redirectUri, until: Date.now() + pendingSeconds * 1_000 };
    reply.setCookie(`${pendingPrefix}${secrets.state}`, seal.seal(pending), { ...cookieOptions, maxAge: pendingSeconds });
    const target = url.origin === ownIssuer ? `${url.pathname}${url.search}` : url.href;
    return reply.header('cache-control', 'no-store').redirect(target, 302);
  });

  addCallbackRoute(app, options);
}

function refuseWithoutProvider(error: unknown, log: Logger): never {
  log.warn({ fault: describeFault(error) }, 'the provider of identities cannot be asked');
  throw new Denial('SUBGRAPH_UNAVAILABLE', 'The provider of identities does not answer now. Try again in some seconds.');
}
