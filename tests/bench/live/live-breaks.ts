import { randomInt } from 'node:crypto';
import { formatDuration } from 'cli/terminal.ts';
import type { Finding } from '../figures.ts';
import type { Workshop } from '../workshop.ts';
import { type BreakReport, runBreaks } from './breaks/run.ts';

/**
 * Breaks everything between a change and its followers, over 500 times, and counts what they were not told, told twice or told in the
 * wrong order. Once, however many runs are asked for: `BREAKS_SEED` repeats the order of an earlier run.
 */
export async function benchBreaks({ stack, tell, report }: Workshop): Promise<void> {
  const seed = Number(process.env.BREAKS_SEED ?? randomInt(1, 1_000_000));
  tell(`seed ${seed}`);
  const found = await runBreaks(stack, { seed, isSmall: false, tell });
  for (const fault of found.faults) tell(fault);
  tell(`seed ${seed}, broken for ${formatDuration(found.durationMs)}`);
  for (const finding of describe(found)) report(finding);
}

function describe({ breaks, clients, told, resumptions, partial, durationMs, verdict, control }: BreakReport): Finding[] {
  const count = (figure: string, value: number, target?: number): Finding => ({
    figure,
    values: [value],
    unit: '',
    ...(target === undefined ? {} : { target }),
  });
  return [
    ...[...breaks].toSorted(([a], [b]) => a.localeCompare(b)).map(([kind, times]) => count(kind, times)),
    count(
      'breaks',
      breaks.values().reduce((sum, times) => sum + times, 0),
    ),
    { figure: 'duration', values: [durationMs / 1_000], unit: 's' },
    count('clients', clients),
    count('messages', told),
    count('connections_begun_again', resumptions),
    count('messages_with_a_part_missing', partial),
    count('missing', verdict.missing, 0),
    count('duplicate', verdict.duplicate, 0),
    count('out_of_order', verdict.outOfOrder, 0),
    count('unknown', verdict.unknown, 0),
    // the same check on clients that do not resume as they should: with zeros here those above would say nothing
    count('missing_without_cursor', control.missing),
    count('duplicate_with_old_cursor', control.duplicate),
  ];
}
