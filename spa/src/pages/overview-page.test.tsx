import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { connectionOf, integratedRequest, people } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';

afterEach(() => localStorage.clear());

const counts = [
  { layer: 'submission', status: 'received', count: 1_200 },
  { layer: 'service_request', status: 'integrated', count: 1_190 },
  { layer: 'service_request', status: 'pending', count: 10 },
  { layer: 'event', status: 'processed', count: 3_000 },
  { layer: 'operation_case', status: 'open', count: 1_190 },
  { layer: 'business_object', status: 'active', count: 1_190 },
];
const quiet = {
  counts,
  eventsInWork: 0,
  eventsBlocked: 0,
  oldestPendingAt: null,
  criticalTimeP50Ms: 21,
  criticalTimeP95Ms: 48,
  throughput: [],
  workers: [{ name: 'host:1', startedAt: new Date().toISOString(), lastSeenAt: new Date().toISOString(), isReporting: true }],
};
const balance = {
  checkedAt: new Date().toISOString(),
  accepted: 3_000,
  processed: 3_000,
  pending: 0,
  retrying: 0,
  dead: 0,
  discarded: 0,
  isBalanced: true,
  invariants: [],
};

function renderOverview(changes: Partial<typeof quiet> = {}, person = people.integrator) {
  const answers = { overview: { ...quiet, ...changes }, balance, serviceRequests: connectionOf([integratedRequest()]) };
  return renderPortal('/', answers, person);
}

test('a quiet lab is said to be quiet, and its counts lead to their records', async () => {
  renderOverview();
  expect(await screen.findByText(/^Everything that was accepted is applied; a worker waits/)).toBeTruthy();
  const road = screen.getByRole('list', { name: 'Records in each layer' });
  expect(within(road).getByRole('link', { name: '10 pending' }).getAttribute('href')).toBe('/requests?status=PENDING');
  expect(within(road).getByRole('link', { name: '1,190 open' }).getAttribute('href')).toBe('/cases?status=OPEN');
  expect(within(road).getByRole('link', { name: '3,000 processed' }).getAttribute('href')).toBe('/events?status=PROCESSED');
  expect(await screen.findByText('All 3,000 events accounted for')).toBeTruthy();
});

test('what is dead is said first, with what waits behind it', async () => {
  renderOverview({ counts: [...counts, { layer: 'event', status: 'dead', count: 2 }], eventsInWork: 5, eventsBlocked: 3 });
  expect(await screen.findByText(/^2 events are dead and wait for a person, and 3 events wait behind others\./)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Show them' }).getAttribute('href')).toBe('/events?status=DEAD');
});

test('a lab without a worker says that nothing moves', async () => {
  renderOverview({ counts: [...counts, { layer: 'event', status: 'pending', count: 4 }], eventsInWork: 4, workers: [] });
  expect(await screen.findByText('No worker reports: 4 events will not move until one does.')).toBeTruthy();
});

test('a large lab checks its books only when it is asked to', async () => {
  const user = userEvent.setup();
  renderOverview({ counts: [{ layer: 'event', status: 'processed', count: 90_000 }] });
  const check = await screen.findByRole('button', { name: 'Check the books' });
  expect(screen.queryByText(/accounted for$/)).toBeNull();
  await user.click(check);
  expect(await screen.findByText('All 3,000 events accounted for')).toBeTruthy();
});

test('a layer explains itself where it is counted', async () => {
  const user = userEvent.setup();
  renderOverview();
  await user.click(await screen.findByRole('button', { name: 'About Integration' }));
  const note = await screen.findByRole('dialog', { name: 'About Integration' });
  expect(within(note).getByText('blocked')).toBeTruthy();
});

test('the throughput has a table twin in the time style of the reader', async () => {
  const user = userEvent.setup();
  const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  localStorage.setItem('lab-time-style', JSON.stringify('utc'));
  renderOverview({ throughput: [{ minute: minute.toISOString(), processed: 7 }] as never });
  await user.click(await screen.findByText('As a table'));
  expect(screen.getByRole('row', { name: `${minute.toISOString().slice(11, 16)} 7` })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Throughput of the last hour, in UTC' })).toBeTruthy();
});

test('who does not want to be shown around is not asked again, and finds the walk in the navigation', async () => {
  const user = userEvent.setup();
  const { unmount } = renderOverview();
  await user.click(await screen.findByRole('button', { name: 'Not now' }));
  unmount();
  renderOverview();
  expect(await screen.findByRole('button', { name: /^Guided walk/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show me' })).toBeNull();
});

test('who submits no requests is led along the newest one, and moves no case', async () => {
  const user = userEvent.setup();
  const answers = {
    overview: quiet,
    balance,
    serviceRequests: connectionOf([integratedRequest()]),
    serviceRequest: integratedRequest(),
    operationCases: connectionOf([]),
  };
  const { router } = renderPortal('/', answers, people.auditor);
  await user.click(await screen.findByRole('button', { name: 'Show me' }));
  await user.click(await screen.findByRole('button', { name: 'Follow REQ-2026-000001' }));
  expect(await screen.findByText('REQ-2026-000001 is integrated')).toBeTruthy();
  for (const next of [/^Next: see what happened/, /^Next: see what became/, /^Next: move the case/]) {
    await user.click(await screen.findByRole('button', { name: next }));
  }
  expect(await screen.findByText(/^Your role moves no cases of Service desk/)).toBeTruthy();
  expect(router.state.location.pathname).toBe('/requests/REQ-2026-000001');
  expect(document.activeElement?.textContent).toBe('Move the case');
});
