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
  clients: Clients,
  count: number,
): Promise<number> {
  const { url, process } = server;
  // what the first sockets make it load and reserve is not theirs
  await clients.tell({ order: 'connect', url, clients: 100, query: changes, after: null, withTimes: false });
  await clients.tell({ order: 'disconnect' });
  const before = await process.ask({ memory: true });
  await clients.tell({ order: 'connect', url, clients: count, query: changes, after: null, withTimes: false });
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
