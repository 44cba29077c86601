import { useQuery } from '@apollo/client/react';
import { Card, Skeleton } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { EntitySearch } from '../../components/lineage/lineage-search.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useLive } from '../../live/use-live.ts';
import { findStart, isIdentifier } from './find-start.ts';
import { LineageExplorer } from './lineage-explorer.tsx';
import { startQuestion } from './questions.ts';

const route = getRouteApi('/lineage/$entity');

/** The graph of lineage around one record, whatever its name was given in. */
export function LineagePage() {
  const { entity } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isId = isIdentifier(entity);
  // past the cache: these are one-row pages of lists that other pages hold whole
  const result = useQuery(startQuestion, { variables: { text: entity, id: entity, isId }, fetchPolicy: 'no-cache' });
  const answer = result.data ?? result.previousData;
  const start = answer && findStart(answer);
  // once it is found, the explorer keeps itself fresh
  useLive(result, { refresh: () => (start ? Promise.resolve() : result.refetch()) });
  return (
    <>
      <PageHead
        title={isId ? 'Lineage' : `Lineage of ${entity}`}
        lead="What led to a record, what became of it, and why: each line holds the rule, the event and the time."
      >
        <EntitySearch onSearch={(text) => navigate({ to: '/lineage/$entity', params: { entity: text } })} />
      </PageHead>
      {start ? null : <FailureNotice error={result.error} />}
      {start ? (
        <Card withBorder>
          <LineageExplorer
            start={start}
            search={search}
            onSearch={(change) => navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })}
          />
        </Card>
      ) : null}
      {!start && result.loading ? <Skeleton height={420} aria-busy="true" aria-label="Loading" /> : null}
      {!start && !result.loading && !result.error ? (
        <EmptyState title={`Nothing is called ${entity}`} action={<ButtonLink to="/lineage">Choose where to begin</ButtonLink>}>
          A name has to be given as it is written: a reference such as REQ-2026-000001, CASE-… or BO-…, the code of a customer or an
          agreement, a sender’s own reference, or any identifier. It may also belong to a request that is not yours to see.
        </EmptyState>
      ) : null}
    </>
  );
}
