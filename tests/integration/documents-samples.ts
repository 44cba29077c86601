import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

/** Folder of real files, if this machine has one: `LAB_TEST_DATA`, or `shared/data` beside the checkout. */
const root = process.env.LAB_TEST_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
export const realFiles = join(root, 'documents');
export const hasRealFiles = existsSync(realFiles);

/** Paths of all real files below their folder. */
export function listRealFiles(): string[] {
  if (!hasRealFiles) return [];
  const entries = readdirSync(realFiles, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(realFiles.length + 1));
}

/** A chunk of a PNG. */
export function pngChunk(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(type, 4, 'latin1');
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body, crc32(head.subarray(4))));
  return Buffer.concat([head, body, crc]);
}

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');

export function pngHeader(width: number, height: number, { depth = 8, colourType = 2, interlace = 0 } = {}): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([depth, colourType, 0, 0, interlace], 8);
  return pngChunk('IHDR', body);
}

/** A whole PNG in 8-bit colours, of noise so that it does not shrink. */
export function drawPng(width: number, height: number): Buffer {
  const lines = noise(height * (1 + 3 * width));
  for (let row = 0; row < height; row++) lines[row * (1 + 3 * width)] = 0;
  return Buffer.concat([pngSignature, pngHeader(width, height), pngChunk('IDAT', deflateSync(lines, { level: 0 })), pngChunk('IEND')]);
}

/** The same bytes each time, that no packer makes smaller. */
export function noise(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let index = 0; index * 64 < length; index++) blocks.push(createHash('sha512').update(String(index)).digest());
  return Buffer.concat(blocks, length);
}

export function jpegSegment(marker: number, body: Buffer | number[] | string): Buffer {
  const content = Buffer.from(body as string);
  return Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]), content]);
}

export const jpegFrame = (width: number, height: number, marker = 0xc0): Buffer =>
  jpegSegment(marker, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);

export const jpegParts = {
  start: Buffer.from([0xff, 0xd8]),
  header: jpegSegment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
  quantization: jpegSegment(0xdb, Buffer.alloc(65, 1).fill(0, 0, 1)),
  huffman: jpegSegment(0xc4, [0, 1, ...Array.from({ length: 15 }, () => 0), 0]),
  scan: Buffer.concat([jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), Buffer.from([0x12, 0x34, 0xff, 0x00, 0xff, 0xd0, 0x56])]),
  end: Buffer.from([0xff, 0xd9]),
};

/** A JPEG whose structure is whole; its few bytes of picture are nothing to look at. */
export function drawJpeg({ width = 8, height = 8, behindHeader = [] as Buffer[], behindEnd = [] as Buffer[] } = {}): Buffer {
  const { start, header, quantization, huffman, scan, end } = jpegParts;
  return Buffer.concat([start, header, ...behindHeader, quantization, jpegFrame(width, height), huffman, scan, end, ...behindEnd]);
}
