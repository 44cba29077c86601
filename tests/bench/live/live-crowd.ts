import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeArchive } from '../../support/archive.ts';
import { until } from '../../support/until.ts';
import type { Finding } from '../figures.ts';
import { cpuSecondsOfFamily, watchCpu } from '../machine.ts';
import { type Bearing, bear, gatherPeople } from '../people.ts';
import type { BenchDatabase } from '../server.ts';
import { untilDrained } from '../until-drained.ts';
import type { Workshop } from '../workshop.ts';
import { type Backend, startBackend, startTimedServer } from './backend.ts';
import { judge } from './breaks/check.ts';
import type { Entry } from './breaks/followed-logs.ts';
import { readChangeId } from './change-message.ts';
import { type Clients, startClients } from './clients/crowd.ts';
import { type Gateway, startGateway } from './gateways.ts';
import { measureIdleMemory, startBareServer } from './idle-memory.ts';
import { changes } from './operations.ts';
import { askFor } from './query-load.ts';
import { openCasesTemplate, prepareOpenCases } from './templates.ts';

const clientCount = 2_000;
const requestCount = 1_000;
/** Each of them then holds as many connections as one person may. */
const peopleCount = 10;
const targets = { memoryKb: 60, slowdown: 1.2 };
const main = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

/**
 * 2,000 WebSocket clients of one gateway process watch `lab import` bring in 1,000 requests with their histories: every client is told
 * each opening and each step once, in the order of the log. The same import without clients takes turns with it. The clients share the
 * machine's cores with the lab, in one process of their own that compares bytes and does nothing else; what that takes is printed. A
 * second watched import has the clients yield to everybody else (nice 19), which is as near as one machine comes to clients elsewhere.
 * In a third one they are ten people: what one person watches is put together once, however many windows that person has open, and of
 * another person the gateway asks again.
 */
export async function benchCrowd(workshop: Workshop): Promise<void> {
  const { stack, tell, runs } = workshop;
  const folder = mkdtempSync(join(tmpdir(), 'lab-crowd-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const server = await startTimedServer(stack);
  tell(`PostgreSQL ${server.version}`);
  await prepareOpenCases(server, 100);
  const backend = await startBackend(stack, server, openCasesTemplate);
  const start = { stack, tell, database: backend.database, subgraphs: backend.subgraphs.urls };
  const gateway = await startGateway('ours', start);
  const clients = await startClients(stack);
  const yielding = await startClients(stack);
  setPriority(yielding.pid, constants.priority.PRIORITY_LOW);
  const bench: Bench = { folder, backend, gateway, bearing: bear(server.dataDir) };
  await importRequests(bench, 'WARM');
  const measured: Measured[] = [];
  for (let run = 1; run <= runs; run++) {
    tell(`run ${run} of ${runs}`);
    // tables grow: each goes first in its turn
    const steps: (() => Promise<Partial<Measured>>)[] = [
      async () => ({ quiet: (await importRequests(bench, `QUIET${run}`)).seconds }),
      async () => ({ watched: await watchImport({ ...bench, clients, peopleCount: 1 }, `WATCHED${run}`) }),
      async () => ({ yielded: await watchImport({ ...bench, clients: yielding, peopleCount: 1 }, `YIELDED${run}`) }),
      async () => ({ shared: await watchImport({ ...bench, clients, peopleCount }, `SHARED${run}`) }),
    ];
    const fresh = await startGateway('ours', start);
    const crowd = { clients, count: clientCount, people: [await bench.bearing()] };
    const found: Partial<Measured> = {
      memoryKb: await measureIdleMemory(fresh, crowd),
      bareMemoryKb: await measureIdleMemory(await startBareServer(stack), crowd),
    };
    for (const step of [...steps.slice(run % steps.length), ...steps.slice(0, run % steps.length)]) {
      // a gateway follows on for some seconds after the last client has left, for those who come back
      await until('nobody follows any more', () => isUnfollowed(backend.database));
      Object.assign(found, await step());
    }
    measured.push(found as Measured);
  }
  for (const finding of describe(measured)) workshop.report(finding);
  await clients.stop();
  await yielding.stop();
  await gateway.process.stop();
  await backend.stop();
}

type Bench = { folder: string; backend: Backend; gateway: Gateway; bearing: Bearing };
type Watched = {
  /** Of the import, in seconds. */
  seconds: number;
  /** Until the last client had the last message, after the import's end, in seconds. */
  behind: number;
  messages: number;
  /** Processor seconds. */
  gatewayCpu: number;
  clientsCpu: number;
  /** Clients that the gateway cut off because they did not read fast enough; they came back with their cursor. */
  cutOff: number;
};
type Measured = { quiet: number; watched: Watched; yielded: Watched; shared: Watched; memoryKb: number; bareMemoryKb: number };

/** Imports requests that nobody has imported before. @returns how long it took as the import itself says, and when it ended. */
async function importRequests({ folder, backend, gateway }: Bench, prefix: string): Promise<{ seconds: number; endedAt: number }> {
  const archive = writeArchive(join(folder, prefix), requestCount, { prefix });
  const child = spawn(process.execPath, [main, 'import', archive.folder, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, LAB_URL: gateway.url, LAB_DATA_DIR: backend.database.dataDir },
  });
  const exited = once(child, 'exit');
  const text = (await child.stdout.setEncoding('utf8').toArray()).join('');
  const [code] = await exited;
  const endedAt = Date.now();
  if (code !== 0) throw new Error(`the import of ${archive.folder} ended with ${code}: ${text.slice(0, 1_000)}`);
  await untilDrained(backend.database.pool);
  return { seconds: (JSON.parse(text) as { durationMs: number }).durationMs / 1_000, endedAt };
}

async function watchImport(bench: Bench & { clients: Clients; peopleCount: number }, prefix: string): Promise<Watched> {
  const { backend, gateway, clients, bearing, peopleCount } = bench;
  const { process } = gateway;
  const asked = await askFor(`${gateway.url}/graphql`, await bearing(), JSON.stringify({ query: '{ logCursor }' }));
  const { data } = asked as { data: { logCursor: string } };
  const after = data.logCursor;
  const people = await gatherPeople(backend.database.dataDir, peopleCount);
  await clients.tell({ order: 'connect', url: gateway.url, clients: clientCount, people, query: changes, after, withTimes: false });
  const place = await findEnd(backend.database);
  const processes = { gateway: () => cpuSecondsOfFamily(process.pid), clients: () => cpuSecondsOfFamily(clients.pid) };
  const { result, cpu } = await watchCpu(processes, async () => {
    const { seconds, endedAt } = await importRequests(bench, prefix);
    const steps = await readSteps(backend.database, place);
    const { lastAt } = await clients.tell({ order: 'await', messages: steps.length });
    return { seconds, steps, behind: Math.max(0, lastAt - endedAt) / 1_000 };
  });
  const { messages = [], misplaced, fewest, most, ended } = await clients.tell({ order: 'collect' });
  await clients.tell({ order: 'disconnect' });
  checkTold(messages, result.steps, { misplaced, fewest, most });
  return {
    seconds: result.seconds,
    behind: result.behind,
    messages: messages.length * clientCount,
    gatewayCpu: cpu.gateway ?? Number.NaN,
    clientsCpu: cpu.clients ?? Number.NaN,
    cutOff: Object.values(ended).reduce((sum, count) => sum + count, 0),
  };
}

/** The same row for all clients, and the row is what the table says. */
function checkTold(messages: readonly string[], steps: readonly Entry[], crowd: { misplaced: number; fewest: number; most: number }): void {
  const told = messages.map((message) => ({ id: readChangeId(message), story: readChangeId(message).split('/')[0] ?? '' }));
  const faults = Object.entries(judge(told, steps)).filter(([, ids]) => ids.length > 0);
  const isEqual = crowd.misplaced === 0 && crowd.fewest === steps.length && crowd.most === steps.length;
  if (faults.length === 0 && isEqual) return;
  const list = faults.map(([kind, ids]) => `${ids.length} ${kind}`).join(', ');
  throw new Error(`not every client was told each of ${steps.length} steps once: ${JSON.stringify(crowd)} ${list}`);
}

/** Subgraphs close the connection on which they listen when nobody follows. */
async function isUnfollowed({ pool }: BenchDatabase): Promise<boolean> {
  const { rowCount } = await pool.query(
    "/* bench.findListeners */ select where exists (select from pg_stat_activity where application_name like 'lab % listener')",
  );
  return rowCount === 0;
}

async function findEnd({ pool }: BenchDatabase): Promise<number> {
  const { rows } = await pool.query<{ end: number }>(
    '/* bench.findEnd */ select max(position) as end from operational.case_status_history',
  );
  return rows[0]?.end ?? 0;
}

async function readSteps({ pool }: BenchDatabase, after: number): Promise<Entry[]> {
  const { rows } = await pool.query<Entry>(
    `/* bench.readSteps */ select case_id || '/' || version as id, case_id::text as story from operational.case_status_history
    where position > $1::bigint order by position`,
    [after],
  );
  return rows;
}

function describe(measured: readonly Measured[]): Finding[] {
  const all = (figure: string, unit: string, value: (one: Measured) => number, target?: number): Finding => ({
    figure,
    unit,
    values: measured.map(value),
    ...(target === undefined ? {} : { target }),
  });
  const unwatched = { kind: 'peer', name: 'the same import without clients', values: measured.map(({ quiet }) => quiet) } as const;
  const perMillion = (seconds: number, messages: number): number => (seconds * 1_000_000) / messages;
  return [
    { ...all('import_watched', 's', ({ watched }) => watched.seconds), rival: unwatched },
    all('import_slowed', '×', ({ watched, quiet }) => watched.seconds / quiet, targets.slowdown),
    { ...all('import_watched_by_clients_that_yield', 's', ({ yielded }) => yielded.seconds), rival: unwatched },
    all('import_slowed_by_clients_that_yield', '×', ({ yielded, quiet }) => yielded.seconds / quiet, targets.slowdown),
    { ...all('import_watched_by_ten_people', 's', ({ shared }) => shared.seconds), rival: unwatched },
    all('import_slowed_by_ten_people', '×', ({ shared, quiet }) => shared.seconds / quiet),
    all('memory_per_idle_client', 'KB', ({ memoryKb }) => memoryKb, targets.memoryKb),
    all('memory_per_bare_ws_socket', 'KB', ({ bareMemoryKb }) => bareMemoryKb),
    all('messages_each_once', '', ({ watched }) => watched.messages),
    all('last_message_behind_import', 's', ({ watched }) => watched.behind),
    all('last_message_behind_import_where_clients_yield', 's', ({ yielded }) => yielded.behind),
    all('clients_cut_off_and_resumed', '', ({ watched }) => watched.cutOff),
    all('clients_cut_off_and_resumed_where_they_yield', '', ({ yielded }) => yielded.cutOff),
    all('last_message_behind_import_of_ten_people', 's', ({ shared }) => shared.behind),
    all('gateway_cpu_per_message_to_ten_people', 'µs', ({ shared }) => perMillion(shared.gatewayCpu, shared.messages)),
    all('gateway_cpu_per_message', 'µs', ({ watched }) => perMillion(watched.gatewayCpu, watched.messages)),
    all('clients_cpu_per_message', 'µs', ({ watched }) => perMillion(watched.clientsCpu, watched.messages)),
  ];
}
