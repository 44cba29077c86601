import type { ExpectedRow } from '../archive/rows.ts';
import { type Cell, drawTable } from '../terminal.ts';
import type { FoundCase } from './compare.ts';

/** How many cases end where, on both sides. */
export type Totals = Record<string, { expected: number; found: number }>;

export function emptyTotals(): Totals {
  return {};
}

export function addExpected(totals: Totals, row: ExpectedRow): void {
  add(totals, 'expected', 'requests', 1);
  add(totals, 'expected', 'service requests INTEGRATED', 1);
  add(totals, 'expected', 'accepted changes', row.accepted);
  add(totals, 'expected', `operation cases ${row.expected_operational}`, 1);
  add(totals, 'expected', `business objects ${row.expected_canonical}`, 1);
}

export function addFound(totals: Totals, { serviceRequest }: FoundCase): void {
  add(totals, 'found', 'requests', 1);
  if (!serviceRequest) return;
  const { status, operationCase, businessObject } = serviceRequest;
  add(totals, 'found', `service requests ${status}`, 1);
  add(totals, 'found', 'accepted changes', (operationCase?.version ?? 1) - 1);
  if (operationCase) add(totals, 'found', `operation cases ${operationCase.status}`, 1);
  if (businessObject) add(totals, 'found', `business objects ${businessObject.status}`, 1);
}

function add(totals: Totals, side: 'expected' | 'found', what: string, count: number): void {
  totals[what] ??= { expected: 0, found: 0 };
  totals[what][side] += count;
}

const order = ['requests', 'service requests', 'accepted changes', 'operation cases', 'business objects'];

/** Both sides next to each other, layer by layer. */
export function drawTotals(totals: Totals): string {
  const rank = (what: string): number => order.findIndex((prefix) => what.startsWith(prefix));
  const rows = Object.entries(totals).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const cells = rows.map(([what, { expected, found }]): Cell[] => [what.toLowerCase().replaceAll('_', ' '), expected, found]);
  return drawTable(['', 'expected', 'found'], cells);
}
