import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { connectionOf, people } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const at = '2026-11-22T14:00:00.000Z';
const error = { code: 'PAYLOAD_INVALID', message: 'teamId: Invalid <b>UUID</b>', fingerprint: 'cause-1' };

function eventOf(id: string, changes: Record<string, unknown> = {}) {
  const behind = { id: 'behind', type: 'OperationalCaseStatusChanged', sequence: 2, status: 'PENDING', isBlocked: true };
  return {
    id,
    type: 'RequestCreated',
    cloudEventType: 'org.enterprise-lab.RequestCreated.v1',
    schemaVersion: 1,
    aggregateType: 'service_request',
    aggregateId: `request-${id}`,
    sequence: 1,
    payload: { teamId: 'none', note: '<script>alert(1)</script>' },
    status: 'DEAD',
    isBlocked: false,
    attempts: 2,
    nextAttemptAt: null,
    processedAt: null,
    error,
    revision: 1,
    revisions: [],
    explanation: 'dead after 2 attempts; waits for a person to redeliver, correct or discard it',
    correlationId: 'flow-1',
    causationId: null,
    actor: 'integrator',
    time: at,
    recordedTime: at,
    syncLogs: [1, 2].map((attempt) => ({
      id: `log-${id}-${attempt}`,
      attempt,
      outcome: 'DEAD',
      message: 'teamId: Invalid <b>UUID</b>',
      errorCode: 'PAYLOAD_INVALID',
      worker: 'host:1',
      startedAt: at,
      durationMs: 3,
    })),
    serviceRequest: {
      id: `request-${id}`,
      reference: `REQ-${id}`,
      events: [behind],
      activity: [
        activityOf('OPENED', id, 'Case opened'),
        activityOf('DEAD', id, 'said elsewhere'),
        activityOf('MAPPED', 'other', 'not this one'),
      ],
    },
    ...changes,
  };
}

function activityOf(kind: string, causationId: string, message: string) {
  return { id: `${kind}-${causationId}`, kind, subjectType: 'operation_case', causationId, actor: 'worker', message, time: at };
}

type Args = { filter?: Record<string, unknown>; id?: string; kind?: string; selection?: unknown; input?: Record<string, unknown> };

const job = {
  id: 'job-1',
  kind: 'REDELIVER',
  state: 'FINISHED',
  actor: 'integrator',
  reason: 'The team is there now',
  isCanary: false,
  eventsPerSecond: null,
  total: 2,
  taken: 2,
  succeeded: 1,
  failed: 1,
  skipped: 0,
  createdAt: at,
  updatedAt: at,
  finishedAt: '2026-11-22T14:00:03.000Z',
  failures: [{ detail: 'PAYLOAD_INVALID: still wrong', event: eventOf('2') }],
};

const cause = {
  fingerprint: 'cause-1',
  eventType: 'RequestCreated',
  code: 'PAYLOAD_INVALID',
  message: error.message,
  firstSeenAt: at,
  lastSeenAt: at,
  failures: 4,
  openEvents: 2,
  reopened: 1,
};

/** A lab with two dead events, that remembers what it was asked and told. */
function answers(asked: Args[] = [], told: Args[] = []) {
  const events = [eventOf('1'), eventOf('2')];
  return {
    overview: { counts: [{ layer: 'event', status: 'dead', count: 2 }] },
    events: ({ filter }: Args) => {
      if (filter) asked.push({ filter });
      return connectionOf(events);
    },
    event: ({ id }: Args) => events.find((event) => event.id === id) ?? null,
    serviceRequests: connectionOf([{ id: 'request-9' }]),
    operationCase: null,
    operationCases: connectionOf([]),
    businessObject: null,
    businessObjects: connectionOf([]),
    failureCauses: connectionOf([{ ...cause, id: 'cause-1' }]),
    recoveryJobs: connectionOf([job]),
    recoveryJob: job,
    recoveryPreview: ({ kind, selection }: Args) => {
      asked.push({ ...(kind ? { kind } : {}), selection });
      return {
        matching: 3,
        eligible: 2,
        ineligible: [{ status: 'PROCESSED', reason: 'needs an event that is dead or retrying', count: 1 }],
        types: [],
        causes: [{ name: 'PAYLOAD_INVALID: teamId: Invalid <b>UUID</b>', count: 2 }],
      };
    },
    redeliverEvents: ({ input }: Args) => {
      told.push({ ...(input ? { input } : {}) });
      return { job, replayed: false, userErrors: [] };
    },
    resubmitEvent: ({ input }: Args) => {
      told.push({ ...(input ? { input } : {}) });
      const userErrors =
        told.length === 1 ? [{ code: 'STALE_VERSION', message: 'the event is at revision 2, you saw revision 1', field: null }] : [];
      return { event: { ...events[0], revision: 2, payload: { teamId: 'theirs' } }, userErrors };
    },
  };
}

test('the address is the state: status, type, cause and a value of the payload are asked for together', async () => {
  const asked: Args[] = [];
  renderPortal('/events?status=DEAD&type=RequestCreated&cause=cause-1&q=priority%3Dhigh', answers(asked));
  await screen.findByRole('table', { name: 'Events' });
  expect(asked.map(({ filter }) => filter)).toContainEqual({
    statuses: ['DEAD'],
    types: ['RequestCreated'],
    errorFingerprints: ['cause-1'],
    payload: { path: 'priority', value: 'high' },
  });
});

test('an id of whatever kind is looked up first, and nothing else is shown meanwhile', async () => {
  const asked: Args[] = [];
  renderPortal('/events?q=REQ-9', answers(asked));
  await screen.findByRole('table', { name: 'Events' });
  expect(asked.every(({ filter }) => JSON.stringify(filter?.requestIds) === '["request-9"]')).toBe(true);
});

test('an event says why it stands still, what waits behind it, what came of it, and what it says as text', async () => {
  renderPortal('/events?event=1', answers());
  const detail = await screen.findByRole('region', { name: 'The open event' });
  await within(detail).findByText('Dead after 2 attempts; waits for a person to redeliver, correct or discard it.');
  expect(within(detail).getByText('1 event waits behind it')).toBeTruthy();
  const attempts = within(detail).getByRole('table', { name: 'Delivery attempts of this event' });
  expect(within(attempts).getByText('PAYLOAD_INVALID: teamId: Invalid <b>UUID</b>')).toBeTruthy();
  expect(within(attempts).getByText('same as 1')).toBeTruthy();
  const effects = within(detail).getByRole('list', { name: 'What came of this event' });
  expect(
    within(effects)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([expect.stringContaining('Case opened')]);
  expect(within(await within(detail).findByRole('region', { name: 'Payload' })).getByText(/<script>alert\(1\)<\/script>/)).toBeTruthy();
});

test('by keyboard: rows are walked through, selected, previewed, and redelivered with a reason and one key', async () => {
  const user = userEvent.setup();
  const [asked, told]: [Args[], Args[]] = [[], []];
  const { router } = renderPortal('/events?status=DEAD', answers(asked, told));
  await screen.findByRole('table', { name: 'Events' });
  await user.keyboard('jxjx');
  expect(screen.getByText('2 events selected')).toBeTruthy();
  await user.keyboard('r');
  const dialog = await screen.findByRole('dialog', { name: 'Redeliver events' });
  await within(dialog).findByText('Redeliver 2 of 3 events.');
  expect(within(dialog).getByText('1 processed left out: needs an event that is dead or retrying.')).toBeTruthy();
  expect(asked).toContainEqual({ kind: 'REDELIVER', selection: { ids: ['1', '2'] } });
  const start = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Redeliver 2 events' });
  expect(start.disabled).toBe(true);
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'The team is there now');
  await user.click(start);
  const card = await screen.findByRole('region', { name: 'Recovery' });
  await within(card).findByText('Done in 3.0 s: 1 processed, 1 failed again.');
  expect(within(card).getByText('PAYLOAD_INVALID: still wrong')).toBeTruthy();
  expect(told).toHaveLength(1);
  expect(told[0]?.input).toMatchObject({
    selection: { ids: ['1', '2'] },
    reason: 'The team is there now',
    isCanary: false,
    eventsPerSecond: null,
    idempotencyKey: expect.stringMatching(/^portal-/),
  });
  expect(router.state.location.search).toEqual({ status: 'DEAD', job: 'job-1' });
});

test('a payload is corrected as JSON; when somebody was faster, their revision is begun from', async () => {
  const user = userEvent.setup();
  const told: Args[] = [];
  renderPortal('/events?event=1', answers([], told));
  await user.click(await screen.findByRole('button', { name: /^Correct the payload/ }));
  const dialog = await screen.findByRole('dialog');
  const payload = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Payload' });
  const send = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Resubmit' });
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'The team was missing');
  await user.clear(payload);
  await user.click(payload);
  await user.paste('{"teamId": ');
  expect(within(dialog).getByText(/^This is no JSON yet/)).toBeTruthy();
  expect(send.disabled).toBe(true);
  await user.paste('"mine"}');
  expect(within(within(dialog).getByRole('table', { name: 'What is corrected' })).getByText('mine')).toBeTruthy();
  await user.click(send);
  await user.click(await within(dialog).findByRole('button', { name: 'Begin from revision 2' }));
  expect(JSON.parse(payload.value)).toEqual({ teamId: 'theirs' });
  await user.click(send);
  await screen.findByText('Revision 2 was sent.');
  expect(told.map(({ input }) => input)).toMatchObject([
    { eventId: '1', payload: { teamId: 'mine' }, reason: 'The team was missing', expectedRevision: 1 },
    { eventId: '1', payload: { teamId: 'theirs' }, expectedRevision: 2 },
  ]);
});

test('causes are one card each, with the requests that they hold up, and redelivered as a whole', async () => {
  const user = userEvent.setup();
  const asked: Args[] = [];
  renderPortal('/events?view=causes', answers(asked));
  const list = await screen.findByRole('list', { name: 'Causes of failure' });
  expect(within(list).getByText('2 events suffer from it')).toBeTruthy();
  expect(await within(list).findByRole('link', { name: 'REQ-2' })).toBeTruthy();
  await user.click(within(list).getByRole('button', { name: 'Redeliver all…' }));
  await screen.findByText('Redeliver 2 of 3 events.');
  expect(asked).toContainEqual({
    kind: 'REDELIVER',
    selection: { filter: { errorFingerprints: ['cause-1'], statuses: ['DEAD', 'RETRYING'] } },
  });
});

test('whoever may only look sees why there are no buttons, and past recoveries with their outcome', async () => {
  const user = userEvent.setup();
  renderPortal('/events?event=1', answers(), people.auditor);
  const detail = await screen.findByRole('region', { name: 'The open event' });
  await within(detail).findByText(/by an integrator; you are signed in as auditor/);
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('button', { name: /Redeliver/ })).toBeNull();
  await user.click(screen.getByRole('tab', { name: 'Recoveries' }));
  const table = await screen.findByRole('table', { name: 'Recoveries' });
  expect(within(table).getByText('1 processed, 1 failed again')).toBeTruthy();
});

test('an operator sees events, and neither causes nor recoveries', async () => {
  renderPortal('/events', answers(), people.operator);
  await screen.findByRole('table', { name: 'Events' });
  expect(screen.queryByRole('tab', { name: 'Causes' })).toBeNull();
  expect(screen.queryByRole('tab', { name: 'Recoveries' })).toBeNull();
});

test('the list of keys says what can be done about the open event, and what to the list', async () => {
  const user = userEvent.setup();
  renderPortal('/events?status=DEAD&event=1', answers());
  await screen.findByRole('button', { name: /^Correct the payload/ });
  await user.keyboard('?');
  const keys = within(await screen.findByRole('dialog', { name: 'Keyboard' }));
  const said = (where: string) =>
    within(keys.getByRole('region', { name: where }))
      .getAllByRole('term')
      .map(({ textContent }) => textContent);
  expect(said('The open event')).toEqual(['e', 'r', 'd']);
  expect(said('On this page')).toEqual(['j', 'k', 'Enter', 'x', 'Esc']);
});

test('Escape closes the event, and the address forgets it', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal('/events?status=DEAD&event=1', answers());
  await screen.findByRole('region', { name: 'The open event' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.search).toEqual({ status: 'DEAD' }));
  expect(screen.queryByRole('region', { name: 'The open event' })).toBeNull();
});
