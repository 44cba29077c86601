import type { Headers } from '../../support/people.ts';
import type { Clients } from './clients/crowd.ts';
import type { MemoryReport } from './gateways.ts';
import { changes } from './operations.ts';
import { nodeArgsForMemory, type Running, startProgram } from './processes.ts';

/**
 * What one more idle client takes of a server's memory (resident, after full collections), in KB. The server must be fresh: memory that
 * was taken for something else before would be given to clients for nothing.
 */
export async function measureIdleMemory(
  server: { url: string; process: Running<MemoryReport> },
  { clients, count, people }: { clients: Clients; count: number; people: readonly Headers[] },
): Promise<number> {
  const { url, process } = server;
  const connect = (some: number) =>
    clients.tell({ order: 'connect', url, clients: some, people, query: changes, after: null, withTimes: false });
  // what the first sockets make it load and reserve is not theirs
  await connect(100);
  await clients.tell({ order: 'disconnect' });
  const before = await process.ask({ memory: true });
  await connect(count);
  const after = await process.ask({ memory: true });
  await clients.tell({ order: 'disconnect' });
  await process.stop();
  return (after.rss - before.rss) / 1_024 / count;
}

/** The peer: sockets that do nothing, in a process that has nothing else. */
export async function startBareServer(stack: AsyncDisposableStack): Promise<{ url: string; process: Running<MemoryReport> }> {
  const process: Running<MemoryReport & { url: string }> = await startProgram(stack, {
    file: new URL('clients/bare-socket-server.ts', import.meta.url),
    nodeArgs: nodeArgsForMemory,
  });
  return { url: process.firstWord?.url ?? '', process };
}
