import { useQuery } from '@apollo/client/react';
import { Card, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { AuditFilters } from '../../components/audit/audit-filters.tsx';
import { AuditTable } from '../../components/audit/audit-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { graphql } from '../../generated/gql.ts';
import type { AuditRecordFilter } from '../../generated/graphql.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import type { auditSearch } from '../../search.ts';
import { AuditExport } from './audit-export.tsx';
import { VerificationCard } from './verification-card.tsx';

const pageSize = 50;
/** Not everything that is recorded is told on the live connection: who signs in, or is refused, for example. */
const agesAfterMs = 15_000;

const list = graphql(`
  query AuditRecords($first: Int!, $after: Cursor, $filter: AuditRecordFilter) {
    auditRecords(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          action
          ...AuditRow
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

const route = getRouteApi('/audit');

/** Who did or tried what: for the auditor alone. */
export function AuditPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter = toFilter(search);
  const result = useQuery(list, { variables: { first: pageSize, filter } });
  const records = (result.data ?? result.previousData)?.auditRecords;
  const nodes = records?.edges.map(({ node }) => node) ?? [];
  useLive(result, { agesAfterMs, refresh: () => refreshList(result, 'auditRecords') });
  return (
    <>
      <PageHead
        title="Audit"
        lead="Every sensitive action, accepted or refused. Records are sealed in chains: whoever changes, removes, adds or moves one is found out by the verification."
      />
      <Stack gap="lg">
        <VerificationCard />
        <Card withBorder>
          <AuditFilters
            search={search}
            actions={[...new Set(nodes.map(({ action }) => action))].sort()}
            onChange={(change) => navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
          />
          <Group justify="flex-end" mb="xs">
            <AuditExport filter={filter} />
          </Group>
          <FailureNotice error={result.error} />
          <PagedList
            what="record"
            connection={records}
            isStale={result.data === undefined && result.loading}
            hasFailed={result.error !== undefined}
            onMore={(after) => result.fetchMore({ variables: { after } })}
            empty={
              <EmptyState title={Object.keys(filter).length > 0 ? 'No record matches' : 'No records yet'}>
                {Object.keys(filter).length > 0
                  ? 'Actors and actions are matched by their exact names. Clear a filter to see more.'
                  : 'Signing in, submitting, moving a case, redelivering, uploading: each leaves a record here.'}
              </EmptyState>
            }
          >
            <AuditTable
              records={nodes}
              openId={search.record}
              onOpen={(record) => navigate({ search: (before) => ({ ...before, record }), replace: true, resetScroll: false })}
            />
          </PagedList>
        </Card>
      </Stack>
    </>
  );
}

function toFilter({ actor, action, outcome, from, to }: ReturnType<typeof auditSearch>): AuditRecordFilter {
  return {
    ...(actor ? { actors: [actor] } : {}),
    ...(action ? { actions: [action] } : {}),
    ...(outcome ? { outcomes: [outcome] } : {}),
    ...(from || to ? { recordedAt: { from: from ?? null, to: to ?? null } } : {}),
  };
}
