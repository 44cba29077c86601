import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { openGateway } from './gateway-fixture.ts';
import { maxAliases, maxCost, maxDepth, maxDirectives, maxTokens, maxVariableDepth } from './limits.ts';

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

  it('may have as many aliases as the limit, and no more, wherever they stand', async () => {
    await using gateway = await openGateway();
    const fragment = 'fragment F on ServiceRequest { a: id b: reference c: status }';
    const spread = (times: number) => `${Array.from({ length: times }, () => '... { ...F }').join(' ')}`;
    const few = await gateway.ask(`{ serviceRequest(id: "r") { ${spread(maxAliases / 3)} } } ${fragment}`);
    expect(few.errors?.map((error) => error.extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const many = await gateway.ask(`{ serviceRequest(id: "r") { ${spread(maxAliases / 3)} d: id } } ${fragment}`);
    expect([many.status, many.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(many.errors?.[0]?.message).toContain(`${maxAliases + 1} aliases, ${maxAliases} are allowed`);
  });

  it('may have as many directives as the limit, and no more', async () => {
    await using gateway = await openGateway();
    const ask = (count: number) =>
      gateway.ask(`query ($yes: Boolean!) { ${'__typename @include(if: $yes) '.repeat(count)} }`, { yes: true });
    expect(await ask(maxDirectives)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    const { status, errors } = await ask(maxDirectives + 1);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(errors?.[0]?.message).toContain(`${maxDirectives + 1} directives, ${maxDirectives} are allowed`);
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['a number', '{ serviceRequests(first: 100) { nodes { BELOW } } }', {}],
    ['a variable', 'query ($n: Int) { serviceRequests(first: $n) { nodes { BELOW } } }', { n: 100 }],
    ['the default of a variable', 'query ($n: Int = 100) { serviceRequests(first: $n) { nodes { BELOW } } }', {}],
    ['a fragment', '{ serviceRequests(first: 100) { ...F } } fragment F on ServiceRequestConnection { nodes { BELOW } }', {}],
  ])('is counted by the pages that %s asks for', async (_what, text, variables) => {
    await using gateway = await openGateway();
    const few = 'id events { id type time status attempts }';
    const many = `${few} documents { id fileName status sizeBytes } operationCase { id }`;
    const allowed = await gateway.ask(text.replace('BELOW', few), variables);
    expect(allowed.errors?.map((error) => error.extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
    const { status, errors } = await gateway.ask(text.replace('BELOW', many), variables);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(errors?.[0]?.message).toMatch(new RegExp(`hold \\d+ fields, ${maxCost} are allowed`));
  });

  it('is refused before it is parsed when it is endless, and told how much is allowed', async () => {
    await using gateway = await openGateway();
    const { status, errors } = await gateway.ask(`{ ${'__typename '.repeat(maxTokens)} }`);
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_TOO_COMPLEX']);
    expect(errors?.[0]?.message).toContain(`more than ${maxTokens} tokens`);
  });

  it('may not be one of a batch', async () => {
    await using gateway = await openGateway();
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
    });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('batching')]);
  });

  it('may carry bulk inputs of any number as variables', async () => {
    await using gateway = await openGateway();
    const inputs = Array.from({ length: 500 }, () => ({ caseId: 'c', status: 'COMPLETED', reason: 'done' }));
    const query = 'mutation ($inputs: [ChangeCaseStatusInput!]!) { changeCaseStatuses(inputs: $inputs) { results { replayed } } }';
    const { errors } = await gateway.ask(query, { inputs });
    expect(errors?.map((error) => error.extensions.code)).toEqual(['SUBGRAPH_UNAVAILABLE']);
  });

  it('may not ask more of each item of a bulk than that item allows', async () => {
    await using gateway = await openGateway();
    const inputs = Array.from({ length: 500 }, () => ({ caseId: 'c', status: 'COMPLETED', reason: 'done' }));
    const below = 'operationCase { serviceRequest { id events { id type status } documents { id fileName } } history { id reason } }';
    const query = `mutation ($inputs: [ChangeCaseStatusInput!]!) { changeCaseStatuses(inputs: $inputs) { results { ${below} } } }`;
    const { errors } = await gateway.ask(query, { inputs });
    expect(errors?.map((error) => error.extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('may be the standard introspection query', async () => {
    await using gateway = await openGateway();
    const { data, errors } = await gateway.ask(getIntrospectionQuery());
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('__schema');
  });

  it('may not be that query again and again under other names', async () => {
    await using gateway = await openGateway();
    const { errors } = await gateway.ask('{ a: __schema { types { name } } b: __schema { types { name } } }');
    expect(errors?.map((error) => error.extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it('is told of some of the faults in its variables when there are very many', async () => {
    await using gateway = await openGateway();
    const ids = Array.from({ length: 90_000 }, () => ({ wrong: true }));
    const query = 'query ($filter: ServiceRequestFilter) { serviceRequests(filter: $filter) { totalCount } }';
    const { status, errors } = await gateway.ask(query, { filter: { ids } });
    expect([status, errors?.length]).toEqual([400, 10]);
    for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT');
  });

  it.each([
    [maxVariableDepth, 'SUBGRAPH_UNAVAILABLE'],
    [maxVariableDepth + 1, 'QUERY_TOO_COMPLEX'],
    [100_000, 'QUERY_TOO_COMPLEX'],
  ])('whose variables nest %i deep is answered with %s', async (depth, code) => {
    await using gateway = await openGateway();
    const query = 'mutation ($input: ResubmitEventInput!) { resubmitEvent(input: $input) { userErrors { code } } }';
    // the input is the first level
    const payload = `${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}`;
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query":${JSON.stringify(query)},"variables":{"input":{"eventId":"e","payload":${payload},"reason":"r"}}}`,
    });
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('is told what is wrong with its variables', async () => {
    await using gateway = await openGateway();
    const { errors } = await gateway.ask('query ($first: Int) { serviceRequests(first: $first) { totalCount } }', { first: 'many' });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('"$first" got invalid value "many"');
  });
});
