/**
 * Lets pieces of work that share a key wait for each other; others run side by side.
 *
 * Two loops of one worker may get bells of the same stream. The second could skip it and ring again, but a skipped stream
 * waits for its next bell, and the end of the first is nearer.
 */
export function createTurns(): <Result>(keys: readonly string[], work: () => Promise<Result>) => Promise<Result> {
  const inHand = new Set<{ keys: ReadonlySet<string>; ended: Promise<unknown> }>();
  const overlapping = (keys: readonly string[]): Promise<unknown>[] =>
    [...inHand].filter((other) => keys.some((key) => other.keys.has(key))).map((other) => other.ended);
  return async (keys, work) => {
    for (let others = overlapping(keys); others.length > 0; others = overlapping(keys)) await Promise.allSettled(others);
    const result = work();
    const entry = { keys: new Set(keys), ended: result };
    inHand.add(entry);
    try {
      return await result;
    } finally {
      inHand.delete(entry);
    }
  };
}
