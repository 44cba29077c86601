import { contentOf } from 'lib/gateway-signature.ts';
import { tester } from '../../support/people.ts';
import { type Finding, quantile } from '../figures.ts';
import { signAsGateway } from '../people.ts';
import { startServices } from '../processes.ts';
import type { Workshop } from '../workshop.ts';
import { type Backend, startBackend, startTimedServer } from './backend.ts';
import { startClients } from './clients/crowd.ts';
import { Desk } from './desk.ts';
import { type Following, follow } from './following.ts';
import { startGateway } from './gateways.ts';
import { startListener } from './listener.ts';
import { changes, changesOfSubgraph, checkPlans } from './operations.ts';
import { openCasesTemplate, prepareOpenCases } from './templates.ts';

const clientCount = 200;
const changeCount = 300;
const targets = { p50Ms: 15, p99Ms: 40, overListen: 5 };

/** Who serves the clients: the gateway beside the subgraphs, as in containers, or one process with both, as under `npm start`. */
const hostings = ['', '_in_one_process'] as const;
type Hosting = (typeof hostings)[number];

/**
 * From the commit of a step to the message about it, put together from three subgraphs, at each of 200 WebSocket clients, while cases
 * take 20 steps a second. The commit is the moment that PostgreSQL notes for the transaction (`track_commit_timestamp`), before it is
 * flushed to disk; the message counts when the client's process has read it, which for the last client is after 199 others: they share
 * one process. All clocks are the machine's. The peer is a process that does nothing but LISTEN for the same commits.
 */
export async function benchLatency(workshop: Workshop): Promise<void> {
  checkPlans();
  const { stack, tell, runs } = workshop;
  const server = await startTimedServer(stack);
  tell(`PostgreSQL ${server.version}; opening cases`);
  await prepareOpenCases(server, 180 * runs * (hostings.length + 2));
  const backend = await startBackend(stack, server, openCasesTemplate);
  const { database } = backend;
  const clients = await startClients(stack);
  const listener = await startListener(stack, database);
  const served = await serve(workshop, backend);
  const desk = await Desk.open(backend.subgraphs.urls.operational, database);
  const sign = signAsGateway(database.dataDir);
  const measured: Measured[] = [];
  for (let run = 1; run <= runs; run++) {
    tell(`run ${run} of ${runs}`);
    const options = { backend, desk, listener, clients, subscription: changes, clientCount, changeCount };
    measured.push({ way: 'nobody', ...(await follow({ ...options, gateway: null })) });
    // good for half a minute: by then it has been asked
    const extensions = { identity: sign('operational', tester, contentOf.subscription(changesOfSubgraph, null, {})) };
    const subgraph = { url: new URL(backend.subgraphs.urls.operational).origin, pid: backend.subgraphs.pid, extensions };
    measured.push({
      way: 'subgraph',
      ...(await follow({ ...options, gateway: subgraph, subscription: changesOfSubgraph, clientCount: 1 })),
    });
    for (const hosting of hostings) measured.push({ way: hosting, ...(await follow({ ...options, gateway: served[hosting] })) });
  }
  for (const hosting of hostings) for (const finding of describe(measured, hosting)) workshop.report(finding);
  for (const finding of describeParts(measured)) workshop.report(finding);
  await desk.close();
  await clients.stop();
  await listener.stop();
  await backend.stop();
}

type Measured = Following & { way: Hosting | 'nobody' | 'subgraph' };
type Served = Record<Hosting, { url: string; pid: number }>;

async function serve({ stack, tell }: Workshop, { subgraphs, database }: Backend): Promise<Served> {
  const { url, process } = await startGateway('ours', { stack, tell, database, subgraphs: subgraphs.urls });
  return { '': { url, pid: process.pid }, _in_one_process: await startServices(stack, database) };
}

function describe(measured: readonly Measured[], hosting: Hosting): Finding[] {
  const here = measured.filter(({ way }) => way === hosting);
  const alone = measured.filter(({ way }) => way === 'nobody');
  const at = (share: number, values: (one: Measured) => number[], of = here): number[] => of.map((one) => quantile(values(one), share));
  const delays = (one: Measured): number[] => one.delaysMs;
  const listened = (one: Measured): number[] => one.listenMs;
  const both = [
    { share: 0.5, target: targets.p50Ms, limit: { target: targets.overListen } },
    { share: 0.99, target: targets.p99Ms, limit: {} },
  ];
  return [
    ...both.flatMap(({ share, target, limit }): Finding[] => {
      const name = `p${share * 100}`;
      const values = at(share, delays);
      const peers = at(share, listened);
      const peersAlone = at(share, listened, alone);
      const over = (others: number[]): number[] => values.map((value, run) => value / (others[run] ?? Number.NaN));
      return [
        { figure: `commit_to_client_${name}_ms${hosting}`, values, unit: 'ms', target },
        { figure: `commit_to_bare_listen_${name}_ms${hosting}`, values: peers, unit: 'ms' },
        { figure: `over_bare_listen_${name}${hosting}`, values: over(peers), unit: '×', ...limit },
        { figure: `over_bare_listen_alone_${name}${hosting}`, values: over(peersAlone), unit: '×' },
      ];
    }),
    { figure: `commit_to_first_client_p50_ms${hosting}`, values: at(0.5, ({ firstMs }) => firstMs), unit: 'ms' },
    { figure: `gateway_cpu_per_change_ms${hosting}`, values: here.map(({ cpuMs }) => cpuMs), unit: 'ms' },
    { figure: `clients_cpu_per_change_ms${hosting}`, values: here.map(({ clientsCpuMs }) => clientsCpuMs), unit: 'ms' },
  ];
}

/** What of it is whose: the time until the subgraph that has the change tells it to one subscriber of its own. */
function describeParts(measured: readonly Measured[]): Finding[] {
  const subgraph = measured.filter(({ way }) => way === 'subgraph');
  return [0.5, 0.99].map((share) => ({
    figure: `commit_to_subgraphs_own_subscriber_p${share * 100}_ms`,
    values: subgraph.map(({ delaysMs }) => quantile(delaysMs, share)),
    unit: 'ms',
    rival: { kind: 'peer', name: 'a bare LISTEN on the same commits', values: subgraph.map(({ listenMs }) => quantile(listenMs, share)) },
  }));
}
