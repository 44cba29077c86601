import { createRequestSigner, type SignRequest } from 'lib/gateway-signature.ts';
import type { Identity } from 'lib/identity.ts';
import { findGatewaySecret } from 'lib/signed-requests.ts';
import { type Headers, headersFor, tester } from '../support/people.ts';

/** Gives what somebody is let in with, good for some minutes at least. */
export type Bearing = () => Promise<Headers>;

/** A token is good for an hour, and some benches take longer. */
const renewAfterMs = 30 * 60_000;

/** @param dataDir `LAB_DATA_DIR` of the lab that is to believe it. */
export function bear(dataDir: string, identity: Identity = tester): Bearing {
  let headers: Promise<Headers> | undefined;
  let mintedAt = 0;
  return () => {
    if (headers && Date.now() - mintedAt < renewAfterMs) return headers;
    mintedAt = Date.now();
    headers = headersFor(dataDir, identity);
    return headers;
  };
}

/** So many different people who all may see everything. */
export function gatherPeople(dataDir: string, count: number): Promise<Headers[]> {
  return Promise.all(Array.from({ length: count }, (_, place) => headersFor(dataDir, { ...tester, subject: `tester-${place}` })));
}

/** For who asks a subgraph itself: what the gateway would sign. */
export function signAsGateway(dataDir: string): SignRequest {
  return createRequestSigner(findGatewaySecret({ LAB_DATA_DIR: dataDir, GATEWAY_SECRET: undefined }));
}

/** Limits of one person, for benches in which one client stands for many people. They cost the same, however high they are. */
export const unlimited = { RATE_LIMIT_PER_MINUTE: '1000000000', CONNECTIONS_PER_PERSON: '100000' } as const;
