import { endOf, linksByEnd, type Side } from './graph.ts';
import type { Places } from './places.ts';

export type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home';

export function isStep(key: string): key is Step {
  return ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home'].includes(key);
}

type Linked = { from: string; to: string };

/**
 * Where a key leads from a record: left and right along the lines, up and down to the next one in the same column.
 *
 * @param keys everything that can be stood on, the one it all began with first.
 * @returns undefined when there is nothing that way.
 */
export function findStep(
  step: Step,
  at: string,
  { keys, links, places }: { keys: readonly string[]; links: readonly Linked[]; places: Places },
) {
  if (step === 'Home') return keys[0];
  const here = places.get(at);
  if (!here) return keys[0];
  const nearest = (others: readonly string[]) =>
    others
      .flatMap((key) => {
        const place = places.get(key);
        return place ? [{ key, distance: Math.abs(place.y - here.y) }] : [];
      })
      .sort((a, b) => a.distance - b.distance)[0]?.key;
  if (step === 'ArrowLeft' || step === 'ArrowRight') {
    const side: Side = step === 'ArrowLeft' ? 'up' : 'down';
    return nearest((linksByEnd(links)[side].get(at) ?? []).map((link) => endOf(link, side)));
  }
  const isBelow = step === 'ArrowDown';
  return nearest(
    keys.filter((key) => {
      const place = places.get(key);
      return place && key !== at && Math.abs(place.x - here.x) < 1 && place.y > here.y === isBelow;
    }),
  );
}
