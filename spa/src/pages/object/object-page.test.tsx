import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { connectionOf, integratedRequest } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const { serviceRequest, ...request } = {
  serviceRequest: { id: 'request-1', reference: 'REQ-2026-000001' },
  ...integratedRequest('IN_PROGRESS'),
};

function version(number: number, status: string, time: string, changes: Record<string, unknown> = {}) {
  const state = { status, priority: 'high', team_id: 'team-1', case_id: 'case-1', unheard_of: 'something new' };
  const sinceVersion = (field: string) => (field === 'status' ? number : 1);
  return {
    version: number,
    status: status.toUpperCase(),
    state,
    origins: Object.keys(state).map((field) => ({
      field,
      rule: `rule of ${field}`,
      source: `Event.${field}`,
      sinceVersion: sinceVersion(field),
    })),
    event: { id: `event-${number}`, type: number === 1 ? 'RequestCreated' : 'OperationalCaseStatusChanged', sequence: number },
    mappingVersion: 1,
    operationalStatus: status,
    caseVersion: number,
    actor: number === 1 ? 'jo' : 'ada',
    time,
    recordedTime: time,
    ...changes,
  };
}

function objectOf(versions = [version(1, 'active', '2026-11-20T10:00:00.000Z'), version(2, 'in_progress', '2026-11-22T10:00:00.000Z')]) {
  return {
    ...request.businessObject,
    ...request,
    id: 'object-1',
    objectType: 'service_request',
    status: versions.at(-1)?.status,
    version: versions.length,
    appliedCaseVersion: versions.length,
    effectiveAt: versions.at(-1)?.time,
    serviceRequest,
    operationCase: { ...request.operationCase, version: 2 },
    versions,
  };
}

const address = '/objects/BO-2026-000001';
const answers = () => ({ businessObjects: connectionOf([objectOf()]) });

test('every value says why it is what it is: rule, source, version, event and person', async () => {
  renderPortal(address, answers());
  const table = await screen.findByRole('table', { name: 'Values in version 2, and why' });
  const status = within(table).getByRole('row', { name: /^Status/ });
  for (const words of ['in progress', 'rule of status', 'Event.status', 'version 2', 'OperationalCaseStatusChanged #2', 'by ada']) {
    expect(status.textContent).toContain(words);
  }
  // the name of what the id means, and the number of the case
  expect(within(table).getByRole('row', { name: /^Team/ }).textContent).toContain('Service desk');
  expect(within(table).getByRole('link', { name: 'CASE-2026-000001' })).toBeTruthy();
  expect(within(table).getByRole('row', { name: /^unheard of/ }).textContent).toContain('something new');
  const link = within(table).getByRole('link', { name: 'RequestCreated #1' });
  expect(link.getAttribute('href')).toBe('/requests/REQ-2026-000001?tab=timeline&item=event-1');
});

test('any time in the past shows what was true then, and before the first version nothing was', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal(`${address}?at=2026-11-21T00:00:00.000Z`, answers());
  expect(await screen.findByRole('table', { name: 'Values in version 1, and why' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Now' }));
  expect(await screen.findByRole('table', { name: 'Values in version 2, and why' })).toBeTruthy();
  expect(router.state.location.search).toEqual({});
  void router.navigate({ to: '/objects/$reference', params: { reference: 'BO-2026-000001' }, search: { at: '2026-11-01T00:00:00.000Z' } });
  expect(await screen.findByRole('heading', { name: 'It did not exist yet' })).toBeTruthy();
});

test('the slider goes from version to version by keyboard', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal(address, answers());
  const slider = await screen.findByRole('slider', { name: 'Version' });
  slider.focus();
  await user.keyboard('{ArrowLeft}');
  expect(await screen.findByRole('table', { name: 'Values in version 1, and why' })).toBeTruthy();
  await waitFor(() => expect(router.state.location.search).toEqual({ version: '1' }));
});

test('versions of the same moment can be told apart', async () => {
  const user = userEvent.setup();
  const at = '2026-11-22T10:00:00.000Z';
  renderPortal(address, { businessObjects: connectionOf([objectOf([version(1, 'active', at), version(2, 'in_progress', at)])]) });
  (await screen.findByRole('slider', { name: 'Version' })).focus();
  await user.keyboard('{ArrowLeft}');
  expect(await screen.findByRole('table', { name: 'Values in version 1, and why' })).toBeTruthy();
});

test('versions stand side by side, and what differs is marked by a sign and a word', async () => {
  renderPortal(address, answers());
  const table = await screen.findByRole('table', { name: 'Versions side by side, oldest first' });
  const status = within(table).getByRole('row', { name: /^Status/ });
  expect(
    within(status)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['active', 'in progress≠ changed']);
  const priority = within(table).getByRole('row', { name: /^Priority/ });
  expect(
    within(priority)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  ).toEqual(['high', '= as before']);
});

test('a version that comes while somebody looks appears and is marked', async () => {
  const object = objectOf();
  const { socket } = renderPortal(address, { businessObjects: () => connectionOf([object]) });
  await screen.findByRole('table', { name: 'Values in version 2, and why' });
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  object.versions.push(version(3, 'completed', '2026-11-22T11:00:00.000Z'));
  object.status = 'COMPLETED';
  socket.tell('a', 'request-1');
  expect(await screen.findByRole('table', { name: 'Values in version 3, and why' })).toBeTruthy();
  expect(screen.getByText('1 new version below')).toBeTruthy();
});

test('what does not exist, or is no number at all, leads to the list', async () => {
  renderPortal('/objects/BO-2026-999999', { businessObjects: connectionOf([]) });
  expect(await screen.findByRole('heading', { name: 'There is no business object BO-2026-999999' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'To all objects' }).getAttribute('href')).toBe('/objects');
});

test('the list is searched by the number of object, request or case; other words are answered with what to type', async () => {
  const user = userEvent.setup();
  const asked: unknown[] = [];
  renderPortal('/objects', {
    overview: null,
    businessObjects: ({ filter }: { filter: unknown }) => {
      asked.push(filter);
      return connectionOf([objectOf()]);
    },
  });
  const box = await screen.findByRole('searchbox', { name: 'Number' });
  expect(await screen.findByRole('link', { name: 'BO-2026-000001' })).toBeTruthy();
  await user.type(box, 'REQ-2026-000001');
  await waitFor(() => expect(asked.at(-1)).toEqual({ businessKeys: ['BO-2026-000001'] }));
  await user.clear(box);
  await user.type(box, 'printer');
  expect(await screen.findByRole('heading', { name: 'printer is no number' })).toBeTruthy();
});
