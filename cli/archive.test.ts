import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { RequestRow } from './archive/rows.ts';
import { type Malformed, type OnMalformed, readExpected, readRequests, readTransitions } from './archive.ts';

const columns = [
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
type Fields = Partial<Record<(typeof columns)[number], string>>;

function requestLine(fields: Fields, end = '\r\n'): string {
  const row: Required<Fields> = {
    source_case_id: 'A-1',
    customer_ref: 'C1',
    customer_name: 'Customer 1',
    agreement_ref: 'AGR1',
    agreement_name: 'Agreement 1',
    agreement_active: 'true',
    request_type: 'incident',
    priority: 'low',
    team: 'team 1',
    requester_ref: 'r1',
    requester_name: 'Jo',
    requester_email: 'jo@example.org',
    description: 'text',
    submitted_at: '2020-01-02T03:04:05.678Z',
    ...fields,
  };
  return columns.map((column) => `"${row[column].replaceAll('"', '""')}"`).join(',') + end;
}

/** For archives in which every row must be usable. */
const refuseMalformed: OnMalformed = ({ file, line, reason }) => {
  throw new Error(`${file} line ${line}: ${reason}`);
};

const header = `${columns.join(',')}\r\n`;
const transitionHeader = 'source_case_id,seq,at,by,source_status,to_status,expect,bridge,reason\n';

async function archiveOf(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-archive-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

async function requestsOf(files: Record<string, string | Buffer>, limit?: number): Promise<{ rows: RequestRow[]; malformed: Malformed[] }> {
  const malformed: Malformed[] = [];
  const rows: RequestRow[] = [];
  for await (const row of readRequests(await archiveOf(files), (bad) => malformed.push(bad), limit)) rows.push(row);
  return { rows, malformed };
}

const nastyTexts = [
  ' leading and trailing ',
  'quotes " and "" and """',
  'lines\nwith\r\nall\rkinds\n\n of ends\r\n',
  ',,,\t;',
  '\ufeffa byte order mark within',
  'żółć 😀 e\u0301 \u202eright to left\u202c \u0085 \ufffd',
  '=cmd()|<script>alert(1)</script> %s {x}',
  'x'.repeat(100_000),
];

for (const [name, encode] of [
  ['plain', (text: string) => ({ 'requests.csv': text })],
  ['gzipped', (text: string) => ({ 'requests.csv.gz': gzipSync(text) })],
  ['with a byte order mark', (text: string) => ({ 'requests.csv': `\ufeff${text}` })],
] as const) {
  test(`text comes out of a file (${name}) to the byte`, async () => {
    const text = header + nastyTexts.map((description, index) => requestLine({ source_case_id: `A-${index}`, description })).join('');
    const { rows, malformed } = await requestsOf(encode(text));
    expect(malformed).toEqual([]);
    expect(rows.map((row) => row.description)).toEqual(nastyTexts);
  });
}

test('lines may end in LF or CRLF, the last one in nothing, and blank lines do not count', async () => {
  const text = `${columns.join(',')}\n\n${requestLine({ source_case_id: 'A-1' }, '\n')}\r\n${requestLine({ source_case_id: 'A-2' })}${requestLine({ source_case_id: 'A-3' }, '')}`;
  const { rows, malformed } = await requestsOf({ 'requests.csv': text });
  expect(malformed).toEqual([]);
  expect(rows.map((row) => row.source_case_id)).toEqual(['A-1', 'A-2', 'A-3']);
  expect(rows[0]).toMatchObject({ priority: 'LOW', agreement_active: true, submitted_at: '2020-01-02T03:04:05.678Z' });
});

test('a malformed row is named with its line and reason, and the others are read', async () => {
  const faults: [Fields, string][] = [
    [{ priority: 'urgent' }, 'priority is none of low, medium, high, critical'],
    [{ submitted_at: 'yesterday' }, 'submitted_at is no time such as 2012-10-09T14:50:17.000Z'],
    [{ submitted_at: '2023-02-30T00:00:00.000Z' }, 'submitted_at is no time such as 2012-10-09T14:50:17.000Z'],
    [{ submitted_at: '2999-01-01T00:00:00.000Z' }, 'submitted_at lies in the future'],
    [{ requester_email: 'nobody' }, 'requester_email is no e-mail address'],
    [{ description: '' }, 'description is empty'],
    [{ description: 'a\u0000b' }, 'description has the character U+0000 at position 2, which is not accepted'],
    [{ description: 'x'.repeat(1_000_000) }, 'description has 1000000 characters, at most 100000 are accepted'],
    [{ agreement_active: 'maybe' }, 'agreement_active is neither true nor false'],
    [{ priority: '', team: ' ' }, 'priority is none of low, medium, high, critical; team is empty'],
  ];
  const lines = faults.map(([fields], index) => requestLine({ source_case_id: `BAD-${index}`, ...fields }));
  const text = header + lines.join('') + requestLine({ source_case_id: 'GOOD' });
  const { rows, malformed } = await requestsOf({ 'requests.csv': text });
  expect(malformed).toEqual(faults.map(([, reason], index) => ({ file: 'requests.csv', line: index + 2, reason })));
  expect(rows.map((row) => row.source_case_id)).toEqual(['GOOD']);
});

test('lines are counted as editors count them, also behind fields of many lines', async () => {
  const text = `${header}${requestLine({ description: 'a\r\nb\nc\rd' })}too,few\r\n${requestLine({ source_case_id: 'A-2' })}${'x,'.repeat(20)}\r\n`;
  const { rows, malformed } = await requestsOf({ 'requests.csv': text });
  expect(malformed).toEqual([
    { file: 'requests.csv', line: 5, reason: 'has 2 columns instead of 14' },
    { file: 'requests.csv', line: 7, reason: 'has 21 columns instead of 14' },
  ]);
  expect(rows).toHaveLength(2);
});

test('a wrong quote costs one line, wherever it stands', async () => {
  const good = (id: string): string => requestLine({ source_case_id: id, description: 'two\nlines' });
  const text = `${header}A"x,2\n${good('A-1')}"never closed,3\n${good('A-2')}"closed" early,4\n${good('A-3')}"at the end,5\n`;
  const { rows, malformed } = await requestsOf({ 'requests.csv': text });
  expect(malformed.map(({ line }) => line)).toEqual([2, 5, 8, 11]);
  expect(malformed.at(-1)?.reason).toBe('a quoted field begins here and never ends');
  expect(rows.map((row) => row.source_case_id)).toEqual(['A-1', 'A-2', 'A-3']);
});

test('bytes that are not UTF-8 are refused, not replaced', async () => {
  const bad = Buffer.from(requestLine({ description: 'caf?' }));
  bad[bad.indexOf('?')] = 0xe9;
  const { rows, malformed } = await requestsOf({ 'requests.csv': Buffer.concat([Buffer.from(header), bad, Buffer.from(requestLine({}))]) });
  expect(malformed).toEqual([{ file: 'requests.csv', line: 2, reason: 'is not UTF-8' }]);
  expect(rows).toHaveLength(1);
});

test('a row that stands twice is read once; with other content it is malformed', async () => {
  const text = header + requestLine({}) + requestLine({}) + requestLine({ description: 'other' });
  const { rows, malformed } = await requestsOf({ 'requests.csv': text });
  expect(rows).toHaveLength(1);
  expect(malformed).toEqual([{ file: 'requests.csv', line: 4, reason: 'A-1 stands in line 2 already, with other content' }]);
});

test('a limit takes the first cases of the file, and only what belongs to them', async () => {
  const folder = await archiveOf({
    'requests.csv': header + ['A-9', 'A-1', 'A-5'].map((id) => requestLine({ source_case_id: id })).join(''),
    'transitions.csv': `${transitionHeader}A-5,1,2020-01-03T00:00:00Z,me,,in_progress,accept,0,r\nA-9,x,,,,,,,\nA-9,1,2020-01-03T00:00:00Z,me,,in_progress,accept,0,r\n`,
  });
  const malformed: Malformed[] = [];
  const cases = new Set<string>();
  for await (const row of readRequests(folder, (bad) => malformed.push(bad), 2)) cases.add(row.source_case_id);
  expect([...cases]).toEqual(['A-9', 'A-1']);
  const transitions = await readTransitions(folder, { cases, isLimited: true }, (row) => malformed.push(row));
  expect([...transitions.keys()]).toEqual(['A-9']);
  expect(malformed.map(({ file, line }) => ({ file, line }))).toEqual([{ file: 'transitions.csv', line: 3 }]);
});

test('transitions come in the order of seq, whatever the file and the clocks say', async () => {
  const line = (seq: string, day: string): string => `A-1,${seq},2020-01-${day}T00:00:00.000Z,me,,in_progress,accept,0,r\n`;
  const folder = await archiveOf({ 'transitions.csv': transitionHeader + line('10', '01') + line('2', '03') + line('1', '02') });
  const transitions = await readTransitions(folder, { cases: new Set(['A-1']), isLimited: false }, refuseMalformed);
  expect(transitions.get('A-1')?.map(({ seq }) => seq)).toEqual([1, 2, 10]);
});

test('a case without a usable request is reported once', async () => {
  const folder = await archiveOf({
    'transitions.csv': `${transitionHeader}B-1,1,2020-01-03T00:00:00Z,me,,,noop,0,r\nB-1,2,2020-01-03T00:00:00Z,me,,,noop,0,r\n`,
  });
  const malformed: Malformed[] = [];
  await readTransitions(folder, { cases: new Set(['A-1']), isLimited: false }, (row) => malformed.push(row));
  expect(malformed).toEqual([
    { file: 'transitions.csv', line: 2, reason: 'begins B-1, of which requests has no usable row: the whole case is left out' },
  ]);
});

test('what is no archive is refused with the way out', async () => {
  await expect(requestsOf({})).rejects.toThrow(/has neither requests\.csv nor requests\.csv\.gz — see lab import --help/);
  await expect(requestsOf({ 'requests.csv': 'a,b\n1,2\n' })).rejects.toThrow(/has no column source_case_id, customer_ref/);
  const whole = gzipSync(header + nastyTexts.map((description) => requestLine({ description })).join(''));
  await expect(requestsOf({ 'requests.csv.gz': whole.subarray(0, -20) })).rejects.toThrow(/cannot be read to its end .* get a sound copy/);
  await expect(requestsOf({ 'requests.csv.gz': 'no gzip' })).rejects.toThrow(/cannot be read to its end/);
});

const data = process.env.LAB_TEST_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const archives = [
  // [folder, cases, bytes of all descriptions, rows by expectation]
  ['helpdesk', 4_580, 502_898, { accept: 9_139, refuse: 9, noop: 12_200 }],
  ['servicenow', 24_918, 3_018_987, { accept: 49_836, refuse: 47, noop: 39_079 }],
  ['jira-activemq', 2_000, 4_222_903, { accept: 3_353, refuse: 138, noop: 170 }],
] as const;

for (const [name, cases, bytes, expectations] of archives) {
  const folder = join(data, name);
  test.skipIf(!existsSync(folder))(`the archive ${name} is read whole (skipped without LAB_TEST_DATA)`, async () => {
    const found = new Set<string>();
    let descriptionBytes = 0;
    for await (const row of readRequests(folder, refuseMalformed)) {
      found.add(row.source_case_id);
      descriptionBytes += Buffer.byteLength(row.description);
    }
    expect({ cases: found.size, descriptionBytes }).toEqual({ cases, descriptionBytes: bytes });
    const rows = [...(await readTransitions(folder, { cases: found, isLimited: false }, refuseMalformed)).values()].flat();
    const counts = { accept: 0, refuse: 0, noop: 0 };
    for (const row of rows) counts[row.expect] += 1;
    expect(counts).toEqual(expectations);
    expect((await readExpected(folder, { cases: found, isLimited: false }, refuseMalformed)).size).toBe(cases);
  });
}

test.skipIf(!existsSync(join(data, 'jira-activemq')))(
  'real descriptions stand in the file as they were read (skipped without LAB_TEST_DATA)',
  async () => {
    const file = gunzipSync(readFileSync(join(data, 'jira-activemq', 'requests.csv.gz')));
    for await (const { description } of readRequests(join(data, 'jira-activemq'), refuseMalformed, 300)) {
      expect(file.includes(description.replaceAll('"', '""'))).toBe(true);
    }
  },
);
