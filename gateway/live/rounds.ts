import type { Logger } from 'lib/log.ts';

/** One client that messages are written to. */
export type Lane = {
  /** Writes some of what waits. True when more waits that could be written now. */
  writeSlice(): boolean;
  /** Gives the client up: what it has coming cannot be read or written. */
  abort(): void;
};

/**
 * How long one turn may write, in milliseconds. Between turns the process does everything else that came up in the meantime, so this is
 * what a request through the same process waits at each of its steps at most.
 */
const turnMs = 2;

/**
 * Pause between two turns in milliseconds while operations are in hand: who watches an import must not slow it, and sees it a little later.
 */
const yieldMs = 20;

/** Lets all clients of a process that have something coming take turns, a slice each: none waits for another's backlog. */
export class Rounds {
  readonly #log: Logger;
  readonly #isBusy: () => boolean;
  /** In the order of their turns: who wants another is added at the end. */
  readonly #waiting = new Set<Lane>();
  #isTurnDue = false;

  /** @param isBusy whether the process has anything to do that somebody waits for. */
  constructor(log: Logger, isBusy: () => boolean = () => false) {
    this.#log = log;
    this.#isBusy = isBusy;
  }

  /** Asks for a turn. */
  add(lane: Lane): void {
    this.#waiting.add(lane);
    if (this.#isTurnDue) return;
    this.#isTurnDue = true;
    setImmediate(this.#takeTurn);
  }

  remove(lane: Lane): void {
    this.#waiting.delete(lane);
  }

  readonly #takeTurn = (): void => {
    const turnEnd = performance.now() + turnMs;
    for (const lane of this.#waiting) {
      this.#waiting.delete(lane);
      if (this.#writeSlice(lane)) this.#waiting.add(lane);
      if (performance.now() >= turnEnd) break;
    }
    this.#isTurnDue = this.#waiting.size > 0;
    if (!this.#isTurnDue) return;
    if (this.#isBusy()) setTimeout(this.#takeTurn, yieldMs);
    else setImmediate(this.#takeTurn);
  };

  #writeSlice(lane: Lane): boolean {
    try {
      return lane.writeSlice();
    } catch (error) {
      this.#log.error({ err: error }, 'a live client was given up');
      lane.abort();
      return false;
    }
  }
}
