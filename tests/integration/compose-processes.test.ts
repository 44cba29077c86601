import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from 'cli/free-port.ts';
import { connectionsOf } from 'lib/database-accounts.ts';
import type { ServiceName } from 'lib/database-roles.ts';
import { createPool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { expect, inject, it } from 'vitest';
import { type Answer, ask } from '../support/ask.ts';
import { headersFor, tester } from '../support/people.ts';
import { brokenPromises, requestInput, seedReferences, submit } from '../support/seed.ts';
import { until } from '../support/until.ts';
import { type ComposeService, passwords, readCompose, root } from './compose-file.ts';

const patienceMs = 60_000;
/** What compose calls `start_interval`, and shorter: every question is a process that takes time from those that start. */
const healthPollMs = 200;
const { services } = readCompose(passwords);
const own = Object.entries(services).filter(([, service]) => service.build !== undefined);

type Stack = {
  databaseUrl: string;
  /** Documents are here: there is no object store. */
  folder: string;
  /** Where each service listens, in the place of its name in compose's network. */
  ports: Map<string, number>;
  /** What has been started, by name; a service that several wait for is started once. */
  begun: Map<string, Promise<void>>;
  running: { name: string; child: ChildProcess }[];
};

/** An empty database on the tests' server, of which compose's one-shot `migrate` has to make everything. */
async function createEmptyDatabase(): Promise<AsyncDisposable & { url: string }> {
  const server = inject('postgresUrl');
  const name = `compose_${randomUUID().replaceAll('-', '')}`;
  const admin = createPool({ connectionString: `${server}postgres`, name: 'tests', size: 1, log: createLogger('tests', 'silent') });
  await admin.query(`create database ${name}`);
  return {
    url: `${server}${name}`,
    [Symbol.asyncDispose]: async () => {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

/** Starts what compose would start, in the order that it would, with its commands, environments and health checks. */
async function startAsCompose(databaseUrl: string): Promise<Stack & AsyncDisposable> {
  const ports = new Map<string, number>();
  for (const [name] of own) ports.set(name, (await findFreePort([0])) ?? 0);
  const stack: Stack = { databaseUrl, folder: mkdtempSync(join(tmpdir(), 'lab-compose-')), ports, begun: new Map(), running: [] };
  const dispose = async (): Promise<void> => {
    await stopAll(stack);
    rmSync(stack.folder, { recursive: true, force: true });
  };
  try {
    for (const [name] of own) await start(stack, name);
    await until('the gateway is healthy', () => isHealthy(stack, 'gateway'), patienceMs);
    return { ...stack, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function start(stack: Stack, name: string): Promise<void> {
  const begun = stack.begun.get(name) ?? begin(stack, name);
  stack.begun.set(name, begun);
  return begun;
}

async function begin(stack: Stack, name: string): Promise<void> {
  const service = services[name];
  // the images of others: a database is there, an object store is not asked for
  if (service?.build === undefined) return;
  for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
    await start(stack, needed);
    if (condition === 'service_healthy') await until(`${needed} is healthy`, () => isHealthy(stack, needed), patienceMs);
  }
  const child = run(stack, name);
  if (service.healthcheck) stack.running.push({ name, child });
  else if ((await exitCode(child)) !== 0) throw new Error(`${name} failed`);
  // as --scale worker=2 would
  if (name === 'worker') stack.running.push({ name: 'worker 2', child: run(stack, name, { SERVICE_PORT: '0' }) });
}

function run(stack: Stack, name: string, changes: Record<string, string> = {}): ChildProcess {
  const service = services[name];
  if (!service) throw new Error(`compose.yml has no service ${name}`);
  return spawn(process.execPath, service.command.slice(1), {
    cwd: fileURLToPath(root),
    env: { PATH: process.env.PATH, ...environmentOf(stack, name, service), ...changes },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** The environment of the file with the addresses of this machine. Roles are those of the tests' server, and so are their passwords. */
function environmentOf({ databaseUrl, folder, ports }: Stack, name: string, { environment }: ComposeService): Record<string, string> {
  const databasePasswords = inject('databasePasswords');
  const connections = connectionsOf(databaseUrl, databasePasswords);
  const here: Record<string, string> = { LAB_DATA_DIR: folder };
  for (const [key, value] of Object.entries(environment)) {
    if (key === 'DATABASE_URL') here[key] = name === 'migrate' ? databaseUrl : connections[name as ServiceName];
    else if (key.endsWith('_DATABASE_PASSWORD')) here[key] = databasePasswords[key.split('_')[0]?.toLowerCase() as ServiceName];
    else if (key.endsWith('_URL'))
      here[key] = String(value).replace(/\w+:\d+/, (address) => `127.0.0.1:${ports.get(address.split(':')[0] ?? '')}`);
    else if (key.endsWith('_HOST')) here[key] = '127.0.0.1';
    else if (key.endsWith('_PORT')) here[key] = String(ports.get(name));
    else if (!key.startsWith('S3_')) here[key] = String(value);
  }
  return { ...here, LOG_LEVEL: 'warn' };
}

/** Asks with the health check of the file. */
async function isHealthy({ ports, running }: Stack, name: string): Promise<boolean> {
  const service = services[name];
  if (service?.build === undefined) return true;
  if (running.find((process) => process.name === name)?.child.exitCode != null) throw new Error(`${name} has ended, see above`);
  const [, , ...args] = service.healthcheck?.test ?? [];
  const asked = args.map((arg) => arg.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${ports.get(name)}`));
  const code = await exitCode(spawn(process.execPath, asked, { stdio: 'ignore' }));
  if (code !== 0) await delay(healthPollMs);
  return code === 0;
}

/** Ends all with SIGTERM, the last first, and tells how each ended. */
async function stopAll({ running }: Stack): Promise<Record<string, number | string | null>> {
  const ends: Record<string, number | string | null> = {};
  for (const { name, child } of running.splice(0).reverse()) {
    const ended = exitCode(child);
    child.kill('SIGTERM');
    ends[name] = await ended;
  }
  return ends;
}

/** The exit code, or the name of the signal that ended the process. */
async function exitCode(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? child.signalCode;
}

it('started one by one as compose does, a request goes in through the gateway and arrives everywhere, and all end cleanly', async () => {
  await using database = await createEmptyDatabase();
  await using stack = await startAsCompose(database.url);
  const headers = await headersFor(stack.folder, tester);
  const lab = {
    ask: <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Answer<Data>> =>
      ask(`http://127.0.0.1:${stack.ports.get('gateway')}`, query, variables, headers),
  };

  const references = await seedReferences(lab);
  const { submission } = await submit(lab, requestInput(references));
  const id = submission?.serviceRequest.id;
  const request = await until('the request is integrated', async () => {
    const { data } = await lab.ask<{ serviceRequest: { status: string } & Record<string, unknown> }>(
      'query ($id: ID!) { serviceRequest(id: $id) { status operationCase { status } businessObject { status } } }',
      { id },
    );
    return data.serviceRequest.status === 'INTEGRATED' && data.serviceRequest;
  });
  expect(request).toEqual({ status: 'INTEGRATED', operationCase: { status: 'OPEN' }, businessObject: { status: 'ACTIVE' } });
  expect(await brokenPromises(lab)).toEqual([]);

  const names = ['reference', 'intake', 'operational', 'canonical', 'documents', 'worker', 'worker 2', 'gateway'];
  expect(await stopAll(stack)).toEqual(Object.fromEntries(names.map((name) => [name, 0])));
});
