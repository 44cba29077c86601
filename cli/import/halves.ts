import { ApiError } from '../api.ts';

/**
 * Sends items together. What the lab refuses as a whole is sent in halves, in order, until what is wrong stands alone: one bad item
 * takes nobody with it.
 *
 * @param refuse is given the item at fault and what the lab says about it.
 */
export async function sendInHalves<Item>(
  items: readonly Item[],
  send: (items: readonly Item[]) => Promise<void>,
  refuse: (item: Item, error: ApiError) => void,
): Promise<void> {
  try {
    if (items.length > 0) await send(items);
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'BAD_USER_INPUT') throw error;
    const [only] = items;
    if (only !== undefined && items.length === 1) {
      refuse(only, error);
      return;
    }
    const middle = Math.ceil(items.length / 2);
    await sendInHalves(items.slice(0, middle), send, refuse);
    await sendInHalves(items.slice(middle), send, refuse);
  }
}

type Payload<Result> = {
  results: readonly Result[];
  userErrors: readonly { code: string; message: string }[];
};

/**
 * The results of a bulk, item by item.
 *
 * @throws ApiError when the list as such was refused.
 */
export function readResults<Result>({ results, userErrors }: Payload<Result>, count: number): readonly Result[] {
  const [error] = userErrors;
  if (error) throw new ApiError('BAD_USER_INPUT', error.message);
  if (results.length !== count)
    throw new ApiError('NO_LAB', `The lab gave ${results.length} results for ${count} inputs — is it of the same version?`);
  return results;
}

/** What a refusal says, in one line. */
export function describeErrors(errors: readonly { code: string; message: string }[]): string {
  return errors.map(({ code, message }) => `${code} ${message}`).join('; ');
}
