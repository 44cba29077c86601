import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from 'lib/config.ts';
import type { Logger } from 'lib/log.ts';

const workerFile = fileURLToPath(new URL('../worker/main.ts', import.meta.url));
const restartAfterMs = 1_000;

export type WorkerProcess = { url: string; stop(): Promise<void> };

type Options = {
  config: Config;
  /** The database, as the role of the worker. */
  connectionString: string;
  port: number;
  log: Logger;
};

/**
 * Keeps one worker process alive: when it dies it is started again, and what it had in hand is applied by the next one. It
 * ends by itself when this process is gone.
 *
 * @param options.port port for its health address.
 */
export function keepWorker({ config, connectionString, port, log }: Options): WorkerProcess {
  let child: ChildProcess;
  let isStopping = false;
  const exited = Promise.withResolvers<void>();
  const start = (): void => {
    child = spawn(process.execPath, [workerFile], {
      // a channel and no input: the worker notices when this process is gone, however it went
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        LOG_LEVEL: config.LOG_LEVEL,
        DATABASE_URL: connectionString,
        SERVICE_HOST: '127.0.0.1',
        SERVICE_PORT: String(port),
      },
    });
    child.once('exit', (code, signal) => {
      if (isStopping) return exited.resolve();
      log.error({ code, signal }, 'the worker ended unexpectedly and is started again');
      setTimeout(() => (isStopping ? exited.resolve() : start()), restartAfterMs);
    });
  };
  start();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      isStopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await exited.promise;
    },
  };
}
