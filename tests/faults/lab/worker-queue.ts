import type { FaultWorker } from './worker.ts';

/**
 * Lends the workers to those who want to break one, first come, first served and one after the other. All others are up
 * meanwhile: where every worker is gone at once, nothing is left that could recover.
 */
export class WorkerQueue {
  readonly #workers: readonly FaultWorker[];
  #lent = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(workers: readonly FaultWorker[]) {
    this.#workers = workers;
  }

  borrow<Result>(use: (worker: FaultWorker) => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => this.#lend(use));
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #lend<Result>(use: (worker: FaultWorker) => Promise<Result>): Promise<Result> {
    await Promise.all(this.#workers.map((worker) => worker.process.ready()));
    const worker = this.#workers[this.#lent++ % this.#workers.length];
    if (!worker) throw new Error('a lab without workers has none to lend');
    return await use(worker);
  }
}
