import { ApolloClient, type ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';
import { growingList } from './growing-list.ts';

declare module '@apollo/client' {
  export interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
  export namespace ApolloClient {
    export namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: 'all';
      }
      interface Query {
        errorPolicy: 'all';
      }
      interface Mutate {
        errorPolicy: 'all';
      }
    }
  }
}

function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: { LineageEntity: ['ServiceRequest', 'OperationCase', 'BusinessObject'] },
    typePolicies: {
      Query: {
        fields: {
          serviceRequests: growingList(['filter', 'orderBy']),
          operationCases: growingList(['filter', 'orderBy']),
          events: growingList(['filter']),
          customers: growingList(['filter']),
          agreements: growingList(['filter']),
        },
      },
      // one of each exists; pages that ask for different parts of it must not push out each other's
      Overview: { keyFields: [], fields: { throughput: { merge: false } } },
      Balance: { keyFields: [] },
      OperationCase: { fields: { availableTransitions: { merge: false } } },
      // one record can break several promises, so its id does not name the violation
      InvariantViolation: { keyFields: false },
    },
  });
}

/** The portal's client. The address is relative: the portal works from any machine that reaches the gateway. */
export function createClient(link: ApolloLink = new HttpLink({ uri: '/graphql' })): ApolloClient {
  return new ApolloClient({
    link,
    cache: createCache(),
    dataMasking: true,
    defaultOptions: {
      watchQuery: {
        fetchPolicy: 'cache-and-network',
        // a subgraph that is down takes its own fields away, not the page
        errorPolicy: 'all',
        // otherwise every refresh in the background counts as loading
        notifyOnNetworkStatusChange: false,
        skipPollAttempt: () => document.hidden,
      },
      query: { errorPolicy: 'all' },
      mutate: { errorPolicy: 'all' },
    },
  });
}
