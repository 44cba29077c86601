import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { integratedRequest } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

const address = '/requests/REQ-2026-000001?tab=raw';
const payload = { description: '<script>alert(1)</script>\n\ttwo "lines"', documentIds: [], nested: { yes: true, none: null, count: 3 } };

function answers() {
  const request = integratedRequest();
  const event = {
    id: 'event-1',
    type: 'RequestCreated',
    sequence: 1,
    status: 'PROCESSED',
    syncLogs: [],
    payload: { reference: 'REQ-2026-000001' },
  };
  return { serviceRequest: { ...request, submission: { ...request.submission, payload }, events: [event] } };
}

test('a submission is shown to the letter, as a tree and as text, never as markup', async () => {
  const user = userEvent.setup();
  const { container } = renderPortal(address, answers());
  const region = await screen.findByRole('region', { name: 'The submission as it was sent' });
  expect(await within(region).findByText(JSON.stringify(payload.description))).toBeTruthy();
  await user.click(screen.getByText('Text'));
  const text = await screen.findByRole('region', { name: 'The submission as it was sent' });
  expect(text.textContent).toBe(JSON.stringify(payload, null, 2));
  expect(container.querySelector('script')).toBeNull();
});

test('it is copied whole', async () => {
  const user = userEvent.setup();
  renderPortal(address, answers());
  await user.click(await screen.findByRole('button', { name: 'Copy: The submission as it was sent' }));
  expect(await screen.findByRole('button', { name: 'Copied: The submission as it was sent' })).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe(JSON.stringify(payload, null, 2));
});

test('what followed from it can be read as well, and has its own address', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal(address, answers());
  const choice = await screen.findByRole('combobox', { name: 'Record' });
  await within(choice).findByRole('option', { name: 'Event 1: RequestCreated' });
  await user.selectOptions(choice, 'Event 1: RequestCreated');
  const region = await screen.findByRole('region', { name: 'Event 1: RequestCreated' });
  expect(await within(region).findByText('"REQ-2026-000001"')).toBeTruthy();
  expect(router.state.location.search).toMatchObject({ tab: 'raw', item: 'event-1' });
});
