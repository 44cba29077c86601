import { headersFor, tester } from '../../support/people.ts';
import { cpuSecondsOfFamily, watchCpu } from '../machine.ts';
import { untilDrained } from '../until-drained.ts';
import type { Backend } from './backend.ts';
import { readChangeId } from './change-message.ts';
import type { Clients } from './clients/crowd.ts';
import { type Desk, readCommits } from './desk.ts';
import type { Listener } from './listener.ts';

const changesPerSecond = 20;
const warmUpChanges = 40;
/** Of a case: opened, begun, completed. */
const completedVersion = 3;

export type FollowingOptions = {
  backend: Pick<Backend, 'database'>;
  desk: Desk;
  listener: Listener;
  clients: Clients;
  /** Whom the clients follow, and what of it is watched; null: nobody follows, and only the bare listener hears. */
  gateway: { url: string; pid: number; extensions?: object } | null;
  subscription: string;
  clientCount: number;
  changeCount: number;
};

export type Following = {
  /** From the commit of a change to the message about it at a client, in milliseconds: for each change and client. */
  delaysMs: number[];
  /** The same for whoever was first. */
  firstMs: number[];
  /** From the same commits to the bare listener. */
  listenMs: number[];
  /** Processor time of the gateway for each change, in milliseconds. */
  cpuMs: number;
  /** Processor time of the process with all clients, for the same. */
  clientsCpuMs: number;
};

/** Changes cases at a fixed rate and takes the time until each client knows. @throws Error when one was not told, or told twice. */
export async function follow(options: FollowingOptions): Promise<Following> {
  const { backend, desk, listener, clients, gateway, subscription, clientCount, changeCount } = options;
  if (gateway) {
    const people = [await headersFor(backend.database.dataDir, tester)];
    const { url, extensions = {} } = gateway;
    const following = { clients: clientCount, people, query: subscription, after: null, withTimes: true, extensions };
    await clients.tell({ order: 'connect', url, ...following });
  }
  await warmUp(options);
  const changes = desk.plan(changeCount);
  const { cpu } = await watchCpu(
    { gateway: () => (gateway ? cpuSecondsOfFamily(gateway.pid) : 0), clients: () => cpuSecondsOfFamily(clients.pid) },
    async () => {
      await desk.takeAtRate(changes, changesPerSecond);
      if (gateway) await clients.tell({ order: 'await', messages: changeCount });
    },
  );
  const commits = await readCommits(backend.database.pool, changes);
  const delays = gateway ? await readDelays(options, commits) : [];
  const heard = await listener.collect();
  if (gateway) await clients.tell({ order: 'disconnect' });
  await untilDrained(backend.database.pool);
  const each = (seconds = Number.NaN): number => (seconds * 1_000) / changeCount;
  return {
    delaysMs: delays.flat(),
    firstMs: delays.map((ofOne) => Math.min(...ofOne)),
    listenMs: subtract(heard, commits),
    cpuMs: each(cpu.gateway),
    clientsCpuMs: each(cpu.clients),
  };
}

/** Nobody says when a subscription has begun: it has when what was changed last has come to every client. */
async function warmUp({ desk, clients, gateway, listener }: FollowingOptions): Promise<void> {
  await desk.takeAtRate(desk.plan(warmUpChanges), changesPerSecond);
  const [first, last] = desk.plan(2);
  if (first && last) await desk.takeAtRate([first], changesPerSecond);
  if (last) await desk.takeAtRate([last], changesPerSecond);
  if (gateway && last) await clients.tell({ order: 'awaitChange', id: `${last.caseId}/${completedVersion}` });
  if (gateway) await clients.tell({ order: 'collect' });
  await listener.collect();
}

async function readDelays(
  { clients, clientCount, changeCount }: FollowingOptions,
  commits: ReadonlyMap<string, number>,
): Promise<number[][]> {
  const { messages = [], times = [], fewest, most, misplaced, ended } = await clients.tell({ order: 'collect' });
  const isWhole = messages.length === changeCount && fewest === changeCount && most === changeCount && misplaced === 0;
  const told = new Set(messages.map(readChangeId));
  if (!isWhole || told.size !== changeCount || times.some((list) => list.length !== clientCount)) {
    const counts = `${messages.length} messages of ${changeCount}, ${fewest} to ${most} at a client, ${misplaced} out of their place`;
    throw new Error(`not every client was told every change once: ${counts}, connections ended ${JSON.stringify(ended)}`);
  }
  return messages.map((message, place) => {
    const committedAt = commits.get(readChangeId(message)) ?? Number.NaN;
    return (times[place] ?? []).map((at) => at - committedAt);
  });
}

function subtract(heard: ReadonlyMap<string, number>, commits: ReadonlyMap<string, number>): number[] {
  return [...commits].map(([id, committedAt]) => {
    const at = heard.get(id);
    if (at === undefined) throw new Error(`the bare listener did not hear of ${id}`);
    return at - committedAt;
  });
}
