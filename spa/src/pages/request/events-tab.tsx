import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { EventTable } from '../../components/event-table.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import { EventDetail } from '../event-detail.tsx';
import type { TabProps } from './tab-props.ts';

const events = graphql(`
  query RequestEvents($id: ID!) {
    serviceRequest(id: $id) {
      id
      events {
        id
        ...EventRow
      }
    }
  }
`);

const route = getRouteApi('/requests/$reference');

export function EventsTab({ id }: TabProps) {
  const { event: openId } = route.useSearch();
  const navigate = route.useNavigate();
  const result = useQuery(events, { variables: { id } });
  useLive(result, { requestId: id });
  const rows = (result.data ?? result.previousData)?.serviceRequest?.events;
  const news = useNews(rows?.map((event) => event.id));
  return (
    <Loaded value={rows} error={result.error} isLoading={result.loading} missing="There are no events yet.">
      {(found) => (
        <EventTable
          label="Events of this request, in order"
          events={found}
          openId={openId}
          onOpen={(event) => navigate({ search: { tab: 'events', event }, replace: true, resetScroll: false })}
          renderDetail={(eventId) => <EventDetail id={eventId} />}
          news={news}
        />
      )}
    </Loaded>
  );
}
