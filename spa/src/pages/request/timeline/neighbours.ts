import type { Drawable, Lane, Placed } from './layout.ts';

/** Where a key leads to from an item: along the time, to another system, to an end; undefined when it leads nowhere. */
export function findNeighbour(lanes: readonly Lane<Drawable>[], id: string, key: string): string | undefined {
  const inTime = lanes.flatMap(({ placed }) => placed).sort((a, b) => a.item.start - b.item.start);
  const place = inTime.findIndex(({ item }) => item.id === id);
  const here = inTime[place];
  if (!here) return undefined;
  const lane = lanes.findIndex(({ name }) => name === here.item.lane);
  return follow()?.item.id;

  function follow(): Placed<Drawable> | undefined {
    if (key === 'ArrowRight') return inTime[place + 1];
    if (key === 'ArrowLeft') return inTime[place - 1];
    if (key === 'Home') return inTime[0];
    if (key === 'End') return inTime.at(-1);
    if (key === 'ArrowDown') return nearest(lanes[lane + 1], here);
    return key === 'ArrowUp' ? nearest(lanes[lane - 1], here) : undefined;
  }
}

function nearest(lane: Lane<Drawable> | undefined, here: Placed<Drawable> | undefined): Placed<Drawable> | undefined {
  const from = here?.box.x ?? 0;
  return lane?.placed.toSorted((a, b) => Math.abs(a.box.x - from) - Math.abs(b.box.x - from))[0];
}
