/** A source of chance that gives the same row of numbers for the same seed. */
export type Random = {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  /** One of them; undefined when there are none. */
  pick<Item>(items: readonly Item[]): Item | undefined;
};

/**
 * Every part of a run draws from a row of its own, by name: how often one part draws, which depends on the machine, never
 * changes what another part gets.
 */
export function createRandom(seed: number, name: string): Random {
  let state = [...`${seed}/${name}`].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619), 2_166_136_261);
  const next = (): number => {
    // mulberry32: short, and good enough to choose victims with
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: (items) => items[below(items.length)] };
}

/** Every order in which these can stand. */
export function permutationsOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((first, place) => permutationsOf(items.toSpliced(place, 1)).map((rest) => [first, ...rest]));
}
