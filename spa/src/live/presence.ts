/** Shorter interruptions are nobody's business. */
const awayAfterMs = 2_500;
/** The first connection also has to be loaded. */
const firstAwayAfterMs = 10_000;
/** How long it is said that the connection is back. */
const backMs = 6_000;

/** Whether the lab can tell what happens: it can, it cannot at present, or it just can again. */
export type LiveState = 'live' | 'away' | 'back';

export type Presence = {
  state(): LiveState;
  /** @returns ends the telling. */
  onChange(tell: () => void): () => void;
  hear(isHearing: boolean): void;
  /** The connection is being made, for the first time or after `stop`. */
  start(): void;
  stop(): void;
};

/**
 * What people are told about the connection.
 *
 * @param onReturn called when it comes back after it was said to be away.
 */
export function createPresence(onReturn: () => void): Presence {
  const listeners = new Set<() => void>();
  let state: LiveState = 'live';
  let toAway: ReturnType<typeof setTimeout> | undefined;
  let toLive: ReturnType<typeof setTimeout> | undefined;

  function become(next: LiveState): void {
    toAway = undefined;
    state = next;
    for (const tell of listeners) tell();
  }

  return {
    state: () => state,
    onChange(tell) {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    hear(isHearing) {
      if (!isHearing) {
        if (state !== 'away') toAway ??= setTimeout(become, awayAfterMs, 'away');
        return;
      }
      clearTimeout(toAway);
      toAway = undefined;
      if (state !== 'away') return;
      become('back');
      onReturn();
      clearTimeout(toLive);
      toLive = setTimeout(() => {
        if (state === 'back') become('live');
      }, backMs);
    },
    start() {
      become('live');
      toAway = setTimeout(become, firstAwayAfterMs, 'away');
    },
    stop() {
      clearTimeout(toAway);
      clearTimeout(toLive);
    },
  };
}
