import { randomUUID } from 'node:crypto';
import type { AuditTrail } from 'lib/audit.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Drainer, drain } from 'worker/drain.ts';
import { advanceJobs } from 'worker/recover.ts';
import { closeCauses, reportWorker } from 'worker/sweep.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { brokenPromises, move, type References, requestInput, seedReferences, submitMany } from '../support/seed.ts';

let lab: TestLab;
let references: References;
let drainer: Drainer;
let trail: AuditTrail;

beforeEach(async () => {
  lab = await startLab({ worker: false, settings: { MAX_ATTEMPTS: '3' } });
  references = await seedReferences(lab);
  const { pool, boss, config, auditKeys } = lab.runtime;
  trail = { chain: 'worker', keys: auditKeys };
  drainer = { pool, boss, policy: config, worker: 'test' };
  return async () => await lab[Symbol.asyncDispose]();
});

async function accept(count: number): Promise<string[]> {
  const { results } = await submitMany(
    lab,
    Array.from({ length: count }, () => requestInput(references)),
  );
  return results.map((result) => result.submission?.serviceRequest.id ?? '');
}

/** Requests whose first event is dead because its team does not exist, as after a bad deployment. */
async function acceptPoisoned(count: number): Promise<{ streams: string[]; events: string[] }> {
  const streams = await accept(count);
  await lab.pool.query(
    `update integration.events set payload = jsonb_set(payload, '{teamId}', '"no team"') where partition_key = any($1)`,
    [streams],
  );
  await drain(drainer, streams);
  const { rows } = await lab.pool.query<{ id: string }>('select id from integration.events where partition_key = any($1) order by id', [
    streams,
  ]);
  return { streams, events: rows.map((row) => row.id) };
}

async function mendPayloads(streams: string[]): Promise<void> {
  await lab.pool.query(
    `update integration.events e set payload = jsonb_set(payload, '{teamId}', to_jsonb(r.team_id::text)) from source_system.service_requests r
    where r.id = e.partition_key and e.partition_key = any($1)`,
    [streams],
  );
}

const jobFields = 'id kind state total taken succeeded failed skipped isCanary failures { event { id } detail }';
type Job = { id: string; kind: string; state: string; total: number; taken: number; succeeded: number; failed: number; skipped: number };
type JobPayload = { job: Job | null; replayed: boolean; userErrors: { code: string; field: string[] | null }[] };

async function begin(kind: 'redeliver' | 'discard' | 'restore' | 'replay', input: Record<string, unknown>): Promise<JobPayload> {
  const name = `${kind}Events`;
  const type = `${kind[0]?.toUpperCase()}${kind.slice(1)}EventsInput`;
  const { data, errors } = await lab.ask<Record<string, JobPayload>>(
    `mutation ($input: ${type}!) { ${name}(input: $input) { job { ${jobFields} } replayed userErrors { code field message } } }`,
    { input: { idempotencyKey: randomUUID(), reason: 'the cause is mended', ...input } },
  );
  expect(errors).toBeUndefined();
  const payload = data[name];
  if (!payload) throw new Error('no payload');
  return payload;
}

async function jobOf(id: string | undefined): Promise<Job> {
  const { data } = await lab.ask<{ recoveryJob: Job }>(`query ($id: ID!) { recoveryJob(id: $id) { ${jobFields} } }`, { id });
  return data.recoveryJob;
}

/** One turn of the worker: jobs, then the bells that they rang. */
async function turn(streams: string[]): Promise<void> {
  await advanceJobs(drainer, trail);
  await drain(drainer, streams);
  await advanceJobs(drainer, trail);
}

async function statuses(streams: string[]): Promise<Record<string, number>> {
  const { rows } = await lab.pool.query<{ status: string; count: number }>(
    'select status, count(*) as count from integration.events where partition_key = any($1) group by status',
    [streams],
  );
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

async function kindsOf(stream: string | undefined): Promise<string[]> {
  const { rows } = await lab.pool.query<{ kind: string }>('select kind from integration.activity where partition_key = $1 order by id', [
    stream,
  ]);
  return rows.map((row) => row.kind);
}

describe('redeliver', () => {
  test('sends dead events again under the same id, with reason and actor in the story', async () => {
    const { streams } = await acceptPoisoned(3);
    expect(await statuses(streams)).toEqual({ dead: 3 });
    await mendPayloads(streams);
    const { job } = await begin('redeliver', { selection: { filter: { statuses: ['DEAD'] } } });
    expect(job).toMatchObject({ kind: 'REDELIVER', state: 'RUNNING', total: 3, taken: 0 });
    await turn(streams);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'FINISHED', taken: 3, succeeded: 3, failed: 0 });
    expect(await statuses(streams)).toEqual({ processed: 3 });
    expect(await kindsOf(streams[0])).toEqual(['received', 'recorded', 'dead', 'redelivered', 'opened', 'mapped', 'linked', 'linked']);
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('names the events that failed again', async () => {
    const { streams, events } = await acceptPoisoned(2);
    await mendPayloads(streams.slice(0, 1));
    const { job } = await begin('redeliver', { selection: { ids: events } });
    await turn(streams);
    const finished = await jobOf(job?.id);
    expect(finished).toMatchObject({ state: 'FINISHED', succeeded: 1, failed: 1 });
    expect(finished).toMatchObject({ failures: [{ detail: expect.stringContaining('PAYLOAD_INVALID') }] });
  });

  test('as a canary tries one, then a tenth, then all', async () => {
    const { streams } = await acceptPoisoned(40);
    await mendPayloads(streams);
    const { job } = await begin('redeliver', { selection: { filter: { statuses: ['DEAD'] } }, isCanary: true });
    const taken: number[] = [];
    for (let round = 0; round < 4; round++) {
      await advanceJobs(drainer, trail);
      taken.push((await jobOf(job?.id)).taken);
      await drain(drainer, streams);
    }
    expect(taken.slice(0, 3)).toEqual([1, 4, 40]);
    await advanceJobs(drainer, trail);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'FINISHED', succeeded: 40 });
  });

  test('as a canary halts at the first new failure and leaves the rest alone, until a person lets it go on', async () => {
    const { streams } = await acceptPoisoned(20);
    const { job } = await begin('redeliver', { selection: { filter: { statuses: ['DEAD'] } }, isCanary: true });
    await turn(streams);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'HALTED', taken: 1, failed: 1 });
    await turn(streams);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'HALTED', taken: 1 });
    await mendPayloads(streams);
    const { data } = await lab.ask<{ controlRecoveryJob: { job: Job } }>(
      'mutation ($id: ID!) { controlRecoveryJob(input: { jobId: $id, control: RESUME }) { job { state } userErrors { code } } }',
      { id: job?.id },
    );
    expect(data.controlRecoveryJob.job.state).toBe('RUNNING');
    await turn(streams);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'FINISHED', succeeded: 19, failed: 1 });
  });

  test('keeps to a pace, and can be paused, resumed and stopped', async () => {
    const { streams } = await acceptPoisoned(30);
    await mendPayloads(streams);
    const { job } = await begin('redeliver', { selection: { filter: { statuses: ['DEAD'] } }, eventsPerSecond: 40 });
    await turn(streams);
    // a quarter of a second at 40 a second; the second turn comes too early
    expect((await jobOf(job?.id)).taken).toBe(10);
    const control = async (word: string): Promise<{ job: Job; userErrors: { code: string }[] }> =>
      (
        await lab.ask<{ controlRecoveryJob: { job: Job; userErrors: { code: string }[] } }>(
          `mutation ($id: ID!) { controlRecoveryJob(input: { jobId: $id, control: ${word} }) { job { state taken } userErrors { code } } }`,
          { id: job?.id },
        )
      ).data.controlRecoveryJob;
    expect((await control('PAUSE')).job.state).toBe('PAUSED');
    await lab.pool.query('update integration.recovery_jobs set next_take_at = now()');
    await turn(streams);
    expect((await jobOf(job?.id)).taken).toBe(10);
    expect((await control('PAUSE')).userErrors).toMatchObject([{ code: 'INVALID' }]);
    expect((await control('RESUME')).job.state).toBe('RUNNING');
    expect((await control('STOP')).job.state).toBe('STOPPED');
    expect((await control('RESUME')).userErrors).toMatchObject([{ code: 'ALREADY_RESOLVED' }]);
    expect(await statuses(streams)).toMatchObject({ dead: 20 });
  });

  test('gives an event all its attempts again', async () => {
    await lab.pool.query(
      `create function canonical.fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`,
    );
    await lab.pool.query('create trigger fail before insert on canonical.business_objects for each row execute function canonical.fail()');
    const [stream = ''] = await accept(1);
    for (let attempt = 0; attempt < 3; attempt++) {
      await lab.pool.query(`update integration.events set next_attempt_at = now() where status = 'retrying'`);
      await drain(drainer, [stream]);
    }
    expect(await statuses([stream])).toEqual({ dead: 1 });
    await begin('redeliver', { selection: { filter: { requestIds: [stream] } } });
    await turn([stream]);
    expect(await statuses([stream])).toEqual({ retrying: 1 });
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

describe('discard and restore', () => {
  test('a discarded event is stepped over; taken back it is dead again, and nothing was deleted', async () => {
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases');
    await move(lab, { caseId: rows[0]?.id, status: 'IN_PROGRESS' });
    await lab.pool.query(`update integration.events set payload = payload - 'toStatus' where sequence = 2`);
    await drain(drainer, [stream]);
    await begin('discard', { selection: { filter: { statuses: ['DEAD'] } }, reason: 'sent by mistake' });
    await turn([stream]);
    expect(await statuses([stream])).toEqual({ processed: 1, discarded: 1 });
    const applied = async (): Promise<number> =>
      (await lab.pool.query<{ applied: number }>('select applied from integration.streams')).rows[0]?.applied ?? -1;
    expect(await applied()).toBe(2);
    expect(await brokenPromises(lab)).toEqual([]);

    await begin('restore', { selection: { filter: { statuses: ['DISCARDED'] } }, reason: 'it was no mistake' });
    await turn([stream]);
    expect(await statuses([stream])).toEqual({ processed: 1, dead: 1 });
    expect(await applied()).toBe(1);
    expect(await kindsOf(stream)).toEqual(expect.arrayContaining(['dead', 'discarded', 'restored']));
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('what is behind goes on, and then the discarded one stays so', async () => {
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases');
    await move(lab, { caseId: rows[0]?.id, status: 'IN_PROGRESS' });
    await move(lab, { caseId: rows[0]?.id, status: 'COMPLETED' });
    await lab.pool.query(`update integration.events set payload = payload - 'toStatus' where sequence = 2`);
    await drain(drainer, [stream]);
    await begin('discard', { selection: { filter: { statuses: ['DEAD'] } } });
    await turn([stream]);
    expect(await statuses([stream])).toEqual({ processed: 2, discarded: 1 });
    const { job } = await begin('restore', { selection: { filter: { statuses: ['DISCARDED'] } } });
    await turn([stream]);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'FINISHED', total: 0 });
    const { data } = await lab.ask<{ recoveryPreview: unknown }>(
      'query ($selection: EventSelection!) { recoveryPreview(kind: RESTORE, selection: $selection) { eligible ineligible { status reason } } }',
      { selection: { filter: { statuses: ['DISCARDED'] } } },
    );
    expect(data.recoveryPreview).toEqual({
      eligible: 0,
      ineligible: [{ status: 'DISCARDED', reason: 'needs an event that is discarded and has nothing processed behind it' }],
    });
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

test('an event behind a dead one that nobody sends is left out of the job in the end', async () => {
  const [stream = ''] = await accept(1);
  await drain(drainer, [stream]);
  const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases');
  await move(lab, { caseId: rows[0]?.id, status: 'IN_PROGRESS' });
  await move(lab, { caseId: rows[0]?.id, status: 'COMPLETED' });
  await lab.pool.query(`update integration.events set payload = payload - 'toStatus' where sequence > 1`);
  await drain(drainer, [stream]);
  await begin('discard', { selection: { filter: { statuses: ['DEAD'] } } });
  await turn([stream]);
  await begin('restore', { selection: { filter: { statuses: ['DISCARDED'] } } });
  await turn([stream]);
  expect(await statuses([stream])).toEqual({ processed: 1, dead: 2 });
  const last = await lab.pool.query<{ id: string }>('select id from integration.events where sequence = 3');
  const { job } = await begin('redeliver', { selection: { ids: [last.rows[0]?.id] } });
  await turn([stream]);
  expect(await jobOf(job?.id)).toMatchObject({ state: 'FINISHED', succeeded: 0, failed: 0, skipped: 1 });
});

describe('resubmit', () => {
  const mutation = `mutation ($input: ResubmitEventInput!) { resubmitEvent(input: $input) {
    event { status revision payload revisions { revision payload actor reason } } userErrors { code field message } } }`;
  type Result = {
    resubmitEvent: {
      event: {
        status: string;
        revision: number;
        payload: Record<string, unknown>;
        revisions: { revision: number; payload: Record<string, unknown> }[];
      } | null;
      userErrors: { code: string; field: string[] }[];
    };
  };
  const send = async (input: Record<string, unknown>) =>
    (await lab.ask<Result>(mutation, { input: { reason: 'the team was missing', ...input } })).data.resubmitEvent;

  test('sends a corrected payload as a new revision; the raw one stays', async () => {
    const { streams, events } = await acceptPoisoned(1);
    const { rows } = await lab.pool.query<{ payload: Record<string, unknown> }>('select payload from integration.events');
    const payload = { ...rows[0]?.payload, teamId: references.team };
    const result = await send({ eventId: events[0], payload, expectedRevision: 1 });
    expect(result).toMatchObject({ event: { status: 'PENDING', revision: 2 }, userErrors: [] });
    expect(result.event?.revisions.map((revision) => revision.payload.teamId)).toEqual(['no team', references.team]);
    await drain(drainer, streams);
    expect(await statuses(streams)).toEqual({ processed: 1 });
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('refuses what does not validate, what is not dead, and what has changed since', async () => {
    const { events } = await acceptPoisoned(1);
    const { rows } = await lab.pool.query<{ payload: Record<string, unknown> }>('select payload from integration.events');
    const payload = { ...rows[0]?.payload, teamId: references.team };
    expect((await send({ eventId: events[0], payload: { ...payload, priority: 'urgent' } })).userErrors).toMatchObject([
      { code: 'INVALID', field: ['input', 'payload', 'priority'] },
    ]);
    expect((await send({ eventId: events[0], payload: { ...payload, requestId: randomUUID() } })).userErrors).toMatchObject([
      { field: ['input', 'payload', 'requestId'] },
    ]);
    expect((await send({ eventId: events[0], payload, reason: ' ' })).userErrors).toMatchObject([{ code: 'REQUIRED' }]);
    expect((await send({ eventId: events[0], payload, expectedRevision: 4 })).userErrors).toMatchObject([{ code: 'STALE_VERSION' }]);
    expect((await send({ eventId: randomUUID(), payload })).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const [good = ''] = await accept(1);
    await drain(drainer, [good]);
    const done = await lab.pool.query<{ id: string; payload: unknown }>(
      'select id, payload from integration.events where partition_key = $1',
      [good],
    );
    expect((await send({ eventId: done.rows[0]?.id, payload: done.rows[0]?.payload })).userErrors).toMatchObject([
      { code: 'ALREADY_RESOLVED' },
    ]);
  });
});

describe('replay', () => {
  test('applies past events again and changes nothing that is right', async () => {
    const streams = await accept(5);
    await drain(drainer, streams);
    const count = async () =>
      (
        await lab.pool.query(
          'select (select count(*) from canonical.object_versions) as versions, (select count(*) from operational.operation_cases) as cases',
        )
      ).rows[0];
    const before = await count();
    const { job } = await begin('replay', { selection: { filter: { types: ['RequestCreated'] } }, reason: 'to be sure' });
    await advanceJobs(drainer, trail);
    expect(await jobOf(job?.id)).toMatchObject({ state: 'FINISHED', succeeded: 5 });
    expect(await count()).toEqual(before);
    expect(await kindsOf(streams[0])).toContain('replayed');
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('uses the mapping of today, as another version with the mapping in it', async () => {
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    await lab.pool.query(
      `insert into canonical.status_mappings select 2, operational_status, case operational_status when 'open' then 'in_progress' else canonical_status end from canonical.status_mappings`,
    );
    await begin('replay', { selection: { filter: { requestIds: [stream] } }, reason: 'mapping 2' });
    await advanceJobs(drainer, trail);
    const { rows } = await lab.pool.query(
      'select version, status, mapping_version, case_version from canonical.object_versions order by version',
    );
    expect(rows).toEqual([
      { version: 1, status: 'active', mapping_version: 1, case_version: 1 },
      { version: 2, status: 'in_progress', mapping_version: 2, case_version: 1 },
    ]);
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('never lets an old event overwrite a newer state', async () => {
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases');
    await move(lab, { caseId: rows[0]?.id, status: 'IN_PROGRESS' });
    await move(lab, { caseId: rows[0]?.id, status: 'COMPLETED' });
    await drain(drainer, [stream]);
    const old = await lab.pool.query<{ id: string }>('select id from integration.events where sequence <= 2');
    await begin('replay', { selection: { ids: old.rows.map((row) => row.id) } });
    await advanceJobs(drainer, trail);
    expect((await lab.pool.query('select status, version from canonical.business_objects')).rows).toEqual([
      { status: 'completed', version: 3 },
    ]);
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

describe('jobs', () => {
  test('are one per key', async () => {
    const { events } = await acceptPoisoned(1);
    const input = { idempotencyKey: 'the-key', selection: { ids: events } };
    const first = await begin('redeliver', input);
    expect(await begin('redeliver', input)).toMatchObject({ replayed: true, job: { id: first.job?.id } });
    expect((await begin('redeliver', { ...input, reason: 'another' })).userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  test.each([
    ['no reason', { reason: '' }, 'REQUIRED', 'reason'],
    ['no key', { idempotencyKey: '' }, 'REQUIRED', 'idempotencyKey'],
    ['an empty filter', { selection: { filter: {} } }, 'REQUIRED', 'selection'],
    ['a filter whose only range has no ends', { selection: { filter: { recordedTime: { from: null } } } }, 'REQUIRED', 'selection'],
    ['no selection', { selection: {} }, 'INVALID', 'selection'],
    ['both ids and filter', { selection: { ids: ['x'], filter: { types: ['x'] } } }, 'INVALID', 'selection'],
    ['a pace of nothing', { eventsPerSecond: 0 }, 'INVALID', 'eventsPerSecond'],
  ])('are refused with %s', async (_what, changes, code, field) => {
    const { job, userErrors } = await begin('redeliver', { selection: { filter: { statuses: ['DEAD'] } }, ...changes });
    expect(job).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: expect.arrayContaining(['input', field]) }]);
  });

  test('are previewed: how many, which types and causes, what stands in the way', async () => {
    const { events } = await acceptPoisoned(3);
    const good = await accept(2);
    await drain(drainer, good);
    const { data } = await lab.ask<{ recoveryPreview: unknown }>(
      'query ($selection: EventSelection!) { recoveryPreview(kind: REDELIVER, selection: $selection) { matching eligible ineligible { status count } types { name count } causes { name count } } }',
      { selection: { filter: { types: ['RequestCreated'] } } },
    );
    expect(data.recoveryPreview).toMatchObject({
      matching: 5,
      eligible: 3,
      ineligible: [{ status: 'PROCESSED', count: 2 }],
      types: [{ name: 'RequestCreated', count: 3 }],
      causes: [{ name: expect.stringContaining('PAYLOAD_INVALID'), count: 3 }],
    });
    expect(events).toHaveLength(3);
  });
});

describe('causes of failure', () => {
  const query = '{ failureCauses { totalCount nodes { code failures openEvents closedAt reopened fingerprint } } }';
  type Causes = {
    failureCauses: {
      totalCount: number;
      nodes: { code: string; failures: number; openEvents: number; closedAt: string | null; reopened: number }[];
    };
  };
  const causes = async () => (await lab.ask<Causes>(query)).data.failureCauses;

  test('are grouped, closed when nobody suffers any more, and opened again when they return', async () => {
    const first = await acceptPoisoned(4);
    expect(await causes()).toMatchObject({
      totalCount: 1,
      nodes: [{ code: 'PAYLOAD_INVALID', failures: 4, openEvents: 4, closedAt: null, reopened: 0 }],
    });
    await closeCauses(lab.pool);
    expect((await causes()).nodes).toMatchObject([{ closedAt: null }]);
    await begin('discard', { selection: { ids: first.events } });
    await turn(first.streams);
    await closeCauses(lab.pool);
    expect((await causes()).nodes).toMatchObject([{ openEvents: 0, closedAt: expect.any(String) }]);
    await acceptPoisoned(1);
    expect((await causes()).nodes).toMatchObject([{ failures: 5, openEvents: 1, closedAt: null, reopened: 1 }]);
  });
});

describe('explains', () => {
  const explain = async (stream: string) => {
    const { data } = await lab.ask<{ serviceRequest: { explanation: string; events: { explanation: string }[] } }>(
      'query ($id: ID!) { serviceRequest(id: $id) { explanation events { explanation } } }',
      { id: stream },
    );
    return data.serviceRequest;
  };

  test('why a request is where it is, at each station of its way', async () => {
    const [stream = ''] = await accept(1);
    expect((await explain(stream)).events[0]?.explanation).toBe('no worker has ever reported');
    await reportWorker(lab.pool, 'test');
    expect((await explain(stream)).explanation).toBe('RequestCreated (event 1): waits for its turn; a worker is at work');
    await lab.pool.query(`update integration.workers set last_seen_at = now() - interval '50 seconds'`);
    expect((await explain(stream)).events[0]?.explanation).toBe('no worker has reported for 50 s');
    await reportWorker(lab.pool, 'test');
    await drain(drainer, [stream]);
    expect((await explain(stream)).explanation).toBe('in step everywhere; waiting for a person to take the case or to reject it');
    const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases');
    await move(lab, { caseId: rows[0]?.id, status: 'IN_PROGRESS' });
    await move(lab, { caseId: rows[0]?.id, status: 'REJECTED' });
    await lab.pool.query(`update integration.events set payload = payload - 'toStatus' where sequence = 2`);
    await drain(drainer, [stream]);
    const { explanation, events } = await explain(stream);
    expect(explanation).toMatch(
      /^OperationalCaseStatusChanged \(event 2\): dead after 1 attempt \(PAYLOAD_INVALID: toStatus: .*\); waits for a person to redeliver, correct or discard it$/,
    );
    expect(events[2]?.explanation).toBe('blocked behind event 2 (dead: PAYLOAD_INVALID)');
    expect(events[0]?.explanation).toMatch(/^applied at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
  });

  test('how many events wait for an earlier one of their own request', async () => {
    const blocked = async () => {
      const { data } = await lab.ask<{ overview: { eventsInWork: number; eventsBlocked: number } }>(
        '{ overview { eventsInWork eventsBlocked } }',
      );
      return [data.overview.eventsInWork, data.overview.eventsBlocked];
    };
    const streams = await accept(3);
    expect(await blocked()).toEqual([3, 0]);
    await drain(drainer, streams);
    expect(await blocked()).toEqual([0, 0]);
    const { rows } = await lab.pool.query<{ id: string }>('select id from operational.operation_cases order by id limit 2');
    const [first, second] = rows;
    for (const status of ['IN_PROGRESS', 'REJECTED']) await move(lab, { caseId: first?.id, status });
    await move(lab, { caseId: second?.id, status: 'IN_PROGRESS' });
    const [inWork = 0, waiting] = await blocked();
    expect([inWork, waiting]).toEqual([3, 1]);
    await lab.pool.query(`update integration.events set payload = payload - 'toStatus' where sequence = 2`);
    await drain(drainer, streams);
    // two are dead, and what came behind the first of them waits
    expect(await blocked()).toEqual([3, 1]);
  });

  test('when the next attempt is due, and which one it is', async () => {
    await reportWorker(lab.pool, 'test');
    await lab.pool.query(
      `create function canonical.fail() returns trigger language plpgsql as $$ begin raise exception 'out of order'; end $$`,
    );
    await lab.pool.query('create trigger fail before insert on canonical.business_objects for each row execute function canonical.fail()');
    const [stream = ''] = await accept(1);
    await drain(drainer, [stream]);
    expect((await explain(stream)).events[0]?.explanation).toMatch(
      /^retry 1 of 2 at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, after SQL_P0001: out of order$/,
    );
  });
});

describe('reconcile', () => {
  const repair = async (invariant: string, reason = 'restored from a backup') =>
    (
      await lab.ask<{ reconcile: { repairedCount: number; invariant: { violationCount: number } | null; userErrors: { code: string }[] } }>(
        'mutation ($input: ReconcileInput!) { reconcile(input: $input) { repairedCount invariant { violationCount } userErrors { code } } }',
        { input: { invariant, reason } },
      )
    ).data.reconcile;

  test('rings bells that were lost', async () => {
    const [stream] = await accept(2);
    await lab.pool.query('delete from pgboss.job');
    expect(await repair('waiting_heads_have_a_bell')).toEqual({ repairedCount: 2, invariant: { violationCount: 0 }, userErrors: [] });
    expect(await kindsOf(stream)).toContain('reconciled');
  });

  test('counts anew what drifted', async () => {
    await accept(2);
    await lab.pool.query(`insert into dashboard.count_deltas values ('event', 'pending', 7), ('document', 'stored', -1)`);
    expect(await brokenPromises(lab)).toMatchObject([expect.stringContaining('counts_are_right')]);
    expect(await repair('counts_are_right')).toMatchObject({ repairedCount: 2, invariant: { violationCount: 0 } });
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('refuses what has no safe repair, and repairs without a reason', async () => {
    expect((await repair('one_case_per_request')).userErrors).toMatchObject([{ code: 'INVALID' }]);
    expect((await repair('toString')).userErrors).toMatchObject([{ code: 'INVALID' }]);
    expect((await repair('counts_are_right', '')).userErrors).toMatchObject([{ code: 'REQUIRED' }]);
  });
});
