import { contentOf, createRequestSigner, identityHeader } from 'lib/gateway-signature.ts';
import type { SubgraphName } from 'lib/sdl.ts';
import { type Headers, tester, testGatewaySecret } from './people.ts';

const sign = createRequestSigner([testGatewaySecret]);

/** What the gateway would send along with this body, or with this operation of a form. */
export function signed(audience: SubgraphName, content: string, identity = tester): Headers {
  return { [identityHeader]: sign(audience, identity, content) };
}

/** The same for a download. */
export function signedPath(path: string, identity = tester): Headers {
  return signed('documents', contentOf.path(path), identity);
}

/** The same for what a socket carries. */
export function signedSubscription(
  audience: SubgraphName,
  operation: { query: string; operationName?: string | null; variables?: Record<string, unknown> },
  identity = tester,
): { identity: string } {
  return { identity: sign(audience, identity, contentOf.subscription(operation.query, operation.operationName, operation.variables)) };
}
