import { useEffect } from 'react';

/** How often a page asks again while something it shows is on its way. */
const busyMs = 2_000;
/** How often it asks otherwise: something new may come at any time. */
const calmMs = 5_000;

type Pollable = { startPolling: (ms: number) => void; stopPolling: () => void };

/**
 * Keeps a query's answer fresh. The only place that decides how, so that subscriptions can take over here; a page says
 * no more than whether something it shows is still in work.
 */
export function useLive({ startPolling, stopPolling }: Pollable, isInWork: boolean): void {
  useEffect(() => {
    startPolling(isInWork ? busyMs : calmMs);
    return stopPolling;
  }, [startPolling, stopPolling, isInWork]);
}
