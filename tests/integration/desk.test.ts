import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { brokenPromises, move, moveMany, openCase, type References, seedReferences } from '../support/seed.ts';

let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab();
  references = await seedReferences(lab);
});
afterAll(async () => await lab[Symbol.asyncDispose]());

const statuses = ['OPEN', 'IN_PROGRESS', 'COMPLETED', 'REJECTED'] as const;
type Status = (typeof statuses)[number];
const legal: Record<Status, Status[]> = {
  OPEN: ['IN_PROGRESS', 'REJECTED'],
  IN_PROGRESS: ['COMPLETED', 'REJECTED'],
  COMPLETED: [],
  REJECTED: [],
};
const ways: Record<Status, Status[]> = {
  OPEN: [],
  IN_PROGRESS: ['IN_PROGRESS'],
  COMPLETED: ['IN_PROGRESS', 'COMPLETED'],
  REJECTED: ['REJECTED'],
};

describe('takes exactly the steps of the rule', () => {
  const pairs = statuses.flatMap((from) => statuses.map((to) => [from, to] as const));
  test.each(pairs)('from %s to %s', async (from, to) => {
    const { caseId } = await openCase(lab, references);
    for (const status of ways[from]) await move(lab, { caseId, status });
    const version = ways[from].length + 1;
    const result = await move(lab, { caseId, status: to });
    if (legal[from].includes(to)) {
      expect(result).toMatchObject({ operationCase: { status: to, version: version + 1 }, change: { toStatus: to }, userErrors: [] });
    } else {
      expect(result).toMatchObject({
        operationCase: { status: from, version },
        change: null,
        userErrors: [{ code: 'INVALID_TRANSITION', field: ['input', 'status'] }],
      });
    }
  });
});

describe('refuses, and changes nothing', () => {
  test('a case that is not there', async () => {
    expect(await move(lab, { caseId: randomUUID(), status: 'REJECTED' })).toMatchObject({
      operationCase: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
    expect(await move(lab, { caseId: 'nonsense', status: 'REJECTED' })).toMatchObject({
      operationCase: null,
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });

  test.each([
    ['a missing reason', { reason: '  ' }, 'REQUIRED', 'reason'],
    ['a reason that is too long', { reason: 'x'.repeat(2_001) }, 'INVALID', 'reason'],
    ['a control character in the reason', { reason: 'a\u001bb' }, 'INVALID', 'reason'],
    ['a time in the future', { changedAt: '2999-01-01T00:00:00Z' }, 'INVALID', 'changedAt'],
    ['somebody without a name', { changedBy: '' }, 'REQUIRED', 'changedBy'],
    ['a version that was never seen', { expectedVersion: 7 }, 'STALE_VERSION', 'expectedVersion'],
  ])('%s', async (_what, changes, code, field) => {
    const { caseId } = await openCase(lab, references);
    const result = await move(lab, { caseId, status: 'IN_PROGRESS', ...changes });
    expect(result).toMatchObject({
      operationCase: { status: 'OPEN', version: 1 },
      change: null,
      userErrors: [{ code, field: ['input', field] }],
    });
  });
});

test('of two operators who saw the same version one moves the case and the other learns how it stands', async () => {
  const { caseId } = await openCase(lab, references);
  const results = await Promise.all([
    move(lab, { caseId, status: 'IN_PROGRESS', expectedVersion: 1 }),
    move(lab, { caseId, status: 'REJECTED', expectedVersion: 1 }),
  ]);
  const [winner] = results.filter((result) => result.change);
  const [loser] = results.filter((result) => !result.change);
  expect(loser).toMatchObject({ operationCase: winner?.operationCase, userErrors: [{ code: 'STALE_VERSION' }] });
});

test('a step under a key is taken once, and answered with the first result ever after', async () => {
  const { caseId } = await openCase(lab, references);
  const input = { caseId, status: 'IN_PROGRESS', idempotencyKey: randomUUID() };
  const results = await Promise.all(Array.from({ length: 10 }, () => move(lab, input)));
  expect(results.filter((result) => !result.replayed)).toHaveLength(1);
  await move(lab, { caseId, status: 'COMPLETED' });
  expect(await move(lab, input)).toMatchObject({
    replayed: true,
    change: { version: 2 },
    operationCase: { status: 'COMPLETED', version: 3 },
    userErrors: [],
  });
  expect(await move(lab, { ...input, status: 'REJECTED' })).toMatchObject({
    change: null,
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
  });
});

test('one key for two cases in the same moment moves one of them', async () => {
  const [first, second] = await Promise.all([openCase(lab, references), openCase(lab, references)]);
  const idempotencyKey = randomUUID();
  const results = await Promise.all([
    moveMany(lab, [{ caseId: first.caseId, status: 'IN_PROGRESS', idempotencyKey }]),
    moveMany(lab, [{ caseId: second.caseId, status: 'IN_PROGRESS', idempotencyKey }]),
  ]);
  const codes = results.map((answer) => answer.results[0]?.userErrors[0]?.code ?? 'taken');
  expect(codes.sort()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'taken']);
});

test('many steps of one case in one call are taken in the order given', async () => {
  const { caseId } = await openCase(lab, references);
  const { results } = await moveMany(lab, [
    { caseId, status: 'IN_PROGRESS' },
    { caseId, status: 'OPEN' },
    { caseId, status: 'COMPLETED', changedBy: 'somebody elsewhere', changedAt: '2012-10-09T14:50:17.000Z' },
    { caseId, status: 'IN_PROGRESS' },
  ]);
  expect(results.map((result) => result.userErrors[0]?.code ?? result.change?.toStatus)).toEqual([
    'IN_PROGRESS',
    'INVALID_TRANSITION',
    'COMPLETED',
    'INVALID_TRANSITION',
  ]);
  expect(results[2]?.change).toMatchObject({ version: 3, changedBy: 'somebody elsewhere' });
});

test('the rule stands in the database too: an illegal step cannot be stored', async () => {
  const { caseId } = await openCase(lab, references);
  const illegal = lab.pool.query(
    `insert into operational.case_status_history (case_id, version, from_status, to_status, changed_by, reason, changed_at, event_id, actor)
    values ($1, 2, 'open', 'completed', 'x', 'x', now(), $2, 'x')`,
    [caseId, randomUUID()],
  );
  await expect(illegal).rejects.toThrow('case_status_history_from_status_to_status_fkey');
});

test('at the end every promise holds', async () => {
  expect(await brokenPromises(lab)).toEqual([]);
});
