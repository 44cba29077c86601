import { setTimeout as delay } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from 'cli/embedded-postgres.ts';
import { findFreePort } from 'cli/free-port.ts';
import { processStart, signal, waitUntil } from 'cli/processes.ts';

export type Shutdown = 'immediate' | 'fast';

/** A PostgreSQL that can be taken away and comes back at the same address, with everything that it had committed. */
export type FaultPostgres = {
  url(database: string): string;
  /**
   * Takes it away. `immediate` leaves it no time to write anything back, `fast` ends all sessions first.
   *
   * @param downMs how long it stays away, in milliseconds.
   * @returns when it accepted connections again, in milliseconds since 1970.
   */
  restart(how: Shutdown, downMs: number): Promise<number>;
  stop(): Promise<void>;
};

const patienceMs = 60_000;

/** Starts the server on data of its own, as durable as the one that `npm start` runs. */
export async function startPostgres(dataDir: string): Promise<FaultPostgres> {
  const port = (await findFreePort([0])) ?? 0;
  const start = () => startEmbeddedPostgres({ dataDir, port });
  let server = await start();
  return {
    url: (database) => server.url(database),
    restart: async (how, downMs) => {
      if (how === 'immediate') await quit(server);
      await server.stop();
      await delay(downMs);
      server = await start();
      return Date.now();
    },
    stop: () => server.stop(),
  };
}

async function quit({ pid }: EmbeddedPostgres): Promise<void> {
  const began = processStart(pid);
  signal(pid, 'SIGQUIT');
  const isGone = await waitUntil(() => processStart(pid) !== began, patienceMs);
  if (!isGone) throw new Error(`PostgreSQL (process ${pid}) did not end within ${patienceMs / 1_000} s of an immediate shutdown`);
}
