import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { lastFault, streamsInHand } from '../inside/journal.ts';
import type { Order, Plan, Tale } from '../inside/plan.ts';
import { LabProcess, type ProcessOptions } from './process.ts';

/** A fault that took work out of a process's hands, and which work: recovery is measured by it. */
export type Hit = { at: number; streams: string[] };

const file = fileURLToPath(new URL('../worker-with-faults.ts', import.meta.url));

/** A worker in which things can be made to happen. */
export class FaultWorker {
  readonly process: LabProcess;
  /** What was done inside it since {@link takeInjected} was last called. */
  #injected = 0;
  #hits: Hit[] = [];
  readonly #journal: string;

  constructor(options: Omit<ProcessOptions, 'file'> & { folder: string }) {
    this.#journal = join(options.folder, `${options.name}.journal`);
    this.process = new LabProcess({ ...options, file, env: { ...options.env, FAULT_JOURNAL: this.#journal } });
    this.process.onTale = (message) => {
      // a kill is counted by its death: the message about it may not get out any more
      const { tale, what } = message as Tale;
      if (tale === 'injected' && what !== 'kill') this.#injected += 1;
    };
    this.process.onDeath = ({ pid, at }) => {
      this.#note(pid, lastFault(this.#journal, pid) ?? at);
    };
  }

  /** Makes something happen when the worker passes a point. */
  arm(plan: Plan): void {
    this.#order({ order: 'arm', plan });
  }

  disarm(): void {
    this.#order({ order: 'disarm' });
  }

  deafen(isDeaf: boolean): void {
    this.#order({ order: 'deafen', isDeaf });
  }

  /** Arms a SIGKILL and waits for it. @returns false when the worker did not pass the point in time; it is disarmed then. */
  async dieAt(point: Plan['point'], nth: number, patienceMs: number): Promise<boolean> {
    const gone = this.process.ended().then(() => true);
    this.process.allowDeath(true);
    this.arm({ point, nth, action: { do: 'kill' } });
    const died = await Promise.race([gone, delay(patienceMs, false, { ref: false })]);
    if (!died) this.disarm();
    return died;
  }

  /** SIGSTOP from outside for so long, with what it has in hand counted as hit. */
  async freeze(ms: number): Promise<void> {
    this.process.signal('SIGSTOP');
    this.#note(this.process.pid, Date.now());
    await delay(ms);
    this.process.signal('SIGCONT');
  }

  /** How many faults happened inside since the last call. */
  takeInjected(): number {
    const injected = this.#injected;
    this.#injected = 0;
    return injected;
  }

  /** Work that was taken out of its hands since the last call. */
  takeHits(): Hit[] {
    return this.#hits.splice(0);
  }

  /** Streams whose bells it has claimed and not completed. */
  inHand(): string[] {
    return streamsInHand(this.#journal, this.process.pid, Date.now());
  }

  #order(order: Order): void {
    this.process.send(order);
  }

  #note(pid: number, at: number): void {
    this.#hits.push({ at, streams: streamsInHand(this.#journal, pid, at) });
  }
}
