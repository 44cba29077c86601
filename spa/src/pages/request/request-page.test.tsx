import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { historyRow, integratedRequest } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const address = '/requests/REQ-2026-000001';

test('only the steps that the server allows are offered', async () => {
  renderPortal(address, { serviceRequest: integratedRequest('IN_PROGRESS') });
  const steps = await screen.findByRole('group', { name: 'Possible steps' });
  expect(
    within(steps)
      .getAllByRole('button')
      .map((button) => button.textContent),
  ).toEqual(['Complete', 'Reject']);
});

test('a terminal case offers no step', async () => {
  renderPortal(address, { serviceRequest: integratedRequest('COMPLETED') });
  expect(await screen.findByText('There is no further step.')).toBeTruthy();
  expect(screen.queryByRole('group', { name: 'Possible steps' })).toBeNull();
});

test('a step needs its reason and is sent with the version that was seen', async () => {
  const user = userEvent.setup();
  const inputs: unknown[] = [];
  renderPortal(address, {
    serviceRequest: integratedRequest(),
    changeCaseStatus: ({ input }: { input: unknown }) => {
      inputs.push(input);
      const moved = integratedRequest('IN_PROGRESS').operationCase;
      return { operationCase: { ...moved, version: 2 }, change: null, replayed: false, userErrors: [] };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Start work' }));
  const dialog = await screen.findByRole('dialog', { name: 'Start work: CASE-2026-000001' });
  const confirm = within(dialog).getByRole('button', { name: 'Move to in progress' });
  expect(confirm.hasAttribute('disabled')).toBe(true);
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Somebody has time');
  await user.click(confirm);
  expect(await screen.findByText('CASE-2026-000001 is in progress now.')).toBeTruthy();
  expect(inputs).toEqual([{ caseId: 'case-1', status: 'IN_PROGRESS', reason: 'Somebody has time', expectedVersion: 1 }]);
});

test('whoever comes second is told what the first one did', async () => {
  const user = userEvent.setup();
  renderPortal(address, {
    serviceRequest: integratedRequest(),
    changeCaseStatus: () => {
      const now = integratedRequest('REJECTED').operationCase;
      const history = [...now.history, historyRow(2, 'REJECTED', 'asked twice', 'ada')];
      const userErrors = [{ code: 'STALE_VERSION', message: 'The case has version 2', field: ['input', 'expectedVersion'] }];
      return { operationCase: { ...now, version: 2, history }, change: null, replayed: false, userErrors };
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Start work' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'Mine');
  await user.click(within(dialog).getByRole('button', { name: 'Move to in progress' }));
  const notice = await within(dialog).findByRole('alert');
  expect(notice.textContent).toContain('ada moved it to rejected');
  expect(notice.textContent).toContain('asked twice');
  expect(notice.textContent).toContain('no longer possible');
});

test('text from people is text, whatever it looks like', async () => {
  const description = '<script>alert(1)</script>\n\t<img src=x onerror="alert(2)"> {{7*7}} \u202Ereversed';
  const { container } = renderPortal(address, { serviceRequest: integratedRequest('OPEN', { description }) });
  const section = await screen.findByRole('region', { name: 'Description' });
  expect(section.textContent).toBe(description);
  expect(container.querySelector('script, img[src="x"]')).toBeNull();
});

test('a layer that cannot be asked is unknown; the rest of the request stays', async () => {
  renderPortal(address, {
    serviceRequest: {
      ...integratedRequest(),
      operationCase: () => {
        throw new Error('down');
      },
    },
  });
  const road = await screen.findByRole('list', { name: 'Where this request stands' });
  const [, source, , operational] = within(road).getAllByRole('listitem');
  expect(source?.textContent).toContain('integrated');
  expect(operational?.textContent).toContain('unknown');
  expect((await screen.findAllByRole('alert')).length).toBeGreaterThan(0);
});

test('a request that does not exist leads to the search', async () => {
  renderPortal(address, { serviceRequest: null });
  expect(await screen.findByRole('heading', { name: 'There is no request REQ-2026-000001' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Search for it' }).getAttribute('href')).toBe('/requests?q=REQ-2026-000001');
});
