import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { connectionOf, customer, integratedRequest, team } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';

const at = '2026-11-22T14:00:00.000Z';

function activity(id: string, kind: string, message: string) {
  return { id, kind, subjectType: 'operation_case', actor: 'worker', message, time: at, recordedTime: at };
}

test('the story of a request grows under the reader’s eyes, and what is new is marked and said', async () => {
  const story = [activity('a-1', 'RECEIVED', 'A submission arrived')];
  const request = { ...integratedRequest('OPEN'), activity: story };
  const { socket } = renderPortal('/requests/REQ-2026-000001?tab=story', { serviceRequest: () => request });
  const list = await screen.findByRole('list', { name: 'What happened, oldest first' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(1);
  await waitFor(() => expect(socket.begins).toEqual(['start']));

  story.push(activity('a-2', 'MOVED', 'Somebody has time'));
  request.operationCase = { ...integratedRequest('IN_PROGRESS').operationCase, version: 2 };
  socket.tell('a', 'request-1');
  expect(await within(list).findByText('Somebody has time')).toBeTruthy();
  const [old, fresh] = within(list).getAllByRole('listitem');
  expect(old?.querySelector('[class*=entry]')).toBeNull();
  expect(fresh?.querySelector('[class*=entry]')?.textContent).toContain('Somebody has time');
  expect(screen.getByRole('log', { name: 'Just happened' }).textContent).toBe('moved Somebody has time');
  const steps = screen.getByRole('group', { name: 'Possible steps' });
  await waitFor(() => expect(within(steps).getByRole('button', { name: 'Complete' })).toBeTruthy());
});

test('what happens to another request asks nothing', async () => {
  let asked = 0;
  const { socket } = renderPortal('/requests/REQ-2026-000001', {
    serviceRequest: () => {
      asked += 1;
      return integratedRequest();
    },
  });
  await screen.findByRole('group', { name: 'Possible steps' });
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  const before = asked;
  socket.tell('a', 'request-2');
  socket.tell('b', 'request-1');
  await waitFor(() => expect(asked).toBeGreaterThan(before));
  // the page, its events, its timeline and the documents on that; had the other request counted, there would be a second round
  expect(asked).toBe(before + 4);
});

test('rows beyond the first page are kept true without the list shrinking on the way', async () => {
  const user = userEvent.setup();
  const rows = Array.from({ length: 130 }, (_, index) => ({
    ...integratedRequest('OPEN').operationCase,
    id: `case-${index}`,
    reference: `CASE-2026-${String(index).padStart(6, '0')}`,
    businessObject: null,
  }));
  const firsts: number[] = [];
  const { socket } = renderPortal('/cases?view=list&priority=HIGH', {
    teams: [team],
    customers: () => connectionOf([customer]),
    operationCases: ({ first, after, filter }: { first: number; after?: string; filter: { statuses?: string[] } }) => {
      // those with a status are only counted
      if (!filter.statuses) firsts.push(first);
      const begin = after ? rows.findIndex(({ id }) => `after ${id}` === after) + 1 : 0;
      const page = connectionOf(rows.slice(begin, begin + first));
      const hasNextPage = begin + first < rows.length;
      return { ...page, totalCount: rows.length, pageInfo: { hasNextPage, endCursor: page.edges.at(-1)?.cursor ?? null } };
    },
  });
  const table = await screen.findByRole('table', { name: 'Cases' });
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  await screen.findByText('100 of 130 cases');
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  await screen.findByText('130 cases');

  // by role it would take seconds for so many
  const shown = () => [...table.querySelectorAll('tbody tr')];
  const lengths = new Set<number>();
  const watching = new MutationObserver(() => lengths.add(shown().length));
  watching.observe(table, { childList: true, subtree: true, characterData: true });
  const changed = rows[120];
  if (changed) changed.status = 'REJECTED';
  firsts.length = 0;
  socket.tell('a', 'request-120');
  const row = shown()[120];
  await waitFor(() => expect(row?.textContent).toContain('rejected'));
  watching.disconnect();
  expect(row?.textContent).toContain('CASE-2026-000120');
  expect(firsts).toEqual([100, 30]);
  expect([...lengths]).toEqual([130]);
});

test('a connection that is away is said calmly, and its return as well', async () => {
  const { socket } = renderPortal('/requests/REQ-2026-000001', { serviceRequest: integratedRequest() });
  await screen.findByRole('group', { name: 'Possible steps' });
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  socket.tell('a', 'request-1');
  socket.setOpen(false);
  expect(await screen.findByText(/^Live updates are interrupted; reconnecting…/)).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  socket.tell('b', 'request-1');
  expect(await screen.findByText(/^Live updates are back/)).toBeTruthy();
});

test('a version of the business object and a document that come under the reader’s eyes are marked and said', async () => {
  const version = (number: number) => ({
    version: number,
    status: 'ACTIVE',
    state: { version: number },
    mappingVersion: 1,
    operationalStatus: 'open',
    caseVersion: number,
    actor: 'worker',
    time: at,
    event: { id: `event-${number}`, type: 'RequestCreated', sequence: number },
  });
  const document = (name: string) => ({
    id: name,
    fileName: name,
    contentType: 'text/plain',
    storageKey: name,
    sizeBytes: 5,
    sha256: 'ab'.repeat(32),
    imageWidth: null,
    imageHeight: null,
    status: 'LINKED',
    statusReason: null,
    uploadedBy: 'jo',
    uploadedAt: at,
    downloadUrl: null,
    documentType: { id: 'kind-1', name: 'Log' },
    submission: { id: 'submission-1' },
  });
  const base = integratedRequest('OPEN');
  const businessObject = { ...base.businessObject, objectType: 'service_request', version: 1, effectiveAt: at, versions: [version(1)] };
  const request = { ...base, businessObject, documents: [document('first.txt')] };
  const { socket, router } = renderPortal('/requests/REQ-2026-000001?tab=canonical', { serviceRequest: () => request });
  await screen.findByRole('button', { name: /Version 1/ });
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  businessObject.versions.push(version(2));
  socket.tell('a', 'request-1');
  const fresh = await screen.findByRole('button', { name: /Version 2/ });
  expect(fresh.closest('[class*=entry]')).toBeTruthy();
  expect(screen.getByRole('button', { name: /Version 1/ }).closest('[class*=entry]')).toBeNull();
  expect(screen.getByText('1 new version below')).toBeTruthy();

  void router.navigate({ to: '/requests/$reference', params: { reference: 'REQ-2026-000001' }, search: { tab: 'documents' } });
  const list = await screen.findByRole('list', { name: 'Documents' });
  request.documents.push(document('second.txt'));
  socket.tell('b', 'request-1');
  const added = await within(list).findByRole('listitem', { name: 'second.txt' });
  expect(added.className).toMatch(/entry/);
  expect(within(list).getByRole('listitem', { name: 'first.txt' }).className).not.toMatch(/entry/);
  expect(screen.getByText('1 new document below')).toBeTruthy();
});
