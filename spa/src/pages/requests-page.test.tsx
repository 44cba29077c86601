import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { agreement, connectionOf, customer, integratedRequest, people, requestType, team } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';

type Asked = { first: number; after?: string; filter?: Record<string, unknown>; orderBy: unknown };

beforeEach(() => localStorage.clear());

/** Requests with ids and references of their own. */
function requests(count: number, changes: Record<string, unknown> = {}) {
  return Array.from({ length: count }, (_, place) => requestOf(count - place, changes));
}

function requestOf(number: number, changes: Record<string, unknown> = {}) {
  return integratedRequest('IN_PROGRESS', { id: `request-${number}`, reference: referenceOf(number), ...changes });
}

function referenceOf(number: number): string {
  return `REQ-2026-${String(number).padStart(6, '0')}`;
}

/** A lab with these requests: pages, and filters by id; any other filter lets everything through. */
function answers(asked: Asked[], nodes: () => { id: string }[] = () => [integratedRequest('IN_PROGRESS')]) {
  return {
    teams: [team],
    requestTypes: [requestType],
    customers: () => connectionOf([customer]),
    agreements: () => connectionOf([agreement]),
    serviceRequests: (args: Asked) => {
      asked.push(args);
      const all = nodes().filter(({ id }) => !args.filter?.ids || (args.filter.ids as string[]).includes(id));
      const from = args.after ? all.findIndex(({ id }) => id === args.after) + 1 : 0;
      const page = connectionOf(all.slice(from, from + args.first));
      return { ...page, totalCount: all.length, pageInfo: { ...page.pageInfo, hasNextPage: from + args.first < all.length } };
    },
  };
}

const table = () => screen.findByRole('table', { name: 'Requests' });

test('the address is the state: its filters are asked for, and what it cannot mean is dropped', async () => {
  const asked: Asked[] = [];
  renderPortal(
    '/requests?status=PENDING&priority=URGENT,HIGH&event=DEAD,GONE&team=team-1&from=2026-01-01T00:00:00Z&sender=jo&sort=sent',
    answers(asked),
  );
  expect(await screen.findByRole('link', { name: 'REQ-2026-000001' })).toBeTruthy();
  expect(asked[0]).toMatchObject({
    filter: {
      statuses: ['PENDING'],
      priorities: ['HIGH'],
      eventStatuses: ['DEAD'],
      teamIds: ['team-1'],
      submittedBy: ['jo'],
    },
    orderBy: { field: 'SUBMITTED_AT', direction: 'ASC' },
  });
  for (const chip of [/Source status: pending/, /Priority: high/, /Event: dead/, /Team: Service desk/, /Sent: since/, /Sender: jo/]) {
    expect(await screen.findByRole('button', { name: chip })).toBeTruthy();
  }
});

test('a filter is added with several values, and taken away', async () => {
  const user = userEvent.setup();
  const asked: Asked[] = [];
  const { router } = renderPortal('/requests', answers(asked));
  await user.click(await screen.findByRole('button', { name: 'Filter' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Priority' }));
  const box = await screen.findByRole('dialog', { name: /^Priority/ });
  await user.click(within(box).getByRole('checkbox', { name: /critical/ }));
  await user.click(within(box).getByRole('checkbox', { name: /high/ }));
  await waitFor(() => expect(router.state.location.search).toEqual({ priority: 'CRITICAL,HIGH' }));
  expect(router.state.location.href).toBe('/requests?priority=CRITICAL%2CHIGH');
  await waitFor(() => expect(asked.at(-1)?.filter).toEqual({ priorities: ['CRITICAL', 'HIGH'] }));
  await user.click(screen.getByRole('button', { name: 'Remove the filter Priority' }));
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

test('Escape closes the filter that is open, then leaves the row, and only then clears the filters', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal('/requests?priority=HIGH', answers([]));
  await table();
  await user.keyboard('j');
  await user.click(screen.getByRole('button', { name: /^Priority:/ }));
  await screen.findByRole('dialog', { name: /^Priority/ });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('j');
  expect(document.activeElement?.closest('tr')).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(document.body);
  expect(router.state.location.search).toEqual({ priority: 'HIGH' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

test('a search goes into the address and to the server; / leads to it and Escape clears it', async () => {
  const user = userEvent.setup();
  const asked: Asked[] = [];
  const { router } = renderPortal('/requests', answers(asked));
  await table();
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search' }));
  await user.keyboard('REQ-2026');
  await waitFor(() => expect(router.state.location.search).toEqual({ q: 'REQ-2026' }));
  await waitFor(() => expect(asked.at(-1)?.filter).toEqual({ search: 'REQ-2026' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

test.each(['operationCase', 'businessObject', 'event', 'document'])(
  'the id of a record that a request has (%s) finds the request',
  async (field) => {
    const asked: Asked[] = [];
    const id = '01a205bc-a9d0-73fd-9554-9516d68343c3';
    const owner = () => ({ id, serviceRequest: { id: 'request-2' } });
    const none = { operationCase: null, businessObject: null, event: null, document: null };
    renderPortal(`/requests?q=${id}`, { ...answers(asked, () => requests(3)), ...none, [field]: owner });
    expect(await screen.findByRole('link', { name: referenceOf(2) })).toBeTruthy();
    expect(screen.queryByRole('link', { name: referenceOf(3) })).toBeNull();
    expect(asked[0]?.filter).toEqual({ ids: ['request-2'] });
  },
);

test('a row names its values and its status in every layer', async () => {
  renderPortal('/requests', answers([]));
  const row = within(await table()).getAllByRole('row')[1];
  for (const words of ['Northwind Logistics', 'integrated', 'in progress', 'active', 'high']) expect(row?.textContent).toContain(words);
});

test('a layer that is down leaves the list standing and says unknown', async () => {
  const down = {
    businessObject: () => {
      throw new Error('down');
    },
  };
  renderPortal(
    '/requests',
    answers([], () => [{ ...integratedRequest(), ...down }]),
  );
  expect(await within(await table()).findByText('unknown')).toBeTruthy();
  expect(screen.getByRole('alert')).toBeTruthy();
});

test('of a long list only what is seen is drawn, and each row says which it is', async () => {
  const asked: Asked[] = [];
  renderPortal(
    '/requests',
    answers(asked, () => requests(400)),
  );
  const rows = within(await table()).getAllByRole('row');
  expect((await table()).getAttribute('aria-rowcount')).toBe('401');
  expect(rows[1]?.getAttribute('aria-rowindex')).toBe('2');
  await waitFor(() => expect(asked.filter(({ after }) => after).map(({ after }) => after)).toEqual(['request-351', 'request-251']));
  expect(within(await table()).getAllByRole('link').length).toBeLessThan(60);
  expect(screen.getByText(/^1–\d+ of 400$/)).toBeTruthy();
});

test('j and k move along the links of the rows', async () => {
  const user = userEvent.setup();
  renderPortal(
    '/requests',
    answers([], () => requests(3)),
  );
  await screen.findByRole('link', { name: referenceOf(3) });
  await user.keyboard('j');
  expect(document.activeElement?.textContent).toBe(referenceOf(3));
  await user.keyboard('jj');
  expect(document.activeElement?.textContent).toBe(referenceOf(1));
  await user.keyboard('jk');
  expect(document.activeElement?.textContent).toBe(referenceOf(2));
});

test('what comes while somebody reads is counted and shown when asked for; rows change in their place', async () => {
  const user = userEvent.setup();
  let now = requests(3, { status: 'PENDING' });
  const { socket } = renderPortal(
    '/requests?status=PENDING',
    answers([], () => now),
  );
  await screen.findByRole('link', { name: referenceOf(3) });
  socket.setOpen(true);
  await waitFor(() => expect(socket.begins.length).toBe(1));
  now = [requestOf(5), requestOf(4), ...requests(3, { status: 'INTEGRATED' })];
  socket.tell('1', 'request-4');
  const pill = await screen.findByRole('button', { name: '2 new' });
  expect(screen.queryByRole('link', { name: referenceOf(5) })).toBeNull();
  expect(within(await table()).getAllByText('integrated')).toHaveLength(3);
  await user.click(pill);
  expect(await screen.findByRole('link', { name: referenceOf(5) })).toBeTruthy();
  expect(screen.queryByRole('button', { name: '2 new' })).toBeNull();
});

test('pages that do not come are said, and asked for again', async () => {
  const user = userEvent.setup();
  let isDown = true;
  const lab = answers([], () => requests(120));
  renderPortal('/requests', {
    ...lab,
    serviceRequests: (args: Asked) => {
      if (args.after && isDown) throw new Error('down');
      return lab.serviceRequests(args);
    },
  });
  const again = await screen.findByRole('button', { name: 'Try again' });
  isDown = false;
  await user.click(again);
  expect(await screen.findByText('The end: all 120 requests are here.')).toBeTruthy();
});

test('views are links; one of my own is saved, renamed and removed', async () => {
  const user = userEvent.setup();
  const asked: Asked[] = [];
  const { router } = renderPortal('/requests', answers(asked), people.requester);
  const views = within(await screen.findByRole('navigation', { name: 'Views' }));
  expect(views.getByRole('link', { name: 'All requests', current: 'page' })).toBeTruthy();
  await user.click(views.getByRole('link', { name: 'Mine' }));
  await waitFor(() => expect(asked.at(-1)?.filter).toEqual({ submittedBy: ['requester'] }));
  expect(await views.findByRole('link', { name: 'Mine', current: 'page' })).toBeTruthy();
  await user.click(views.getByRole('link', { name: 'Needs attention' }));
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ filter: { eventStatuses: ['DEAD'] }, orderBy: { direction: 'ASC' } }));

  await router.navigate({ to: '/requests', search: { priority: ['LOW'] } });
  await user.click(await views.findByRole('button', { name: 'Save view' }));
  await user.type(await screen.findByRole('textbox', { name: 'Name of the view' }), 'No hurry{Enter}');
  const own = await views.findByRole('link', { name: 'No hurry', current: 'page' });
  expect(own.getAttribute('href')).toBe('/requests?priority=LOW');

  await user.click(views.getByRole('button', { name: 'Change the view No hurry' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rename' }));
  const name = await screen.findByRole('textbox', { name: 'Name of the view' });
  await user.clear(name);
  await user.type(name, 'Later{Enter}');
  expect(await views.findByRole('link', { name: 'Later', current: 'page' })).toBeTruthy();
  await user.click(views.getByRole('button', { name: 'Change the view Later' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Remove' }));
  await waitFor(() => expect(views.queryByRole('link', { name: 'Later' })).toBeNull());
});

test('the choice of columns is remembered, and the order is a link', async () => {
  const user = userEvent.setup();
  const asked: Asked[] = [];
  const { router, unmount } = renderPortal('/requests', answers(asked));
  const headers = async () =>
    within(await table())
      .getAllByRole('columnheader')
      .map(({ textContent }) => textContent);
  expect(await headers()).not.toContain('Team');
  await user.click(screen.getByRole('button', { name: 'Display' }));
  await user.click(await screen.findByRole('checkbox', { name: 'Team' }));
  await waitFor(async () => expect(await headers()).toContain('Team'));
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Sent' }));
  await waitFor(() => expect(router.state.location.search).toEqual({ sort: '-sent' }));
  expect(await screen.findByRole('columnheader', { name: 'Sent', description: '' })).toBeTruthy();
  await waitFor(() => expect(asked.at(-1)?.orderBy).toEqual({ field: 'SUBMITTED_AT', direction: 'DESC' }));
  unmount();
  renderPortal('/requests', answers([]));
  expect(await headers()).toContain('Team');
});

test('an empty list says what to do', async () => {
  renderPortal(
    '/requests',
    answers([], () => []),
  );
  expect(await screen.findByRole('link', { name: 'Submit the first one' })).toBeTruthy();
});

test('where nothing matches, the way out is said', async () => {
  renderPortal(
    '/requests?priority=LOW',
    answers([], () => []),
  );
  expect((await screen.findByRole('link', { name: 'Show all requests' })).getAttribute('href')).toBe('/requests');
});

test.each(['123', '007', 'true', '1e5', '"quoted"'])('a search for %s is asked for as it was typed, also from its address', async (q) => {
  const asked: Asked[] = [];
  const { router } = renderPortal(`/requests?${new URLSearchParams({ q })}`, answers(asked));
  await table();
  expect(asked[0]?.filter).toEqual({ search: q });
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' }).value).toBe(q);
  expect(router.buildLocation({ to: '/requests', search: { q } }).href).toBe(`/requests?${new URLSearchParams({ q })}`);
});
