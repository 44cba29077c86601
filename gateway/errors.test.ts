import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { GraphQLError, GraphQLScalarType } from 'graphql';
import { graphError } from 'lib/errors.ts';
import { describe, expect, it } from 'vitest';
import { openGateway, serveBare, serveFakeSubgraph } from './gateway-fixture.ts';

const caseQuery = '{ operationCase(id: "c1") { status } }';

describe('an error that a subgraph answers', () => {
  it('reaches the client as it is when it was made for the client', async () => {
    await using intake = await serveFakeSubgraph('intake', {
      Query: {
        serviceRequests: () => {
          throw graphError('BAD_USER_INPUT', 'first must be between 1 and 100', { given: 500 });
        },
      },
    });
    await using gateway = await openGateway({ intake: intake.url });
    const { errors } = await gateway.ask('{ requests: serviceRequests(first: 500) { totalCount } }');
    expect(errors).toEqual([
      {
        message: 'first must be between 1 and 100',
        path: ['requests'],
        extensions: { code: 'BAD_USER_INPUT', given: 500, serviceName: 'intake' },
      },
    ]);
  });

  it('has its path among the rows of a list when it concerns one of them', async () => {
    await using intake = await serveFakeSubgraph('intake', {
      Query: { serviceRequests: () => ({ nodes: [{ id: 'r1' }, { id: 'r2' }] }) },
    });
    await using operational = await serveFakeSubgraph('operational', {
      ServiceRequest: {
        operationCase: ({ id }: { id: string }) => {
          if (id === 'r2') throw graphError('FORBIDDEN', 'This case belongs to another team');
          return { status: 'OPEN' };
        },
      },
    });
    await using gateway = await openGateway({ intake: intake.url, operational: operational.url });
    const { data, errors } = await gateway.ask('{ serviceRequests { nodes { operationCase { status } } } }');
    expect(data).toEqual({ serviceRequests: { nodes: [{ operationCase: { status: 'OPEN' } }, { operationCase: null }] } });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['serviceRequests', 'nodes', 1, 'operationCase'], 'FORBIDDEN'],
    ]);
  });

  it('says what is wrong with a value that only the subgraph can judge', async () => {
    const parseValue = (value: unknown): never => {
      throw new GraphQLError(`${String(value)} is not a moment in time`);
    };
    await using intake = await serveFakeSubgraph('intake', { DateTime: new GraphQLScalarType({ name: 'DateTime', parseValue }) });
    await using gateway = await openGateway({ intake: intake.url });
    const query = 'query ($filter: SubmissionFilter) { submissions(filter: $filter) { totalCount } }';
    const { errors } = await gateway.ask(query, { filter: { submittedAt: { from: 'yesterday-ish' } } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('yesterday-ish is not a moment in time');
  });

  it('is masked once, under the id that stands in the subgraph’s log, when it was unexpected', async () => {
    await using operational = await serveFakeSubgraph('operational', {
      Query: {
        operationCase: () => {
          throw new Error('password "hunter2" refused by db.internal');
        },
      },
    });
    await using direct = await openGateway({ operational: operational.url });
    const { data, errors, text } = await direct.ask(caseQuery);
    const [error] = errors ?? [];
    expect(data).toEqual({ operationCase: null });
    expect(error?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', reportedAs: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(error?.message).toBe(`Internal error, reported as ${String(error?.extensions.reportedAs)}`);
    expect(error?.path).toEqual(['operationCase']);
    expect(text).not.toMatch(/hunter2|db\.internal|stack/);
  });

  it('keeps the id that the subgraph gave', async () => {
    const masked = {
      message: 'Internal error, reported as abc',
      path: ['operationCase'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', reportedAs: 'abc' },
    };
    await using operational = await serveBare((_request, response) => response.end(JSON.stringify({ data: null, errors: [masked] })));
    await using gateway = await openGateway({ operational: operational.url });
    const { errors } = await gateway.ask(caseQuery);
    expect(errors).toEqual([masked]);
  });

  it('shows nothing of a server that says too much', async () => {
    const extensions = { code: 'OOPS', stacktrace: ['at /srv/secret.js'], http: { status: 418 }, serviceUrl: 'http://secret' };
    const errors = [{ message: 'secret', locations: [{ line: 1, column: 1 }], path: ['operationCase'], extensions }, 'secret', null];
    await using operational = await serveBare((_request, response) => response.end(JSON.stringify({ data: null, errors })));
    await using gateway = await openGateway({ operational: operational.url });
    const answer = await gateway.ask(caseQuery);
    expect(answer.status).toBe(200);
    expect(answer.errors?.map((error) => error.extensions.code)).toEqual(Array(3).fill('INTERNAL_SERVER_ERROR'));
    expect(answer.text).not.toContain('secret');
  });
});

describe('a request to a subgraph', () => {
  it('carries the request id and the trace of the caller', async () => {
    const seen: unknown[] = [];
    await using operational = await serveBare((request, response) => {
      seen.push(request.headers['x-request-id'], request.headers.traceparent, request.headers.authorization);
      response.end('{"data":{"operationCase":null}}');
    });
    await using gateway = await openGateway({ operational: operational.url });
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await gateway.ask(caseQuery, {}, { 'x-request-id': 'request-0001', traceparent, authorization: 'Bearer x' });
    expect(seen).toEqual(['request-0001', traceparent, undefined]);
  });

  it('is given up when the client leaves, unless it was asked for a change', async () => {
    const mutation = 'mutation { changeCaseStatus(input: { caseId: "c1", status: COMPLETED, reason: "done" }) { replayed } }';
    const open = new Set<string>();
    const both = Promise.withResolvers<void>();
    const oneLeft = Promise.withResolvers<void>();
    await using operational = await serveBare(async (request, response) => {
      const kind = (await text(request)).includes('mutation') ? 'mutation' : 'query';
      open.add(kind);
      if (open.size === 2) both.resolve();
      response.on('close', () => {
        open.delete(kind);
        oneLeft.resolve();
      });
    });
    await using gateway = await openGateway({ operational: operational.url });
    const clients = [post(gateway.url, mutation), post(gateway.url, caseQuery)];
    await both.promise;
    for (const client of clients) client.destroy();
    await oneLeft.promise;
    expect([...open]).toEqual(['mutation']);
  });
});

/** Sends an operation over a connection of its own, which the caller can break. */
function post(url: string, query: string): Socket {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({ query });
  const socket = connect(Number(port), hostname);
  socket.write(`POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  return socket;
}
