import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAcknowledged, type RawSocket } from 'gateway/live/socket-fixture.ts';
import { serviceNames } from 'lib/database-roles.ts';
import type { Pool } from 'lib/db.ts';
import { everyTeam, type Identity, type Role, roles } from 'lib/identity.ts';
import { inject } from 'vitest';
import { ask, type Answer as GraphAnswer } from '../support/ask.ts';
import { createDatabase } from '../support/database.ts';
import { type Headers, headersFor, tester } from '../support/people.ts';
import { type References, requestInput, seedReferences, submit } from '../support/seed.ts';
import { until } from '../support/until.ts';
import { uploadTo } from './documents-client.ts';
import { Canaries, type Persona, type Planting, plantEverywhere, watchSecrets } from './hostile-canaries.ts';
import { type HttpInput, send } from './hostile-http.ts';
import { type Answer, findDifference, findFault, parse, type Wanted } from './hostile-oracle.ts';
import { drawFollowings, drawReadings } from './hostile-reading.ts';

const processFile = fileURLToPath(new URL('./hostile-process.ts', import.meta.url));

/** What somebody else has, in a team that none of those who ask works in. */
export type Treasure = {
  submission: string;
  request: string;
  case: string;
  object: string;
  event: string;
  document: string;
  job: string;
  team: string;
};

export type HostileLab = AsyncDisposable & {
  url: string;
  pool: Pool;
  dataDir: string;
  references: References;
  canaries: Canaries;
  planting: Planting;
  treasure: Treasure;
  /** Where the log stood before the first of it. */
  start: string;
  /** What somebody is let in with; nothing for nobody. */
  headersOf(who: Persona): Headers;
  /** Sends something, listens to the answer, and says what is wrong with it. */
  tryOut(who: Persona, input: HttpInput & Wanted & { name: string; mayBreakOff?: boolean }): Promise<string | null>;
  /** What an ordinary person asks: why it is not answered, or null. */
  findOutage(): Promise<string | null>;
  /** Lets somebody else do something that is none of the others' business. */
  stir(): Promise<void>;
  /** Asks for all that there is, on somebody's behalf. @returns what was answered with, for each question. */
  readEverything(who: Persona): Promise<string[]>;
  /** Follows everything from the first of it on, until the end. */
  follow(who: Role): Promise<void>;
  /** Everything that the lab has logged. */
  log(): string;
  isAlive(): boolean;
  /** What the process has used of a processor so far, in milliseconds. */
  readCpu(): Promise<number>;
};

/** Those who attack: in teams and with submissions of their own. */
export const attackers: Record<Role, Identity> = Object.fromEntries(
  roles.map((role) => [role, { subject: `mallory ${role}`, name: 'Mallory', roles: [role], teams: role === 'operator' ? ['G1'] : [] }]),
) as unknown as Record<Role, Identity>;

const secretSettings = [
  'GATEWAY_SECRET',
  'AUDIT_SECRET',
  'OIDC_CLIENT_SECRET',
  'S3_SECRET_KEY',
  'LAB_TOKEN',
  'LAB_CANARY',
  'SOMETHING_ELSE',
];

/** The whole lab in a process of its own, with secrets of somebody else wherever something can be kept. */
export async function startHostileLab(): Promise<HostileLab> {
  const database = await createDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lab-hostile-'));
  const canaries = new Canaries();
  const { child, url, log } = await startProcess(dataDir, database.url, canaries);
  const headers = Object.fromEntries(
    await Promise.all(roles.map(async (role) => [role, await headersFor(dataDir, attackers[role])] as const)),
  ) as Record<Role, Headers>;
  const headersOf = (who: Persona): Headers => (who === 'nobody' ? {} : headers[who]);

  const asTester = await askAs(url, dataDir, tester);
  const references = await seedReferences(asTester);
  const owner: Identity = { subject: canaries.make('request', 'owner'), name: canaries.make('secret', 'name'), roles, teams: [everyTeam] };
  const asOwner = await askAs(url, dataDir, owner);
  const start = (await asOwner.ask<{ logCursor: string }>('{ logCursor }')).data.logCursor;
  const treasure = await makeTreasure({
    url,
    asOwner,
    references,
    canaries,
    pool: database.pool,
    ownerHeaders: await headersFor(dataDir, owner),
  });
  watchSecrets(dataDir, canaries);
  const planting = await plantEverywhere(database.pool, canaries);
  const sockets: RawSocket[] = [];

  const tryOut: HostileLab['tryOut'] = async (who, { name, mayBreakOff = false, ...input }) => {
    const answer = await send(url, { ...input, headers: { ...headersOf(who), ...input.headers } }).catch((error: Error) => error);
    if (answer instanceof Error) return mayBreakOff && /EPIPE|ECONNRESET/.test(answer.message) ? null : `${name}: ${answer.message}`;
    canaries.hear(who, name, `${JSON.stringify(answer.headers)}\n${answer.text}`);
    const fault = findFault(answer) ?? findDifference(answer, input);
    return fault === null ? null : `${name}: ${fault} — ${answer.text.slice(0, 300)}`;
  };

  return {
    ...{ url, pool: database.pool, dataDir, references, canaries, planting, treasure, start, headersOf, log },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    tryOut,
    async findOutage() {
      const body = JSON.stringify({ query: '{ teams { code } serviceRequests(first: 1) { totalCount } }' });
      const input = { headers: { ...headersOf('requester'), 'content-type': 'application/json' }, body, isAlone: true };
      const answer: Answer | Error = await send(url, input).catch((error: Error) => error);
      if (answer instanceof Error) return answer.message;
      const data = (parse(answer.text) as { data?: { teams?: unknown[] } } | undefined)?.data;
      return data?.teams?.length ? null : `the lab does not answer any more: ${answer.status} ${answer.text.slice(0, 300)}`;
    },
    async readEverything(who) {
      const faults: string[] = [];
      for (const query of drawReadings()) {
        const input = { name: query, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
        const fault = await tryOut(who, input);
        if (fault !== null) faults.push(fault);
      }
      return faults;
    },
    async follow(who) {
      const socket = await openAcknowledged(`${url}/graphql`, { headers: headersOf(who) });
      sockets.push(socket);
      socket.ws.on('message', (data) => canaries.hear(who, 'what is followed', String(data)));
      for (const [n, query] of drawFollowings().entries()) {
        socket.send({ id: String(n), type: 'subscribe', payload: { query, variables: { after: start } } });
      }
    },
    async readCpu() {
      if (!child.connected) return 0;
      const told = once(child, 'message');
      child.send('cpu');
      const [{ cpu }] = (await told) as [{ cpu: NodeJS.CpuUsage }];
      return (cpu.user + cpu.system) / 1_000;
    },
    stir: async () => void (await submit(asOwner, ownersInput(references, canaries, treasure.team))),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) await socket[Symbol.asyncDispose]();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startProcess(
  dataDir: string,
  databaseUrl: string,
  canaries: Canaries,
): Promise<{ child: ChildProcess; url: string; log: () => string }> {
  const passwords = inject('databasePasswords');
  for (const service of serviceNames) canaries.watch(passwords[service], `the password of ${service}`);
  const { password } = new URL(databaseUrl);
  if (password.length >= 8) canaries.watch(password, 'the password in DATABASE_URL');
  const child = fork(processFile, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      LAB_PORT: '0',
      LAB_DATA_DIR: dataDir,
      LOG_LEVEL: 'info',
      RETRY_BASE_MS: '10',
      // whoever says where they come from is believed: many addresses can so ask at once
      TRUST_PROXY: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      ...Object.fromEntries(serviceNames.map((service) => [`${service.toUpperCase()}_DATABASE_PASSWORD`, passwords[service]])),
      ...Object.fromEntries(secretSettings.map((name) => [name, `${canaries.make('secret', name)}${'x'.repeat(32)}`])),
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  let url = '';
  child.on('message', (message) => {
    url = (message as { url?: string }).url ?? url;
  });
  await until(
    'the lab is up',
    async () => {
      if (child.exitCode !== null) throw new Error(`the lab ended with ${child.exitCode}:\n${log}`);
      return url;
    },
    60_000,
  );
  return { child, url, log: () => log };
}

type Asking = { ask<Data>(query: string, variables?: Record<string, unknown>): Promise<GraphAnswer<Data>> };

async function askAs(url: string, dataDir: string, identity: Identity): Promise<Asking> {
  const headers = await headersFor(dataDir, identity);
  return { ask: (query, variables) => ask(url, query, variables, headers) };
}

/** Every text of a request, as its owner would have written it. */
function ownersInput(references: References, canaries: Canaries, teamId: string): Record<string, unknown> {
  const text = (field: string): string => canaries.make('request', `the owner's ${field}`);
  return requestInput(references, {
    teamId,
    idempotencyKey: text('idempotencyKey'),
    requesterName: text('requesterName'),
    requesterEmail: `${text('requesterEmail')}@example.org`,
    description: text('description'),
    externalReference: text('externalReference'),
  });
}

type Making = { url: string; asOwner: Asking; ownerHeaders: Headers; references: References; canaries: Canaries; pool: Pool };

/** Something in every table that has business data. */
async function makeTreasure({ url, asOwner, ownerHeaders, references, canaries, pool }: Making): Promise<Treasure> {
  const { data: made } = await asOwner.ask<{ importReferenceData: { teams: { id: string }[] } }>(
    `mutation { importReferenceData(input: { teams: [{ code: "HIDDEN", name: "Of others" }], documentTypes: [{ code: "LOG", name: "Log" }] }) { teams { id } } }`,
  );
  const team = made.importReferenceData.teams[0]?.id ?? '';
  const { result } = await uploadTo(
    `${url}/graphql`,
    { content: canaries.make('request', 'the bytes of the document'), name: `${canaries.make('request', 'fileName')}.txt` },
    ownerHeaders,
  );
  const document = result?.document?.id ?? '';
  const { submission, userErrors } = await submit(asOwner, { ...ownersInput(references, canaries, team), documentIds: [document] });
  if (!submission) throw new Error(JSON.stringify(userErrors));
  const request = submission.serviceRequest.id;
  const found = await until('it has arrived everywhere', async () => {
    type Found = { operationCase: { id: string; businessObject: { id: string } | null } | null; events: { id: string }[] };
    const query = 'query ($id: ID!) { serviceRequest(id: $id) { operationCase { id businessObject { id } } events { id } } }';
    const { data } = await asOwner.ask<{ serviceRequest: Found }>(query, { id: request });
    const { operationCase, events } = data.serviceRequest;
    const object = operationCase?.businessObject?.id;
    return operationCase && object && events[0] ? { case: operationCase.id, object, event: events[0].id } : null;
  });
  await asOwner.ask('mutation ($input: ChangeCaseStatusInput!) { changeCaseStatus(input: $input) { userErrors { code } } }', {
    input: { caseId: found.case, status: 'IN_PROGRESS', reason: canaries.make('request', 'the reason of a step') },
  });
  const job = await insertRest(pool, found.event);
  return { ...found, submission: submission.id, request, document, job, team };
}

/** What would need a failure or a sign-in to come about. */
async function insertRest(pool: Pool, event: string): Promise<string> {
  const job = randomUUID();
  const sweep = randomUUID();
  await pool.query(
    `insert into integration.failure_causes (fingerprint, event_type, code, message, first_seen_at, last_seen_at) values ('f', 't', 'c', 'm', now(), now())`,
  );
  await pool.query(`insert into integration.event_revisions (event_id, revision, payload, actor, reason) values ($1, 1, '{}', 'a', 'r')`, [
    event,
  ]);
  await pool.query(
    `insert into integration.recovery_jobs (id, kind, state, actor, reason, idempotency_key, fingerprint, is_canary, total, taken, failed, finished_at)
     values ($1, 'redeliver', 'finished', 'a', 'r', 'k', 'f', false, 1, 1, 1, now())`,
    [job],
  );
  await pool.query(`insert into integration.recovery_items (job_id, place, event_id, outcome, detail) values ($1, 1, $2, 'failed', 'd')`, [
    job,
    event,
  ]);
  await pool.query(`insert into document_repo.sweeps (id, reads_bytes, finished_at, error, problems) values ($1, false, now(), 'e', 1)`, [
    sweep,
  ]);
  await pool.query(`insert into document_repo.sweep_problems (sweep_id, storage_key, kind, detail) values ($1, 'k', 'missing', 'd')`, [
    sweep,
  ]);
  await pool.query(
    `insert into identity.sessions (id_hash, subject, name, roles, teams, user_agent, expires_at)
     values ($1, 's', 'n', '{auditor}', '{}', 'u', now() + interval '1 day')`,
    [randomBytes(32)],
  );
  return job;
}
