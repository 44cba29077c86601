import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { agreement, connectionOf, customer, integratedRequest, people, requestType, team } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';

const overview = {
  counts: [{ layer: 'operation_case', status: 'open', count: 7 }],
  eventsInWork: 0,
  oldestPendingAt: null,
  criticalTimeP50Ms: null,
  criticalTimeP95Ms: null,
  throughput: [],
};
const lists = {
  overview,
  teams: [team],
  customers: () => connectionOf([customer]),
  serviceRequests: () => connectionOf([integratedRequest()]),
  operationCases: () => connectionOf([integratedRequest().operationCase]),
  events: () => connectionOf([]),
};
const form = {
  customers: () => connectionOf([customer]),
  agreements: () => connectionOf([agreement]),
  requestTypes: [requestType],
  teams: [team],
  documentTypes: [],
};
const navigation = async () =>
  within(await screen.findByRole('navigation', { name: 'Main' }))
    .getAllByRole('link')
    .map((link) => link.textContent)
    .filter((text) => !text?.startsWith('Playground'));

test('nobody sees one button, which leads back to where they wanted to go, and the lab is asked nothing', async () => {
  let asked = 0;
  const { socket } = renderPortal('/requests?q=x', { logCursor: () => ++asked, ...lists }, null);
  const button = await screen.findByRole('link', { name: 'Sign in' });
  expect(button.getAttribute('href')).toBe('/sign-in?to=%2F');
  expect(screen.getByRole('heading', { name: 'Enterprise Integration Lab' })).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
  expect([asked, socket.begins]).toEqual([0, []]);
});

test('the header says who it is; the menu what that means, and the way out', async () => {
  const user = userEvent.setup();
  renderPortal('/requests', lists, { ...people.operator, teams: ['DESK', 'FIELD'] });
  await user.click(await screen.findByRole('button', { name: /Some operator/ }));
  const menu = await screen.findByRole('dialog', { name: /Some operator/ });
  for (const words of ['Some operator', 'Works on the cases of a team', 'DESK, FIELD', 'Sign out'])
    expect(menu.textContent).toContain(words);
});

test('somebody without a role is told so, instead of a portal that refuses everything', async () => {
  const { socket } = renderPortal('/', lists, { subject: 'new', name: 'Newcomer', roles: [], teams: [] });
  expect(await screen.findByText('You are signed in as Newcomer, and have no role here yet.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeTruthy();
  expect(socket.begins).toEqual([]);
});

test.each([
  ['requester', ['Overview', 'Requests', 'Objects', 'Lineage', 'New request']],
  ['operator', ['Cases', 'Overview', 'Requests', 'Events', 'Objects', 'Lineage', 'New request']],
  ['integrator', ['Overview', 'Requests', 'Cases', 'Events', 'Objects', 'Lineage', 'New request']],
  ['auditor', ['Overview', 'Requests', 'Cases', 'Events', 'Objects', 'Lineage', 'Audit']],
] as const)('the navigation of the %s has what is for that role', async (role, places) => {
  renderPortal('/requests', lists, people[role]);
  expect(await navigation()).toEqual(places);
});

test.each([
  ['requester', '/events'],
  ['requester', '/cases'],
  ['auditor', '/requests/new'],
  ['integrator', '/audit'],
] as const)('the %s who opens %s is told for whom it is, and nothing is asked', async (role, address) => {
  renderPortal(address, {}, people[role]);
  expect(await screen.findByRole('heading', { name: 'This page is not for your role' })).toBeTruthy();
  expect(screen.getByText(new RegExp(`you are signed in as ${role}`))).toBeTruthy();
  expect(screen.getByRole('link', { name: 'To the overview' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('the requester’s overview is about their own requests and asks for no figures of the lab', async () => {
  const figures = () => {
    throw new Error('not for requesters');
  };
  renderPortal('/', { ...lists, overview: figures, balance: figures }, people.requester);
  expect(await screen.findByRole('heading', { name: 'Your newest requests' })).toBeTruthy();
  expect(await screen.findByRole('link', { name: 'REQ-2026-000001' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.queryByText('Is everything accounted for?')).toBeNull();
});

test('an operator of some teams is shown the counts of what these teams have, not of the whole lab', async () => {
  renderPortal('/cases?view=list', lists, { ...people.operator, teams: ['TEAM-1'] });
  expect((await screen.findByRole('tab', { name: /^open/ })).textContent).toBe('open 1');
});

test('an operator of all teams is shown the counts of the lab', async () => {
  renderPortal('/cases?view=list', lists, people.operator);
  await waitFor(() => expect(screen.getByRole('tab', { name: /^open/ }).textContent).toBe('open 7'));
});

test.each([
  ['auditor', [], 'It is moved by the operators of its team.'],
  ['requester', [], 'It is moved by the operators of its team.'],
  ['operator', ['OTHER'], 'It is moved by operators of another team.'],
] as const)('the %s of the teams %j is offered no step of a case', async (role, teams, words) => {
  renderPortal('/requests/REQ-2026-000001', { serviceRequest: integratedRequest() }, { ...people[role], teams });
  expect(await screen.findByText(words)).toBeTruthy();
  expect(screen.queryByRole('group', { name: 'Possible steps' })).toBeNull();
});

test('an operator is offered the steps of the cases of their team', async () => {
  renderPortal('/requests/REQ-2026-000001', { serviceRequest: integratedRequest() }, { ...people.operator, teams: ['TEAM-1'] });
  expect(await screen.findByRole('group', { name: 'Possible steps' })).toBeTruthy();
});

test('when the session ends the page stays, says so once, and goes on where it was when its person is back', async () => {
  const user = userEvent.setup();
  let description = 'The printer prints twice';
  const { door, socket, router } = renderPortal('/requests/REQ-2026-000001', {
    serviceRequest: () => integratedRequest('OPEN', { description }),
  });
  expect(await screen.findByText(description)).toBeTruthy();
  await waitFor(() => expect(socket.begins).toEqual(['start']));

  door.person = null;
  socket.tell('a', 'request-1');
  const dialog = await screen.findByRole('dialog', { name: 'You are signed out' });
  const again = within(dialog).getByRole('link', { name: 'Sign in again' });
  expect(again.getAttribute('href')).toBe(`/sign-in?to=${encodeURIComponent('/requests/REQ-2026-000001')}`);
  expect(screen.getByText(description)).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(within(dialog).getByRole('button', { name: 'Not now' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByRole('link', { name: 'Sign in again' })).toBeTruthy();
  // a page that is opened meanwhile waits, too
  void router.navigate({ to: '/events' });
  expect(await screen.findByLabelText('Loading events')).toBeTruthy();
  expect(socket.begins).toEqual(['start']);
  void router.navigate({ to: '/requests/$reference', params: { reference: 'REQ-2026-000001' } });

  description = 'It prints once now';
  door.person = people.integrator;
  door.hear('signed in');
  expect(await screen.findByText(description)).toBeTruthy();
  expect(await screen.findByRole('button', { name: /Some integrator/ })).toBeTruthy();
  await waitFor(() => expect(socket.begins).toHaveLength(2));
});

test('what changes something is refused when the session is over, and is not sent later by itself', async () => {
  const user = userEvent.setup();
  let moved = 0;
  const { door, socket } = renderPortal('/requests/REQ-2026-000001', {
    serviceRequest: () => integratedRequest(),
    changeCaseStatus: () => ++moved && { operationCase: null, userErrors: [] },
  });
  await user.click(await screen.findByRole('button', { name: 'Start work' }));
  await waitFor(() => expect(socket.begins).toEqual(['start']));
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'Somebody has time');
  door.person = null;
  await user.click(screen.getByRole('button', { name: 'Move to in progress' }));
  expect(await screen.findByRole('dialog', { name: 'You are signed out' })).toBeTruthy();
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reason', hidden: true }).value).toBe('Somebody has time');
  door.person = people.integrator;
  door.hear('signed in');
  await waitFor(() => expect(socket.begins).toHaveLength(2));
  expect(moved).toBe(0);
});

test('a form that was left to sign in again is as it was, for its person and nobody else', async () => {
  const user = userEvent.setup();
  const keys: string[] = [];
  const answers = {
    ...form,
    submitRequest: ({ input }: { input: { idempotencyKey: string } }) => {
      keys.push(input.idempotencyKey);
      return { submission: null, replayed: false, userErrors: [{ code: 'INVALID', message: 'not now', field: ['input'] }] };
    },
  };
  const first = renderPortal('/requests/new', answers, people.requester);
  await user.click(await screen.findByRole('combobox', { name: 'Customer' }));
  await user.click(await screen.findByRole('option', { name: /Northwind/ }));
  await user.type(screen.getByRole('textbox', { name: 'Description' }), 'The printer prints twice');
  fireEvent(window, new Event('pagehide'));
  const kept = { ...sessionStorage };
  first.unmount();
  // the document is gone with its listeners, and only what the browser keeps is there
  for (const [name, value] of Object.entries(kept)) sessionStorage.setItem(name, value);

  const other = renderPortal('/requests/new', answers, people.operator);
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Description' })).value).toBe('');
  other.unmount();

  // what is chosen need not be among the first of the list
  const customers = ({ filter }: { filter: { ids?: string[] } }) => connectionOf(filter.ids ? [customer] : []);
  const again = renderPortal('/requests/new', { ...answers, customers }, people.requester);
  expect((await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Description' })).value).toBe('The printer prints twice');
  await waitFor(() => expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Customer' }).value).toBe('Northwind Logistics'));
  // left within the portal: kept until it is started over or accepted
  again.unmount();
  expect(Object.keys(sessionStorage).filter((name) => name.startsWith('lab-draft:'))).toEqual(['lab-draft:requester:new-request']);
});
