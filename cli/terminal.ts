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

/** A table with a frame, as wide as its content. */
export function drawTable(head: string[], rows: Cell[][]): string {
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const row of rows) table.push(row.map(drawCell));
  return table.toString();
}

function drawCell(cell: Cell): { content: string; hAlign: 'left' | 'right' } {
  if (typeof cell === 'string') return { content: cell, hAlign: 'left' };
  return { content: cell === null ? '–' : formatCount(cell), hAlign: 'right' };
}

const shownLines = 20;

/** The first twenty of many findings, one a line, and how many more there are. */
export function drawFindings(findings: readonly string[]): string {
  const lines = findings.slice(0, shownLines).map((finding) => `  ${finding}`);
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
