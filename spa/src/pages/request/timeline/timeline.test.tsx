import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { integratedRequest } from '../../../testing/records.ts';
import { renderPortal } from '../../../testing/render-portal.tsx';

const address = '/requests/REQ-2026-000001';
const start = Date.UTC(2026, 10, 22, 14);
const hour = 3_600_000;

function time(ms: number): string {
  return new Date(start + ms).toISOString();
}

type Attempt = [from: number, to: number, outcome: string];

function event(sequence: number, at: number, attempts: Attempt[], changes: Record<string, unknown> = {}) {
  return {
    id: `event-${sequence}`,
    type: sequence === 1 ? 'RequestCreated' : 'OperationalCaseStatusChanged',
    sequence,
    status: 'PROCESSED',
    isBlocked: false,
    actor: 'jo',
    time: time(at),
    recordedTime: time(at),
    processedAt: time(at),
    nextAttemptAt: null,
    error: null,
    explanation: 'applied at some time',
    payload: { says: `payload ${sequence}` },
    revision: 1,
    correlationId: 'submission-1',
    causationId: null,
    syncLogs: attempts.map(([from, to, outcome], index) => ({
      id: `log-${sequence}-${index}`,
      attempt: index + 1,
      outcome,
      message: outcome === 'PROCESSED' ? 'done' : 'the desk is closed',
      errorCode: outcome === 'PROCESSED' ? null : 'DESK_CLOSED',
      worker: 'worker-1',
      startedAt: time(from),
      finishedAt: time(to),
      durationMs: to - from,
    })),
    ...changes,
  };
}

function answersFor(events: ReturnType<typeof event>[], changes: Record<string, unknown> = {}) {
  const request = { ...integratedRequest('IN_PROGRESS'), events, ...changes };
  return { serviceRequest: () => request, event: ({ id }: { id: string }) => events.find((one) => one.id === id) ?? null };
}

const simple = () => [
  event(1, 5, [
    [10, 20, 'FAILED'],
    [1_020, 1_050, 'PROCESSED'],
  ]),
  event(2, 3 * hour, [[3 * hour + 4, 3 * hour + 9, 'PROCESSED']]),
];

test('a request is drawn system by system, its bars say how long they waited and worked', async () => {
  renderPortal(address, answersFor(simple()));
  const timeline = await screen.findByRole('region', { name: 'Timeline by system, scrollable' });
  const titles = within(timeline).getAllByRole('heading', { level: 3 });
  expect(titles.map((title) => title.textContent)).toEqual(['Intake', 'Source system', 'Integration', 'Operational']);
  const first = within(timeline).getByRole('button', { name: /^RequestCreated #1/ });
  expect(first.getAttribute('aria-label')).toBe('RequestCreated #1, processed: waited 1.0 s, worked 40 ms, 2 attempts, 1 failed');
  expect(within(timeline).getByText('2 h 59 min')).toBeTruthy();
});

test('arrow keys lead along the time and between the systems, Enter opens and Escape comes back', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal(address, answersFor(simple()));
  const timeline = await screen.findByRole('region', { name: 'Timeline by system, scrollable' });
  const received = within(timeline).getByRole('button', { name: 'received' });
  received.focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  await user.keyboard('{End}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^OperationalCaseStatusChanged #2/);
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^recorded as/);
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^RequestCreated #1/);
  const bar = document.activeElement;
  await user.keyboard('{Enter}');
  const dialog = await screen.findByRole('dialog', { name: 'Integration' });
  expect(router.state.location.search).toMatchObject({ tab: 'timeline', item: 'event-1' });
  expect(await within(dialog).findByText('applied at some time')).toBeTruthy();
  const attempts = within(dialog).getByRole('list', { name: 'Attempts, oldest first' });
  expect(
    within(attempts)
      .getAllByRole('listitem')
      .map((one) => one.textContent),
  ).toEqual([expect.stringContaining('DESK_CLOSED: the desk is closed'), expect.stringContaining('done')]);
  expect(within(dialog).getByText(/payload 1/)).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(router.state.location.search).not.toHaveProperty('item');
  await waitFor(() => expect(document.activeElement).toBe(bar));
});

test('an address with an open record opens it, and leads on to the next one', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal(`${address}?tab=timeline&item=event-1`, answersFor(simple()));
  const dialog = await screen.findByRole('dialog', { name: 'Integration' });
  await user.click(within(dialog).getByRole('button', { name: /^After/ }));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ item: 'event-2' }));
});

test('a bar that comes while somebody looks moves no other, and is said', async () => {
  const events = simple();
  const { socket } = renderPortal(address, answersFor(events));
  const timeline = await screen.findByRole('region', { name: 'Timeline by system, scrollable' });
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  const places = () =>
    new Map(
      within(timeline)
        .getAllByRole('listitem')
        .map((one) => [one.textContent, one.getAttribute('style')]),
    );
  const before = places();
  events.push(event(3, 4 * hour, [], { status: 'PENDING' }));
  socket.tell('a', 'request-1');
  expect(await within(timeline).findByRole('button', { name: /^OperationalCaseStatusChanged #3/ })).toBeTruthy();
  const after = places();
  for (const [label, style] of before) expect(after.get(label)).toBe(style);
  expect(screen.getByText('1 new entry below')).toBeTruthy();
});

test('three hundred events are drawn, and stand in the table as well', async () => {
  const user = userEvent.setup();
  const events = Array.from({ length: 300 }, (_, index) => event(index + 1, index * 40, [[index * 40 + 9, index * 40 + 12, 'PROCESSED']]));
  renderPortal(address, answersFor(events));
  const timeline = await screen.findByRole('region', { name: 'Timeline by system, scrollable' });
  expect(timeline.querySelectorAll('[data-item^="event-"]')).toHaveLength(300);
  await user.click(screen.getByText('Table'));
  const table = await screen.findByRole('table', { name: 'Timeline, oldest first' });
  // received, recorded, opened, and the line of names
  expect(table.querySelectorAll('tr')).toHaveLength(304);
});

test('what was imported can be seen as it happened, too', async () => {
  const user = userEvent.setup();
  const old = event(1, 40 * 24 * hour, [[40 * 24 * hour + 4, 40 * 24 * hour + 9, 'PROCESSED']], { time: time(0) });
  const { router } = renderPortal(address, answersFor([old]));
  await user.click(await screen.findByText('As it happened'));
  await waitFor(() => expect(router.state.location.search).toMatchObject({ clock: 'happened' }));
  expect(await screen.findByRole('button', { name: 'RequestCreated #1, processed' })).toBeTruthy();
});

test('what people write is text in the picture as well', async () => {
  const fileName = '<img src=x onerror=alert(1)>.txt';
  const documents = [{ id: 'document-1', fileName, status: 'LINKED', uploadedAt: time(0), uploadedBy: 'jo' }];
  const { container } = renderPortal(address, answersFor(simple(), { documents }));
  const timeline = await screen.findByRole('region', { name: 'Timeline by system, scrollable' });
  expect(await within(timeline).findByText(/^<img src=x/)).toBeTruthy();
  expect(container.querySelector('img[src="x"]')).toBeNull();
});
