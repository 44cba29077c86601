import { useQuery } from '@apollo/client/react';
import { graphql } from '../../generated/gql.ts';
import type { EventFilter, EventTargetsQuery } from '../../generated/graphql.ts';
import type { eventsSearch } from '../../search.ts';
import { readSought, type Targets, toEventFilter } from './event-query.ts';

// an object is reached by the events that made it
const targets = graphql(`
  query EventTargets($id: ID!, $text: String!) {
    event(id: $id) {
      id
    }
    serviceRequests(first: 50, filter: { search: $text }) {
      nodes {
        id
      }
    }
    operationCase(id: $id) {
      id
      serviceRequest {
        id
      }
    }
    operationCases(first: 1, filter: { references: [$text] }) {
      nodes {
        id
        serviceRequest {
          id
        }
      }
    }
    businessObject(id: $id) {
      id
      versions {
        version
        event {
          id
        }
      }
    }
    businessObjects(first: 1, filter: { businessKeys: [$text] }) {
      nodes {
        id
        versions {
          version
          event {
            id
          }
        }
      }
    }
  }
`);

/** The filter that the address means. With an id in it, the lab is asked first what has this id. */
export function useEventFilter(search: ReturnType<typeof eventsSearch>): { filter: EventFilter | null; error: unknown } {
  const sought = readSought(search.q);
  const id = sought && 'id' in sought ? sought.id : '';
  const { data, error } = useQuery(targets, { variables: { id, text: id }, skip: id === '', fetchPolicy: 'no-cache' });
  return { filter: toEventFilter(search, data && id !== '' ? readTargets(data) : undefined), error };
}

function readTargets({
  event,
  serviceRequests,
  operationCase,
  operationCases,
  businessObject,
  businessObjects,
}: EventTargetsQuery): Targets {
  if (event) return { ids: [event.id] };
  const requests = [...serviceRequests.nodes, operationCase?.serviceRequest, operationCases.nodes[0]?.serviceRequest];
  const requestIds = requests.flatMap((request) => request?.id ?? []);
  if (requestIds.length > 0) return { requestIds: [...new Set(requestIds)] };
  const versions = (businessObject ?? businessObjects.nodes[0])?.versions ?? [];
  return { ids: versions.map((version) => version.event.id) };
}
