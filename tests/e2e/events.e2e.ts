import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '../support/axe.ts';
import { pressByTab, typeInto } from '../support/keyboard.ts';
import { preparePortal } from '../support/portal.ts';
import { move, openCase, requestInput, submit } from '../support/seed.ts';
import { until } from '../support/until.ts';

const portal = preparePortal('events');

let owner: pg.Client;

beforeAll(async () => {
  owner = await connectAsOwner();
  await owner.query(poison);
});
afterAll(() => owner?.end());

/** As a source system that writes what nobody can apply: the payload is broken before anybody reads it. */
const poison = `
  create function integration.poison() returns trigger language plpgsql as $$ begin
    if new.payload->>'description' like 'no team%' then new.payload := jsonb_set(new.payload, '{teamId}', '"none"'); end if;
    if new.payload->>'reason' like 'nowhere%' then new.payload := new.payload - 'toStatus'; end if;
    return new;
  end $$;
  create trigger poison before insert on integration.events for each row execute function integration.poison()`;

async function connectAsOwner(): Promise<pg.Client> {
  const read = (name: string): string => readFileSync(join(portal.lab.env.LAB_DATA_DIR, name), 'utf8').trim();
  const client = new pg.Client({
    host: '127.0.0.1',
    port: Number(read('postgres.port')),
    user: 'lab',
    password: read('postgres.password'),
    database: 'lab',
  });
  await client.connect();
  return client;
}

type Accepted = { id: string; reference: string };

async function accept(changes: Record<string, unknown>): Promise<Accepted> {
  const { submission, userErrors } = await submit(portal.lab, requestInput(portal.references, changes));
  if (!submission) throw new Error(JSON.stringify(userErrors));
  const { id, reference } = submission.serviceRequest;
  return { id, reference };
}

/** Waits until so many events of the requests have a status. */
async function expectEvents(status: string, requests: readonly { id: string }[], count: number): Promise<void> {
  await until(`${count} events are ${status}`, async () => {
    const { data } = await portal.lab.ask<{ events: { totalCount: number } }>(
      'query ($filter: EventFilter) { events(filter: $filter) { totalCount } }',
      { filter: { statuses: [status], requestIds: requests.map(({ id }) => id) } },
    );
    return data.events.totalCount === count;
  });
}

test('a dead letter is found, understood, corrected by keyboard alone, and becomes processed without reloading', async () => {
  const { requestId, caseId } = await openCase(portal.lab, portal.references);
  const request = { id: requestId };
  await move(portal.lab, { caseId, status: 'IN_PROGRESS', reason: 'nowhere <script>to</script> go' });
  await move(portal.lab, { caseId, status: 'COMPLETED', reason: 'it waits behind the other' });
  await expectEvents('DEAD', [request], 1);

  const page = await portal.openPage('/events?status=DEAD');
  await page.evaluate('window.wasHere = true');
  await page.getByRole('table', { name: 'Events' }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'The open event' });
  await detail.getByText(/waits for a person to redeliver, correct or discard it/).waitFor();
  await detail.getByText('1 event waits behind it').waitFor();
  await detail.getByRole('region', { name: 'Payload' }).getByText('nowhere <script>to</script> go').waitFor();
  expect(new URL(page.url()).searchParams.get('event')).toMatch(/^[0-9a-f-]{36}$/);
  await expectAccessible(page);

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  const payload = dialog.getByRole('textbox', { name: 'Payload' });
  await payload.waitFor();
  const text = await payload.inputValue();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text.replace('"fromStatus"', '"toStatus": "done", "fromStatus"'));
  await page.keyboard.press('Tab');
  // past the table of what is corrected, which scrolls by itself
  await page.keyboard.press('Tab');
  await page.keyboard.insertText('The step did not say where to');
  await pressByTab(dialog.getByRole('button', { name: 'Resubmit' }));
  await dialog.getByText(/^toStatus: Invalid option/).waitFor();
  await expectAccessible(page);
  // after a refusal the payload is under the hands again
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text.replace('"fromStatus"', '"toStatus": "in_progress", "fromStatus"'));
  await pressByTab(dialog.getByRole('button', { name: 'Resubmit' }));

  await detail.getByText('Revision 2 was sent.').waitFor();
  await detail.getByText(/^Applied after 2 attempts/).waitFor();
  await detail.getByText(/^“The step did not say where to”/).waitFor();
  await page.getByRole('tab', { name: /^dead 0/ }).waitFor();
  await expectEvents('PROCESSED', [request], 3);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'No dead events' }).waitFor();
  expect(await page.evaluate('window.wasHere')).toBe(true);
});

test('all events of a cause are redelivered by keyboard alone: previewed, followed, and summed up with what failed again', async () => {
  const requests = [];
  for (let count = 0; count < 3; count++) requests.push(await accept({ description: `no team ${count}`, priority: 'CRITICAL' }));
  await expectEvents('DEAD', requests, 3);
  // somebody mends two of the three
  await owner.query(
    `update integration.events set payload = jsonb_set(payload, '{teamId}', to_jsonb($2::text)) where partition_key = any($1::uuid[])`,
    [requests.slice(1).map(({ id }) => id), portal.references.team],
  );

  const page = await portal.openPage('/events?view=causes');
  const cause = page.getByRole('list', { name: 'Causes of failure' }).getByRole('listitem').filter({ hasText: 'teamId: Invalid UUID' });
  await cause.getByText('3 events suffer from it').waitFor();
  await cause.getByRole('link', { name: requests[0]?.reference ?? '' }).waitFor();
  await expectAccessible(page);
  await pressByTab(cause.getByRole('button', { name: 'Redeliver all…' }));
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Redeliver 3 events.', { exact: true }).waitFor();
  await typeInto(dialog.getByRole('textbox', { name: 'Reason' }), 'The teams are there now');
  await expectAccessible(page);
  await pressByTab(dialog.getByRole('button', { name: 'Redeliver 3 events' }));

  const job = page.getByRole('region', { name: 'Recovery' });
  await job.getByText(/^Done in .*: 2 processed, 1 failed again\.$/).waitFor();
  await job.getByText('“The teams are there now”').waitFor();
  const failures = job.getByRole('table', { name: 'Events that failed again' });
  await failures.getByText(requests[0]?.reference ?? '').waitFor();
  await cause.getByText('1 event suffers from it').waitFor();
  await pressByTab(failures.getByRole('link', { name: 'RequestCreated #1' }));
  await page
    .getByRole('region', { name: 'The open event' })
    .getByText(/^Dead after 2 attempts/)
    .waitFor();
  await page.getByRole('table', { name: 'Delivery attempts of this event' }).getByText('same as 1').waitFor();

  await page.getByRole('tab', { name: 'Recoveries' }).click();
  await page.getByRole('table', { name: 'Recoveries' }).getByText('2 processed, 1 failed again').waitFor();
  await expectAccessible(page);
});

test('one event and a selection are redelivered by their keys', async () => {
  const requests = [await accept({ description: 'no team one' }), await accept({ description: 'no team two' })];
  await expectEvents('DEAD', requests, 2);
  const [one, other] = requests as [Accepted, Accepted];
  const mend = (request: Accepted) =>
    owner.query(`update integration.events set payload = jsonb_set(payload, '{teamId}', to_jsonb($2::text)) where partition_key = $1`, [
      request.id,
      portal.references.team,
    ]);
  const page = await portal.openPage(`/events?q=${one.reference}`);
  await page.getByText('1 event', { exact: true }).waitFor();
  await mend(one);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'The open event' });
  await detail.getByRole('group', { name: 'What can be done' }).waitFor();
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Redeliver 1 event.', { exact: true }).waitFor();
  await typeInto(dialog.getByRole('textbox', { name: 'Reason' }), 'Mended: r d x');
  await page.keyboard.press('Control+Enter');
  await detail.getByText(/^Done in .*: 1 processed\.$/).waitFor();
  await expectEvents('PROCESSED', [one], 1);

  await page.keyboard.press('Escape');
  await mend(other);
  await page.keyboard.press('/');
  // the text that stands there is selected
  await typeInto(page.getByRole('searchbox', { name: 'Search' }), other.reference);
  await page.getByRole('link', { name: other.reference }).waitFor();
  await page.getByText('1 event', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByRole('region', { name: 'Selected events' }).getByText('1 event selected').waitFor();
  await page.keyboard.press('r');
  await dialog.getByText('Redeliver 1 event.', { exact: true }).waitFor();
  await typeInto(dialog.getByRole('textbox', { name: 'Reason' }), 'Mended too');
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('region', { name: 'Recovery' })
    .getByText(/^Done in .*: 1 processed\.$/)
    .waitFor();
  await expectEvents('PROCESSED', [other], 1);
});

test('a selection that was found by a value of the payload is discarded, and taken back', async () => {
  const request = await accept({ description: 'no team at all', requesterName: 'Zoë "Z" O’Example' });
  await expectEvents('DEAD', [request], 1);
  const page = await portal.openPage('/events');
  await page.getByRole('searchbox', { name: 'Search' }).fill('requesterName=Zoë "Z" O’Example');
  await page.getByRole('tab', { name: /^dead 1/ }).waitFor();
  await page.getByText('1 event', { exact: true }).waitFor();
  const act = async (verb: string, button: string): Promise<void> => {
    await page.getByRole('checkbox', { name: `Select RequestCreated 1 of ${request.reference}` }).check();
    await page.getByRole('region', { name: 'Selected events' }).getByRole('button', { name: verb }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('It was a test');
    await page.getByRole('dialog').getByRole('button', { name: button }).click();
    await page
      .getByRole('region', { name: 'Recovery' })
      .getByText(/^Done in/)
      .waitFor();
  };
  await act('Discard…', 'Discard 1 event');
  await page.getByRole('tab', { name: /^discarded 1/ }).waitFor();
  await act('Restore…', 'Restore 1 event');
  await page.getByRole('tab', { name: /^dead 1/ }).waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('requesterName=Zoë "Z" O’Example');

  const reader = await portal.openPage(`/events?q=${request.reference}`, { role: 'auditor' });
  await reader.getByRole('button', { name: /^RequestCreated/ }).click();
  await reader.getByText(/^It is corrected, redelivered or discarded by an integrator/).waitFor();
  expect(await reader.getByRole('checkbox').count()).toBe(0);
  expect(await reader.getByRole('button', { name: /^Redeliver/ }).count()).toBe(0);
});
