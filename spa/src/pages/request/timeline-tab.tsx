import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live/use-live.ts';
import type { RequestTimelineSearch } from '../../search.ts';
import type { TabProps } from './tab-props.ts';
import { isImported, itemsOf } from './timeline/items.ts';
import { Timeline } from './timeline/timeline.tsx';
import { TimelineDrawer } from './timeline/timeline-drawer.tsx';
import { TimelineEvent } from './timeline-event.tsx';

const timeline = graphql(`
  query RequestTimeline($id: ID!) {
    serviceRequest(id: $id) {
      id
      reference
      createdAt
      submittedAt
      submission {
        id
        submittedBy
        submittedAt
        recordedAt
      }
      events {
        id
        type
        sequence
        status
        isBlocked
        actor
        time
        recordedTime
        error {
          code
          message
        }
        syncLogs {
          id
          outcome
          startedAt
          finishedAt
        }
      }
      activity {
        id
        kind
        subjectId
        actor
        message
        causationId
        time
        recordedTime
      }
      operationCase {
        id
        reference
        status
        history {
          id
          version
          toStatus
          changedBy
          reason
          changedAt
          recordedAt
          event {
            id
          }
        }
      }
      businessObject {
        id
        businessKey
        versions {
          version
          status
          actor
          time
          recordedTime
          event {
            id
          }
        }
      }
    }
  }
`);

// apart: this list may never be null, so a failing document repository would take everything else along
const files = graphql(`
  query RequestTimelineDocuments($id: ID!) {
    serviceRequest(id: $id) {
      id
      documents {
        id
        fileName
        status
        uploadedAt
        uploadedBy
      }
    }
  }
`);

const route = getRouteApi('/requests/$reference');

export function TimelineTab({ id }: TabProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const result = useQuery(timeline, { variables: { id } });
  const found = useQuery(files, { variables: { id } });
  useLive(result, { requestId: id });
  useLive(found, { requestId: id });
  const documents = (found.data ?? found.previousData)?.serviceRequest?.documents ?? [];
  const request = (result.data ?? result.previousData)?.serviceRequest;
  const recorded = request && itemsOf(request, documents, 'recorded');
  const news = useNews(recorded?.map((item) => item.id));
  const isShifted = recorded ? isImported(recorded) : false;
  const clock = isShifted ? (search.clock ?? 'recorded') : 'recorded';
  const items = request && clock === 'happened' ? itemsOf(request, documents, clock) : recorded;
  const status = request?.operationCase?.status;
  const mayGrow = status !== 'COMPLETED' && status !== 'REJECTED';
  const chosen = items?.find((item) => item.id === search.item);
  const change = (next: RequestTimelineSearch) =>
    navigate({ search: (before) => ({ ...before, tab: 'timeline', ...next }), replace: true, resetScroll: false });
  return (
    <>
      <Loaded value={items} error={result.error ?? found.error} isLoading={result.loading} missing="Nothing has happened yet.">
        {(shown) => (
          <Timeline
            key={clock}
            items={shown}
            news={news}
            chosenId={search.item}
            clock={isShifted ? clock : null}
            isTable={search.as === 'table'}
            mayGrow={mayGrow}
            onChoose={(item) => change({ item })}
            onClock={(next) => change({ clock: next })}
            onTable={(isTable) => change({ as: isTable ? 'table' : undefined })}
          />
        )}
      </Loaded>
      <TimelineDrawer items={items ?? []} chosen={chosen} onChoose={(item) => change({ item })}>
        {chosen?.link.to === 'event' ? <TimelineEvent id={chosen.link.id} requestId={id} /> : null}
      </TimelineDrawer>
    </>
  );
}
