import { once } from 'node:events';
import { crc32, createInflate } from 'node:zlib';
import type { Inspector } from './inspector.ts';
import { checkDimensions, cutOff, type Parser, StructureFault, StructureReader, take } from './structure-reader.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Samples of a pixel and the bit depths that go with it, by colour type (PNG, third edition, table 12). */
const colourTypes: Record<number, { samples: number; depths: number[] }> = {
  0: { samples: 1, depths: [1, 2, 4, 8, 16] },
  2: { samples: 3, depths: [8, 16] },
  3: { samples: 1, depths: [1, 2, 4, 8] },
  4: { samples: 2, depths: [8, 16] },
  6: { samples: 4, depths: [8, 16] },
};

type Header = { width: number; height: number; bitsPerPixel: number; colourType: number; depth: number; isInterlaced: boolean };

/**
 * Walks a PNG chunk by chunk: each checksum, the order, and the picture itself, which is unpacked and measured but not kept. There is
 * nothing behind the end.
 */
export function inspectPng(): Inspector {
  const pixels = new PixelCounter();
  const reader = new StructureReader(parsePng(pixels));
  return {
    write: (chunk) => {
      reader.write(chunk);
      return pixels.catchUp();
    },
    end: async () => {
      const { width, height } = reader.end();
      await pixels.end();
      return { width, height };
    },
    destroy: () => pixels.destroy(),
  };
}

function parsePng(pixels: PixelCounter): Parser<Header> {
  return function* parse() {
    if (!(yield* take(8)).equals(signature)) throw new StructureFault('it does not begin as a PNG does');
    let header: Header | null = null;
    let hasPalette = false;
    let data: 'before' | 'within' | 'behind' = 'before';
    for (;;) {
      const head = yield* take(8);
      const length = head.readUInt32BE(0);
      const type = head.toString('latin1', 4);
      if (!/^[A-Za-z]{2}[A-Z][A-Za-z]$/.test(type) || length > 0x7fff_ffff) throw new StructureFault('it has a chunk that cannot be one');
      if (!header && type !== 'IHDR') throw new StructureFault(`its first chunk is ${type} instead of IHDR`);
      if (data === 'within' && type !== 'IDAT') data = 'behind';
      const small = type === 'IHDR' || type === 'PLTE' || type === 'IEND';
      if (small && length > 768) throw new StructureFault(`its chunk ${type} is too long`);
      let crc = crc32(head.subarray(4));
      const body = small ? yield* take(length) : Buffer.alloc(0);
      if (small) crc = crc32(body, crc);
      else {
        if (type === 'IDAT') {
          if (data === 'behind') throw new StructureFault('its picture is interrupted by another chunk');
          if (header?.colourType === 3 && !hasPalette) throw new StructureFault('its palette is missing');
          data = 'within';
        } else if (/^[A-Z]/.test(type)) throw new StructureFault(`it has the unknown critical chunk ${type}`);
        for (let left = length; left > 0; ) {
          // no more than a chunk of the stream at once
          const bytes = yield* take(Math.min(left, 16_384));
          crc = crc32(bytes, crc);
          if (type === 'IDAT') pixels.write(bytes);
          left -= bytes.length;
        }
      }
      if ((yield* take(4)).readUInt32BE(0) !== crc) throw new StructureFault(`the checksum of its chunk ${type} is wrong`);
      if (type === 'IHDR') {
        if (header) throw new StructureFault('it has two headers');
        header = readHeader(body);
        pixels.expect(expectedBytes(header));
      }
      if (type === 'PLTE') {
        checkPalette(body, header, hasPalette || data !== 'before');
        hasPalette = true;
      }
      if (type === 'IEND') {
        if (length > 0) throw new StructureFault('its end has a content');
        if (data === 'before' || !header) throw new StructureFault('it has no picture');
        return header;
      }
    }
  };
}

function readHeader(body: Buffer): Header {
  if (body.length !== 13) throw new StructureFault('its header has a wrong length');
  const width = body.readUInt32BE(0);
  const height = body.readUInt32BE(4);
  const [depth = 0, colourType = 0, compression, filter, interlace = 0] = body.subarray(8);
  const colours = colourTypes[colourType];
  if (!colours?.depths.includes(depth)) throw new StructureFault(`colour type ${colourType} with ${depth} bits does not exist`);
  if (compression !== 0 || filter !== 0 || interlace > 1) throw new StructureFault('its header names a method that does not exist');
  checkDimensions(width, height);
  return { width, height, depth, colourType, bitsPerPixel: colours.samples * depth, isInterlaced: interlace === 1 };
}

function checkPalette(body: Buffer, header: Header | null, isLate: boolean): void {
  if (isLate) throw new StructureFault('its palette is in the wrong place');
  if (header?.colourType === 0 || header?.colourType === 4) throw new StructureFault('it is grey and has a palette');
  const colours = body.length / 3;
  if (!Number.isInteger(colours) || colours < 1 || (header?.colourType === 3 && colours > 2 ** header.depth)) {
    throw new StructureFault('its palette has a wrong length');
  }
}

/** Start and step of the seven passes of an interlaced picture (Adam7). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Bytes of the unpacked picture: each line has a byte more for its filter. */
function expectedBytes({ width, height, bitsPerPixel, isInterlaced }: Header): number {
  const sum = (columns: number, rows: number): number =>
    columns > 0 && rows > 0 ? rows * (1 + Math.ceil((columns * bitsPerPixel) / 8)) : 0;
  if (!isInterlaced) return sum(width, height);
  return passes.reduce((total, [x, y, dx, dy]) => total + sum(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)), 0);
}

/** Unpacks a picture to see whether it is whole. What comes out is counted and thrown away. */
class PixelCounter {
  readonly #inflate = createInflate({ chunkSize: 65_536 });
  #expected = 0;
  #count = 0;
  #fault: Error | null = null;
  #written: Promise<void> = Promise.resolve();

  constructor() {
    this.#inflate.on('data', (bytes: Buffer) => {
      this.#count += bytes.length;
      if (this.#count > this.#expected) this.#fail(new StructureFault('its picture has more in it than its size says'));
    });
    this.#inflate.on('error', () => this.#fail(new StructureFault('its picture cannot be unpacked')));
  }

  expect(bytes: number): void {
    this.#expected = bytes;
  }

  write(bytes: Buffer): void {
    if (!this.#fault) this.#written = new Promise((resolve) => this.#inflate.write(bytes, () => resolve()));
  }

  /** Waits until no more is held than a stream holds anyway. */
  async catchUp(): Promise<void> {
    if (!this.#fault && this.#inflate.writableNeedDrain) await this.#written;
    if (this.#fault) throw this.#fault;
  }

  async end(): Promise<void> {
    if (!this.#fault) {
      this.#inflate.end();
      await once(this.#inflate, 'close').catch(() => {});
    }
    if (this.#fault) throw this.#fault;
    if (this.#count < this.#expected) throw cutOff();
  }

  destroy(): void {
    this.#inflate.destroy();
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    this.#inflate.destroy();
  }
}
