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
import { useMay, usePerson } from '../signed-in.ts';

// what lies below the first screen comes after it
const ThroughputChart = lazy(() => import('../components/throughput-chart.tsx').then((file) => ({ default: file.ThroughputChart })));
const WaitingCases = lazy(() => import('./waiting-cases.tsx').then((file) => ({ default: file.WaitingCases })));
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

/** Where everything stands, as far as it is anything to whoever looks: their work first, then the figures of the whole lab. */
export function OverviewPage() {
  const may = useMay();
  const isOperator = usePerson().roles.includes('operator');
  const seesFigures = may('Query.overview');
  return (
    <>
      <PageHead
        title="Overview"
        lead={`A service request enters at intake, travels as events, becomes a case that people move, and ends as one business object that the whole enterprise understands. Here is where ${seesFigures ? 'everything stands' : 'yours stand'}.`}
      >
        {may('Mutation.submitRequest') ? <ButtonLink to="/requests/new">New request</ButtonLink> : null}
      </PageHead>
      <Stack gap="lg">
        {isOperator ? (
          <Suspense fallback={<Skeleton height={240} />}>
            <WaitingCases />
          </Suspense>
        ) : null}
        {seesFigures ? <Figures /> : null}
        <Suspense fallback={<Skeleton height={240} />}>
          <NewestCard />
          <LifeCycle />
        </Suspense>
      </Stack>
    </>
  );
}

/** Counts and times of the whole lab. */
function Figures() {
  const may = useMay();
  const result = useQuery(figures);
  const overview = (result.data ?? result.previousData)?.overview;
  // the figures of the last hour change with the clock, too
  useLive(result, { agesAfterMs: 60_000 });
  const chart = overview ? <ThroughputChart overview={overview} /> : <Skeleton height={220} />;
  return (
    <>
      <FailureNotice error={result.error} />
      {overview ? (
        <>
          <LayerCounts overview={overview} />
          <Vitals overview={overview} />
        </>
      ) : (
        <FiguresSkeleton />
      )}
      <Suspense fallback={<Skeleton height={220} />}>
        {may('Query.balance') ? (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            {chart}
            <BalanceCard />
          </SimpleGrid>
        ) : (
          chart
        )}
      </Suspense>
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
