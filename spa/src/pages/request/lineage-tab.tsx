import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { LineageDrawing } from '../../components/lineage-drawing.tsx';
import { LineageTable } from '../../components/lineage-table.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { NewsCount, useNews } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live.ts';
import type { TabProps } from './request-tabs.tsx';

const question = graphql(`
  query RequestLineage($id: ID!) {
    serviceRequest(id: $id) {
      id
      lineage {
        nodes {
          id
        }
        edges {
          id
        }
      }
      ...LineageDrawing
      ...LineageTable
    }
  }
`);

export function LineageTab({ id }: TabProps) {
  const result = useQuery(question, { variables: { id } });
  useLive(result, { requestId: id });
  const request = (result.data ?? result.previousData)?.serviceRequest;
  const lineage = request?.lineage;
  const news = useNews(lineage && [...lineage.nodes, ...lineage.edges].map((part) => part.id));
  const shown = request?.lineage.edges.length === 0 ? null : request;
  const records = lineage?.edges.filter((edge) => news.has(edge.id)) ?? [];
  return (
    <>
      <NewsCount count={records.length} what="lineage record" />
      <Loaded
        value={shown}
        error={result.error}
        isLoading={result.loading && !request}
        missing="Nothing has become of it yet: lineage is recorded when the worker applies the first event."
      >
        {(found) => (
          <Stack gap="lg">
            <LineageDrawing request={found} news={news} />
            <LineageTable request={found} news={news} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}
