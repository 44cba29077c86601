import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openGateway } from './gateway-fixture.ts';
import { maxDepth, maxTokens } from './limits.ts';

/** A query that nests as many fields as told, at least three. */
function nest(depth: number): string {
  const steps = ['serviceRequest(id: "r")'];
  while (steps.length < depth - 1) steps.push(steps.length % 2 === 1 ? 'operationCase' : 'serviceRequest');
  return `{ ${steps.join(' { ')} { id } ${'}'.repeat(steps.length)}`;
}

describe('an operation through the gateway', () => {
  it('may nest as deep as the limit', async () => {
    await using gateway = await openGateway();
    const { errors } = await gateway.ask(nest(maxDepth));
    expect(errors?.map((error) => error.extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  it('is refused when it nests deeper, and told how much is allowed', async () => {
    await using gateway = await openGateway();
    const { status, errors } = await gateway.ask(nest(maxDepth + 1));
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
    expect(errors?.[0]?.message).toContain(`${maxDepth + 1} deep, ${maxDepth} are allowed`);
  });

  it.each([
    ['has a name that the document does not know', 'C', 'no operation "C"'],
    ['is one of several and not named', undefined, 'several operations'],
  ])('is refused when it %s', async (_what, operationName, message) => {
    await using gateway = await openGateway();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query A { teams { id } } query B { teams { code } }', operationName }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('cannot hide its depth in fragments', async () => {
    await using gateway = await openGateway();
    const fragments = Array.from({ length: 8 }, (_, i) => {
      const next = i === 7 ? 'id' : `...F${i + 1} again: operationCase { id }`;
      return `fragment F${i} on ServiceRequest { operationCase { serviceRequest { ${next} } } }`;
    });
    const { errors } = await gateway.ask(`{ serviceRequest(id: "r") { ...F0 } } ${fragments.join(' ')}`);
    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  it('is refused before it is parsed when it is endless', async () => {
    await using gateway = await openGateway();
    const { status, errors } = await gateway.ask(`{ ${'__typename '.repeat(maxTokens)} }`);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  });

  it('may carry bulk inputs of any number as variables', async () => {
    await using gateway = await openGateway();
    const inputs = Array.from({ length: 500 }, () => ({ caseId: 'c', status: 'COMPLETED', reason: 'done' }));
    const query = 'mutation ($inputs: [ChangeCaseStatusInput!]!) { changeCaseStatuses(inputs: $inputs) { results { replayed } } }';
    const { errors } = await gateway.ask(query, { inputs });
    expect(errors?.map((error) => error.extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  it('may be the standard introspection query', async () => {
    await using gateway = await openGateway();
    const { data, errors } = await gateway.ask(getIntrospectionQuery());
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema');
  });

  it('is told what is wrong with its variables', async () => {
    await using gateway = await openGateway();
    const { errors } = await gateway.ask('query ($first: Int) { serviceRequests(first: $first) { totalCount } }', { first: 'many' });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('"$first" got invalid value "many"');
  });
});
