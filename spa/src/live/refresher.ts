/** Shortest time between the beginnings of two refreshes. */
const paceMs = 500;
/** The same while news keep coming, as during an import. */
const busyPaceMs = 1_000;

export type Refresher = {
  /** What is shown may be out of date. */
  touch(): void;
  /** What stood in the way may be gone. */
  wake(): void;
  stop(): void;
};

/**
 * Decides when one question is asked again: at once when it was quiet, otherwise at a pace, and never while it is still being
 * answered. However much happens meanwhile is one more time to ask.
 *
 * @param refresh asks again; a failure is the asker's to show.
 * @param mayRun false while asking is of no use; `wake` tells when to look again.
 */
export function createRefresher(refresh: () => Promise<unknown>, mayRun: () => boolean): Refresher {
  let isDirty = false;
  let isRunning = false;
  let isStopped = false;
  let restsUntil = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wake(): void {
    if (!isDirty || isRunning || isStopped || timer !== undefined || !mayRun()) return;
    const restMs = Math.max(0, restsUntil - performance.now());
    timer = setTimeout(() => {
      timer = undefined;
      if (mayRun()) void run(restMs > 0 ? busyPaceMs : paceMs);
    }, restMs);
  }

  async function run(pace: number): Promise<void> {
    isDirty = false;
    isRunning = true;
    const beganAt = performance.now();
    await refresh().catch(() => undefined);
    const endedAt = performance.now();
    // a lab that takes long to answer gets as long a rest
    restsUntil = Math.max(beganAt + pace, endedAt + (endedAt - beganAt));
    isRunning = false;
    wake();
  }

  return {
    touch() {
      isDirty = true;
      wake();
    },
    wake,
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
