import { everyTeam, type Identity, roles } from 'lib/identity.ts';
import { mintLocalToken } from 'lib/local-tokens.ts';

export type Headers = Record<string, string>;

/** Somebody in every role, for tests that are about something else. */
export const tester: Identity = { subject: 'tester', name: 'Tester', roles, teams: [everyTeam] };

/** `GATEWAY_SECRET` of labs and subgraphs of tests: some ask a subgraph without a gateway. */
export const testGatewaySecret = 'what tests sign with: they stand in for the gateway';

/** A bearer token for somebody, as a lab with this data folder believes it. */
export async function headersFor(dataDir: string, identity: Identity): Promise<Headers> {
  return { authorization: `Bearer ${await mintLocalToken(dataDir, identity, { lifetimeSeconds: 3_600 })}` };
}
