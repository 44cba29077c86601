import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from 'cli/embedded-postgres.ts';
import { connectionsOf, findDatabaseFaults, type Passwords, provisionRoles } from 'lib/database-accounts.ts';
import { databaseRoles, listGrants, roleOf, type ServiceName, schemaOf, serviceNames } from 'lib/database-roles.ts';
import { createPool, type Pool } from 'lib/db.ts';
import { createLogger } from 'lib/log.ts';
import { migrate } from 'lib/migrate.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLab } from '../support/lab.ts';
import { requestInput, seedReferences, submit } from '../support/seed.ts';
import { until } from '../support/until.ts';

const log = createLogger('tests', 'silent');
const passwords = Object.fromEntries(serviceNames.map((service) => [service, `${service}${'0123456789abcdef'.repeat(3)}`])) as Passwords;

/** Roles are those of the whole server: what changes them is tested on one of its own, whose every statement is logged. */
let server: EmbeddedPostgres;
let dataDir: string;
/** A database that the lab has migrated. */
let owner: Pool;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lab-roles-'));
  server = await startEmbeddedPostgres({ dataDir, settings: { fsync: 'off', log_statement: 'all' } });
  await administer('create database lab');
  owner = openPool(server.url('lab'));
  await migrate(owner, server.url('lab'), log);
  await provisionRoles(owner, passwords);
});

afterAll(async () => {
  await owner.end();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

function openPool(connectionString: string, size = 2): Pool {
  return createPool({ connectionString, name: 'tests', size, log });
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Signs in over TCP, with the password. */
async function signIn(service: ServiceName, url = server.url('lab'), given = passwords): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: connectionsOf(url, given)[service] });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** One right of one role, on a column where the right is not on all of them: `lab_intake select intake.submissions`. */
type Right = string;

const labSchemas = `(select oid from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public'))`;
const roles = `(select oid, rolname::text as role from pg_roles where rolname = any($1::text[]) union all select 0::oid, 'public')`;

/** What PostgreSQL lets these roles and everybody else do, whatever it was granted by. */
async function readRights(pool: Pool): Promise<Set<Right>> {
  const { rows } = await pool.query<{ right: string }>(
    `with tables as (select oid, oid::regclass::text as name, relkind from pg_class where relnamespace in ${labSchemas} and relkind in ('r', 'p', 'v') and not relispartition
      union all select oid, oid::regclass::text, relkind from pg_class where oid = 'pgboss.job_common'::regclass)
    select r.role || ' ' || v.verb || ' ' || t.name as right from ${roles} r, tables t,
      unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger', 'maintain']) as v(verb)
      where has_table_privilege(r.oid, t.oid, v.verb)
    union all select r.role || ' ' || v.verb || ' ' || t.name || '.' || a.attname from ${roles} r, tables t join pg_attribute a on a.attrelid = t.oid,
      unnest(array['select', 'insert', 'update', 'references']) as v(verb)
      where a.attnum > 0 and not a.attisdropped and has_column_privilege(r.oid, t.oid, a.attnum, v.verb) and not has_table_privilege(r.oid, t.oid, v.verb)
    union all select r.role || ' ' || v.verb || ' ' || c.oid::regclass from ${roles} r, pg_class c, unnest(array['usage', 'select', 'update']) as v(verb)
      where c.relnamespace in ${labSchemas} and c.relkind = 'S' and has_sequence_privilege(r.oid, c.oid, v.verb)
    union all select r.role || ' execute ' || p.oid::regprocedure from ${roles} r, pg_proc p
      where p.pronamespace in ${labSchemas} and has_function_privilege(r.oid, p.oid, 'execute')
    union all select r.role || ' ' || v.verb || ' schema ' || n.nspname from ${roles} r, pg_namespace n, unnest(array['usage', 'create']) as v(verb)
      where n.oid in ${labSchemas} and has_schema_privilege(r.oid, n.oid, v.verb)
    union all select r.role || ' ' || v.verb || ' database' from ${roles} r, unnest(array['connect', 'temporary', 'create']) as v(verb)
      where has_database_privilege(r.oid, current_database(), v.verb)`,
    [serviceNames.map(roleOf)],
  );
  return new Set(rows.map(({ right }) => right));
}

/** The same as the table says it. */
function expectedRights(): Set<Right> {
  const rights = new Set<Right>();
  for (const service of serviceNames) rights.add(`${roleOf(service)} connect database`);
  for (const { service, on, privileges } of listGrants()) {
    const role = roleOf(service);
    const schema = schemaOf(on);
    if (schema) rights.add(`${role} usage schema ${schema}`);
    // as PostgreSQL writes it
    const name = on
      .replace(/^(sequence|function) /, '')
      .replaceAll(', ', ',')
      .replace('timestamptz', 'timestamp with time zone');
    for (const [, verb, columns] of privileges.matchAll(/(\w+)(?: \(([^)]*)\))?/g)) {
      for (const column of columns?.split(', ') ?? ['']) rights.add(`${role} ${verb} ${name}${column && `.${column}`}`);
    }
  }
  return withoutCovered(rights);
}

/** A right on all columns makes the same one on some of them superfluous; two lines of the table may grant both. */
function withoutCovered(rights: Set<Right>): Set<Right> {
  return new Set(
    [...rights].filter((right) => !rights.has(right.replace(/^(\w+ \w+ \w+\.\w+)\.\w+$/, '$1')) || !/ \w+\.\w+\.\w+$/.test(right)),
  );
}

describe('the table of rights', () => {
  test('is what the database grants, to every role on every table, column, sequence, function and schema, and to nobody else', async () => {
    const [found, expected] = [await readRights(owner), expectedRights()];
    expect([...found].filter((right) => !expected.has(right)).sort(), 'more than the table says').toEqual([]);
    expect([...expected].filter((right) => !found.has(right)).sort(), 'less than the table says').toEqual([]);
    expect(expected.size).toBeGreaterThan(250);
  });

  test('lets nobody change or remove what is append-only', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `select tgrelid::regclass::text as name from pg_trigger where tgfoid = 'integration.refuse_change()'::regprocedure group by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['audit.records', 'intake.submissions', 'integration.activity', 'operational.case_status_history']),
    );
    const appendOnly = new Set(rows.map(({ name }) => name));
    const broken = listGrants().filter(({ on, privileges }) => appendOnly.has(on) && /update|delete|truncate/.test(privileges));
    expect(broken).toEqual([]);
  });

  test('gives each table to those of one service to write, and to the worker', () => {
    const shared = /^(audit|integration|dashboard|pgboss)\./;
    const writers = Map.groupBy(
      listGrants().filter(({ on, privileges }) => /insert|update|delete/.test(privileges) && !shared.test(on)),
      ({ on }) => on,
    );
    for (const [table, grants] of writers) {
      const services = new Set(grants.map(({ service }) => service));
      services.delete('worker');
      expect(services.size, table).toBeLessThanOrEqual(1);
    }
    expect(Object.keys(databaseRoles)).toEqual([...serviceNames]);
  });

  test('holds for statements: each role is let through or refused for every verb on every column', async () => {
    const { rows: columns } = await owner.query<{ name: string; column: string; is_view: boolean }>(
      `select c.oid::regclass::text as name, a.attname as column, c.relkind = 'v' as is_view
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace in ${labSchemas} and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
    );
    const expected = expectedRights();
    const isAllowed = (role: string, verb: string, name: string, column: string): boolean =>
      expected.has(`${role} ${verb} ${name}`) || expected.has(`${role} ${verb} ${name}.${column}`);
    let asked = 0;
    const wrong = await Promise.all(
      serviceNames.map(async (service) => {
        const client = await signIn(service);
        const role = roleOf(service);
        const deviations: string[] = [];
        const ask = async (verb: string, statement: string, allowed: boolean): Promise<void> => {
          asked += 1;
          const state = await client.query(statement).then(
            () => 'done',
            (error: pg.DatabaseError) => error.code,
          );
          if ((state !== '42501') !== allowed) deviations.push(`${role} ${verb}: ${statement} gives ${state}`);
        };
        for (const { name, column, is_view } of columns) {
          const quoted = pg.escapeIdentifier(column);
          // what is explained is checked as if it were done
          await ask('select', `explain select ${quoted} from ${name}`, isAllowed(role, 'select', name, column));
          if (is_view) continue;
          await ask('insert', `explain insert into ${name} (${quoted}) values (default)`, isAllowed(role, 'insert', name, column));
          await ask('update', `explain update ${name} set ${quoted} = default`, isAllowed(role, 'update', name, column));
        }
        for (const name of new Set(columns.filter(({ is_view }) => !is_view).map((column) => column.name))) {
          await ask('delete', `explain delete from ${name}`, expected.has(`${role} delete ${name}`));
          await ask('truncate', `truncate ${name}`, false);
          await ask('lock', `begin; lock table ${name} in access exclusive mode; rollback`, isLockable(expected, role, name));
          await client.query('rollback');
        }
        await ask('create', 'create table intake.mine (id integer)', false);
        await ask('create', 'create table public.mine (id integer)', false);
        await ask('create', 'create schema mine', false);
        await ask('become', 'set role lab', false);
        await ask('replicate', `set session_replication_role = 'replica'`, false);
        await client.end();
        return deviations;
      }),
    );
    expect(wrong.flat()).toEqual([]);
    expect(asked).toBeGreaterThan(5_000);
  });
});

/** PostgreSQL lets lock in the strongest mode whoever may update, delete, truncate or maintain all of a table. */
function isLockable(expected: Set<Right>, role: string, name: string): boolean {
  return ['update', 'delete', 'truncate', 'maintain'].some((verb) => expected.has(`${role} ${verb} ${name}`));
}

describe('a running lab', () => {
  test('takes a request through all layers without a session of the owner', async () => {
    await using lab = await startLab();
    const references = await seedReferences(lab);
    const { submission } = await submit(lab, requestInput(references));
    const id = submission?.serviceRequest.id;
    const found = await until('the business object is there', async () => {
      const { data } = await lab.ask<{
        serviceRequest: { operationCase: { id: string } | null; businessObject: { status: string } | null };
      }>('query ($id: ID!) { serviceRequest(id: $id) { operationCase { id } businessObject { status } } }', { id });
      return data.serviceRequest.businessObject && data.serviceRequest;
    });
    const { data } = await lab.ask<{ changeCaseStatus: { userErrors: unknown[] } }>(
      'mutation ($input: ChangeCaseStatusInput!) { changeCaseStatus(input: $input) { userErrors { code } } }',
      { input: { caseId: found.operationCase?.id, status: 'IN_PROGRESS', reason: 'taken' } },
    );
    expect(data.changeCaseStatus.userErrors).toEqual([]);
    await until('the business object has followed', async () => {
      const { data: now } = await lab.ask<{ serviceRequest: { businessObject: { status: string } } }>(
        'query ($id: ID!) { serviceRequest(id: $id) { businessObject { status } } }',
        { id },
      );
      return now.serviceRequest.businessObject.status === 'IN_PROGRESS';
    });
    await lab.ask('{ documents(first: 1) { nodes { id } } }');
    const { rows } = await lab.pool.query<{ role: string; name: string }>(
      `select distinct usename as role, application_name as name from pg_stat_activity
      where datname = current_database() and application_name like 'lab%' order by 1, 2`,
    );
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(serviceNames.map(roleOf)));
    for (const { role, name } of rows) {
      const service = /^lab (reference|intake|operational|canonical|documents|gateway|worker)/.exec(name)?.[1];
      if (service) expect(role, name).toBe(`lab_${service}`);
    }
  });
});

describe('signing in', () => {
  test('needs the password that was set last', async () => {
    const changed = { ...passwords, intake: 'n'.repeat(32) };
    await provisionRoles(owner, changed);
    const client = await signIn('intake', server.url('lab'), changed);
    await client.end();
    await expect(signIn('intake')).rejects.toMatchObject({ code: '28P01' });
    await provisionRoles(owner, passwords);
    await (await signIn('intake')).end();
  });

  test('sets limits that hold for whoever signs in', async () => {
    for (const service of serviceNames) {
      const client = await signIn(service);
      const { rows } = await client.query<{ statement: string; lock: string; idle: string }>(
        `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
          current_setting('idle_in_transaction_session_timeout') as idle`,
      );
      expect(rows).toEqual([{ statement: '1min', lock: '15s', idle: '30s' }]);
      await client.end();
    }
  });

  test('leaves no password in the log of the server, though every statement is in it', () => {
    const logged = readFileSync(join(dataDir, 'postgres.log'), 'utf8');
    expect(logged).toContain('alter role lab_intake with login password');
    for (const password of Object.values(passwords)) expect(logged).not.toContain(password);
  });

  test('works by TCP and by socket, whatever the address says about its user', () => {
    const { worker } = connectionsOf('postgres://lab:s%40cret@db:5432/lab?sslmode=require&user=postgres', passwords);
    expect(new URL(worker)).toMatchObject({
      username: 'lab_worker',
      password: passwords.worker,
      host: 'db:5432',
      pathname: '/lab',
      search: '?sslmode=require',
    });
    const bySocket = new pg.Client({ connectionString: connectionsOf('postgres:///lab?host=/run/postgresql', passwords).intake });
    expect(bySocket).toMatchObject({ user: 'lab_intake', password: passwords.intake, host: '/run/postgresql', database: 'lab' });
  });

  test('is possible after several labs on one server were migrated and provisioned at once', async () => {
    const names = ['one', 'two', 'three', 'four'];
    for (const name of names) await administer(`create database ${name}`);
    const pools = names.map((name) => openPool(server.url(name)));
    await Promise.all(
      pools.map(async (pool, index) => {
        await migrate(pool, server.url(names[index] ?? ''), log);
        await provisionRoles(pool, passwords);
      }),
    );
    for (const [index, pool] of pools.entries()) {
      expect(await readRights(pool), names[index]).toEqual(await readRights(owner));
      await (await signIn('canonical', server.url(names[index] ?? ''))).end();
      await pool.end();
    }
  });
});

describe('the owner', () => {
  const asOwner = (name: string): string => {
    const url = new URL(server.url(name));
    url.username = name;
    url.password = 'owner';
    return url.href;
  };

  test('who may not make roles is refused with the way out', async () => {
    await startWithoutRoles(async (url) => {
      const pool = openPool(url);
      await expect(migrate(pool, url, log)).rejects.toThrow(
        'low in DATABASE_URL may not make roles, and every service gets one of its own: lab_reference, lab_intake, lab_operational, lab_canonical, lab_documents, lab_gateway, lab_worker — ',
      );
      await pool.end();
    });
  });

  test('who is no superuser can do everything when the roles are given to it, and is told when they are not', async () => {
    await administer("create role guest login createrole password 'owner'");
    await administer('create database guest owner guest');
    const pool = openPool(asOwner('guest'));
    await migrate(pool, asOwner('guest'), log);
    await expect(provisionRoles(pool, passwords)).rejects.toThrow('may not set passwords of the roles lab_reference and so on');
    await administer(`grant ${serviceNames.map(roleOf).join(', ')} to guest with admin option, inherit false, set false`);
    await provisionRoles(pool, passwords);
    expect(await readRights(pool)).toEqual(await readRights(owner));
    await pool.end();
  });

  test('is no good for a service, and the role of a service is', async () => {
    expect(await findDatabaseFaults(owner)).toEqual([
      expect.stringContaining('lab, a superuser: let DATABASE_URL name the role of the service'),
    ]);
    const guest = openPool(asOwner('guest'));
    expect(await findDatabaseFaults(guest)).toEqual([
      expect.stringContaining('may make roles or databases'),
      expect.stringContaining('owns '),
    ]);
    await guest.end();
    for (const service of serviceNames) {
      const pool = openPool(connectionsOf(server.url('lab'), passwords)[service]);
      expect(await findDatabaseFaults(pool), service).toEqual([]);
      await pool.end();
    }
  });
});

/** On a server that never saw a lab. */
async function startWithoutRoles(work: (url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-roles-none-'));
  const fresh = await startEmbeddedPostgres({ dataDir: folder, settings: { fsync: 'off' } });
  try {
    const admin = openPool(fresh.url('postgres'), 1);
    await admin.query("create role low login password 'low'");
    await admin.query('create database low owner low');
    await admin.end();
    const url = new URL(fresh.url('low'));
    url.username = 'low';
    url.password = 'low';
    await work(url.href);
  } finally {
    await fresh.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
