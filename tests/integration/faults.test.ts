import { afterAll, expect, test } from 'vitest';
import { findArchive } from '../faults/clients/supply.ts';
import { faultKinds, smallSelection } from '../faults/kinds/table.ts';
import { drawReport } from '../faults/report.ts';
import { runFaults } from '../faults/run.ts';

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

test('a lab that is broken in every quick way loses nothing, does nothing twice and never ends by itself', {
  timeout: 300_000,
}, async () => {
  const kinds = faultKinds.filter(({ name }) => smallSelection.includes(name));
  const options = { kinds, seed: 1, isSmall: true, requests: 300, reads: 0, archive: findArchive() };
  const report = await runFaults(stack, { ...options, onLine: () => {}, tell: () => {} });
  const broken = report.lines.filter(
    (line) => line.injected === 0 || line.lost + line.duplicated + line.illegal + line.orphans + line.unexpected_exits > 0,
  );
  expect(broken, drawReport(report)).toEqual([]);
  expect(report.lines.map((line) => line.fault)).toEqual(kinds.map(({ name }) => name));
  expect(report.summary.requests).toBeGreaterThanOrEqual(300);
});
