import { type UserError, userError } from 'lib/errors.ts';
import { inspectCsv } from './csv.ts';
import { cleanFileName, extensionOf } from './file-name.ts';
import type { Inspector } from './inspector.ts';
import { inspectJpeg } from './jpeg.ts';
import { inspectPng } from './png.ts';
import { inspectText } from './text.ts';

/** A type of file that is taken. */
export type FileKind = {
  contentType: string;
  extensions: readonly string[];
  /** What browsers and scripts declare such a file as. */
  declaredTypes: readonly string[];
  /** Whether the content, recognised as this by its first bytes, is of another type. */
  isForeign: (signature: string | undefined) => boolean;
  inspect: () => Inspector;
};

/**
 * What can be written in letters only. Signatures of others are a few letters, which texts begin with too ("BM" is a bitmap, and how a
 * car's name begins); real ones have bytes behind them that no text has.
 */
const letterFormats = ['application/pdf', 'application/postscript', 'application/rtf'];
const isNoText = (signature: string | undefined): boolean => signature !== undefined && letterFormats.includes(signature);
const isNot =
  (...signatures: string[]) =>
  (signature: string | undefined): boolean =>
    signature === undefined || !signatures.includes(signature);

const kinds: readonly FileKind[] = [
  { contentType: 'text/plain', extensions: ['txt'], declaredTypes: ['text/plain'], isForeign: isNoText, inspect: inspectText },
  {
    contentType: 'text/csv',
    extensions: ['csv'],
    // the last one is what Windows declares where a spreadsheet program is installed
    declaredTypes: ['text/csv', 'application/csv', 'application/vnd.ms-excel'],
    isForeign: isNoText,
    inspect: inspectCsv,
  },
  {
    contentType: 'image/png',
    extensions: ['png'],
    declaredTypes: ['image/png'],
    isForeign: isNot('image/png', 'image/apng'),
    inspect: inspectPng,
  },
  {
    contentType: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    declaredTypes: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
    isForeign: isNot('image/jpeg'),
    inspect: inspectJpeg,
  },
];

/** Every extension that is taken, with the type that it stands for. */
export const takenKinds: readonly { extension: string; contentType: string }[] = kinds.flatMap(({ contentType, extensions }) =>
  extensions.map((extension) => ({ extension, contentType })),
);

export type NamedFile = { name: string; kind: FileKind };

/** What can be said of a file before its first byte: its name can be shown, and extension and declared type agree on a type that is taken. */
export function checkName(fileName: string, declaredType: string): NamedFile | UserError {
  const name = cleanFileName(fileName);
  if (!name) return userError('INVALID', 'the file has no name that could be shown', 'file');
  const extension = extensionOf(name);
  const kind = kinds.find(({ extensions }) => extensions.includes(extension));
  if (!kind) {
    const which = extension ? `of the type .${extension}` : 'without an extension';
    return userError(
      'FILE_TYPE_REFUSED',
      `the file is ${which}; taken are ${takenKinds.map(({ extension: taken }) => taken).join(', ')}`,
      'file',
    );
  }
  const declared = declaredType.toLowerCase();
  if (kind.declaredTypes.includes(declared)) return { name, kind };
  return userError(
    'FILE_TYPE_REFUSED',
    `the file is named .${extension} but declared as ${declared.slice(0, 100)}, not as ${kind.contentType}`,
    'file',
  );
}
