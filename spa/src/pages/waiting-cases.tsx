import { useQuery } from '@apollo/client/react';
import { Card, Group, Skeleton, Title } from '@mantine/core';
import { CaseTable } from '../components/cases/case-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { TextLink } from '../components/links.tsx';
import { graphql } from '../generated/gql.ts';
import { useLive } from '../live/use-live.ts';
import { unknownFields } from '../words/failures.ts';

const shown = 5;

// those that wait longest come first
const waiting = graphql(`
  query WaitingCases($first: Int!) {
    operationCases(first: $first, filter: { statuses: [OPEN, IN_PROGRESS] }, orderBy: { field: CHANGED_AT, direction: ASC }) {
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

/** The work that waits for an operator. */
export function WaitingCases() {
  const result = useQuery(waiting, { variables: { first: shown } });
  const cases = (result.data ?? result.previousData)?.operationCases;
  const rows = cases?.edges.slice(0, shown).map(({ node }) => node) ?? [];
  useLive(result);
  return (
    <Card withBorder padding="lg">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Cases that wait for you
        </Title>
        <TextLink to="/cases" size="sm">
          All cases
        </TextLink>
      </Group>
      <FailureNotice error={result.error} />
      {!cases && !result.error ? <Skeleton height={200} aria-busy="true" aria-label="Loading the cases" /> : null}
      {cases && rows.length === 0 ? (
        <EmptyState title="No case waits">What is opened for your teams appears here by itself.</EmptyState>
      ) : null}
      {rows.length > 0 ? <CaseTable cases={rows} unknown={unknownFields(result.error)} /> : null}
    </Card>
  );
}
