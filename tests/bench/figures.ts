import { loadavg } from 'node:os';

/** What a figure is held against: the machine's own limit, or another way of doing the same work. */
export type Rival = { kind: 'ceiling' | 'peer'; name: string; values: number[] };

/** What a bench found out; one value for each run, the median counts. */
export type Finding = {
  figure: string;
  values: number[];
  unit: string;
  rival?: Rival;
  /** For the ratio to the rival, at least; without a rival for the value itself, at most. */
  target?: number;
};

/** One line of `--json`; others rely on these names. */
export type Figure = {
  bench: string;
  figure: string;
  value: number;
  unit: string;
  min: number;
  max: number;
  runs: number;
  ceiling?: number;
  /** What the ceiling did. */
  ceiling_name?: string;
  peer?: string;
  peer_value?: number;
  ratio?: number;
  target?: number;
  reached?: boolean;
  /** Load average of the last minute when it was measured: more than the bench's own two or three means the machine was shared. */
  load: number;
};

export function toFigure(bench: string, { figure, values, unit, rival, target }: Finding): Figure {
  const value = median(values);
  const rivalValue = rival ? median(rival.values) : undefined;
  const ratio = rivalValue === undefined ? undefined : value / rivalValue;
  return {
    bench,
    figure,
    value: round(value),
    unit,
    min: round(Math.min(...values)),
    max: round(Math.max(...values)),
    runs: values.length,
    ...(rival && rivalValue !== undefined ? nameRival(rival, round(rivalValue)) : {}),
    ...(ratio === undefined ? {} : { ratio: round(ratio) }),
    ...(target === undefined ? {} : { target, reached: ratio === undefined ? value <= target : ratio >= target }),
    load: round(loadavg()[0] ?? 0),
  };
}

function nameRival({ kind, name }: Rival, value: number): Partial<Figure> {
  return kind === 'ceiling' ? { ceiling: value, ceiling_name: name } : { peer: name, peer_value: value };
}

/** Three digits that count; more would pretend that the machine repeats itself. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share between 0 and 1, for example 0.99. NaN when there are no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
