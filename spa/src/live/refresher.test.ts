import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** A question that takes the given time to be answered, and when it was asked. */
function startQuestion(tookMs = 0) {
  const asked: number[] = [];
  const state = { mayRun: true, atOnce: 0, mostAtOnce: 0, fails: false };
  const refresher = createRefresher(
    async () => {
      asked.push(performance.now());
      state.mostAtOnce = Math.max(state.mostAtOnce, ++state.atOnce);
      await new Promise((resolve) => setTimeout(resolve, tookMs));
      state.atOnce -= 1;
      if (state.fails) throw new Error('the lab is away');
    },
    () => state.mayRun,
  );
  onTestFinished(refresher.stop);
  const gaps = () => asked.slice(1).map((at, index) => Math.round(at - (asked[index] ?? 0)));
  return { asked, state, gaps, ...refresher };
}

/** Something happens every few milliseconds for a time. */
async function touchFor(ms: number, touch: () => void) {
  for (let past = 0; past < ms; past += 10) {
    touch();
    await vi.advanceTimersByTimeAsync(10);
  }
}

test('the first news are asked for at once, and what comes meanwhile costs one more question', async () => {
  const { asked, touch } = startQuestion(20);
  touch();
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(1);
  for (let count = 0; count < 100; count += 1) touch();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(2);
});

test('what happens while a question is answered is not taken as answered', async () => {
  const { asked, touch } = startQuestion(100);
  touch();
  await vi.advanceTimersByTimeAsync(99);
  touch();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(2);
});

test('while news keep coming it is asked no more than once a second', async () => {
  const { asked, gaps, touch } = startQuestion(5);
  await touchFor(10_000, touch);
  expect(gaps()[0]).toBe(500);
  expect(Math.min(...gaps().slice(1))).toBeGreaterThanOrEqual(1_000);
  expect(asked.length).toBeGreaterThanOrEqual(10);
});

test('a slow lab is never asked twice at once and gets as long a rest as it took', async () => {
  const { gaps, state, touch } = startQuestion(3_000);
  await touchFor(20_000, touch);
  expect(state.mostAtOnce).toBe(1);
  expect(Math.min(...gaps())).toBeGreaterThanOrEqual(6_000);
});

test('after a quiet time the next news are at once again', async () => {
  const { asked, touch } = startQuestion(5);
  await touchFor(3_000, touch);
  await vi.advanceTimersByTimeAsync(5_000);
  const before = asked.length;
  touch();
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveLength(before + 1);
});

test('nothing is asked while nobody looks, and once when somebody looks again', async () => {
  const { asked, state, touch, wake } = startQuestion(5);
  state.mayRun = false;
  await touchFor(5_000, touch);
  expect(asked).toHaveLength(0);
  state.mayRun = true;
  wake();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(1);
});

test('somebody who stops looking during the rest is not asked for either', async () => {
  const { asked, state, touch } = startQuestion(5);
  touch();
  await vi.advanceTimersByTimeAsync(100);
  touch();
  state.mayRun = false;
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(1);
});

test('a failure does not end it', async () => {
  const { asked, state, touch } = startQuestion(5);
  state.fails = true;
  touch();
  await vi.advanceTimersByTimeAsync(1_000);
  touch();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toHaveLength(2);
});

test('after its end nothing is asked', async () => {
  const { asked, touch, stop } = startQuestion(5);
  touch();
  stop();
  touch();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toHaveLength(0);
});
