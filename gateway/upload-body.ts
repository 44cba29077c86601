import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { GraphQLError } from 'graphql';
import type { ReceivedFile } from 'lib/upload-receiver.ts';
import type { SubgraphOperation } from './data-source.ts';
import { isRecord } from './subgraph-errors.ts';

type Path = readonly string[];
type FoundUpload = { path: Path; file: Promise<ReceivedFile> };

/** The one file among the variables of an operation; the receiver lets no more than one through. */
export function findUpload(value: unknown, path: Path = ['variables']): FoundUpload | null {
  if (!isRecord(value)) return null;
  if (value.promise instanceof Promise) return { path, file: value.promise as Promise<ReceivedFile> };
  for (const [name, member] of Object.entries(value)) {
    const found = findUpload(member, [...path, name]);
    if (found) return found;
  }
  return null;
}

/** An operation with its file, as a subgraph receives it from us: the bytes pass through as they come in. */
export class UploadBody {
  readonly headers: Record<string, string>;
  /** The operation as it is written into the form. */
  readonly operation: string;
  readonly stream: Readable;
  #fault: GraphQLError | null = null;

  constructor(operation: SubgraphOperation, { path, file }: FoundUpload) {
    const boundary = `lab-${randomUUID()}`;
    this.headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, 'apollo-require-preflight': 'true' };
    this.operation = JSON.stringify(withoutFile(operation, path));
    this.stream = Readable.from(this.#write(boundary, path, file), { objectMode: false });
  }

  /** Why the sender's form broke off; null when it did not. */
  get fault(): GraphQLError | null {
    return this.#fault;
  }

  async *#write(boundary: string, path: Path, file: Promise<ReceivedFile>): AsyncGenerator<Buffer | string> {
    const { filename, mimetype, createReadStream } = await file;
    const field = (name: string, text: string): string =>
      `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
    yield field('operations', this.operation);
    yield field('map', JSON.stringify({ file: [path.join('.')] }));
    yield `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${escapeName(filename)}"\r\ncontent-type: ${mimetype.replaceAll(/[\r\n]/g, '')}\r\n\r\n`;
    try {
      for await (const chunk of createReadStream()) yield chunk as Buffer;
    } catch (error) {
      if (error instanceof GraphQLError) this.#fault = error;
      throw error;
    }
    yield `\r\n--${boundary}--\r\n`;
  }
}

function withoutFile(operation: SubgraphOperation, path: Path): unknown {
  const [step, ...rest] = path;
  const emptied = (value: unknown, [name, ...deeper]: Path): unknown =>
    name === undefined ? null : { ...(value as object), [name]: emptied((value as Record<string, unknown>)[name], deeper) };
  return step === undefined ? operation : { ...operation, [step]: emptied(operation.variables, rest) };
}

/** As browsers write it: a quote or a line break would end the header. */
function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
