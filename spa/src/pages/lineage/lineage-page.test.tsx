import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { LayoutWorker } from '../../testing/layout-worker.ts';
import { agreement, connectionOf, customer, integratedRequest, people } from '../../testing/records.ts';
import { renderPortal } from '../../testing/render-portal.tsx';

vi.mock('elkjs/lib/elk-worker.min.js?worker', () => ({ default: LayoutWorker }));

afterEach(() => {
  LayoutWorker.isForbidden = false;
  localStorage.clear();
  sessionStorage.clear();
});

const at = '2026-11-22T14:00:00.000Z';
const event = { id: 'event-1', type: 'RequestCreated', actor: 'jo' };
const end = (type: string, id: string) => ({ type, id });

/** A request whose lineage is recorded, with one version of its object. */
function linkedRequest(changes: Record<string, unknown> = {}) {
  const base = integratedRequest('OPEN', {
    agreement: { ...agreement, createdAt: at },
    documents: [{ id: 'document-1', fileName: '<b>offer</b>.pdf', status: 'LINKED', uploadedBy: 'jo', uploadedAt: at }],
    lineage: {
      nodes: [],
      isTruncated: false,
      edges: [
        { id: '1', relation: 'OPENED_AS', time: at, from: end('SERVICE_REQUEST', 'request-1'), to: end('OPERATION_CASE', 'case-1'), event },
        {
          id: '2',
          relation: 'REPRESENTED_BY',
          time: at,
          from: end('OPERATION_CASE', 'case-1'),
          to: end('BUSINESS_OBJECT', 'object-1'),
          event,
        },
      ],
    },
  });
  const versions = [{ version: 1, status: 'ACTIVE', mappingVersion: 1, operationalStatus: 'open', actor: 'worker', time: at, event }];
  return { ...base, businessObject: { ...base.businessObject, versions }, ...changes };
}

const none = connectionOf([]);

/** A lab with this one request, as it answers now. */
function answersOf(request: () => ReturnType<typeof linkedRequest>) {
  return {
    serviceRequests: ({ filter }: { filter?: { agreementIds?: string[]; search?: string } }) =>
      filter?.agreementIds ? { ...connectionOf([request()]), totalCount: 41 } : connectionOf([request()]),
    operationCases: none,
    businessObjects: none,
    customers: ({ filter }: { filter: { codes?: string[] } }) =>
      filter.codes
        ? none
        : connectionOf([{ ...customer, agreements: { ...connectionOf([{ ...agreement, createdAt: at }]), totalCount: 4 } }]),
    agreements: ({ filter }: { filter: { codes?: string[] } }) => (filter.codes ? none : connectionOf([{ ...agreement, createdAt: at }])),
  };
}

function open(address: string, request: () => ReturnType<typeof linkedRequest> = linkedRequest) {
  return renderPortal(address, answersOf(request));
}

const box = (name: RegExp) => screen.findByRole('button', { name });
const path = '/lineage/REQ-2026-000001';

// first: a thread that was started once stays
test('without a way to arrange it the table stands in for the picture', async () => {
  LayoutWorker.isForbidden = true;
  open(path);
  expect(await screen.findByText(/could not be arranged in this browser/)).toBeTruthy();
  expect(await screen.findByRole('table', { name: 'Lineage records' })).toBeTruthy();
});

test('the graph shows where a request comes from and what it became, and how much is not shown', async () => {
  open(path);
  expect(await box(/^service request REQ-2026-000001 integrated.*where this began$/)).toBeTruthy();
  expect(await box(/^customer CUST-1/)).toBeTruthy();
  expect(await box(/^business object BO-2026-000001 active/)).toBeTruthy();
  expect(await box(/^\+40 downstream of AGR-1: show$/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^object version/ })).toBeNull();
});

test('a side is opened and closed again, and both stand in the address', async () => {
  const user = userEvent.setup();
  const { router } = open(path);
  await user.click(await box(/^\+1 downstream of BO-2026-000001: show$/));
  expect(await box(/^object version BO-2026-000001 v1/)).toBeTruthy();
  expect(router.state.location.search).toEqual({ opened: '1.down.object:object-1' });
  await user.click(await box(/^Hide what is downstream of BO-2026-000001$/));
  await waitFor(() => expect(screen.queryByRole('button', { name: /^object version/ })).toBeNull());
  act(() => router.history.back());
  expect(await box(/^object version BO-2026-000001 v1/)).toBeTruthy();
});

test('a picked record says why it is there, with rule, event and time', async () => {
  const user = userEvent.setup();
  const { router } = open(path);
  await user.click(await box(/^operation case CASE-2026-000001/));
  const why = await screen.findByRole('region', { name: 'Why' });
  expect(within(why).getByText(/The worker opens one case for each request/)).toBeTruthy();
  expect(within(why).getAllByRole('link', { name: 'RequestCreated' })[0]?.getAttribute('href')).toBe('/events?event=event-1');
  expect(router.state.location.search).toEqual({ picked: 'case:case-1' });
  const pressed = screen.getAllByRole('button', { pressed: true });
  expect(pressed.map((button) => button.dataset.lineage)).toEqual(['case:case-1']);
});

test('arrow keys walk along the lines, Enter picks, Escape lets go', async () => {
  const user = userEvent.setup();
  const { router } = open(path);
  const start = await box(/^service request REQ-2026-000001/);
  await box(/^business object/);
  act(() => start.focus());
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement?.textContent).toContain('CASE-2026-000001');
  await user.keyboard('{ArrowRight}{Enter}');
  await waitFor(() => expect(router.state.location.search).toEqual({ picked: 'object:object-1' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

test('a link opens the picture as it was: depth, picked record and search', async () => {
  open(`${path}?depth=1&picked=case:case-1&find=case`);
  expect(await screen.findByRole('region', { name: 'Why' })).toBeTruthy();
  expect(await screen.findByText('1 record')).toBeTruthy();
  expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Depth' }).value).toBe('1');
  expect(screen.queryByRole('button', { name: /^customer/ })).toBeNull();
});

test('the table says the same, can be sorted, and the choice is remembered', async () => {
  const user = userEvent.setup();
  open(`${path}?depth=3`);
  await user.click(await screen.findByRole('radio', { name: 'Table' }));
  const table = await screen.findByRole('table', { name: 'Lineage records' });
  const words = () =>
    within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => within(row).getAllByRole('cell')[1]?.textContent);
  expect(words()).toContain('represented by');
  await user.click(within(table).getByRole('button', { name: /^Relation/ }));
  expect(words()).toEqual([...words()].sort());
  expect(
    within(table)
      .getByRole('columnheader', { name: /^Relation/ })
      .getAttribute('aria-sort'),
  ).toBe('ascending');
  expect(within(table).getByText('Mapping 1: operational “open” means canonical “active”.')).toBeTruthy();
  expect(within(table).getByText('<b>offer</b>.pdf')).toBeTruthy();
  expect(localStorage.getItem('lab-lineage-view')).toBe('"table"');
});

test('what comes while somebody looks is said, and what stands there stays where it is', async () => {
  let request = linkedRequest({ lineage: { nodes: [], edges: [], isTruncated: false }, businessObject: null, operationCase: null });
  const { socket } = open(path, () => request);
  const start = await box(/^service request REQ-2026-000001/);
  const placeOf = (button: HTMLElement) => button.closest<HTMLElement>('.react-flow__node')?.style.transform;
  const before = placeOf(start);
  request = linkedRequest();
  act(() => socket.tell('next', 'request-1'));
  expect(await box(/^operation case CASE-2026-000001/)).toBeTruthy();
  expect(placeOf(await box(/^service request REQ-2026-000001/))).toBe(before);
  expect(screen.getByText(/^\d new records below$/)).toBeTruthy();
});

test('a name that nothing has is said, with what names look like', async () => {
  renderPortal('/lineage/NOTHING-1', {
    serviceRequests: none,
    operationCases: none,
    businessObjects: none,
    customers: none,
    agreements: none,
  });
  expect(await screen.findByRole('heading', { name: 'Nothing is called NOTHING-1' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Choose where to begin' }).getAttribute('href')).toBe('/lineage');
});

test('the page to begin at leads to whatever is typed, and says what to do when there is nothing', async () => {
  const user = userEvent.setup();
  const { router } = renderPortal('/lineage', { ...answersOf(linkedRequest), serviceRequests: none, customers: none }, people.requester);
  expect(await screen.findByRole('heading', { name: 'No requests yet' })).toBeTruthy();
  await user.type(screen.getByRole('searchbox', { name: 'Any business id' }), ' BO-2026-000001 {Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/lineage/BO-2026-000001'));
});
