import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { agreement, connectionOf, customer, integratedRequest, requestType, team } from '../testing/records.ts';
import { renderPortal } from '../testing/render-portal.tsx';

const choices = {
  customers: () => connectionOf([customer]),
  agreements: () => connectionOf([agreement]),
  requestTypes: [requestType],
  teams: [team],
  documentTypes: [],
};

async function choose(user: ReturnType<typeof userEvent.setup>, label: string, option: RegExp) {
  await user.click(screen.getByRole('combobox', { name: label }));
  await user.click(await screen.findByRole('option', { name: option }));
}

async function fillIn(user: ReturnType<typeof userEvent.setup>) {
  await screen.findByRole('form', { name: 'New request' });
  await choose(user, 'Customer', /Northwind/);
  await choose(user, 'Agreement', /Premium/);
  await choose(user, 'Request type', /does not work/);
  await choose(user, 'Team', /Service desk/);
  await user.type(screen.getByRole('textbox', { name: 'Requester' }), 'Jo Example');
  await user.type(screen.getByRole('textbox', { name: 'E-mail' }), 'jo@example.org');
  await user.type(screen.getByRole('textbox', { name: 'Description' }), 'The printer prints twice');
}

test('an empty form is refused at each field, and nothing is sent', async () => {
  const user = userEvent.setup();
  let sent = 0;
  renderPortal('/requests/new', { ...choices, submitRequest: () => ++sent });
  await user.click(await screen.findByRole('button', { name: 'Submit request' }));
  for (const words of ['Choose a customer', 'Choose a team', 'The name is empty', 'The description is empty']) {
    expect(await screen.findByText(words)).toBeTruthy();
  }
  expect(screen.getByRole('textbox', { name: 'Description' }).getAttribute('aria-invalid')).toBe('true');
  expect(sent).toBe(0);
});

test('an agreement can be chosen only after its customer', async () => {
  const user = userEvent.setup();
  const asked: unknown[] = [];
  renderPortal('/requests/new', { ...choices, agreements: (args: unknown) => asked.push(args) && connectionOf([agreement]) });
  const agreements = await screen.findByRole('combobox', { name: 'Agreement' });
  expect(agreements.hasAttribute('disabled')).toBe(true);
  await choose(user, 'Customer', /Northwind/);
  await choose(user, 'Agreement', /Premium/);
  expect(asked).toContainEqual({ first: 20, filter: { customerIds: ['customer-1'], search: null, isActive: true } });
});

test('of what is pasted into a choice, as much is searched for as the lab accepts', async () => {
  const user = userEvent.setup();
  const asked: (string | null)[] = [];
  const customers = ({ filter }: { filter: { search: string | null } }) => {
    asked.push(filter.search);
    return connectionOf([customer]);
  };
  renderPortal('/requests/new', { ...choices, customers });
  await user.click(await screen.findByRole('combobox', { name: 'Customer' }));
  await user.paste('x'.repeat(300));
  await waitFor(() => expect(asked.at(-1)).toBe('x'.repeat(200)));
});

test('what the server refuses stands at its field, and the same key is sent again', async () => {
  const user = userEvent.setup();
  const keys: string[] = [];
  renderPortal('/requests/new', {
    ...choices,
    serviceRequest: integratedRequest(),
    submitRequest: ({ input }: { input: { idempotencyKey: string } }) => {
      keys.push(input.idempotencyKey);
      if (keys.length > 1)
        return { submission: { id: 'submission-1', serviceRequest: integratedRequest() }, replayed: false, userErrors: [] };
      const userErrors = [{ code: 'REFERENCE_INACTIVE', message: 'The team is no longer active', field: ['input', 'teamId'] }];
      return { submission: null, replayed: false, userErrors };
    },
  });
  await fillIn(user);
  await user.click(screen.getByRole('button', { name: 'Submit request' }));
  expect(await screen.findByText('The team is no longer active')).toBeTruthy();
  expect(screen.getByRole('combobox', { name: 'Team' }).getAttribute('aria-invalid')).toBe('true');

  await user.click(screen.getByRole('button', { name: 'Submit request' }));
  expect(await screen.findByRole('heading', { name: 'Request accepted' })).toBeTruthy();
  expect(await screen.findByText(/REQ-2026-000001 is integrated/)).toBeTruthy();
  expect(new Set(keys).size).toBe(1);
});

test('a lab that fails keeps the form and says that nothing is doubled', async () => {
  const user = userEvent.setup();
  renderPortal('/requests/new', {
    ...choices,
    submitRequest: () => {
      throw new Error('gone');
    },
  });
  await fillIn(user);
  await user.click(screen.getByRole('button', { name: 'Submit request' }));
  expect((await screen.findByRole('alert')).textContent).toContain('cannot be accepted twice');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Requester' }).value).toBe('Jo Example');
});

test('a customer with one agreement has it chosen, and what typing cannot mend is said at once', async () => {
  const user = userEvent.setup();
  renderPortal('/requests/new', choices);
  await screen.findByRole('form', { name: 'New request' });
  await choose(user, 'Customer', /Northwind/);
  expect(await screen.findByDisplayValue('Premium support')).toBeTruthy();
  const description = screen.getByRole('textbox', { name: 'Description' });
  await user.click(description);
  await user.paste('rings \u0007');
  expect(await screen.findByText('It has a control character, which is not accepted')).toBeTruthy();
});

test('a form that is left is as it was when one comes back, until it is started over', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal('/requests/new', { ...choices, serviceRequests: connectionOf([]) });
  await user.type(await screen.findByRole('textbox', { name: 'Requester' }), 'Jo Example');
  await router.navigate({ to: '/requests' });
  await screen.findByRole('heading', { name: 'Requests' });
  await router.navigate({ to: '/requests/new' });
  expect(await screen.findByDisplayValue('Jo Example')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Start over' }));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Requester' }).value).toBe('');
  expect(screen.queryByRole('button', { name: 'Start over' })).toBeNull();
});

test('Ctrl and Enter submit from any field', async () => {
  const user = userEvent.setup();
  renderPortal('/requests/new', choices);
  await user.type(await screen.findByRole('textbox', { name: 'Requester' }), 'Jo{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Choose a customer')).toBeTruthy();
});
