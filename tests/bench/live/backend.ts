import { type BenchProcess, startWorker } from '../processes.ts';
import { type BenchDatabase, type BenchServer, startServer } from '../server.ts';
import { nodeArgsForLab, type Running, startProgram } from './processes.ts';
import type { SubgraphUrls } from './subgraphs-process.ts';

/** What stands behind every gateway of a bench. */
export type Backend = {
  server: BenchServer;
  database: BenchDatabase;
  subgraphs: { pid: number; urls: SubgraphUrls };
  worker: BenchProcess | null;
  stop(): Promise<void>;
};

/** Starts the subgraphs, and a worker unless told otherwise, on a copy of a prepared database. */
export async function startBackend(stack: AsyncDisposableStack, server: BenchServer, template: string, hasWorker = true): Promise<Backend> {
  const database = await server.copy(template);
  const worker = hasWorker ? await startWorker(stack, database) : null;
  const file = new URL('subgraphs-process.ts', import.meta.url);
  const env = { DATABASE_URL: database.url, LAB_DATA_DIR: database.dataDir };
  const process: Running<SubgraphUrls> = await startProgram(stack, { file, nodeArgs: nodeArgsForLab, env });
  if (!process.firstWord) throw new Error('the subgraphs did not say where they listen');
  return {
    server,
    database,
    subgraphs: { pid: process.pid, urls: process.firstWord },
    worker,
    stop: async () => {
      await process.stop();
      await worker?.stop();
      await database.drop();
    },
  };
}

/** A server whose databases know when each transaction was committed. */
export function startTimedServer(stack: AsyncDisposableStack): Promise<BenchServer> {
  return startServer(stack, { commitTimes: true });
}

/** Puts a memory in front of the subgraphs. @returns its addresses. */
export async function keepAnswers(stack: AsyncDisposableStack, { subgraphs }: Backend): Promise<SubgraphUrls> {
  const file = new URL('kept-answers-process.ts', import.meta.url);
  const { firstWord }: Running<SubgraphUrls> = await startProgram(stack, { file, args: [JSON.stringify(subgraphs.urls)] });
  if (!firstWord) throw new Error('the memory of the subgraphs did not say where it listens');
  return firstWord;
}
