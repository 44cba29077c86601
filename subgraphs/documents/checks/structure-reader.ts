/** What a parser wants next: exactly so many bytes, or, with 0, whatever is there. */
export type Want = number;

/** A parser that is handed bytes as they come. It gets null where it wants bytes and the file has ended. */
export type Parser<Facts> = (putBack: (bytes: Buffer) => void) => Generator<Want, Facts, Buffer | null>;

/** What a file turned out to be not. The message says what is wrong, for people. */
export class StructureFault extends Error {
  override name = 'StructureFault';
}

/** Feeds a parser from chunks of any size, keeping no more than what it wants at once. */
export class StructureReader<Facts> {
  readonly #steps: Generator<Want, Facts, Buffer | null>;
  #rest: Buffer = Buffer.alloc(0);
  #want: Want = 0;
  #facts: { value: Facts } | null = null;

  constructor(parser: Parser<Facts>) {
    this.#steps = parser((bytes) => {
      this.#rest = Buffer.concat([bytes, this.#rest]);
    });
    this.#advance(this.#steps.next());
  }

  /** @throws StructureFault as soon as the bytes are not what the parser knows. */
  write(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (!this.#facts && this.#rest.length >= Math.max(this.#want, 1)) {
      const length = this.#want === 0 ? this.#rest.length : this.#want;
      const bytes = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      this.#advance(this.#steps.next(bytes));
    }
    if (this.#facts && this.#rest.length > 0) throw new StructureFault('there are bytes behind its end');
  }

  /** @throws StructureFault when the file ends too early. */
  end(): Facts {
    if (!this.#facts && this.#want > 0 && this.#rest.length > 0) throw cutOff();
    if (!this.#facts) this.#advance(this.#steps.next(null));
    if (!this.#facts) throw cutOff();
    return this.#facts.value;
  }

  #advance(step: IteratorResult<Want, Facts>): void {
    if (step.done) this.#facts = { value: step.value };
    else this.#want = step.value;
  }
}

export function cutOff(): StructureFault {
  return new StructureFault('it is cut off');
}

/** Exactly so many bytes. */
export function* take(length: number): Generator<Want, Buffer, Buffer | null> {
  if (length === 0) return Buffer.alloc(0);
  const bytes = yield length;
  if (!bytes) throw cutOff();
  return bytes;
}

/** Widest and highest picture that is taken, and how many pixels it may have: what a browser can still draw. */
const maxSide = 65_535;
const maxPixels = 100_000_000;

/** @throws StructureFault when a picture has no size or one that nobody can draw. */
export function checkDimensions(width: number, height: number): void {
  if (width === 0 || height === 0) throw new StructureFault(`it is ${width} × ${height} pixels large`);
  if (width > maxSide || height > maxSide || width * height > maxPixels) {
    throw new StructureFault(`it is ${width} × ${height} pixels large, at most ${maxPixels / 1_000_000} million are taken`);
  }
}
