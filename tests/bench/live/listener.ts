import type { BenchDatabase } from '../server.ts';
import { type Running, startProgram } from './processes.ts';

type Heard = [id: string, at: number][];

/** A bare LISTEN in a process of its own. */
export type Listener = {
  /** What it heard since the last time: by change, in milliseconds since 1970. */
  collect(): Promise<Map<string, number>>;
  stop(): Promise<void>;
};

const channel = 'bench_change';

/**
 * Lets every transaction that writes a step of a case notify a bare listener of it, too: same commit, same writes, and a payload that
 * says which step it was.
 */
export async function startListener(stack: AsyncDisposableStack, { url, pool }: BenchDatabase): Promise<Listener> {
  await pool.query(`create function public.bench_change() returns trigger language plpgsql as $$
    begin perform pg_notify('${channel}', new.case_id || '/' || new.version); return null; end $$`);
  await pool.query(`create trigger bench_change after insert on operational.case_status_history
    for each row execute function public.bench_change()`);
  const file = new URL('clients/listener-process.ts', import.meta.url);
  const process: Running<Heard> = await startProgram(stack, { file, args: [url, channel] });
  return { collect: async () => new Map(await process.ask({})), stop: process.stop };
}
