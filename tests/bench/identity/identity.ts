import { isDeepStrictEqual } from 'node:util';
import type { Identity } from 'lib/identity.ts';
import { headersFor } from '../../support/people.ts';
import { type Finding, quantile } from '../figures.ts';
import { checkPlans, queries } from '../live/operations.ts';
import { askFor } from '../live/query-load.ts';
import { openCasesTemplate, prepareOpenCases } from '../live/templates.ts';
import { startServices } from '../processes.ts';
import { type BenchServer, startServer } from '../server.ts';
import type { Workshop } from '../workshop.ts';
import { type Cost, measureInTurns, type Variant } from './cost.ts';
import { openSession, people } from './people.ts';

const caseCount = 10_000;
const pageSize = 50;
/** For each question and way of asking it. */
const turns = { warmUp: 2, measured: 8 };
/** What identity may add to the processor time of a query. */
const target = 1.1;
const withoutIdentity = ['--import', new URL('without-identity.ts', import.meta.url).href];

/**
 * What it adds to a federated query to find out who asks, to sign it for each subgraph, and to decide there what that person sees:
 * processor time of the gateway and the subgraphs, which share a process as under `npm start`, and of PostgreSQL, and the time that
 * clients wait. The peer is the same lab on the same database without the functions that do this. They take turns of less than a second.
 *
 * People who do not see everything ask about what they see. Without identity the same questions have the same answers, but for lists,
 * which then are as long and of other rows.
 */
export async function benchIdentity({ stack, tell, runs, report }: Workshop): Promise<void> {
  checkPlans();
  const server = await startServer(stack);
  tell(`PostgreSQL ${server.version}; opening ${caseCount} cases`);
  await prepareOpenCases(server, caseCount);
  const measured: Measured[] = [];
  for (let run = 1; run <= runs; run++) {
    tell(`run ${run} of ${runs}`);
    // processes of the same code are not equally fast: each run has others
    const bench = await open(stack, server);
    for (const person of people) await measure(bench, person, turns.warmUp);
    for (const person of people) measured.push(...(await measure(bench, person, turns.measured)));
    await bench.stop();
  }
  for (const finding of describe(measured)) report(finding);
}

type Bench = Awaited<ReturnType<typeof open>>;
/** Twice without: both processes then have answered as often, and how the two differ is what the figures are worth. */
type Way = 'without' | 'bearer' | 'again' | 'session';
type Measured = { person: string; query: string; costs: Record<Way, Cost[]> };

async function open(stack: AsyncDisposableStack, server: BenchServer) {
  const database = await server.copy(openCasesTemplate);
  const without = await startServices(stack, database, withoutIdentity);
  const lab = await startServices(stack, database);
  const stop = async (): Promise<void> => {
    await lab.stop();
    await without.stop();
    await database.drop();
  };
  return { server, database, lab, without, stop };
}

async function measure({ server, database, lab, without }: Bench, person: Identity, turnCount: number): Promise<Measured[]> {
  const bearer = await headersFor(database.dataDir, person);
  const session = await openSession(database.pool, person, lab.url);
  const variants: Record<Way, Variant> = {
    // who brings nothing is let in only where nobody asks
    without: { ...without, headers: {} },
    bearer: { ...lab, headers: bearer },
    again: { ...without, headers: {} },
    session: { ...lab, headers: session },
  };
  const writeBodies = await readCases(variants.bearer);
  const measured: Measured[] = [];
  for (const { name, text } of queries) {
    const bodies = writeBodies(text);
    await compareAnswers(Object.values(variants), bodies);
    const costs = await measureInTurns(variants, bodies, { turns: turnCount, postgresPid: server.pid });
    measured.push({ person: person.subject, query: name, costs });
  }
  return measured;
}

type Edges = { data: { operationCases: { edges: { cursor: string; node: { id: string } }[] } } };

/** Cases that a person sees, and places from which that person's list goes on: they take turns. */
async function readCases({ url, headers }: Variant): Promise<(text: string) => string[]> {
  const body = JSON.stringify({ query: '{ operationCases(first: 100) { edges { cursor node { id } } } }' });
  const { data } = (await askFor(`${url}/graphql`, headers, body)) as Edges;
  return (text) =>
    data.operationCases.edges.map(({ cursor, node: { id } }) =>
      JSON.stringify({ query: text, variables: text.includes('$id') ? { id } : { after: cursor } }),
    );
}

type Page = { data: { operationCases?: { nodes: unknown[] } } };

/** A lab that answers less would be fast. */
async function compareAnswers(variants: readonly Variant[], [body = '']: readonly string[]): Promise<void> {
  const answers = await Promise.all(variants.map(({ url, headers }) => askFor(`${url}/graphql`, headers, body)));
  const lengths = answers.map((answer) => (answer as Page).data?.operationCases?.nodes.length);
  const isAlike = answers.every((answer, place) => lengths[place] === pageSize || isDeepStrictEqual(answer, answers[0]));
  const texts = answers.map((answer) => JSON.stringify(answer).slice(0, 500));
  if (isAlike && texts.every((text) => text.length > 100 && !text.includes('"errors"'))) return;
  throw new Error(`with and without identity the answers differ:\n${texts.join('\n')}`);
}

type Value = (cost: Cost) => number;

const cpu: Value = ({ services, postgres }) => services + postgres;
const p50: Value = (cost) => cost.p50;

/** How much more it is, by the median of the turns: what else the machine did meanwhile hit few of them, or all ways alike. */
function compare({ costs }: Measured, way: Way, value: Value): number {
  const ratios = costs[way].map((cost, turn) => {
    const [one, other] = [costs.without[turn], costs.again[turn]].map((base) => (base ? value(base) : Number.NaN)) as [number, number];
    return value(cost) / (way === 'again' ? one : (one + other) / 2);
  });
  return quantile(ratios, 0.5);
}

function describe(measured: readonly Measured[]): Finding[] {
  const each = [...Map.groupBy(measured, ({ person, query }) => `${query}_${person}`)];
  return [...each.flatMap(([name, all]) => describeQuestion(name, all)), ...describeAll(each.map(([, all]) => all))];
}

function describeQuestion(name: string, all: readonly Measured[]): Finding[] {
  const values = (ways: readonly Way[], value: Value): number[] =>
    all.map(({ costs }) =>
      quantile(
        ways.flatMap((way) => costs[way].map(value)),
        0.5,
      ),
    );
  const against = (what: string, value: Value): Finding => ({
    figure: `${name}_${what}`,
    values: values(['bearer'], value),
    unit: 'ms',
    rival: { kind: 'peer', name: 'the same without identity', values: values(['without', 'again'], value) },
  });
  const times = (what: string, way: Way, value: Value): Finding => ({
    figure: `${name}_${what}`,
    values: all.map((one) => compare(one, way, value)),
    unit: '×',
  });
  return [
    against('services_cpu_ms', ({ services }) => services),
    against('postgresql_cpu_ms', ({ postgres }) => postgres),
    { ...times('cpu_with_token', 'bearer', cpu), target },
    { ...times('cpu_with_session', 'session', cpu), target },
    times('cpu_without_again', 'again', cpu),
    times('p50_with_token', 'bearer', p50),
    times('p50_with_session', 'session', p50),
  ];
}

/** All questions of all people, each counting alike. */
function describeAll(questions: readonly (readonly Measured[])[]): Finding[] {
  const mean = (way: Way): number[] =>
    (questions[0] ?? []).map((_, run) => {
      const ratios = questions.flatMap((all) => (all[run] ? [compare(all[run], way, cpu)] : []));
      return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    });
  return [
    { figure: 'all_cpu_with_token', values: mean('bearer'), unit: '×', target },
    { figure: 'all_cpu_with_session', values: mean('session'), unit: '×', target },
    { figure: 'all_cpu_without_again', values: mean('again'), unit: '×' },
  ];
}
