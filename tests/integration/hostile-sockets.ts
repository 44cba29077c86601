import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Persona } from './hostile-canaries.ts';

/** What a client writes after it was let in. */
export type SocketCase = {
  name: string;
  as?: Persona;
  /** Headers of the handshake beside the usual ones; null leaves one out. */
  handshake?: Record<string, string | null>;
  path?: string;
  /** Whether `connection_init` goes first. */
  greets?: boolean;
  write?: (Buffer | string)[];
  /** What has to come of it: an HTTP status, a code with which the socket closes, or a message of that type. */
  wanted: { status?: readonly number[]; close?: readonly number[]; message?: readonly string[] };
};

export type Frame = { opcode?: number; fin?: boolean; rsv?: number; isMasked?: boolean; length?: number };

/** A frame of RFC 6455, right or wrong. */
export function drawFrame(payload: string | Buffer, { opcode = 1, fin = true, rsv = 0, isMasked = true, length }: Frame = {}): Buffer {
  const bytes = Buffer.from(payload as string);
  const size = length ?? bytes.length;
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const mask = isMasked ? 0x80 : 0;
  const head =
    size < 126
      ? Buffer.from([first, mask | size])
      : size < 65_536
        ? Buffer.from([first, mask | 126, size >>> 8, size & 0xff])
        : Buffer.alloc(10);
  if (size >= 65_536) {
    head[0] = first;
    head[1] = mask | 127;
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  if (!isMasked) return Buffer.concat([head, bytes]);
  const key = randomBytes(4);
  return Buffer.concat([head, key, bytes.map((byte, n) => byte ^ (key[n % 4] ?? 0))]);
}

const message = (value: unknown): Buffer => drawFrame(JSON.stringify(value));
const init = message({ type: 'connection_init' });
const subscribe = (id: unknown, query: unknown, rest: object = {}): Buffer =>
  message({ id, type: 'subscribe', payload: { query, ...rest } });
const bad = { close: [4400] };
const broken = { close: [1002, 1007, 1009, 1006] };

export const socketCases: SocketCase[] = [
  // the handshake
  { name: 'nobody', as: 'nobody', wanted: { status: [401] } },
  { name: 'a token that is none', as: 'nobody', handshake: { authorization: 'Bearer x.y.z' }, wanted: { status: [401] } },
  { name: 'a session that is none', as: 'nobody', handshake: { cookie: `lab_session=${'A'.repeat(43)}` }, wanted: { status: [401, 403] } },
  ...[
    'http://evil.example',
    'null',
    'file://',
    'http://127.0.0.1:1',
    'https://',
    'http://localhost.evil.example',
    '__proto__',
    'http://[::1',
    `http://${'a'.repeat(5_000)}`,
  ].map((origin): SocketCase => ({ name: `a page of ${origin.slice(0, 40)}`, handshake: { origin }, wanted: { status: [403] } })),
  { name: 'another path', path: '/socket', wanted: { status: [404] } },
  { name: 'a path upwards', path: '/x/../graphql', wanted: { status: [404] } },
  { name: 'no key', handshake: { 'sec-websocket-key': null }, wanted: { status: [400] } },
  { name: 'a key that is none', handshake: { 'sec-websocket-key': 'x' }, wanted: { status: [400] } },
  { name: 'version 0', handshake: { 'sec-websocket-version': '0' }, wanted: { status: [400, 426] } },
  { name: 'version 99', handshake: { 'sec-websocket-version': '99' }, wanted: { status: [400, 426] } },
  {
    name: 'a protocol with a comma too many',
    handshake: { 'sec-websocket-protocol': 'graphql-transport-ws,,x' },
    wanted: { status: [400], close: [4400] },
  },
  {
    name: 'a protocol twice',
    handshake: { 'sec-websocket-protocol': 'graphql-transport-ws, graphql-transport-ws' },
    wanted: { status: [400], close: [4400] },
  },
  { name: 'another protocol', handshake: { 'sec-websocket-protocol': 'graphql-ws' }, wanted: { close: [4406] } },
  { name: 'no protocol', handshake: { 'sec-websocket-protocol': null }, wanted: { close: [4406] } },
  {
    name: '500 protocols',
    handshake: { 'sec-websocket-protocol': Array.from({ length: 500 }, (_, n) => `p${n}`).join(', ') },
    wanted: { close: [4406], status: [400] },
  },
  {
    name: 'compression with a window that is none',
    handshake: { 'sec-websocket-extensions': 'permessage-deflate; client_max_window_bits=99' },
    wanted: { close: [4400], status: [400] },
  },
  { name: 'an extension that is none', handshake: { 'sec-websocket-extensions': ';;;===' }, wanted: { close: [4400], status: [400] } },
  // frames
  { name: 'a frame without a mask', write: [drawFrame('{"type":"connection_init"}', { isMasked: false })], wanted: broken },
  { name: 'a frame with reserved bits', write: [drawFrame('{}', { rsv: 7 })], wanted: broken },
  { name: 'a frame that says it is compressed', write: [drawFrame('{}', { rsv: 4 })], wanted: broken },
  { name: 'a frame of a kind that is none', write: [drawFrame('{}', { opcode: 3 })], wanted: broken },
  { name: 'a control frame of a kind that is none', write: [drawFrame('', { opcode: 11 })], wanted: broken },
  { name: 'a continuation of nothing', write: [drawFrame('{}', { opcode: 0 })], wanted: broken },
  { name: 'a message within a message', write: [drawFrame('{"a', { fin: false }), drawFrame('{}')], wanted: broken },
  { name: 'a ping in pieces', write: [drawFrame('x', { opcode: 9, fin: false })], wanted: broken },
  { name: 'a ping of 200 bytes', write: [drawFrame('x'.repeat(200), { opcode: 9 })], wanted: broken },
  { name: 'a close of one byte', write: [drawFrame('x', { opcode: 8 })], wanted: broken },
  { name: 'a close with a code that is none', write: [drawFrame(Buffer.from([0, 1]), { opcode: 8 })], wanted: broken },
  { name: 'a close with a reason that is no text', write: [drawFrame(Buffer.from([3, 232, 255, 254]), { opcode: 8 })], wanted: broken },
  { name: 'a text that is no UTF-8', write: [drawFrame(Buffer.from([0xff, 0xfe, 0xfd]))], wanted: broken },
  { name: 'a length beyond all memory', write: [drawFrame('', { length: 2 ** 50 })], wanted: broken },
  { name: 'a length with its highest bit set', write: [Buffer.from('81ffffffffffffffffff00000000', 'hex')], wanted: broken },
  { name: 'a message of 65 kB', write: [drawFrame(`"${'x'.repeat(65_536)}"`)], wanted: broken },
  {
    name: 'a message of 200 pieces that come to 80 kB',
    write: Array.from({ length: 200 }, (_, n) => drawFrame('x'.repeat(400), { opcode: n === 0 ? 1 : 0, fin: false })),
    wanted: broken,
  },
  {
    name: '5,000 empty pieces',
    write: [
      drawFrame('', { fin: false }),
      ...Array.from({ length: 5_000 }, () => drawFrame('', { opcode: 0, fin: false })),
      drawFrame('{}', { opcode: 0 }),
    ],
    wanted: { close: [4400, 1002, 1006, 1008, 1009] },
  },
  {
    name: '2,000 pings',
    write: [...Array.from({ length: 2_000 }, () => drawFrame('', { opcode: 9 })), drawFrame('x')], // the library cuts off who does not read what it answers
    wanted: { close: [4400, 1006] },
  },
  { name: 'HTTP', write: ['GET / HTTP/1.1\r\n\r\n'], wanted: broken },
  { name: 'random bytes', write: [Buffer.from('ffeeddccbbaa998877665544332211', 'hex')], wanted: broken },
  // messages
  { name: 'a message of bytes', write: [drawFrame('{"type":"connection_init"}', { opcode: 2 })], wanted: bad },
  { name: 'a message that is no JSON', write: [drawFrame('{')], wanted: bad },
  { name: 'an empty message', write: [drawFrame('')], wanted: bad },
  { name: 'null', write: [message(null)], wanted: bad },
  { name: 'a list', write: [message([])], wanted: bad },
  { name: 'a number', write: [message(7)], wanted: bad },
  { name: 'a message without a type', write: [message({})], wanted: bad },
  { name: 'a message of a type that is none', write: [message({ type: '__proto__' })], wanted: bad },
  { name: 'a message whose type is a list', write: [message({ type: ['connection_init'] })], wanted: bad },
  { name: 'a message of the server', write: [message({ type: 'connection_ack' })], wanted: { close: [4400] } },
  { name: 'a message of the other protocol', write: [message({ type: 'start', id: '1', payload: {} })], wanted: bad },
  {
    name: 'a message with __proto__',
    write: [drawFrame('{"type":"connection_init","__proto__":{"type":"x"}}'), drawFrame('x')],
    wanted: bad,
  },
  { name: 'lists 20,000 deep', write: [drawFrame(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)], wanted: bad },
  {
    name: 'a greeting that is a list',
    write: [message({ type: 'connection_init', payload: [] })],
    wanted: { close: [4400, 4429], message: ['connection_ack'] },
  },
  {
    name: 'a greeting with a token of somebody',
    write: [
      message({ type: 'connection_init', payload: { authorization: 'Bearer x', roles: ['auditor'] } }),
      subscribe('1', '{ auditRecords { totalCount } }'),
    ],
    wanted: { message: ['error', 'next'] },
  },
  { name: 'two greetings', write: [init, init], wanted: { close: [4429] } },
  { name: 'no greeting', write: [subscribe('1', '{ teams { id } }')], wanted: { close: [4401] } },
  { name: 'silence instead of a greeting', write: [], wanted: { close: [4408] } },
  {
    name: 'an operation without an id',
    greets: true,
    write: [message({ type: 'subscribe', payload: { query: '{ teams { id } }' } })],
    wanted: bad,
  },
  { name: 'an operation with an empty id', greets: true, write: [subscribe('', '{ teams { id } }')], wanted: bad },
  { name: 'an operation whose id is a number', greets: true, write: [subscribe(1, '{ teams { id } }')], wanted: bad },
  { name: 'an operation whose id is an object', greets: true, write: [subscribe({}, '{ teams { id } }')], wanted: bad },
  {
    name: 'an operation with an id of 10,000 letters',
    greets: true,
    write: [subscribe('x'.repeat(10_000), '{ teams { id } }')],
    wanted: bad,
  },
  {
    name: 'an id twice',
    greets: true,
    write: [subscribe('1', 'subscription { eventChanged { cursor } }'), subscribe('1', 'subscription { eventChanged { cursor } }')],
    wanted: { close: [4409] },
  },
  { name: 'an id that is __proto__', greets: true, write: [subscribe('__proto__', '{ teams { id } }')], wanted: { message: ['next'] } },
  { name: 'an operation without a payload', greets: true, write: [message({ id: '1', type: 'subscribe' })], wanted: bad },
  { name: 'an operation whose query is a number', greets: true, write: [subscribe('1', 7)], wanted: bad },
  {
    name: 'an operation whose variables are a text',
    greets: true,
    write: [subscribe('1', '{ teams { id } }', { variables: 'x' })],
    wanted: { close: [4400], message: ['error'] },
  },
  {
    name: 'an operation whose extensions are a text',
    greets: true,
    write: [subscribe('1', '{ teams { id } }', { extensions: 'x' })],
    wanted: { close: [4400], message: ['error'] },
  },
  { name: 'an operation that is none', greets: true, write: [subscribe('1', '{')], wanted: { message: ['error'] } },
  {
    name: 'an operation that is too deep',
    greets: true,
    write: [subscribe('1', `${'{a'.repeat(5_000)}${'}'.repeat(5_000)}`)],
    wanted: { message: ['error'] },
  },
  {
    name: 'an operation that one may not do',
    greets: true,
    write: [subscribe('1', '{ auditRecords { nodes { actor } } }')],
    wanted: { message: ['error', 'next'] },
  },
  {
    name: 'a subscription with two roots',
    greets: true,
    write: [subscribe('1', 'subscription { a: eventChanged { cursor } b: eventChanged { cursor } }')],
    wanted: { message: ['error'] },
  },
  {
    name: 'a subscription whose root is skipped',
    greets: true,
    write: [subscribe('1', 'subscription ($b: Boolean!) { eventChanged @skip(if: $b) { cursor } }', { variables: { b: true } })],
    wanted: { message: ['error'] },
  },
  {
    name: 'a subscription from a cursor that is none',
    greets: true,
    write: [subscribe('1', 'subscription { eventChanged(after: "x") { cursor } }')],
    wanted: { message: ['error'] },
  },
  {
    name: 'a subscription from a cursor of 20,000 letters',
    greets: true,
    write: [subscribe('1', 'subscription ($a: Cursor) { eventChanged(after: $a) { cursor } }', { variables: { a: 'A'.repeat(20_000) } })],
    wanted: { message: ['error'] },
  },
  { name: 'introspection', greets: true, write: [subscribe('1', '{ __schema { types { name } } }')], wanted: { message: ['next'] } },
  {
    name: '2,000 operations at once',
    greets: true,
    write: Array.from({ length: 2_000 }, (_, n) => subscribe(`s${n}`, 'subscription { eventChanged { cursor } }')),
    wanted: { message: ['error'] },
  },
  {
    name: '1,000 operations that are completed at once',
    greets: true,
    write: [
      ...Array.from({ length: 1_000 }, (_, n) => [
        subscribe(`s${n}`, 'subscription { eventChanged { cursor } }'),
        message({ id: `s${n}`, type: 'complete' }),
      ]).flat(),
      drawFrame('x'),
    ],
    wanted: bad,
  },
  {
    name: '5,000 completions of nothing',
    greets: true,
    write: [...Array.from({ length: 5_000 }, (_, n) => message({ id: `s${n}`, type: 'complete' })), drawFrame('x')],
    wanted: bad,
  },
  {
    name: '2,000 pings of the protocol with 10 kB each',
    greets: true,
    write: Array.from({ length: 2_000 }, () => message({ type: 'ping', payload: { x: 'x'.repeat(10_000) } })),
    wanted: { message: ['pong'], close: [1006, 1013] },
  },
];

export type SocketOutcome = { status: number; body: string; messages: string[]; close: number | null };

/**
 * Opens a socket by hand, writes, and reads until what is wanted has come.
 *
 * @returns null when that did not happen in time.
 */
export function trySocket(
  url: string,
  { handshake = {}, path = '/graphql', greets = false, write = [], wanted }: SocketCase,
  headers: Record<string, string>,
  patienceMs: number,
): Promise<SocketOutcome | null> {
  const { hostname, port, host } = new URL(url);
  const fields: Record<string, string | null> = {
    ...{
      host,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
    ...{ 'sec-websocket-protocol': 'graphql-transport-ws', ...headers, ...handshake },
  };
  const head = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  // where it may be let in or not, what has to follow is broken
  const pieces = [...(greets ? [init] : []), ...(write.length === 0 && wanted.close?.includes(4400) ? [drawFrame('x')] : write)];
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let heard = Buffer.alloc(0);
    let status = 0;
    const outcome: SocketOutcome = { status: 0, body: '', messages: [], close: null };
    const finish = (result: SocketOutcome | null): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => finish(null), patienceMs);
    socket.on('error', () => {});
    socket.on('close', () => finish({ ...outcome, body: status === 101 ? '' : heard.toString('latin1'), close: outcome.close ?? 1006 }));
    socket.on('data', (data) => {
      heard = Buffer.concat([heard, data]);
      if (status === 0) {
        const end = heard.indexOf('\r\n\r\n');
        if (end === -1) return;
        status = Number(heard.toString('latin1', 0, end).split(' ')[1]);
        outcome.status = status;
        heard = heard.subarray(end + 4);
        if (status === 101) for (const piece of pieces) socket.write(piece);
      }
      if (status !== 101) return;
      for (let frame = readFrame(heard); frame; frame = readFrame(heard)) {
        heard = heard.subarray(frame.size);
        if (frame.opcode === 8) outcome.close = frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005;
        if (frame.opcode === 1) outcome.messages.push(frame.payload.toString('utf8'));
        if (frame.opcode === 8 || wanted.message?.some((type) => outcome.messages.at(-1)?.includes(`"type":"${type}"`)))
          return finish(outcome);
      }
    });
    socket.write(`GET ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
  });
}

function readFrame(bytes: Buffer): { opcode: number; payload: Buffer; size: number } | null {
  if (bytes.length < 2) return null;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return null;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return null;
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload: bytes.subarray(start, start + length), size: start + length };
}

/** What is wrong with how it went; null when it went as it has to. */
export function judgeSocket({ name, wanted }: SocketCase, outcome: SocketOutcome | null): string | null {
  if (!outcome) return `${name}: nothing came of it in time`;
  const { status, close, messages } = outcome;
  if (status >= 500) return `${name}: status ${status}`;
  if (messages.some((text) => text.includes('INTERNAL_SERVER_ERROR')))
    return `${name}: an internal error: ${messages.at(-1)?.slice(0, 300)}`;
  const isWanted =
    wanted.status?.includes(status) ||
    (status === 101 && close !== null && wanted.close?.includes(close)) ||
    wanted.message?.some((type) => messages.some((text) => text.includes(`"type":"${type}"`)));
  return isWanted ? null : `${name}: status ${status}, closed with ${close}, said ${messages.at(-1)?.slice(0, 200)}`;
}
