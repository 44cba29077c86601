import { randomUUID } from 'node:crypto';
import { openAcknowledged, subscribe } from 'gateway/live/socket-fixture.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { type References, requestInput, seedReferences, submit } from '../support/seed.ts';

let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab({ worker: false });
  references = await seedReferences(lab);
});
afterAll(async () => await lab[Symbol.asyncDispose]());

const json = { 'content-type': 'application/json' };
const sse = { accept: 'text/event-stream' };
const multipart = { accept: 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json' };
const fields = 'activityRecorded(after: $after) { cursor activity { kind serviceRequest { reference } } }';
const query = `subscription Watch($after: Cursor) { ${fields} }`;

async function findEnd(): Promise<string> {
  return (await lab.ask<{ logCursor: string }>('{ logCursor }')).data.logCursor;
}

function post(headers: Record<string, string>, body: object, target = lab.url): Promise<Response> {
  return fetch(`${target}/graphql`, { method: 'POST', headers: { ...json, ...lab.headers, ...headers }, body: JSON.stringify(body) });
}

/** What a stream brings until it has brought as many messages. */
async function readMessages(response: Response, message: RegExp, count: number): Promise<unknown[]> {
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk);
    const found = [...text.matchAll(message)];
    if (found.length >= count) return found.map(([, body = '']) => JSON.parse(body));
  }
  throw new Error(`The stream ended after: ${text}`);
}

describe('a subscription over HTTP', () => {
  it.each([
    ['server-sent events', sse, /event: next\ndata: (.*)\n\n/g],
    ['multipart', multipart, /\r\n\r\n\{"payload":(.*)\}\r\n--graphql/g],
  ])('as %s brings what it brings over WebSocket', async (_name, accept, message) => {
    const after = await findEnd();
    await using socket = await openAcknowledged(`${lab.url}/graphql`, { headers: lab.headers });
    socket.send({ id: '1', type: 'subscribe', payload: { query, variables: { after } } });
    const response = await post(accept, { query, variables: { after } });
    const { submission } = await submit(lab, requestInput(references));
    const expected = [(await socket.receive()).payload, (await socket.receive()).payload];
    expect(await readMessages(response, message, 2)).toEqual(expected);
    expect(JSON.stringify(expected)).toContain(submission?.serviceRequest.reference);
  });

  it.each([
    ['server-sent events', sse, /data: (\{"errors".*)\n\n/g],
    ['multipart', multipart, /\r\n\r\n(\{"payload":null,"errors".*)\r\n--graphql/g],
  ])('as %s says what is wrong with its cursor', async (_name, accept, message) => {
    const response = await post(accept, { query, variables: { after: 'made up' } });
    expect(await readMessages(response, message, 1)).toMatchObject([{ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
  });

  it('over plain HTTP is refused, naming the three ways', async () => {
    const response = await post({}, { query });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    for (const way of ['graphql-transport-ws', 'text/event-stream', 'multipart/mixed']) expect(errors[0]?.message).toContain(way);
  });
});

describe('what is no subscription', () => {
  const submitText = 'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { submission { id } } }';

  async function countSubmissions(): Promise<number> {
    return (await lab.ask<{ submissions: { totalCount: number } }>('{ submissions { totalCount } }')).data.submissions.totalCount;
  }

  it.each([
    ['a mutation', submitText],
    ['a query', '{ __typename }'],
    ['a document with both', `query A { __typename } ${submitText}`],
  ])('is not run when %s is asked for as a stream by GET', async (_what, text) => {
    const before = await countSubmissions();
    const search = new URLSearchParams({ query: text, variables: JSON.stringify({ input: requestInput(references) }) });
    const response = await fetch(`${lab.url}/graphql?${search}`, {
      headers: { ...sse, ...lab.headers, 'apollo-require-preflight': 'true' },
    });
    expect([response.status, await response.json()]).toMatchObject([405, { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] }]);
    expect(await countSubmissions()).toBe(before);
  });

  it('is not run when it comes as text, as any page may send it', async () => {
    const before = await countSubmissions();
    const body = JSON.stringify({ query: submitText, variables: { input: requestInput(references) } });
    for (const accept of [sse.accept, 'application/json']) {
      const response = await fetch(`${lab.url}/graphql`, {
        method: 'POST',
        headers: { accept, ...lab.headers, 'content-type': 'text/plain' },
        body,
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    }
    expect(await countSubmissions()).toBe(before);
  });

  it('is run once over a stream by POST', async () => {
    const input = requestInput(references, { idempotencyKey: randomUUID() });
    const before = await countSubmissions();
    const response = await post(sse, { query: submitText, variables: { input } });
    expect(await response.text()).toMatch(/^:\n\nevent: next\ndata: \{"data":\{"submitRequest":.*\n\nevent: complete\ndata:\n\n$/);
    expect(await countSubmissions()).toBe(before + 1);
  });

  it.each([multipart.accept, `${sse.accept}, application/json`])('is answered by plain HTTP to who accepts %s', async (accept) => {
    const response = await post({ accept }, { query: '{ __typename }' });
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });
});

describe('a stop of the lab', () => {
  it('tells who follows something, over every transport, to come again and go on', async () => {
    const stopping = await startLab({ worker: false });
    const { logCursor: after } = (await stopping.ask<{ logCursor: string }>('{ logCursor }')).data;
    await using socket = await openAcknowledged(`${stopping.url}/graphql`, { headers: stopping.headers });
    await using idle = await openAcknowledged(`${stopping.url}/graphql`, { headers: stopping.headers });
    socket.send(subscribe('1', `subscription { ${fields.replace('$after', JSON.stringify(after))} }`), { type: 'ping' });
    await socket.receive();
    const streams = await Promise.all(
      [sse, multipart].map((accept) => post({ ...accept, ...stopping.headers }, { query, variables: { after } }, stopping.url)),
    );
    const stopped = stopping[Symbol.asyncDispose]();
    for (const { closed } of [socket, idle]) {
      expect(await closed).toEqual({ code: 1012, reason: expect.stringContaining('resume with the last cursor') });
    }
    for (const stream of streams) expect(await stream.text()).toContain('resume with the last cursor');
    await stopped;
  });
});
