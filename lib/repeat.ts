import type { Logger } from './log.ts';

/**
 * Does something again and again, never twice at once. What it throws is logged and does not end it: the next turn may work.
 *
 * @param everyMs pause between the end of one turn and the beginning of the next.
 * @returns `stop` waits for the turn in hand.
 */
export function repeat(everyMs: number, work: () => Promise<void>, log: Logger): { stop(): Promise<void> } {
  const stopped = Promise.withResolvers<void>();
  let isStopped = false;
  const run = async (): Promise<void> => {
    while (!isStopped) {
      await work().catch((error: unknown) => log.warn({ err: error }, 'a recurring task failed'));
      if (isStopped) return;
      const timer = Promise.withResolvers<void>();
      const handle = setTimeout(timer.resolve, everyMs);
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
