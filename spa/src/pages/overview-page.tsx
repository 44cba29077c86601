import { useQuery } from '@apollo/client/react';
import { SimpleGrid, Skeleton, Stack } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { FailureNotice } from '../components/failure-notice.tsx';
import { ButtonLink } from '../components/links.tsx';
import { LayerCounts } from '../components/overview/layer-counts.tsx';
import { Vitals } from '../components/overview/vitals.tsx';
import { PageHead } from '../components/page-head.tsx';
import { graphql } from '../generated/gql.ts';
import { whenIdle } from '../idle.ts';
import { useLive } from '../live/use-live.ts';
import { useMay, usePerson } from '../session/signed-in.ts';
import { WalkOffer } from './guide/walk-offer.tsx';

// what lies below the first screen comes after it
const ThroughputChart = lazy(async () => {
  // its library is half as large as everything before it
  await whenIdle();
  return { default: (await import('../components/overview/throughput-chart.tsx')).ThroughputChart };
});
const WaitingCases = lazy(() => import('./waiting-cases.tsx').then((file) => ({ default: file.WaitingCases })));
const BalanceCard = lazy(async () => {
  await whenIdle();
  return { default: (await import('./balance-card.tsx')).BalanceCard };
});
const NewestCard = lazy(() => import('./newest-card.tsx').then((file) => ({ default: file.NewestCard })));
const LifeCycle = lazy(() => import('../components/overview/life-cycle.tsx').then((file) => ({ default: file.LifeCycle })));

const figures = graphql(`
  query Overview {
    overview {
      ...Vitals
      ...LayerCounts
      ...Throughput
      ...BalanceSize
    }
  }
`);

/** Where everything stands, as far as it is anything to whoever looks: their work first, then the figures of the whole lab. */
export function OverviewPage() {
  const may = useMay();
  const isOperator = usePerson().roles.includes('operator');
  const seesFigures = may('Query.overview');
  // what lies below the first screen does not hold it up
  const [isDrawn, setDrawn] = useState(!seesFigures);
  return (
    <>
      <PageHead
        title="Overview"
        lead={`A service request enters at intake, travels as events, becomes a case that people move, and ends as one business object that the whole enterprise understands. Here is where ${seesFigures ? 'everything stands' : 'yours stand'}.`}
      >
        {may('Mutation.submitRequest') ? <ButtonLink to="/requests/new">New request</ButtonLink> : null}
      </PageHead>
      <Stack gap="lg">
        <WalkOffer />
        {isOperator ? (
          <Suspense fallback={<Skeleton height={240} />}>
            <WaitingCases />
          </Suspense>
        ) : null}
        {seesFigures ? <Figures onDrawn={setDrawn} /> : null}
        {isDrawn ? (
          <Suspense fallback={<Skeleton height={240} />}>
            <NewestCard />
            <LifeCycle />
          </Suspense>
        ) : null}
      </Stack>
    </>
  );
}

/** Counts and times of the whole lab. */
function Figures({ onDrawn }: { onDrawn: (isDrawn: true) => void }) {
  const may = useMay();
  const result = useQuery(figures);
  const overview = (result.data ?? result.previousData)?.overview;
  const isAnswered = overview !== undefined || result.error !== undefined;
  useEffect(() => {
    if (!isAnswered) return;
    // what comes next does not load before these are on the screen
    const frame = requestAnimationFrame(() => onDrawn(true));
    return () => cancelAnimationFrame(frame);
  }, [isAnswered, onDrawn]);
  // the figures of the last hour change with the clock, too
  useLive(result, { agesAfterMs: 60_000 });
  const chart = overview ? (
    <Suspense fallback={<Skeleton height={255} />}>
      <ThroughputChart overview={overview} />
    </Suspense>
  ) : (
    <Skeleton height={255} />
  );
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
      <Suspense fallback={<Skeleton height={255} />}>
        {may('Query.balance') ? (
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
            {chart}
            {overview ? <BalanceCard overview={overview} /> : <Skeleton height={255} />}
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
