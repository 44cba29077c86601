import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseUnit, drawAxis, gapWidth, leadIn, leastStep } from './axis.ts';
import { busyTimes, type Drawable, fitUnit, lanes, layOut, momentsOf, sizes } from './layout.ts';

const minute = 60_000;
const day = 1_440 * minute;

function mark(id: string, start: number): Drawable {
  return { id, lane: 'operational', start, end: start, pieces: [], label: id };
}

function event(id: string, start: number, attempts: [from: number, to: number][], isOver = true): Drawable {
  let waitingSince = start;
  const pieces = attempts.flatMap(([from, to], index): Drawable['pieces'] => {
    const waiting = { kind: 'waiting', start: waitingSince, end: from, hasFailed: false } as const;
    waitingSince = to;
    return [waiting, { kind: 'working', start: from, end: to, hasFailed: index < attempts.length - 1 }];
  });
  return { id, lane: 'integration', start, end: isOver ? waitingSince : null, pieces, label: id };
}

test('days without anything are as wide as seconds without anything, and say how long they are', () => {
  const { gaps, ticks, width } = drawAxis([0, 5, 5 + 3 * day, 8 + 3 * day, 8 + 3 * day + 2_000], [], 10);
  expect(gaps.map(({ ms, width }) => ({ ms, width }))).toEqual([
    { ms: 3 * day, width: gapWidth },
    { ms: 2_000, width: gapWidth },
  ]);
  expect(ticks.map(({ at }) => at)).toEqual([0, 5 + 3 * day, 8 + 3 * day + 2_000]);
  expect(width).toBeLessThan(300);
});

test('a minute in which the worker was busy is no gap', () => {
  expect(drawAxis([0, minute], [{ start: 0, end: minute }], 10).gaps).toEqual([]);
  expect(drawAxis([0, minute, 2 * minute], [{ start: 0, end: minute }], 10).gaps).toHaveLength(1);
});

test('a bar consists of its waiting and its attempts, one behind the other', () => {
  const { lanes } = layOut(
    [
      event('e', 0, [
        [10, 20],
        [500, 530],
      ]),
    ],
    10,
  );
  const pieces = lanes[0]?.placed[0]?.pieces ?? [];
  expect(pieces.map(({ piece }) => [piece.kind, piece.hasFailed])).toEqual([
    ['waiting', false],
    ['working', true],
    ['waiting', false],
    ['working', false],
  ]);
  for (const [index, { x, width }] of pieces.entries()) expect(pieces[index + 1]?.x ?? x + width).toBeCloseTo(x + width);
});

test('what is not over reaches beyond the last moment', () => {
  const { lanes, openFrom } = layOut([event('e', 0, [[10, 20]], false), mark('m', 400)], 10);
  const { box } = lanes[0]?.placed[0] ?? { box: { x: 0, width: 0 } };
  expect(box.x + box.width).toBeGreaterThan(openFrom);
});

test('everything fits where there is room for it, the last label too', () => {
  const items = [mark('first', 0), mark('in the middle', 40), event('e', 3, [[10, 20]]), mark('the last one, with a long name', 90)];
  const unit = fitUnit(items, 700);
  expect(layOut(items, unit).width).toBeLessThanOrEqual(700);
  expect(layOut(items, unit).width).toBeGreaterThan(500);
});

test('one single moment is a drawing, too', () => {
  const { lanes, axis } = layOut([mark('only', 1_000)], 10);
  expect(lanes[0]?.placed[0]?.box).toEqual({ x: 0, width: sizes.mark });
  expect(axis.ticks).toEqual([{ x: leadIn, at: 1_000 }]);
});

test('the unit fills the width that there is, as long as that is sensible', () => {
  const moments = [0, 3, 12, 40, 41, 300];
  const unit = chooseUnit(moments, [], 400);
  expect(drawAxis(moments, [], unit).width).toBeCloseTo(400 + leadIn);
  expect(chooseUnit(moments, [], 100_000)).toBeLessThan(100);
  expect(chooseUnit(moments, [], 10)).toBeGreaterThan(1);
});

const time = fc.integer({ min: 0, max: 30 * day });
const item = fc
  .record({
    lane: fc.constantFrom(...lanes),
    start: time,
    steps: fc.array(fc.integer({ min: 0, max: day }), { maxLength: 8 }),
    isOver: fc.boolean(),
  })
  .map(({ lane, start, steps, isOver }, index = 0): Drawable => {
    let at = start;
    const pieces = steps.map((step, place): Drawable['pieces'][number] => {
      const from = at;
      at += step;
      return { kind: place % 2 === 0 ? 'waiting' : 'working', start: from, end: at, hasFailed: false };
    });
    return { id: `${index}`, lane, start, end: isOver ? at : null, pieces, label: `${lane} ${start}` };
  });
const many = fc.array(item, { minLength: 1, maxLength: 300, size: 'max' });

test('whatever happened: order is kept, and moments stand apart', () => {
  fc.assert(
    fc.property(many, fc.integer({ min: 6, max: 64 }), (items, unit) => {
      const moments = [...new Set(momentsOf(items))].sort((a, b) => a - b);
      const { place } = drawAxis(moments, busyTimes(items), unit);
      for (const [index, at] of moments.slice(1).entries()) {
        expect(place(at) - place(moments[index] ?? at)).toBeGreaterThanOrEqual(leastStep);
      }
    }),
  );
});

test('whatever happened: nothing lies over anything else, and nothing is too narrow to be seen', () => {
  fc.assert(
    fc.property(many, (items) => {
      const layout = layOut(items, 6);
      expect(layout.lanes.flatMap(({ placed }) => placed)).toHaveLength(items.length);
      for (const { placed, rows } of layout.lanes) {
        const ends = new Map<number, number>();
        for (const { row, extent, box, pieces } of placed) {
          expect(row).toBeLessThan(rows);
          expect(extent.x).toBeGreaterThanOrEqual(ends.get(row) ?? 0);
          ends.set(row, extent.x + extent.width);
          expect(box.width).toBeGreaterThanOrEqual(sizes.mark);
          expect(extent.x + extent.width).toBeLessThanOrEqual(layout.width);
          for (const piece of pieces) expect(piece.width).toBeGreaterThanOrEqual(sizes.leastPiece);
        }
      }
    }),
  );
});

test('what comes later moves nothing that was there', () => {
  fc.assert(
    fc.property(many, fc.integer({ min: 1, max: day }), (items, later) => {
      const last = Math.max(...momentsOf(items));
      const before = layOut(items, 12);
      const after = layOut([...items, mark('new', last + later)], 12);
      const placesOf = ({ lanes: drawn }: typeof before) =>
        new Map(drawn.flatMap(({ placed }) => placed.map(({ item: one, row, box }) => [one, { row, x: box.x }] as const)));
      const now = placesOf(after);
      for (const [one, place] of placesOf(before)) expect(now.get(one)).toEqual(place);
    }),
  );
});
