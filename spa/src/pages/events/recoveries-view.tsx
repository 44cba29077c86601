import { useQuery } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { TextLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { graphql } from '../../generated/gql.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { recoveryKinds, recoveryStates } from './recovery-words.ts';

const pageSize = 25;
/** A job ends a little after the last of its events, which nobody tells. */
const agesAfterMs = 5_000;

const list = graphql(`
  query Recoveries($first: Int!, $after: Cursor) {
    recoveryJobs(first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          kind
          state
          actor
          reason
          total
          succeeded
          failed
          skipped
          createdAt
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

const route = getRouteApi('/events');

/** What people did about failures, newest first. */
export function RecoveriesView() {
  const { job: openId } = route.useSearch();
  const result = useQuery(list, { variables: { first: pageSize } });
  useLive(result, { agesAfterMs, refresh: () => refreshList(result, 'recoveryJobs') });
  const jobs = (result.data ?? result.previousData)?.recoveryJobs;
  return (
    <>
      <FailureNotice error={result.error} />
      <PagedList
        what="job"
        connection={jobs}
        isStale={false}
        hasFailed={result.error !== undefined}
        onMore={(after) => result.fetchMore({ variables: { after } })}
        empty={
          <EmptyState title="No recoveries yet">
            Whoever redelivers, discards, restores or replays events begins one; it stays here with its reason and its outcome.
          </EmptyState>
        }
      >
        {jobs && jobs.edges.length > 0 ? (
          <WideTable label="Recoveries" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Recovery</Table.Th>
                <Table.Th>State</Table.Th>
                <Table.Th visibleFrom="sm">Outcome</Table.Th>
                <Table.Th visibleFrom="md">Reason</Table.Th>
                <Table.Th visibleFrom="md">By</Table.Th>
                <Table.Th visibleFrom="sm" ta="right">
                  Begun
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {jobs.edges.map(({ node: { id, kind, state, actor, reason, total, succeeded, failed, skipped, createdAt } }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <TextLink
                      to="/events"
                      search={{ view: 'recoveries', job: id }}
                      size="sm"
                      fw={600}
                      style={{ whiteSpace: 'nowrap' }}
                      {...(id === openId ? { 'aria-current': 'true' as const } : {})}
                    >
                      {recoveryKinds[kind].verb} {countOf(total, 'event')}
                    </TextLink>
                  </Table.Td>
                  <Table.Td>
                    <StateBadge state={recoveryStates[state]} />
                  </Table.Td>
                  <Table.Td visibleFrom="sm">
                    <Text size="sm">
                      {formatCount(succeeded)} {recoveryKinds[kind].done}
                      {failed > 0 ? `, ${formatCount(failed)} failed again` : ''}
                      {skipped > 0 ? `, ${formatCount(skipped)} left out` : ''}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="md">
                    <Text size="sm" lineClamp={1} style={{ overflowWrap: 'anywhere' }} title={reason}>
                      {reason}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="md">
                    <Text size="sm" lineClamp={1}>
                      {actor}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm" ta="right">
                    <Text size="sm" c="dimmed" component="span">
                      <Moment at={createdAt} />
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </WideTable>
        ) : null}
      </PagedList>
    </>
  );
}
