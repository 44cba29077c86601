import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { parse } from 'csv-parse/browser/esm/sync';
import { expect, onTestFinished, test, vi } from 'vitest';
import { connectionOf, people } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

function recordOf(number: number, changes: Record<string, unknown> = {}) {
  return {
    id: `record-${number}`,
    chain: 'operational',
    position: number,
    recordedAt: '2026-11-22T14:00:00.000Z',
    actor: 'ada',
    roles: ['operator'],
    action: 'changeCaseStatus',
    objectType: 'operation_case',
    objectId: 'case-1',
    reason: 'Somebody has time',
    before: { status: 'OPEN', version: 1 },
    after: { status: 'IN_PROGRESS', version: 1 },
    outcome: 'ACCEPTED',
    code: null,
    correlationId: 'submission-1',
    requestId: 'req-12345678',
    hash: 'ab'.repeat(32),
    ...changes,
  };
}

type Asked = { filter?: unknown; after?: string | null };

/** The audit in front of a lab with these records, two pages of them where there are more than a hundred. */
function openAudit(address: string, records: ReturnType<typeof recordOf>[], more: Record<string, unknown> = {}) {
  const asked: Asked[] = [];
  const rendered = renderPortal(
    address,
    {
      auditRecords: (args: Asked & { first: number }) => {
        asked.push(args);
        const begin = args.after ? records.findIndex(({ id }) => id === args.after) + 1 : 0;
        const page = records.slice(begin, begin + args.first);
        const pageInfo = { hasNextPage: begin + args.first < records.length, startCursor: null, endCursor: page.at(-1)?.id ?? null };
        return { ...connectionOf(page), pageInfo, totalCount: records.length };
      },
      ...more,
    },
    people.auditor,
  );
  return { ...rendered, asked, user: userEvent.setup() };
}

/** What the page gives to the browser to save. */
function catchDownloads() {
  const files: { name: string; content: Blob }[] = [];
  let content = new Blob();
  // jsdom has no addresses for blobs
  Object.assign(URL, {
    createObjectURL(blob: Blob) {
      content = blob;
      return 'blob:here';
    },
    revokeObjectURL() {},
  });
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    files.push({ name: this.download, content });
  });
  onTestFinished(() => click.mockRestore());
  return files;
}

test('a row says who did what to which record with which outcome; opened, what it changed and where it stands', async () => {
  const { user, router } = openAudit('/audit', [recordOf(2, { outcome: 'REFUSED', code: 'FORBIDDEN', actor: 'eve' }), recordOf(1)]);
  const table = await screen.findByRole('table', { name: 'Audit records' });
  const [, refused, accepted] = within(table).getAllByRole('row');
  for (const words of ['eve', 'operator', 'changeCaseStatus', 'refused', 'FORBIDDEN', 'operation case']) {
    expect(refused?.textContent).toContain(words);
  }
  expect(accepted?.textContent).toContain('accepted');
  expect(
    within(accepted ?? table)
      .getByRole('link')
      .getAttribute('href'),
  ).toBe('/requests?q=submission-1');

  await user.click(within(accepted ?? table).getByRole('button', { name: /changeCaseStatus/ }));
  expect(router.state.location.search).toEqual({ record: 'record-1' });
  const changes = await screen.findByRole('table', { name: 'What it changed' });
  expect(
    within(changes)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual(['ValueBeforeAfter', 'statusOPENIN_PROGRESS']);
  for (const words of ['operational #1', 'req-12345678', 'ab'.repeat(32)]) expect(screen.getByText(words)).toBeTruthy();
});

test('the filters are in the address, and the address is asked for', async () => {
  const { user, asked, router } = openAudit('/audit?actor=ada&outcome=REFUSED&from=2026-11-22T10:00:00.000Z&to=nonsense', []);
  expect(await screen.findByRole('heading', { name: 'No record matches' })).toBeTruthy();
  const recordedAt = { from: '2026-11-22T10:00:00.000Z', to: null };
  expect(asked[0]?.filter).toEqual({ actors: ['ada'], outcomes: ['REFUSED'], recordedAt });
  await user.type(screen.getByRole('combobox', { name: 'Action' }), 'signed-in');
  await waitFor(() => expect(router.state.location.search).toMatchObject({ actor: 'ada', action: 'signed-in' }));
  await user.click(screen.getByRole('button', { name: 'Clear all filters' }));
  await waitFor(() => expect(asked.at(-1)?.filter).toEqual({}));
});

test('no button changes anything', async () => {
  openAudit('/audit', [recordOf(1)]);
  await screen.findByRole('table', { name: 'Audit records' });
  const buttons = within(screen.getByRole('main')).getAllByRole('button');
  expect(buttons.map((button) => button.textContent)).toEqual(['Verify', 'Export CSV', 'Export JSON', '›changeCaseStatus']);
});

test('an export has all pages of what is filtered, and a spreadsheet takes nothing in it for a formula', async () => {
  const files = catchDownloads();
  const records = Array.from({ length: 130 }, (_, index) => recordOf(index + 1, { reason: index === 7 ? '=HYPERLINK("x")' : 'a, "b"\nc' }));
  const { user } = openAudit('/audit?actor=ada', records);
  await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
  expect(await screen.findByText('130 records exported.')).toBeTruthy();
  const rows = parse(await textOf(files[0]?.content), { columns: true }) as Record<string, string>[];
  expect(files[0]?.name).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  expect(rows.map(({ id }) => id)).toEqual(records.map(({ id }) => id));
  expect([rows[7]?.reason, rows[8]?.reason]).toEqual(['\'=HYPERLINK("x")', 'a, "b"\nc']);

  await user.click(screen.getByRole('button', { name: 'Export JSON' }));
  await waitFor(() => expect(files).toHaveLength(2));
  const lines = (await textOf(files[1]?.content)).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(records);
});

test('an export of which a page is missing is none', async () => {
  const files = catchDownloads();
  let calls = 0;
  const { user } = openAudit('/audit', [], {
    auditRecords: () => {
      calls += 1;
      if (calls < 3) return { ...connectionOf([recordOf(calls)]), pageInfo: { hasNextPage: true, startCursor: null, endCursor: 'next' } };
      throw new Error('the database is away');
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Export CSV' }));
  expect(await screen.findByText(/^Nothing was exported\./)).toBeTruthy();
  expect(files).toEqual([]);
});

const anchors = [
  {
    number: 2,
    recordedAt: '2026-11-22T14:00:00.000Z',
    isVerified: true,
    fault: null,
    heads: [{ chain: 'intake', position: 3, hash: 'cd' }],
  },
  {
    number: 1,
    recordedAt: null,
    isVerified: false,
    fault: 'its signature is not ours',
    heads: [{ chain: 'intake', position: 1, hash: 'ef' }],
  },
];
const chain = (name: string, length: number, firstBroken: unknown = null) => ({
  name,
  length,
  hash: 'ab',
  isIntact: firstBroken === null,
  firstBroken,
});

test('the verification goes on to the end, with the notes that can be believed, and names the first broken record', async () => {
  const calls: { anchors: unknown; after?: string | null }[] = [];
  const broken = { position: 7, id: 'record-7', reason: 'CHANGED', detail: 'its reason is not what was sealed' };
  const { user } = openAudit('/audit', [], {
    auditAnchors: connectionOf(anchors.map((anchor) => ({ id: String(anchor.number), ...anchor }))),
    auditVerification: (args: { anchors: unknown; after?: string | null }) => {
      calls.push(args);
      const isComplete = calls.length === 2;
      return {
        checkedAt: '2026-11-22T15:00:00.000Z',
        isComplete,
        endCursor: isComplete ? null : 'half',
        isIntact: !isComplete,
        chains: isComplete ? [chain('intake', 3), chain('operational', 6, broken)] : [chain('intake', 3), chain('operational', 0)],
      };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Verify' }));
  expect(await screen.findByText('The audit is not as it was written: 1 chain changed, 1 note not to be believed')).toBeTruthy();
  const heads = [{ chain: 'intake', position: 3, hash: 'cd' }];
  expect(calls).toMatchObject([
    { anchors: heads, after: null },
    { anchors: heads, after: 'half' },
  ]);
  const items = within(screen.getByRole('list', { name: 'Chains' })).getAllByRole('listitem');
  expect(items[0]?.textContent).toBe('intake3 recordsintact');
  expect(items[1]?.textContent).toContain('Record 7 is changed: its reason is not what was sealed (record record-7)');
  expect(screen.getByText(/Note 1 of the chains’ ends cannot be believed: its signature is not ours/)).toBeTruthy();
});

test('an audit that is as it was written says so, and what is not proven as well', async () => {
  const { user } = openAudit('/audit', [], {
    auditAnchors: connectionOf([]),
    auditVerification: {
      checkedAt: '2026-11-22T15:00:00.000Z',
      isComplete: true,
      endCursor: null,
      isIntact: true,
      chains: [chain('intake', 2), chain('worker', 1)],
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Verify' }));
  expect(await screen.findByText('All 3 records are as they were written')).toBeTruthy();
  expect(screen.getByText(/that nothing was cut off there is not proven/)).toBeTruthy();
});

function textOf(content: Blob = new Blob()): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(content);
  });
}
