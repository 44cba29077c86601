import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { Refusal, userError } from 'lib/errors.ts';
import type { FileKind } from './file-kinds.ts';
import type { Facts } from './inspector.ts';
import { StructureFault } from './structure-reader.ts';

export type Findings = Facts & { size: number; sha256: string };

/** Bytes at the beginning that signatures are looked for in. */
const sampleBytes = 4_100;

/**
 * A file on its way into the store: counted, hashed and looked at as it passes. Where it is not what it says, the bytes end with an
 * error, so that whoever takes them keeps nothing.
 */
export class Inspection {
  readonly #source: AsyncIterable<Buffer>;
  readonly #kind: FileKind;
  #findings: Findings | null = null;
  #fault: unknown = null;

  constructor(source: AsyncIterable<Buffer>, kind: FileKind) {
    this.#source = source;
    this.#kind = kind;
  }

  /** Why the bytes ended early, whatever the taker made of it: a Refusal, or what the source threw. Null while all is well. */
  get fault(): unknown {
    return this.#fault;
  }

  /** @throws Error before the last byte has passed. */
  get findings(): Findings {
    if (!this.#findings) throw new Error('the file has not passed yet');
    return this.#findings;
  }

  /** The bytes, once. */
  async *bytes(): AsyncGenerator<Buffer, void, void> {
    const inspector = this.#kind.inspect();
    const hash = createHash('sha256');
    let sample = Buffer.alloc(0);
    let size = 0;
    let isWhole = false;
    try {
      for await (const chunk of this.#source) {
        if (sample.length < sampleBytes) sample = Buffer.concat([sample, chunk.subarray(0, sampleBytes - sample.length)]);
        size += chunk.length;
        hash.update(chunk);
        try {
          await inspector.write(chunk);
        } catch (error) {
          throw await this.#explain(error, sample);
        }
        yield chunk;
      }
      if (size === 0) throw new Refusal([userError('REQUIRED', 'the file is empty', 'file')]);
      const facts = await inspector.end().catch(async (error: unknown) => {
        throw await this.#explain(error, sample);
      });
      const signature = await recognise(sample);
      if (this.#kind.isForeign(signature)) throw refuse(this.#kind, 'its content is something else', signature);
      this.#findings = { ...facts, size, sha256: hash.digest('hex') };
      isWhole = true;
    } catch (error) {
      this.#fault = error;
      throw error;
    } finally {
      // the taker may also have gone away in the middle
      if (!isWhole) inspector.destroy();
    }
  }

  async #explain(error: unknown, sample: Buffer): Promise<unknown> {
    if (!(error instanceof StructureFault)) return error;
    const signature = await recognise(sample);
    return refuse(this.#kind, error.message, this.#kind.isForeign(signature) ? signature : undefined);
  }
}

function refuse({ contentType }: FileKind, reason: string, signature: string | undefined): Refusal {
  const looks = signature ? `; it looks like ${signature}` : '';
  return new Refusal([userError('FILE_TYPE_REFUSED', `the file is not a whole and right ${contentType}: ${reason}${looks}`, 'file')]);
}

async function recognise(sample: Buffer): Promise<string | undefined> {
  // it throws where a known format is cut off
  return (await fileTypeFromBuffer(sample).catch(() => undefined))?.mime;
}
