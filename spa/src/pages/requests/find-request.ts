import type { ApolloClient } from '@apollo/client';
import { graphql } from '../../generated/gql.ts';
import type { ServiceRequestFilter } from '../../generated/graphql.ts';

// every record that hangs on a request and has an id of its own; each is asked of the system that owns it
const whose = graphql(`
  query WhoseId($id: ID!) {
    operationCase(id: $id) {
      id
      serviceRequest {
        id
      }
    }
    businessObject(id: $id) {
      id
      serviceRequest {
        id
      }
    }
    event(id: $id) {
      id
      serviceRequest {
        id
      }
    }
    document(id: $id) {
      id
      serviceRequest {
        id
      }
    }
  }
`);

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The intake knows its own ids, references and keys. For the id of anything else the search becomes the request that it belongs to; with
 * none, it stays as it is.
 */
export async function findRequestOf(client: ApolloClient, filter: ServiceRequestFilter): Promise<ServiceRequestFilter> {
  const { search, ...rest } = filter;
  if (!search || !uuid.test(search)) return filter;
  const { data } = await client.query({ query: whose, variables: { id: search }, fetchPolicy: 'no-cache' });
  const owners = [data?.operationCase, data?.businessObject, data?.event, data?.document];
  const request = owners.find((owner) => owner?.serviceRequest)?.serviceRequest;
  return request ? { ...rest, ids: [request.id] } : filter;
}
