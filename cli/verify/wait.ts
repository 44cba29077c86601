import type { Api } from '../api.ts';
import { graphql } from '../generated/gql.ts';
import { createPatience, persistWith } from '../patience.ts';
import type { ShowProgress } from '../progress.ts';

const inWorkDocument = graphql(`
  query InWork {
    overview {
      eventsInWork
      counts { layer status count }
    }
  }
`);

export type Waiting = { api: Api; showProgress: ShowProgress; patienceMs?: number };

/** Still in work, and nothing moves. */
class StandstillError extends Error {
  override name = 'StandstillError';
}

/**
 * Waits until every event is applied, as long as there is any progress.
 *
 * @returns how many events are still in work when nothing moves any more, usually 0.
 */
export async function waitForWorker({ api, showProgress, patienceMs = 60_000 }: Waiting): Promise<number> {
  const { signal } = new AbortController();
  const options = { pauseMs: 100, signal, onWait: () => undefined };
  const persist = persistWith(createPatience({ ...options, limitMs: patienceMs }));
  let overview = (await persist(() => api.execute(inWorkDocument))).overview;
  if (overview.eventsInWork === 0) return 0;
  // A dead event holds up its stream for good: no use in waiting long for what stands behind it.
  const hasDead = overview.counts.some(({ layer, status, count }) => layer === 'event' && status === 'dead' && count > 0);
  const patience = createPatience({ ...options, limitMs: hasDead ? Math.min(patienceMs, 3_000) : patienceMs });
  const progress = showProgress('worker', overview.eventsInWork);
  try {
    while (overview.eventsInWork > 0) {
      await patience.pause(new StandstillError());
      const before = overview.eventsInWork;
      overview = (await persist(() => api.execute(inWorkDocument))).overview;
      progress.advance(before - overview.eventsInWork);
      if (overview.eventsInWork < before) patience.succeeded();
    }
  } catch (error) {
    if (!(error instanceof StandstillError)) throw error;
  } finally {
    progress.stop();
  }
  return overview.eventsInWork;
}
