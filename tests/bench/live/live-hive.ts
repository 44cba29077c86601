import { type Finding, quantile } from '../figures.ts';
import type { Workshop } from '../workshop.ts';
import { type Backend, startBackend, startTimedServer } from './backend.ts';
import { startClients } from './clients/crowd.ts';
import { Desk } from './desk.ts';
import { type Following, type FollowingOptions, follow } from './following.ts';
import { type GatewayKind, gatewayNames, startGateway } from './gateways.ts';
import { startListener } from './listener.ts';
import { changes, checkPlans } from './operations.ts';
import type { SubgraphUrls } from './subgraphs-process.ts';
import { openCasesTemplate, prepareOpenCases } from './templates.ts';

const kinds = ['ours', 'hive', 'hive-rust'] as const satisfies GatewayKind[];
/** As many as Hive keeps up with on two cores, and as many as the lab is asked to serve. */
const clientCounts = [20, 200] as const;
const changeCount = 120;
/** What one measurement uses up: two changes of each, and those of the warming up. */
const casesEach = changeCount / 2 + 21;

/**
 * The same subscription for the same clients through the lab's gateway and through Hive's, over the same subgraphs with graphql-ws in
 * between, at 20 changes a second. CPU is the gateway's process alone. What a change costs the subgraphs, once for each client where
 * nothing is shared, is not in it, but is felt in the time on a machine with few cores.
 */
export async function benchHiveFollowing(workshop: Workshop): Promise<void> {
  checkPlans();
  const { stack, tell, runs } = workshop;
  const server = await startTimedServer(stack);
  tell(`PostgreSQL ${server.version}; opening cases`);
  await prepareOpenCases(server, casesEach * runs * kinds.length * clientCounts.length);
  const backend = await startBackend(stack, server, openCasesTemplate);
  const { database, subgraphs } = backend;
  const clients = await startClients(stack);
  const listener = await startListener(stack, database);
  const desk = await Desk.open(subgraphs.urls.operational, database);
  const measured: Measured[] = [];
  for (let run = 1; run <= runs; run++) {
    for (const kind of run % 2 === 1 ? kinds : kinds.toReversed()) {
      tell(`run ${run} of ${runs}: ${gatewayNames[kind]}`);
      const bench = { backend, desk, listener, clients, subscription: changes, changeCount };
      measured.push(...(await measure(workshop, { kind, urls: subgraphs.urls, bench })));
    }
  }
  for (const clientCount of clientCounts) {
    const here = measured.filter((one) => one.clientCount === clientCount);
    for (const finding of describe(here, `_${clientCount}_clients`)) workshop.report(finding);
  }
  await desk.close();
  await clients.stop();
  await listener.stop();
  await backend.stop();
}

type Measured = Following & { kind: GatewayKind; clientCount: number };
type Measuring = { kind: GatewayKind; urls: SubgraphUrls; bench: Omit<FollowingOptions, 'gateway' | 'clientCount'> & { backend: Backend } };

/** One gateway at a time: what an idle one does by itself would be the others' loss. */
async function measure({ stack, tell }: Workshop, { kind, urls, bench }: Measuring): Promise<Measured[]> {
  const { url, process } = await startGateway(kind, { stack, tell, database: bench.backend.database, subgraphs: urls });
  const measured: Measured[] = [];
  for (const clientCount of clientCounts) {
    measured.push({ kind, clientCount, ...(await follow({ ...bench, clientCount, gateway: { url, pid: process.pid } })) });
  }
  await process.stop();
  return measured;
}

function describe(measured: readonly Measured[], suffix: string): Finding[] {
  const values = (kind: GatewayKind, value: (one: Measured) => number): number[] => measured.filter((one) => one.kind === kind).map(value);
  const both = (figure: string, value: (one: Measured) => number): Finding[] =>
    (['hive', 'hive-rust'] as const).flatMap((kind): Finding[] => {
      const ours = values('ours', value);
      const theirs = values(kind, value);
      const over = ours.map((mine, run) => mine / (theirs[run] ?? Number.NaN));
      return [
        { figure: `${figure}_ms${suffix}`, values: ours, unit: 'ms', rival: { kind: 'peer', name: gatewayNames[kind], values: theirs } },
        { figure: `${figure}_over_${kind.replace('-', '_')}${suffix}`, values: over, unit: '×', target: 1 },
      ];
    });
  return [
    ...both('commit_to_client_p50', ({ delaysMs }) => quantile(delaysMs, 0.5)),
    ...both('commit_to_client_p99', ({ delaysMs }) => quantile(delaysMs, 0.99)),
    ...both('gateway_cpu_per_change', ({ cpuMs }) => cpuMs),
  ];
}
