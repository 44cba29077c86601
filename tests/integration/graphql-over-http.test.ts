import { openGateway, type TestGateway } from 'gateway/gateway-fixture.ts';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(async () => await gateway[Symbol.asyncDispose]());

/**
 * What the specification recommends or allows and the gateway does not do. The first three are Apollo Server's choice: 400 for a
 * refused operation whatever the client accepts, as clients of years expect. The others are GET requests as any page of any origin can
 * make them, which its protection against forged requests stops.
 */
const notDone: Record<string, string> = {
  '572B': 'SHOULD use 200 status code on document parsing failure when accepting application/json',
  FDE2: 'SHOULD use 200 status code on document validation failure when accepting application/json',
  '7B9B': 'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
  '5A70': 'MAY accept application/x-www-form-urlencoded formatted GET requests',
  D6D5: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  '6A70': 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
};

describe('GraphQL over HTTP, by the audits of graphql-http', () => {
  it.each(serverAudits({ url: () => `${gateway.url}/graphql` }))('$id $name', async (audit) => {
    const result = await audit.fn();
    if (result.status === 'ok') return expect(Object.keys(notDone)).not.toContain(audit.id);
    expect(result).toMatchObject({ status: audit.name.startsWith('MAY') ? 'notice' : 'warn' });
    expect({ [audit.id]: audit.name }).toEqual({ [audit.id]: notDone[audit.id] });
  });
});
