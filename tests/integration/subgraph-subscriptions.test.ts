import { type Client, createClient } from 'graphql-ws';
import { type Pool, withTransaction } from 'lib/db.ts';
import type { SubgraphName } from 'lib/sdl.ts';
import type { Service } from 'lib/service.ts';
import { start as startCanonical } from 'subgraphs/canonical/main.ts';
import { discard, redeliver, restore, resubmit } from 'subgraphs/canonical/recovery/commands.ts';
import { start as startOperational } from 'subgraphs/operational/main.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Drainer, drain } from 'worker/drain.ts';
import WebSocket from 'ws';
import { startLab, type TestLab } from '../support/lab.ts';
import { move, moveMany, type References, requestInput, seedReferences, submitMany } from '../support/seed.ts';
import { signedSubscription } from '../support/signed.ts';
import { until } from '../support/until.ts';

/** A lab whose worker is the test, and two of its subgraphs once more, with addresses that the test knows. */
let lab: TestLab;
let references: References;
let drainer: Drainer;
let canonical: Service;
let operational: Service;
let clients: Client[];

beforeEach(async () => {
  lab = await startLab({ worker: false, settings: { MAX_ATTEMPTS: '2' } });
  references = await seedReferences(lab);
  const { pool, boss, config } = lab.runtime;
  drainer = { pool, boss, policy: config, worker: 'test' };
  canonical = await startCanonical(await lab.runtimeOf('canonical'));
  operational = await startOperational(await lab.runtimeOf('operational'));
  clients = [];
  return async () => {
    for (const client of clients) await client.dispose();
    await Promise.all([canonical.stop(), operational.stop()]);
    await lab[Symbol.asyncDispose]();
  };
});

type Message<Field extends string, Payload> = { [F in Field]: Payload & { cursor: string } };
type Answer = { data?: Record<string, never> | null; errors?: { message: string; path?: unknown; extensions: { code: string } }[] };

type Subscribed<Payload> = {
  payloads: (Payload & { cursor: string })[];
  /** Whole answers, with errors. */
  answers: Answer[];
  /** What ended it, if it was not the client. */
  failure(): unknown;
  isComplete(): boolean;
  have(count: number): Promise<void>;
  stop(): void;
};

/** What clients are connected to: a subgraph believes what is signed for it. */
const names = new WeakMap<Client, SubgraphName>();

function connect(service: Service): Client {
  const client = createClient({ url: service.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  clients.push(client);
  names.set(client, service.name as SubgraphName);
  return client;
}

function signPayload(query: string) {
  return { query, extensions: signedSubscription('canonical', { query }) };
}

/** Subscribes to one field and waits until the service follows on its behalf. */
function subscribe<Payload>(service: Service | Client, selection: string, variables: Record<string, unknown> = {}): Subscribed<Payload> {
  const client = 'subscribe' in service ? service : connect(service);
  const field = selection.trim().split(/\W/, 1)[0] ?? '';
  const declared = Object.keys(variables).map((name) => `$${name}: ${types[name]}`);
  const answers: Answer[] = [];
  const payloads: (Payload & { cursor: string })[] = [];
  let failure: unknown;
  let isComplete = false;
  const operation = { query: `subscription ${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${selection} }`, variables };
  const extensions = signedSubscription(names.get(client) ?? 'canonical', operation);
  const stop = client.subscribe<Message<string, Payload>>(
    { ...operation, extensions },
    {
      next: (answer) => {
        answers.push(answer as unknown as Answer);
        const payload = answer.data?.[field];
        if (payload) payloads.push(payload);
      },
      error: (error) => {
        failure = error;
      },
      complete: () => {
        isComplete = true;
      },
    },
  );
  return {
    payloads,
    answers,
    failure: () => failure,
    isComplete: () => isComplete,
    have: async (count) => {
      await until(`${count} messages of ${field} have come`, async () => {
        if (failure) throw new Error(`${field} failed`, { cause: failure });
        return answers.length >= count;
      });
    },
    stop,
  };
}

const types: Record<string, string> = { after: 'Cursor', requestId: 'ID', cases: 'OperationCaseFilter', events: 'EventFilter' };

async function cursorNow(): Promise<string> {
  const { data } = await lab.ask<{ logCursor: string }>('{ logCursor }');
  return data.logCursor;
}

async function accept(count: number): Promise<string[]> {
  const { results } = await submitMany(
    lab,
    Array.from({ length: count }, () => requestInput(references)),
  );
  return results.map((result) => result.submission?.serviceRequest.id ?? '');
}

async function caseOf(requestId: string | undefined): Promise<string> {
  const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases where request_id = $1::uuid', [
    requestId,
  ]);
  return rows[0]?.id ?? '';
}

async function eventOf(requestId: string | undefined): Promise<string> {
  const { rows } = await lab.pool.query<{ id: string }>(
    'select id from integration.events where partition_key = $1::uuid and sequence = 1',
    [requestId],
  );
  return rows[0]?.id ?? '';
}

/** The canonical subgraph, and how often it has executed statements of a name. */
async function startCounted(): Promise<{ service: Service; executed: (statement: string) => number }> {
  const statements: string[] = [];
  const runtime = await lab.runtimeOf('canonical');
  const pool: Pool = Object.create(runtime.pool, {
    query: {
      value: (...args: Parameters<Pool['query']>) => {
        statements.push(String(args[0]));
        return runtime.pool.query(...args);
      },
    },
  });
  const service = await startCanonical({ ...runtime, pool });
  return { service, executed: (name) => statements.filter((statement) => statement.includes(name)).length };
}

describe('what happens', () => {
  test('is told to each subscription, with everything that can be reached from there', async () => {
    const after = await cursorNow();
    const activity = subscribe<{ activity: { kind: string; serviceRequest: { id: string; businessObject: object | null } } }>(
      canonical,
      'activityRecorded(after: $after) { cursor activity { kind serviceRequest { id businessObject { status } } } }',
      { after },
    );
    const lineage = subscribe<{ lineageRecord: object }>(
      canonical,
      'lineageRecorded(after: $after) { cursor lineageRecord { relation from { id } to { type } event { type syncLogs { outcome } } } }',
      { after },
    );
    const changes = subscribe<{ status: string; event: object }>(
      canonical,
      'eventChanged(after: $after) { cursor status recordedTime event { type sequence serviceRequest { id } } }',
      { after },
    );
    const steps = subscribe<{ change: object; operationCase: object }>(
      operational,
      'operationCaseChanged(after: $after) { cursor change { fromStatus toStatus version } operationCase { id history { toStatus } } }',
      { after },
    );
    const [request = ''] = await accept(1);
    await Promise.all([activity.have(2), changes.have(1)]);
    await drain(drainer, [request]);
    await Promise.all([activity.have(6), lineage.have(2), changes.have(2), steps.have(1)]);
    const caseId = await caseOf(request);
    await move(lab, { caseId, status: 'IN_PROGRESS' });
    await drain(drainer, [request]);
    await Promise.all([activity.have(8), changes.have(4), steps.have(2)]);

    expect(activity.payloads.map((payload) => payload.activity.kind)).toEqual([
      ...['RECEIVED', 'RECORDED', 'OPENED', 'MAPPED', 'LINKED', 'LINKED', 'MOVED', 'MAPPED'],
    ]);
    expect(activity.payloads[0]?.activity.serviceRequest).toEqual({ id: request, businessObject: null });
    expect(activity.payloads.at(-1)?.activity.serviceRequest).toEqual({ id: request, businessObject: { status: 'IN_PROGRESS' } });
    expect(lineage.payloads.map((payload) => payload.lineageRecord)).toEqual([
      {
        relation: 'OPENED_AS',
        from: { id: request },
        to: { type: 'OPERATION_CASE' },
        event: { type: 'RequestCreated', syncLogs: [{ outcome: 'PROCESSED' }] },
      },
      {
        relation: 'REPRESENTED_BY',
        from: { id: caseId },
        to: { type: 'BUSINESS_OBJECT' },
        event: { type: 'RequestCreated', syncLogs: [{ outcome: 'PROCESSED' }] },
      },
    ]);
    expect(changes.payloads.map(({ status, event }) => ({ status, event }))).toMatchObject([
      { status: 'PENDING', event: { type: 'RequestCreated', sequence: 1, serviceRequest: { id: request } } },
      { status: 'PROCESSED', event: { sequence: 1 } },
      { status: 'PENDING', event: { type: 'OperationalCaseStatusChanged', sequence: 2 } },
      { status: 'PROCESSED', event: { sequence: 2 } },
    ]);
    // the case as it is when the step is told, not as it was when the first one was
    expect(steps.payloads.map(({ change, operationCase }) => ({ change, operationCase }))).toEqual([
      { change: { fromStatus: null, toStatus: 'OPEN', version: 1 }, operationCase: { id: caseId, history: [{ toStatus: 'OPEN' }] } },
      {
        change: { fromStatus: 'OPEN', toStatus: 'IN_PROGRESS', version: 2 },
        operationCase: { id: caseId, history: [{ toStatus: 'OPEN' }, { toStatus: 'IN_PROGRESS' }] },
      },
    ]);
    for (const { answers } of [activity, lineage, changes, steps]) expect(answers.flatMap((answer) => answer.errors ?? [])).toEqual([]);
  });

  test('to an event is told status by status, whoever or whatever changes it', async () => {
    const after = await cursorNow();
    const changes = subscribe<{ status: string; recordedTime: string; event: { id: string } }>(
      canonical,
      'eventChanged(after: $after) { cursor status recordedTime event { id } }',
      { after },
    );
    const [request = ''] = await accept(1);
    const event = await eventOf(request);
    const poison = (team: string): Promise<unknown> =>
      lab.pool.query(`update integration.events set payload = jsonb_set(payload, '{teamId}', to_jsonb($2::text)) where id = $1::uuid`, [
        event,
        team,
      ]);
    const by = { actor: 'test', reason: 'because' };
    const asked = (command: typeof discard): Promise<unknown> =>
      withTransaction(lab.pool, (tx) => command(lab.runtime.boss, tx, [event], by));
    // a fault that may pass
    await lab.pool.query(
      `create function canonical.fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`,
    );
    await lab.pool.query('create trigger fail before insert on canonical.business_objects for each row execute function canonical.fail()');
    await drain(drainer, [request]);
    await lab.pool.query('drop trigger fail on canonical.business_objects');
    await lab.pool.query('update integration.events set next_attempt_at = now() where id = $1::uuid', [event]);
    await poison('no team');
    await drain(drainer, [request]);
    await asked(discard);
    await asked(restore);
    await asked(redeliver);
    await drain(drainer, [request]);
    const { rows } = await lab.pool.query<{ payload: object }>('select payload from integration.events where id = $1::uuid', [event]);
    await withTransaction(lab.pool, (tx) =>
      resubmit(lab.runtime.boss, tx, {
        ...by,
        eventId: event,
        payload: { ...rows[0]?.payload, teamId: references.team },
        expectedRevision: null,
      }),
    );
    await drain(drainer, [request]);
    const story = ['PENDING', 'RETRYING', 'DEAD', 'DISCARDED', 'DEAD', 'PENDING', 'DEAD', 'PENDING', 'PROCESSED'];
    await changes.have(story.length);
    expect(changes.payloads.map((payload) => payload.status)).toEqual(story);
    expect(new Set(changes.payloads.map((payload) => payload.event.id))).toEqual(new Set([event]));

    // each change by the cause that the event stood at then, and the same whenever it is asked for
    const { rows: causes } = await lab.pool.query<{ error_fingerprint: string }>(
      `select distinct error_fingerprint from integration.sync_logs where outcome = 'dead'`,
    );
    expect(causes).toHaveLength(1);
    const ofCause = subscribe<{ status: string }>(canonical, 'eventChanged(after: $after, filter: $events) { cursor status }', {
      after,
      events: { errorFingerprints: causes.map((cause) => cause.error_fingerprint), requestIds: [request] },
    });
    await ofCause.have(6);
    expect(ofCause.payloads.map((payload) => payload.status)).toEqual(['DEAD', 'DISCARDED', 'DEAD', 'PENDING', 'DEAD', 'PENDING']);
    const ofStatus = subscribe<{ status: string }>(canonical, 'eventChanged(after: $after, filter: $events) { cursor status }', {
      after,
      events: { statuses: ['RETRYING', 'PROCESSED'], types: ['RequestCreated'] },
    });
    await ofStatus.have(2);
    expect(ofStatus.payloads.map((payload) => payload.status)).toEqual(['RETRYING', 'PROCESSED']);
  });

  test('to cases is told as the filter of the list means it', async () => {
    const after = await cursorNow();
    const requests = await accept(3);
    await drain(drainer, requests);
    const [first, second, third] = await Promise.all(requests.map(caseOf));
    const at = (minute: number): string => `2026-01-01T00:0${minute}:00.000Z`;
    await moveMany(lab, [
      { caseId: first, status: 'IN_PROGRESS', changedAt: at(1) },
      { caseId: second, status: 'REJECTED', changedAt: at(2) },
      { caseId: first, status: 'COMPLETED', changedAt: at(3) },
    ]);
    const told = async (cases: Record<string, unknown>, count: number): Promise<string[]> => {
      const steps = subscribe<{ change: { toStatus: string }; operationCase: { id: string } }>(
        operational,
        'operationCaseChanged(after: $after, filter: $cases) { cursor change { toStatus } operationCase { id } }',
        { after, cases },
      );
      await steps.have(count);
      steps.stop();
      const names = new Map([
        [first, 'first'],
        [second, 'second'],
        [third, 'third'],
      ]);
      return steps.payloads.map(({ change, operationCase }) => `${names.get(operationCase.id)} ${change.toStatus}`);
    };
    expect(await told({ statuses: ['REJECTED', 'COMPLETED'] }, 2)).toEqual(['second REJECTED', 'first COMPLETED']);
    expect(await told({ ids: [first?.toUpperCase()] }, 3)).toEqual(['first OPEN', 'first IN_PROGRESS', 'first COMPLETED']);
    expect(await told({ requestIds: [requests[1]] }, 2)).toEqual(['second OPEN', 'second REJECTED']);
    expect(await told({ requestIds: requests.slice(1), statuses: ['OPEN'] }, 2)).toEqual(
      expect.arrayContaining(['second OPEN', 'third OPEN']),
    );
    // half-open, as in the list
    expect(await told({ changedAt: { from: at(1), to: at(3) } }, 2)).toEqual(['first IN_PROGRESS', 'second REJECTED']);
    expect(
      await told({ teamIds: [references.team], customerIds: [references.customer], priorities: ['MEDIUM'], statuses: ['REJECTED'] }, 1),
    ).toEqual(['second REJECTED']);

    const nothing = subscribe(operational, 'operationCaseChanged(after: $after, filter: $cases) { cursor }', {
      after,
      cases: { customerIds: [references.otherCustomer] },
    });
    const empty = subscribe(operational, 'operationCaseChanged(after: $after, filter: $cases) { cursor }', { after, cases: { ids: [] } });
    const everything = subscribe(operational, 'operationCaseChanged(after: $after, filter: $cases) { cursor }', { after, cases: {} });
    await everything.have(6);
    expect([...nothing.answers, ...empty.answers]).toEqual([]);
  });

  test('to one request is told alone', async () => {
    const after = await cursorNow();
    const [mine = '', ...others] = await accept(3);
    const told = subscribe<{ activity: { serviceRequest: { id: string } } }>(
      canonical,
      'activityRecorded(after: $after, requestId: $requestId) { cursor activity { serviceRequest { id } } }',
      { after, requestId: mine.toUpperCase() },
    );
    const linked = subscribe(canonical, 'lineageRecorded(after: $after, requestId: $requestId) { cursor }', { after, requestId: mine });
    await told.have(2);
    await drain(drainer, others);
    await drain(drainer, [mine]);
    await Promise.all([told.have(6), linked.have(2)]);
    expect(new Set(told.payloads.map((payload) => payload.activity.serviceRequest.id))).toEqual(new Set([mine]));
    expect(told.payloads).toHaveLength(6);
  });

  test('together is loaded together', async () => {
    const { service: counted, executed } = await startCounted();
    const after = await cursorNow();
    const requests = await accept(300);
    await drain(drainer, requests);
    const told = subscribe(
      counted,
      'lineageRecorded(after: $after) { cursor lineageRecord { event { id } serviceRequest: from { id } } }',
      { after },
    );
    await told.have(600);
    // in batches of 100 at most
    expect(executed('canonical.findEventsByIds')).toBeLessThanOrEqual(10);
    await counted.stop();
  });
});

describe('a subscription', () => {
  test('goes on at another process where it ended when the service stopped', async () => {
    const closed: unknown[] = [];
    const after = await cursorNow();
    const told = subscribe<{ activity: { kind: string } }>(canonical, 'activityRecorded(after: $after) { cursor activity { kind } }', {
      after,
    });
    clients[0]?.on('closed', (event) => closed.push(event));
    const [request = ''] = await accept(1);
    await told.have(2);
    await canonical.stop();
    await until('the client knows', async () => closed.length > 0);
    expect(closed).toMatchObject([{ code: 1012, reason: 'the service stops' }]);
    await drain(drainer, [request]);
    canonical = await startCanonical(await lab.runtimeOf('canonical'));
    const resumed = subscribe<{ activity: { kind: string } }>(canonical, 'activityRecorded(after: $after) { cursor activity { kind } }', {
      after: told.payloads.at(-1)?.cursor,
    });
    await resumed.have(4);
    expect([...told.payloads, ...resumed.payloads].map((payload) => payload.activity.kind)).toEqual([
      ...['RECEIVED', 'RECORDED', 'OPENED', 'MAPPED', 'LINKED', 'LINKED'],
    ]);
  });

  test('that nobody needs any more is over at the service too', async () => {
    const client = connect(canonical);
    const one = subscribe(client, 'activityRecorded { cursor }');
    const other = subscribe(client, 'lineageRecorded { cursor }');
    const listeners = async (): Promise<number | undefined> =>
      (
        await lab.pool.query<{ count: number }>(
          `select count(*) as count from pg_stat_activity where datname = current_database() and application_name = 'lab canonical listener'`,
        )
      ).rows[0]?.count;
    await until('the service follows', async () => (await listeners()) === 1);
    one.stop();
    await accept(1);
    expect(await listeners()).toBe(1);
    other.stop();
    await until('nobody follows', async () => (await listeners()) === 0);
    subscribe(client, 'lineageRecorded { cursor }');
    await until('the service follows', async () => (await listeners()) === 1);
    await client.dispose();
    await until('nobody follows', async () => (await listeners()) === 0);
  });

  test('of a client that does not read is not executed, holds up nobody, and goes on when it reads', async () => {
    const after = await cursorNow();
    const wide = 'cursor activity { message serviceRequest { activity { id message } } }';
    const { service: counted, executed } = await startCounted();
    const socket = new WebSocket(counted.url.replace('http', 'ws'), 'graphql-transport-ws');
    const received: { type: string }[] = [];
    socket.on('message', (data) => received.push(JSON.parse(String(data))));
    await new Promise((resolve) => socket.once('open', resolve));
    socket.send(JSON.stringify({ type: 'connection_init' }));
    await until('the connection is acknowledged', async () => received.length === 1);
    socket.pause();
    socket.send(
      JSON.stringify({
        id: '1',
        type: 'subscribe',
        payload: signPayload(`subscription { activityRecorded(after: "${after}") { ${wide} } }`),
      }),
    );
    const quick = subscribe(counted, `activityRecorded(after: $after) { ${wide} }`, { after });
    const rows = 5_000;
    await lab.pool.query(
      `insert into integration.activity (partition_key, kind, subject_type, subject_id, actor, message, correlation_id, time)
      select uuidv7(), 'moved', 'service_request', uuidv7(), 'test', repeat('x', 4000) || i, uuidv7(), now() from generate_series(1, $1) i`,
      [rows],
    );
    await quick.have(rows);
    expect(received).toHaveLength(1);
    // each batch asks once: two for every hundred rows if both had got everything
    expect(executed('canonical.findActivityByStreams')).toBeLessThan((rows / 100) * 1.5);
    socket.resume();
    await until('all has come', async () => received.length === rows + 1);
    type Next = { payload: { data: { activityRecorded: { activity: { message: string } } } } };
    const places = received
      .slice(1)
      .map((message) => Number((message as unknown as Next).payload.data.activityRecorded.activity.message.slice(4_000)));
    expect(places).toEqual(Array.from({ length: rows }, (_, index) => index + 1));
    socket.close();
    await counted.stop();
  });
});

describe('what cannot be done', () => {
  const failureOf = async (selection: string, variables: Record<string, unknown> = {}): Promise<unknown> => {
    const failed = subscribe(canonical, selection, variables);
    return await until('it fails', async () => failed.failure());
  };

  test('is said with a code that tells whose fault it is', async () => {
    expect(await failureOf('activityRecorded(after: "nonsense") { cursor }')).toMatchObject([
      { message: expect.stringContaining('is not a cursor of a log'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(await failureOf('lineageRecorded(requestId: $requestId) { cursor }', { requestId: 'REQ-2026-000001' })).toMatchObject([
      { message: expect.stringContaining('not its reference'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(
      await failureOf('eventChanged(filter: $events) { cursor }', { events: { types: Array.from({ length: 501 }, () => 'x') } }),
    ).toMatchObject([{ message: expect.stringContaining('at most 500'), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(
      await failureOf('eventChanged(filter: $events) { cursor }', { events: { payload: { path: 'priority', value: 'high' } } }),
    ).toMatchObject([{ message: expect.stringContaining('knows no payloads'), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await failureOf('activityRecorded { nothing }')).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    expect(await failureOf('activityRecorded {')).toMatchObject([{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }]);
    expect(await failureOf('activityRecorded { cursor } lineageRecorded { cursor }')).toMatchObject([
      { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });

  test('queries and mutations are sent elsewhere', async () => {
    const client = connect(canonical);
    for (const query of [
      '{ logCursor }',
      'mutation { redeliverEvents(input: { idempotencyKey: "a", selection: {}, reason: "b" }) { job { id } } }',
    ]) {
      const outcome = await new Promise((resolve) =>
        client.subscribe(signPayload(query), { next: resolve, error: resolve, complete: () => {} }),
      );
      expect(outcome).toMatchObject([{ message: expect.stringContaining('HTTP POST'), extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });

  test('a cursor of one subscription is no cursor of another, and one of logCursor is good for all', async () => {
    const after = await cursorNow();
    const told = subscribe(canonical, 'activityRecorded(after: $after) { cursor }', { after });
    const [request = ''] = await accept(1);
    await drain(drainer, [request]);
    await told.have(6);
    expect(await failureOf('lineageRecorded(after: $after) { cursor }', { after: told.payloads[0]?.cursor })).toMatchObject([
      { message: expect.stringContaining('a cursor of another subscription'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    for (const [service, field] of [
      [canonical, 'eventChanged'],
      [canonical, 'lineageRecorded'],
      [operational, 'operationCaseChanged'],
    ] as const) {
      await subscribe(service, `${field}(after: $after) { cursor }`, { after }).have(1);
    }
  });

  test('a fault of the inside is a number to ask for, and the next message comes', async () => {
    const told = subscribe<{ lineageRecord: { id: string } }>(
      canonical,
      'lineageRecorded(after: $after) { cursor lineageRecord { id event { id } } }',
      {
        after: await cursorNow(),
      },
    );
    await lab.pool.query(
      `insert into canonical.lineage_records (from_type, from_id, to_type, to_id, relation, request_id, event_id, correlation_id, time)
      values ('service_request', uuidv7(), 'operation_case', uuidv7(), 'opened_as', uuidv7(), uuidv7(), uuidv7(), now())`,
    );
    const [request = ''] = await accept(1);
    await drain(drainer, [request]);
    await told.have(3);
    const [error] = told.answers[0]?.errors ?? [];
    expect(error).toMatchObject({ path: ['lineageRecorded', 'lineageRecord', 'event'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(error?.message).toMatch(/^Internal error, reported as [0-9a-f-]{36}$/);
    expect(told.answers.slice(1).flatMap((answer) => answer.errors ?? [])).toEqual([]);
  });

  test('what is no subscription at all is turned away, and the service lives', async () => {
    const outcomeOf = (path: string, protocol: string, ...messages: string[]): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(new URL(path, canonical.url.replace('http', 'ws')), protocol);
        socket.once('open', () => {
          for (const message of messages) socket.send(message);
        });
        socket.once('error', (error) => resolve(error.message));
        socket.once('close', (code) => resolve(String(code)));
      });
    const init = JSON.stringify({ type: 'connection_init' });
    expect(await outcomeOf('/elsewhere', 'graphql-transport-ws')).toContain('404');
    expect(await outcomeOf('/graphql', 'graphql-ws')).toContain('Server sent no subprotocol');
    expect(await outcomeOf('/graphql', 'graphql-transport-ws', '{')).toBe('4400');
    expect(await outcomeOf('/graphql', 'graphql-transport-ws', init, init)).toBe('4429');
    expect(
      await outcomeOf('/graphql', 'graphql-transport-ws', JSON.stringify({ id: '1', type: 'subscribe', payload: { query: '{ a }' } })),
    ).toBe('4401');
    expect(await outcomeOf('/graphql', 'graphql-transport-ws', 'x'.repeat(2 * 1024 * 1024))).toBe('1009');
    const told = subscribe(canonical, 'activityRecorded(after: $after) { cursor }', { after: await cursorNow() });
    await accept(1);
    await told.have(2);
  });
});
