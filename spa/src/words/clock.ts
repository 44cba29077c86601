import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * A text that depends on the time of day. All of them share one timer, and a component renders again only when its text
 * changes: a thousand rows saying "3 days ago" cost nothing.
 */
export function useTimedText(write: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => write(now));
}
