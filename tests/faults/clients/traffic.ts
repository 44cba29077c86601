import { setTimeout as delay } from 'node:timers/promises';
import type { Cases } from './cases.ts';
import type { History } from './history.ts';
import type { Errand, Supply } from './supply.ts';

type Journey = { requestId: string; caseId: string; errand: Errand };

export type TrafficOptions = { cases: Cases; history: History; supply: Supply; requestsPerSecond: number; readsPerSecond: number };

const submitters = 6;
const movers = 6;
const readers = 2;
const casesPerRead = 5;
const lookEveryMs = 250;
const casesPerLook = 100;
/** What did not move for so long will not move any more; the tables then say what was lost. */
const patienceMs = 60_000;

/**
 * People at work: some submit, some move the cases as the archive says, some look. Nobody gives up; whoever has begun
 * something brings it to its end, also after the doors were closed, as long as anything moves.
 */
export class Traffic {
  readonly #options: TrafficOptions;
  #isOpen = false;
  #isReading = false;
  #working: Promise<unknown> = Promise.resolve();
  #reading: Promise<unknown> = Promise.resolve();
  #waiting: Omit<Journey, 'caseId'>[] = [];
  #ready: Journey[] = [];
  /** Errands that were begun and are not at their end. */
  #underWay = 0;
  #movedAt = Date.now();
  submitted = 0;
  /** What ended a client: nothing may. */
  failure: unknown = null;

  constructor(options: TrafficOptions) {
    this.#options = options;
  }

  open(): void {
    this.#isOpen = true;
    this.#isReading = true;
    const lanes = (count: number, lane: () => Promise<void>) => Array.from({ length: count }, () => this.#guard(lane));
    this.#working = Promise.all([
      ...lanes(submitters, () => this.#submit()),
      ...lanes(1, () => this.#look()),
      ...lanes(movers, () => this.#move()),
    ]);
    this.#reading = Promise.all(lanes(readers, () => this.#read()));
  }

  /** No new errands; resolves when those begun are at their end. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#working;
    this.#isReading = false;
    await this.#reading;
    this.#waiting = [];
    this.#underWay = 0;
    if (this.failure) throw this.failure;
  }

  async #guard(lane: () => Promise<void>): Promise<void> {
    try {
      await lane();
    } catch (error) {
      this.failure ??= error;
      this.#isOpen = false;
    }
  }

  async #submit(): Promise<void> {
    const { cases, supply, requestsPerSecond } = this.#options;
    while (this.#isOpen) {
      const pause = delay((submitters * 1_000) / requestsPerSecond);
      const errand = supply.next();
      this.#underWay += 1;
      const [requestId = ''] = await cases.submit([errand]);
      this.submitted += 1;
      this.#movedAt = Date.now();
      this.#waiting.push({ requestId, errand });
      await pause;
    }
  }

  async #look(): Promise<void> {
    while (this.#isBusy()) {
      const pause = delay(lookEveryMs);
      const asked = this.#waiting.slice(0, casesPerLook);
      const found = asked.length > 0 ? await this.#options.cases.find(asked.map(({ requestId }) => requestId)) : new Map<string, string>();
      this.#waiting = this.#waiting.filter((journey) => !found.has(journey.requestId));
      for (const journey of asked) {
        const caseId = found.get(journey.requestId);
        if (caseId) this.#ready.push({ ...journey, caseId });
        // those that wait longest shall not keep the others from being looked for
        else this.#waiting.push(...this.#waiting.splice(this.#waiting.indexOf(journey), 1));
      }
      await pause;
    }
  }

  async #move(): Promise<void> {
    while (this.#isBusy()) {
      const journey = this.#ready.shift();
      if (!journey) await delay(20);
      else {
        await this.#drive(journey);
        this.#movedAt = Date.now();
        this.#underWay -= 1;
      }
    }
  }

  /** As the archive says: what it took is taken here, what it refused is refused here. */
  async #drive({ caseId, requestId, errand: { key, steps } }: Journey): Promise<void> {
    let status = 'OPEN';
    for (const { seq, to_status, expect, reason, by, at } of steps) {
      if (to_status === '' || to_status === status) continue;
      const input = { caseId, status: to_status, reason, changedBy: by, changedAt: at, idempotencyKey: `${key}:${seq}` };
      const refusals = await this.#options.cases.move(input);
      if (refusals.length === 0) status = to_status;
      const wasExpected = expect === 'accept' ? refusals.length === 0 : refusals.length === 1 && refusals[0] === 'INVALID_TRANSITION';
      const outcome = refusals.length === 0 ? 'taken' : `refused with ${refusals.join(', ')}`;
      if (!wasExpected) this.#options.history.violate('illegal', 'steps as the archive says', requestId, `${key}:${seq} was ${outcome}`);
    }
  }

  /** Some cases at a time, mostly the newest: theirs are the histories that change. */
  async #read(): Promise<void> {
    const { cases, history, readsPerSecond } = this.#options;
    for (let turn = 0; this.#isReading; turn += 1) {
      const pause = delay((readers * casesPerRead * 1_000) / readsPerSecond);
      const known = history.caseIds();
      const start = turn % 3 === 0 ? (turn * 31) % Math.max(1, known.length) : Math.max(0, known.length - ((turn % 20) + 1) * casesPerRead);
      const caseIds = known.slice(start, start + casesPerRead);
      if (caseIds.length > 0) await cases.read(caseIds);
      await pause;
    }
  }

  #isBusy(): boolean {
    return this.#isOpen || (this.#underWay > 0 && !this.failure && Date.now() - this.#movedAt < patienceMs);
  }
}
