import { useQuery } from '@apollo/client/react';
import { Card } from '@mantine/core';
import { CaseStepMenu } from '../../components/cases/case-step-menu.tsx';
import { CaseTable } from '../../components/cases/case-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { StatusTabs } from '../../components/status-tabs.tsx';
import { graphql } from '../../generated/gql.ts';
import type { CaseStatus, OperationCaseFilter } from '../../generated/graphql.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import { seesEverything } from '../../session/person.ts';
import { useMay, usePerson } from '../../session/signed-in.ts';
import { unknownFields } from '../../words/failures.ts';
import { countsByStatus, totals } from '../../words/layer-counts.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { sayRefused, sayTaken } from './say-step.tsx';
import { focusCase, useCaseKeys } from './use-case-keys.ts';
import { useStepping } from './use-stepping.tsx';

const pageSize = 50;
const nothing = Promise.resolve();

const list = graphql(`
  query Cases($first: Int!, $after: Cursor, $filter: OperationCaseFilter) {
    operationCases(first: $first, after: $after, filter: $filter, orderBy: { field: CHANGED_AT, direction: DESC }) {
      edges {
        cursor
        node {
          id
          ...CaseRow
          ...CaseSteps
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

const whole = graphql(`
  query CaseCounts {
    overview {
      counts {
        layer
        status
        count
      }
    }
  }
`);

// the figures of the whole lab say nothing about the part that somebody sees, or asks for
const inSight = graphql(`
  query CasesInSight(
    $open: OperationCaseFilter!
    $inProgress: OperationCaseFilter!
    $completed: OperationCaseFilter!
    $rejected: OperationCaseFilter!
  ) {
    OPEN: operationCases(first: 1, filter: $open) {
      totalCount
    }
    IN_PROGRESS: operationCases(first: 1, filter: $inProgress) {
      totalCount
    }
    COMPLETED: operationCases(first: 1, filter: $completed) {
      totalCount
    }
    REJECTED: operationCases(first: 1, filter: $rejected) {
      totalCount
    }
  }
`);

type Props = {
  filter: OperationCaseFilter;
  status: CaseStatus | undefined;
  onStatus: (status: CaseStatus | undefined) => void;
};

/** The cases as one table, newest change first. */
export function CaseList({ filter, status, onStatus }: Props) {
  const may = useMay();
  const isFiltered = Object.keys(filter).length > 0;
  const countsAll = seesEverything(usePerson()) && !isFiltered;
  const asked = status ? { ...filter, statuses: [status] } : filter;
  const result = useQuery(list, { variables: { first: pageSize, filter: asked } });
  const lab = useQuery(whole, { skip: !countsAll });
  const counted = useQuery(inSight, { variables: byStatus(filter), skip: countsAll, fetchPolicy: 'no-cache' });
  const refresh = () => refreshList(result, 'operationCases');
  useLive(result, { refresh });
  useLive(lab, { refresh: () => (countsAll ? lab.refetch() : nothing) });
  useLive(counted, { refresh: () => (countsAll ? nothing : counted.refetch()) });
  const stepping = useStepping({ refresh, onTaken: sayTaken, onRefused: sayRefused, onFocus: focusCase });
  useCaseKeys({ hasColumns: false });
  const cases = (result.data ?? result.previousData)?.operationCases;
  const known = lab.data ?? lab.previousData;
  const counts = countsAll
    ? known && countsByStatus(known.overview.counts, 'operation_case')
    : totals(counted.data ?? counted.previousData);
  return (
    <Card withBorder>
      <StatusTabs label="Status of the case" states={caseStates} counts={counts} value={status} onChange={onStatus} />
      <FailureNotice error={result.error ?? (countsAll ? lab.error : counted.error)} />
      <PagedList
        what="case"
        connection={cases}
        isStale={result.data === undefined && result.loading}
        hasFailed={result.error !== undefined}
        onMore={(after) => result.fetchMore({ variables: { after } })}
        empty={
          <EmptyState
            title="No case here"
            action={may('Mutation.submitRequest') ? <ButtonLink to="/requests/new">Submit a request</ButtonLink> : null}
          >
            {isFiltered || status
              ? 'No case matches all of the filters. Take one of them away to see more.'
              : 'A case is opened by the worker for every request that was accepted.'}
          </EmptyState>
        }
      >
        <div data-cases>
          <CaseTable
            cases={(cases?.edges ?? []).map(({ node }) => node)}
            unknown={unknownFields(result.error)}
            statusOf={(id) => {
              const move = stepping.moves.get(id);
              return move?.isSending ? move.to : undefined;
            }}
            steps={(one) => (
              <CaseStepMenu
                operationCase={one}
                isBusy={stepping.moves.get(one.id)?.isSending ?? false}
                onStep={(transition) => stepping.begin(one, transition)}
              />
            )}
          />
        </div>
      </PagedList>
      {stepping.dialog}
    </Card>
  );
}

function byStatus(filter: OperationCaseFilter) {
  const only = (status: CaseStatus) => ({ ...filter, statuses: [status] });
  return { open: only('OPEN'), inProgress: only('IN_PROGRESS'), completed: only('COMPLETED'), rejected: only('REJECTED') };
}
