import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { fastify } from 'fastify';
import { GraphQLError } from 'graphql';
import { GraphQLUpload } from 'graphql-upload-minimal';
import { boundary, drawForm, drawPart, formEnd, hostileForms, sendForm, textFile } from 'tests/integration/upload-receiver-forms.ts';
import { until } from 'tests/support/until.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReceivedOperation } from './upload-form.ts';
import { addUploadReceiver, type ReceivedFile, receiveUpload } from './upload-receiver.ts';

const maxBytes = 200_000;
const operations = JSON.stringify({ query: 'mutation', variables: { input: { file: null, documentType: 'LOG' }, files: [null] } });

type Use = (file: ReceivedFile) => Promise<unknown>;

const readAll: Use = async (file) => ({ name: file.filename, type: file.mimetype, bytes: (await buffer(file.createReadStream())).length });

/** A server as small as one can be that still hands the file to somebody, who uses it as told. */
async function startServer(use: Use, patienceMs = 1_000) {
  const app = fastify();
  addUploadReceiver(app, { maxBytes, patienceMs });
  let handled = 0;
  const faults: unknown[] = [];
  app.post('/graphql', async (request) => {
    handled++;
    const { variables } = request.body as ReceivedOperation;
    const { input } = variables as { input: { file: unknown } };
    try {
      return { data: await use((await GraphQLUpload.parseValue(input.file)) as ReceivedFile) };
    } catch (error) {
      faults.push(error);
      return { data: null, errors: [{ message: String(error) }] };
    }
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `${address}/graphql`,
    app,
    handled: () => handled,
    faults,
    connections: () =>
      new Promise<number>((resolve, reject) => app.server.getConnections((error, n) => (error ? reject(error) : resolve(n)))),
    [Symbol.asyncDispose]: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

describe('a right form', () => {
  it.each([
    ['an empty file', 0],
    ['a file of one byte', 1],
    ['a file of exactly the limit', maxBytes],
  ])('is received with %s', async (_what, length) => {
    await using server = await startServer(readAll);
    const answer = await sendForm(server.url, { body: [drawForm(operations, { file: Buffer.alloc(length, 'x') })] });
    expect(answer).toEqual({ status: 200, body: { data: { name: 'note.txt', type: 'text/plain', bytes: length } } });
  });

  it('is received byte by byte', async () => {
    await using server = await startServer(readAll);
    const body = [...drawForm(operations)].map((byte) => Buffer.from([byte]));
    expect(await sendForm(server.url, { body })).toMatchObject({ status: 200, body: { data: { bytes: 6 } } });
  });

  it('is received from what browsers send with FormData and fetch', async () => {
    await using server = await startServer(readAll);
    const form = new FormData();
    form.set('operations', operations);
    form.set('map', '{"file":["variables.input.file"]}');
    form.set('file', new File(['ünïcödé'], 'Grüße 漢字.txt', { type: 'text/plain' }));
    const answer = await fetch(server.url, { method: 'POST', body: form, headers: { 'apollo-require-preflight': '1' } });
    expect(await answer.json()).toEqual({ data: { name: 'Grüße 漢字.txt', type: 'text/plain', bytes: 11 } });
  });

  it('hands the file on while it still comes in', async () => {
    const first = Promise.withResolvers<string>();
    await using server = await startServer(async (file) => {
      const read: Buffer[] = [];
      for await (const chunk of file.createReadStream()) {
        read.push(chunk as Buffer);
        first.resolve(Buffer.concat(read).toString());
      }
      return Buffer.concat(read).toString();
    });
    const rest = Promise.withResolvers<void>();
    async function* slowly() {
      yield Buffer.concat([
        drawPart({ name: 'operations', value: operations }),
        drawPart({ name: 'map', value: '{"0":["variables.input.file"]}' }),
        drawPart({ name: '0', value: 'the beginning, long enough not to be held back as a possible boundary ', head: textFile }).subarray(
          0,
          -2,
        ),
      ]);
      await rest.promise;
      yield Buffer.from(`and the end\r\n${formEnd}`);
    }
    const headers = { 'apollo-require-preflight': '1', 'content-type': `multipart/form-data; boundary=${boundary}` };
    const answer = fetch(server.url, {
      method: 'POST',
      body: Readable.from(slowly()) as unknown as BodyInit,
      headers,
      duplex: 'half',
    } as RequestInit);
    expect(await first.promise).toContain('the beginning');
    rest.resolve();
    expect(await (await answer).json()).toEqual({ data: expect.stringMatching(/^the beginning.*and the end$/) });
  });

  it('leaves JSON to others', async () => {
    await using server = await startServer(readAll);
    const answer = await fetch(server.url, {
      method: 'POST',
      body: '{"variables":{"input":{}}}',
      headers: { 'content-type': 'application/json' },
    });
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.stringContaining('Upload value invalid') }] });
  });
});

describe('a hostile form', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  beforeAll(async () => {
    server = await startServer(readAll);
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const forms = hostileForms(operations, maxBytes);

  it('is one of sixty and more', () => expect(forms.length).toBeGreaterThanOrEqual(60));

  it.each(forms)('that $name is refused, and the server lives on', async (form) => {
    const answer = await sendForm(server.url, form);
    if (form.ending !== 'leave') {
      expect(answer?.body).toMatchObject({ errors: [{ message: expect.any(String) }] });
      if (form.status) expect(answer?.status).toBe(form.status);
      else expect(String(answer?.status)).toMatch(/^4\d\d$/);
    }
    expect(await sendForm(server.url, { body: [drawForm(operations)] })).toMatchObject({ status: 200, body: { data: { bytes: 6 } } });
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted');
    expect(typeof Object.prototype.toString.call).toBe('function');
    expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
    expect({}.hasOwnProperty).toBe(Object.prototype.hasOwnProperty);
  });

  it('leaves no socket behind', async () => {
    await until('all sockets are closed', async () => (await server.connections()) === 0);
  });
});

describe('a form that is cut off', () => {
  const whole = drawForm(operations);
  const offsets = Array.from({ length: whole.length - 2 }, (_, offset) => offset);

  it('at any byte, and said to be whole, is refused', async () => {
    await using server = await startServer(readAll);
    const answers = await Promise.all(offsets.map((offset) => sendForm(server.url, { body: [whole.subarray(0, offset)] })));
    expect(answers.filter((answer) => !answer || answer.status < 400 || answer.status > 499)).toEqual([]);
  });

  it('at any byte by a sender who leaves, does no harm', async () => {
    await using server = await startServer(readAll);
    const leave = (offset: number) => sendForm(server.url, { body: [whole.subarray(0, offset)], missingBytes: 1_000, ending: 'leave' });
    await Promise.all(offsets.map(leave));
    expect(await sendForm(server.url, { body: [whole] })).toMatchObject({ status: 200, body: { data: { bytes: 6 } } });
    await until('all sockets are closed', async () => (await server.connections()) === 0);
  });
});

describe('the file of a form', () => {
  it('is cut off with an error as soon as it is too large, whoever reads it', async () => {
    const read = Promise.withResolvers<unknown>();
    await using server = await startServer(async (file) => {
      await buffer(file.createReadStream()).then(read.reject, read.resolve);
      return 'refused';
    });
    const answer = await sendForm(server.url, { body: [drawForm(operations, { file: Buffer.alloc(maxBytes + 1) })] });
    const error = await read.promise;
    expect(error).toBeInstanceOf(GraphQLError);
    expect(error).toMatchObject({ extensions: { code: 'FILE_TOO_LARGE', http: { status: 413 } } });
    // the operation's own answer, with the status of what happened
    expect(answer).toEqual({ status: 413, body: { data: 'refused' } });
  });

  it('cannot be read twice', async () => {
    await using server = await startServer(async (file) => {
      const bytes = await buffer(file.createReadStream());
      file.createReadStream();
      return bytes.length;
    });
    const answer = await sendForm(server.url, { body: [drawForm(operations)] });
    expect(answer?.body).toMatchObject({ errors: [{ message: expect.stringContaining('can be taken once') }] });
  });

  it('that nobody reads holds neither the answer nor the socket, which takes the next request', async () => {
    await using server = await startServer(async () => 'not wanted');
    const body = drawForm(operations, { file: Buffer.alloc(maxBytes, 'x') });
    const { status, length } = await sendTwice(server.url, body);
    expect({ status, length }).toEqual({ status: [200, 200], length: 2 });
    await until('the sockets are closed', async () => (await server.connections()) === 0);
  });

  it('that is left half read does not hold the answer either', async () => {
    await using server = await startServer(async (file) => {
      for await (const chunk of file.createReadStream()) return (chunk as Buffer).length > 0;
    });
    const body = drawForm(operations, { file: Buffer.alloc(maxBytes, 'x') });
    expect(await sendForm(server.url, { body: [body] })).toMatchObject({ body: { data: true } });
  });

  it('is gone when the request was answered', async () => {
    const kept = Promise.withResolvers<Readable>();
    await using server = await startServer(async (file) => {
      kept.resolve(file.createReadStream());
      return 'not wanted';
    }, 60_000);
    await sendForm(server.url, { body: [drawForm(operations, { file: Buffer.alloc(maxBytes, 'x') })] });
    await until('all sockets are closed', async () => (await server.connections()) === 0);
    await expect(kept.promise.then(buffer)).rejects.toThrow();
  });

  it('whose sender leaves ends with an error for its reader', async () => {
    await using server = await startServer(readAll);
    await sendForm(server.url, { body: [drawForm(operations).subarray(0, -30)], missingBytes: 5_000, ending: 'leave' });
    await until('the reader has its error', async () => server.faults.length > 0);
    expect(server.faults).toEqual([expect.any(GraphQLError)]);
  });

  it('whose stream was taken but is not read yet fails without harm', async () => {
    const taken = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    await using server = await startServer(async (file) => {
      const stream = file.createReadStream();
      taken.resolve();
      await goOn.promise;
      return (await buffer(stream)).length;
    });
    const form = { body: [drawForm(operations).subarray(0, -30)], missingBytes: 5_000, ending: 'leave' as const };
    await Promise.all([taken.promise, sendForm(server.url, form)]);
    await until('the socket is closed', async () => (await server.connections()) === 0);
    goOn.resolve();
    await until('the reader has its error', async () => server.faults.length > 0);
  });

  it('ends for its reader only when the form has ended well', async () => {
    await using server = await startServer(readAll);
    const cut = drawForm(operations).subarray(0, -4);
    expect(await sendForm(server.url, { body: [cut] })).toMatchObject({ status: 400, body: { data: null } });
    expect(server.faults).toEqual([expect.any(GraphQLError)]);
  });

  it('is not waited for while it is us who are slow', async () => {
    const patienceMs = 200;
    const goOn = Promise.withResolvers<void>();
    await using server = await startServer(async (file) => {
      await goOn.promise;
      return (await buffer(file.createReadStream())).length;
    }, patienceMs);
    const answer = sendForm(server.url, { body: [drawForm(operations, { file: Buffer.alloc(maxBytes, 'x') })] });
    await until('it has begun', async () => server.handled() === 1);
    const silent = sendForm(server.url, { body: [], missingBytes: 100 });
    // by then the first one would have been given up four times, had its own slowness counted
    for (let round = 0; round < 3; round++) await sendForm(server.url, { body: [], missingBytes: 100 });
    expect(await silent).toMatchObject({ status: 408 });
    goOn.resolve();
    expect(await answer).toEqual({ status: 200, body: { data: maxBytes } });
  });

  it('that trickles in is given up', async () => {
    await using server = await startServer(readAll, 300);
    async function* trickle() {
      yield drawForm(operations).subarray(0, -60);
      for (;;) {
        yield Buffer.from('x');
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    }
    const headers = { 'apollo-require-preflight': '1', 'content-type': `multipart/form-data; boundary=${boundary}` };
    const answer = await fetch(server.url, {
      method: 'POST',
      body: Readable.from(trickle()) as unknown as BodyInit,
      headers,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(408);
  });
});

describe('a sender who is refused before it has sent everything', () => {
  it.each([
    ['by the receiver', 20 * 1024 * 1024, {}],
    ['before anything is parsed', 100_000, { 'apollo-require-preflight': null }],
  ])('%s sees the answer, though it reads only when it has written all, and then the end', async (_by, bytes, headers) => {
    await using server = await startServer(readAll);
    const body = drawForm(operations, { file: Buffer.alloc(bytes, 'x') });
    const { answer, hasEnded } = await writeThenRead(server.url, body, headers);
    expect(answer).toMatch(/^HTTP\/1\.1 4/);
    expect(hasEnded).toBe(true);
  });

  it.each([
    ['in small pieces, for ever', 'x', 300],
    ['without end', 'x'.repeat(1024 * 1024), 60_000],
  ])('and goes on %s is cut off', async (_how, piece, patienceMs) => {
    await using server = await startServer(readAll, patienceMs);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname).on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: multipart/form-data; boundary=b\r\ntransfer-encoding: chunked\r\n\r\n`,
    );
    const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`;
    const sending = setInterval(() => socket.write(chunk), 5);
    await closed;
    clearInterval(sending);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
  });
});

async function writeThenRead(
  url: string,
  body: Buffer,
  changes: Record<string, string | null>,
): Promise<{ answer: string; hasEnded: boolean }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).pause();
  const headers: Record<string, string | null> = {
    host: 'lab.test',
    connection: 'close',
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': String(body.length),
    'apollo-require-preflight': 'true',
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  socket.write(`POST /graphql HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  await new Promise<void>((resolve, reject) => socket.write(body, (error) => (error ? reject(error) : resolve())));
  let answer = '';
  let hasEnded = false;
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.on('end', () => {
    hasEnded = true;
  });
  socket.resume();
  await once(socket, 'close');
  return { answer, hasEnded };
}

/** The same form twice over one socket. */
async function sendTwice(url: string, body: Buffer): Promise<{ status: number[]; length: number }> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const head = `POST /graphql HTTP/1.1\r\nhost: lab.test\r\ncontent-type: multipart/form-data; boundary=${boundary}\r\napollo-require-preflight: 1\r\ncontent-length: ${body.length}\r\n\r\n`;
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  for (let round = 1; round <= 2; round++) {
    socket.write(head);
    socket.write(body);
    await until('the answer is there', async () => [...text.matchAll(/HTTP\/1\.1 \d+/g)].length === round);
  }
  socket.end();
  await once(socket, 'close');
  const status = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => Number(code));
  return { status, length: status.length };
}

describe("the package's own receiver", () => {
  const folder = fileURLToPath(new URL('.', import.meta.url));

  async function runChild(script: string): Promise<{ code: number | null; errors: string }> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, errors };
  }

  /** One form with a garbage head, to a server whose receiver is given; the process ends with 0 when it outlives it. */
  const script = (receiver: string) => `
    import { createServer } from 'node:http';
    import { connect } from 'node:net';
    ${receiver}
    const server = createServer((request, response) => {
      const answer = () => response.writeHead(400).end('refused');
      receive(request, response).then(answer, answer);
    }).listen(0, '127.0.0.1', () => {
      const body = '--b\\r\\n(((\\r\\n\\r\\nx\\r\\n--b--';
      const socket = connect(server.address().port, '127.0.0.1');
      socket.on('error', () => {}).on('data', (text) => setTimeout(() => process.exit(String(text).includes(' 400 ') ? 0 : 3), 200));
      socket.write('POST / HTTP/1.1\\r\\nhost: a\\r\\nx-apollo-operation-name: a\\r\\ncontent-type: multipart/form-data; boundary=b\\r\\ncontent-length: ' + body.length + '\\r\\n\\r\\n' + body);
    });`;

  it('dies of one malformed form; when it no longer does, ours can go', async () => {
    const { code, errors } = await runChild(script(`import { processRequest as receive } from 'graphql-upload-minimal';`));
    expect(code).toBe(1);
    expect(errors).toContain("Unhandled 'error' event");
  });

  it('is no measure for ours, which nobody needs to wait for', async () => {
    const { code, errors } = await runChild(
      script(`import { ${receiveUpload.name} } from './upload-receiver.ts';
        const receive = (a, b) => (receiveUpload(a, b, { maxBytes: 1_000 }), new Promise((resolve) => setTimeout(resolve, 50)));`),
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  it('dies where ours lives on', async () => {
    const { code, errors } = await runChild(
      script(
        `import { ${receiveUpload.name} } from './upload-receiver.ts'; const receive = (a, b) => receiveUpload(a, b, { maxBytes: 1_000 });`,
      ),
    );
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });
});
