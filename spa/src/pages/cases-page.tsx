import { useQuery } from '@apollo/client/react';
import { Card } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { CaseTable } from '../components/case-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { ButtonLink } from '../components/links.tsx';
import { PageHead } from '../components/page-head.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { ReferenceSelect } from '../components/reference-select.tsx';
import { StatusTabs } from '../components/status-tabs.tsx';
import { unknownFields } from '../failures.ts';
import { graphql } from '../generated/gql.ts';
import { countsByStatus, totals } from '../layer-counts.ts';
import { useLive } from '../live.ts';
import { seesEverything } from '../person.ts';
import { refreshList } from '../refresh-list.ts';
import { useMay, usePerson } from '../signed-in.ts';
import { caseStates } from '../vocabulary.ts';

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

const around = graphql(`
  query CasesAround($seesAll: Boolean!) {
    overview @include(if: $seesAll) {
      counts {
        layer
        status
        count
      }
    }
    teams {
      id
      code
      name
    }
  }
`);

// the figures of the whole lab say nothing about the part that somebody sees
const inSight = graphql(`
  query CasesInSight {
    OPEN: operationCases(first: 1, filter: { statuses: [OPEN] }) {
      totalCount
    }
    IN_PROGRESS: operationCases(first: 1, filter: { statuses: [IN_PROGRESS] }) {
      totalCount
    }
    COMPLETED: operationCases(first: 1, filter: { statuses: [COMPLETED] }) {
      totalCount
    }
    REJECTED: operationCases(first: 1, filter: { statuses: [REJECTED] }) {
      totalCount
    }
  }
`);

const route = getRouteApi('/cases');

export function CasesPage() {
  const { status, team } = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const filter = { ...(status ? { statuses: [status] } : {}), ...(team ? { teamIds: [team] } : {}) };
  const result = useQuery(list, { variables: { first: pageSize, filter } });
  const seesAll = seesEverything(usePerson());
  const surroundings = useQuery(around, { variables: { seesAll } });
  const seen = useQuery(inSight, { skip: seesAll, fetchPolicy: 'no-cache' });
  useLive(result, { refresh: () => refreshList(result, 'operationCases') });
  useLive(surroundings);
  useLive(seen, { refresh: () => (seesAll ? nothing : seen.refetch()) });
  const cases = (result.data ?? result.previousData)?.operationCases;
  const known = surroundings.data ?? surroundings.previousData;
  return (
    <>
      <PageHead title="Cases" lead="The downstream work. People move a case on the page of its request; the canonical status follows." />
      <Card withBorder>
        <StatusTabs
          label="Status of the case"
          states={caseStates}
          counts={known?.overview ? countsByStatus(known.overview.counts, 'operation_case') : totals(seen.data ?? seen.previousData)}
          value={status}
          onChange={(next) => navigate({ search: (before) => ({ ...before, status: next }) })}
        />
        <ReferenceSelect
          label="Team"
          placeholder="any"
          clearable
          maw={280}
          mb="md"
          options={known?.teams ?? []}
          value={team ?? null}
          onChange={(next) => navigate({ search: (before) => ({ ...before, team: next ?? undefined }), replace: true })}
        />
        <FailureNotice error={result.error ?? surroundings.error} />
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
              A case is opened by the worker for every request that was accepted.
            </EmptyState>
          }
        >
          <CaseTable cases={(cases?.edges ?? []).map(({ node }) => node)} unknown={unknownFields(result.error)} />
        </PagedList>
      </Card>
    </>
  );
}
