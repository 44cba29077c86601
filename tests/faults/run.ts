import { setTimeout as delay } from 'node:timers/promises';
import { countUnfinished, findViolations } from './checks/check.ts';
import { measureRecovery } from './checks/recovery.ts';
import type { Violation } from './checks/violation.ts';
import { Cases } from './clients/cases.ts';
import { createAsk } from './clients/gateway.ts';
import { History } from './clients/history.ts';
import { importReferences } from './clients/references.ts';
import { openSupply } from './clients/supply.ts';
import { Traffic } from './clients/traffic.ts';
import type { Bench, FaultKind, Injection } from './kinds/kind.ts';
import { startLab } from './lab/lab.ts';
import { createRandom } from './random.ts';
import { type FaultLine, type FaultReport, machineLoad } from './report.ts';

export type RunOptions = {
  kinds: readonly FaultKind[];
  seed: number;
  isSmall: boolean;
  /** Requests that travel while faults are injected, at least. */
  requests: number;
  /** Reads of case histories, at least. */
  reads: number;
  /** Folder of real requests; null: they are made up. */
  archive: string | null;
  /** Told of each line as soon as it is known. */
  onLine: (line: FaultLine) => void;
  /** Told what is going on, for the person who waits. */
  tell: (line: string) => void;
};

const settlePatienceMs = 90_000;
const settlePollMs = 200;

/** A kind of fault that has been injected; what it did is found out when its group has settled. */
type Injected = Injection & { kind: FaultKind; beganAt: number };

/** Breaks a lab in every way asked for, while people work with it. What it starts is on the stack. */
export async function runFaults(stack: AsyncDisposableStack, options: RunOptions): Promise<FaultReport> {
  const { kinds, tell, onLine } = options;
  const beganAt = Date.now();
  const bench = await prepare(stack, options);
  const { history, traffic, lab } = bench;
  const lines: FaultLine[] = [];
  const violations = new Map<string, Violation>();
  const groups = [...Map.groupBy(kinds, (kind) => kind.group ?? kind.name).values()];
  for (const [place, group] of groups.entries()) {
    traffic.open();
    const injected = await Promise.all(
      group.map(async (kind): Promise<Injected> => {
        tell(kind.name);
        const random = createRandom(options.seed, kind.name);
        return { kind, beganAt: Date.now(), ...(await inject(kind, { ...bench, random })) };
      }),
    );
    const quota = (options.requests * (place + 1)) / groups.length;
    while (traffic.submitted < quota && !traffic.failure) await delay(settlePollMs);
    if (place === groups.length - 1) await readOn(bench, options.reads);
    await traffic.close();
    await settle(bench);
    const found = (await findViolations(lab.reader, history)).filter(({ id }) => !violations.has(id));
    for (const violation of found) violations.set(violation.id, violation);
    for (const line of await draw(bench, injected, found)) {
      lines.push(line);
      onLine(line);
    }
  }
  const summary = {
    faults_injected: lines.reduce((sum, line) => sum + line.injected, 0),
    requests: history.acceptances.size,
    steps: history.taken.size,
    reads: history.reads,
    calls_repeated: bench.cases.retries.values().reduce((sum, count) => sum + count, 0),
    answers_replayed: history.replayed,
    seed: options.seed,
    duration_ms: Date.now() - beganAt,
    load: machineLoad(),
  };
  return { lines, summary, violations: [...violations.values()], exits: lab.unexpectedExits() };
}

async function prepare(stack: AsyncDisposableStack, { isSmall, requests, archive, seed, tell, kinds }: RunOptions): Promise<Bench> {
  tell('starting a lab');
  const lab = await startLab(stack, { workers: 2, isHosted: isSmall && !kinds.some((kind) => kind.needsSubgraphs) });
  const backlog = kinds.some((kind) => kind.name === 'slow-handler') ? 10_000 : 0;
  const supply = await openSupply(archive, requests + backlog + 1_000, lab.folder);
  tell(`requests: ${supply.source}`);
  let address = lab.gateway.url;
  const ask = createAsk(() => address, lab.bearing);
  const history = new History();
  const toInput = await importReferences(ask, supply.rows);
  const cases = new Cases(ask, history, toInput);
  const pace = isSmall ? { requestsPerSecond: 10, readsPerSecond: 10 } : { requestsPerSecond: 18, readsPerSecond: 60 };
  return {
    lab,
    cases,
    history,
    supply,
    traffic: new Traffic({ cases, history, supply, ...pace }),
    random: createRandom(seed, 'bench'),
    size: (full, small) => (isSmall ? small : full),
    detour: (other) => {
      address = other ?? lab.gateway.url;
    },
  };
}

/** A fault that cannot be brought to its end, because the lab does not go on, is a finding and not the end of the run. */
async function inject(kind: FaultKind, bench: Bench): Promise<Injection> {
  try {
    return await kind.inject(bench);
  } catch (error) {
    bench.detour(null);
    bench.history.violate('lost', `${kind.name} comes to its end`, null, String(error));
    return { injected: 0 };
  }
}

/** What the readers could not do while the lab was away. */
async function readOn({ history, cases, traffic }: Bench, reads: number): Promise<void> {
  const known = history.caseIds();
  const perCall = 10;
  for (let start = 0; history.reads < reads && known.length > 0 && !traffic.failure; start = (start + perCall) % known.length) {
    await cases.read(known.slice(start, start + perCall));
  }
}

/** Waits until all that was begun is done, or nothing moves any more. */
async function settle({ lab, history }: Bench): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let deadline = Date.now() + settlePatienceMs;
  while (Date.now() < deadline) {
    const left = await countUnfinished(lab.reader, history);
    if (left === 0) return;
    if (left < least) deadline = Date.now() + settlePatienceMs;
    least = Math.min(least, left);
    await delay(settlePollMs);
  }
}

async function draw({ lab }: Bench, injected: readonly Injected[], found: readonly Violation[]): Promise<FaultLine[]> {
  const [first] = injected;
  const blamed = Map.groupBy(found, ({ stream }) => {
    const hitter = injected.find(({ hits = [] }) => stream !== null && hits.some((hit) => hit.streams.includes(stream)));
    return hitter ?? first;
  });
  const exits = Map.groupBy(lab.unexpectedExits(), (exit) => injected.findLast(({ beganAt }) => beganAt <= exit.at));
  const allHits = injected.flatMap(({ hits = [] }) => hits);
  const lines: FaultLine[] = [];
  for (const one of injected) {
    const count = (kind: Violation['kind']) => blamed.get(one)?.filter((violation) => violation.kind === kind).length ?? 0;
    const recovery = one.recoveryMs ?? (await measureRecovery(lab.reader, one.hits ?? [], allHits));
    lines.push({
      fault: one.kind.name,
      injected: one.injected,
      lost: count('lost'),
      duplicated: count('duplicated'),
      illegal: count('illegal'),
      orphans: count('orphans'),
      recovery_ms_max: recovery === null ? null : Math.max(0, Math.round(recovery)),
      ...(one.kind.limitMs === undefined ? {} : { recovery_limit_ms: one.kind.limitMs }),
      unexpected_exits: exits.get(one)?.length ?? 0,
    });
  }
  return lines;
}
