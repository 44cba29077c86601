import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Api, createApi } from './api.ts';
import { FakeLab, type Fault } from './fake-lab.ts';
import type { ImportReport } from './import/report.ts';
import { type ImportOptions, importArchive } from './import.ts';
import { Interrupted } from './patience.ts';
import { silentProgress } from './progress.ts';

type Step = readonly [toStatus: string, expect: 'accept' | 'refuse' | 'noop'];

const closed: Step[] = [
  ['', 'noop'],
  ['in_progress', 'accept'],
  ['in_progress', 'noop'],
  ['completed', 'accept'],
  ['completed', 'noop'],
  ['in_progress', 'refuse'],
];

/** An archive of cases with these histories; a description can be given by case. */
async function archiveOf(histories: Record<string, readonly Step[]>, descriptions: Record<string, string> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-import-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const requests = Object.keys(histories).map((id) =>
    [
      id,
      'C1',
      'Customer',
      'A1',
      'Agreement',
      'true',
      'incident',
      'low',
      'team',
      'Jo',
      'jo@example.org',
      descriptions[id] ?? 'text',
      '2020-01-01T00:00:00Z',
    ].join(),
  );
  const transitions = Object.entries(histories).flatMap(([id, steps]) =>
    steps.map(([toStatus, expected], index) => [id, index + 1, '2020-01-02T00:00:00Z', 'me', toStatus, expected, 'because'].join()),
  );
  const requestHeader =
    'source_case_id,customer_ref,customer_name,agreement_ref,agreement_name,agreement_active,request_type,priority,team,requester_name,requester_email,description,submitted_at';
  await writeFile(join(folder, 'requests.csv'), `${[requestHeader, ...requests].join('\n')}\n`);
  await writeFile(join(folder, 'transitions.csv'), `${['source_case_id,seq,at,by,to_status,expect,reason', ...transitions].join('\n')}\n`);
  return folder;
}

function manyCases(count: number, steps: readonly Step[] = closed): Record<string, readonly Step[]> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`A-${index}`, steps]));
}

function importWith(api: Api, folder: string, options: Partial<ImportOptions> = {}): Promise<ImportReport> {
  const { signal } = new AbortController();
  return importArchive({
    api,
    folder,
    signal,
    concurrency: 4,
    showProgress: () => silentProgress,
    patienceMs: 5_000,
    pauseMs: 1,
    ...options,
  });
}

function importInto(lab: FakeLab, folder: string, options?: Partial<ImportOptions>): Promise<ImportReport> {
  return importWith(createApi(lab.lab), folder, options);
}

/** How many items the calls had, largest first: calls that are made together arrive in any order. */
function sizesOf(lab: FakeLab, operation: string): number[] {
  return lab
    .callsOf(operation)
    .map(({ variables }) => variables.inputs?.length ?? 0)
    .sort((a, b) => b - a);
}

/** Makes chosen calls fail: `faults['SubmitRequests 2']` is what happens to the second bulk. */
function failCalls(lab: FakeLab, faults: Record<string, Fault>): void {
  lab.onCall = ({ operation, number }) => faults[`${operation} ${number}`];
}

test('an archive is imported whole, and a second run changes nothing', async () => {
  await using lab = await FakeLab.start();
  const folder = await archiveOf({
    'A-1': closed,
    'A-2': [
      ['in_progress', 'accept'],
      ['rejected', 'accept'],
    ],
    'A-3': [],
  });
  const first = await importInto(lab, folder);
  expect(first).toMatchObject({
    reference: { created: 4, unchanged: 0, refused: 0 },
    requests: { new: 3, replayed: 0, refused: 0 },
    transitions: { new: 4, replayed: 0, refused: 1, noop: 3, notSent: 0 },
    deviations: [],
    malformed: [],
  });
  const outcome = { 'A-1': 'COMPLETED 2', 'A-2': 'REJECTED 2', 'A-3': 'OPEN 0' };
  expect(lab.outcome).toEqual(outcome);
  const second = await importInto(lab, folder);
  expect(second).toMatchObject({
    reference: { created: 0, unchanged: 4 },
    requests: { new: 0, replayed: 3 },
    transitions: { new: 0, replayed: 4, refused: 1, noop: 3 },
    deviations: [],
  });
  expect(lab.outcome).toEqual(outcome);
});

test('bulks hold 500 at most, several are sent at once, and never two with the same case', async () => {
  await using lab = await FakeLab.start();
  const folder = await archiveOf(manyCases(1_700));
  let held = 0;
  const all = Promise.withResolvers<undefined>();
  lab.onCall = ({ operation }) => {
    if (operation !== 'SubmitRequests') return undefined;
    held += 1;
    if (held === 3) all.resolve(undefined);
    return all.promise; // none is answered before three are there
  };
  const report = await importInto(lab, folder, { concurrency: 3 });
  expect(report).toMatchObject({ requests: { new: 1_700 }, transitions: { new: 3_400, refused: 1_700 }, deviations: [] });
  expect(sizesOf(lab, 'SubmitRequests')).toEqual([500, 500, 500, 200]);
  expect(sizesOf(lab, 'ChangeCaseStatuses')[0]).toBe(500);
  expect(lab.mostAtOnce).toBe(3);
  expect(lab.collisions).toEqual([]);
});

test('large descriptions make smaller bulks', async () => {
  await using lab = await FakeLab.start();
  const descriptions = Object.fromEntries(Object.keys(manyCases(100)).map((id) => [id, 'x'.repeat(99_000)]));
  await importInto(lab, await archiveOf(manyCases(100, []), descriptions));
  expect(sizesOf(lab, 'SubmitRequests')).toEqual([40, 40, 20]);
});

test('lost answers, busy and broken labs are waited for, and nothing is done twice', async () => {
  await using lab = await FakeLab.start();
  failCalls(lab, {
    'ImportReferenceData 1': { status: 503 },
    'SubmitRequests 1': 'lost after',
    'SubmitRequests 2': 'lost before',
    'SubmitRequests 3': { status: 429, code: 'RATE_LIMITED' },
    'OpenedCases 1': { status: 200, code: 'SUBGRAPH_UNAVAILABLE' },
    'ChangeCaseStatuses 1': 'lost after',
    'ChangeCaseStatuses 2': { status: 500, code: 'INTERNAL_SERVER_ERROR' },
    'ChangeCaseStatuses 4': 'lost after',
  });
  const report = await importInto(lab, await archiveOf(manyCases(20)));
  expect(report).toMatchObject({ requests: { refused: 0 }, transitions: { refused: 20, noop: 60 }, deviations: [] });
  expect(report.requests.new + report.requests.replayed).toBe(20);
  expect(report.transitions.new + report.transitions.replayed).toBe(40);
  expect(new Set(Object.values(lab.outcome))).toEqual(new Set(['COMPLETED 2']));
});

test('a lab that is not there is not waited for', async () => {
  const lab = await FakeLab.start();
  const api = createApi(lab.lab);
  await lab[Symbol.asyncDispose]();
  const folder = await archiveOf({ 'A-1': closed });
  await expect(importWith(api, folder)).rejects.toThrow(/No lab answers at .* start it with npm start, or set LAB_URL/);
});

test('a lab that goes away for good is given up with its last words', async () => {
  await using lab = await FakeLab.start();
  lab.onCall = ({ operation }) =>
    operation === 'SubmitRequests' ? { status: 503, code: 'SUBGRAPH_UNAVAILABLE', message: 'intake is away' } : undefined;
  await expect(importInto(lab, await archiveOf({ 'A-1': closed }), { patienceMs: 30 })).rejects.toThrow('intake is away');
});

test('of a bulk that is refused as a whole only the item at fault is left out', async () => {
  await using lab = await FakeLab.start();
  lab.onCall = ({ variables }) => {
    const bad = variables.inputs?.some((input) => input.idempotencyKey === 'A-37' || input.idempotencyKey === 'A-40:4');
    return bad ? { status: 400, code: 'BAD_USER_INPUT', message: 'Value is not valid' } : undefined;
  };
  const report = await importInto(lab, await archiveOf(manyCases(60)));
  expect(report).toMatchObject({ requests: { new: 59, refused: 1 }, transitions: { new: 59 * 2, notSent: 6 } });
  expect(report.deviations).toEqual([
    { kind: 'request', id: 'A-37', message: 'Value is not valid' },
    { kind: 'transition', id: 'A-40:4', message: 'expected accept, but it was refused: INVALID Value is not valid' },
    // the next row says the same once more, and this time it is a change
    { kind: 'transition', id: 'A-40:5', message: 'expected noop, but it was accepted: the case became COMPLETED' },
  ]);
});

test('a refused request is named, its history is not sent, and the others go on', async () => {
  await using lab = await FakeLab.start();
  const report = await importInto(lab, await archiveOf({ 'A-1': closed, 'A-2': closed }, { 'A-1': 'refuse me' }));
  expect(report).toMatchObject({ requests: { new: 1, refused: 1 }, transitions: { new: 2, notSent: 6 } });
  expect(report.deviations).toEqual([{ kind: 'request', id: 'A-1', message: 'INVALID description is refused' }]);
});

test('the importer sends what the archive says, not what it expects: deviations are reported', async () => {
  await using lab = await FakeLab.start();
  const skipped: Step[] = [
    ['completed', 'accept'],
    ['in_progress', 'noop'],
    ['', 'accept'],
    ['rejected', 'refuse'],
  ];
  const folder = await archiveOf({ 'A-1': skipped });
  const { deviations } = await importInto(lab, folder);
  expect(deviations).toEqual([
    { kind: 'transition', id: 'A-1:1', message: 'expected accept, but it was refused: INVALID_TRANSITION refused' },
    { kind: 'transition', id: 'A-1:2', message: 'expected noop, but it was accepted: the case became IN_PROGRESS' },
    { kind: 'transition', id: 'A-1:3', message: 'expected accept, but nothing was sent: the case was IN_PROGRESS already' },
    { kind: 'transition', id: 'A-1:4', message: 'expected refuse, but it was accepted: the case became REJECTED' },
  ]);
});

test('what was refused once is refused again, also when the case has moved on since', async () => {
  await using lab = await FakeLab.start();
  // completed is refused from open; were it sent again later without a version, it would be accepted from in_progress
  const folder = await archiveOf({
    'A-1': [
      ['completed', 'refuse'],
      ['in_progress', 'accept'],
    ],
  });
  expect(await importInto(lab, folder)).toMatchObject({ transitions: { new: 1, refused: 1 }, deviations: [] });
  expect(await importInto(lab, folder)).toMatchObject({ transitions: { new: 0, replayed: 1, refused: 1 }, deviations: [] });
  expect(lab.outcome).toEqual({ 'A-1': 'IN_PROGRESS 1' });
});

test('cases that the worker has not opened yet are waited for', async () => {
  await using lab = await FakeLab.start();
  const opened = new Set<string>();
  lab.isOpened = (id) => opened.has(id);
  // with each question the worker has opened a few more
  lab.onCall = ({ operation }) => {
    if (operation === 'OpenedCases') for (const { id } of [...lab.submissions.values()].slice(0, opened.size + 70)) opened.add(id);
    return undefined;
  };
  const report = await importInto(lab, await archiveOf(manyCases(250)));
  expect(report).toMatchObject({ transitions: { new: 500 }, deviations: [] });
});

test('a worker that opens nothing is given up with a hint', async () => {
  await using lab = await FakeLab.start();
  lab.isOpened = (id) => !id.endsWith('7');
  const folder = await archiveOf(manyCases(30));
  await expect(importInto(lab, folder, { patienceMs: 30 })).rejects.toThrow(
    /^3 cases are not opened yet, the first is A-7 — the worker may not be running: .* run the same command again$/,
  );
  lab.isOpened = () => true;
  expect(await importInto(lab, folder)).toMatchObject({ requests: { new: 0, replayed: 30 }, transitions: { new: 60 }, deviations: [] });
});

for (const operation of ['ImportReferenceData', 'SubmitRequests', 'OpenedCases', 'ChangeCaseStatuses']) {
  test(`an import that is interrupted in ${operation} ends after the calls in flight, and the next run completes it`, async () => {
    await using lab = await FakeLab.start();
    const folder = await archiveOf(manyCases(1_200));
    const controller = new AbortController();
    lab.onCall = (call) => {
      if (call.operation === operation) controller.abort(new Interrupted());
      return undefined;
    };
    const first = await importInto(lab, folder, { signal: controller.signal, concurrency: 2 });
    expect(first.isInterrupted).toBe(true);
    expect(first.deviations).toEqual([]);
    expect(lab.callsOf(operation).length).toBeLessThanOrEqual(2);
    const second = await importInto(lab, folder);
    expect(second).toMatchObject({ isInterrupted: false, deviations: [], transitions: { refused: 1_200 } });
    expect(second.requests.replayed).toBe(first.requests.new);
    expect(second.transitions.replayed).toBe(first.transitions.new);
    expect(first.transitions.new + second.transitions.new).toBe(2_400);
    expect(new Set(Object.values(lab.outcome))).toEqual(new Set(['COMPLETED 2']));
  });
}

test('an import that is interrupted while the lab is away does not wait for it', async () => {
  await using lab = await FakeLab.start();
  const controller = new AbortController();
  lab.onCall = ({ operation }) => {
    if (operation !== 'SubmitRequests') return undefined;
    controller.abort(new Interrupted());
    return { status: 503 };
  };
  const report = await importInto(lab, await archiveOf({ 'A-1': closed }), {
    signal: controller.signal,
    pauseMs: 60_000,
    patienceMs: 60_000,
  });
  expect(report.isInterrupted).toBe(true);
});

test('a malformed row is left out and reported; the rest of its case goes on', async () => {
  await using lab = await FakeLab.start();
  const folder = await archiveOf({
    'A-1': [
      ['in_progress', 'accept'],
      ['nonsense', 'accept'],
      ['completed', 'accept'],
    ],
  });
  const report = await importInto(lab, folder);
  expect(report.malformed).toEqual([
    { file: 'transitions.csv', line: 3, reason: 'to_status is none of open, in_progress, completed, rejected' },
  ]);
  expect(report).toMatchObject({ transitions: { new: 2 }, deviations: [] });
});
