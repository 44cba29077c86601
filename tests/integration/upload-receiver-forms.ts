import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

export const boundary = 'form-boundary-7MA4YWxk';

/** The mutation that all forms of the table ask for; the server under test brings its own. */
export type Form = {
  /** What is wrong with it, as the rest of "a form …". */
  name: string;
  /** Bytes of the body, in the pieces in which they are sent. */
  body: (Buffer | string)[];
  /** Instead of the right ones; null leaves one out. */
  headers?: Record<string, string | null>;
  /** What the sender does behind its last byte: waits for the answer, or leaves. */
  ending?: 'wait' | 'leave';
  /** Whether the body is declared longer than it is; the sender then is silent. */
  missingBytes?: number;
  /** Status that is expected; absent: any from 400 to 499. */
  status?: number;
};

export type Part = { name: string; value: string | Buffer; head?: string };

/** One part of a form, with the line break that ends it. */
export function drawPart({ name, value, head = '' }: Part): Buffer {
  const first = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${head}\r\n\r\n`;
  return Buffer.concat([Buffer.from(first), Buffer.from(value), Buffer.from('\r\n')]);
}

export const formEnd = `--${boundary}--\r\n`;
export const textFile = '; filename="note.txt"\r\nContent-Type: text/plain';

/** A form as the specification has it, with parts replaced. */
export function drawForm(operations: string, { map = '{"0":["variables.input.file"]}', file = 'a note' as string | Buffer } = {}): Buffer {
  return Buffer.concat([
    drawPart({ name: 'operations', value: operations }),
    drawPart({ name: 'map', value: map }),
    drawPart({ name: '0', value: file, head: textFile }),
    Buffer.from(formEnd),
  ]);
}

/**
 * Forms that are malformed or meant to do harm.
 *
 * @param operations the right text of that field.
 * @param maxBytes largest file that the server accepts.
 */
export function hostileForms(operations: string, maxBytes: number): Form[] {
  const op = drawPart({ name: 'operations', value: operations });
  const map = drawPart({ name: 'map', value: '{"0":["variables.input.file"]}' });
  const file = drawPart({ name: '0', value: 'a note', head: textFile });
  const whole = drawForm(operations);
  const withMap = (value: string): Buffer[] => [drawForm(operations, { map: value })];
  const withOperations = (value: string): Buffer[] => [drawForm(value)];
  const { variables, ...others } = JSON.parse(operations) as { variables: object };
  const deep = JSON.stringify({ ...others, variables: { ...variables, a: { b: { c: { d: null } } }, 'a-b': null } });
  const cutAt = (offset: number): Buffer[] => [whole.subarray(0, offset)];
  const begin = (part: Buffer): number => whole.indexOf(part);
  const fileBegins = whole.indexOf('a note');
  return [
    // cut off, and said to be whole
    { name: 'is empty', body: [], headers: { 'content-length': '0' } },
    { name: 'ends within the first boundary', body: cutAt(9) },
    { name: 'ends behind the first boundary', body: cutAt(boundary.length + 2) },
    { name: 'ends within the head of the first part', body: cutAt(boundary.length + 30) },
    { name: 'ends behind the head of the first part', body: cutAt(whole.indexOf('\r\n\r\n') + 4) },
    { name: 'ends within operations', body: cutAt(op.length - 20) },
    { name: 'ends behind operations', body: cutAt(op.length) },
    { name: 'ends within map', body: cutAt(begin(map) + map.length - 8) },
    { name: 'ends behind map', body: cutAt(begin(file)) },
    { name: 'ends within the head of the file', body: cutAt(begin(file) + 60) },
    { name: 'ends where the file begins', body: cutAt(fileBegins) },
    { name: 'ends within the file', body: cutAt(fileBegins + 3) },
    { name: 'ends behind the file', body: cutAt(fileBegins + 6) },
    { name: 'ends within the last boundary', body: cutAt(whole.length - 12) },
    { name: 'ends before the two dashes of the end', body: cutAt(whole.length - 4) },
    { name: 'ends between the two dashes of the end', body: cutAt(whole.length - 3) },
    { name: 'has a last boundary without dashes', body: [op, map, file, `--${boundary}\r\n`] },
    // heads of parts
    { name: 'has a head without a colon', body: [`--${boundary}\r\ngarbage\r\n\r\nx\r\n`, op, map, file, formEnd] },
    { name: 'has a head with a NUL', body: [`--${boundary}\r\nContent-\0Disposition: x\r\n\r\nx\r\n`, formEnd] },
    { name: 'has a head of random bytes', body: [`--${boundary}\r\n`, randomBytes(300), '\r\n\r\n', formEnd] },
    { name: 'has a garbage head behind map', body: [op, map, `--${boundary}\r\n\x01\x02\x03: y\r\n\r\nx\r\n`, formEnd] },
    { name: 'has a garbage head behind the file', body: [op, map, file, `--${boundary}\r\n(((\r\n\r\nx\r\n`, formEnd] },
    { name: 'has a head that never ends', body: [op, map, `--${boundary}\r\nX-A: ${'a'.repeat(40_000)}`] },
    { name: 'has 3,000 lines in one head', body: [op, map, `--${boundary}\r\n${'X: y\r\n'.repeat(3_000)}\r\nx\r\n`, formEnd] },
    { name: 'has line feeds only', body: [whole.toString('latin1').replaceAll('\r\n', '\n')] },
    { name: 'has a part without a disposition only', body: [`--${boundary}\r\nX-A: b\r\n\r\nx\r\n`, formEnd] },
    {
      name: 'has parts that are attachments',
      body: [`--${boundary}\r\nContent-Disposition: attachment; name="operations"\r\n\r\nx\r\n`, formEnd],
    },
    { name: 'has parts without names', body: [`--${boundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n`, formEnd] },
    // boundary and headers of the request
    { name: 'has no boundary', body: [whole], headers: { 'content-type': 'multipart/form-data' } },
    { name: 'has an empty boundary', body: [whole], headers: { 'content-type': 'multipart/form-data; boundary=' } },
    { name: 'has another boundary', body: [whole], headers: { 'content-type': 'multipart/form-data; boundary=other' } },
    { name: 'has a boundary that cannot be one', body: [whole], headers: { 'content-type': 'multipart/form-data; boundary="a\tb' } },
    { name: 'is multipart/mixed', body: [whole], headers: { 'content-type': `multipart/mixed; boundary=${boundary}` } },
    { name: 'has a charset instead of a boundary', body: [whole], headers: { 'content-type': 'multipart/form-data; charset=utf-8' } },
    { name: 'comes without the preflight header', body: [whole], headers: { 'apollo-require-preflight': null }, status: 400 },
    { name: 'comes with an empty preflight header', body: [whole], headers: { 'apollo-require-preflight': '' }, status: 400 },
    { name: 'is only its end', body: [formEnd] },
    { name: 'is no form', body: ['{"query":"{ __typename }"}'] },
    { name: 'is random bytes', body: [randomBytes(50_000)] },
    // operations
    { name: 'has operations that are no JSON', body: withOperations('{"query":') },
    { name: 'has a list of operations', body: withOperations(`[${operations}]`) },
    { name: 'has null operations', body: withOperations('null') },
    { name: 'has a text as operations', body: withOperations('"mutation"') },
    { name: 'has empty operations', body: withOperations('') },
    { name: 'has operations without a query', body: withOperations('{"variables":{"input":{"file":null}}}') },
    { name: 'has a query that is a number', body: withOperations('{"query":1,"variables":{"input":{"file":null}}}') },
    { name: 'has operations without variables', body: withOperations('{"query":"{ __typename }"}') },
    { name: 'has a list as variables', body: withOperations('{"query":"{ __typename }","variables":[null]}') },
    { name: 'has an operation name that is none', body: withOperations(operations.replace('{', '{"operationName":{},')) },
    { name: 'has operations of 100,000 nested lists', body: withOperations(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) },
    { name: 'has operations of more than 1 MB', body: withOperations(`${operations}${' '.repeat(1_060_000)}`), status: 413 },
    {
      name: 'has operations in bytes that are no UTF-8',
      body: [drawPart({ name: 'operations', value: Buffer.from([0xff, 0xfe, 0x80]) }), map, file, formEnd],
    },
    // map
    { name: 'has a map to __proto__', body: withMap('{"0":["variables.__proto__.polluted"]}') },
    { name: 'has a map to the null behind all prototypes', body: withMap('{"0":["variables.__proto__.__proto__"]}') },
    { name: 'has a map to constructor.prototype', body: withMap('{"0":["variables.constructor.prototype.polluted"]}') },
    { name: 'has a map to a builtin', body: withMap('{"0":["variables.toString.call"]}') },
    { name: 'has a map to a builtin of the input', body: withMap('{"0":["variables.input.hasOwnProperty"]}') },
    { name: 'has a map to the query', body: withMap('{"0":["query"]}') },
    { name: 'has a map to the variables themselves', body: withMap('{"0":["variables"]}') },
    { name: 'has a map to a list', body: withMap('{"0":["variables.files.0"]}') },
    { name: 'has a map to something that is not there', body: withMap('{"0":["variables.input.other"]}') },
    { name: 'has a map to something that is not null', body: withMap('{"0":["variables.input.documentType"]}') },
    { name: 'has a map to a null five levels deep', body: [drawForm(deep, { map: '{"0":["variables.a.b.c.d"]}' })] },
    { name: 'has a map to a null of a strange name', body: [drawForm(deep, { map: '{"0":["variables.a-b"]}' })] },
    {
      name: 'has a map to 10,000 paths',
      body: withMap(JSON.stringify({ 0: Array.from({ length: 10_000 }, () => 'variables.input.file') })),
    },
    {
      name: 'has a map of 10,000 files',
      body: withMap(JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [i, ['variables.input.file']])))),
    },
    { name: 'has a map to two paths', body: withMap('{"0":["variables.input.file","variables.input.file"]}') },
    { name: 'has a map of two files', body: withMap('{"0":["variables.input.file"],"1":["variables.input.file"]}') },
    { name: 'has an empty map', body: withMap('{}') },
    { name: 'has a map of a number', body: withMap('{"0":[7]}') },
    { name: 'has a map without a list', body: withMap('{"0":"variables.input.file"}') },
    { name: 'has a list as map', body: withMap('[["variables.input.file"]]') },
    { name: 'has a null map', body: withMap('null') },
    { name: 'has a map that is no JSON', body: withMap('{"0":[') },
    { name: 'has a map with its own __proto__', body: withMap('{"__proto__":["variables.input.file"]}') },
    // order and number of parts
    { name: 'has map before operations', body: [map, op, file, formEnd] },
    { name: 'has the file first', body: [file, op, map, formEnd] },
    { name: 'has the file between operations and map', body: [op, file, map, formEnd] },
    { name: 'has operations twice', body: [op, op, map, file, formEnd] },
    { name: 'has map twice', body: [op, map, map, file, formEnd] },
    { name: 'has no map', body: [op, file, formEnd] },
    { name: 'has no operations', body: [map, file, formEnd] },
    { name: 'has no file', body: [op, map, formEnd] },
    { name: 'has a file that the map does not name', body: [op, map, drawPart({ name: '1', value: 'x', head: textFile }), formEnd] },
    {
      name: 'has a file that the map does not name behind the right one',
      body: [op, map, file, drawPart({ name: '1', value: 'x', head: textFile }), formEnd],
    },
    { name: 'has the file twice', body: [op, map, file, file, formEnd] },
    { name: 'has a field instead of the file', body: [op, map, drawPart({ name: '0', value: 'a note' }), formEnd] },
    {
      name: 'has operations as a file',
      body: [drawPart({ name: 'operations', value: operations, head: '; filename="o.json"' }), map, file, formEnd],
    },
    { name: 'has a field behind the file', body: [op, map, file, drawPart({ name: 'x', value: 'y' }), formEnd] },
    {
      name: 'has 1,000 fields',
      body: [op, map, ...Array.from({ length: 1_000 }, (_, i) => drawPart({ name: `f${i}`, value: 'y' })), file, formEnd],
    },
    { name: 'has 1,000 parts that are nothing', body: [op, map, `--${boundary}\r\nX: y\r\n\r\n\r\n`.repeat(1_000), file, formEnd] },
    { name: 'has a part that is nothing behind the file', body: [op, map, file, `--${boundary}\r\nX: y\r\n\r\n\r\n`, formEnd] },
    // size and time
    { name: 'has a file one byte too large', body: [drawForm(operations, { file: Buffer.alloc(maxBytes + 1, 'a') })], status: 413 },
    { name: 'has a file much too large', body: [drawForm(operations, { file: Buffer.alloc(3 * maxBytes + 77, 'a') })], status: 413 },
    { name: 'has no end of bytes before its first part', body: [Buffer.alloc(maxBytes + 4_000_000, 'x'), whole], status: 413 },
    { name: 'has no end of bytes behind its last part', body: [whole, Buffer.alloc(maxBytes + 4_000_000, 'x')], status: 413 },
    { name: 'goes silent before its first byte', body: [], missingBytes: 500, status: 408 },
    { name: 'goes silent within operations', body: cutAt(op.length - 20), missingBytes: 500, status: 408 },
    { name: 'goes silent before the file', body: cutAt(begin(file)), missingBytes: 500, status: 408 },
    { name: 'goes silent within the file', body: cutAt(fileBegins + 3), missingBytes: 500, status: 408 },
    { name: 'goes silent before the end of the form', body: cutAt(whole.length - 4), missingBytes: 4, status: 408 },
    {
      name: 'begins a second file and goes silent',
      body: [op, map, file, drawPart({ name: '0', value: 'x'.repeat(200), head: textFile }).subarray(0, -4)],
      missingBytes: 500,
      status: 400,
    },
    // nobody is there to be answered; the server must live on
    { name: 'is left within operations', body: cutAt(op.length - 20), missingBytes: 500, ending: 'leave' },
    { name: 'is left within the file', body: cutAt(fileBegins + 3), missingBytes: 500, ending: 'leave' },
    { name: 'is left before its last line', body: cutAt(whole.length - 4), missingBytes: 4, ending: 'leave' },
  ];
}

export type RawAnswer = { status: number; body: unknown } | null;

/** Sends a form over a socket of its own. Null when the sender did not wait, or got no answer. */
export function sendForm(url: string, { body, headers = {}, missingBytes = 0, ending = 'wait' }: Omit<Form, 'name'>): Promise<RawAnswer> {
  const { hostname, port, pathname } = new URL(url);
  const bytes = body.map((piece) => Buffer.from(piece as string));
  const length = bytes.reduce((sum, piece) => sum + piece.length, 0) + missingBytes;
  const all: Record<string, string | null> = {
    host: 'lab.test',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'apollo-require-preflight': 'true',
    'content-length': String(length),
    connection: 'close',
    ...headers,
  };
  const head = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    // a reset behind the answer is none of the sender's business
    socket.on('error', () => {});
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
      const parsed = parseAnswer(answer);
      if (!parsed) return;
      socket.destroy();
      resolve(parsed);
    });
    socket.once('close', () => resolve(parseAnswer(answer)));
    socket.write(`POST ${pathname} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
    for (const piece of bytes) socket.write(piece);
    // half closed would be the end of the connection for the server
    if (ending === 'leave') socket.write('', () => socket.destroy());
  });
}

function parseAnswer(text: string): RawAnswer {
  const [head = '', body] = text.split('\r\n\r\n');
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  if (body === undefined || length === undefined || Buffer.byteLength(body) < Number(length)) return null;
  return { status: Number(head.split(' ')[1]), body: JSON.parse(body) as unknown };
}
