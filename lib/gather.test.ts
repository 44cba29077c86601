import pg from 'pg';
import { expect, test } from 'vitest';
import { gather } from './gather.ts';

test('what is called in the same moment goes in together, and each caller gets its own result', async () => {
  const calls: number[][] = [];
  const double = gather(async (items: readonly number[]) => {
    calls.push([...items]);
    return items.map((item) => item * 2);
  });
  expect(await Promise.all([double(1), double(2), double(2)])).toEqual([2, 4, 4]);
  expect(calls).toEqual([[1, 2, 2]]);
});

test('never more than a hundred at once', async () => {
  const sizes: number[] = [];
  const count = gather(async (items: readonly number[]) => {
    sizes.push(items.length);
    return items.map((item) => item);
  });
  await Promise.all(Array.from({ length: 250 }, (_, index) => count(index)));
  expect(sizes).toEqual([100, 100, 50]);
});

function dataFault(): Error {
  return Object.assign(new pg.DatabaseError('the data do not fit', 0, 'error'), { code: '22001' });
}

test('data that do not fit cost only their own caller', async () => {
  const check = gather(async (items: readonly number[]) => {
    if (items.includes(13)) throw dataFault();
    return items.map((item) => item);
  });
  const results = await Promise.allSettled([check(1), check(13), check(2)]);
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a database that is down is not asked once for each of them', async () => {
  let calls = 0;
  const fail = gather(async (_items: readonly number[]): Promise<number[]> => {
    calls += 1;
    throw new Error('Connection terminated');
  });
  const results = await Promise.allSettled([fail(1), fail(2), fail(3)]);
  expect(results.every((result) => result.status === 'rejected')).toBe(true);
  expect(calls).toBe(1);
});

test('while one call is under way the next one gathers', async () => {
  const calls: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const echo = gather(async (items: readonly number[]) => {
    calls.push([...items]);
    begun.resolve();
    if (calls.length === 1) await gate.promise;
    return items.map((item) => item);
  });
  const first = echo(1);
  await begun.promise;
  const others = [echo(2), echo(3)];
  gate.resolve();
  expect(await Promise.all([first, ...others])).toEqual([1, 2, 3]);
  expect(calls).toEqual([[1], [2, 3]]);
});
