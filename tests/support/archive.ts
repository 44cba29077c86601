import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Folder of real archives, if this machine has one: `LAB_TEST_DATA`, or `shared/data` beside the checkout. */
export function realArchive(name: string): { folder: string; isHere: boolean } {
  const root = process.env.LAB_TEST_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));
  const folder = join(root, name);
  return { folder, isHere: existsSync(join(folder, 'requests.csv.gz')) };
}

const requestColumns = [
  'source_case_id',
  'customer_ref',
  'customer_name',
  'agreement_ref',
  'agreement_name',
  'agreement_active',
  'request_type',
  'priority',
  'team',
  'requester_ref',
  'requester_name',
  'requester_email',
  'description',
  'submitted_at',
] as const;
const transitionColumns = ['source_case_id', 'seq', 'at', 'by', 'source_status', 'to_status', 'expect', 'bridge', 'reason'] as const;
const expectedColumns = ['source_case_id', 'source_final', 'expected_operational', 'expected_canonical', 'accepted', 'refused'] as const;

type RequestRow = Record<(typeof requestColumns)[number], string>;
type Step = [to: string, expect: 'accept' | 'refuse' | 'noop'];

/** Histories that real life produces: finished, rejected, untouched, changed again after the end, changed to what it is, several at one instant. */
const histories: { steps: Step[]; final: string }[] = [
  {
    steps: [
      ['in_progress', 'accept'],
      ['completed', 'accept'],
    ],
    final: 'completed',
  },
  {
    steps: [
      ['rejected', 'accept'],
      ['in_progress', 'refuse'],
    ],
    final: 'rejected',
  },
  { steps: [], final: 'open' },
  {
    steps: [
      ['in_progress', 'accept'],
      ['in_progress', 'noop'],
      ['completed', 'accept'],
      ['', 'noop'],
      ['in_progress', 'refuse'],
    ],
    final: 'completed',
  },
  {
    steps: [
      ['completed', 'refuse'],
      ['in_progress', 'accept'],
      ['rejected', 'accept'],
      ['completed', 'refuse'],
    ],
    final: 'rejected',
  },
  { steps: [['in_progress', 'accept']], final: 'in_progress' },
];

const texts = [
  'plain words',
  'quotes "inside", commas, and a second\r\nline after CRLF',
  '  space at both ends, tab\there  ',
  'ünïcödé 漢字 🚚 ‮right to left',
  '<script>alert("no")</script> & <img src=x onerror=alert(1)>',
  "=cmd|'/c calc'!A0 and '; drop table intake.submissions; --",
];

export type Archive = { folder: string; cases: number; accepted: number; refused: number };

export type ArchiveOptions = {
  gzip?: boolean;
  /** Beginning of the case ids, which are keys: archives of two tests must not be taken for each other. */
  prefix?: string;
  change?: (row: RequestRow, index: number) => void;
};

/** Writes an archive of so many cases into a folder, gzipped or plain, with rows changed as the test wants. */
export function writeArchive(folder: string, cases: number, options: ArchiveOptions = {}): Archive {
  mkdirSync(folder, { recursive: true });
  const requests: string[][] = [];
  const transitions: string[][] = [];
  const expected: string[][] = [];
  for (let index = 0; index < cases; index++) {
    const id = `${options.prefix ?? 'CASE'}-${index + 1}`;
    const row = toRequest(id, index);
    options.change?.(row, index);
    requests.push(requestColumns.map((column) => row[column]));
    const history = histories[index % histories.length] ?? { steps: [], final: 'open' };
    history.steps.forEach(([to, expect], step) => {
      // one instant for all: order comes from seq
      transitions.push([
        id,
        String(step + 1),
        '2020-02-29T12:00:00.000Z',
        `agent ${index % 3}`,
        'source word',
        to,
        expect,
        '0',
        `step ${step + 1} of ${id}`,
      ]);
    });
    const count = (kind: string): string => String(history.steps.filter(([, expect]) => expect === kind).length);
    expected.push([
      id,
      'source word',
      history.final,
      history.final === 'open' ? 'active' : history.final,
      count('accept'),
      count('refuse'),
    ]);
  }
  const write = (name: string, columns: readonly string[], rows: string[][]): void => {
    const text = [columns, ...rows].map((row) => `${row.map(quote).join(',')}\r\n`).join('');
    if (options.gzip) writeFileSync(join(folder, `${name}.csv.gz`), gzipSync(text));
    else writeFileSync(join(folder, `${name}.csv`), text);
  };
  write('requests', requestColumns, requests);
  write('transitions', transitionColumns, transitions);
  write('expected', expectedColumns, expected);
  const sum = (column: number): number => expected.reduce((total, row) => total + Number(row[column]), 0);
  return { folder, cases, accepted: sum(4), refused: sum(5) };
}

function toRequest(id: string, index: number): RequestRow {
  const customer = index % 5;
  return {
    source_case_id: id,
    customer_ref: `CUST-${customer}`,
    customer_name: `Customer ${customer}`,
    agreement_ref: `AGR-${customer}-${index % 2}`,
    agreement_name: `Customer ${customer}, agreement ${index % 2}`,
    agreement_active: 'true',
    request_type: `type ${index % 3}`,
    priority: ['low', 'medium', 'high', 'critical'][index % 4] ?? 'low',
    team: `team ${index % 2}`,
    requester_ref: `person-${index}`,
    requester_name: `Person ${index}`,
    requester_email: `person${index}@customer${customer}.example`,
    description: `${texts[index % texts.length]} (${id})`,
    submitted_at: '2020-02-28T08:00:00.000Z',
  };
}

function quote(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
