import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { recordAudit, systemCaller } from 'lib/audit.ts';
import { createRefusalRecorder } from 'lib/audit-refusals.ts';
import { withTransaction } from 'lib/db.ts';
import { everyTeam, type Identity, type Role } from 'lib/identity.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLab } from '../support/command.ts';
import { startLab, type TestLab } from '../support/lab.ts';
import { move, openCase, type References, requestInput, seedReferences, submit, submitMany } from '../support/seed.ts';
import { until } from '../support/until.ts';

let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab({ settings: { AUDIT_ANCHOR_MS: '200' } });
  references = await seedReferences(lab);
});
afterAll(async () => await lab[Symbol.asyncDispose]());

function someone(...roles: Role[]): Identity {
  return { subject: `${roles.join('+') || 'nobody'} ${randomUUID()}`, name: 'Somebody', roles, teams: [everyTeam] };
}

const auditor: Identity = { subject: 'the auditor', name: 'Auditor', roles: ['auditor'], teams: [] };

type AuditRecord = {
  chain: string;
  position: number;
  actor: string;
  roles: string[];
  action: string;
  objectType: string | null;
  objectId: string | null;
  reason: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  outcome: string;
  code: string | null;
  correlationId: string | null;
  requestId: string | null;
};

async function readRecords(filter: Record<string, unknown>): Promise<AuditRecord[]> {
  const { data, errors } = await lab.ask<{ auditRecords: { nodes: AuditRecord[]; pageInfo: { hasNextPage: boolean } } }>(
    `query ($filter: AuditRecordFilter) { auditRecords(filter: $filter, first: 100, direction: ASC) { pageInfo { hasNextPage } nodes { chain position actor roles action
      objectType objectId reason before after outcome code correlationId requestId } } }`,
    { filter },
    auditor,
  );
  expect(errors).toBeUndefined();
  // all of them; the count is another statement, and may know of one that came meanwhile
  expect(data.auditRecords.pageInfo.hasNextPage).toBe(false);
  return data.auditRecords.nodes;
}

async function verify(): Promise<{
  isIntact: boolean;
  isComplete: boolean;
  chains: { name: string; length: number; firstBroken: unknown }[];
}> {
  const { data } = await lab.ask<{ auditVerification: Awaited<ReturnType<typeof verify>> }>(
    '{ auditVerification { isIntact isComplete chains { name length firstBroken { position id reason detail } } } }',
    {},
    auditor,
  );
  return data.auditVerification;
}

describe('what is accepted', () => {
  it('is recorded with who did it, on what, why, before and after', async () => {
    const { caseId } = await openCase(lab, references);
    const operator = someone('operator');
    const change = 'mutation ($input: ChangeCaseStatusInput!) { changeCaseStatus(input: $input) { userErrors { code } } }';
    await lab.ask(change, { input: { caseId, status: 'IN_PROGRESS', reason: 'somebody has time' } }, operator);
    const [record, ...others] = await readRecords({ objectIds: [caseId] });
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      chain: 'operational',
      actor: operator.subject,
      roles: ['operator'],
      action: 'changeCaseStatus',
      objectType: 'operation_case',
      reason: 'somebody has time',
      before: { status: 'open', version: 1 },
      after: { status: 'in_progress', version: 2 },
      outcome: 'ACCEPTED',
      code: null,
      requestId: expect.stringMatching(/^[\w-]{8,64}$/),
    });
    const [submission] = await readRecords({ objectIds: [record?.correlationId] });
    expect(submission).toMatchObject({ action: 'submitRequest', objectType: 'submission', correlationId: record?.correlationId });
  });

  it('is recorded once for each item of a bulk, and not again when it is repeated', async () => {
    const requester = someone('integrator');
    const asThem = { ask: <Data>(query: string, variables?: Record<string, unknown>) => lab.ask<Data>(query, variables, requester) };
    const inputs = Array.from({ length: 7 }, () => requestInput(references));
    const first = await submitMany(asThem, inputs);
    const again = await submitMany(asThem, inputs);
    expect(again.results.every(({ replayed }) => replayed)).toBe(true);
    const records = await readRecords({ actors: [requester.subject] });
    expect(records.map(({ objectId }) => objectId)).toEqual(first.results.map(({ submission }) => submission?.id));
  });

  it('holds neither names nor addresses nor descriptions', async () => {
    const marks = { requesterName: 'Canary Name', requesterEmail: 'canary@example.org', description: 'canary description' };
    await submit(lab, requestInput(references, marks));
    await submit(lab, requestInput(references, { ...marks, teamId: randomUUID() }));
    const { rows } = await lab.pool.query(`select 1 from audit.records r where r::text ~* 'canary'`);
    expect(rows).toEqual([]);
  });

  it('is recorded for every value that an import changes, with its old name', async () => {
    const importing = 'mutation ($input: ReferenceDataInput!) { importReferenceData(input: $input) { userErrors { code } } }';
    const code = randomUUID();
    await lab.ask(importing, { input: { teams: [{ code, name: 'Before' }] } });
    await lab.ask(importing, { input: { teams: [{ code, name: 'After' }] } });
    await lab.ask(importing, { input: { teams: [{ code, name: 'After' }] } });
    const records = (await readRecords({ chains: ['reference'], actions: ['importReferenceData'] })).filter(
      ({ after }) => after?.code === code,
    );
    expect(records.map(({ before, after }) => [before?.name, after?.name])).toEqual([
      [undefined, 'Before'],
      ['Before', 'After'],
    ]);
  });

  it('is not there when the transaction that did it is rolled back', async () => {
    const caller = systemCaller(`rolled back ${randomUUID()}`);
    const entry = { caller, action: 'nothing', outcome: 'accepted' } as const;
    const rolledBack = withTransaction(lab.pool, async (tx) => {
      await recordAudit(tx, { chain: 'worker', keys: lab.runtime.auditKeys }, [entry]);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect(await readRecords({ actors: [caller.actor] })).toEqual([]);
    expect(await verify()).toMatchObject({ isIntact: true });
  });

  it('covers people who help events, and the worker who does it for them', async () => {
    const { requestId } = await openCase(lab, references);
    const { data } = await lab.ask<{ serviceRequest: { events: { id: string }[] } }>(
      'query ($id: ID!) { serviceRequest(id: $id) { events { id } } }',
      {
        id: requestId,
      },
    );
    const ids = data.serviceRequest.events.map(({ id }) => id);
    const integrator = someone('integrator');
    const input = { idempotencyKey: randomUUID(), selection: { ids }, reason: 'to be sure' };
    await lab.ask(
      'mutation ($input: ReplayEventsInput!) { replayEvents(input: $input) { job { id } userErrors { code } } }',
      { input },
      integrator,
    );
    const records = await until('the worker has recorded it', async () => {
      const found = await readRecords({ actors: [integrator.subject] });
      return found.length === 2 && found;
    });
    expect(records).toMatchObject([
      { chain: 'canonical', action: 'replayEvents', objectType: 'recovery_job', after: { total: 1 }, roles: ['integrator'] },
      { chain: 'worker', action: 'replayEvent', objectType: 'event', objectId: ids[0], reason: 'to be sure', outcome: 'ACCEPTED' },
    ]);
  });
});

describe('what is refused', () => {
  it('is recorded with the code of the refusal', async () => {
    const { caseId } = await openCase(lab, references);
    const result = await move(lab, { caseId, status: 'COMPLETED', reason: 'too early' });
    expect(result.userErrors).toMatchObject([{ code: 'INVALID_TRANSITION' }]);
    expect(await readRecords({ objectIds: [caseId] })).toMatchObject([
      {
        chain: 'operational',
        outcome: 'REFUSED',
        code: 'INVALID_TRANSITION',
        reason: 'too early',
        after: { faults: [{ code: 'INVALID_TRANSITION', field: 'input.status' }] },
      },
    ]);
  });

  it('is recorded for the items of a bulk that it concerns, and for those only', async () => {
    const requester = someone('integrator');
    const asThem = { ask: <Data>(query: string, variables?: Record<string, unknown>) => lab.ask<Data>(query, variables, requester) };
    const bad = requestInput(references, { teamId: references.inactiveTeam });
    await submitMany(asThem, [requestInput(references), bad, requestInput(references)]);
    const records = await readRecords({ actors: [requester.subject] });
    expect(records.map(({ outcome, code }) => [outcome, code]).sort()).toEqual([
      ['ACCEPTED', null],
      ['ACCEPTED', null],
      ['REFUSED', 'REFERENCE_INACTIVE'],
    ]);
  });

  it.each<[string, Role, string]>([
    ['an action', 'requester', 'mutation { reconcile(input: { invariant: "counts_are_right", reason: "curious" }) { repairedCount } }'],
    ['the audit itself', 'requester', '{ auditRecords { nodes { id } } }'],
    ['its verification', 'operator', '{ auditVerification { isIntact } }'],
    ['its anchors', 'integrator', '{ auditAnchors { nodes { number } } }'],
  ])('is recorded when somebody asks for %s without being allowed to', async (_what, role, query) => {
    const person = someone(role);
    const { errors } = await lab.ask(query, {}, person);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await readRecords({ actors: [person.subject] })).toMatchObject([{ outcome: 'REFUSED', code: 'FORBIDDEN', roles: [role] }]);
  });

  it('is recorded whatever was sent', async () => {
    const person = someone('operator');
    const change = 'mutation ($input: ChangeCaseStatusInput!) { changeCaseStatus(input: $input) { userErrors { code } } }';
    const hostile = ['\u0000', '\ud800', '‮', '=1+1', `'; drop table audit.records; --`, 'x'.repeat(100_000)];
    for (const text of hostile) {
      const { data } = await lab.ask<{ changeCaseStatus: { userErrors: unknown[] } }>(
        change,
        { input: { caseId: text, status: 'OPEN', reason: text } },
        person,
      );
      expect(data.changeCaseStatus.userErrors.length).toBeGreaterThan(0);
    }
    expect(await readRecords({ actors: [person.subject] })).toHaveLength(hostile.length);
    expect(await verify()).toMatchObject({ isIntact: true });
  });

  it('stays refused, and is logged in full, when it cannot be recorded', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const { auditKeys: keys } = lab.runtime;
    // a chain without a head stands for whatever may go wrong there
    const recorder = createRefusalRecorder(lab.pool, { chain: 'no such chain' as 'intake', keys }, log);
    const caller = { actor: 'refused', roles: ['operator'], requestId: 'request-1' };
    await recorder.record([
      { caller, action: 'submitRequest', object: { type: 'case', id: 'x' }, reason: 'why', outcome: 'refused', code: 'INVALID' },
    ]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      chain: 'no such chain',
      records: [{ caller, action: 'submitRequest', reason: 'why', code: 'INVALID', object: { id: 'x' } }],
    });
  });
});

describe('the audit', () => {
  it('is intact, and vouched for by anchors, after all of this', async () => {
    const { isIntact, isComplete, chains } = await verify();
    expect({ isIntact, isComplete }).toEqual({ isIntact: true, isComplete: true });
    expect(chains.filter(({ length }) => length > 0).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['reference', 'intake', 'operational', 'canonical', 'worker']),
    );
  });

  it('can be read, exported and verified with the command', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-audit-'));
    try {
      const token = ((await lab.headersOf(auditor)).authorization ?? '').slice('Bearer '.length);
      const env = { ...lab.env, LAB_TOKEN: token };
      const reason = '=HYPERLINK("http://example.org")';
      const { caseId } = await openCase(lab, references);
      await move(lab, { caseId, status: 'IN_PROGRESS', reason });

      const listed = await runLab(['audit', 'list', '--object', caseId], env);
      expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining('changeCaseStatus') });

      const file = join(folder, 'audit.csv');
      expect(await runLab(['audit', 'export', '--format', 'csv', '--file', file], env)).toMatchObject({ code: 0 });
      const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[];
      const { rows: counted } = await lab.pool.query<{ count: number }>('select count(*) as count from audit.records');
      expect(rows).toHaveLength(counted[0]?.count ?? -1);
      expect(rows.find(({ objectId }) => objectId === caseId)).toMatchObject({ reason: `'${reason}`, outcome: 'ACCEPTED' });
      expect(await runLab(['audit', 'export', '--file', file], env)).toMatchObject({ code: 2, stderr: expect.stringContaining('already') });

      const jsonl = await runLab(['audit', 'export', '--format', 'jsonl', '--object', caseId], env);
      expect(
        jsonl.stdout
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line).reason),
      ).toEqual([reason]);
      const later = await runLab(['audit', 'export', '--format', 'jsonl', '--from', '2100-01-01'], env);
      expect(later).toMatchObject({ code: 0, stdout: '' });

      await until('an anchor was written', async () => {
        const { data } = await lab.ask<{ auditAnchors: { totalCount: number } }>('{ auditAnchors { totalCount } }', {}, auditor);
        return data.auditAnchors.totalCount > 0;
      });
      const sound = await runLab(['audit', 'verify'], env);
      expect(sound).toMatchObject({ code: 0, stdout: expect.stringContaining('The audit is as it was written') });
      expect(sound.stdout).toContain('compared, the newest from');

      const { rows: victims } = await lab.pool.query<{ id: string; position: number }>(
        `select id, position from audit.records where object_id = $1`,
        [caseId],
      );
      await lab.pool.query('alter table audit.records disable trigger all');
      await lab.pool.query(`update audit.records set actor = 'somebody else' where object_id = $1`, [caseId]);
      const broken = await runLab(['audit', 'verify'], env);
      expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining(victims[0]?.id ?? '-') });
      expect(broken.stdout).toContain(`operational, position ${victims[0]?.position}, record`);
      const json = JSON.parse((await runLab(['audit', 'verify', '--json'], env)).stdout) as { isIntact: boolean };
      expect(json).toMatchObject({ isIntact: false, faultyAnchors: [] });

      expect(await runLab(['audit', 'list', '--outcome', 'nonsense'], env)).toMatchObject({ code: 2 });
      const requester = ((await lab.headersOf(someone('requester'))).authorization ?? '').slice('Bearer '.length);
      const refused = await runLab(['audit', 'list'], { ...lab.env, LAB_TOKEN: requester });
      expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('auditor') });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('cannot be changed by the roles of the services, nor by the owner by mistake', async () => {
    await lab.pool.query('alter table audit.records enable trigger all');
    for (const statement of [`update audit.records set reason = 'x'`, 'delete from audit.records', 'truncate audit.records']) {
      await expect(lab.pool.query(statement), statement).rejects.toThrow(/append-only/);
      await expect(lab.runtime.pool.query(statement), statement).rejects.toThrow(/permission denied/);
    }
  });
});
