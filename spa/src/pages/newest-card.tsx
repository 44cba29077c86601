import { useQuery } from '@apollo/client/react';
import { Card, Group, Skeleton, Title } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { ButtonLink, TextLink } from '../components/links.tsx';
import { NewestRequests } from '../components/requests/newest-requests.tsx';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live/use-live.ts';
import { seesEverything } from '../session/person.ts';
import { useMay, usePerson } from '../session/signed-in.ts';
import { unknownFields } from '../words/failures.ts';

const newest = graphql(`
  query NewestRequests {
    serviceRequests(first: 8) {
      edges {
        cursor
        node {
          id
          ...NewestRequest
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

export function NewestCard() {
  const result = useQuery(newest);
  const requests = (result.data ?? result.previousData)?.serviceRequests;
  // the list may have been read further on its own page
  const rows = requests?.edges.slice(0, 8).map(({ node }) => node) ?? [];
  const may = useMay();
  const areAll = seesEverything(usePerson());
  useLive(result);
  return (
    <Card withBorder padding="lg">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {areAll ? 'Newest requests' : 'Your newest requests'}
        </Title>
        <TextLink to="/requests" size="sm">
          {areAll ? 'All requests' : 'All of yours'}
        </TextLink>
      </Group>
      <FailureNotice error={result.error} />
      {!requests && !result.error ? <Skeleton height={360} aria-busy="true" aria-label="Loading the newest requests" /> : null}
      {requests && rows.length === 0 ? (
        <EmptyState
          title="No requests yet"
          action={may('Mutation.submitRequest') ? <ButtonLink to="/requests/new">Submit the first one</ButtonLink> : null}
        >
          Each one can be watched here as it travels through the layers.
        </EmptyState>
      ) : null}
      {rows.length > 0 ? <NewestRequests requests={rows} unknown={unknownFields(result.error)} /> : null}
    </Card>
  );
}
