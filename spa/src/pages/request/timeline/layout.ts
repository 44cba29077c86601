import { type Axis, type Busy, chooseUnit, drawAxis } from './axis.ts';

export const lanes = ['intake', 'source', 'integration', 'operational', 'canonical', 'documents'] as const;
export type LaneName = (typeof lanes)[number];

/** A part of a bar. Waiting is hatched, work is solid; what lies between an end and a later replay is neither. */
export type Piece = { kind: 'waiting' | 'working' | 'resting'; start: number; end: number; hasFailed: boolean };

export type Drawable = {
  id: string;
  lane: LaneName;
  start: number;
  /** The same as the start for what happened in one moment; null for what is not over. */
  end: number | null;
  pieces: readonly Piece[];
  label: string;
};

export type Box = { x: number; width: number };
export type Placed<Item extends Drawable> = {
  item: Item;
  /** Which line within the lane, from 0. */
  row: number;
  /** The bar, or the place of the mark. */
  box: Box;
  /** Everything that must not be drawn over, the label among it. */
  extent: Box;
  pieces: (Box & { piece: Piece })[];
};
export type Lane<Item extends Drawable> = { name: LaneName; rows: number; placed: Placed<Item>[] };
export type Layout<Item extends Drawable> = { axis: Axis; width: number; lanes: Lane<Item>[]; openFrom: number };

/** Pixels. */
export const sizes = { mark: 16, leastPiece: 5, open: 36, letter: 6.7, labelGap: 6, between: 10, padding: 12, title: 172 } as const;

/** Every moment that the drawing has to tell apart. */
export function momentsOf(items: readonly Drawable[]): number[] {
  return items.flatMap(({ start, end, pieces }) => [
    start,
    ...(end === null ? [] : [end]),
    ...pieces.flatMap((one) => [one.start, one.end]),
  ]);
}

export function busyTimes(items: readonly Drawable[]): Busy[] {
  return items.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind === 'working'));
}

/**
 * Where everything is drawn: times become places, and what would lie over each other in a lane goes to the next line of it.
 *
 * @param unit see {@link drawAxis}.
 */
export function layOut<Item extends Drawable>(items: readonly Item[], unit: number): Layout<Item> {
  const axis = drawAxis(momentsOf(items), busyTimes(items), unit);
  const openEnd = axis.width + sizes.open;
  const drawn = lanes.flatMap((name): Lane<Item>[] => {
    const own = items.filter(({ lane }) => lane === name);
    return own.length === 0 ? [] : [fillLane(name, own, axis, openEnd)];
  });
  const ends = drawn.flatMap(({ placed }) => placed.map(({ extent }) => extent.x + extent.width));
  return { axis, lanes: drawn, width: Math.max(axis.width, ...ends) + sizes.padding, openFrom: axis.width };
}

/** How often a unit is tried: labels at the end take room that is known only when everything has its place. */
const tries = 3;

/** The unit with which everything, labels included, fills a width, if that is possible. */
export function fitUnit(items: readonly Drawable[], width: number): number {
  const moments = momentsOf(items);
  const busy = busyTimes(items);
  let room = width;
  let unit = chooseUnit(moments, busy, room);
  for (let left = tries; left > 0; left -= 1) {
    const excess = layOut(items, unit).width - width;
    if (excess <= 0) break;
    room -= excess;
    unit = chooseUnit(moments, busy, room);
  }
  return unit;
}

function fillLane<Item extends Drawable>(name: LaneName, items: readonly Item[], axis: Axis, openEnd: number): Lane<Item> {
  const filledTo: number[] = [];
  const inOrder = items.toSorted((a, b) => a.start - b.start);
  const placed = inOrder.map((item): Placed<Item> => {
    const { box, pieces } = draw(item, axis, openEnd);
    const extent = { x: box.x, width: box.width + sizes.labelGap + item.label.length * sizes.letter };
    const free = filledTo.findIndex((end) => end + sizes.between <= extent.x);
    const row = free < 0 ? filledTo.length : free;
    filledTo[row] = extent.x + extent.width;
    return { item, row, box, extent, pieces };
  });
  return { name, rows: filledTo.length, placed };
}

function draw(item: Drawable, axis: Axis, openEnd: number): Pick<Placed<Drawable>, 'box' | 'pieces'> {
  const x = axis.place(item.start);
  if (item.pieces.length === 0 && item.end !== null) return { box: { x: x - sizes.mark / 2, width: sizes.mark }, pieces: [] };
  const pieces = item.pieces.map((piece) => {
    const from = axis.place(piece.start);
    return { piece, x: from, width: Math.max(sizes.leastPiece, axis.place(piece.end) - from) };
  });
  const pieceEnds = pieces.map((one) => one.x + one.width);
  const end = item.end === null ? openEnd : Math.max(axis.place(item.end), ...pieceEnds);
  return { box: { x, width: Math.max(sizes.mark, end - x) }, pieces };
}
