import { stripVTControlCharacters } from 'node:util';
import { type Cell, drawTable } from '../terminal.ts';

// What turns the direction of writing can make a line say something else than it holds.
const turning = '\u202a-\u202e\u2066-\u2069';
const breaking = new RegExp(`[\\p{Cc}\\p{Zl}\\p{Zp}${turning}]+`, 'gu');
const hidden = new RegExp(`[\u007f-\u009f${turning}]`, 'gu');

/** A text that came from outside, on one line and without what would drive the terminal. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll(breaking, ' ').trim();
}

/** JSON for people and for editors: what a terminal would obey is written as an escape, so it reads back as it was. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(hidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A moment as the lab's own explanations write it: `2026-11-22 14:02:10 UTC`. */
export function writeTime(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** What the graph calls `IN_PROGRESS`, for people: `in progress`. */
export function writeEnum(value: string): string {
  return value.toLowerCase().replaceAll('_', ' ');
}

export type DetailedRow = { cells: Cell[]; details: string[] };

/** A table whose last, long columns stand on lines of their own beneath each row where the terminal is too narrow for them. */
export function drawDetailed(
  head: string[],
  detailHead: string[],
  rows: DetailedRow[],
  width = process.stdout.columns ?? Infinity,
): string {
  const lined = rows.map(({ cells, details }) => ({ cells, details: details.map(oneLine) }));
  const wide = drawTable(
    [...head, ...detailHead],
    lined.map(({ cells, details }) => [...cells, ...details]),
    Infinity,
  );
  if (wide.split('\n').every((line) => stripVTControlCharacters(line).length <= width)) return wide;
  const table = drawTable(
    head,
    lined.map(({ cells }) => cells),
    Infinity,
  );
  const label = Math.max(...detailHead.map((title) => title.length));
  return table
    .split('\n')
    .flatMap((line, place) => {
      // the first line is the head
      const details = lined[place - 1]?.details ?? [];
      return [line, ...details.map((detail, column) => hang(`  ${(detailHead[column] ?? '').padEnd(label)}  `, detail, width))];
    })
    .join('\n');
}

/** A text behind its label, its further lines beneath its first. */
function hang(label: string, text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (label.length + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return label + lines.join(`\n${' '.repeat(label.length)}`);
}
