/** A stretch of time in which somebody worked; it is never taken for a gap. */
export type Busy = { start: number; end: number };

/** Where the axis skips time in which nothing ran. */
export type Gap = { x: number; width: number; ms: number };

/** Where what belongs together begins: the start, and what follows each gap. */
export type Tick = { x: number; at: number };

/** How long after the last tick a moment is. */
export type Step = { x: number; ms: number };

export type Axis = { width: number; gaps: Gap[]; ticks: Tick[]; steps: Step[]; place: (at: number) => number };

/** Shorter pauses are drawn like everything else. */
const gapFromMs = 1_000;
/** Wide enough for its length in words, however long it is. */
export const gapWidth = 68;
/** The least distance between two moments, in pixels: each can be seen, and pointed at. */
export const leastStep = 7;
/** Before the first moment, so that a mark can stand around it. */
export const leadIn = 8;
/** Room that the time since the last tick needs in words. */
export const stepWidth = 84;
/** Pixels for each power of ten of milliseconds. */
const units = { least: 6, most: 64 } as const;

type Stretch = { from: number; ms: number; isGap: boolean };

/**
 * Puts moments in a row. Between two of them lies the logarithm of the time that passed, because a request lives for milliseconds in
 * one place and for days in the next; pauses are drawn as gaps of one width. What comes later never moves what was there before.
 *
 * @param unit pixels for each power of ten, see {@link chooseUnit}.
 */
export function drawAxis(moments: readonly number[], busy: readonly Busy[], unit: number): Axis {
  const places = new Map<number, number>();
  const gaps: Gap[] = [];
  const ticks: Tick[] = [];
  const steps: Step[] = [];
  let x = leadIn;
  let writtenTo = 0;
  const [first = 0] = [...moments].sort((a, b) => a - b);
  let tick: Tick = { x, at: first };
  const begin = (at: number) => {
    tick = { x, at };
    ticks.push(tick);
    writtenTo = x + stepWidth / 2;
    places.set(at, x);
  };
  if (moments.length > 0) begin(first);
  for (const { from, ms, isGap } of stretchesOf(moments, busy)) {
    const to = from + ms;
    const width = isGap ? gapWidth : widthOf(ms, unit);
    if (isGap) gaps.push({ x, width, ms });
    x += width;
    if (isGap) begin(to);
    places.set(to, x);
    if (x < writtenTo) continue;
    steps.push({ x, ms: to - tick.at });
    writtenTo = x + stepWidth;
  }
  return { width: x, gaps, ticks, steps, place: (at) => places.get(at) ?? leadIn };
}

/** The unit with which these moments fill a width; within bounds, so that little does not look like much. */
export function chooseUnit(moments: readonly number[], busy: readonly Busy[], width: number): number {
  let fixed = 0;
  let powers = 0;
  for (const { ms, isGap } of stretchesOf(moments, busy)) {
    fixed += isGap ? gapWidth : leastStep;
    powers += isGap ? 0 : powerOf(ms);
  }
  const fitting = powers > 0 ? (width - fixed) / powers : units.most;
  return Math.min(units.most, Math.max(units.least, fitting));
}

function stretchesOf(moments: readonly number[], busy: readonly Busy[]): Stretch[] {
  const sorted = [...new Set(moments)].sort((a, b) => a - b);
  const runs = busy.toSorted((a, b) => a.start - b.start);
  let run = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index] ?? to;
    for (let next = runs[run]; next && next.start <= from; next = runs[++run]) busyUntil = Math.max(busyUntil, next.end);
    return { from, ms: to - from, isGap: to - from >= gapFromMs && busyUntil <= from };
  });
}

function widthOf(ms: number, unit: number): number {
  return leastStep + unit * powerOf(ms);
}

function powerOf(ms: number): number {
  return Math.log10(1 + ms);
}
