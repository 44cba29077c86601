import type { Logger } from './log.ts';

const quietMs = 30_000;
const failurePauseMs = 1_000;

/**
 * Does something again and again, never twice at once. What it throws does not end it: the next turn may work. The first
 * failure of a row is logged and then one every half minute; after a failure the pause is a second at least.
 *
 * @param everyMs pause between the end of one turn and the beginning of the next.
 * @returns `stop` waits for the turn in hand.
 */
export function repeat(everyMs: number, work: () => Promise<void>, log: Logger): { stop(): Promise<void> } {
  const stopped = Promise.withResolvers<void>();
  let isStopped = false;
  let loggedAt = 0;
  const attempt = async (): Promise<number> => {
    try {
      await work();
      loggedAt = 0;
      return everyMs;
    } catch (error) {
      if (Date.now() - loggedAt > quietMs) {
        loggedAt = Date.now();
        log.warn({ err: error }, 'a recurring task failed and is tried again');
      }
      return Math.max(everyMs, failurePauseMs);
    }
  };
  const run = async (): Promise<void> => {
    while (!isStopped) {
      const pauseMs = await attempt();
      if (isStopped) return;
      const timer = Promise.withResolvers<void>();
      const handle = setTimeout(timer.resolve, pauseMs);
      await Promise.race([timer.promise, stopped.promise]);
      clearTimeout(handle);
    }
  };
  const running = run();
  return {
    stop: async () => {
      isStopped = true;
      stopped.resolve();
      await running;
    },
  };
}
