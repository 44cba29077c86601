const pollMs = 20;

/**
 * Waits until the condition gives something, and hands it on.
 *
 * @param patienceMs how long a machine that is busy with other things may take; not a measure of speed.
 * @throws Error naming what was awaited.
 */
export async function until<T>(what: string, condition: () => Promise<T | null | undefined | false>, patienceMs = 30_000): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
