import DataLoader from 'dataloader';
import { sqlState } from './db.ts';

/** Single calls of so many milliseconds are applied together, at most so many of them. */
const gatherMs = 3;
const gatherLimit = 100;

/**
 * Turns a function of many into a function of one: what is called in the same moment goes in together. A transaction that
 * notifies serialises its commit with every other one, so one commit and one NOTIFY for many are worth the wait.
 *
 * When the data of one item break the shared call, each item goes by itself, so that only that one fails.
 *
 * @param apply gives one result per item, in the same order, or throws with nothing done.
 */
export function gather<Item, Result>(apply: (items: readonly Item[]) => Promise<Result[]>): (item: Item) => Promise<Result> {
  let isApplying = false;
  const waiting: (() => void)[] = [];
  const applyInTurn = async (items: readonly Item[]): Promise<(Result | Error)[]> => {
    isApplying = true;
    try {
      return await applyIsolated(items, apply);
    } finally {
      isApplying = false;
      waiting.shift()?.();
    }
  };
  const loader = new DataLoader<Item, Result>(applyInTurn, {
    cache: false,
    maxBatchSize: gatherLimit,
    // while one is under way the next one gathers: the busier it gets, the more go in together
    batchScheduleFn: (dispatch) => setTimeout(() => (isApplying ? waiting.push(dispatch) : dispatch()), gatherMs),
  });
  return (item) => loader.load(item);
}

async function applyIsolated<Item, Result>(
  items: readonly Item[],
  apply: (items: readonly Item[]) => Promise<Result[]>,
): Promise<(Result | Error)[]> {
  try {
    return await apply(items);
  } catch (error) {
    const isDataFault = /^(22|23)/.test(sqlState(error) ?? '');
    if (!isDataFault || items.length === 1) throw error;
    const results: (Result | Error)[] = [];
    for (const item of items) results.push(await applyOne(item, apply));
    return results;
  }
}

async function applyOne<Item, Result>(item: Item, apply: (items: readonly Item[]) => Promise<Result[]>): Promise<Result | Error> {
  try {
    const [result] = await apply([item]);
    return result ?? new Error('a call of one gave no result');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
