import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import type { CaseStatus, OperationCaseFilter } from '../../generated/graphql.ts';
import { connectionOf, customer, historyRow, integratedRequest, people, team } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

beforeEach(() => localStorage.clear());

type Input = { caseId: string; status: CaseStatus; reason: string; expectedVersion: number };

function caseOf(status: CaseStatus, changes: Record<string, unknown> = {}) {
  return {
    ...integratedRequest(status).operationCase,
    businessObject: { id: 'object-1', status: 'ACTIVE', appliedCaseVersion: 1 },
    ...changes,
  };
}

/** A lab with one case, that can be moved. */
function openLab(answers: Record<string, unknown> = {}) {
  const lab = { now: caseOf('OPEN') as ReturnType<typeof caseOf>, asked: [] as OperationCaseFilter[], sent: [] as Input[] };
  const step = ({ input }: { input: Input }) => {
    lab.sent.push(input);
    lab.now = { ...caseOf(input.status), version: lab.now.version + 1 };
    return { operationCase: lab.now, change: null, replayed: false, userErrors: [] };
  };
  return {
    lab,
    answers: {
      teams: [team],
      customers: () => connectionOf([customer]),
      operationCases: ({ filter }: { filter: OperationCaseFilter }) => {
        lab.asked.push(filter);
        return connectionOf(filter.statuses?.includes(lab.now.status) === false ? [] : [lab.now]);
      },
      changeCaseStatus: step,
      ...answers,
    },
  };
}

const column = (name: string) => screen.findByRole('region', { name });

async function begin(user: ReturnType<typeof userEvent.setup>, step: string) {
  await user.click(await screen.findByRole('button', { name: 'Steps of CASE-2026-000001' }));
  await user.click(await screen.findByRole('menuitem', { name: step }));
}

async function giveReason(user: ReturnType<typeof userEvent.setup>, reason: string, button: string) {
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), reason);
  await user.click(within(dialog).getByRole('button', { name: button }));
}

test('the board asks for each status with the filter of the address', async () => {
  const { lab, answers } = openLab();
  renderPortal('/cases?team=team-1&priority=HIGH&q=REQ-2026', answers);
  await screen.findByRole('article', { name: 'CASE-2026-000001' });
  const same = { search: 'REQ-2026', priorities: ['HIGH'], teamIds: ['team-1'] };
  const statuses = ['OPEN', 'IN_PROGRESS', 'COMPLETED', 'REJECTED'];
  await waitFor(() => expect(lab.asked).toHaveLength(4));
  expect(lab.asked).toEqual(statuses.map((status) => ({ ...same, statuses: [status] })));
});

test('a card says what it is about, and offers only the steps that the server allows', async () => {
  const user = userEvent.setup();
  renderPortal('/cases', openLab({}).answers);
  const card = await screen.findByRole('article', { name: 'CASE-2026-000001' });
  for (const words of ['The printer prints twice', 'Northwind Logistics', 'Service desk', 'high'])
    expect(card.textContent).toContain(words);
  expect(card.textContent).not.toContain('lagging');
  await user.click(within(card).getByRole('button', { name: 'Steps of CASE-2026-000001' }));
  const steps = (await screen.findAllByRole('menuitem')).map((item) => item.getAttribute('title'));
  expect(steps).toEqual(['Move to in progress; a reason is asked for', 'Move to rejected; a reason is asked for']);
});

test('a case whose canonical status has not followed is marked', async () => {
  const { lab, answers } = openLab();
  lab.now = caseOf('OPEN', { version: 2 });
  renderPortal('/cases', answers);
  expect((await screen.findByRole('article')).textContent).toContain('lagging');
});

test.each([
  ['an auditor', people.auditor],
  ['an operator of another team', { ...people.operator, teams: ['OTHER'] }],
])('%s is offered no steps', async (_who, person) => {
  renderPortal('/cases', openLab().answers, person);
  await screen.findByRole('article', { name: 'CASE-2026-000001' });
  expect(screen.queryByRole('button', { name: /^Steps of/ })).toBeNull();
});

test('a card moves before the lab has answered, and stays when the step is taken', async () => {
  const user = userEvent.setup();
  const { lab, answers } = openLab();
  const { promise, resolve } = Promise.withResolvers<void>();
  renderPortal('/cases', {
    ...answers,
    changeCaseStatus: async (args: { input: Input }) => {
      await promise;
      return answers.changeCaseStatus(args);
    },
  });
  await begin(user, 'Start work');
  await giveReason(user, 'Somebody has time', 'Move to in progress');
  const moved = await within(await column('in progress')).findByRole('article', { name: 'CASE-2026-000001' });
  expect(moved.textContent).toContain('saving');
  expect(within(await column('open')).queryByRole('article')).toBeNull();
  expect(screen.getByRole('status', { name: '1 in progress' })).toBeTruthy();
  expect(screen.getByRole('status', { name: '0 open' })).toBeTruthy();
  expect(lab.sent).toEqual([]);

  resolve();
  expect(await screen.findByText('is in progress now.')).toBeTruthy();
  await waitFor(() => expect(screen.getByRole('article').textContent).not.toContain('saving'));
  expect(within(await column('in progress')).getByRole('article', { name: 'CASE-2026-000001' })).toBeTruthy();
  expect(lab.sent).toEqual([{ caseId: 'case-1', status: 'IN_PROGRESS', reason: 'Somebody has time', expectedVersion: 1 }]);
});

test('a refused step is taken back with the server’s words, and the reason is not lost', async () => {
  const user = userEvent.setup();
  const { lab, answers } = openLab();
  renderPortal('/cases', {
    ...answers,
    changeCaseStatus: () => ({
      operationCase: lab.now,
      change: null,
      replayed: false,
      userErrors: [{ code: 'INVALID', message: 'not on a Sunday', field: ['input'] }],
    }),
  });
  await begin(user, 'Reject');
  await giveReason(user, 'Asked twice', 'Move to rejected');
  const dialog = await screen.findByRole('dialog');
  expect((await within(dialog).findByRole('alert')).textContent).toContain('not on a Sunday');
  expect(within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason' }).value).toBe('Asked twice');
  await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  expect(await within(await column('open')).findByRole('article', { name: 'CASE-2026-000001' })).toBeTruthy();
});

test('whoever comes second is told who was faster, and tries again on the newest version', async () => {
  const user = userEvent.setup();
  const { lab, answers } = openLab();
  const history = [historyRow(1, 'OPEN', 'opened', 'worker'), historyRow(2, 'IN_PROGRESS', 'I have time', 'ada')];
  renderPortal('/cases', {
    ...answers,
    changeCaseStatus: (args: { input: Input }) => {
      if (args.input.expectedVersion === 2) return answers.changeCaseStatus(args);
      lab.now = caseOf('IN_PROGRESS', { version: 2, history });
      const userErrors = [{ code: 'STALE_VERSION', message: 'you saw version 1', field: ['input', 'expectedVersion'] }];
      return { operationCase: lab.now, change: null, replayed: false, userErrors };
    },
  });
  await begin(user, 'Reject');
  await giveReason(user, 'Nobody needs it', 'Move to rejected');
  const notice = await screen.findByRole('alert');
  expect(notice.textContent).toMatch(/^Changed by ada/);
  for (const words of ['“I have time”', 'It is in progress now, version 2; you saw version 1.'])
    expect(notice.textContent).toContain(words);
  await user.click(screen.getByRole('button', { name: 'Move to rejected' }));
  expect(await within(await column('rejected')).findByRole('article', { name: 'CASE-2026-000001' })).toBeTruthy();
  await waitFor(() => expect(lab.sent.map(({ expectedVersion }) => expectedVersion)).toEqual([2]));
});

test('a step that needs no reason is taken at once', async () => {
  const user = userEvent.setup();
  const { lab, answers } = openLab();
  lab.now = caseOf('OPEN', { availableTransitions: [{ status: 'IN_PROGRESS', requiresReason: false }] });
  renderPortal('/cases', answers);
  await begin(user, 'Start work');
  expect(await within(await column('in progress')).findByRole('article')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  await waitFor(() => expect(lab.sent[0]?.reason).toBe('Moved to in progress in the portal'));
});

test('what others do moves the card', async () => {
  const { lab, answers } = openLab();
  const { socket } = renderPortal('/cases', answers);
  await within(await column('open')).findByRole('article');
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  lab.now = caseOf('COMPLETED', { version: 3 });
  act(() => socket.tell('a', 'request-1'));
  expect(await within(await column('completed')).findByRole('article', { name: 'CASE-2026-000001' })).toBeTruthy();
  await waitFor(async () => expect(within(await column('open')).queryByRole('article')).toBeNull());
  expect(screen.getByText('1 new completed case below')).toBeTruthy();
});

test('the view is in the address, and remembered', async () => {
  const user = userEvent.setup();
  const { answers } = openLab({ overview: { counts: [{ layer: 'operation_case', status: 'open', count: 7 }] } });
  const { router, unmount } = renderPortal('/cases?team=team-1', answers);
  await screen.findByRole('article');
  await user.click(screen.getByRole('radio', { name: 'List' }));
  await screen.findByRole('table', { name: 'Cases' });
  expect(router.state.location.search).toEqual({ team: 'team-1', view: 'list' });
  unmount();
  renderPortal('/cases', answers);
  expect(await screen.findByRole('table', { name: 'Cases' })).toBeTruthy();
});

test('an arrow scrolls the page until a case has the keyboard', async () => {
  const user = userEvent.setup();
  const { answers } = openLab({
    operationCases: ({ filter }: { filter: OperationCaseFilter }) =>
      connectionOf(filter.statuses?.includes('OPEN') ? [caseOf('OPEN'), second] : []),
  });
  const second = caseOf('OPEN', { id: 'case-2', reference: 'CASE-2026-000002' });
  renderPortal('/cases', answers);
  await screen.findByRole('article', { name: 'CASE-2026-000002' });
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(document.body);
  await user.keyboard('j{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('CASE-2026-000002');
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toBe('CASE-2026-000001');
});

test('keys walk through the cases and open the steps, unless they are switched off', async () => {
  const user = userEvent.setup();
  renderPortal('/cases', openLab().answers);
  await screen.findByRole('article', { name: 'CASE-2026-000001' });
  await user.keyboard('j');
  expect(document.activeElement?.textContent).toBe('CASE-2026-000001');
  await user.keyboard('s');
  expect(await screen.findByRole('menuitem', { name: 'Start work' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('menuitem')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Keyboard' }));
  await user.click(await screen.findByRole('switch', { name: 'Single keys do something' }));
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  within(screen.getByRole('article')).getByRole('link').focus();
  await user.keyboard('s');
  expect(screen.queryByRole('menuitem')).toBeNull();
});
