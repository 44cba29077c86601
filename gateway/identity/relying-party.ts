import type { FastifyInstance } from 'fastify';
import { createRemoteJWKSet } from 'jose';
import type { Config } from 'lib/config.ts';
import { localIssuer } from 'lib/local-tokens.ts';
import * as client from 'openid-client';
import type { TokenTrust } from './bearer.ts';
import { type Claims, findClaim } from './claims.ts';
import { localClientId } from './local-provider.ts';

type ProviderSettings = Pick<Config, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET' | 'OIDC_SCOPE' | 'OIDC_ROLES_CLAIM'>;

export type Begun = { url: URL; state: string; nonce: string; verifier: string };

/** The gateway as a client of an OpenID provider. */
export type RelyingParty = {
  /** @throws when the provider cannot be reached. */
  begin(redirectUri: string): Promise<Begun>;
  /**
   * Exchanges the code with which a browser came back.
   *
   * @throws when the provider cannot be reached, or anything about the answer is not as it was asked for.
   */
  finish(currentUrl: URL, checks: Omit<Begun, 'url'>): Promise<Claims>;
};

/** How long a provider may take for one answer, in seconds. */
const timeoutSeconds = 5;

/** The lab's own provider is asked inside this process: where it listens, and by which certificate, does not matter then. */
export function createLocalParty(app: FastifyInstance, scope: string): RelyingParty {
  const configuration = new client.Configuration(
    {
      issuer: localIssuer,
      authorization_endpoint: `${localIssuer}/auth`,
      token_endpoint: `${localIssuer}/token`,
      userinfo_endpoint: `${localIssuer}/me`,
      jwks_uri: `${localIssuer}/jwks`,
      id_token_signing_alg_values_supported: ['ES256'],
      authorization_response_iss_parameter_supported: true,
    },
    localClientId,
    { id_token_signed_response_alg: 'ES256' },
    client.None(),
  );
  configuration[client.customFetch] = (url, options) => askInside(app, url, options);
  client.allowInsecureRequests(configuration);
  client.enableNonRepudiationChecks(configuration);
  return createParty(async () => configuration, scope, 'roles');
}

async function askInside(app: FastifyInstance, url: string, { method, headers, body }: client.CustomFetchOptions): Promise<Response> {
  const { host, pathname, search } = new URL(url);
  const answer = await app.inject({
    method: method === 'POST' ? 'POST' : 'GET',
    url: `${pathname}${search}`,
    headers: { ...headers, host },
    ...(body === undefined || body === null ? {} : { payload: String(body) }),
  });
  const fields = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(new Uint8Array(answer.rawPayload), { status: answer.statusCode, headers: fields });
}

/** Any provider, found by its issuer's address when it is first needed. */
export function createRemoteParty(settings: ProviderSettings & { OIDC_ISSUER: string }): { party: RelyingParty; trust: TokenTrust } {
  const issuer = new URL(settings.OIDC_ISSUER);
  const discover = remember(async () => {
    const configuration = await client.discovery(
      issuer,
      settings.OIDC_CLIENT_ID ?? '',
      settings.OIDC_CLIENT_SECRET,
      settings.OIDC_CLIENT_SECRET === undefined ? client.None() : undefined,
      { timeout: timeoutSeconds, ...(issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {}) },
    );
    // its answer is believed for its signature, not only for the connection it came by
    client.enableNonRepudiationChecks(configuration);
    return configuration;
  });
  const findKeys = remember(async () => {
    const { jwks_uri } = (await discover()).serverMetadata();
    if (!jwks_uri) throw new Error(`${issuer} names no keys (jwks_uri)`);
    return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: timeoutSeconds * 1_000 });
  });
  return {
    party: createParty(discover, settings.OIDC_SCOPE, settings.OIDC_ROLES_CLAIM),
    trust: { issuer: settings.OIDC_ISSUER, getKey: async (header, token) => (await findKeys())(header, token), isTyped: false },
  };
}

function createParty(discover: () => Promise<client.Configuration>, scope: string, rolesClaim: string): RelyingParty {
  return {
    async begin(redirectUri) {
      const configuration = await discover();
      const verifier = client.randomPKCECodeVerifier();
      const state = client.randomState();
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url, state, nonce, verifier };
    },
    async finish(currentUrl, { state, nonce, verifier }) {
      const configuration = await discover();
      const tokens = await client.authorizationCodeGrant(configuration, currentUrl, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the provider gave no ID token');
      // many providers tell more about somebody when they are asked for it
      if (findClaim(claims, rolesClaim) !== undefined || !configuration.serverMetadata().userinfo_endpoint) return claims;
      return { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    },
  };
}

/** One attempt for all who ask at the same time; what came of it is kept, a failure is not. */
function remember<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = null;
      throw error;
    });
    return found;
  };
}
