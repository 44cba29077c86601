import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import busboy from 'busboy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { Upload as PackageUpload } from 'graphql-upload-minimal';
import { type FilePlace, formError, type ReceivedOperation, readMap, readOperation, statusOf } from './upload-form.ts';

/** What a resolver gets for its `Upload` argument, as a promise. */
export type ReceivedFile = {
  /** As it was sent, without a path. Nobody has looked at it: not a key, not a path. */
  filename: string;
  /** Media type that the sender declared. */
  mimetype: string;
  encoding: string;
  fieldName: string;
  /** The bytes, once. Ends only when the whole form was well; every fault of the form on its way is an error of the stream. */
  createReadStream(): Readable;
};

/** Largest file that the lab takes, in bytes: 10 MB. */
export const maxFileBytes = 10 * 1024 * 1024;

export type ReceiverOptions = {
  /** Largest file, in bytes. */
  maxBytes: number;
  /** Largest `operations` field, in bytes. */
  maxOperationBytes?: number;
  /** How long a sender may send next to nothing while we wait for it, and go on sending when it is answered, in milliseconds. */
  patienceMs?: number;
  /** Told once when the form turns out to be faulty, also after the operation was handed on. */
  onFailure?: (error: GraphQLError) => void;
};

const defaultMaxOperationBytes = 1024 * 1024;
const defaultPatienceMs = 20_000;
/** Less than this, in bytes per second, is next to nothing. */
const minSpeed = 1_024;
/** So much of what a sender sends behind its answer is read and thrown away, so that it sees the answer. */
const lingerBytes = 64 * 1024 * 1024;
/** Headers of the parts, boundaries, and what stands before the first and behind the last of them, in bytes. */
const packagingBytes = 64 * 1024;

const multipartPattern = /^multipart\//i;
const formPattern = /^multipart\/form-data\s*;/i;

// the package's typings leave out what its own receiver calls
const Upload = PackageUpload as unknown as new () => {
  promise: Promise<ReceivedFile>;
  resolve(file: ReceivedFile): void;
  reject(error: Error): void;
};

/** Whether an error says that a file is larger than accepted. */
export function isTooLarge(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions.code === 'FILE_TOO_LARGE';
}

/**
 * Receives a GraphQL multipart request with exactly one file (https://github.com/jaydenseric/graphql-multipart-request-spec): the
 * fields `operations` and `map`, each once and in this order, then the file. Resolves when the file begins, so that its bytes can be
 * passed on while they come in; there is an `Upload` in the variables where the map says.
 *
 * It takes the place of `processRequest` of graphql-upload-minimal 1.6.4, which a malformed form ends the process of, whose map
 * reaches builtins, and which cuts off what is too large without a word. The package's scalar and class are used as they are.
 *
 * @throws GraphQLError with `extensions.code` and `extensions.http.status` from 400 to 499.
 */
export function receiveUpload(request: IncomingMessage, response: ServerResponse, options: ReceiverOptions): Promise<ReceivedOperation> {
  const { headers } = request;
  // a form can be sent from any page without asking; a header of one's own cannot
  if (!headers['apollo-require-preflight'] && !headers['x-apollo-operation-name']) {
    return refuse(request, response, options, formError('A multipart request needs the header "apollo-require-preflight: true"'));
  }
  if (!formPattern.test(headers['content-type'] ?? '')) {
    return refuse(request, response, options, formError('An upload is multipart/form-data with a boundary', 415));
  }
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        fieldSize: options.maxOperationBytes ?? defaultMaxOperationBytes,
        // it counts the part behind the last boundary too
        parts: 4,
        // it reports a file of exactly the limit
        fileSize: options.maxBytes + 1,
      },
    });
  } catch (error) {
    return refuse(request, response, options, formError(`The form cannot be read: ${messageOf(error)}`));
  }
  return new Receipt(request, response, parser, options).operation;
}

async function refuse(request: IncomingMessage, response: ServerResponse, options: ReceiverOptions, error: GraphQLError): Promise<never> {
  // what nobody has begun to read Node would throw away by itself, uncounted
  request.resume();
  letGo(request, response, options);
  holdForAnswer(request, response, statusOf(error));
  options.onFailure?.(error);
  throw error;
}

/** One form on its way in. */
class Receipt {
  readonly operation: Promise<ReceivedOperation>;
  readonly #arrival = Promise.withResolvers<ReceivedOperation>();
  readonly #end = Promise.withResolvers<void>();
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #parser: busboy.Busboy;
  readonly #options: ReceiverOptions;
  #operation: ReceivedOperation | null = null;
  #place: FilePlace | null = null;
  #file: Readable | null = null;
  #isOver = false;

  constructor(request: IncomingMessage, response: ServerResponse, parser: busboy.Busboy, options: ReceiverOptions) {
    this.#request = request;
    this.#response = response;
    this.#parser = parser;
    this.#options = options;
    this.operation = this.#arrival.promise;
    // nobody may be waiting any more when these fail
    this.#arrival.promise.catch(() => {});
    this.#end.promise.catch(() => {});

    // for good: busboy reports one fault more than once, and a second one without a listener would end the process
    parser.on('error', (error) => this.#fail(formError(`The form is malformed: ${messageOf(error)}`)));
    parser.on('field', (name, value, { valueTruncated }) => this.#takeField(name, value, valueTruncated));
    parser.on('file', (name, file, info) => this.#takeFile(name, file, info));
    parser.on('partsLimit', () => this.#fail(formError('The form has more parts than "operations", "map" and one file')));
    parser.on('close', () => this.#finish());

    // the sender has gone, or was answered without its file being read: what comes now must not hold the socket
    response.once('close', () => this.#fail(formError('The form did not come to its end')));
    letGo(request, response, options);
    this.#watchSize();
    this.#watchSpeed();
    request.pipe(parser);
  }

  #takeField(name: string, value: string, isTruncated: boolean): void {
    if (this.#isOver) return;
    try {
      if (isTruncated) throw formError(`A field is too long`, 413);
      if (!this.#operation && name === 'operations') this.#operation = readOperation(value);
      else if (this.#operation && !this.#place && name === 'map') this.#place = readMap(value, this.#operation);
      else throw formError('The form has "operations", then "map", each once, then the file');
    } catch (error) {
      this.#fail(error instanceof GraphQLError ? error : formError(messageOf(error)));
    }
  }

  #takeFile(name: string, file: Readable, info: busboy.FileInfo): void {
    file.on('error', () => {});
    const operation = this.#operation;
    const place = this.#place;
    if (this.#isOver || this.#file || !operation || place?.name !== name) {
      file.resume();
      this.#fail(formError('The form has one file, behind "map" and with the name that is given there'));
      return;
    }
    this.#file = file;
    file.on('limit', () => this.#fail(formError(`The file has more than ${this.#options.maxBytes} bytes`, 413, 'FILE_TOO_LARGE')));
    let isTaken = false;
    const upload = new Upload();
    upload.resolve({
      // absent in a part that only says application/octet-stream
      filename: info.filename ?? '',
      mimetype: info.mimeType,
      encoding: info.encoding,
      fieldName: name,
      createReadStream: () => {
        if (isTaken) throw formError('An uploaded file can be taken once: use its variable in one place');
        isTaken = true;
        return this.#toWholeStream(file);
      },
    });
    place.put(upload);
    this.#arrival.resolve(operation);
  }

  /** Of a form that is cut off behind its file, nothing is kept either: the stream ends when the form has. */
  #toWholeStream(file: Readable): Readable {
    const end = this.#end.promise;
    async function* read(): AsyncGenerator<Buffer> {
      for await (const chunk of file) yield chunk as Buffer;
      await end;
    }
    const stream = Readable.from(read(), { objectMode: false });
    stream.on('error', () => {});
    end.catch((error: Error) => stream.destroy(error));
    return stream;
  }

  #finish(): void {
    if (!this.#file) this.#fail(formError('The form ends without its file'));
    if (this.#isOver) return;
    this.#isOver = true;
    this.#end.resolve();
  }

  #fail(error: GraphQLError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#arrival.reject(error);
    this.#end.reject(error);
    this.#options.onFailure?.(error);
    this.#file?.destroy(error);
    this.#request.unpipe(this.#parser);
    holdForAnswer(this.#request, this.#response, statusOf(error));
    // not from within one of its own events, where it still works on what would be gone
    setImmediate(() => this.#parser.destroy());
  }

  /** What stands before the first part and behind the last one has no limit of its own. */
  #watchSize(): void {
    const { maxBytes, maxOperationBytes = defaultMaxOperationBytes } = this.#options;
    const limit = maxBytes + maxOperationBytes + packagingBytes;
    let received = 0;
    this.#request.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (received > limit) this.#fail(formError(`The form has more than ${limit} bytes`, 413));
    });
  }

  /** A sender that goes silent, or sends a byte a second, would hold its socket for as long as it likes. */
  #watchSpeed(): void {
    const { patienceMs = defaultPatienceMs } = this.#options;
    const tickMs = patienceMs / 20;
    let waitedMs = 0;
    let received = 0;
    this.#request.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    const timer = setInterval(() => {
      if (this.#isOver) return clearInterval(timer);
      // it is us who are slow
      if (this.#parser.writableLength > 0 || this.#request.complete) return;
      waitedMs += tickMs;
      if (waitedMs < patienceMs) return;
      if (received < (minSpeed * patienceMs) / 1_000) {
        this.#fail(formError(`The sender has sent ${received} bytes within ${patienceMs / 1_000} s; send it again`, 408));
      }
      waitedMs = 0;
      received = 0;
    }, tickMs);
    timer.unref();
  }
}

/**
 * Closing a socket with unread bytes in it resets it, and the sender would see that instead of the answer. One that has gone silent
 * is not waited for.
 */
function holdForAnswer(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (!request.complete && !response.headersSent) response.shouldKeepAlive = status !== 408;
}

/** When a request is answered before it has ended, the rest of it is thrown away for a while, then the socket is closed. */
function letGo(request: IncomingMessage, response: ServerResponse, { patienceMs = defaultPatienceMs }: ReceiverOptions): void {
  const wantsClose = !response.shouldKeepAlive;
  response.once('close', () => {
    const { socket } = request;
    const close = (): void => void (wantsClose && socket.end());
    if (request.complete) return close();
    let wasted = 0;
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    timer.unref();
    request.once('close', () => {
      clearTimeout(timer);
      close();
    });
    request.on('data', (chunk: Buffer) => {
      wasted += chunk.length;
      if (wasted > lingerBytes) socket.destroy();
    });
    request.resume();
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Lets a server's `/graphql` take uploads beside JSON. What the form is refused for becomes the answer, with its status; where the
 * form fails while an operation is under way, the answer is the operation's and the status the form's.
 */
export function addUploadReceiver(app: FastifyInstance, options: Omit<ReceiverOptions, 'onFailure'>): void {
  const failures = new WeakMap<FastifyRequest, GraphQLError>();
  app.addContentTypeParser(multipartPattern, (_request, _payload, done) => done(null, undefined));
  app.addHook('preValidation', async (request: FastifyRequest, reply: FastifyReply) => {
    if (
      request.method !== 'POST' ||
      request.routeOptions.url !== '/graphql' ||
      !multipartPattern.test(request.headers['content-type'] ?? '')
    )
      return;
    const onFailure = (error: GraphQLError): void => void failures.set(request, error);
    try {
      request.body = await receiveUpload(request.raw, reply.raw, { ...options, onFailure });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const { code } = error.extensions;
      return await reply.code(statusOf(error)).send({ errors: [{ message: error.message, extensions: { code } }] });
    }
  });
  app.addHook('onSend', async (request, reply) => {
    const failure = failures.get(request);
    if (failure && reply.statusCode < 400) reply.code(statusOf(failure));
  });
}
