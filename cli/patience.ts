import { setTimeout as delay } from 'node:timers/promises';
import { ApiError } from './api.ts';

/** Somebody pressed Ctrl-C. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

export type PatienceOptions = {
  /** How long nothing may succeed before we give up, in milliseconds. */
  limitMs: number;
  /** First pause, in milliseconds; each further one is twice as long, up to five seconds. */
  pauseMs: number;
  /** Ends every pause with its reason. */
  signal: AbortSignal;
  /** Told why there is a pause, and null when it goes on. */
  onWait: (reason: string | null) => void;
};

/** How long to go on trying while nothing succeeds. One is shared by all that wait for the same thing. */
export type Patience = {
  /** Something succeeded: the time starts anew. */
  succeeded(): void;
  /**
   * Pauses before the next try.
   *
   * @throws the failure when the time is over, Interrupted when somebody ends the waiting.
   */
  pause(failure: Error): Promise<void>;
};

const longestPauseMs = 5_000;

export function createPatience({ limitMs, pauseMs, signal, onWait }: PatienceOptions): Patience {
  // Measured from the first failure: a single long call is no reason to give up.
  let failingSince: number | null = null;
  let pauses = 0;
  return {
    succeeded() {
      if (failingSince !== null) onWait(null);
      failingSince = null;
      pauses = 0;
    },
    async pause(failure) {
      const now = performance.now();
      failingSince ??= now;
      const left = failingSince + limitMs - now;
      if (left <= 0) throw failure;
      // What goes wrong; the way out is for the end.
      onWait(failure.message.split(' — ')[0] ?? '');
      const full = Math.min(pauseMs * 2 ** Math.min(pauses++, 10), longestPauseMs);
      // Jitter, so that lanes that failed together do not come back together.
      await pauseFor(Math.min(left, full * (0.5 + Math.random() / 2)), signal);
    },
  };
}

async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}

const temporaryCodes = new Set(['UNREACHABLE', 'SERVER_ERROR', 'SUBGRAPH_UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR']);

/** Whether the same call may well succeed a little later. */
function isTemporary(error: unknown): error is ApiError {
  return error instanceof ApiError && temporaryCodes.has(error.code);
}

/** Makes a call that may be repeated. */
export type Persist = <Result>(call: () => Promise<Result>) => Promise<Result>;

/**
 * Makes calls that may be repeated without doing anything twice, and repeats them while the lab is away or busy. A lab that
 * has never answered is not waited for: most likely it is not there.
 */
export function persistWith(patience: Patience): Persist {
  let hasAnswered = false;
  return async (call) => {
    for (;;) {
      try {
        const result = await call();
        hasAnswered = true;
        patience.succeeded();
        return result;
      } catch (error) {
        if (!isTemporary(error) || (error.code === 'UNREACHABLE' && !hasAnswered)) throw error;
        await patience.pause(error);
      }
    }
  };
}
