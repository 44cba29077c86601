import { formatBytes } from '../files/file-size.ts';
import { graphql } from '../generated/gql.ts';
import type { DocumentRulesQuery } from '../generated/graphql.ts';

export const documentRules = graphql(`
  query DocumentRules {
    documentRules {
      maxBytes
      maxPerRequest
      kinds {
        extension
        contentType
      }
    }
  }
`);

/** What the server takes, so that it can be said before a byte is sent. It still has the last word, and looks at the content too. */
export type UploadRules = DocumentRulesQuery['documentRules'];

function extensionOf(name: string): string {
  // a dot at the very beginning makes a hidden file, not an extension
  return /[^.].*\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

function findKind({ kinds }: UploadRules, name: string) {
  const wanted = extensionOf(name);
  return kinds.find(({ extension }) => extension === wanted);
}

/** Why a file cannot be sent, in the words that the server would find; null when it can. */
export function findFault(rules: UploadRules, { name, size }: Pick<File, 'name' | 'size'>): string | null {
  if (!findKind(rules, name)) {
    const extension = extensionOf(name);
    const which = extension ? `of the type .${extension}` : 'without an extension';
    return `the file is ${which}; taken are ${rules.kinds.map((kind) => kind.extension).join(', ')}`;
  }
  if (size === 0) return 'the file is empty';
  if (size > rules.maxBytes) {
    return `the file has more than ${rules.maxBytes} bytes (${formatBytes(rules.maxBytes)}), which is the most that is taken`;
  }
  return null;
}

/** The file as it is sent: browsers on systems that do not know CSV declare nothing, and nothing is refused. */
export function declareType(rules: UploadRules, file: File): File {
  const kind = findKind(rules, file.name);
  return file.type === '' && kind ? new File([file], file.name, { type: kind.contentType }) : file;
}

/** What the browser's file dialog offers first. */
export function offerExtensions({ kinds }: UploadRules): string {
  return kinds.map(({ extension }) => `.${extension}`).join(',');
}

/** The rules in a sentence. */
export function describeRules({ maxBytes, maxPerRequest, kinds }: UploadRules): string {
  const names = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(kinds.map(({ extension }) => extension.toUpperCase()));
  return `Optional, up to ${maxPerRequest}: ${names} of at most ${formatBytes(maxBytes)} each, whose content is what the extension says`;
}
