import { createLocalJWKSet } from 'jose';
import { findLocalPerson, toClaims } from 'lib/local-people.ts';
import { localIssuer, type SigningKeys, toPublicKey } from 'lib/local-tokens.ts';
import type { Logger } from 'lib/log.ts';
import type { Secret } from 'lib/secrets.ts';
import { Provider } from 'oidc-provider';
import type { TokenTrust } from './bearer.ts';
import { deriveKeys } from './cookies.ts';
import { createLocalStorage } from './local-storage.ts';
import { pageHeaders, renderPage } from './page.ts';

/** The portal, at the local provider; nothing else signs people in there. Unlike the audience of tokens, so that neither passes for the other. */
export const localClientId = 'lab-portal';
export const callbackPath = '/sign-in/callback';

/** Where the local provider is mounted. */
export const providerPath = new URL(localIssuer).pathname;
/** Where it asks who somebody wants to be. */
export const interactionPath = `${providerPath}/interaction`;

const minuteSeconds = 60;

/** What makes a token of the local provider good. */
export function trustLocalKeys(keys: SigningKeys): TokenTrust {
  return { issuer: localIssuer, getKey: createLocalJWKSet({ keys: keys.map(toPublicKey) }), isTyped: true };
}

export type LocalProviderOptions = { keys: SigningKeys; secret: Secret; publicUrl: string | undefined; log: Logger };

/** An OpenID provider with four people and one client, which lets everybody be whom they choose: for development. */
export function createLocalProvider({ keys, secret, publicUrl, log }: LocalProviderOptions): Provider {
  const provider = new Provider(localIssuer, {
    adapter: createLocalStorage(),
    jwks: { keys: [...keys] },
    clients: [
      {
        client_id: localClientId,
        // one at least has to be given; which ones are taken stands below
        redirect_uris: [`http://localhost${callbackPath}`],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: 'ES256',
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    responseTypes: ['code'],
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name', 'roles', 'teams'] },
    // there is nothing that would have to be kept out of a token for its size
    conformIdTokenClaims: false,
    findAccount: (_ctx, subject) => {
      const person = findLocalPerson(subject);
      return person ? { accountId: subject, claims: async () => toClaims(person) } : undefined;
    },
    interactions: { url: (_ctx, { uid }) => `${interactionPath}/${uid}` },
    // the person chose to sign in to this very lab: there is nobody else to consent to
    loadExistingGrant: async ({ oidc }) => {
      const { client, account } = oidc;
      if (!client || !account) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    // the provider keeps no sessions that tokens could go with
    expiresWithSession: async () => false,
    clientBasedCORS: () => false,
    cookies: {
      names: { session: 'lab_oidc_session', interaction: 'lab_oidc_interaction', resume: 'lab_oidc_resume' },
      keys: deriveKeys(secret, 'cookies of the local provider'),
      long: { path: providerPath, httpOnly: true, sameSite: 'lax' },
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    ttl: {
      AccessToken: 5 * minuteSeconds,
      AuthorizationCode: minuteSeconds,
      Grant: 10 * minuteSeconds,
      IdToken: 5 * minuteSeconds,
      Interaction: 60 * minuteSeconds,
      Session: 60 * minuteSeconds,
    },
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'html';
      for (const [name, value] of Object.entries(pageHeaders)) ctx.set(name, value);
      ctx.body = renderPage({
        title: 'Signing in did not work',
        paragraphs: [`The local provider refuses: ${error_description ?? error}.`],
        links: [{ to: '/sign-in', text: 'Begin again' }],
      });
    },
  });
  allowOwnCallback(provider, publicUrl);
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.status !== 404 || ctx.body) return;
    ctx.status = 404;
    ctx.body = { errors: [{ message: 'There is nothing at this address', extensions: { code: 'BAD_USER_INPUT' } }] };
  });
  provider.on('server_error', (_ctx, error) => log.error({ err: error }, 'the local provider failed'));
  return provider;
}

/**
 * A lab is opened by many names: localhost, 127.0.0.1, its address in the network. The browser may be sent back to the name by which it
 * came, and nowhere else.
 */
function allowOwnCallback(provider: Provider, publicUrl: string | undefined): void {
  const publicOrigin = publicUrl === undefined ? null : new URL(publicUrl).origin;
  provider.Client.prototype.redirectUriAllowed = (given: string): boolean => {
    const url = URL.parse(given);
    if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}${callbackPath}`) return false;
    return url.origin === publicOrigin || url.origin === URL.parse(`${url.protocol}//${Provider.ctx?.req.headers.host}`)?.origin;
  };
}
