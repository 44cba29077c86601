import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import { createLocalStorage } from './local-storage.ts';

/** A provider that is not the lab's: another server, other claims, RSA, a client with a secret, and no questions. */
export type OtherProvider = AsyncDisposable & {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** A token for an API, as this provider would give it to a program. */
  mint(claims: Record<string, unknown>, audience: string): Promise<string>;
  /** Goes away as a server that has stopped does. */
  stop(): Promise<void>;
};

const client = { clientId: 'the-lab', clientSecret: 'a secret of a client that is long enough' };
const algorithm = 'RS256';

/**
 * @param redirectUri where the lab wants people back; asked for when the lab has its address.
 * @param claims what the provider says about the one person that it knows.
 */
export async function serveOtherProvider(
  redirectUri: () => string,
  claims: { sub: string } & Record<string, unknown>,
): Promise<OtherProvider> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const key: JWK = { ...(await exportJWK(privateKey)), kid: 'other', alg: algorithm, use: 'sig' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = createProvider(issuer, key, claims);
  provider.Client.prototype.redirectUriAllowed = (given: string): boolean => given === redirectUri();
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return await answer(request, response);
    await provider.interactionFinished(request, response, { login: { accountId: claims.sub } });
  });
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    issuer,
    ...client,
    mint: (payload, audience) =>
      new SignJWT(payload)
        .setProtectedHeader({ alg: algorithm, kid: 'other' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setExpirationTime('5m')
        .sign(privateKey),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function createProvider(issuer: string, key: JWK, claims: { sub: string } & Record<string, unknown>): Provider {
  const provider: Provider = new Provider(issuer, {
    adapter: createLocalStorage(),
    jwks: { keys: [key] },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: ['http://localhost/'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    // roles are told to those who ask for them, as the standard has it
    claims: { openid: ['sub'], profile: Object.keys(claims).filter((name) => name !== 'sub') },
    scopes: ['openid', 'profile'],
    findAccount: (_ctx, subject) => ({ accountId: subject, claims: async () => claims }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      if (!oidc.client || !oidc.account) return undefined;
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.account.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    expiresWithSession: async () => false,
    cookies: { keys: ['only for tests'] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  });
  return provider;
}
