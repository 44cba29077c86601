import { styleText } from 'node:util';
import Table from 'cli-table3';

/** A command that cannot do what it was asked: one line that ends with the way out. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly exitCode: number;

  /** @param exitCode 2 for wrong use, 1 for everything else. */
  constructor(message: string, exitCode = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

const numbers = new Intl.NumberFormat('en-GB');

/** A count for people: `4,580`. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** A span of time for people: `850 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}

/** `1 case`, `2 cases`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** One cell: counts are set to the right and grouped, null is "does not apply". */
export type Cell = string | number | null;

// Lines between columns and rows say nothing that the gaps do not.
const corners = ['top', 'bottom', 'mid', 'left', 'right'].flatMap((edge) => [edge, `${edge}-mid`, `${edge}-left`, `${edge}-right`]);
const frameless = Object.fromEntries(corners.map((name) => [name, '']));
const gap = '   ';

/** A table; where it is wider than the terminal its widest column is wrapped. */
export function drawTable(head: string[], rows: Cell[][], terminalWidth = process.stdout.columns ?? Infinity): string {
  const table = new Table({
    head: head.map((title) => styleText('bold', title)),
    chars: { ...frameless, middle: gap },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: fitColumns(head, rows, terminalWidth),
    colAligns: head.map((_, column) => (rows.some((row) => typeof row[column] === 'number') ? 'right' : 'left')),
    wordWrap: true,
  });
  for (const row of rows) table.push(row.map(writeCell));
  return table.toString().replaceAll(/ +$/gm, '');
}

const narrowestColumn = 20;

/** Only the widest column is given a width, and only when it has to be wrapped. */
function fitColumns(head: string[], rows: Cell[][], terminalWidth: number): (number | null)[] {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => writeCell(row[column] ?? null).length)));
  const overflow = widths.reduce((sum, width) => sum + width + gap.length, -gap.length) - terminalWidth;
  const widest = Math.max(...widths);
  return widths.map((width) => (overflow > 0 && width === widest ? Math.max(narrowestColumn, width - overflow) : null));
}

function writeCell(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  return cell === null ? '–' : formatCount(cell);
}

const shownLines = 20;

/** A heading, the first twenty of many findings, one a line, and how many more there are. */
export function drawFindings(heading: string, findings: readonly string[]): string {
  if (findings.length === 0) return `${heading}.`;
  const lines = [`${heading}:`, ...findings.slice(0, shownLines).map((finding) => `  ${finding}`)];
  if (findings.length > shownLines) lines.push(`  … and ${formatCount(findings.length - shownLines)} more (--json lists them all)`);
  return lines.join('\n');
}

/** Writes the answer of a command. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes the answer of a command for machines. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2));
}
