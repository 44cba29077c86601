import { type AuditKeys, findAuditKeys } from './audit-seal.ts';
import { type Boss, createRinger } from './bells.ts';
import { type Config, readConfig } from './config.ts';
import { awaitDatabase, createPool, type Pool } from './db.ts';
import { createLogFollower, type LogFollower } from './event-log/follower.ts';
import { createLogger, type Logger } from './log.ts';
import { refuseInProduction } from './production.ts';

/** What a service works with: a pool, a bell ringer and a follower of the logs, all of them signed in as its own role, and a logger. */
export type Runtime = {
  config: Config;
  /** The database, embedded or not, as the role of this service. */
  connectionString: string;
  pool: Pool;
  boss: Boss;
  follower: LogFollower;
  /** What the audit is sealed with. */
  auditKeys: AuditKeys;
  log: Logger;
};

/** A running service. `stop` finishes what is in hand and frees the port. */
export type Service = { name: string; url: string; stop(): Promise<void> };

/** Opens what a service works with; connections are opened when they are used. Close it after the service has stopped. */
export async function openRuntime(name: string, config: Config, connectionString: string): Promise<Runtime> {
  const log = createLogger(name, config.LOG_LEVEL);
  const auditKeys = findAuditKeys(config);
  const pool = createPool({ connectionString, name: `lab ${name}`, size: config.DATABASE_POOL_SIZE, log });
  const boss = createRinger(connectionString, log);
  const follower = createLogFollower({ connectionString, name: `lab ${name}`, log });
  return { config, connectionString, pool, boss, follower, auditKeys, log };
}

/** Closes what {@link openRuntime} opened. */
export async function closeRuntime({ boss, follower, pool }: Runtime): Promise<void> {
  await follower.close();
  await boss.stop({ graceful: false });
  await pool.end();
}

/** How long a stop may take before the process ends all the same, in milliseconds. */
const stopTimeoutMs = 10_000;

/**
 * Runs one service as a process of its own, as compose does: settings from the environment, clean stop on SIGTERM and
 * SIGINT, exit code 1 and one line on stderr when it cannot start.
 */
export async function runService(name: string, start: (runtime: Runtime) => Promise<Service>): Promise<void> {
  try {
    const config = readConfig(process.env);
    if (!config.DATABASE_URL) throw new Error(`${name} needs DATABASE_URL when it runs by itself — or start everything with npm start`);
    await awaitDatabase(config.DATABASE_URL);
    const runtime = await openRuntime(name, config, config.DATABASE_URL);
    const part = name === 'documents' || name === 'worker' ? name : 'subgraph';
    await refuseInProduction(config, { environment: process.env, part, pool: runtime.pool });
    const service = await start(runtime);
    runtime.log.info({ url: service.url }, `${name} is up`);
    stopOnSignal(async () => {
      await service.stop();
      await closeRuntime(runtime);
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Calls `stop` once on SIGTERM or SIGINT, then ends the process. A stop that hangs is cut off. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const onSignal = (): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), stopTimeoutMs).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  // started by another process over a channel: when that one is gone, however it went, so is the reason for this one
  if (process.channel) process.on('disconnect', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
