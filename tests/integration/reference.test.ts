import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLab, type TestLab } from '../support/lab.ts';

let lab: TestLab;

beforeAll(async () => {
  lab = await startLab({ worker: false });
});
afterAll(async () => await lab[Symbol.asyncDispose]());

type ImportResult = {
  createdCount: number;
  updatedCount: number;
  unchangedCount: number;
  customers: { id: string; code: string; name: string; isActive: boolean }[];
  userErrors: { code: string; field: string[] }[];
};

async function importData(input: Record<string, unknown>): Promise<ImportResult> {
  const { data, errors } = await lab.ask<{ importReferenceData: ImportResult }>(
    `mutation ($input: ReferenceDataInput!) { importReferenceData(input: $input) {
      createdCount updatedCount unchangedCount customers { id code name isActive } userErrors { code field } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data.importReferenceData;
}

describe('reference data', () => {
  test('are made, changed and left alone by code', async () => {
    const first = await importData({
      customers: [
        { code: 'K1', name: 'One' },
        { code: 'K2', name: 'Two' },
      ],
    });
    expect(first).toMatchObject({ createdCount: 2, updatedCount: 0, unchangedCount: 0, userErrors: [] });
    const second = await importData({
      customers: [
        { code: 'K1', name: 'One, renamed' },
        { code: 'K2', name: 'Two' },
      ],
    });
    expect(second).toMatchObject({ createdCount: 0, updatedCount: 1, unchangedCount: 1 });
    expect(second.customers.map(({ id }) => id)).toEqual(first.customers.map(({ id }) => id));
  });

  test('are deactivated, never deleted, and stay so until somebody says otherwise', async () => {
    await importData({ customers: [{ code: 'K3', name: 'Three' }] });
    expect((await importData({ customers: [{ code: 'K3', name: 'Three', isActive: false }] })).customers).toMatchObject([
      { isActive: false },
    ]);
    expect(await importData({ customers: [{ code: 'K3', name: 'Three' }] })).toMatchObject({
      unchangedCount: 1,
      customers: [{ isActive: false }],
    });
    expect((await importData({ customers: [{ code: 'K3', name: 'Three', isActive: true }] })).customers).toMatchObject([
      { isActive: true },
    ]);
  });

  test.each([
    ['an unknown customer', { agreements: [{ code: 'X1', name: 'X', customerCode: 'NOBODY' }] }, 'NOT_FOUND', 'agreements.0.customerCode'],
    [
      'a code that stands twice',
      {
        teams: [
          { code: 'D', name: 'a' },
          { code: 'D', name: 'b' },
        ],
      },
      'INVALID',
      'teams.1.code',
    ],
    ['an empty code', { teams: [{ code: ' ', name: 'a' }] }, 'REQUIRED', 'teams.0.code'],
    ['a name that is too long', { teams: [{ code: 'L', name: 'x'.repeat(201) }] }, 'INVALID', 'teams.0.name'],
  ])('with %s are refused, all of them', async (_what, input, code, field) => {
    const customers = [{ code: `K-${code}-${field}`, name: 'goes with the rest' }];
    const result = await importData({ customers, ...input });
    expect(result.userErrors.map((error) => [error.code, error.field.slice(1).join('.')])).toEqual([[code, field]]);
    const { data } = await lab.ask<{ customers: { totalCount: number } }>(
      'query ($codes: [String!]) { customers(filter: { codes: $codes }) { totalCount } }',
      {
        codes: customers.map((customer) => customer.code),
      },
    );
    expect(data.customers.totalCount).toBe(0);
  });

  test('keep an agreement with its customer', async () => {
    await importData({
      customers: [
        { code: 'K5', name: 'Five' },
        { code: 'K6', name: 'Six' },
      ],
      agreements: [{ code: 'A5', name: 'of five', customerCode: 'K5' }],
    });
    const moved = await importData({ agreements: [{ code: 'A5', name: 'of six', customerCode: 'K6' }] });
    expect(moved.userErrors).toMatchObject([{ code: 'AGREEMENT_CUSTOMER_MISMATCH' }]);
  });
});

describe('lists', () => {
  beforeAll(async () => {
    await importData({
      customers: Array.from({ length: 60 }, (_, index) => ({
        code: `LIST-${String(index).padStart(2, '0')}`,
        name: index % 2 ? 'odd 100%' : 'even_',
      })),
    });
  });
  const page =
    'query ($first: Int, $after: Cursor, $filter: CustomerFilter) { customers(first: $first, after: $after, filter: $filter) { totalCount nodes { code } edges { cursor } pageInfo { hasNextPage startCursor endCursor } } }';
  type Page = {
    customers: {
      totalCount: number;
      nodes: { code: string }[];
      edges: { cursor: string }[];
      pageInfo: { hasNextPage: boolean; startCursor: string | null; endCursor: string | null };
    };
  };

  test('are read page by page, each row once, also while rows are added before and behind', async () => {
    const filter = { search: 'LIST-' };
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Page } = await lab.ask<Page>(page, { first: 7, after, filter });
      seen.push(...data.customers.nodes.map((node) => node.code));
      after = data.customers.pageInfo.hasNextPage ? data.customers.pageInfo.endCursor : null;
      await importData({ customers: [{ code: `AAA-LIST-${seen.length}`, name: 'came in between' }] });
    } while (after);
    expect(seen.filter((code) => /^LIST-/.test(code))).toEqual(
      Array.from({ length: 60 }, (_, index) => `LIST-${String(index).padStart(2, '0')}`),
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('take what people search for as text, not as a pattern', async () => {
    const count = async (search: string): Promise<number> => (await lab.ask<Page>(page, { filter: { search } })).data.customers.totalCount;
    expect(await count('100%')).toBe(30);
    expect(await count('0%')).toBe(30);
    expect(await count('n_')).toBe(30);
    expect(await count("'; drop table reference.customers; --")).toBe(0);
    expect(await count('\u0000')).toBeGreaterThan(0);
  });

  test.each([0, -1, 101])('refuse a page of %i', async (first) => {
    const { errors } = await lab.ask(page, { first });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('refuse a cursor that is not theirs, instead of starting again', async () => {
    const { data } = await lab.ask<Page>(page, { first: 1 });
    const foreign = await lab.ask('query ($after: Cursor) { agreements(after: $after) { nodes { id } } }', {
      after: data.customers.edges[0]?.cursor,
    });
    expect(foreign.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    for (const after of ['', 'x', 'bnVsbA', Buffer.from('["a","b","c"]').toString('base64url')]) {
      expect((await lab.ask(page, { after })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
