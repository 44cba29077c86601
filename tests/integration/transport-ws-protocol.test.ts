import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import * as fixture from 'gateway/live/socket-fixture.ts';
import { type RawSocket, type SocketMessage, subscribe } from 'gateway/live/socket-fixture.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientOptions } from 'ws';
import { startLab, type TestLab } from '../support/lab.ts';
import { type References, requestInput, seedReferences, submitMany } from '../support/seed.ts';

let lab: TestLab;
let references: References;
let url: string;
/** Says nothing from the beginning of the tests to their end. */
let silent: RawSocket;

beforeAll(async () => {
  lab = await startLab({ worker: false });
  url = `${lab.url.replace('http', 'ws')}/graphql`;
  references = await seedReferences(lab);
  silent = await openSocket(url);
});
afterAll(async () => {
  await silent[Symbol.asyncDispose]();
  await lab[Symbol.asyncDispose]();
});

const signedIn = ({ headers, ...options }: ClientOptions = {}): ClientOptions => ({ ...options, headers: { ...lab.headers, ...headers } });
const openSocket = (address: string, options?: ClientOptions, protocols?: string[]): Promise<RawSocket> =>
  fixture.openSocket(address, signedIn(options), protocols);
const openAcknowledged = (address: string, options?: ClientOptions): Promise<RawSocket> =>
  fixture.openAcknowledged(address, signedIn(options));
const readRefusal = (address: string, options?: ClientOptions) => fixture.readRefusal(address, signedIn(options));

const init = { type: 'connection_init' };
/** `limits.ts` allows 12 levels. */
const deep = Array.from({ length: 7 }).reduce<string>((inner) => `serviceRequest { operationCase { ${inner} } }`, 'id');
const everything = 'subscription Watch($after: Cursor) { activityRecorded(after: $after) { cursor activity { kind } } }';
const invalid = { code: 4400, reason: 'Invalid message received' };

/** Sends on a fresh socket, and says how that was closed. */
async function sendUntilClosed(...messages: (object | string | Buffer)[]): Promise<{ code: number; reason: string }> {
  await using socket = await openSocket(url);
  socket.send(...messages);
  return await socket.closed;
}

async function findEnd(): Promise<string> {
  return (await lab.ask<{ logCursor: string }>('{ logCursor }')).data.logCursor;
}

function watch(id: string, after: string): SocketMessage {
  return { id, type: 'subscribe', payload: { query: everything, variables: { after } } };
}

async function submitSome(count: number): Promise<void> {
  await submitMany(
    lab,
    Array.from({ length: count }, () => requestInput(references)),
  );
}

/** The pong comes after everything that was sent before. */
async function expectQuiet(socket: RawSocket): Promise<void> {
  socket.send({ type: 'ping' });
  expect(await socket.receive()).toEqual({ type: 'pong' });
}

function cursorOf({ payload }: SocketMessage): string {
  return (payload as { data: { activityRecorded: { cursor: string } } }).data.activityRecorded.cursor;
}

describe('connection_init', () => {
  it.each([init, { ...init, payload: { token: 'x' } }, { ...init, payload: null }])('%j is acknowledged', async (message) => {
    await using socket = await openSocket(url);
    socket.send(message);
    expect(await socket.receive()).toEqual({ type: 'connection_ack' });
  });

  it('is given once', async () => {
    expect(await sendUntilClosed(init, init)).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  it.each([['x'], [5], [[]], [true]])('with the payload %j is none', async (payload) => {
    expect(await sendUntilClosed({ ...init, payload })).toEqual(invalid);
  });

  it('comes before every operation', async () => {
    expect(await sendUntilClosed(subscribe('1', '{ __typename }'))).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  it('may not be left out', async () => {
    expect(await silent.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });
});

describe('a message that is none', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"type":'],
    ['null', 'null'],
    ['a number', '5'],
    ['a list', '[{"type":"ping"}]'],
    ['without a type', { id: '1' }],
    ['with a type that is no text', { type: 5 }],
    ['of an unknown type', { type: 'subscribed' }],
    ['of the older protocol', { type: 'start', id: '1', payload: { query: '{ __typename }' } }],
    ['of the server: next', { type: 'next', id: '1', payload: { data: {} } }],
    ['of the server: error', { type: 'error', id: '1', payload: [{ message: 'x' }] }],
    ['of the server: connection_ack', { type: 'connection_ack' }],
    ['in binary', Buffer.from('{"type":"ping"}')],
    ['of random bytes', randomBytes(1_000)],
    ['a ping with a text', { type: 'ping', payload: 'x' }],
    ['a pong with a list', { type: 'pong', payload: [] }],
    ['a complete without an id', { type: 'complete' }],
    ['a complete with a number for an id', { type: 'complete', id: 1 }],
    ['a subscribe without an id', { type: 'subscribe', payload: { query: '{ __typename }' } }],
    ['a subscribe with a number for an id', { type: 'subscribe', id: 1, payload: { query: '{ __typename }' } }],
    ['a subscribe with an empty id', subscribe('', '{ __typename }')],
    ['a subscribe without a payload', { type: 'subscribe', id: '1' }],
    ['a subscribe without a query', { type: 'subscribe', id: '1', payload: {} }],
    ['a subscribe with a list of variables', { type: 'subscribe', id: '1', payload: { query: '{ __typename }', variables: [] } }],
    ['a subscribe with a number for a name', { type: 'subscribe', id: '1', payload: { query: '{ __typename }', operationName: 5 } }],
    ['a subscribe with a text for extensions', { type: 'subscribe', id: '1', payload: { query: '{ __typename }', extensions: 'x' } }],
  ])('(%s) closes the socket with 4400', async (_what, message) => {
    expect(await sendUntilClosed(init, message)).toEqual(invalid);
  });

  it('because its id is too long to be repeated in every answer closes the socket with 4400', async () => {
    expect((await sendUntilClosed(init, subscribe('x'.repeat(129), '{ __typename }'))).code).toBe(4400);
  });

  it('because it is larger than 256 KiB closes the socket with 1009', async () => {
    expect((await sendUntilClosed(init, { type: 'ping', payload: { text: 'x'.repeat(256 * 1024) } })).code).toBe(1009);
  });

  it.each([
    ['is no frame', 1002, Buffer.from([0xff, 0xff, 0xff, 0xff])],
    ['is not masked', 1002, Buffer.from([0x81, 0x02, 0x7b, 0x7d])],
    ['is not UTF-8', 1007, Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28])],
    ['goes on with nothing', 1002, Buffer.from([0x80, 0x80, 0, 0, 0, 0])],
  ])('because it %s closes the socket with %i', async (_what, code, bytes) => {
    await using socket = await openSocket(url);
    (socket.ws as unknown as { _socket: Socket })._socket.write(bytes);
    expect((await socket.closed).code).toBe(code);
  });

  it('is the last that is read', async () => {
    await using socket = await openSocket(url);
    socket.send(init, 'garbage', subscribe('1', 'mutation { __typename }'), init);
    expect(await socket.receive()).toEqual({ type: 'connection_ack' });
    await expect(socket.receive()).rejects.toThrow('4400');
  });
});

describe('the subprotocol', () => {
  it.each([[['graphql-ws']], [['other', 'graphql-ws']], [[]]])('offered as %j is not acceptable', async (protocols) => {
    await using socket = await openSocket(url, {}, protocols);
    expect(await socket.closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  it('is chosen among several', async () => {
    await using socket = await openSocket(url, {}, ['graphql-ws', 'graphql-transport-ws']);
    expect(socket.ws.protocol).toBe('graphql-transport-ws');
  });

  it('is not spoken with pages from elsewhere', async () => {
    const { status, body } = await readRefusal(url, { headers: { origin: 'https://evil.example' } });
    expect([status, body]).toMatchObject([403, { errors: [{ message: expect.stringContaining('https://evil.example') }] }]);
  });
});

describe('ping and pong', () => {
  it('work before connection_init, with the payload given back', async () => {
    await using socket = await openSocket(url);
    socket.send({ type: 'ping', payload: { at: 1 } }, { type: 'ping' }, { type: 'ping', payload: null });
    expect(await socket.receive()).toEqual({ type: 'pong', payload: { at: 1 } });
    expect([await socket.receive(), (await socket.receive()).type]).toEqual([{ type: 'pong' }, 'pong']);
  });

  it('may come unasked', async () => {
    await using socket = await openAcknowledged(url);
    socket.send({ type: 'pong' }, { type: 'pong', payload: { unasked: true } });
    await expectQuiet(socket);
  });
});

describe('an operation', () => {
  it('is a query with one answer', async () => {
    await using socket = await openAcknowledged(url);
    socket.send(subscribe('1', '{ __typename }'));
    expect(await socket.receive()).toEqual({ id: '1', type: 'next', payload: { data: { __typename: 'Query' } } });
    expect(await socket.receive()).toEqual({ id: '1', type: 'complete' });
  });

  it('is a mutation with one answer', async () => {
    await using socket = await openAcknowledged(url);
    const query = 'mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { userErrors { code } } }';
    socket.send({ id: '1', type: 'subscribe', payload: { query, variables: { input: requestInput(references) } } });
    expect(await socket.receive()).toEqual({ id: '1', type: 'next', payload: { data: { submitRequest: { userErrors: [] } } } });
    expect(await socket.receive()).toEqual({ id: '1', type: 'complete' });
  });

  it.each([
    ['is not GraphQL', 'subscription {', {}, 'GRAPHQL_PARSE_FAILED'],
    ['is empty', '', {}, 'BAD_USER_INPUT'],
    ['does not fit the schema', 'subscription { nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['nests too deep', `{ operationCase(id: "x") { ${deep} } }`, {}, 'QUERY_TOO_COMPLEX'],
    ['is not named', 'query A { __typename } query B { __typename }', {}, 'BAD_USER_INPUT'],
    ['has a cursor that is none', everything, { after: 'made up' }, 'BAD_USER_INPUT'],
  ])('that %s is an error, and the socket lives', async (_what, query, variables, code) => {
    await using socket = await openAcknowledged(url);
    socket.send({ id: '1', type: 'subscribe', payload: { query, variables } });
    expect(await socket.receive()).toMatchObject({
      id: '1',
      type: 'error',
      payload: [{ message: expect.any(String), extensions: { code } }],
    });
    await expectQuiet(socket);
  });

  it('has an id that no other has at the time', async () => {
    await using socket = await openAcknowledged(url);
    socket.send(subscribe('same', everything), subscribe('same', '{ __typename }'));
    expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for same already exists' });
  });

  it('has an id that is free again after its end', async () => {
    await using socket = await openAcknowledged(url);
    for (let round = 0; round < 3; round += 1) {
      socket.send(subscribe('same', '{ __typename }'));
      expect([(await socket.receive()).type, (await socket.receive()).type]).toEqual(['next', 'complete']);
    }
  });

  it('is not begun beyond twenty on one socket', async () => {
    await using socket = await openAcknowledged(url);
    for (let n = 0; n <= 20; n += 1) socket.send(subscribe(String(n), everything));
    expect(await socket.receive()).toMatchObject({ id: '20', type: 'error', payload: [{ extensions: { code: 'RATE_LIMITED' } }] });
  });
});

describe('complete', () => {
  it('for an id that is not known is passed over', async () => {
    await using socket = await openAcknowledged(url);
    socket.send({ id: 'never', type: 'complete' });
    await expectQuiet(socket);
  });

  it('ends a subscription, of which nothing comes any more', async () => {
    const end = await findEnd();
    await using socket = await openAcknowledged(url);
    await using other = await openAcknowledged(url);
    socket.send(watch('1', end));
    other.send(watch('1', end));
    await submitSome(1);
    expect([(await socket.receive()).type, (await socket.receive()).type]).toEqual(['next', 'next']);
    socket.send({ id: '1', type: 'complete' });
    await expectQuiet(socket);
    await submitSome(1);
    for (let n = 0; n < 4; n += 1) expect((await other.receive()).type).toBe('next');
    await expectQuiet(socket);
  });

  it('may come at once, and the id be used again', async () => {
    const end = await findEnd();
    await using socket = await openAcknowledged(url);
    // those count among the twenty of a socket until they have begun, wanted or not
    for (let round = 0; round < 19; round += 1) socket.send(watch('1', end), { id: '1', type: 'complete' });
    socket.send(watch('1', end));
    await submitSome(1);
    const cursors = [cursorOf(await socket.receive()), cursorOf(await socket.receive())];
    expect(new Set(cursors).size).toBe(2);
    await expectQuiet(socket);
  });
});

describe('a client that stops reading', () => {
  it('holds up nobody, and has lost nothing when it reads again', async () => {
    const end = await findEnd();
    const [copies, requests] = [20, 400];
    await using deaf = await openAcknowledged(url);
    await using listening = await openAcknowledged(url);
    deaf.ws.pause();
    for (let n = 0; n < copies; n += 1) deaf.send(watch(String(n), end));
    listening.send(watch('1', end));
    await submitSome(requests);
    const expected: string[] = [];
    while (expected.length < requests * 2) expected.push(cursorOf(await listening.receive()));
    deaf.ws.resume();
    const received = new Map<string | undefined, string[]>();
    for (let n = 0; n < copies * expected.length; n += 1) {
      const message = await deaf.receive();
      const cursors = received.get(message.id) ?? [];
      received.set(message.id, cursors);
      cursors.push(cursorOf(message));
    }
    expect(received.size).toBe(copies);
    for (const cursors of received.values()) expect(cursors).toEqual(expected);
  });
});

describe('the gateway', () => {
  it('serves as before after all of this', async () => {
    const end = await findEnd();
    await using socket = await openAcknowledged(url);
    socket.send(watch('1', end));
    await submitSome(1);
    expect((await socket.receive()).type).toBe('next');
    expect(await lab.ask('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  });
});
