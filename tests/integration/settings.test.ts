import { drawSettingsTable, findSettingsTable, replaceSettingsTable } from 'cli/settings-table.ts';
import { readConfig, settings } from 'lib/config.ts';
import { describe, expect, it } from 'vitest';
import { readText } from './compose-file.ts';

type Row = { name: string; value: string; meaning: string };

/** Rows of a Markdown table with three columns, without its head. */
function readRows(table: string): Row[] {
  return table
    .split('\n')
    .slice(2)
    .map((line) => {
      const [, name = '', value = '', meaning = ''] = line.split('|').map((cell) => cell.trim());
      return { name: name.replaceAll('`', ''), value: value.replaceAll('`', ''), meaning };
    });
}

describe("the README's table of settings", () => {
  const rows = readRows(findSettingsTable(readText('README.md')) ?? '');
  const defaults: Record<string, unknown> = readConfig({});

  it('names every setting once, in the order of the code', () => {
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(settings));
  });

  it.each(Object.entries(settings))('tells of %s what the code says and does', (name, setting) => {
    const row = rows.find((candidate) => candidate.name === name);
    expect(row).toEqual({ name, value: String(defaults[name] ?? ''), meaning: setting.description });
  });

  it('is what node cli/settings-table.ts writes', () => {
    expect(replaceSettingsTable(readText('README.md'))).toBe(readText('README.md'));
  });
});

describe('the generator of the table', () => {
  it('changes nothing around the table', () => {
    const text = 'before\n<!-- settings -->\nold\n<!-- /settings -->\nafter\n';
    expect(replaceSettingsTable(text)).toBe(`before\n<!-- settings -->\n${drawSettingsTable()}\n<!-- /settings -->\nafter\n`);
  });

  it('finds no table where there are no marks', () => {
    expect(findSettingsTable('# A title\n')).toBeNull();
  });
});
