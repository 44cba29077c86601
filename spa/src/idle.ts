/** How long what nobody waits for may be put off, in milliseconds. */
const patienceMs = 2_000;

/**
 * Resolves when the browser has nothing else to do, so that what is nice to have does not hold up what is needed. Safari does not tell
 * when that is.
 */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: patienceMs });
    else setTimeout(resolve, 0);
  });
}
