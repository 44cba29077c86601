import type { LabProcess } from '../../../faults/lab/process.ts';
import type { Random } from '../../../faults/random.ts';
import type { BreakableLab } from './lab.ts';

export type BreakKind = {
  name: string;
  about: string;
  /** How often in the bench, and how often among the tests. */
  times: number;
  timesInTests: number;
  /** Whether it only touches clients: such breaks go on beside the others. */
  isOutside?: boolean;
  /** @returns false when there was nothing to break. */
  apply(lab: BreakableLab, random: Random): Promise<boolean>;
};

export const breakKinds: readonly BreakKind[] = [
  {
    name: 'client_cut',
    about: 'the connection of a client is cut, in the middle of a message if it so happens',
    times: 200,
    timesInTests: 10,
    isOutside: true,
    apply: async ({ lines }, random) => lines.clients.cut(random),
  },
  {
    name: 'client_half_open',
    about: 'the connection of a client goes dead and nobody is told',
    times: 20,
    timesInTests: 1,
    isOutside: true,
    apply: async ({ lines }, random) => lines.clients.freeze(random, 'websocket'),
  },
  { name: 'gateway_killed', about: 'SIGKILL of the gateway', times: 60, timesInTests: 2, apply: ({ gateway }) => kill(gateway) },
  { name: 'gateway_restarted', about: 'SIGTERM of the gateway', times: 10, timesInTests: 1, apply: ({ gateway }) => restart(gateway) },
  {
    name: 'subgraph_killed',
    about: 'SIGKILL of a subgraph that is followed',
    times: 60,
    timesInTests: 2,
    apply: ({ followed }, random) => kill(random.pick(followed)),
  },
  {
    name: 'subgraph_restarted',
    about: 'SIGTERM of a subgraph that is followed',
    times: 10,
    timesInTests: 1,
    apply: ({ followed }, random) => restart(random.pick(followed)),
  },
  {
    name: 'upstream_cut',
    about: 'a connection between gateway and subgraph is cut',
    times: 50,
    timesInTests: 3,
    apply: async ({ lines }, random) => random.pick(lines.subgraphs)?.cut(random) ?? false,
  },
  {
    name: 'upstream_half_open',
    about: 'the WebSocket between gateway and subgraph goes dead and nobody is told',
    times: 6,
    timesInTests: 0,
    apply: async ({ lines }, random) => random.pick(lines.subgraphs)?.freeze(random, 'websocket') ?? false,
  },
  {
    name: 'sessions_terminated',
    about: 'all database sessions of one service are terminated',
    times: 50,
    timesInTests: 3,
    apply: (lab, random) => terminate(lab, random, 'lab %'),
  },
  {
    name: 'listener_terminated',
    about: 'NOTIFY is lost: the session that listens is terminated',
    times: 50,
    timesInTests: 3,
    apply: (lab, random) => terminate(lab, random, 'lab % listener'),
  },
  {
    name: 'listener_half_open',
    about: 'NOTIFY is lost: the connection that listens goes dead and nobody is told',
    times: 10,
    timesInTests: 1,
    apply: async ({ lines }, random) => lines.database.freeze(random, 'listen lab_log'),
  },
  {
    name: 'postgres_immediate',
    about: 'PostgreSQL is shut down at once and restarted, as after a power cut',
    times: 5,
    timesInTests: 1,
    apply: async ({ postgres }) => (await postgres.restart('immediate', 0)) > 0,
  },
  {
    name: 'postgres_fast',
    about: 'PostgreSQL is restarted as for an update',
    times: 5,
    timesInTests: 0,
    apply: async ({ postgres }) => (await postgres.restart('fast', 0)) > 0,
  },
];

async function kill(process: LabProcess | undefined): Promise<boolean> {
  await process?.kill();
  await process?.ready();
  return process !== undefined;
}

async function restart(process: LabProcess | undefined): Promise<boolean> {
  await process?.restart();
  return process !== undefined;
}

/** All sessions of that name, whichever of the names is drawn. */
async function terminate({ admin }: BreakableLab, random: Random, pattern: string): Promise<boolean> {
  const { rows } = await admin.query<{ name: string }>(
    `/* breaks.findSessions */ select distinct application_name as name from pg_stat_activity
    where application_name like $1::text and datname = current_database() order by 1`,
    [pattern],
  );
  const name = random.pick(rows)?.name;
  if (name === undefined) return false;
  const { rowCount } = await admin.query(
    '/* breaks.terminate */ select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1::text and datname = current_database()',
    [name],
  );
  return (rowCount ?? 0) > 0;
}
