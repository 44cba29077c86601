import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { BaseHttpLink } from '@apollo/client/link/http';
import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';
import { from, mergeMap } from 'rxjs';
import { growingList } from './lists/growing-list.ts';
import type { Session } from './session/session.ts';
import { createSignedInLink } from './session/signed-in-link.ts';

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
          failureCauses: growingList(['filter']),
          recoveryJobs: growingList([]),
          businessObjects: growingList(['filter']),
          auditRecords: growingList(['filter', 'direction']),
          customers: growingList(['filter']),
          agreements: growingList(['filter']),
        },
      },
      // one of each exists; pages that ask for different parts of it must not push out each other's
      Overview: { keyFields: [], fields: { throughput: { merge: false } } },
      Balance: { keyFields: [] },
      FailureCause: { keyFields: ['fingerprint'] },
      // without a name of its own: pages that ask for different parts of it must not push out each other's
      EventError: { merge: true },
      OperationCase: { fields: { availableTransitions: { merge: false }, history: { merge: false } } },
      // one record can break several promises, so its id does not name the violation
      InvariantViolation: { keyFields: false },
    },
  });
}

/** Who answers what. */
type Ways = {
  /** Queries and mutations. The address is relative: the portal works from any machine that reaches the gateway. */
  http?: ApolloLink;
  /** Subscriptions. */
  socket: ApolloLink;
  /** Queries wait for it: what is read before the start of the log is known could be out of date without anybody saying so. */
  started: Promise<void>;
  /** Who asks; when that is over, it is noticed here. */
  session: Pick<Session, 'doubt' | 'here'>;
};

/** The portal's client. */
export function createClient({ http = new BaseHttpLink({ uri: '/graphql' }), socket, started, session }: Ways): ApolloClient {
  const afterStart = new ApolloLink((operation, forward) => from(started).pipe(mergeMap(() => forward(operation))));
  const mayWait = (operation: ApolloLink.Operation) => operation.operationType === 'query' && !operation.getContext().comesFirst;
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      socket,
      ApolloLink.split(mayWait, afterStart).concat(createSignedInLink(session)).concat(http),
    ),
    cache: createCache(),
    dataMasking: true,
    // an answer that is on its way may be older than what makes us ask again
    queryDeduplication: false,
    defaultOptions: {
      watchQuery: {
        fetchPolicy: 'cache-and-network',
        // a subgraph that is down takes its own fields away, not the page
        errorPolicy: 'all',
        // otherwise every refresh in the background counts as loading
        notifyOnNetworkStatusChange: false,
      },
      query: { errorPolicy: 'all' },
      mutate: { errorPolicy: 'all' },
    },
  });
}
