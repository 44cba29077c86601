import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { CaseStatus } from '../../generated/graphql.ts';
import { connectionOf, historyRow, integratedRequest, people } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const at = '2026-11-22T14:00:00.000Z';

function event(sequence: number, changes: Record<string, unknown> = {}) {
  const type = sequence === 1 ? 'RequestCreated' : 'OperationalCaseStatusChanged';
  const still = { isBlocked: false, attempts: 1, nextAttemptAt: null, explanation: 'It was applied.' };
  return { id: `event-${sequence}`, type, sequence, status: 'PROCESSED', ...still, ...changes };
}

function openedCase(status: CaseStatus = 'IN_PROGRESS', changes: Record<string, unknown> = {}) {
  const request = integratedRequest(status);
  const history = [
    { ...historyRow(1, 'OPEN', 'opened for the service request', 'worker'), event: event(1) },
    { ...historyRow(2, status, 'Somebody has time', 'ada'), event: event(2) },
  ];
  const businessObject = { ...request.businessObject, version: 2, appliedCaseVersion: 2, status: 'IN_PROGRESS' };
  return { ...request.operationCase, version: 2, serviceRequest: request, history, businessObject, ...changes };
}

const address = '/cases/CASE-2026-000001';
const answers = (found: object | null) => ({
  operationCases: () => connectionOf(found ? [found as { id: string }] : []),
  serviceRequest: integratedRequest(),
});

test('a case says what it is, who owns it and how it came here', async () => {
  renderPortal(address, answers(openedCase()));
  await screen.findByRole('heading', { level: 1, name: 'CASE-2026-000001' });
  expect(screen.getByText('Service desk (team TEAM-1)')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'REQ-2026-000001' })).toBeTruthy();
  const [latest, first] = within(screen.getByRole('list', { name: 'Steps, newest first' })).getAllByRole('listitem');
  for (const words of ['open → in progress by ada', 'Somebody has time', 'Told by event #2 OperationalCaseStatusChanged', 'processed'])
    expect(latest?.textContent).toContain(words);
  expect(first?.textContent).toContain('Because of event #1 RequestCreated');
  expect(screen.getByText('In step: it reflects version 2 of the case.')).toBeTruthy();
  expect(await screen.findByText('None were sent with the request.')).toBeTruthy();
});

test('a canonical status that lags says behind which event, and why', async () => {
  const waiting = event(2, { status: 'RETRYING', attempts: 3, nextAttemptAt: at, explanation: 'The store did not answer.' });
  const [first, second] = openedCase().history;
  const businessObject = { ...openedCase().businessObject, appliedCaseVersion: 1, status: 'ACTIVE' };
  renderPortal(address, answers(openedCase('IN_PROGRESS', { businessObject, history: [first, { ...second, event: waiting }] })));
  expect(await screen.findByText('Lagging: it reflects version 1 of the case, which is at version 2 (in progress).')).toBeTruthy();
  expect(screen.getByText('The store did not answer.')).toBeTruthy();
  expect(screen.getByText(/^Tried 3 times; again/)).toBeTruthy();
  const [, link] = screen.getAllByRole('link', { name: '#2 OperationalCaseStatusChanged' });
  expect(link?.getAttribute('href')).toBe('/events?event=event-2');
});

test('a step of somebody else appears by itself, with the steps that are possible then', async () => {
  let now = openedCase();
  const { socket } = renderPortal(address, { ...answers(null), operationCases: () => connectionOf([now]) });
  expect(await screen.findByRole('button', { name: 'Complete' })).toBeTruthy();
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  const third = { ...historyRow(3, 'COMPLETED', 'It works again', 'ada'), event: event(3) };
  now = openedCase('COMPLETED', { version: 3, history: [...now.history, third] });
  act(() => socket.tell('a', 'request-1'));
  expect(await screen.findByText('It works again')).toBeTruthy();
  expect(screen.getByText('1 new step below')).toBeTruthy();
  expect(screen.getByText('There is no further step.')).toBeTruthy();
});

test('events that cannot be asked are unknown; the case stays', async () => {
  const [first, second] = openedCase().history;
  const down = () => {
    throw new Error('down');
  };
  renderPortal(address, answers(openedCase('IN_PROGRESS', { history: [first, { ...second, event: down }], businessObject: down })));
  expect(await screen.findByText('Somebody has time')).toBeTruthy();
  expect(screen.getAllByText('unknown').length).toBeGreaterThan(1);
});

test('a case that does not exist leads to the search', async () => {
  renderPortal(address, answers(null));
  expect(await screen.findByRole('heading', { name: 'There is no case CASE-2026-000001' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Search for it' }).getAttribute('href')).toBe('/cases?q=CASE-2026-000001');
});

test('a requester may look at the case of their own request, and is offered no step', async () => {
  renderPortal(address, answers(openedCase()), people.requester);
  expect(await screen.findByText('It is moved by the operators of its team.')).toBeTruthy();
  expect(screen.queryByRole('group', { name: 'Possible steps' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'All cases' })).toBeNull();
});
