import { expect, test } from 'vitest';
import { createLogger } from './log.ts';
import { repeat } from './repeat.ts';

const log = createLogger('tests', 'silent');

test('goes on after a failure, and its stop waits for the turn in hand', async () => {
  const turns: string[] = [];
  const third = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const task = repeat(
    1,
    async () => {
      turns.push('begun');
      if (turns.length === 1) throw new Error('the first one fails');
      if (turns.length < 3) return;
      third.resolve();
      await release.promise;
      turns.push('ended');
    },
    log,
  );
  await third.promise;
  const stopped = task.stop().then(() => turns.push('stopped'));
  release.resolve();
  await stopped;
  expect(turns).toEqual(['begun', 'begun', 'begun', 'ended', 'stopped']);
});

test('a stop between two turns does not wait for the next one', async () => {
  let turns = 0;
  const first = Promise.withResolvers<void>();
  const task = repeat(
    3_600_000,
    async () => {
      turns += 1;
      first.resolve();
    },
    log,
  );
  await first.promise;
  await task.stop();
  expect(turns).toBe(1);
});
