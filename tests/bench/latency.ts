import type { Pool } from 'lib/db.ts';
import { type Finding, quantile } from './figures.ts';
import { callAtRate, openClients } from './load.ts';
import { bear } from './people.ts';
import { startServices, startWorker } from './processes.ts';
import { startServer } from './server.ts';
import { prepareEmpty, templates } from './templates.ts';
import { untilDrained } from './until-drained.ts';
import { readReferences, toInputs } from './workload.ts';
import type { Workshop } from './workshop.ts';

/** Requests per second, how long, and the p99 that is to be reached, in milliseconds. */
const rates = [
  { perSecond: 50, seconds: 12, target: 100 },
  { perSecond: 500, seconds: 8, target: 150 },
];
const connections = 64;
const warmUpRequests = 2_000;
/** Below it the clients sent faster than the lab answered, and the delays are those of an overload. */
const keptShare = 0.95;

/** Two benches show these figures; a run of both measures them once. */
const known = new WeakMap<object, Promise<Finding[]>>();

/**
 * From accepted to canonical, for every request that clients send at a fixed rate: the time between the commit that accepted it and
 * the commit that applied it, both by PostgreSQL's own commit times. Beside it, as clients see it: from the moment when the request
 * was due to be sent to that second commit; bench and database share the machine's clock.
 */
export function findLatencies(workshop: Workshop): Promise<Finding[]> {
  const findings = known.get(workshop.memory) ?? measure(workshop);
  known.set(workshop.memory, findings);
  return findings;
}

async function measure({ stack, runs, tell }: Workshop): Promise<Finding[]> {
  const server = await startServer(stack, { commitTimes: true });
  await prepareEmpty(server);
  const database = await server.copy(templates.empty);
  const worker = await startWorker(stack, database);
  const services = await startServices(stack, database);
  const clients = openClients(services.url, bear(database.dataDir), connections);
  const references = await readReferences(database.pool);
  await Promise.all(toInputs(references, warmUpRequests).map((input) => clients.submit(input)));
  await untilDrained(database.pool);

  const findings: Finding[] = [];
  for (const { perSecond, seconds, target } of rates) {
    tell(`accepted to canonical at ${perSecond} requests per second`);
    const measured: Measured[] = [];
    for (let run = 0; run < runs; run++) {
      const beganAt = performance.now();
      const sent = await callAtRate(toInputs(references, perSecond * seconds), perSecond, (input) => clients.submit(input));
      const answered = (sent.length * 1_000) / (performance.now() - beganAt);
      await untilDrained(database.pool);
      const delays = await readDelays(database.pool, new Map(sent.map(({ result, dueAt }) => [result, dueAt])));
      measured.push({ ...delays, answered });
    }
    findings.push(...describe(perSecond, measured, target));
  }
  await clients.close();
  await services.stop();
  await worker.stop();
  await database.drop();
  return findings;
}

/** In milliseconds; and how many requests were answered per second, without which the delays of those at a rate mean little. */
type Measured = Delays & { answered: number };
type Delays = { accepted: number[]; sent: number[] };

async function readDelays(pool: Pool, dueAt: Map<string, number>): Promise<Delays> {
  const { rows } = await pool.query<{ stream: string; accepted_at: number; applied_at: number }>(
    `/* bench.readDelays */
    select e.partition_key as stream, 1000 * extract(epoch from pg_xact_commit_timestamp(e.xid::xid))::float8 as accepted_at,
      1000 * extract(epoch from pg_xact_commit_timestamp(l.xid::xid))::float8 as applied_at
    from integration.events e join integration.sync_logs l on l.event_id = e.id and l.outcome = 'processed'
    where e.partition_key = any($1::uuid[])`,
    [[...dueAt.keys()]],
  );
  if (rows.length !== dueAt.size) throw new Error(`${dueAt.size} requests were accepted, ${rows.length} were applied`);
  return {
    accepted: rows.map((row) => row.applied_at - row.accepted_at),
    sent: rows.map((row) => row.applied_at - (dueAt.get(row.stream) ?? Number.NaN)),
  };
}

function describe(perSecond: number, measured: Measured[], target: number): Finding[] {
  const finding = (name: string, values: (delays: Delays) => number[], share: number): Finding => ({
    figure: `${name}_p${share * 100}_ms${perSecond === 50 ? '' : `_at_${perSecond}`}`,
    values: measured.map((delays) => quantile(values(delays), share)),
    unit: 'ms',
  });
  return [
    finding('accepted_to_canonical', ({ accepted }) => accepted, 0.5),
    { ...finding('accepted_to_canonical', ({ accepted }) => accepted, 0.99), target },
    finding('sent_to_canonical', ({ sent }) => sent, 0.5),
    finding('sent_to_canonical', ({ sent }) => sent, 0.99),
    {
      figure: `answered_per_second_at_${perSecond}`,
      values: measured.map(({ answered }) => answered),
      unit: '1/s',
      rival: { kind: 'peer', name: 'the rate that was sent', values: [perSecond] },
      target: keptShare,
    },
  ];
}
