import { box, type Point } from './arrange.ts';

export type Places = ReadonlyMap<string, Point>;

/**
 * Takes new places over without moving anything that has one: what is new goes into its column, as high or
 * low beside its neighbour as the new arrangement has it, and further down where something stands already.
 *
 * @param neighbours pairs of keys that are connected.
 */
export function pin(known: Places, arranged: Places, neighbours: readonly (readonly [string, string])[]): Map<string, Point> {
  const placed = new Map<string, Point>();
  for (const key of arranged.keys()) {
    const point = known.get(key);
    if (point) placed.set(key, point);
  }
  if (placed.size === 0) return new Map(arranged);
  const fresh = [...arranged].filter(([key]) => !placed.has(key)).sort(([, a], [, b]) => a.y - b.y);
  let waiting = fresh;
  while (waiting.length > 0) {
    const later: typeof waiting = [];
    for (const [key, point] of waiting) {
      const anchor = anchorOf(key);
      const from = anchor === undefined ? undefined : arranged.get(anchor);
      const to = anchor === undefined ? undefined : placed.get(anchor);
      if (from && to) placed.set(key, findRoom({ x: point.x, y: point.y + to.y - from.y }, placed.values()));
      else later.push([key, point]);
    }
    // nothing connects them with what stands: they go where the arrangement has them
    if (later.length === waiting.length) for (const [key, point] of later.splice(0)) placed.set(key, findRoom(point, placed.values()));
    waiting = later;
  }
  return placed;

  function anchorOf(key: string): string | undefined {
    for (const [one, other] of neighbours) {
      if (one === key && placed.has(other)) return other;
      if (other === key && placed.has(one)) return one;
    }
    return undefined;
  }
}

function findRoom(wish: Point, taken: Iterable<Point>): Point {
  const inColumn = [...taken].filter(({ x }) => Math.abs(x - wish.x) < box.width).sort((a, b) => a.y - b.y);
  let { y } = wish;
  for (const other of inColumn) {
    if (Math.abs(other.y - y) < box.height + box.across / 2) y = other.y + box.height + box.across;
  }
  return { x: wish.x, y };
}

const storageKey = 'lab-lineage-places';
/** Pictures whose places are remembered. */
const mostKept = 8;

type Stored = [root: string, places: [string, Point][]][];

function readStored(): Stored {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? (stored as Stored) : [];
  } catch {
    return [];
  }
}

/** Where everything stood in this tab the last time that a picture began with this record. */
export function recallPlaces(root: string): Places {
  return new Map(readStored().find(([key]) => key === root)?.[1] ?? []);
}

export function keepPlaces(root: string, places: Places): void {
  const others = readStored().filter(([key]) => key !== root);
  try {
    sessionStorage.setItem(storageKey, JSON.stringify([[root, [...places]], ...others].slice(0, mostKept)));
  } catch {
    // no room, or forbidden: it is arranged anew then
  }
}
