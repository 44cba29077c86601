import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { connectionOf, customer, integratedRequest, team } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';

type Asked = { filter: unknown };

function answers(asked: Asked[], nodes: { id: string }[] = [integratedRequest('IN_PROGRESS')]) {
  return {
    teams: [team],
    customers: () => connectionOf([customer]),
    serviceRequests: (args: Asked) => {
      asked.push(args);
      return connectionOf(nodes);
    },
  };
}

test('the address is the state: its filters are asked for, and what it cannot mean is dropped', async () => {
  const asked: Asked[] = [];
  renderPortal('/requests?status=PENDING&priority=URGENT&team=team-1', answers(asked));
  expect(await screen.findByRole('link', { name: 'REQ-2026-000001' })).toBeTruthy();
  expect(asked[0]?.filter).toEqual({ statuses: ['PENDING'], teamIds: ['team-1'] });
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Team' }).value).toBe('Service desk');
});

test('a search goes into the address and to the server', async () => {
  const user = userEvent.setup();
  const asked: Asked[] = [];
  const { router } = renderPortal('/requests', answers(asked));
  await user.type(await screen.findByRole('searchbox', { name: 'Search' }), 'REQ-2026');
  await waitFor(() => expect(router.state.location.search).toEqual({ q: 'REQ-2026' }));
  await waitFor(() => expect(asked.at(-1)?.filter).toEqual({ search: 'REQ-2026' }));
});

test('a row names its values and its status in every layer', async () => {
  renderPortal('/requests', answers([]));
  const table = await screen.findByRole('table', { name: 'Requests' });
  const row = within(table).getAllByRole('row')[1];
  for (const words of ['Northwind Logistics', 'integrated', 'in progress', 'active', 'high']) expect(row?.textContent).toContain(words);
});

test('a layer that is down leaves the list standing and says unknown', async () => {
  const down = {
    businessObject: () => {
      throw new Error('down');
    },
  };
  renderPortal('/requests', answers([], [{ ...integratedRequest(), ...down }]));
  const table = await screen.findByRole('table', { name: 'Requests' });
  await waitFor(() => expect(within(table).getByText('unknown')).toBeTruthy());
  expect(screen.getByRole('alert')).toBeTruthy();
});

test('an empty list says what to do', async () => {
  renderPortal('/requests', answers([], []));
  expect(await screen.findByRole('link', { name: 'Submit the first one' })).toBeTruthy();
});

test.each(['123', '007', 'true', '1e5', '"quoted"'])('a search for %s is asked for as it was typed, also from its address', async (q) => {
  const asked: Asked[] = [];
  const { router } = renderPortal(`/requests?${new URLSearchParams({ q })}`, answers(asked));
  await screen.findByRole('table', { name: 'Requests' });
  expect(asked[0]?.filter).toEqual({ search: q });
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' }).value).toBe(q);
  expect(router.buildLocation({ to: '/requests', search: { q } }).href).toBe(`/requests?${new URLSearchParams({ q })}`);
});
