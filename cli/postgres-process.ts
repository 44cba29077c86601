import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { unsupportedPlatform } from './embedded-postgres-error.ts';
import { attempt } from './processes.ts';

/** The PostgreSQL programs as this user can run them. */
export type PostgresPrograms = {
  /** Who must own the data folder. */
  owner: number;
  hasLibrary(name: string): boolean;
  /** Runs `initdb` to its end; answers with its complaint, or nothing when all went well. */
  initdb(args: string[]): string | undefined;
  /** Starts the server, which outlives this process; its words go to the log file. */
  server(args: string[], logFile: string): ChildProcess;
};

type Identity = { prefix: string[]; uid?: number; gid?: number; owner: number };

const nobody = 65534;

/** Finds the programs and a way to run them that also reaches the data folder. */
export function findPostgresPrograms(dataDir: string): PostgresPrograms {
  const native = findNativeFolder();
  linkLibraries(native);
  const program = (name: string) => join(native, 'bin', name);
  const identity = chooseIdentity(program('postgres'), dataDir);
  const { prefix, owner, ...user } = identity;
  // PG* variables of the user's shell must not reach the server, and LC_ALL keeps its messages English.
  const options = { ...user, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C' } };
  return {
    owner,
    hasLibrary: (name) => ['so', 'dylib'].some((suffix) => existsSync(join(native, 'lib/postgresql', `${name}.${suffix}`))),
    initdb(args) {
      const { command, rest } = split([...prefix, program('initdb'), ...args]);
      const run = spawnSync(command, rest, { ...options, encoding: 'utf8' });
      return run.status === 0 ? undefined : `${run.error?.message ?? ''}${run.stderr ?? ''}`.trim();
    },
    server(args, logFile) {
      const { command, rest } = split([...prefix, program('postgres'), ...args]);
      const log = openSync(logFile, 'a', 0o600);
      try {
        // Apart from the terminal: Ctrl-C there is for the services, which still need the database to drain.
        const child = spawn(command, rest, { ...options, detached: true, stdio: ['ignore', log, log] });
        child.unref();
        return child;
      } finally {
        closeSync(log);
      }
    },
  };
}

function findNativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '../native');
  } catch {
    throw unsupportedPlatform(`no programs are installed for ${platform}`);
  }
}

/** The package makes these links in an install script, which `--ignore-scripts` leaves out. */
function linkLibraries(native: string): void {
  const list = attempt(() => readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) ?? '[]';
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    // Another start may be making the same link; one that is truly missing shows when the programs are tried.
    if (!existsSync(path)) attempt(() => symlinkSync(relative(dirname(target), source), path));
  }
}

function chooseIdentity(postgres: string, dataDir: string): Identity {
  let complaint = '';
  for (const identity of possibleIdentities()) {
    const { prefix, owner, ...user } = identity;
    const { command, rest } = split([...prefix, 'sh', '-c', '"$0" --version && cd "$1"', postgres, dataDir]);
    const probe = spawnSync(command, rest, { ...user, encoding: 'utf8' });
    if (probe.status === 0) return identity;
    complaint ||= `${probe.error?.message ?? ''}${probe.stderr ?? ''}`.trim();
  }
  throw unsupportedPlatform(complaint);
}

/** PostgreSQL refuses to run as root, so root looks for another name to run it under. */
function possibleIdentities(): Identity[] {
  const me = process.getuid?.() ?? 0;
  const itself = { prefix: [], owner: me };
  // In a user namespace a process only looks like another user: it keeps its rights to a checkout below a 0700 home.
  const renamed = { prefix: ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`], owner: me };
  // `initdb` insists on a name, which a container's user often lacks.
  if (me !== 0) return attempt(() => userInfo()) === undefined ? [renamed, itself] : [itself];
  // Where namespaces are refused: another user with root's right to pass closed folders, so nothing has to be copied out.
  // Without the secure bit access(2), which PostgreSQL asks, leaves that right out.
  const capability = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--securebits=+no_setuid_fixup'];
  const allowed = { prefix: ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', ...capability], owner: nobody };
  return [renamed, allowed, { prefix: [], uid: nobody, gid: nobody, owner: nobody }];
}

function split(line: string[]): { command: string; rest: string[] } {
  const [command = '', ...rest] = line;
  return { command, rest };
}
