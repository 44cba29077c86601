import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { postgresProcessesIn, processStart } from './processes.ts';

const isRoot = process.getuid?.() === 0;
const template = temporaryFolder();

// One `initdb` for all tests that do not care about the first start.
beforeAll(async () => {
  const server = await startEmbeddedPostgres({ dataDir: template.path });
  await server.stop();
}, 120_000);
afterAll(() => template[Symbol.asyncDispose]());

describe('the embedded PostgreSQL', { timeout: 120_000 }, () => {
  it('creates a database at the first start and speaks PostgreSQL 18', async () => {
    await using folder = temporaryFolder();
    await using server = await started(folder.path);
    const [row] = await query(
      server.url('postgres'),
      `select uuidv7()::text as id, current_setting('server_version_num')::int / 10000 as major`,
    );
    expect(row).toEqual({ id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/), major: 18 });
  });

  it('keeps committed data safe, sorts by code point and counts in UTC', async () => {
    await using folder = stoppedDatabase();
    await using server = await started(folder.path);
    const [row] = await query(
      server.url('postgres'),
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('timezone') as zone,
        current_setting('server_encoding') as encoding, (select datlocale from pg_database where datname = 'postgres') as locale,
        'Z' < 'a' and 'z' < 'ä' as by_code_point`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on', zone: 'UTC', encoding: 'UTF8', locale: 'C.UTF-8', by_code_point: true });
  });

  it('lets the caller override every setting', async () => {
    await using folder = stoppedDatabase();
    await using server = await started(folder.path, { settings: { max_connections: '37', fsync: 'off' } });
    const [row] = await query(
      server.url('postgres'),
      `select current_setting('max_connections') as connections, current_setting('fsync') as fsync`,
    );
    expect(row).toEqual({ connections: '37', fsync: 'off' });
  });

  it('leaves no process, no lock and no postmaster.pid behind when it stops', async () => {
    await using folder = temporaryFolder();
    const server = await startEmbeddedPostgres({ dataDir: folder.path });
    await server.stop();
    await server.stop();
    expect(processStart(server.pid)).toBeUndefined();
    expect(postgresProcessesIn(join(folder.path, 'postgres'))).toEqual([]);
    expect(readdirSync(folder.path).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password', 'postgres.port']);
    expect(readdirSync(join(folder.path, 'postgres'))).not.toContain('postmaster.pid');
  });

  it('finds its data, its password and its port again at the second start', async () => {
    await using folder = stoppedDatabase();
    const first = await startEmbeddedPostgres({ dataDir: folder.path });
    await query(first.url('postgres'), 'create table kept as select 42 as answer');
    await first.stop();
    await using second = await started(folder.path);
    expect(second.url('postgres')).toBe(first.url('postgres'));
    expect(await query(second.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('takes another port when its last one has been given away', async () => {
    await using folder = stoppedDatabase();
    const first = await startEmbeddedPostgres({ dataDir: folder.path });
    await first.stop();
    await using _stranger = await listening(first.port);
    await using second = await started(folder.path);
    expect(second.port).not.toBe(first.port);
    expect(await query(second.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('recovers committed data after kill -9 of the postmaster', async () => {
    await using folder = stoppedDatabase();
    const first = await startEmbeddedPostgres({ dataDir: folder.path });
    await query(first.url('postgres'), 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');
    await first.stop();
    await using second = await started(folder.path);
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('starts although postmaster.pid names a process that is alive but no PostgreSQL', async () => {
    await using folder = stoppedDatabase();
    const first = await startEmbeddedPostgres({ dataDir: folder.path });
    const file = join(folder.path, 'postgres/postmaster.pid');
    const content = readFileSync(file, 'utf8');
    await first.stop();
    writeFileSync(file, content.replace(String(first.pid), String(process.ppid)));
    await using second = await started(folder.path);
    expect(await query(second.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('adopts the server of a parent that was killed, and can stop it', async () => {
    await using folder = stoppedDatabase();
    const pid = await orphanIn(folder.path);
    const adopted = await startEmbeddedPostgres({ dataDir: folder.path });
    expect(adopted.pid).toBe(pid);
    expect(await query(adopted.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await adopted.stop();
    expect(processStart(pid)).toBeUndefined();
  });

  it('replaces the server of a killed parent when other settings are asked for', async () => {
    await using folder = stoppedDatabase();
    const pid = await orphanIn(folder.path);
    await using server = await started(folder.path, { settings: { max_connections: '37' } });
    expect(server.pid).not.toBe(pid);
    expect(await query(server.url('postgres'), 'show max_connections')).toEqual([{ max_connections: '37' }]);
  });

  it('refuses a data folder whose password file is another, and leaves no server in it', async () => {
    await using folder = stoppedDatabase();
    await orphanIn(folder.path);
    writeFileSync(join(folder.path, 'postgres.password'), 'another');
    await expect(startEmbeddedPostgres({ dataDir: folder.path })).rejects.toThrow(/is broken \(postgres\.password .*npm run lab -- reset/);
    expect(postgresProcessesIn(join(folder.path, 'postgres'))).toEqual([]);
  });

  it('makes the second of two starts at once fail, naming the folder and the process', async () => {
    await using folder = stoppedDatabase();
    const outcomes = await Promise.allSettled([1, 2].map(() => startEmbeddedPostgres({ dataDir: folder.path })));
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') await outcome.value.stop();
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(errors).toEqual([expect.any(EmbeddedPostgresError)]);
    expect(errors[0].message).toBe(
      `The data folder ${folder.path} is in use by process ${process.pid} — stop that process first (kill ${process.pid}) or choose another folder`,
    );
  });

  it('lets exactly one of several processes start on a folder that a killed one had locked', async () => {
    await using folder = stoppedDatabase();
    await orphanIn(folder.path);
    await using rivals = new AsyncDisposableStack();
    const words = await Promise.all([1, 2, 3, 4].map(() => rivals.use(parent(folder.path)).says));
    expect(words.filter((line) => /^\d+$/.test(line))).toHaveLength(1);
    expect(words.filter((line) => line.includes('is in use by process'))).toHaveLength(3);
  });

  it('says so when the port is taken, and starts once it is free', async () => {
    await using folder = stoppedDatabase();
    const stranger = await listening(0);
    await expect(startEmbeddedPostgres({ dataDir: folder.path, port: stranger.port })).rejects.toThrow(
      `Port ${stranger.port} on 127.0.0.1 is in use — stop the program that listens there`,
    );
    await stranger[Symbol.asyncDispose]();
    await using server = await started(folder.path, { port: stranger.port });
    expect(server.port).toBe(stranger.port);
  });

  it('starts afresh after an initialisation that was interrupted', async () => {
    await using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'postgres.new'));
    writeFileSync(join(folder.path, 'postgres.new/PG_VERSION'), '18\n');
    await using server = await started(folder.path);
    expect(await query(server.url('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('refuses a data folder of another major version', async () => {
    await using folder = stoppedDatabase();
    writeFileSync(join(folder.path, 'postgres/PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ dataDir: folder.path })).rejects.toThrow(/made by PostgreSQL 15.*npm run lab -- reset/);
  });

  it('refuses a data folder without a version', async () => {
    await using folder = stoppedDatabase();
    rmSync(join(folder.path, 'postgres/PG_VERSION'));
    await expect(startEmbeddedPostgres({ dataDir: folder.path })).rejects.toThrow(
      /is broken \(postgres\/PG_VERSION .*npm run lab -- reset/,
    );
  });

  it('quotes the log of a server that cannot read its data, and frees the folder', async () => {
    await using folder = stoppedDatabase();
    rmSync(join(folder.path, 'postgres/global/pg_control'));
    const start = () => startEmbeddedPostgres({ dataDir: folder.path });
    await expect(start()).rejects.toThrow(/it said: .*pg_control.*npm run lab -- reset/);
    await expect(start()).rejects.toThrow(/it said: .*pg_control/);
  });

  it('quotes the log when a setting is unknown', async () => {
    await using folder = stoppedDatabase();
    const start = startEmbeddedPostgres({ dataDir: folder.path, settings: { no_such_setting: '1' } });
    await expect(start).rejects.toThrow(/it said: .*unrecognized configuration parameter "no_such_setting"/);
  });

  it('says whose right is missing when the folder cannot be written', async () => {
    await using folder = temporaryFolder();
    const closed = join(folder.path, 'closed');
    mkdirSync(closed);
    chmodSync(closed, isRoot ? 0o700 : 0o500);
    await using child = parent(join(closed, 'data'), `if (${isRoot}) process.setuid(65534);`);
    expect(await child.says).toMatch(/^EmbeddedPostgresError: The folder .*closed\/data cannot be used by this user \(EACCES.*chown/);
  });

  it.runIf(isRoot)('runs under another user where namespaces are refused, and returns', async () => {
    await using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const pgdata = join(folder.path, 'data/postgres');
    vi.stubEnv('PATH', `${folder.path}:${process.env.PATH}`);
    const first = await startEmbeddedPostgres({ dataDir: join(folder.path, 'data') });
    await query(first.url('postgres'), 'create table kept as select 42 as answer');
    await first.stop();
    expect(statSync(pgdata).uid).toBe(65534);
    vi.unstubAllEnvs();
    await using second = await started(join(folder.path, 'data'));
    expect(await query(second.url('postgres'), 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('listens on 127.0.0.1 alone and opens no unix socket', async () => {
    await using folder = stoppedDatabase();
    await using server = await started(folder.path);
    const [row] = await query(
      server.url('postgres'),
      `select current_setting('listen_addresses') as tcp, current_setting('unix_socket_directories') as unix`,
    );
    expect(row).toEqual({ tcp: '127.0.0.1', unix: '' });
    // Line 5 of postmaster.pid names the first socket directory in use.
    expect(readFileSync(join(folder.path, 'postgres/postmaster.pid'), 'utf8').split('\n')[4]).toBe('');
  });

  it('refuses a wrong password and keeps the right one to its owner', async () => {
    await using folder = stoppedDatabase();
    await using server = await started(folder.path);
    await expect(query(server.url('postgres').replace(/:[0-9a-f]{48}@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    const [row] = await query(server.url('postgres'), 'select rolpassword from pg_authid where rolname = current_user');
    expect(row).toEqual({ rolpassword: expect.stringMatching(/^SCRAM-SHA-256\$/) });
    expect(statSync(join(folder.path, 'postgres.password')).mode & 0o777).toBe(0o600);
  });
});

type StartOptions = Omit<Parameters<typeof startEmbeddedPostgres>[0], 'dataDir'>;

async function started(dataDir: string, options: StartOptions = {}) {
  const server = await startEmbeddedPostgres({ dataDir, ...options });
  return { ...server, [Symbol.asyncDispose]: server.stop };
}

/** Removed at the end together with whatever PostgreSQL a failed test left running in it. */
function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'lab-postgres-'));
  return {
    path,
    async [Symbol.asyncDispose]() {
      const folders = ['postgres', 'data/postgres']
        .map((name) => join(path, name))
        .filter((name) => statSync(name, { throwIfNoEntry: false }));
      for (const pid of folders.flatMap(postgresProcessesIn)) process.kill(pid, 'SIGKILL');
      rmSync(path, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** A folder whose first start is over. */
function stoppedDatabase() {
  const folder = temporaryFolder();
  const copy = spawnSync('cp', ['-Rp', `${template.path}/.`, folder.path], { encoding: 'utf8' });
  if (copy.status !== 0) throw new Error(copy.stderr);
  return folder;
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A process of its own that starts the server, says its number (or what went wrong) and stays. */
function parent(dataDir: string, before = '') {
  const module = JSON.stringify(new URL('embedded-postgres.ts', import.meta.url));
  const script = `
    const { startEmbeddedPostgres } = await import(${module});
    ${before}
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} }).then((server) => console.log(server.pid), (error) => console.log(String(error)));
    setInterval(() => {}, 60_000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  return {
    says: once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** The number of a server whose parent was killed. */
async function orphanIn(dataDir: string): Promise<number> {
  await using killed = parent(dataDir);
  const pid = Number(await killed.says);
  expect(processStart(pid)).toBeDefined();
  return pid;
}

async function listening(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  return { port: address.port, [Symbol.asyncDispose]: async () => void server.close() };
}
