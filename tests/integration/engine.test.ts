import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Drainer, drain } from 'worker/drain.ts';
import { reconcileOnSchedule, ringAbandoned } from 'worker/sweep.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { brokenPromises, move, type References, requestInput, seedReferences, submit, submitMany } from '../support/seed.ts';

/** A lab whose worker is the test: it drains what it wants, when it wants. */
async function prepare(settings: Record<string, string> = {}): Promise<{ lab: TestLab; references: References; drainer: Drainer }> {
  const lab = await startLab({ worker: false, settings });
  const references = await seedReferences(lab);
  const { pool, boss, config } = lab.runtime;
  return { lab, references, drainer: { pool, boss, policy: config, worker: 'test' } };
}

let lab: TestLab;
let references: References;
let drainer: Drainer;

beforeEach(async () => {
  ({ lab, references, drainer } = await prepare());
  return async () => await lab[Symbol.asyncDispose]();
});

async function accept(count: number): Promise<string[]> {
  const { results } = await submitMany(
    lab,
    Array.from({ length: count }, () => requestInput(references)),
  );
  return results.map((result) => result.submission?.serviceRequest.id ?? '');
}

type EventState = {
  id: string;
  sequence: number;
  status: string;
  attempts: number;
  error_code: string | null;
  next_attempt_at: Date | null;
};

async function eventsOf(stream: string): Promise<EventState[]> {
  const { rows } = await lab.pool.query<EventState>(
    'select id, sequence, status, attempts, error_code, next_attempt_at from integration.events where partition_key = $1 order by sequence',
    [stream],
  );
  return rows;
}

async function caseOf(requestId: string): Promise<string> {
  const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases where request_id = $1', [requestId]);
  return rows[0]?.id ?? '';
}

async function makeDue(stream: string): Promise<void> {
  await lab.pool.query(`update integration.events set next_attempt_at = now() where partition_key = $1 and status = 'retrying'`, [stream]);
}

describe('exactly once', () => {
  test('the same stream drained again and again is applied once', async () => {
    const [stream = ''] = await accept(1);
    expect(await drain(drainer, [stream, stream])).toEqual({ processed: 1, failed: 0, skipped: 0 });
    expect(await drain(drainer, [stream])).toEqual({ processed: 0, failed: 0, skipped: 0 });
    expect(await eventsOf(stream)).toMatchObject([{ status: 'processed', attempts: 1 }]);
  });

  test('many drains at once over the same streams lose nothing and do nothing twice', async () => {
    const streams = await accept(200);
    const shuffled = () => streams.toSorted(() => Math.random() - 0.5);
    const reports = await Promise.all(Array.from({ length: 6 }, () => drain(drainer, shuffled())));
    // what one skipped, because another held it, the other has applied
    expect(reports.reduce((sum, report) => sum + report.processed, 0)).toBe(200);
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('a drain that does not commit leaves nothing behind, and the next one does it all', async () => {
    const streams = await accept(3);
    const broken: Drainer = {
      ...drainer,
      boss: { insert: () => Promise.reject(new Error('Connection terminated')) } as unknown as Drainer['boss'],
    };
    // a stream nobody knows is "skipped", and ringing for it is the last statement of the drain
    await expect(drain(broken, [...streams, randomUUID()])).rejects.toThrow('Connection terminated');
    expect((await Promise.all(streams.map(eventsOf))).flat().map((event) => event.status)).toEqual(['pending', 'pending', 'pending']);
    expect((await drain(drainer, streams)).processed).toBe(3);
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

describe('in order', () => {
  test('several events of a stream are applied in one drain, first to last', async () => {
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    const caseId = await caseOf(stream);
    await move(lab, { caseId, status: 'IN_PROGRESS' });
    await move(lab, { caseId, status: 'COMPLETED' });
    expect((await drain(drainer, [stream])).processed).toBe(2);
    const { rows } = await lab.pool.query('select version, status, case_version from canonical.object_versions order by version');
    expect(rows).toEqual([
      { version: 1, status: 'active', case_version: 1 },
      { version: 2, status: 'in_progress', case_version: 2 },
      { version: 3, status: 'completed', case_version: 3 },
    ]);
  });

  test('an event waits for the one before it, which is dead, and says that it is blocked', async () => {
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    const caseId = await caseOf(stream);
    await move(lab, { caseId, status: 'IN_PROGRESS' });
    await move(lab, { caseId, status: 'REJECTED' });
    await lab.pool.query(`update integration.events set payload = payload - 'toStatus' where partition_key = $1 and sequence = 2`, [
      stream,
    ]);
    expect(await drain(drainer, [stream])).toEqual({ processed: 0, failed: 1, skipped: 0 });
    expect(await eventsOf(stream)).toMatchObject([
      { status: 'processed' },
      { status: 'dead', error_code: 'PAYLOAD_INVALID', attempts: 1 },
      { status: 'pending', attempts: 0 },
    ]);
    const { data } = await lab.ask<{ serviceRequest: { events: { isBlocked: boolean }[] } }>(
      'query ($id: ID!) { serviceRequest(id: $id) { events { isBlocked } } }',
      { id: stream },
    );
    expect(data.serviceRequest.events.map((event) => event.isBlocked)).toEqual([false, false, true]);
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

describe('poison among good', () => {
  test.each([
    // whoever changes the type of a stored event breaks a promise, and the balance names it
    ['an unknown type', `type = 'SomethingElse'`, 'UNKNOWN_EVENT_TYPE', ['first_event_per_request']],
    ['an unknown version', 'schema_version = 9', 'UNKNOWN_EVENT_VERSION', []],
    ['a payload of another form', `payload = '{"requestId": 5}'`, 'PAYLOAD_INVALID', []],
    ['a payload whose team does not exist', `payload = jsonb_set(payload, '{teamId}', to_jsonb(uuidv7()::text))`, 'REFERENCE_UNKNOWN', []],
  ])('%s is dead at once, costs only itself, and is shown', async (_what, poison, code, broken) => {
    const streams = await accept(40);
    const [poisoned = ''] = streams.slice(17);
    await lab.pool.query(`update integration.events set ${poison} where partition_key = $1`, [poisoned]);
    expect(await drain(drainer, streams)).toEqual({ processed: 39, failed: 1, skipped: 0 });
    expect(await eventsOf(poisoned)).toMatchObject([{ status: 'dead', attempts: 1, error_code: code }]);
    const { data } = await lab.ask<{
      events: { nodes: { error: { code: string; fingerprint: string }; syncLogs: { outcome: string; errorCode: string }[] }[] };
      serviceRequests: { nodes: { id: string }[] };
    }>(`{
      events(filter: { statuses: [DEAD] }) { nodes { error { code fingerprint } syncLogs { outcome errorCode } } }
      serviceRequests(filter: { eventStatuses: [DEAD] }) { nodes { id } }
    }`);
    expect(data.events.nodes).toMatchObject([{ error: { code }, syncLogs: [{ outcome: 'DEAD', errorCode: code }] }]);
    expect(data.serviceRequests.nodes).toEqual([{ id: poisoned }]);
    expect((await brokenPromises(lab)).map((promise) => promise.split(':')[0])).toEqual(broken);
  });
});

describe('what may pass by itself is tried again', () => {
  /** Fails every business object, as a bug would: by an exception that is no broken rule. */
  async function breakHandler(): Promise<() => Promise<void>> {
    await lab.pool.query(
      `create function canonical.fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`,
    );
    await lab.pool.query('create trigger fail before insert on canonical.business_objects for each row execute function canonical.fail()');
    return async () => {
      await lab.pool.query('drop trigger fail on canonical.business_objects');
    };
  }

  test('later and later, with every attempt logged, until it works', async () => {
    const repair = await breakHandler();
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    const [first] = await eventsOf(stream);
    expect(first).toMatchObject({ status: 'retrying', attempts: 1, error_code: 'SQL_P0001' });
    // not due yet: a bell that comes too early changes nothing
    await lab.pool.query(`update integration.events set next_attempt_at = now() + interval '1 hour' where partition_key = $1`, [stream]);
    expect(await drain(drainer, [stream])).toEqual({ processed: 0, failed: 0, skipped: 0 });
    await makeDue(stream);
    await drain(drainer, [stream]);
    await repair();
    await makeDue(stream);
    await drain(drainer, [stream]);
    expect(await eventsOf(stream)).toMatchObject([{ status: 'processed', attempts: 3, error_code: null, next_attempt_at: null }]);
    const { rows } = await lab.pool.query<{ outcome: string }>('select outcome from integration.sync_logs order by attempt');
    expect(rows.map((row) => row.outcome)).toEqual(['failed', 'failed', 'processed']);
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('but not for ever', async () => {
    await lab[Symbol.asyncDispose]();
    ({ lab, references, drainer } = await prepare({ MAX_ATTEMPTS: '2' }));
    await breakHandler();
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    await makeDue(stream);
    await drain(drainer, [stream]);
    expect(await eventsOf(stream)).toMatchObject([{ status: 'dead', attempts: 2, error_code: 'SQL_P0001' }]);
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

describe('bells', () => {
  test('a stream that another drain holds is skipped and rung for again', async () => {
    const [stream = ''] = await accept(1);
    await lab.pool.query('delete from pgboss.job');
    const holder = await lab.pool.connect();
    await holder.query('begin');
    await holder.query('select from integration.streams where key = $1 for no key update', [stream]);
    expect(await drain(drainer, [stream])).toEqual({ processed: 0, failed: 0, skipped: 1 });
    await holder.query('rollback');
    holder.release();
    expect(await brokenPromises(lab)).toEqual([]);
    expect((await drain(drainer, [stream])).processed).toBe(1);
  });

  test('a lost bell is missed by the balance, and rung again by the sweeper', async () => {
    await accept(2);
    await lab.pool.query('delete from pgboss.job');
    expect(await brokenPromises(lab)).toMatchObject([expect.stringContaining('waiting_heads_have_a_bell')]);
    const { pool, boss, log } = lab.runtime;
    const promise = 'waiting_heads_have_a_bell';
    expect(await reconcileOnSchedule(pool, boss, [promise], log)).toEqual({ [promise]: 2 });
    expect(await reconcileOnSchedule(pool, boss, [promise], log)).toEqual({ [promise]: 0 });
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('what a worker left behind when it died is rung for again; what it still works on is not', async () => {
    const { pool, boss } = lab.runtime;
    const [left = '', held = ''] = await accept(2);
    // as a fetch leaves them: both bells in the hand of a worker
    await lab.pool.query(`update pgboss.job set state = 'active', started_on = now() - interval '5 seconds' where name = 'drain'`);
    const worker = await lab.pool.connect();
    await worker.query('begin');
    await worker.query('select from integration.streams where key = $1 for no key update', [held]);
    expect(await ringAbandoned(pool, boss)).toBe(1);
    expect(await ringAbandoned(pool, boss)).toBe(0);
    const { rows } = await lab.pool.query<{ stream: string }>(`select data ->> 'stream' as stream from pgboss.job where state = 'created'`);
    expect(rows).toEqual([{ stream: left }]);
    await worker.query('rollback');
    worker.release();
    expect(await ringAbandoned(pool, boss)).toBe(1);
  });

  test('a worker that comes later finds what was accepted before it', async () => {
    const { submission } = await submit(lab, requestInput(references));
    const { start } = await import('worker/main.ts');
    const worker = await start(lab.runtime);
    const { until } = await import('../support/until.ts');
    await until('the request is integrated', async () => {
      const [event] = await eventsOf(submission?.serviceRequest.id ?? '');
      return event?.status === 'processed';
    });
    await worker.stop();
    expect(await brokenPromises(lab)).toEqual([]);
  });
});
