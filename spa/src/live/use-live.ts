import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Live, Shown } from './create-live.ts';
import type { LiveState } from './presence.ts';

const LiveContext = createContext<Live | null>(null);

export const LiveProvider = LiveContext.Provider;

function useLiveContext(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('Nothing keeps this page fresh: put a LiveProvider around it');
  return live;
}

/** Whether what is on the screen follows what happens. */
export function useLiveState(): LiveState {
  const live = useLiveContext();
  return useSyncExternalStore(live.onState, live.state);
}

type Asked = { loading: boolean; error?: unknown; refetch: () => Promise<unknown> };

type Meant = {
  /** The request that the question is about. Left out, or while it is not known, anything that happens is taken to concern it. */
  requestId?: string | undefined;
  /** For answers that grow old by themselves. */
  agesAfterMs?: number;
  /** How to ask again, unless by `refetch`. */
  refresh?: () => Promise<unknown>;
};

/** Keeps a question's answer fresh; a page says no more than what the question is about. */
export function useLive({ loading, error, refetch }: Asked, { requestId, agesAfterMs, refresh }: Meant = {}): void {
  const live = useLiveContext();
  const now: Shown = {
    requestId,
    isLoading: loading,
    hasFailed: error !== undefined,
    agesAfterMs: agesAfterMs ?? Number.POSITIVE_INFINITY,
    refresh: refresh ?? (() => refetch()),
  };
  const shown = useRef(now);
  const wake = useRef(() => {});
  useEffect(() => {
    shown.current = now;
    // it may have waited for the first answer
    wake.current();
  });
  useEffect(() => {
    const question = live.keepFresh(() => shown.current);
    wake.current = question.wake;
    return question.stop;
  }, [live]);
}
