import { afterAll, beforeAll, expect, test } from 'vitest';
import { breakKinds } from '../bench/live/breaks/kinds.ts';
import { type BreakReport, runBreaks } from '../bench/live/breaks/run.ts';

const stack = new AsyncDisposableStack();
let report: BreakReport;

beforeAll(async () => {
  report = await runBreaks(stack, { seed: 1, isSmall: true, tell: () => {} });
}, 300_000);
afterAll(() => stack.disposeAsync());

test('clients who resume by cursor are told everything once and in order, whatever breaks on the way', () => {
  expect(report.faults).toEqual([]);
  expect(report.verdict).toEqual({ missing: 0, duplicate: 0, outOfOrder: 0, unknown: 0 });
});

test('every kind of break that is quick was met, and clients had to resume', () => {
  const expected = breakKinds.filter(({ timesInTests }) => timesInTests > 0).map(({ name, timesInTests }) => [name, timesInTests]);
  expect(Object.fromEntries(report.breaks)).toEqual(Object.fromEntries(expected));
  expect(report.resumptions).toBeGreaterThan(report.clients);
});

test('a client without a cursor, or with an old one, is found out: the check can fail', () => {
  expect(report.control.missing).toBeGreaterThan(0);
  expect(report.control.duplicate).toBeGreaterThan(0);
});
