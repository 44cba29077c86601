import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';
import { brokenPromises, type References, requestInput, seedReferences, submit, submitMany } from '../support/seed.ts';

let lab: TestLab;
let references: References;

beforeAll(async () => {
  lab = await startLab();
  references = await seedReferences(lab);
});
afterAll(async () => await lab[Symbol.asyncDispose]());

async function countSubmissions(): Promise<number> {
  const { rows } = await lab.pool.query<{ count: number }>('select count(*) as count from intake.submissions');
  return rows[0]?.count ?? -1;
}

describe('refuses, says why and where, and stores nothing', () => {
  const none = '00000000-0000-7000-8000-000000000000';
  const cases: [string, (r: References) => Record<string, unknown>, { code: string; field: string }[]][] = [
    ['an unknown customer', () => ({ customerId: none }), [{ code: 'NOT_FOUND', field: 'customerId' }]],
    ['an id that is no id', () => ({ teamId: "x' or 1=1 --" }), [{ code: 'NOT_FOUND', field: 'teamId' }]],
    ['an unknown agreement', () => ({ agreementId: none }), [{ code: 'NOT_FOUND', field: 'agreementId' }]],
    ['an unknown request type', () => ({ requestTypeId: none }), [{ code: 'NOT_FOUND', field: 'requestTypeId' }]],
    ['an unknown team', () => ({ teamId: none }), [{ code: 'NOT_FOUND', field: 'teamId' }]],
    ['an inactive agreement', (r) => ({ agreementId: r.inactiveAgreement }), [{ code: 'REFERENCE_INACTIVE', field: 'agreementId' }]],
    [
      'an inactive request type',
      (r) => ({ requestTypeId: r.inactiveRequestType }),
      [{ code: 'REFERENCE_INACTIVE', field: 'requestTypeId' }],
    ],
    ['an inactive team', (r) => ({ teamId: r.inactiveTeam }), [{ code: 'REFERENCE_INACTIVE', field: 'teamId' }]],
    [
      'an inactive customer, whose agreement is not that of another',
      (r) => ({ customerId: r.inactiveCustomer }),
      [
        { code: 'REFERENCE_INACTIVE', field: 'customerId' },
        { code: 'AGREEMENT_CUSTOMER_MISMATCH', field: 'agreementId' },
      ],
    ],
    [
      "another customer's agreement",
      (r) => ({ agreementId: r.otherAgreement }),
      [{ code: 'AGREEMENT_CUSTOMER_MISMATCH', field: 'agreementId' }],
    ],
    ['an empty description', () => ({ description: '' }), [{ code: 'REQUIRED', field: 'description' }]],
    ['a description of nothing but space', () => ({ description: ' \n\t' }), [{ code: 'REQUIRED', field: 'description' }]],
    ['a description of a megabyte', () => ({ description: 'x'.repeat(1_048_576) }), [{ code: 'INVALID', field: 'description' }]],
    ['a control character', () => ({ description: 'bell \u0007' }), [{ code: 'INVALID', field: 'description' }]],
    ['the character zero', () => ({ requesterName: 'a\u0000b' }), [{ code: 'INVALID', field: 'requesterName' }]],
    ['an empty key', () => ({ idempotencyKey: '' }), [{ code: 'REQUIRED', field: 'idempotencyKey' }]],
    ['a key that is too long', () => ({ idempotencyKey: 'k'.repeat(201) }), [{ code: 'INVALID', field: 'idempotencyKey' }]],
    ['a time in the future', () => ({ submittedAt: '2999-01-01T00:00:00Z' }), [{ code: 'INVALID', field: 'submittedAt' }]],
    ['a document that nobody uploaded', () => ({ documentIds: [none] }), [{ code: 'NOT_FOUND', field: 'documentIds' }]],
  ];
  test.each(cases)('%s', async (_what, changes, expected) => {
    const before = await countSubmissions();
    const result = await submit(lab, requestInput(references, changes(references)));
    expect(result.submission).toBeNull();
    expect(result.userErrors.map(({ code, field }) => ({ code, field: field?.[1] }))).toEqual(expected);
    expect(await countSubmissions()).toBe(before);
  });

  test('half a surrogate pair, which JSON can carry and UTF-8 cannot', async () => {
    const result = await submit(lab, requestInput(references, { description: 'x\ud800y' }));
    expect(result.userErrors).toMatchObject([{ code: 'INVALID', field: ['input', 'description'] }]);
  });

  test('an address that is no e-mail, as a fault of the query', async () => {
    const { errors } = await lab.ask('mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { replayed } }', {
      input: requestInput(references, { requesterEmail: 'nobody' }),
    });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('keeps a promise per key', () => {
  test('the same key and input is answered with the first result', async () => {
    const input = requestInput(references);
    const first = await submit(lab, input);
    const second = await submit(lab, input);
    expect(second).toEqual({ ...first, replayed: true, submission: { ...first.submission, serviceRequest: expect.anything() } });
    expect(second.submission?.serviceRequest.id).toBe(first.submission?.serviceRequest.id);
  });

  test('the same key with another input is refused', async () => {
    const input = requestInput(references);
    await submit(lab, input);
    const second = await submit(lab, { ...input, description: 'Something else.' });
    expect(second).toMatchObject({
      submission: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['input', 'idempotencyKey'] }],
    });
  });

  test('a refusal does not burn the key', async () => {
    const input = requestInput(references, { teamId: references.inactiveTeam });
    expect((await submit(lab, input)).userErrors).toHaveLength(1);
    const mended = await submit(lab, { ...input, teamId: references.team });
    expect(mended).toMatchObject({ replayed: false, userErrors: [] });
  });

  test('a replay is answered even when its reference has become inactive since', async () => {
    await lab.ask('mutation { importReferenceData(input: { teams: [{ code: "G-SOON", name: "Soon gone" }] }) { createdCount } }');
    const { data } = await lab.ask<{ teams: { id: string; code: string }[] }>('{ teams { id code } }');
    const input = requestInput(references, { teamId: data.teams.find((team) => team.code === 'G-SOON')?.id });
    const first = await submit(lab, input);
    await lab.ask(
      'mutation { importReferenceData(input: { teams: [{ code: "G-SOON", name: "Soon gone", isActive: false }] }) { updatedCount } }',
    );
    expect((await submit(lab, input)).submission?.id).toBe(first.submission?.id);
  });

  test('forty callers with one key in the same moment make one submission', async () => {
    const before = await countSubmissions();
    const input = requestInput(references);
    const single = Array.from({ length: 20 }, () => submit(lab, input));
    const bulk = Array.from({ length: 20 }, async () => (await submitMany(lab, [input])).results[0]);
    const results = await Promise.all([...single, ...bulk]);
    expect(new Set(results.map((result) => result?.submission?.id)).size).toBe(1);
    expect(results.filter((result) => result?.replayed === false)).toHaveLength(1);
    expect(await countSubmissions()).toBe(before + 1);
  });

  test('bulks that name the same keys in opposite order do not wait for each other in a circle', async () => {
    const inputs = Array.from({ length: 200 }, () => requestInput(references));
    const answers = await Promise.all([submitMany(lab, inputs), submitMany(lab, [...inputs].reverse()), submitMany(lab, inputs)]);
    expect(answers.flatMap((answer) => answer.results).filter((result) => !result.replayed)).toHaveLength(200);
  });
});

describe('takes many at once', () => {
  test('each by itself: the good are accepted, the bad refused, in the order given', async () => {
    const good = requestInput(references);
    const { results, userErrors } = await submitMany(lab, [
      good,
      requestInput(references, { description: '' }),
      requestInput(references),
      good,
    ]);
    expect(userErrors).toEqual([]);
    expect(results.map((result) => [result.submission !== null, result.replayed, result.userErrors.length])).toEqual([
      [true, false, 0],
      [false, false, 1],
      [true, false, 0],
      [true, true, 0],
    ]);
  });

  test('but not more than 500, and not none', async () => {
    const before = await countSubmissions();
    const tooMany = await submitMany(
      lab,
      Array.from({ length: 501 }, () => requestInput(references)),
    );
    expect(tooMany).toMatchObject({ results: [], userErrors: [{ code: 'INVALID' }] });
    expect(await submitMany(lab, [])).toMatchObject({ results: [], userErrors: [{ code: 'INVALID' }] });
    expect(await countSubmissions()).toBe(before);
  });
});

test('above the backlog limit the door says when to come back', async () => {
  await using busy = await startLab({ worker: false, settings: { MAX_BACKLOG: '1' } });
  const values = await seedReferences(busy);
  await submit(busy, requestInput(values));
  const answer = await busy.ask('mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { replayed } }', {
    input: requestInput(values),
  });
  // the count of the backlog may be a second old: until then the door is open
  const last = answer.errors ? answer : await untilRefused(busy, values);
  expect(last.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 5 });
});

async function untilRefused(busy: TestLab, values: References) {
  for (;;) {
    const answer = await busy.ask('mutation ($input: SubmitRequestInput!) { submitRequest(input: $input) { replayed } }', {
      input: requestInput(values),
    });
    if (answer.errors) return answer;
  }
}

test('what is stored cannot be changed afterwards', async () => {
  await submit(lab, requestInput(references));
  await expect(lab.pool.query(`update intake.submissions set priority = 'low'`)).rejects.toThrow('append-only');
  await expect(lab.pool.query('delete from intake.submissions')).rejects.toThrow('append-only');
});

test('at the end every promise holds', async () => {
  expect(await brokenPromises(lab)).toEqual([]);
});
