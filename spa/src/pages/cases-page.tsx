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
import { countsByStatus } from '../layer-counts.ts';
import { useLive } from '../live.ts';
import { refreshList } from '../refresh-list.ts';
import { caseStates } from '../vocabulary.ts';

const pageSize = 50;

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
  query CasesAround {
    overview {
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

const route = getRouteApi('/cases');

export function CasesPage() {
  const { status, team } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = { ...(status ? { statuses: [status] } : {}), ...(team ? { teamIds: [team] } : {}) };
  const result = useQuery(list, { variables: { first: pageSize, filter } });
  const surroundings = useQuery(around);
  useLive(result, { refresh: () => refreshList(result, 'operationCases') });
  useLive(surroundings);
  const cases = (result.data ?? result.previousData)?.operationCases;
  const known = surroundings.data ?? surroundings.previousData;
  return (
    <>
      <PageHead title="Cases" lead="The downstream work. People move a case on the page of its request; the canonical status follows." />
      <Card withBorder>
        <StatusTabs
          label="Status of the case"
          states={caseStates}
          counts={known && countsByStatus(known.overview.counts, 'operation_case')}
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
            <EmptyState title="No case here" action={<ButtonLink to="/requests/new">Submit a request</ButtonLink>}>
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
