import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { Refusal } from 'lib/errors.ts';
import {
  drawJpeg,
  drawPng,
  jpegFrame,
  jpegParts,
  jpegSegment,
  noise,
  pngChunk,
  pngHeader,
  pngSignature,
} from 'tests/integration/documents-samples.ts';
import { describe, expect, it } from 'vitest';
import { findDelimiter } from './csv.ts';
import { checkName } from './file-kinds.ts';
import { cleanFileName } from './file-name.ts';
import { Inspection } from './inspection.ts';

async function* inChunks(content: Buffer, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += length) yield content.subarray(at, at + length);
}

const types: Record<string, string> = { txt: 'text/plain', csv: 'text/csv', png: 'image/png', jpg: 'image/jpeg' };

/** What becomes of a content: its facts, or the reason why it is refused. */
async function inspect(extension: string, content: Buffer | string, chunkLength = 64 * 1024) {
  const named = checkName(`file.${extension}`, types[extension] ?? '');
  if (!('kind' in named)) throw new Error(named.message);
  const bytes = Buffer.from(content as string);
  const inspection = new Inspection(inChunks(bytes, chunkLength), named.kind);
  const passed: Buffer[] = [];
  try {
    for await (const chunk of inspection.bytes()) passed.push(chunk);
    expect(Buffer.concat(passed).equals(bytes)).toBe(true);
    return inspection.findings;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(inspection.fault).toBe(error);
    return error.message;
  }
}

const picture = (bytes = Buffer.from([0, 1, 2, 3, 0, 4, 5, 6])): Buffer => pngChunk('IDAT', deflateSync(bytes));
const png = (...chunks: Buffer[]): Buffer => Buffer.concat([pngSignature, ...chunks, pngChunk('IEND')]);
const head = pngHeader(1, 2);

describe('a PNG', () => {
  it.each([
    ['of one pixel column', png(head, picture())],
    [
      'with its picture in two chunks',
      png(head, ...halves(deflateSync(Buffer.from([0, 1, 2, 3, 0, 4, 5, 6]))).map((half) => pngChunk('IDAT', half))),
    ],
    ['with chunks that nobody knows but may leave alone', png(head, pngChunk('teXt', randomBytes(70_000)), picture(), pngChunk('zzTp'))],
    ['with a suggested palette', png(head, pngChunk('PLTE', Buffer.alloc(6)), picture())],
    ['in two colours', png(pngHeader(9, 1, { depth: 1, colourType: 0 }), picture(Buffer.alloc(3)))],
    ['with a palette', png(pngHeader(1, 1, { colourType: 3 }), pngChunk('PLTE', Buffer.alloc(3)), picture(Buffer.alloc(2)))],
    ['that is interlaced', png(pngHeader(1, 2, { interlace: 1 }), picture(Buffer.alloc(8)))],
  ])('%s is taken', async (_what, content) => {
    expect(await inspect('png', content)).toMatchObject({ size: content.length, height: expect.any(Number) });
  });

  it.each([
    ['that is empty', Buffer.alloc(0), 'empty'],
    ['that is something else', Buffer.from('hello'), 'does not begin as a PNG|cut off'],
    ['without a header', png(picture()), 'IDAT instead of IHDR'],
    ['with a comment before its header', png(pngChunk('tEXt'), head, picture()), 'tEXt instead of IHDR'],
    ['with two headers', png(head, head, picture()), 'two headers'],
    ['with a header of a wrong length', png(pngChunk('IHDR', Buffer.alloc(12)), picture()), 'wrong length'],
    ['with colours that do not exist', png(pngHeader(1, 2, { colourType: 9 }), picture()), 'does not exist'],
    ['with a depth that does not exist', png(pngHeader(1, 2, { depth: 3 }), picture()), 'does not exist'],
    ['of no width', png(pngHeader(0, 2), picture()), '0 × 2'],
    ['of more pixels than can be drawn', png(pngHeader(20_000, 20_000), picture()), '100 million'],
    ['wider than can be drawn', png(pngHeader(70_000, 1), picture()), '100 million'],
    ['without a picture', png(head), 'no picture'],
    ['whose picture is interrupted', png(head, picture(), pngChunk('teXt'), picture()), 'interrupted'],
    ['whose palette is missing', png(pngHeader(1, 1, { colourType: 3 }), picture(Buffer.alloc(2))), 'palette is missing'],
    ['whose palette is late', png(head, picture(), pngChunk('PLTE', Buffer.alloc(3))), 'wrong place'],
    ['whose palette has half a colour', png(head, pngChunk('PLTE', Buffer.alloc(4)), picture()), 'wrong length'],
    ['that is grey and has a palette', png(pngHeader(1, 1, { colourType: 0 }), pngChunk('PLTE', Buffer.alloc(3)), picture()), 'grey'],
    ['with a palette that is longer than any', png(head, pngChunk('PLTE', Buffer.alloc(771)), picture()), 'too long'],
    ['with an unknown critical chunk', png(head, pngChunk('ABCD'), picture()), 'critical chunk ABCD'],
    ['with a chunk that is none', png(head, pngChunk('ab1D'), picture()), 'cannot be one'],
    [
      'with a content at its end',
      Buffer.concat([pngSignature, head, picture(), pngChunk('IEND', Buffer.alloc(1))]),
      'its end has a content',
    ],
    ['with something behind its end', Buffer.concat([png(head, picture()), Buffer.from('PK')]), 'behind its end'],
    ['that lacks its end', png(head, picture()).subarray(0, -12), 'cut off'],
    ['with a wrong checksum', flip(png(head, picture()), -14), 'checksum'],
    ['whose picture is too short', png(head, picture(Buffer.alloc(7))), 'cut off'],
    ['whose picture is too long', png(head, picture(Buffer.alloc(9))), 'more in it'],
    ['whose picture is no packed data', png(head, pngChunk('IDAT', noise(30))), 'cannot be unpacked'],
    ['that unpacks to a thousand times its size', png(head, picture(Buffer.alloc(50_000_000))), 'more in it'],
  ])('%s is refused', async (_what, content, reason) => {
    expect(await inspect('png', content)).toMatch(new RegExp(reason));
  });

  it('is seen the same in pieces of any length, and refused wherever it is cut off', async () => {
    const content = drawPng(20, 20);
    for (const length of [1, 2, 3, 7, 8, 1_000]) expect(await inspect('png', content, length)).toMatchObject({ width: 20, height: 20 });
    for (let end = 0; end < content.length; end += 13) expect(await inspect('png', content.subarray(0, end))).toEqual(expect.any(String));
  });

  it('is refused whichever byte of it is turned', async () => {
    const content = png(head, picture());
    for (let at = 0; at < content.length; at++) expect([at, await inspect('png', flip(content, at))]).toEqual([at, expect.any(String)]);
  });
});

const { start, header, quantization, huffman, scan, end } = jpegParts;
const jpeg = (...parts: Buffer[]): Buffer => Buffer.concat(parts);
const mpf = jpegSegment(0xe2, 'MPF\0 and an index');

describe('a JPEG', () => {
  it.each([
    ['as it is drawn', drawJpeg()],
    ['without a header', jpeg(start, quantization, jpegFrame(8, 8), huffman, scan, end)],
    ['with a comment', drawJpeg({ behindHeader: [jpegSegment(0xfe, 'made by hand\0')] })],
    [
      'with filling bytes before a marker',
      jpeg(start, header, Buffer.from([0xff, 0xff]), quantization, jpegFrame(8, 8), huffman, scan, end),
    ],
    ['with several scans', jpeg(start, header, quantization, jpegFrame(8, 8, 0xc2), huffman, scan, huffman, scan, end)],
    ['with restarts', jpeg(start, header, jpegSegment(0xdd, [0, 4]), quantization, jpegFrame(8, 8), huffman, scan, end)],
    ['with zeros behind its end', drawJpeg({ behindEnd: [Buffer.alloc(5_000)] })],
    ['with a second picture that it announces', drawJpeg({ behindHeader: [mpf], behindEnd: [Buffer.alloc(3), drawJpeg()] })],
  ])('%s is taken', async (_what, content) => {
    for (const length of [1, 5, 64 * 1024]) expect(await inspect('jpg', content, length)).toMatchObject({ width: 8, height: 8 });
  });

  it.each([
    ['that is something else', Buffer.from('hello, world'), 'does not begin as a JPEG'],
    ['of a start only', start, 'cut off'],
    ['that ends at once', jpeg(start, end), 'no picture'],
    ['with bytes between its segments', jpeg(start, header, Buffer.from('x'), quantization), 'between its segments'],
    ['with a marker that has no place there', jpeg(start, header, Buffer.from([0xff, 0xd0]), quantization), 'no place there'],
    ['with two frames', jpeg(start, quantization, jpegFrame(8, 8), jpegFrame(8, 8), huffman, scan, end), 'two frames'],
    ['that is lossless', jpeg(start, quantization, jpegFrame(8, 8, 0xc3), huffman, scan, end), 'do not draw'],
    ['that is coded arithmetically', jpeg(start, quantization, jpegFrame(8, 8, 0xc9), huffman, scan, end), 'do not draw'],
    ['of twelve bits', jpeg(start, quantization, jpegSegment(0xc0, [12, 0, 8, 0, 8, 1, 1, 0x11, 0]), huffman, scan, end), '12 bits'],
    ['of two colours', jpeg(start, jpegSegment(0xc0, [8, 0, 8, 0, 8, 2, 1, 0x11, 0, 2, 0x11, 0])), '2 colours'],
    ['of no height', jpeg(start, quantization, jpegFrame(8, 0), huffman, scan, end), '8 × 0'],
    ['of more pixels than can be drawn', jpeg(start, quantization, jpegFrame(65_000, 65_000), huffman, scan, end), '100 million'],
    ['with a frame of a wrong length', jpeg(start, jpegSegment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x11])), 'wrong length'],
    ['with a colour that cannot be', jpeg(start, jpegSegment(0xc0, [8, 0, 8, 0, 8, 1, 1, 0x51, 0])), 'colours that cannot be'],
    ['with a picture before its frame', jpeg(start, quantization, huffman, scan, end), 'before its frame'],
    ['without its tables', jpeg(start, jpegFrame(8, 8), scan, end), 'lacks the tables'],
    [
      'with a scan of another colour',
      jpeg(start, quantization, jpegFrame(8, 8), huffman, jpegSegment(0xda, [1, 2, 0, 0, 63, 0])),
      'names a colour',
    ],
    ['with an empty scan', jpeg(start, quantization, jpegFrame(8, 8), huffman, jpegSegment(0xda, [1, 1, 0, 0, 63, 0]), end), 'is empty'],
    ['with a scan of a wrong length', jpeg(start, quantization, jpegFrame(8, 8), huffman, jpegSegment(0xda, [1, 1, 0, 0])), 'wrong length'],
    ['with half a Huffman table', jpeg(start, jpegSegment(0xc4, [0, 9, ...Array.from({ length: 15 }, () => 0), 0])), 'Huffman'],
    ['with half a quantization table', jpeg(start, jpegSegment(0xdb, Buffer.alloc(30))), 'quantization'],
    ['with a segment shorter than its length', jpeg(start, Buffer.from([0xff, 0xe0, 0, 1])), 'length that cannot be'],
    ['that begins with a comment', jpeg(start, jpegSegment(0xfe, 'hello'), header, quantization), 'begins with a comment'],
    ['with another file in its comment', drawJpeg({ behindHeader: [jpegSegment(0xfe, Buffer.from('fffb906400000f', 'hex'))] }), 'not text'],
    ['with another file behind its end', drawJpeg({ behindEnd: [Buffer.from('PK\x03\x04')] }), 'behind its end'],
    ['with another file behind zeros', drawJpeg({ behindEnd: [Buffer.alloc(9_000), Buffer.from('PK\x03\x04')] }), 'behind its end'],
    ['with a second picture that it does not announce', drawJpeg({ behindEnd: [drawJpeg()] }), 'behind its end'],
    ['whose second picture is cut off', drawJpeg({ behindHeader: [mpf], behindEnd: [drawJpeg().subarray(0, -2)] }), 'cut off'],
  ])('%s is refused', async (_what, content, reason) => {
    for (const length of [1, 64 * 1024]) expect(await inspect('jpg', content, length)).toMatch(new RegExp(reason));
  });

  it('is refused wherever it is cut off', async () => {
    const content = drawJpeg();
    for (let length = 0; length < content.length; length++)
      expect(await inspect('jpg', content.subarray(0, length))).toEqual(expect.any(String));
  });
});

describe('a text', () => {
  it.each([
    ['in plain words', 'hello\n'],
    ['of several bytes a character, wherever it is cut', 'ünïcödé 漢字 🚚'],
    ['with a byte order mark', '\ufeffhello'],
    ['with controls', 'a\u0001b\u001b[31m'],
    ['that could be markup', '<script>alert(1)</script>'],
    ['that is XML', '<?xml version="1.0"?><a/>'],
    ['that begins as a bitmap does', 'BMW, three of them'],
    ['that begins as a program does', 'MZ is the sign of the smith'],
    ['that begins as a sound does', 'ID3 of the three ids'],
    ['that begins as a model does', 'solid work'],
  ])('%s is taken', async (_what, content) => {
    for (const length of [1, 3, 1_000]) expect(await inspect('txt', content, length)).toMatchObject({ size: Buffer.byteLength(content) });
  });

  it.each([
    ['in Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'not UTF-8'],
    ['in UTF-16', Buffer.from('\ufeffhello', 'utf16le'), 'not UTF-8'],
    ['in UTF-16 without a mark', Buffer.from('hello', 'utf16le'), 'NUL at byte 1'],
    ['that ends within a character', Buffer.from('a 漢').subarray(0, -1), 'not UTF-8'],
    ['with an overlong character', Buffer.from([0xc0, 0xaf]), 'not UTF-8'],
    ['with half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80]), 'not UTF-8'],
    ['with a NUL', 'a\0b', 'NUL'],
    ['that is a PDF', '%PDF-1.4\n% nothing but letters', 'application/pdf'],
    ['that is PostScript', '%!PS-Adobe-3.0\n', 'application/postscript'],
    ['that is rich text', '{\\rtf1\\ansi hello}', 'application/rtf'],
    ['that is a picture', drawPng(1, 1), 'image/png|not UTF-8'],
    ['that is empty', '', 'empty'],
  ])('%s is refused', async (_what, content, reason) => {
    for (const length of [1, 1_000]) expect(await inspect('txt', content, length)).toMatch(new RegExp(reason));
  });

  it('is taken exactly when it is well-formed UTF-8 without a NUL, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 7 }), async (bytes, length) => {
        const isText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
        let expected = !bytes.includes(0);
        try {
          isText.decode(bytes);
        } catch {
          expected = false;
        }
        const result = await inspect('txt', Buffer.from(bytes), length);
        expect(typeof result !== 'string').toBe(expected);
      }),
    );
  });
});

describe('a CSV file', () => {
  it.each([
    ['with commas', 'a,b\n1,2\n'],
    ['with semicolons', 'name;amount\nx;1,50\ny;2,75\n'],
    ['with tabs', 'a\tb\r\n1\t2'],
    ['with one column', 'a\nb\nc'],
    ['with quotes, commas and line breaks in fields', 'a,b\r\n"x, ""y""\r\nz",2\r\n'],
    ['with a byte order mark', '\ufeffa,b\n1,2'],
    ['with empty lines', 'a,b\n\n1,2\n\n'],
    ['with formulas, which are text', '=1+1,@SUM(A1)\n+1,-1\n'],
    ['in one long line', `a,${'x'.repeat(100_000)}`],
    ['in many lines', 'a,b\n1,2\n'.repeat(20_000)],
  ])('%s is taken', async (_what, content) => {
    for (const length of [1_000, 64 * 1024])
      expect(await inspect('csv', content, length)).toMatchObject({ size: Buffer.byteLength(content) });
  });

  it.each([
    ['with a field too few', 'a,b\n1\n', 'line 2'],
    ['with a field too many', 'a,b\n1,2,3\n', 'line 2'],
    ['with a quote that is not closed', 'a,b\n"1,2\n3,4\n', 'does not parse as CSV'],
    ['with a quote within a field', 'a,b\n1,x"y\n', 'does not parse as CSV'],
    ['with text behind a quote', 'a,b\n"1"x,2\n', 'does not parse as CSV'],
    ['of empty lines', '\n\n\n', 'no line'],
    ['in Latin-1', Buffer.from('a,b\n\xfc,1', 'latin1'), 'not UTF-8'],
    ['that is a spreadsheet', Buffer.from('504b0304140000000800', 'hex'), 'NUL|not UTF-8'],
    ['with a field that never ends', `a\n"${'x'.repeat(2_000_000)}`, 'does not parse as CSV'],
  ])('%s is refused', async (_what, content, reason) => {
    for (const length of [1_000, 64 * 1024]) expect(await inspect('csv', content, length)).toMatch(new RegExp(reason));
  });
});

describe('what parses as CSV', () => {
  /** Whether a library makes records of it. */
  function parses(text: string): boolean {
    const delimiter = String.fromCharCode(findDelimiter(Buffer.from(text)));
    try {
      return parse(text, { bom: true, delimiter, skip_empty_lines: true }).length > 0;
    } catch {
      return false;
    }
  }

  const pieces = fc.constantFrom('a', 'ü', ' ', ',', ',', ';', '\t', '"', '"', '""', '"b"', '\n', '\n', "'");

  it.each([
    ['line feeds', '\n'],
    ['carriage returns and line feeds', '\r\n'],
  ])('is what a library parses, with %s', async (_what, lineBreak) => {
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 14 }), fc.integer({ min: 1, max: 5 }), async (parts, length) => {
        const text = parts.join('').replaceAll('\n', lineBreak);
        expect([text, typeof (await inspect('csv', text, length)) !== 'string']).toEqual([text, parses(text)]);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('the name of a file', () => {
  it.each([
    ['report.txt', 'report.txt'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\users\\me\\report.txt', 'report.txt'],
    ['  .hidden.txt  ', 'hidden.txt'],
    ['tab\tand\nbreak.txt', 'tabandbreak.txt'],
    ['two   spaces.txt', 'two spaces.txt'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['zero\u200bwidth.txt', 'zerowidth.txt'],
    ['half\ud800.txt', 'half.txt'],
    ['cafe\u0301.txt', 'café.txt'],
    ['漢字 🚚.csv', '漢字 🚚.csv'],
    ['', null],
    ['...', null],
    ['/', null],
    ['\u202e\u0000', null],
    ['---', null],
  ])('%j is shown as %j', (raw, expected) => expect(cleanFileName(raw)).toBe(expected));

  it('is never longer than can be kept, and keeps its extension', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (raw) => {
        const name = cleanFileName(`${raw}x.png`);
        expect(name?.endsWith('.png')).toBe(true);
        expect([...(name ?? '')].length).toBeLessThanOrEqual(200);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}]/u);
        expect(cleanFileName(name ?? '')).toBe(name);
      }),
    );
  });

  it.each([
    ['a.png', 'image/png', 'image/png'],
    ['a.PNG', 'IMAGE/PNG', 'image/png'],
    ['a.jpeg', 'image/jpeg', 'image/jpeg'],
    ['a.csv', 'application/vnd.ms-excel', 'text/csv'],
    ['a.tar.txt', 'text/plain', 'text/plain'],
  ])('%s declared as %s is %s', (name, type, expected) => {
    expect(checkName(name, type)).toMatchObject({ kind: { contentType: expected } });
  });

  it.each([
    ['a.png', 'image/jpeg', 'FILE_TYPE_REFUSED', 'declared as image/jpeg'],
    ['a.txt', 'text/html', 'FILE_TYPE_REFUSED', 'declared as text/html'],
    ['a.csv', 'application/octet-stream', 'FILE_TYPE_REFUSED', 'declared as application/octet-stream'],
    ['a.svg', 'image/svg+xml', 'FILE_TYPE_REFUSED', '.svg'],
    ['a.txt.exe', 'text/plain', 'FILE_TYPE_REFUSED', '.exe'],
    ['README', 'text/plain', 'FILE_TYPE_REFUSED', 'without an extension'],
    ['.png', 'image/png', 'FILE_TYPE_REFUSED', 'without an extension'],
    ['', 'text/plain', 'INVALID', 'no name'],
  ])('%s declared as %s is refused with %s', (name, type, code, reason) => {
    expect(checkName(name, type)).toMatchObject({ code, message: expect.stringContaining(reason) });
  });
});

function halves(bytes: Buffer): Buffer[] {
  return [bytes.subarray(0, 5), bytes.subarray(5)];
}

function flip(content: Buffer, at: number): Buffer {
  const changed = Buffer.from(content);
  const index = at < 0 ? content.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 0x20;
  return changed;
}

it('the checksum that samples are made with is that of the specification', () => {
  expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});
