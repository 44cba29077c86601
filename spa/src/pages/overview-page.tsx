import { useQuery } from '@apollo/client/react';
import { Card, Grid, Group, Skeleton, Stack, Title } from '@mantine/core';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { LayerCounts } from '../components/layer-counts.tsx';
import { LifeCycle } from '../components/life-cycle.tsx';
import { ButtonLink, TextLink } from '../components/links.tsx';
import { NewestRequests } from '../components/newest-requests.tsx';
import { PageHead } from '../components/page-head.tsx';
import { ThroughputChart } from '../components/throughput-chart.tsx';
import { Vitals } from '../components/vitals.tsx';
import { unknownFields } from '../failures.ts';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live.ts';
import { BalanceCard } from './balance-card.tsx';

const figures = graphql(`
  query Overview {
    overview {
      eventsInWork
      ...Vitals
      ...LayerCounts
      ...Throughput
    }
  }
`);

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

export function OverviewPage() {
  return (
    <>
      <PageHead
        title="Overview"
        lead="A service request enters at intake, travels as events, becomes a case that people move, and ends as one business object that the whole enterprise understands. Here is where everything stands."
      >
        <ButtonLink to="/requests/new">New request</ButtonLink>
      </PageHead>
      <Stack gap="xl">
        <Figures />
        <Newest />
        <LifeCycle />
      </Stack>
    </>
  );
}

function Figures() {
  const result = useQuery(figures);
  const overview = (result.data ?? result.previousData)?.overview;
  useLive(result, (overview?.eventsInWork ?? 1) > 0);
  if (!overview) return result.error ? <FailureNotice error={result.error} /> : <FiguresSkeleton />;
  return (
    <Stack gap="lg">
      <FailureNotice error={result.error} />
      <LayerCounts overview={overview} />
      <Vitals overview={overview} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <ThroughputChart overview={overview} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <BalanceCard />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function FiguresSkeleton() {
  return (
    <Stack gap="lg" aria-busy="true" aria-label="Loading the figures">
      <Skeleton height={190} />
      <Skeleton height={90} />
      <Skeleton height={220} />
    </Stack>
  );
}

function Newest() {
  const result = useQuery(newest);
  const requests = (result.data ?? result.previousData)?.serviceRequests;
  useLive(result, false);
  if (!requests) return result.error ? <FailureNotice error={result.error} /> : <Skeleton height={300} />;
  // the list may have been read further on its own page
  const rows = requests.edges.slice(0, 8).map(({ node }) => node);
  return (
    <Card withBorder>
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          Newest requests
        </Title>
        <TextLink to="/requests" size="sm">
          All requests
        </TextLink>
      </Group>
      {rows.length === 0 ? (
        <EmptyState title="No requests yet" action={<ButtonLink to="/requests/new">Submit the first one</ButtonLink>}>
          Submit one and watch it travel through the layers.
        </EmptyState>
      ) : (
        <NewestRequests requests={rows} unknown={unknownFields(result.error)} />
      )}
    </Card>
  );
}
