import { isDeepStrictEqual } from 'node:util';
import { identityHeader } from 'lib/gateway-signature.ts';
import { type Headers, tester } from '../../support/people.ts';
import { type Finding, quantile } from '../figures.ts';
import { cpuSecondsOfFamily } from '../machine.ts';
import { bear, signAsGateway } from '../people.ts';
import type { Workshop } from '../workshop.ts';
import { type Backend, keepAnswers, startBackend, startTimedServer } from './backend.ts';
import { type Gateway, type GatewayKind, gatewayNames, startGateway } from './gateways.ts';
import { checkPlans, type Query, queries } from './operations.ts';
import { askFor, type Load, putLoad } from './query-load.ts';
import type { SubgraphUrls } from './subgraphs-process.ts';
import { openCasesTemplate, prepareOpenCases } from './templates.ts';

const kinds = ['ours', 'hive', 'hive-rust'] as const satisfies GatewayKind[];
const caseCount = 500;
const concurrency = 16;
const warmUpSeconds = 3;
/** Of one run: short turns, so that what else the machine does hits all of them alike. */
const turns = 4;
const turnSeconds = 1;

type Way = { name: string; about: string; reach: (backend: Backend) => Promise<SubgraphUrls> };

/**
 * Federated queries through the lab's gateway and through Hive's with each of its planners, in front of the same subgraphs. Twice:
 * with answers that a process in front of the subgraphs kept, where the gateway is what takes time; and as it is, where most of the
 * time is the subgraphs' and PostgreSQL's, the same for all, on the same two or more cores.
 */
export async function benchHiveQueries(workshop: Workshop): Promise<void> {
  checkPlans();
  const { stack, tell } = workshop;
  const server = await startTimedServer(stack);
  tell(`PostgreSQL ${server.version}; opening ${caseCount} cases`);
  await prepareOpenCases(server, caseCount);
  const backend = await startBackend(stack, server, openCasesTemplate, false);
  const ways: Way[] = [
    { name: '', about: 'answers kept', reach: () => keepAnswers(stack, backend) },
    { name: '_with_subgraphs', about: 'answers by the subgraphs', reach: async () => backend.subgraphs.urls },
  ];
  for (const way of ways) {
    const measured = await compare(workshop, backend, way);
    for (const finding of describe(measured, way.name)) workshop.report(finding);
  }
  await backend.stop();
}

type Measured = { kind: GatewayKind; query: Query; perSecond: number; p99Ms: number; cpuMs: number };

async function compare({ stack, tell, runs }: Workshop, backend: Backend, way: Way): Promise<Measured[]> {
  const bodies = await writeBodies(backend);
  const bearing = bear(backend.database.dataDir);
  const subgraphs = await way.reach(backend);
  const gateways: [GatewayKind, Gateway][] = [];
  for (const kind of kinds) gateways.push([kind, await startGateway(kind, { stack, tell, database: backend.database, subgraphs })]);
  for (const query of queries) {
    await compareAnswers(gateways, await bearing(), bodies(query));
    for (const [, { url }] of gateways)
      await putLoad({ url, headers: await bearing(), bodies: bodies(query), concurrency, seconds: warmUpSeconds });
  }
  const measured: Measured[] = [];
  for (let run = 1; run <= runs; run++) {
    for (const query of queries) {
      tell(`run ${run} of ${runs}: ${query.about}, ${way.about}`);
      measured.push(...(await measure(gateways, query, { headers: await bearing(), bodies: bodies(query) })));
    }
  }
  for (const [, { process }] of gateways) await process.stop();
  return measured;
}

/** The gateways take turns; whoever came first would each time find the machine as the one before left it. */
async function measure(
  gateways: readonly [GatewayKind, Gateway][],
  query: Query,
  asking: Pick<Load, 'headers' | 'bodies'>,
): Promise<Measured[]> {
  const sums = new Map(gateways.map(([kind]) => [kind, { seconds: 0, cpu: 0, latenciesMs: [] as number[] }]));
  for (let turn = 0; turn < turns; turn++) {
    for (const [kind, { url, process }] of rotate(gateways, turn)) {
      const sum = sums.get(kind);
      if (!sum) continue;
      const cpuBefore = cpuSecondsOfFamily(process.pid);
      const { seconds, latenciesMs } = await putLoad({ url, ...asking, concurrency, seconds: turnSeconds });
      sum.cpu += cpuSecondsOfFamily(process.pid) - cpuBefore;
      sum.seconds += seconds;
      sum.latenciesMs.push(...latenciesMs);
    }
  }
  return [...sums].map(([kind, { seconds, cpu, latenciesMs }]) => ({
    kind,
    query,
    perSecond: latenciesMs.length / seconds,
    p99Ms: quantile(latenciesMs, 0.99),
    cpuMs: (cpu * 1_000) / latenciesMs.length,
  }));
}

function rotate<Item>(items: readonly Item[], by: number): Item[] {
  const start = by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

type Edges = { data: { operationCases: { edges: { cursor: string; node: { id: string } }[] } } };

/**
 * Cases and pages that take turns. With the same question from everybody Hive would send one to the subgraphs for all who wait, as it
 * does by default; people do not ask in chorus.
 */
async function writeBodies({ subgraphs, database }: Backend): Promise<(query: Query) => string[]> {
  const body = JSON.stringify({ query: '{ operationCases(first: 100) { edges { cursor node { id } } } }' });
  const sign = signAsGateway(database.dataDir);
  const headers = { [identityHeader]: sign('operational', tester, body) };
  const { data } = (await askFor(subgraphs.urls.operational, headers, body)) as Edges;
  return ({ text }) =>
    data.operationCases.edges.map(({ cursor, node: { id } }) =>
      JSON.stringify({ query: text, variables: text.includes('$id') ? { id } : { after: cursor } }),
    );
}

/** A gateway that answers less would be fast. */
async function compareAnswers(
  gateways: readonly [GatewayKind, Gateway][],
  headers: Headers,
  [body = '']: readonly string[],
): Promise<void> {
  const answers = await Promise.all(gateways.map(([, { url }]) => askFor(`${url}/graphql`, headers, body)));
  if (answers.every((answer) => isDeepStrictEqual(answer, answers[0])) && JSON.stringify(answers[0]).length > 100) return;
  const texts = answers.map((answer) => JSON.stringify(answer).slice(0, 500));
  throw new Error(`the gateways do not answer alike:\n${texts.join('\n')}`);
}

/** What is asked for: no worse than Hive as it comes; with its Rust planner, in the first two. */
function describe(measured: readonly Measured[], suffix: string): Finding[] {
  return queries.flatMap(({ name }) => {
    const values = (kind: GatewayKind, value: (one: Measured) => number) =>
      measured.filter((one) => one.kind === kind && one.query.name === name).map(value);
    return (['hive', 'hive-rust'] as const).flatMap((kind): Finding[] => {
      const isAsked = kind === 'hive' || name !== 'three_by_50';
      const against = (figure: string, unit: string, value: (one: Measured) => number): Finding => ({
        figure: `${name}_${figure}${suffix}`,
        values: values('ours', value),
        unit,
        rival: { kind: 'peer', name: gatewayNames[kind], values: values(kind, value) },
      });
      const p99s = values(kind, (one) => one.p99Ms);
      return [
        { ...against('per_second', '1/s', (one) => one.perSecond), ...(isAsked ? { target: 1 } : {}) },
        against('p99_ms', 'ms', (one) => one.p99Ms),
        {
          figure: `${name}_p99_over_${kind.replace('-', '_')}${suffix}`,
          values: values('ours', (one) => one.p99Ms).map((mine, run) => mine / (p99s[run] ?? Number.NaN)),
          unit: '×',
          ...(isAsked ? { target: 1 } : {}),
        },
        against('gateway_cpu_ms', 'ms', (one) => one.cpuMs),
      ];
    });
  });
}
