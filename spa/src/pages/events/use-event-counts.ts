import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { EventFilter } from '../../generated/graphql.ts';
import { useLive } from '../../live/use-live.ts';
import { seesEverything } from '../../session/person.ts';
import { usePerson } from '../../session/signed-in.ts';
import { countsByStatus, totals } from '../../words/layer-counts.ts';

const around = graphql(`
  query EventsAround {
    overview {
      counts {
        layer
        status
        count
      }
    }
  }
`);

// the figures of the whole lab say nothing about the part that somebody sees, or looks for
const inSight = graphql(`
  query EventsInSight(
    $pending: EventFilter!
    $retrying: EventFilter!
    $processed: EventFilter!
    $dead: EventFilter!
    $discarded: EventFilter!
  ) {
    PENDING: events(first: 1, filter: $pending) {
      totalCount
    }
    RETRYING: events(first: 1, filter: $retrying) {
      totalCount
    }
    PROCESSED: events(first: 1, filter: $processed) {
      totalCount
    }
    DEAD: events(first: 1, filter: $dead) {
      totalCount
    }
    DISCARDED: events(first: 1, filter: $discarded) {
      totalCount
    }
  }
`);

const nothing = Promise.resolve();

/**
 * How many events have each status, live.
 *
 * @param filter which events, whatever their status; null while that is not known.
 */
export function useEventCounts(filter: EventFilter | null): { counts: ReadonlyMap<string, number> | undefined; error: unknown } {
  const isWhole = seesEverything(usePerson()) && filter !== null && Object.keys(filter).length === 0;
  const surroundings = useQuery(around, { skip: !isWhole });
  const rest = filter ?? {};
  const seen = useQuery(inSight, {
    variables: {
      pending: { ...rest, statuses: ['PENDING'] },
      retrying: { ...rest, statuses: ['RETRYING'] },
      processed: { ...rest, statuses: ['PROCESSED'] },
      dead: { ...rest, statuses: ['DEAD'] },
      discarded: { ...rest, statuses: ['DISCARDED'] },
    },
    skip: isWhole || filter === null,
    fetchPolicy: 'no-cache',
  });
  useLive(surroundings, { refresh: () => (isWhole ? surroundings.refetch() : nothing) });
  useLive(seen, { refresh: () => (isWhole || filter === null ? nothing : seen.refetch()) });
  const overview = (surroundings.data ?? surroundings.previousData)?.overview;
  const whole = overview ? countsByStatus(overview.counts, 'event') : undefined;
  return { counts: isWhole ? whole : totals(seen.data ?? seen.previousData), error: isWhole ? surroundings.error : seen.error };
}
