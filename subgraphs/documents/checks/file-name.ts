import { extname } from 'node:path';

const maxLength = 200;
// controls, what turns or hides the text around it, halves of surrogate pairs, and what stands for nothing at all
const refused = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/**
 * Makes of a name as it was sent one that can be shown: no path, nothing invisible, at most 200 characters with its extension kept.
 * It is never used as a key or a path.
 *
 * @returns null when nothing is left of it.
 */
export function cleanFileName(raw: string): string | null {
  const base = raw.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = base
    .replaceAll(refused, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  if (name === '' || !/[\p{L}\p{N}\p{S}]/u.test(name)) return null;
  const characters = [...name];
  if (characters.length <= maxLength) return name;
  const extension = [...extname(name)].slice(0, 20);
  return [...characters.slice(0, maxLength - extension.length), ...extension].join('');
}

/** The extension that decides, without its dot and in small letters: the last one. Empty when there is none. */
export function extensionOf(name: string): string {
  return extname(name).slice(1).toLowerCase();
}
