/**
 * Works on many things, a few at once. New work is not begun after the signal or after a failure; what was begun ends first.
 *
 * @throws the first failure, or the signal's reason.
 */
export async function workInLanes<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  { lanes, signal }: { lanes: number; signal: AbortSignal },
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const source = iterate(items);
  let failure: { error: unknown } | null = null;
  const runLane = async (): Promise<void> => {
    while (!failure && !signal.aborted) {
      const { value, done } = await source.next();
      if (done) return;
      await work(value);
    }
  };
  const guardLane = (): Promise<void> =>
    runLane().catch((error: unknown) => {
      failure ??= { error };
    });
  await Promise.all(Array.from({ length: lanes }, guardLane));
  await source.return(undefined);
  const failed = failure as { error: unknown } | null; // assigned in a callback, which the compiler does not see
  if (failed) throw failed.error;
  signal.throwIfAborted();
}

// A generator queues calls of `next` by several lanes; an iterator made by hand need not.
async function* iterate<Item>(items: AsyncIterable<Item> | Iterable<Item>): AsyncGenerator<Item, void, undefined> {
  yield* items;
}

/** How large one call may become. */
export type BulkLimit = { count: number; bytes: number };

/** What the lab takes in one call, with room to spare for the query around it. */
export const callLimit: BulkLimit = { count: 500, bytes: 4_000_000 };

/** Groups what is to be sent; a single item that is too large goes alone. */
export async function* inBulks<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  limit: BulkLimit,
  sizeOf: (item: Item) => number = () => 0,
): AsyncGenerator<Item[], void, undefined> {
  let bulk: Item[] = [];
  let bytes = 0;
  for await (const item of items) {
    const size = sizeOf(item);
    if (bulk.length > 0 && (bulk.length >= limit.count || bytes + size > limit.bytes)) {
      yield bulk;
      bulk = [];
      bytes = 0;
    }
    bulk.push(item);
    bytes += size;
  }
  if (bulk.length > 0) yield bulk;
}

/** Bytes of a value on the wire. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
