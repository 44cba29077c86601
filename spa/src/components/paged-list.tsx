import { Box, Button, Group, Skeleton, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { countOf, formatCount } from '../words/numbers.ts';

type Connection = { edges: readonly unknown[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

type Props = {
  /** What one of them is called. */
  what: string;
  /** The pages loaded so far; absent before the first answer. */
  connection: Connection | undefined;
  /** The rows still belong to the filter before this one. */
  isStale: boolean;
  hasFailed: boolean;
  onMore: (after: string | null) => Promise<unknown>;
  empty: ReactNode;
  children: ReactNode;
};

/** A list that grows page by page: its rows, how many there are, and the button for more. */
export function PagedList({ what, connection, isStale, hasFailed, onMore, empty, children }: Props) {
  const [isLoading, setLoading] = useState(false);
  if (!connection) return hasFailed ? null : <Skeleton height={420} aria-busy="true" aria-label={`Loading ${what}s`} />;
  const { edges, totalCount, pageInfo } = connection;
  const loadMore = () => {
    setLoading(true);
    // a failure shows up on the page that asked
    onMore(pageInfo.endCursor)
      .catch(() => {})
      .finally(() => setLoading(false));
  };
  return (
    <Box aria-busy={isStale} opacity={isStale ? 0.5 : 1}>
      {children}
      {totalCount === 0 ? empty : null}
      <Group justify="space-between" mt="md" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {edges.length < totalCount ? `${formatCount(edges.length)} of ${countOf(totalCount, what)}` : countOf(totalCount, what)}
        </Text>
        {pageInfo.hasNextPage ? (
          <Button variant="default" loading={isLoading} onClick={loadMore}>
            Load more
          </Button>
        ) : null}
      </Group>
    </Box>
  );
}
