import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { settings } from 'lib/config.ts';

const readmeFile = new URL('../README.md', import.meta.url);
const begin = '<!-- settings -->';
const end = '<!-- /settings -->';

/** The README's table of settings, made from the code that reads them. */
export function drawSettingsTable(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    // what an absent setting becomes is its default
    const { data } = setting.safeParse(undefined);
    const value = data === undefined ? '' : `\`${data}\``;
    return `| \`${name}\` | ${value} | ${setting.description} |`;
  });
  return ['| setting | default | meaning |', '|---|---|---|', ...rows].join('\n');
}

/** The table that stands in a text, null when the text has no place for one. */
export function findSettingsTable(text: string): string | null {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  return from === -1 || to < from ? null : text.slice(from + begin.length, to).trim();
}

/** The text with today's table between its marks. */
export function replaceSettingsTable(text: string): string {
  const [before = ''] = text.split(begin);
  return `${before}${begin}\n${drawSettingsTable()}\n${text.slice(text.indexOf(end))}`;
}

if (import.meta.main) {
  const text = existsSync(readmeFile) ? readFileSync(readmeFile, 'utf8') : '';
  if (findSettingsTable(text) === null) {
    process.stderr.write(`README.md has no place for the table — put ${begin} and ${end} where it belongs\n`);
    process.exit(1);
  }
  writeFileSync(readmeFile, replaceSettingsTable(text));
}
