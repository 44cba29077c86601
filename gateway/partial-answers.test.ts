import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openGateway, serveBare, serveFakeSubgraph } from './gateway-fixture.ts';
import { SubgraphConnection } from './subgraph-connection.ts';

const request = { __typename: 'ServiceRequest', id: 'r1', reference: 'REQ-1' };

function serveIntake() {
  return serveFakeSubgraph('intake', {
    Query: {
      serviceRequest: () => request,
      serviceRequests: () => ({ edges: [], nodes: [request, { ...request, id: 'r2', reference: 'REQ-2' }], totalCount: 2 }),
    },
  });
}

describe('a subgraph that does not answer', () => {
  it('leaves the rest of the answer whole, and says which fields are missing and why', async () => {
    await using intake = await serveIntake();
    await using gateway = await openGateway({ intake: intake.url });
    const { status, data, errors } = await gateway.ask('{ serviceRequest(id: "r1") { reference operationCase { status } } }');
    expect(status).toBe(200);
    expect(data).toEqual({ serviceRequest: { reference: 'REQ-1', operationCase: null } });
    expect(errors).toEqual([
      {
        message: 'The subgraph "operational" cannot be reached',
        path: ['serviceRequest', 'operationCase'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'operational' },
      },
    ]);
  });

  it('is reported at each row of a list, under the names that the client chose', async () => {
    await using intake = await serveIntake();
    await using gateway = await openGateway({ intake: intake.url });
    const { data, errors } = await gateway.ask('{ all: serviceRequests { nodes { reference work: operationCase { id } } } }');
    expect(data).toEqual({
      all: {
        nodes: [
          { reference: 'REQ-1', work: null },
          { reference: 'REQ-2', work: null },
        ],
      },
    });
    expect(errors?.map((error) => error.path)).toEqual([
      ['all', 'nodes', 0, 'work'],
      ['all', 'nodes', 1, 'work'],
    ]);
  });

  it('is not reported at fields that the client left out by a condition', async () => {
    await using intake = await serveIntake();
    await using gateway = await openGateway({ intake: intake.url });
    const query = 'query ($no: Boolean!) { serviceRequest(id: "r1") { reference operationCase @include(if: $no) { id } } }';
    const { data, errors } = await gateway.ask(query, { no: false });
    expect({ data, errors }).toEqual({ data: { serviceRequest: { reference: 'REQ-1' } }, errors: undefined });
  });

  it('never shows its address, nor what was asked of it', async () => {
    await using gateway = await openGateway();
    const { text } = await gateway.ask('{ serviceRequest(id: "r1") { reference } }', {}, { 'apollo-query-plan-experimental': 'true' });
    expect(text).toContain('SUBGRAPH_UNAVAILABLE');
    expect(text).not.toMatch(/127\.0\.0\.1|localhost|ECONN|http:|__intake__|stack/);
  });

  it('fails a mutation with the path of the mutation', async () => {
    await using gateway = await openGateway();
    const query = 'mutation { changeCaseStatus(input: { caseId: "c1", status: COMPLETED, reason: "done" }) { replayed } }';
    const { data, errors } = await gateway.ask(query);
    expect(data).toBeNull();
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['changeCaseStatus'], 'SUBGRAPH_UNAVAILABLE']]);
  });

  it('leaves open whether a change was made when it breaks off after it was asked for one', async () => {
    await using rude = await serveBare((request) => request.socket.destroy());
    await using gateway = await openGateway({ operational: rude.url });
    const query = 'mutation { changeCaseStatus(input: { caseId: "c1", status: COMPLETED, reason: "done" }) { replayed } }';
    const { errors } = await gateway.ask(query);
    expect(errors?.[0]?.message).toBe('The subgraph "operational" broke off its answer; the change may have been made all the same');
  });

  it('has its time, and no more, when it hangs', async () => {
    await using hanging = await serveBare(() => {});
    await using intake = await serveIntake();
    await using gateway = await openGateway({ intake: intake.url, operational: hanging.url }, { subgraphTimeoutMs: 1_500 });
    const { data, errors } = await gateway.ask('{ serviceRequest(id: "r1") { reference operationCase { status } } }');
    expect(data).toEqual({ serviceRequest: { reference: 'REQ-1', operationCase: null } });
    expect(errors?.[0]?.message).toBe('The subgraph "operational" did not answer in time');
  });

  it('has what the subgraphs before it have left of the time of the whole query', async () => {
    const budgetMs = 3_000;
    const slowMs = 500;
    await using slow = await serveFakeSubgraph('intake', {
      Query: {
        serviceRequest: async () => {
          await delay(slowMs);
          return request;
        },
      },
    });
    await using hanging = await serveBare(() => {});
    await using gateway = await openGateway({ intake: slow.url, operational: hanging.url }, { subgraphTimeoutMs: budgetMs });
    const post = vi.spyOn(SubgraphConnection.prototype, 'post');
    onTestFinished(() => post.mockRestore());
    const answer = await gateway.ask('{ serviceRequest(id: "r1") { reference operationCase { status } } }');
    expect(answer).toMatchObject({ data: { serviceRequest: { reference: 'REQ-1', operationCase: null } } });
    const [first, second] = post.mock.calls.map(([, , , timeoutMs]) => timeoutMs ?? Number.NaN);
    expect(first).toBeLessThanOrEqual(budgetMs);
    // timers may be a millisecond early
    expect(second).toBeLessThanOrEqual(budgetMs - slowMs + 1);
  });

  it('has no more time for an answer that comes in drops', async () => {
    await using dripping = await serveBare((_request, response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    await using gateway = await openGateway({ operational: dripping.url }, { subgraphTimeoutMs: 100 });
    const { errors } = await gateway.ask('{ operationCase(id: "c1") { status } }');
    expect(errors?.[0]?.message).toContain('did not answer in time');
  });

  const unreadable: [string, number, string, string][] = [
    ['HTML with status 500', 500, 'text/html', '<h1>secret stack at /srv/app.js</h1>'],
    ['HTML with status 200', 200, 'text/html', '<h1>secret</h1>'],
    ['JSON that is no GraphQL', 503, 'application/json', '{"error":"secret"}'],
    ['JSON cut short', 200, 'application/json', '{"data":{"operationCase":'],
    ['nothing', 200, 'application/json', ''],
    [
      'errors of a server without GraphQL there',
      404,
      'application/json',
      '{"errors":[{"message":"secret","extensions":{"code":"BAD_USER_INPUT"}}]}',
    ],
  ];
  it.each(unreadable)('counts as unavailable when it answers %s', async (_title, status, type, body) => {
    await using odd = await serveBare((_request, response) => response.writeHead(status, { 'content-type': type }).end(body));
    await using gateway = await openGateway({ operational: odd.url });
    const { data, errors, text } = await gateway.ask('{ operationCase(id: "c1") { status } }');
    expect(data).toEqual({ operationCase: null });
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['operationCase'], 'SUBGRAPH_UNAVAILABLE']]);
    expect(text).not.toContain('secret');
  });

  it('counts as unavailable when it hangs up', async () => {
    await using rude = await serveBare((request) => request.socket.destroy());
    await using gateway = await openGateway({ operational: rude.url });
    const { errors } = await gateway.ask('{ operationCase(id: "c1") { status } }');
    expect(errors?.[0]?.message).toBe('The subgraph "operational" broke off its answer');
  });

  it('is asked again as soon as it is back', async () => {
    let isBack = false;
    await using flaky = await serveBare((request, response) => {
      if (isBack) response.end('{"data":{"operationCase":{"status":"OPEN"}}}');
      else request.socket.destroy();
    });
    await using gateway = await openGateway({ operational: flaky.url });
    await gateway.ask('{ operationCase(id: "c1") { status } }');
    isBack = true;
    const { data, errors } = await gateway.ask('{ operationCase(id: "c1") { status } }');
    expect({ data, errors }).toEqual({ data: { operationCase: { status: 'OPEN' } }, errors: undefined });
  });
});
