import type { ExecutionResult } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Parts, startParts } from '../support/parts.ts';
import { move, openCase, type References, requestInput, seedReferences, submit } from '../support/seed.ts';
import { socketWith } from '../support/sockets.ts';
import { until } from '../support/until.ts';

let lab: Parts;
let references: References;
const clients: Client[] = [];

beforeAll(async () => {
  lab = await startParts();
  references = await seedReferences(lab);
});

afterAll(async () => {
  for (const client of clients) await client.dispose();
  await lab[Symbol.asyncDispose]();
});

type Watched<Data> = { messages: ExecutionResult<Data>[]; errors: unknown[]; closed: { code: number }[]; data: () => Data[]; stop(): void };

/** Follows a subscription as the portal does: the library reconnects, and the cursor of the last message goes along. */
function watch<Data extends Record<string, { cursor: string }>>(query: string, variables: Record<string, unknown> = {}): Watched<Data> {
  const messages: ExecutionResult<Data>[] = [];
  const errors: unknown[] = [];
  const closed: { code: number }[] = [];
  const client = createClient({
    url: `${lab.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: socketWith(lab.headers),
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: async () => await new Promise((resolve) => setTimeout(resolve, 50)),
    on: { closed: (event) => closed.push(event as { code: number }) },
  });
  clients.push(client);
  const payload = { query, variables: { ...variables } };
  const stop = client.subscribe<Data>(payload, {
    next: (message) => {
      messages.push(message as ExecutionResult<Data>);
      for (const { cursor } of Object.values<{ cursor: string }>(message.data ?? {})) payload.variables.after = cursor;
    },
    error: (error) => errors.push(error),
    complete: () => {},
  });
  return { messages, errors, closed, data: () => messages.map(({ data }) => data).filter((data) => data != null), stop };
}

async function findEnd(): Promise<string> {
  const { data } = await lab.ask<{ logCursor: string }>('{ logCursor }');
  return data.logCursor;
}

type CaseMessage = {
  operationCaseChanged: {
    cursor: string;
    change: { version: number; toStatus: string };
    operationCase: {
      id: string;
      serviceRequest: { reference: string; submission: { id: string } | null } | null;
      businessObject: { businessKey: string } | null;
    };
  };
};

const caseChanges = `subscription Watch($after: Cursor, $filter: OperationCaseFilter) { operationCaseChanged(after: $after, filter: $filter) {
  cursor change { version toStatus }
  operationCase { id serviceRequest { reference submission { id } } businessObject { businessKey } } } }`;

describe('a subscription through the gateway', () => {
  it('carries fields of other subgraphs with each change', async () => {
    const watched = watch<CaseMessage>(caseChanges, { after: await findEnd() });
    const opened = await openCase(lab, references);
    await move(lab, { caseId: opened.caseId, status: 'IN_PROGRESS' });
    await until('both changes', async () => watched.messages.length === 2);
    expect(watched.errors).toEqual([]);
    expect(watched.data().map(({ operationCaseChanged: { change } }) => change)).toEqual([
      { version: 1, toStatus: 'OPEN' },
      { version: 2, toStatus: 'IN_PROGRESS' },
    ]);
    for (const { operationCaseChanged } of watched.data()) {
      expect(operationCaseChanged.operationCase).toMatchObject({
        id: opened.caseId,
        serviceRequest: { reference: expect.stringMatching(/^REQ-/), submission: { id: expect.any(String) } },
        businessObject: { businessKey: expect.stringMatching(/^BO-/) },
      });
    }
  });

  it('tells steps of the cases that are searched for, and of no others', async () => {
    const { caseId, reference } = await openCase(lab, references);
    const other = await openCase(lab, references);
    const watched = watch<CaseMessage>(caseChanges, { after: await findEnd(), filter: { search: reference.toLowerCase() } });
    await move(lab, { caseId: other.caseId, status: 'IN_PROGRESS' });
    await move(lab, { caseId, status: 'IN_PROGRESS' });
    await until('the step', async () => watched.messages.length > 0);
    expect(watched.data().map(({ operationCaseChanged }) => operationCaseChanged.operationCase.id)).toEqual([caseId]);
  });

  it('tells from any cursor exactly what came after it', async () => {
    const from = await findEnd();
    const first = watch<CaseMessage>(caseChanges, { after: from });
    for (let n = 0; n < 4; n += 1) await openCase(lab, references);
    await until('four openings', async () => first.messages.length === 4);
    const ids = first.data().map(({ operationCaseChanged }) => operationCaseChanged.operationCase.id);
    const cursors = [from, ...first.data().map(({ operationCaseChanged }) => operationCaseChanged.cursor)];
    const resumed = cursors.map((after) => watch<CaseMessage>(caseChanges, { after }));
    await openCase(lab, references);
    await until('the fifth everywhere', async () => resumed.every(({ messages }, index) => messages.length === 5 - index));
    for (const [index, watched] of resumed.entries()) {
      expect(
        watched
          .data()
          .map(({ operationCaseChanged }) => operationCaseChanged.operationCase.id)
          .slice(0, -1),
      ).toEqual(ids.slice(index));
    }
  });

  it('answers with what there is while another subgraph is down, and names the rest by path and code', async () => {
    const watched = watch<CaseMessage>(caseChanges, { after: await findEnd() });
    await openCase(lab, references);
    await until('a whole message', async () => watched.messages.length === 1);
    const opened = await openCase(lab, references);
    await until('another whole message', async () => watched.messages.length === 2);
    await lab.stop('canonical');
    await move(lab, { caseId: opened.caseId, status: 'IN_PROGRESS' });
    await until('a partial message', async () => watched.messages.length === 3);
    await lab.start('canonical');
    const partial = watched.messages[2];
    expect(partial?.data?.operationCaseChanged.operationCase).toMatchObject({ id: opened.caseId, businessObject: null });
    expect(partial?.errors).toMatchObject([
      { path: ['operationCaseChanged', 'operationCase', 'businessObject'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } },
    ]);
    expect(JSON.stringify(partial)).not.toMatch(/127\.0\.0\.1|localhost|ECONN/);
    expect(watched.closed).toEqual([]);
    await move(lab, { caseId: opened.caseId, status: 'COMPLETED' });
    await until('a whole message again', async () => watched.messages.length === 4);
    expect(watched.messages[3]?.errors).toBeUndefined();
  });

  it('goes on without gap or repetition when its subgraph, then the gateway, restarts', async () => {
    const watched = watch<CaseMessage>(caseChanges, { after: await findEnd() });
    const opened = await openCase(lab, references);
    await until('the opening', async () => watched.messages.length === 1);
    await lab.stop('operational');
    await submitUnseen();
    await lab.start('operational');
    await until('what happened meanwhile', async () => watched.messages.length === 2);
    expect(watched.closed).toEqual([]);
    await move(lab, { caseId: opened.caseId, status: 'IN_PROGRESS' });
    await until('the step', async () => watched.messages.length === 3);
    await lab.stop('gateway');
    await lab.start('gateway');
    await move(lab, { caseId: opened.caseId, status: 'COMPLETED' });
    await until('the last step', async () => watched.messages.length === 4);
    expect(watched.closed.map(({ code }) => code)).toContain(1012);
    expect(watched.data().map(({ operationCaseChanged: { change } }) => change.toStatus)).toEqual([
      'OPEN',
      'OPEN',
      'IN_PROGRESS',
      'COMPLETED',
    ]);
    const cursors = watched.data().map(({ operationCaseChanged: { cursor } }) => cursor);
    expect(new Set(cursors).size).toBe(4);
  });

  it('begins when its subgraph comes back, if it was asked for in the meantime', async () => {
    const after = await findEnd();
    await lab.stop('operational');
    const watched = watch<CaseMessage>(caseChanges, { after });
    await submitUnseen();
    await lab.start('operational');
    await until('the opening', async () => watched.messages.length === 1);
    expect(watched.errors).toEqual([]);
  });

  it('costs the subgraph one subscription, however many ask the same', async () => {
    const after = await findEnd();
    const all = Array.from({ length: 30 }, () => watch<CaseMessage>(caseChanges, { after }));
    await openCase(lab, references);
    await until('everybody told', async () => all.every(({ messages }) => messages.length === 1));
    const { rows } = await lab.pool.query<{ listeners: number }>(
      "select count(*) as listeners from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
    );
    expect(rows[0]?.listeners).toBeLessThanOrEqual(2);
    expect(new Set(all.map(({ messages }) => JSON.stringify(messages))).size).toBe(1);
  });

  it.each([
    ['no cursor at all', 'nonsense'],
    ['a cursor of a list', Buffer.from('["abc","2026-01-01","x"]').toString('base64url')],
  ])('is refused with %s, and the socket stays', async (_what, after) => {
    const watched = watch<CaseMessage>(caseChanges, { after });
    await until('a refusal', async () => watched.errors.length === 1);
    expect(watched.errors[0]).toMatchObject([{ path: ['operationCaseChanged'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(watched.closed.map(({ code }) => code)).not.toContain(1011);
  });

  it('is refused with a cursor of another subscription', async () => {
    const other = watch<CaseMessage>(caseChanges, { after: await findEnd() });
    await openCase(lab, references);
    await until('a cursor', async () => other.messages.length === 1);
    const [message] = other.data();
    const watched = watch('subscription ($after: Cursor) { activityRecorded(after: $after) { cursor } }', {
      after: message?.operationCaseChanged.cursor,
    });
    await until('a refusal', async () => watched.errors.length === 1);
    expect(watched.errors[0]).toMatchObject([{ message: expect.stringContaining('another subscription') }]);
  });
});

/** A request whose case is opened while the operational subgraph is away: the worker has that domain's commands itself. */
async function submitUnseen(): Promise<void> {
  const { submission } = await submit(lab, requestInput(references));
  await until('the case', async () => {
    const { rowCount } = await lab.pool.query('select from operational.operation_cases where request_id = $1', [
      submission?.serviceRequest.id,
    ]);
    return rowCount === 1;
  });
}
