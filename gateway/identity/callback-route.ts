import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from 'lib/identity.ts';
import type { Logger } from 'lib/log.ts';
import { Denial, sendPage } from './answers.ts';
import { type ClaimNames, type Claims, toIdentity } from './claims.ts';
import { nameCookies, type PendingSeal, type PendingSignIn, pendingCookieOptions, readCookie, sessionCookieOptions } from './cookies.ts';
import type { TellEvent } from './events.ts';
import { callbackPath } from './local-provider.ts';
import type { Origins } from './origins.ts';
import { describeFault, isProviderDown } from './provider-faults.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Sessions } from './sessions.ts';

export type CallbackRoute = {
  party: RelyingParty;
  sessions: Sessions;
  origins: Origins;
  seal: PendingSeal;
  claimNames: ClaimNames;
  tell: TellEvent;
  log: Logger;
};

type Callback = FastifyRequest<{ Querystring: Record<string, unknown> }>;

const statePattern = /^[\w-]{1,128}$/;

/** The address at which browsers come back from the provider. */
export function addCallbackRoute(app: FastifyInstance, { party, sessions, origins, seal, claimNames, tell, log }: CallbackRoute): void {
  app.get<{ Querystring: Record<string, unknown> }>(callbackPath, async (request, reply) => {
    const refuse = (detail: string, message: string): never => {
      tell({ action: 'sign-in-refused', subject: null, detail, requestId: request.id });
      throw new Denial('UNAUTHENTICATED', message);
    };
    const pending = takePending(request, reply);
    if (!pending) {
      return refuse('nobody began this sign-in here', 'This sign-in was not begun in this browser, is over already, or took too long.');
    }
    const claims = await finish(request, pending).catch((error: unknown) => {
      log.info({ fault: describeFault(error), reportedAs: request.id }, 'a sign-in was refused');
      if (isProviderDown(error)) {
        throw new Denial('SUBGRAPH_UNAVAILABLE', 'The provider of identities does not answer now. Try again in some seconds.');
      }
      if (request.query.error === 'access_denied') {
        return refuse('the provider said no', 'The provider did not let you in, or you changed your mind.');
      }
      return refuse('the answer of the provider is no good', 'What the provider sent back cannot be believed, or was used before.');
    });
    const identity = toIdentity(claims, claimNames);
    if (!identity) return refuse('the claims name nobody', 'The provider does not say who you are in a form that can be kept.');
    await begin(request, reply, identity);
    const detail = `roles: ${identity.roles.join(', ') || 'none'}`;
    tell({ action: 'signed-in', subject: identity.subject, detail, requestId: request.id });
    reply.header('cache-control', 'no-store');
    return identity.roles.length > 0 ? reply.redirect(pending.to, 303) : sendNoRole(reply, identity);
  });

  /** What was begun is over whatever comes of it: it cannot be tried again. */
  function takePending(request: Callback, reply: FastifyReply): PendingSignIn | null {
    const isSecure = origins.isSecure(request.raw);
    const { state } = request.query;
    if (typeof state !== 'string' || !statePattern.test(state)) return null;
    const name = `${nameCookies(isSecure).pendingPrefix}${state}`;
    const sealed = request.cookies[name];
    if (sealed === undefined) return null;
    reply.clearCookie(name, pendingCookieOptions(isSecure));
    const pending = seal.open(sealed);
    return pending?.state === state ? pending : null;
  }

  async function finish({ url }: Callback, pending: PendingSignIn): Promise<Claims> {
    const current = new URL(pending.redirectUri);
    current.search = new URL(url, current).search;
    return await party.finish(current, pending);
  }

  async function begin(request: Callback, reply: FastifyReply, identity: Identity): Promise<void> {
    const isSecure = origins.isSecure(request.raw);
    const { session } = nameCookies(isSecure);
    // one browser is one person
    const before = readCookie(request.headers.cookie, session);
    if (before !== null) await sessions.end(before);
    const { id, expiresAt } = await sessions.begin(identity, request.headers['user-agent'] ?? '');
    reply.setCookie(session, id, { ...sessionCookieOptions(isSecure), expires: expiresAt });
  }
}

function sendNoRole(reply: FastifyReply, { name }: Identity): FastifyReply {
  return sendPage(reply, 200, {
    title: 'You may do nothing here yet',
    paragraphs: [
      `You are signed in as ${name}, but you have none of the lab's roles.`,
      'Whoever looks after the provider of identities can give you one; sign in again afterwards.',
    ],
    links: [{ to: '/sign-in', text: 'Sign in again' }],
    form: { action: '/sign-out', buttons: [{ name: 'then', value: 'portal', text: 'Sign out', summary: 'End this session.' }] },
  });
}
