// The rules are the server's own, said before a byte is sent; the server still has the last word, and looks at the content too.

/** Largest file that the API accepts, in bytes. */
export const maxFileBytes = 10 * 1024 * 1024;
/** Most documents that one request may have. */
export const maxDocuments = 50;

/** Extensions that are taken, and what a file is declared as where the browser does not know. */
const takenTypes: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  csv: 'text/csv',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};

/** What the browser's file dialog offers first. */
export const offeredExtensions = Object.keys(takenTypes)
  .map((extension) => `.${extension}`)
  .join(',');

function extensionOf(name: string): string {
  // a dot at the very beginning makes a hidden file, not an extension
  return /[^.].*\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Why a file cannot be sent, in the words that the server would find; null when it can. */
export function findFault({ name, size }: Pick<File, 'name' | 'size'>): string | null {
  const extension = extensionOf(name);
  if (!Object.hasOwn(takenTypes, extension)) {
    const which = extension ? `of the type .${extension}` : 'without an extension';
    return `the file is ${which}; taken are ${Object.keys(takenTypes).join(', ')}`;
  }
  if (size === 0) return 'the file is empty';
  if (size > maxFileBytes) return `the file has more than ${maxFileBytes} bytes (10 MB), which is the most that is taken`;
  return null;
}

/** The file as it is sent: browsers on systems that do not know CSV declare nothing, and nothing is refused. */
export function declareType(file: File): Blob {
  const type = takenTypes[extensionOf(file.name)];
  return file.type === '' && type ? file.slice(0, file.size, type) : file;
}
