import pg from 'pg';
import type { Logger } from '../log.ts';
import { pause, unlessAborted } from './wait.ts';

type Listening = {
  connectionString: string;
  /** Shown by Postgres in `pg_stat_activity`. */
  name: string;
  log: Logger;
  /** There may be something new; also after every new connection, for what was not heard before. */
  onNotify: () => void;
};

const channel = 'lab_log';
const firstPauseMs = 50;
const longestPauseMs = 2_000;
/** A connection that went dead without a word hears nothing and says nothing: it is asked. */
const askEveryMs = 10_000;
const answerTimeoutMs = 5_000;

/** Listens on a connection of its own, and on a new one whenever that is lost. */
export function listen(listening: Listening): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    let pauseMs = firstPauseMs;
    while (!stopping.signal.aborted) {
      const wasHeard = await hear(listening, stopping.signal);
      pauseMs = wasHeard ? firstPauseMs : Math.min(pauseMs * 2, longestPauseMs);
      await pause(pauseMs, stopping.signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Until the connection is lost. @returns whether there was one. */
async function hear({ connectionString, name, log, onNotify }: Listening, signal: AbortSignal): Promise<boolean> {
  const client = new pg.Client({
    connectionString,
    application_name: name,
    connectionTimeoutMillis: answerTimeoutMs,
    query_timeout: answerTimeoutMs,
    keepAlive: true,
  });
  const lost = Promise.withResolvers<void>();
  client.on('error', () => lost.resolve());
  client.on('end', () => lost.resolve());
  client.on('notification', onNotify);
  let asking: NodeJS.Timeout | undefined;
  const open = async (): Promise<void> => {
    await client.connect();
    await client.query(`listen ${channel}`);
    asking = setInterval(() => client.query('/* log.ask */ select 1').catch(() => lost.resolve()), askEveryMs);
  };
  try {
    await unlessAborted(open(), signal);
    if (!signal.aborted) onNotify();
    await unlessAborted(lost.promise, signal);
    if (!signal.aborted) log.warn('the connection that listens for changes was lost; another one is opened');
    return true;
  } catch (error) {
    log.debug({ err: error }, 'listening for changes failed and is tried again');
    return false;
  } finally {
    clearInterval(asking);
    client.end().catch(() => {});
  }
}
