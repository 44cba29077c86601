import { useQuery } from '@apollo/client/react';
import { SegmentedControl } from '@mantine/core';
import { useDebouncedValue, useLocalStorage } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { CaseFilters } from '../components/cases/case-filters.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { PageHead } from '../components/page-head.tsx';
import { graphql } from '../generated/gql.ts';
import type { OperationCaseFilter } from '../generated/graphql.ts';
import { useLive } from '../live/use-live.ts';
import type { CaseView } from '../search.ts';
import { CaseBoard } from './cases/case-board.tsx';
import { CaseList } from './cases/case-list.tsx';

const CaseToasts = lazy(async () => ({ default: (await import('../components/cases/case-toasts.tsx')).CaseToasts }));

const choices = graphql(`
  query CaseFilterChoices($customer: CustomerFilter!, $chosen: CustomerFilter!, $hasChosen: Boolean!) {
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

const views: { value: CaseView; label: string }[] = [
  { value: 'board', label: 'Board' },
  { value: 'list', label: 'List' },
];

const route = getRouteApi('/cases');

export function CasesPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [liked, setLiked] = useLocalStorage<CaseView>({ key: 'lab-cases-view', defaultValue: 'board', getInitialValueInEffect: false });
  const view = search.view ?? (liked === 'list' ? 'list' : 'board');
  const filter: OperationCaseFilter = {
    ...(search.q ? { search: search.q } : {}),
    ...(search.priority ? { priorities: [search.priority] } : {}),
    ...(search.customer ? { customerIds: [search.customer] } : {}),
    ...(search.team ? { teamIds: [search.team] } : {}),
  };
  const [customerSearch, setCustomerSearch] = useState('');
  const [wanted] = useDebouncedValue(customerSearch, 200);
  const found = useQuery(choices, {
    variables: {
      customer: wanted ? { search: wanted } : {},
      chosen: { ids: search.customer ? [search.customer] : [] },
      hasChosen: search.customer !== undefined,
    },
  });
  useLive(found);
  const offered = found.data ?? found.previousData;
  const customers = [...(offered?.chosen?.edges ?? []), ...(offered?.customers.edges ?? [])].map(({ node }) => node);
  const change = (next: Partial<typeof search>) => navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const show = (next: CaseView) => {
    setLiked(next);
    void navigate({ search: (before) => ({ ...before, view: next }) });
  };
  return (
    <>
      <PageHead title="Cases" lead="The downstream work: people move it step by step, the canonical status follows.">
        <SegmentedControl
          size="xs"
          aria-label="How the cases are shown"
          data={views}
          value={view}
          onChange={(next) => show(next as CaseView)}
        />
      </PageHead>
      <CaseFilters
        search={search}
        teams={offered?.teams ?? []}
        customers={customers}
        onCustomerSearch={setCustomerSearch}
        onChange={change}
      />
      <FailureNotice error={found.error} />
      {view === 'board' ? (
        <CaseBoard filter={filter} status={search.status ?? 'OPEN'} onStatus={(status) => change({ status })} />
      ) : (
        <CaseList filter={filter} status={search.status} onStatus={(status) => navigate({ search: (before) => ({ ...before, status }) })} />
      )}
      <Suspense fallback={null}>
        <CaseToasts />
      </Suspense>
    </>
  );
}
