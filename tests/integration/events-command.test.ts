import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createApi } from 'cli/api.ts';
import { followJob } from 'cli/events/follow.ts';
import { silentProgress } from 'cli/progress.ts';
import type { Service } from 'lib/service.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { start as startWorker } from 'worker/main.ts';
import { type CommandResult, runLab } from '../support/command.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { brokenPromises, move, openCase, type References, requestInput, seedReferences, submitMany } from '../support/seed.ts';
import { until } from '../support/until.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let lab: TestLab;
let references: References;
let worker: Service;

beforeAll(async () => {
  lab = await startLab({ worker: false });
  references = await seedReferences(lab);
  await poisonByDescription();
  worker = await startWorker(lab.runtime);
});
afterAll(async () => {
  await worker.stop();
  await lab[Symbol.asyncDispose]();
});

/** Spoils the payload of events whose text says so, as a bad deployment would: before any worker can see them. */
async function poisonByDescription(): Promise<void> {
  await lab.pool.query(`create function integration.poison() returns trigger language plpgsql as $$ begin
    if new.payload ->> 'description' like 'poison%' then new.payload = jsonb_set(new.payload, '{teamId}', '"no team"'); end if;
    if new.payload ->> 'reason' = 'poison' then new.payload = new.payload - 'toStatus'; end if;
    return new; end $$`);
  await lab.pool.query('create trigger poison before insert on integration.events for each row execute function integration.poison()');
}

type Accepted = { ids: string[]; events: string[]; references: string[] };

/** Accepts requests and waits until their first events have this status. */
async function accept(count: number, description: string, status: string): Promise<Accepted> {
  const { results } = await submitMany(
    lab,
    Array.from({ length: count }, () => requestInput(references, { description })),
  );
  const ids = results.map((result) => result.submission?.serviceRequest.id ?? '');
  const events = await awaitStatus(ids, status);
  return { ids, events, references: results.map((result) => result.submission?.serviceRequest.reference ?? '') };
}

const acceptDead = (count: number) => accept(count, 'poison', 'dead');

async function awaitStatus(ids: string[], status: string): Promise<string[]> {
  return await until(`${ids.length} requests have their first event ${status}`, async () => {
    const { rows } = await lab.pool.query<{ id: string }>(
      'select id from integration.events where partition_key = any($1) and sequence = 1 and status = $2 order by id',
      [ids, status],
    );
    return rows.length === ids.length && rows.map((row) => row.id);
  });
}

async function mend(ids: string[]): Promise<void> {
  await lab.pool.query(
    `update integration.events e set payload = jsonb_set(payload, '{teamId}', to_jsonb(r.team_id::text)) from source_system.service_requests r
    where r.id = e.partition_key and e.partition_key = any($1)`,
    [ids],
  );
}

async function statusesOf(ids: string[]): Promise<Record<string, number>> {
  const { rows } = await lab.pool.query<{ status: string; count: number }>(
    'select status, count(*) as count from integration.events where partition_key = any($1) group by status',
    [ids],
  );
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

const run = (...args: string[]): Promise<CommandResult> => runLab(args, lab.env);
const events = (...args: string[]): Promise<CommandResult> => run('events', ...args);

async function read<Answer>(...args: string[]): Promise<Answer & { code: number | null }> {
  const { code, stdout, stderr } = await events(...args, '--json');
  if (!stdout) throw new Error(stderr);
  return { ...(JSON.parse(stdout) as Answer), code };
}

type RunningCommand = { result: Promise<CommandResult>; printed(): string; type(input: string): void; interrupt(): void };

/** Starts a command that is fed by hand, or ended by hand. */
function startCommand(...args: string[]): RunningCommand {
  const child = spawn(process.execPath, [main, 'events', ...args], { env: { ...process.env, ...lab.env } });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part;
  });
  return {
    result: Promise.all([ended, text(child.stderr)]).then(([code, stderr]) => ({ code, stdout, stderr })),
    printed: () => stdout,
    type: (input) => void child.stdin.end(input),
    interrupt: () => void child.kill('SIGINT'),
  };
}

type Job = { id: string; state: string; total: number; succeeded: number; failed: number; skipped: number };
type Outcome = { key: string; replayed: boolean; preview: { matching: number; eligible: number }; job: Job };

describe('lab events list, show and causes', () => {
  test('list events with why they stand where they stand', async () => {
    const dead = await acceptDead(3);
    const { code, stdout } = await events('list', '--request', ...dead.references);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /^REQ-\d{4}-\d{6} +1 +RequestCreated +dead +1 /.test(line))).toHaveLength(3);
    expect(stdout).toContain('waits for a person to redeliver, correct or discard it');
    expect(stdout).toContain('3 events, newest first');
    for (const id of dead.events) expect(stdout).toContain(id);

    const filtered = await read<{ totalCount: number; events: { id: string; explanation: string }[] }>(
      ...['list', '--status', 'dead', 'retrying', '--type', 'RequestCreated', '--limit', '2', '--request', ...dead.references],
    );
    expect(filtered.totalCount).toBe(3);
    expect(filtered.events.map(({ id }) => id)).toEqual(dead.events.toReversed().slice(0, 2));
    expect((await events('list', '--status', 'processed', '--request', ...dead.references)).stdout).toBe('No event matches.\n');
  });

  test('read as many pages as the limit needs', async () => {
    const { references: many } = await accept(130, 'many', 'processed');
    const found = await read<{ totalCount: number; events: { id: string }[] }>('list', '--type', 'RequestCreated', '--limit', '130');
    expect(found.totalCount).toBeGreaterThanOrEqual(many.length);
    expect(new Set(found.events.map(({ id }) => id)).size).toBe(130);
  });

  test('show everything of one event, or its payload alone', async () => {
    const { events: ids, references: requests } = await acceptDead(1);
    const [id = ''] = ids;
    const { code, stdout } = await events('show', id);
    expect(code).toBe(0);
    expect(stdout).toContain(`RequestCreated, event 1 of ${requests[0]}: dead\ndead after 1 attempt (PAYLOAD_INVALID: teamId: `);
    expect(stdout).toContain('org.enterprise-lab.RequestCreated.v1, schema version 1');
    expect(stdout).toContain('"teamId": "no team"');
    expect(stdout).toMatch(/^ +1 +dead +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC .* teamId: /m);
    expect(await read('show', id)).toMatchObject({ code: 0, status: 'DEAD', syncLogs: [{ attempt: 1, outcome: 'DEAD' }] });
    expect(JSON.parse((await events('show', id, '--payload-only')).stdout)).toMatchObject({ teamId: 'no team', reference: requests[0] });
  });

  test('group failures by cause, and find the events of one', async () => {
    const { events: ids } = await acceptDead(2);
    const { causes } = await read<{ causes: { code: string; fingerprint: string; openEvents: number; failures: number }[] }>('causes');
    const cause = causes.find(({ code }) => code === 'PAYLOAD_INVALID');
    expect(cause?.openEvents).toBeGreaterThanOrEqual(2);
    const { stdout } = await events('causes', '--all');
    expect(stdout).toMatch(new RegExp(`^PAYLOAD_INVALID +RequestCreated +\\d+ .* ${cause?.fingerprint} +teamId: `, 'm'));
    const found = await read<{ events: { id: string }[] }>('list', '--cause', cause?.fingerprint ?? '', '--limit', '2');
    expect(found.events.map(({ id }) => id)).toEqual(ids.toReversed());
  });
});

describe('lab events redeliver', () => {
  test('says what it would do, does it and follows it to the end', async () => {
    const dead = await acceptDead(3);
    const good = await accept(1, 'good', 'processed');
    await mend(dead.ids);
    const { code, stdout, stderr } = await events(
      ...['redeliver', '--request', ...dead.references, ...good.references, '--reason', 'the cause is mended', '--yes'],
    );
    expect(stdout).toContain('redeliver: possible for 3 of 4 matching events');
    expect(stdout).toMatch(/^ +3 +RequestCreated$/m);
    expect(stdout).toMatch(/^ +3 +PAYLOAD_INVALID: teamId: /m);
    expect(stdout).toContain('not for 1 processed: needs an event that is dead or retrying');
    expect(stdout).toMatch(/^key [0-9a-f-]{36}\njob [0-9a-f-]{36}$/m);
    expect(stdout).toMatch(/^redeliver finished, 3 events: 3 succeeded, 0 failed, 0 skipped, in /m);
    expect(stderr).toMatch(/^redeliver: 3 of 3 .*\n$/);
    expect(code).toBe(0);
    expect(await statusesOf(dead.ids)).toEqual({ processed: 3 });
    expect(await brokenPromises(lab)).toEqual([]);
  });

  test('names the events that failed again, with exit code 1', async () => {
    const dead = await acceptDead(2);
    await mend(dead.ids.slice(0, 1));
    const outcome = await read<Outcome & { job: { failures: { detail: string }[] } }>(
      ...['redeliver', ...dead.events, '--reason', 'half of it is mended', '--yes'],
    );
    expect(outcome).toMatchObject({ code: 1, job: { state: 'FINISHED', succeeded: 1, failed: 1 } });
    expect(outcome.job.failures).toMatchObject([{ detail: expect.stringContaining('PAYLOAD_INVALID') }]);
  });

  test('with the same key finds its job again', async () => {
    const dead = await acceptDead(1);
    await mend(dead.ids);
    const args = ['redeliver', ...dead.events, '--reason', 'the cause is mended', '--key', randomUUID(), '--yes'];
    const first = await read<Outcome>(...args);
    expect(first).toMatchObject({ code: 0, replayed: false, job: { succeeded: 1 } });
    expect(await read<Outcome>(...args)).toMatchObject({ code: 0, replayed: true, key: first.key, job: { id: first.job.id } });
    const reused = await events(...args, '--reason', 'another');
    expect(reused).toMatchObject({ code: 2, stderr: expect.stringContaining('was used before with another input') });
  });

  test('as a canary halts at the first failure and goes on when it is told to', async () => {
    const dead = await acceptDead(12);
    const args = ['redeliver', '--request', ...dead.references, '--reason', 'is it mended?', '--canary', '--pace', '1000', '--yes'];
    const { code, stdout } = await events(...args);
    expect(code).toBe(1);
    expect(stdout).toContain('redeliver halted, 12 events: 0 succeeded, 1 failed, 0 skipped');
    expect(stdout).toContain('11 events are untouched');
    const job = /lab events resume (\S+),/.exec(stdout)?.[1] ?? '';
    await mend(dead.ids);
    const resumed = await events('resume', job);
    expect(resumed).toMatchObject({ code: 0, stdout: `The job is running — lab events follow ${job}\n` });
    // the failure of the canary stays on record
    expect(await read<Outcome>('follow', job)).toMatchObject({ code: 1, job: { state: 'FINISHED', succeeded: 11, failed: 1 } });
    expect(await statusesOf(dead.ids)).toEqual({ processed: 11, dead: 1 });
  });
});

describe('lab events discard, restore and replay', () => {
  test('give up on events and take it back', async () => {
    const dead = await acceptDead(2);
    const discarded = await read<Outcome>('discard', ...dead.events, '--reason', 'not wanted any more', '--yes');
    expect(discarded).toMatchObject({ code: 0, job: { kind: 'DISCARD', succeeded: 2 } });
    expect(await statusesOf(dead.ids)).toEqual({ discarded: 2 });
    const restored = await read<Outcome>(
      ...['restore', '--status', 'discarded', '--request', ...dead.references, '--reason', 'wanted after all', '--yes'],
    );
    expect(restored).toMatchObject({ code: 0, job: { kind: 'RESTORE', succeeded: 2 } });
    expect(await statusesOf(dead.ids)).toEqual({ dead: 2 });
  });

  test('say that what has been overtaken cannot be restored', async () => {
    const { requestId, reference, caseId } = await openCase(lab, references);
    await move(lab, { caseId, status: 'IN_PROGRESS', reason: 'poison' });
    await until('the step is dead', async () => (await statusesOf([requestId])).dead === 1);
    await move(lab, { caseId, status: 'COMPLETED' });
    expect((await events('discard', '--request', reference, '--status', 'dead', '--reason', 'broken', '--yes')).code).toBe(0);
    await until('the next step is applied', async () => (await statusesOf([requestId])).processed === 2);
    const { code, stdout } = await events('restore', '--request', reference, '--status', 'discarded', '--reason', 'sorry', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('has nothing processed behind it');
  });

  test('apply past events again', async () => {
    const good = await accept(3, 'good', 'processed');
    const outcome = await read<Outcome>('replay', ...good.events, '--reason', 'to be sure', '--canary', '--yes');
    expect(outcome).toMatchObject({ code: 0, preview: { eligible: 3 }, job: { kind: 'REPLAY', state: 'FINISHED', succeeded: 3 } });
    expect(await brokenPromises(lab)).toEqual([]);
  });
});

describe('lab events resubmit', () => {
  test('sends a corrected payload from standard input', async () => {
    const { ids, events: dead } = await acceptDead(1);
    const [id = ''] = dead;
    const { stdout: payload } = await events('show', id, '--payload-only');
    const resubmit = async (input: string): Promise<CommandResult> => {
      const command = startCommand('resubmit', id, '--payload', '-', '--reason', 'the team was missing');
      command.type(input);
      return await command.result;
    };
    expect(await resubmit(payload)).toMatchObject({ code: 2, stderr: expect.stringMatching(/^payload\.teamId: .* — lab events show /) });
    expect(await resubmit('{ "teamId":')).toMatchObject({ code: 2, stderr: expect.stringContaining('standard input is no JSON') });

    const corrected = JSON.stringify({ ...JSON.parse(payload), teamId: references.team });
    expect(await resubmit(corrected)).toMatchObject({ code: 0, stdout: expect.stringContaining('Sent again as revision 2') });
    await awaitStatus(ids, 'processed');
    expect((await events('show', id)).stdout).toMatch(/payload, revision 2:[\s\S]*payload, revision 1:[\s\S]*the team was missing/);
    expect(await resubmit(corrected)).toMatchObject({ code: 1, stderr: expect.stringContaining('the event is processed') });
  });
});

describe('lab events jobs, follow, pause, resume and stop', () => {
  test('work on a job that no worker takes up yet', async () => {
    const dead = await acceptDead(2);
    await mend(dead.ids);
    await worker.stop();
    const following = startCommand('redeliver', ...dead.events, '--reason', 'watch this', '--yes');
    const job = await until('the job is begun', async () => /^job (\S+)$/m.exec(following.printed())?.[1]);
    expect(await events('pause', job)).toMatchObject({ code: 0, stdout: expect.stringContaining('The job is paused') });
    following.interrupt();
    expect(await following.result).toMatchObject({ code: 130, stdout: expect.stringContaining(`follow, pause or stop ${job}`) });
    expect((await events('jobs')).stdout).toMatch(new RegExp(`^redeliver +paused +2 +0 +0 +0 +${job} .* watch this$`, 'm'));

    expect((await events('resume', job)).code).toBe(0);
    const { signal } = new AbortController();
    const options = { api: createApi(lab.lab), showProgress: () => silentProgress, signal, patienceMs: 50 };
    const { data } = await lab.ask<{ recoveryJob: Parameters<typeof followJob>[0] }>(
      'query ($id: ID!) { recoveryJob(id: $id) { id kind state total taken succeeded failed skipped updatedAt } }',
      { id: job },
    );
    await expect(followJob(data.recoveryJob, options)).rejects.toThrow(/has stood still for 50 ms; .* — lab events follow /);

    worker = await startWorker(lab.runtime);
    expect(await read<Outcome>('follow', job)).toMatchObject({ code: 0, job: { state: 'FINISHED', succeeded: 2 } });
    expect(await events('stop', job)).toMatchObject({ code: 1, stderr: expect.stringContaining('the job is finished and cannot stop') });
  });
});

describe('wrong use', () => {
  const nobody = '01a203de-2bc7-7400-b382-4f3a9ef437b7';

  test.concurrent.each([
    ['no selection', ['redeliver', '--reason', 'why', '--yes'], 'Which events?'],
    ['no reason', ['redeliver', '--all-dead', '--yes'], "required option '--reason <text>' not specified"],
    ['an empty reason', ['discard', '--status', 'pending', '--reason', ' ', '--key', 'empty', '--yes'], 'reason is empty'],
    ['an unknown event', ['redeliver', nobody, '--reason', 'why', '--yes'], `There is no event ${nobody}, so nothing was done`],
    ['what is no id', ['show', 'REQ-1'], '"REQ-1" is no event id'],
    ['an unknown event to show', ['show', nobody], `There is no event ${nobody}`],
    ['an unknown request', ['list', '--request', 'REQ-1999-000001'], 'There is no request REQ-1999-000001'],
    ['an unknown status', ['list', '--status', 'lost'], 'Allowed choices are pending, retrying'],
    ['an unknown job', ['pause', nobody], 'there is no such job'],
    ['a pace of nothing', ['replay', '--type', 'x', '--reason', 'why', '--pace', '0'], 'whole number from 1'],
    ['a payload that is not there', ['resubmit', nobody, '--payload', '/nowhere.json', '--reason', 'why'], 'cannot be read'],
    ['no such command', ['forget'], "unknown command 'forget'"],
  ])('%s is said in one line, with exit code 2', async (_what, args, message) => {
    const { code, stderr } = await events(...args);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(' — ');
    expect(code).toBe(2);
  });

  test('nobody to ask: the preview is shown and nothing is done', async () => {
    const dead = await acceptDead(1);
    const { code, stdout, stderr } = await events('redeliver', ...dead.events, '--reason', 'why');
    expect(stdout).toContain('possible for 1 of 1 matching event');
    expect(stderr).toMatch(/^This asks first, and nobody is there to answer: nothing was done — use --yes\n$/);
    expect(code).toBe(2);
    expect(await statusesOf(dead.ids)).toEqual({ dead: 1 });
  });

  test('an event that is processed is not redelivered; nothing to do among many is no failure', async () => {
    const good = await accept(1, 'good', 'processed');
    expect(await events('redeliver', ...good.events, '--reason', 'why', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing to redeliver: needs an event that is dead or retrying'),
    });
    const none = await events('redeliver', '--request', ...good.references, '--reason', 'why', '--yes');
    expect(none).toMatchObject({ code: 0, stdout: expect.stringContaining('Nothing to redeliver.') });
  });
});

describe('lab status, verify and reconcile', () => {
  test('status names the workers and the causes', async () => {
    await acceptDead(1);
    const { code, stdout } = await until('the worker has reported', async () => {
      const status = await run('status');
      return status.stdout.includes('   reporting') && status;
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/for a person: lab events causes says more\.\n {2}\d+ × RequestCreated: PAYLOAD_INVALID: teamId: /);
  });

  test('verify names the repair of a broken promise, reconcile makes it', async () => {
    await lab.pool.query(`insert into dashboard.count_deltas values ('event', 'pending', 7)`);
    const broken = await run('verify');
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('lab reconcile counts_are_right --reason TEXT') });
    const repaired = await run('reconcile', 'counts_are_right', '--reason', 'it drifted');
    expect(repaired).toMatchObject({ code: 0, stdout: '1 record repaired.\n0 violations left.\n' });
    expect((await run('verify')).code).toBe(0);
    const refused = await run('reconcile', 'one_case_per_request', '--reason', 'it drifted');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('with a repair that is safe — lab verify') });
  });
});
