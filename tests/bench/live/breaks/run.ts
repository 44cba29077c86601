import { setTimeout as delay } from 'node:timers/promises';
import { countUnfinished } from '../../../faults/checks/check.ts';
import { Cases } from '../../../faults/clients/cases.ts';
import { createAsk, persist } from '../../../faults/clients/gateway.ts';
import { History } from '../../../faults/clients/history.ts';
import { importReferences } from '../../../faults/clients/references.ts';
import { findArchive, openSupply } from '../../../faults/clients/supply.ts';
import { Traffic } from '../../../faults/clients/traffic.ts';
import { createRandom, type Random } from '../../../faults/random.ts';
import { until } from '../../../support/until.ts';
import { Audience } from './audience.ts';
import { describeFaults, judge, readLog, type Verdict } from './check.ts';
import { type BreakKind, breakKinds } from './kinds.ts';
import { type BreakableLab, startBreakableLab } from './lab.ts';

export type BreakOptions = {
  /** What is broken; all of it unless told. */
  kinds?: readonly BreakKind[];
  seed: number;
  /** Few of each, as the tests run it. */
  isSmall: boolean;
  tell: (line: string) => void;
};

export type BreakReport = {
  seed: number;
  durationMs: number;
  /** By kind. */
  breaks: Map<string, number>;
  clients: number;
  /** What all of them were told, and how often they had to begin again. */
  told: number;
  resumptions: number;
  /** Messages in which another subgraph's part was missing. */
  partial: number;
  /** Of all clients that resume by cursor together. */
  verdict: Record<keyof Verdict, number>;
  /** Of those that do not: what the check has to find. */
  control: Record<keyof Verdict, number>;
  /** What is wrong, for people. */
  faults: string[];
};

const supplySize = 3_000;
const pace = { requestsPerSecond: 4, readsPerSecond: 2 };
const hearingPatienceMs = 60_000;
const flowPatienceMs = 60_000;
const catchUpPatienceMs = 60_000;

/** Breaks whatever stands between a change and those who follow it, while changes go on, and compares what they were told with the log. */
export async function runBreaks(
  stack: AsyncDisposableStack,
  { kinds = breakKinds, seed, isSmall, tell }: BreakOptions,
): Promise<BreakReport> {
  tell('starting a lab of seven processes');
  const lab = await startBreakableLab(stack);
  const { traffic, cases, history, supply, ask } = await openTraffic(lab);
  const audience = new Audience(lab, createRandom(seed, 'audience'));
  const { logCursor } = await persist(() => ask<{ logCursor: string }>('{ logCursor }'), new Map());
  audience.gather(isSmall ? 1 : 3, logCursor);
  stack.defer(() => audience.stop());
  traffic.open();
  await until('every client hears something', async () => audience.isHearing() && audience.countTold() > 0, hearingPatienceMs);

  const beganAt = Date.now();
  const breaks = new Map<string, number>();
  const bench: Breaking = { kinds, lab, audience, breaks, tell, isSmall, seed };
  let isInsideDone = false;
  const outside = breakOutside(bench, () => isInsideDone);
  await breakInside(bench);
  isInsideDone = true;
  await outside;
  const durationMs = Date.now() - beganAt;

  tell('waiting until all is done and told');
  await traffic.close();
  await untilTold({ lab, audience, history });
  // a last one behind it: whatever was on its way a second time comes before
  await cases.submit([supply.next()]);
  await untilTold({ lab, audience, history });
  const report = await drawUp(bench, durationMs);
  return {
    ...report,
    faults: [
      ...report.faults,
      ...lab.unexpectedExits().map(({ name, code, signal, lastWords }) => `${name} ended with ${signal ?? code}: ${lastWords}`),
    ],
  };
}

type Breaking = {
  kinds: readonly BreakKind[];
  lab: BreakableLab;
  audience: Audience;
  breaks: Map<string, number>;
  tell: (line: string) => void;
  isSmall: boolean;
  seed: number;
};

async function openTraffic(lab: BreakableLab) {
  const supply = await openSupply(findArchive(), supplySize, lab.folder);
  const ask = createAsk(() => lab.gateway.url, lab.bearing);
  const history = new History();
  const cases = new Cases(ask, history, await importReferences(ask, supply.rows));
  return { ask, history, supply, cases, traffic: new Traffic({ cases, history, supply, ...pace }) };
}

/** All breaks but those of clients, in an order that the seed gives; each when the lab has recovered from the one before. */
async function breakInside(bench: Breaking): Promise<void> {
  const random = createRandom(bench.seed, 'inside');
  const row = shuffle(
    breakKinds.filter(({ isOutside }) => !isOutside).flatMap((kind) => repeatKind(bench, kind)),
    random,
  );
  for (const [place, kind] of row.entries()) {
    await delay(random.below(200));
    const toldBefore = bench.audience.countTold();
    await apply(bench, kind, random);
    await until('news come again', async () => bench.audience.countTold() > toldBefore, flowPatienceMs);
    if (place % Math.ceil(row.length / 4) === 1) bench.audience.joinLate();
    if (place % 25 === 24) bench.tell(`${place + 1} of ${row.length} breaks inside the lab, ${bench.audience.countTold()} messages`);
  }
}

/** Those of clients, beside the others, spread over their time; what is left when they are done follows at once. */
async function breakOutside(bench: Breaking, isInsideDone: () => boolean): Promise<void> {
  const random = createRandom(bench.seed, 'outside');
  for (const kind of shuffle(
    breakKinds.filter(({ isOutside }) => isOutside).flatMap((kind) => repeatKind(bench, kind)),
    random,
  )) {
    await delay(random.below(isInsideDone() ? 200 : 2_000));
    await apply(bench, kind, random);
  }
}

function repeatKind({ isSmall }: Breaking, kind: BreakKind): BreakKind[] {
  return Array.from({ length: isSmall ? kind.timesInTests : kind.times }, () => kind);
}

/** Where there is nothing to break at the moment it is tried again. */
async function apply({ lab, breaks }: Breaking, kind: BreakKind, random: Random): Promise<void> {
  await until(`there is something to break: ${kind.about}`, () => kind.apply(lab, random), hearingPatienceMs);
  breaks.set(kind.name, (breaks.get(kind.name) ?? 0) + 1);
}

function shuffle<Item>(items: readonly Item[], random: Random): Item[] {
  const drawn = items.map((item) => ({ item, at: random.next() }));
  return drawn.sort((a, b) => a.at - b.at).map(({ item }) => item);
}

/** Until nothing waits in the lab and every client has been told what it should, or as long as anything still comes. */
async function untilTold({ lab, audience, history }: Pick<Breaking, 'lab' | 'audience'> & { history: History }): Promise<void> {
  await until('every event is done with', async () => (await countUnfinished(lab.reader, history)) === 0, catchUpPatienceMs);
  const logs = new Map(
    await Promise.all(audience.members.map(async ({ watcher: { log } }) => [log, await readLog(lab.reader, log)] as const)),
  );
  let told = -1;
  for (let movedAt = Date.now(); Date.now() - movedAt < catchUpPatienceMs; await delay(100)) {
    const isLacking = audience.members.some(
      ({ watcher, expect }) => watcher.notes.entries.length < expect(logs.get(watcher.log) ?? []).length,
    );
    if (!isLacking) return;
    if (audience.countTold() > told) movedAt = Date.now();
    told = audience.countTold();
  }
}

async function drawUp({ lab, audience, breaks, seed }: Breaking, durationMs: number): Promise<BreakReport> {
  const verdict = { missing: 0, duplicate: 0, outOfOrder: 0, unknown: 0 };
  const control = { ...verdict };
  const faults: string[] = [];
  const add = (sum: Record<keyof Verdict, number>, found: Verdict): void => {
    for (const kind of Object.keys(sum) as (keyof Verdict)[]) sum[kind] += found[kind].length;
  };
  for (const { watcher, expect } of audience.members) {
    const found = judge(watcher.notes.entries, expect(await readLog(lab.reader, watcher.log)));
    add(verdict, found);
    faults.push(...describeFaults(watcher, found));
  }
  for (const watcher of audience.controls) add(control, judge(watcher.notes.entries, await readLog(lab.reader, watcher.log)));
  const sum = (count: (notes: Audience['members'][number]['watcher']['notes']) => number): number =>
    audience.members.reduce((total, { watcher }) => total + count(watcher.notes), 0);
  return {
    seed,
    durationMs,
    breaks,
    clients: audience.members.length,
    told: audience.countTold(),
    resumptions: sum((notes) => notes.breaks),
    partial: sum((notes) => notes.partial),
    verdict,
    control,
    faults,
  };
}
