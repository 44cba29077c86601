import { useQuery } from '@apollo/client/react';
import { Box, Card } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { StatusTabs } from '../../components/status-tabs.tsx';
import { graphql } from '../../generated/gql.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import { seesEverything } from '../../session/person.ts';
import { usePerson } from '../../session/signed-in.ts';
import { unknownFields } from '../../words/failures.ts';
import { countsByStatus } from '../../words/layer-counts.ts';
import { businessObjectStates } from '../../words/vocabulary.ts';
import { findObjectBy } from './object-number.ts';
import { ObjectTable } from './object-table.tsx';

const pageSize = 50;
const nothing = Promise.resolve();

const list = graphql(`
  query Objects($first: Int!, $after: Cursor, $filter: BusinessObjectFilter) {
    businessObjects(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          ...ObjectRow
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
  query ObjectsAround {
    overview {
      counts {
        layer
        status
        count
      }
    }
  }
`);

const route = getRouteApi('/objects');

export function ObjectsPage() {
  const { q, status } = route.useSearch();
  const navigate = route.useNavigate();
  const seesAll = seesEverything(usePerson());
  const wanted = q ? findObjectBy(q) : {};
  const filter = { ...wanted, ...(status ? { statuses: [status] } : {}) };
  const result = useQuery(list, { variables: { first: pageSize, filter }, skip: wanted === null });
  const surroundings = useQuery(around, { skip: !seesAll });
  const overview = (surroundings.data ?? surroundings.previousData)?.overview;
  useLive(result, { refresh: () => (wanted === null ? nothing : refreshList(result, 'businessObjects')) });
  useLive(surroundings, { refresh: () => (seesAll ? surroundings.refetch() : nothing) });
  const objects = (result.data ?? result.previousData)?.businessObjects;
  return (
    <>
      <PageHead
        title="Objects"
        lead="The enterprise-wide meaning of every request: one business object, whatever systems work on it. Open one to see each value and why it is what it is."
      />
      <Card withBorder>
        <Box maw={420} mb="md">
          <SearchBox
            label="Number"
            placeholder="BO-2026-000123, REQ-…, CASE-… or an id"
            value={q ?? ''}
            onSearch={(next) => navigate({ search: (before) => ({ ...before, q: next || undefined }), replace: true })}
          />
        </Box>
        <StatusTabs
          label="Status of the object"
          states={businessObjectStates}
          counts={overview && countsByStatus(overview.counts, 'business_object')}
          value={status}
          onChange={(next) => navigate({ search: (before) => ({ ...before, status: next }) })}
        />
        <FailureNotice error={result.error ?? surroundings.error} />
        {wanted === null ? (
          <EmptyState title={`${q} is no number`}>
            An object is found by its own whole number, such as BO-2026-000123, by that of its request or case, or by its id.
          </EmptyState>
        ) : (
          <PagedList
            what="object"
            connection={objects}
            isStale={result.data === undefined && result.loading}
            hasFailed={result.error !== undefined}
            onMore={(after) => result.fetchMore({ variables: { after } })}
            empty={<NothingFound isFiltered={q !== undefined || status !== undefined} />}
          >
            <ObjectTable label="Objects" objects={(objects?.edges ?? []).map(({ node }) => node)} unknown={unknownFields(result.error)} />
          </PagedList>
        )}
      </Card>
    </>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered) return <EmptyState title="No objects yet">The worker makes one for each request, together with its case.</EmptyState>;
  return (
    <EmptyState
      title="No object matches"
      action={
        <ButtonLink to="/objects" variant="default">
          Show all objects
        </ButtonLink>
      }
    >
      The number may be mistyped, or the object has another status.
    </EmptyState>
  );
}
