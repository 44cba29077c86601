import { loadavg } from 'node:os';
import { type Cell, drawFindings, drawTable, formatCount, formatDuration } from 'cli/terminal.ts';
import type { Violation } from './checks/violation.ts';
import type { UnexpectedExit } from './lab/process.ts';

/** What became of one kind of fault; one line of `--json`, whose names others rely on. */
export type FaultLine = {
  fault: string;
  injected: number;
  lost: number;
  duplicated: number;
  illegal: number;
  orphans: number;
  /** Longest time to recover in milliseconds; null where nothing had to recover. */
  recovery_ms_max: number | null;
  /** Longest time that is accepted. */
  recovery_limit_ms?: number;
  unexpected_exits: number;
};

/** The whole run; the last line of `--json`. */
export type Summary = {
  faults_injected: number;
  requests: number;
  steps: number;
  reads: number;
  /** Calls that were not answered and were made again under the same key. */
  calls_repeated: number;
  /** Answers that were those of an earlier call. */
  answers_replayed: number;
  seed: number;
  duration_ms: number;
  /** Load average of the last minute: far more than the cores means that the machine was shared. */
  load: number;
};

export type FaultReport = { lines: FaultLine[]; summary: Summary; violations: Violation[]; exits: UnexpectedExit[] };

export function machineLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

/** What is wrong with a line; empty when nothing is. */
export function faultsOf(line: FaultLine): string[] {
  const { injected, lost, duplicated, illegal, orphans, unexpected_exits, recovery_ms_max, recovery_limit_ms } = line;
  const isSlow = recovery_limit_ms !== undefined && (recovery_ms_max ?? 0) > recovery_limit_ms;
  return [
    ...(injected === 0 ? ['nothing was injected'] : []),
    ...(lost + duplicated + illegal + orphans > 0 ? ['broken promises'] : []),
    ...(unexpected_exits > 0 ? ['a process ended'] : []),
    ...(isSlow ? ['slow recovery'] : []),
  ];
}

export function drawReport({ lines, summary, violations, exits }: FaultReport): string {
  const rows = lines.map((line): Cell[] => [
    line.fault,
    line.injected,
    line.lost,
    line.duplicated,
    line.illegal,
    line.orphans,
    line.unexpected_exits,
    line.recovery_ms_max === null ? '–' : formatDuration(line.recovery_ms_max),
    line.recovery_limit_ms === undefined ? '' : `≤ ${formatDuration(line.recovery_limit_ms)}`,
    faultsOf(line).join(', ') || 'ok',
  ]);
  const head = ['fault', 'injected', 'lost', 'duplicated', 'illegal', 'orphans', 'unexpected exits', 'time to recover', 'limit', ''];
  const parts = [drawTable(head, rows), drawSummary(summary)];
  if (violations.length > 0) {
    parts.push(
      drawFindings(
        'Broken promises',
        violations.map(({ kind, promise, stream, detail }) => `${kind}: ${promise} — ${detail}${stream ? ` (request ${stream})` : ''}`),
      ),
    );
  }
  for (const { name, code, signal, lastWords } of exits) parts.push(`${name} ended unexpectedly (${signal ?? code}):\n${lastWords}`);
  return parts.join('\n\n');
}

function drawSummary({
  faults_injected,
  requests,
  steps,
  reads,
  calls_repeated,
  answers_replayed,
  seed,
  duration_ms,
  load,
}: Summary): string {
  return [
    `${formatCount(faults_injected)} faults over ${formatCount(requests)} requests with ${formatCount(steps)} steps, ${formatCount(reads)} reads;`,
    `${formatCount(calls_repeated)} calls repeated, ${formatCount(answers_replayed)} answered from before;`,
    `seed ${seed}, ${formatDuration(duration_ms)}, load average ${load}.`,
  ].join(' ');
}
