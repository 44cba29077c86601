import type { Inspector } from './inspector.ts';
import { checkDimensions, cutOff, type Parser, StructureFault, StructureReader, take, type Want } from './structure-reader.ts';

type Size = { width: number; height: number };
type Steps<Result> = Generator<Want, Result, Buffer | null>;
type PutBack = (bytes: Buffer) => void;

/**
 * Walks a JPEG marker by marker (ITU-T T.81): segments, tables, frame, every scan to the end. Behind the end there may be zeros, and
 * further pictures where the first one says so (CIPA DC-007, as telephones write it), but no other file.
 */
export function inspectJpeg(): Inspector {
  const reader = new StructureReader<Size>(parseJpeg);
  return { write: (chunk) => reader.write(chunk), end: async () => reader.end(), destroy: () => {} };
}

const parseJpeg: Parser<Size> = function* parse(putBack) {
  const first = yield* readPicture(putBack);
  for (;;) {
    const marker = yield* skipZeros(putBack);
    if (!marker) return first.size;
    if (!first.announcesMore || !marker.equals(startOfImage)) throw new StructureFault('there are bytes behind its end');
    putBack(marker);
    yield* readPicture(putBack);
  }
};

const startOfImage = Buffer.from([0xff, 0xd8]);

/** The two bytes behind any number of zeros; null where the file ends. */
function* skipZeros(putBack: PutBack): Steps<Buffer | null> {
  for (;;) {
    const bytes = yield 0;
    if (!bytes) return null;
    const at = bytes.findIndex((byte) => byte !== 0);
    if (at === -1) continue;
    putBack(bytes.subarray(at));
    return yield* take(2);
  }
}

type State = {
  size: Size | null;
  components: Set<number>;
  hasQuantization: boolean;
  hasHuffman: boolean;
  announcesMore: boolean;
  scans: number;
  segments: number;
};

function* readPicture(putBack: PutBack): Steps<{ size: Size; announcesMore: boolean }> {
  if (!(yield* take(2)).equals(startOfImage)) throw new StructureFault('it does not begin as a JPEG does');
  const state: State = {
    size: null,
    components: new Set(),
    hasQuantization: false,
    hasHuffman: false,
    announcesMore: false,
    scans: 0,
    segments: 0,
  };
  let marker = yield* readMarker();
  for (;;) {
    if (marker === 0xd9) {
      if (!state.size || state.scans === 0) throw new StructureFault('it has no picture');
      return { size: state.size, announcesMore: state.announcesMore };
    }
    const length = (yield* take(2)).readUInt16BE(0) - 2;
    if (length < 0) throw new StructureFault('it has a segment of a length that cannot be');
    yield* readSegment(marker, length, state);
    state.segments++;
    marker = marker === 0xda ? yield* skipScan(putBack) : yield* readMarker();
  }
}

function* readMarker(): Steps<number> {
  let byte = (yield* take(1))[0];
  if (byte !== 0xff) throw new StructureFault('it has bytes between its segments');
  while (byte === 0xff) byte = (yield* take(1))[0];
  const marker = byte ?? 0;
  // 0xff 0x00 is a byte of a picture; restarts, starts and reserved ones have no place between segments
  if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8) || marker === 0xc8 || marker === 0xdc || (marker >= 0xf0 && marker !== 0xfe)) {
    throw new StructureFault(`it has the marker 0x${marker.toString(16)}, which has no place there`);
  }
  return marker;
}

function* readSegment(marker: number, length: number, state: State): Steps<void> {
  if (marker === 0xc4) {
    checkHuffmanTables(yield* take(length));
    state.hasHuffman = true;
  } else if (marker === 0xdb) {
    checkQuantizationTables(yield* take(length));
    state.hasQuantization = true;
  } else if (marker === 0xdd) {
    if (length !== 2) throw new StructureFault('its restart interval has a wrong length');
    yield* take(length);
  } else if (marker >= 0xc0 && marker <= 0xcf) readFrame(marker, yield* take(length), state);
  else if (marker === 0xda) startScan(yield* take(length), state);
  else if (marker === 0xfe) checkComment(yield* take(length), state);
  else {
    const body = yield* take(length);
    if (marker === 0xe2 && body.toString('latin1', 0, 4) === 'MPF\0') state.announcesMore = true;
  }
}

/** A comment is a text and stands behind the header. One that is neither carries another file in it. */
function checkComment(body: Buffer, { segments }: State): void {
  if (segments === 0) throw new StructureFault('it begins with a comment instead of its header');
  const text = body.subarray(0, body.findLastIndex((byte) => byte !== 0) + 1);
  if (text.some((byte) => byte < 9 || (byte > 13 && byte < 32))) throw new StructureFault('it has a comment that is not text');
}

function readFrame(marker: number, body: Buffer, state: State): void {
  if (marker > 0xc2) throw new StructureFault('it is coded in a way that browsers do not draw (lossless, arithmetic or hierarchical)');
  if (state.size) throw new StructureFault('it has two frames');
  const [precision, , , , , count = 0] = body;
  if (body.length < 6 || body.length !== 6 + 3 * count) throw new StructureFault('its frame has a wrong length');
  if (precision !== 8 || ![1, 3, 4].includes(count))
    throw new StructureFault(`${count} colours of ${precision} bits are not drawn by browsers`);
  const size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) };
  checkDimensions(size.width, size.height);
  for (let at = 6; at < body.length; at += 3) {
    const [id = 0, sampling = 0, table = 0] = body.subarray(at);
    const isSampled = sampling >> 4 >= 1 && sampling >> 4 <= 4 && (sampling & 15) >= 1 && (sampling & 15) <= 4;
    if (!isSampled || table > 3 || state.components.has(id)) throw new StructureFault('its frame names colours that cannot be');
    state.components.add(id);
  }
  state.size = size;
}

function startScan(body: Buffer, state: State): void {
  const count = body[0] ?? 0;
  if (!state.size) throw new StructureFault('it has a picture before its frame');
  if (!state.hasQuantization || !state.hasHuffman) throw new StructureFault('it lacks the tables that its picture needs');
  if (count < 1 || count > 4 || body.length !== 4 + 2 * count) throw new StructureFault('a scan of it has a wrong length');
  for (let at = 1; at <= 2 * count; at += 2) {
    if (!state.components.has(body[at] ?? -1)) throw new StructureFault('a scan of it names a colour that its frame does not');
  }
  state.scans++;
}

function checkHuffmanTables(body: Buffer): void {
  for (let at = 0; at < body.length; ) {
    const counts = body.subarray(at + 1, at + 17);
    const codes = counts.reduce((sum, count) => sum + count, 0);
    const head = body[at] ?? 0;
    if (head >> 4 > 1 || (head & 15) > 3 || counts.length < 16 || codes > 256)
      throw new StructureFault('it has a Huffman table that cannot be');
    at += 17 + codes;
    if (at > body.length) throw new StructureFault('it has a Huffman table that is cut off');
  }
}

function checkQuantizationTables(body: Buffer): void {
  for (let at = 0; at < body.length; ) {
    const head = body[at] ?? 0;
    if (head >> 4 > 1 || (head & 15) > 3) throw new StructureFault('it has a quantization table that cannot be');
    at += head >> 4 === 0 ? 65 : 129;
    if (at > body.length) throw new StructureFault('it has a quantization table that is cut off');
  }
}

/** Goes over a scan to the marker behind it. */
function* skipScan(putBack: PutBack): Steps<number> {
  let length = 0;
  let isMarked = false;
  for (;;) {
    const bytes = yield 0;
    if (!bytes) throw cutOff();
    let at = 0;
    while (at < bytes.length) {
      if (!isMarked) {
        const next = bytes.indexOf(0xff, at);
        length += (next === -1 ? bytes.length : next) - at;
        if (next === -1) break;
        at = next;
      }
      const code = bytes[at++] ?? 0;
      if (code === 0xff) isMarked = true;
      else {
        isMarked = false;
        // a byte of the picture, or a restart within it
        if (code === 0 || (code >= 0xd0 && code <= 0xd7)) continue;
        if (length === 0) throw new StructureFault('a scan of it is empty');
        putBack(Buffer.concat([Buffer.from([0xff, code]), bytes.subarray(at)]));
        return yield* readMarker();
      }
    }
  }
}
