import { useQuery } from '@apollo/client/react';
import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { LayerCounts } from '../components/layer-counts.tsx';
import { ButtonLink } from '../components/links.tsx';
import { PageHead } from '../components/page-head.tsx';
import { Vitals } from '../components/vitals.tsx';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live.ts';

// what lies below the first screen comes after it
const ThroughputChart = lazy(() => import('../components/throughput-chart.tsx').then((file) => ({ default: file.ThroughputChart })));
const BalanceCard = lazy(() => import('./balance-card.tsx').then((file) => ({ default: file.BalanceCard })));
const NewestCard = lazy(() => import('./newest-card.tsx').then((file) => ({ default: file.NewestCard })));
const LifeCycle = lazy(() => import('../components/life-cycle.tsx').then((file) => ({ default: file.LifeCycle })));

const figures = graphql(`
  query Overview {
    overview {
      ...Vitals
      ...LayerCounts
      ...Throughput
    }
  }
`);

export function OverviewPage() {
  const result = useQuery(figures);
  const overview = (result.data ?? result.previousData)?.overview;
  // the figures of the last hour change with the clock, too
  useLive(result, { agesAfterMs: 60_000 });
  return (
    <>
      <PageHead
        title="Overview"
        lead="A service request enters at intake, travels as events, becomes a case that people move, and ends as one business object that the whole enterprise understands. Here is where everything stands."
      >
        <ButtonLink to="/requests/new">New request</ButtonLink>
      </PageHead>
      <Stack gap="lg">
        <FailureNotice error={result.error} />
        {overview ? (
          <>
            <LayerCounts overview={overview} />
            <Vitals overview={overview} />
          </>
        ) : (
          <FiguresSkeleton />
        )}
        <Suspense fallback={<Skeleton height={240} />}>
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            {overview ? <ThroughputChart overview={overview} /> : <Skeleton height={220} />}
            <BalanceCard />
          </SimpleGrid>
          <NewestCard />
          <LifeCycle />
        </Suspense>
      </Stack>
    </>
  );
}

function FiguresSkeleton() {
  return (
    <Stack gap="lg" aria-busy="true" aria-label="Loading the figures">
      <Skeleton height={190} />
      <Skeleton height={90} />
    </Stack>
  );
}
