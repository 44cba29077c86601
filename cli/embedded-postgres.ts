import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { diagnose, EmbeddedPostgresError, folderBroken, otherMajor, portTaken } from './embedded-postgres-error.ts';
import { lockFolder } from './folder-lock.ts';
import { findFreePort } from './free-port.ts';
import { findPostgresPrograms, type PostgresPrograms } from './postgres-process.ts';
import { attempt, postgresProcessesIn, processStart, signal, waitUntil } from './processes.ts';

export type EmbeddedPostgres = {
  /** Connection string for a database of this server, as the superuser `lab`. */
  url(database: string): string;
  port: number;
  pid: number;
  /** SIGINT to the postmaster ("fast shutdown") and waits until it has gone. */
  stop(): Promise<void>;
};

type Options = { dataDir: string; port?: number; settings?: Record<string, string>; log?: (line: string) => void };
type Place = { folder: string; pgdata: string; logFile: string; passwordFile: string; portFile: string };
type Start = { place: Place; programs: PostgresPrograms; settings: Record<string, string>; log: (line: string) => void };

const major = '18';
const silenceMs = 60_000;

const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_level: 'replica',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts PostgreSQL 18 on the data in `dataDir`, which it makes at the first start. A server left behind by a
 * killed process is taken over. The folder belongs to this process until `stop`.
 * @throws EmbeddedPostgresError with the cause and the way out.
 */
export async function startEmbeddedPostgres({ dataDir, port, settings = {}, log = () => {} }: Options): Promise<EmbeddedPostgres> {
  const place = placeIn(resolve(dataDir));
  let release = () => {};
  try {
    mkdirSync(place.folder, { recursive: true });
    release = lock(place.folder);
    const programs = findPostgresPrograms(place.folder);
    const start = { place, programs, settings: { ...defaults, ...preload(programs), ...settings }, log };
    createDatabase(start);
    checkDatabase(start);
    return await startOrAdopt(start, port, release);
  } catch (error) {
    release();
    if (error instanceof Error && 'code' in error) throw diagnose(place.folder, port ?? 0, error.message);
    throw error;
  }
}

function placeIn(folder: string): Place {
  const at = (name: string) => join(folder, name);
  return {
    folder,
    pgdata: at('postgres'),
    logFile: at('postgres.log'),
    passwordFile: at('postgres.password'),
    portFile: at('postgres.port'),
  };
}

function lock(folder: string): () => void {
  const outcome = lockFolder(folder);
  if ('release' in outcome) return outcome.release;
  throw new EmbeddedPostgresError(
    `The data folder ${folder} is in use by process ${outcome.heldBy}`,
    `stop that process first (kill ${outcome.heldBy}) or choose another folder`,
  );
}

function preload(programs: PostgresPrograms): Record<string, string> {
  return programs.hasLibrary('pg_stat_statements') ? { shared_preload_libraries: 'pg_stat_statements' } : {};
}

/** Made aside and then renamed, so an interrupted first start leaves nothing that looks like a database. */
function createDatabase({ place, programs, settings, log }: Start): void {
  if (existsSync(place.pgdata)) return;
  log(`Creating a PostgreSQL ${major} database in ${place.folder}`);
  const draft = `${place.pgdata}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (!existsSync(place.passwordFile)) writeFileSync(place.passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  for (const path of [draft, place.passwordFile]) chownSync(path, programs.owner, -1);
  const complaint = programs.initdb([
    ...['-D', draft, '-U', 'lab', `--pwfile=${place.passwordFile}`, '--auth=scram-sha-256'],
    ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(settings.fsync === 'off' ? ['--no-sync'] : []),
  ]);
  if (complaint !== undefined) throw diagnose(place.folder, 0, complaint);
  renameSync(draft, place.pgdata);
}

function checkDatabase({ place, programs }: Start): void {
  // Where the user or the machine changed, another way of running the server may have been chosen than last time.
  if (statSync(place.pgdata).uid !== programs.owner) spawnSync('chown', ['-R', String(programs.owner), place.pgdata, place.passwordFile]);
  const found = existsSync(join(place.pgdata, 'PG_VERSION')) ? readFileSync(join(place.pgdata, 'PG_VERSION'), 'utf8').trim() : '';
  if (!/^\d+$/.test(found)) throw folderBroken(place.folder, 'postgres/PG_VERSION names no version');
  if (found !== major) throw otherMajor(place.folder, found, major);
  if (!existsSync(place.passwordFile)) throw folderBroken(place.folder, 'postgres.password is missing');
}

async function startOrAdopt(start: Start, wanted: number | undefined, release: () => void): Promise<EmbeddedPostgres> {
  const { place, log } = start;
  const lastPort = Number(attempt(() => readFileSync(place.portFile, 'utf8'))) || undefined;
  const orphan = await settledOrphan(place);
  if (orphan !== undefined) {
    const port = wanted ?? lastPort ?? 0;
    const server = handle({ place, port, pid: orphan, release });
    if (runsWith(place, serverArgs(start, port)) && (await answers(server.url('postgres')))) {
      log(`Taking over the PostgreSQL that runs in ${place.folder} (process ${orphan})`);
      return server;
    }
    log(`Restarting the PostgreSQL that runs in ${place.folder} (process ${orphan})`);
    await shutDown(orphan, processStart(orphan));
  }
  await clearRemains(place.pgdata);
  const port = await findFreePort(wanted === undefined ? [lastPort ?? 0, 0] : [wanted]);
  if (port === undefined) throw portTaken(wanted ?? 0);
  writeFileSync(place.portFile, String(port));
  const server = handle({ place, port, pid: await launch(start, port), release });
  if (!(await answers(server.url('postgres')))) {
    await server.stop();
    throw folderBroken(place.folder, 'postgres.password is not the one it was made with');
  }
  log(`PostgreSQL ${major} is ready on port ${port} (process ${server.pid})`);
  return server;
}

function handle({ place, port, pid, release }: { place: Place; port: number; pid: number; release: () => void }): EmbeddedPostgres {
  const password = readFileSync(place.passwordFile, 'utf8').trim();
  const began = processStart(pid);
  let stopping: Promise<void> | undefined;
  return {
    url: (database) => `postgresql://lab:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
    port,
    pid,
    stop: () => (stopping ??= shutDown(pid, began).finally(release)),
  };
}

function serverArgs({ place, settings }: Start, port: number): string[] {
  const all = { ...settings, port: String(port) };
  return ['-D', place.pgdata, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The postmaster that a killed process left in this folder, once it is ready; none if it ends meanwhile. */
async function settledOrphan(place: Place): Promise<number | undefined> {
  const alive = () => {
    const pid = postmaster(place.pgdata)?.pid;
    return pid !== undefined && postgresProcessesIn(place.pgdata).includes(pid) ? pid : undefined;
  };
  await waitUntil(() => alive() === undefined || postmaster(place.pgdata)?.status === 'ready', silenceMs, logSize(place));
  return alive();
}

function postmaster(pgdata: string): { pid: number; status: string | undefined } | undefined {
  const lines = attempt(() => readFileSync(join(pgdata, 'postmaster.pid'), 'utf8'))?.split('\n');
  const pid = Number(lines?.[0]);
  return pid > 0 ? { pid, status: lines?.[7]?.trim() } : undefined;
}

/** PostgreSQL notes its own command line: a server with other settings or another port is not the one asked for. */
function runsWith({ pgdata }: Place, args: string[]): boolean {
  const line = attempt(() => readFileSync(join(pgdata, 'postmaster.opts'), 'utf8')) ?? '';
  return line.trim().endsWith(args.map((arg) => ` "${arg}"`).join(''));
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

/**
 * After kill -9 of the postmaster its children may still end, and postmaster.pid names a number that another
 * process may have by now. PostgreSQL would refuse to start in both cases.
 */
async function clearRemains(pgdata: string): Promise<void> {
  for (const pid of postgresProcessesIn(pgdata)) signal(pid, 'SIGQUIT');
  const clear = await waitUntil(() => postgresProcessesIn(pgdata).length === 0, 10_000);
  if (clear) rmSync(join(pgdata, 'postmaster.pid'), { force: true });
}

async function launch(start: Start, port: number): Promise<number> {
  const { place, programs } = start;
  attempt(() => renameSync(place.logFile, `${place.logFile}.old`));
  const child = programs.server(serverArgs(start, port), place.logFile);
  let ended = false;
  for (const event of ['exit', 'error']) child.once(event, () => (ended = true));
  const isReady = () => {
    const found = postmaster(place.pgdata);
    return found !== undefined && found.pid === child.pid && found.status === 'ready';
  };
  await waitUntil(() => ended || isReady(), silenceMs, logSize(place));
  if (child.pid !== undefined && !ended && isReady()) return child.pid;
  if (child.pid !== undefined) await shutDown(child.pid, processStart(child.pid));
  throw diagnose(place.folder, port, readFileSync(place.logFile, 'utf8'));
}

// Recovery after a crash may take minutes and says so in the log every ten seconds: only silence counts as hanging.
function logSize({ logFile }: Place): () => number | undefined {
  return () => attempt(() => statSync(logFile).size);
}

/** Ends the process that began at this time, and no other that got its number. */
async function shutDown(pid: number, began: string | undefined): Promise<void> {
  const gone = () => began === undefined || processStart(pid) !== began;
  // Neither of the harder signals loses what was committed; they cost a recovery at the next start.
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!gone()) signal(pid, name);
    if (await waitUntil(gone, silenceMs)) return;
  }
}
