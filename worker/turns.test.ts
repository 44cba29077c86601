import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

test('work that shares a key goes one after the other, other work does not wait', async () => {
  const takeTurn = createTurns();
  const story: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = takeTurn(['a', 'b'], async () => {
    story.push('first begins');
    await gate.promise;
    story.push('first ends');
  });
  const second = takeTurn(['b', 'c'], async () => story.push('second'));
  await takeTurn(['d'], async () => story.push('third'));
  gate.resolve();
  await Promise.all([first, second]);
  expect(story).toEqual(['first begins', 'third', 'first ends', 'second']);
});

test('work that fails lets the next one go', async () => {
  const takeTurn = createTurns();
  const failing = takeTurn(['a'], () => Promise.reject(new Error('it failed')));
  const next = takeTurn(['a'], async () => 'done');
  await expect(failing).rejects.toThrow('it failed');
  expect(await next).toBe('done');
});
