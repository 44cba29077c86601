import { useQuery } from '@apollo/client/react';
import { Card } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { EventTable } from '../components/event-table.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { PageHead } from '../components/page-head.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { StatusTabs } from '../components/status-tabs.tsx';
import { graphql } from '../generated/gql.ts';
import { countsByStatus, totals } from '../layer-counts.ts';
import { useLive } from '../live.ts';
import { seesEverything } from '../person.ts';
import { refreshList } from '../refresh-list.ts';
import { usePerson } from '../signed-in.ts';
import { eventStates } from '../vocabulary.ts';
import { EventDetail } from './event-detail.tsx';

const pageSize = 50;
const nothing = Promise.resolve();

const list = graphql(`
  query Events($first: Int!, $after: Cursor, $filter: EventFilter) {
    events(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          ...EventRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

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

// the figures of the whole lab say nothing about the part that somebody sees
const inSight = graphql(`
  query EventsInSight {
    PENDING: events(first: 1, filter: { statuses: [PENDING] }) {
      totalCount
    }
    RETRYING: events(first: 1, filter: { statuses: [RETRYING] }) {
      totalCount
    }
    PROCESSED: events(first: 1, filter: { statuses: [PROCESSED] }) {
      totalCount
    }
    DEAD: events(first: 1, filter: { statuses: [DEAD] }) {
      totalCount
    }
    DISCARDED: events(first: 1, filter: { statuses: [DISCARDED] }) {
      totalCount
    }
  }
`);

const route = getRouteApi('/events');

export function EventsPage() {
  const { status, event: openId } = route.useSearch();
  const navigate = route.useNavigate();
  const result = useQuery(list, { variables: { first: pageSize, filter: status ? { statuses: [status] } : {} } });
  const seesAll = seesEverything(usePerson());
  const surroundings = useQuery(around, { skip: !seesAll });
  const overview = (surroundings.data ?? surroundings.previousData)?.overview;
  const seen = useQuery(inSight, { skip: seesAll, fetchPolicy: 'no-cache' });
  useLive(result, { refresh: () => refreshList(result, 'events') });
  useLive(surroundings, { refresh: () => (seesAll ? surroundings.refetch() : nothing) });
  useLive(seen, { refresh: () => (seesAll ? nothing : seen.refetch()) });
  const events = (result.data ?? result.previousData)?.events;
  const isOpenListed = events?.edges.some(({ node }) => node.id === openId) ?? false;
  return (
    <>
      <PageHead
        title="Events"
        lead="Everything that happened, as the integration layer knows it. Open an event for its payload, its delivery attempts and the reason of a failure."
      />
      <Card withBorder>
        <StatusTabs
          label="Status of the event"
          states={eventStates}
          counts={overview ? countsByStatus(overview.counts, 'event') : totals(seen.data ?? seen.previousData)}
          value={status}
          onChange={(next) => navigate({ search: { status: next } })}
        />
        <FailureNotice error={result.error ?? surroundings.error} />
        {openId && events && !isOpenListed ? (
          <Card withBorder mb="md">
            <EventDetail id={openId} />
          </Card>
        ) : null}
        <PagedList
          what="event"
          connection={events}
          isStale={result.data === undefined && result.loading}
          hasFailed={result.error !== undefined}
          onMore={(after) => result.fetchMore({ variables: { after } })}
          empty={<NoEvents status={status && eventStates[status].word} />}
        >
          <EventTable
            label="Events"
            events={(events?.edges ?? []).map(({ node }) => node)}
            openId={openId}
            onOpen={(event) => navigate({ search: (before) => ({ ...before, event }), replace: true, resetScroll: false })}
            renderDetail={(id) => <EventDetail id={id} />}
            isWithRequest
          />
        </PagedList>
      </Card>
    </>
  );
}

function NoEvents({ status }: { status: string | undefined }) {
  return (
    <EmptyState title={status ? `No ${status} events` : 'No events yet'}>
      {status === 'dead' || status === 'retrying'
        ? 'Good: nothing is stuck.'
        : 'An event is recorded with every submission and every step of a case.'}
    </EmptyState>
  );
}
