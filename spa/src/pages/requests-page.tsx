import { useQuery } from '@apollo/client/react';
import { Card } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { ButtonLink } from '../components/links.tsx';
import { PageHead } from '../components/page-head.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { RequestFilters } from '../components/request-filters.tsx';
import { RequestTable } from '../components/request-table.tsx';
import { unknownFields } from '../failures.ts';
import { graphql } from '../generated/gql.ts';
import type { ServiceRequestFilter } from '../generated/graphql.ts';
import { useLive } from '../live.ts';
import { may, seesEverything } from '../person.ts';
import { refreshList } from '../refresh-list.ts';
import { usePerson } from '../signed-in.ts';

const pageSize = 50;

const list = graphql(`
  query Requests($first: Int!, $after: Cursor, $filter: ServiceRequestFilter) {
    serviceRequests(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          ...RequestRow
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

const choices = graphql(`
  query RequestFilterChoices($customer: CustomerFilter!, $chosen: CustomerFilter!, $hasChosen: Boolean!) {
    teams {
      id
      code
      name
    }
    customers(first: 20, filter: $customer) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
    chosen: customers(first: 1, filter: $chosen) @include(if: $hasChosen) {
      edges {
        cursor
        node {
          id
          code
          name
        }
      }
    }
  }
`);

const route = getRouteApi('/requests');

export function RequestsPage() {
  const person = usePerson();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [customerSearch, setCustomerSearch] = useState('');
  const [wanted] = useDebouncedValue(customerSearch, 200);

  const filter: ServiceRequestFilter = {
    ...(search.q ? { search: search.q } : {}),
    ...(search.status ? { statuses: [search.status] } : {}),
    ...(search.priority ? { priorities: [search.priority] } : {}),
    ...(search.customer ? { customerIds: [search.customer] } : {}),
    ...(search.team ? { teamIds: [search.team] } : {}),
  };
  const result = useQuery(list, { variables: { first: pageSize, filter } });
  const found = useQuery(choices, {
    variables: {
      customer: wanted ? { search: wanted } : {},
      chosen: { ids: search.customer ? [search.customer] : [] },
      hasChosen: search.customer !== undefined,
    },
  });
  const offered = found.data ?? found.previousData;
  const requests = (result.data ?? result.previousData)?.serviceRequests;
  useLive(result, { refresh: () => refreshList(result, 'serviceRequests') });

  return (
    <>
      <PageHead
        title="Requests"
        lead={`${seesEverything(person) ? 'Every service request' : 'Every service request that is yours to see,'} with its status in the source, operational and canonical layer.`}
      >
        {may(person, 'Mutation.submitRequest') ? <ButtonLink to="/requests/new">New request</ButtonLink> : null}
      </PageHead>
      <Card withBorder>
        <RequestFilters
          search={search}
          teams={offered?.teams ?? []}
          customers={[...(offered?.chosen?.edges ?? []), ...(offered?.customers.edges ?? [])].map(({ node }) => node)}
          onCustomerSearch={setCustomerSearch}
          onChange={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        />
        <FailureNotice error={result.error ?? found.error} />
        <PagedList
          what="request"
          connection={requests}
          isStale={result.data === undefined && result.loading}
          hasFailed={result.error !== undefined}
          onMore={(after) => result.fetchMore({ variables: { after } })}
          empty={<NothingFound isFiltered={Object.keys(filter).length > 0} maySubmit={may(person, 'Mutation.submitRequest')} />}
        >
          <RequestTable label="Requests" requests={(requests?.edges ?? []).map(({ node }) => node)} unknown={unknownFields(result.error)} />
        </PagedList>
      </Card>
    </>
  );
}

function NothingFound({ isFiltered, maySubmit }: { isFiltered: boolean; maySubmit: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No request matches"
        action={
          <ButtonLink to="/requests" variant="default">
            Clear all filters
          </ButtonLink>
        }
      >
        The search knows the reference or its beginning, the ids of request and submission, the sender’s own reference and idempotency key.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No requests yet" action={maySubmit ? <ButtonLink to="/requests/new">Submit the first one</ButtonLink> : null}>
      They appear here as soon as the first one is accepted.
    </EmptyState>
  );
}
