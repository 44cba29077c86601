import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { LineageDrawing } from '../../components/lineage-drawing.tsx';
import { LineageTable } from '../../components/lineage-table.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { graphql } from '../../generated/gql.ts';
import { useLive } from '../../live.ts';
import type { TabProps } from './request-tabs.tsx';

const lineage = graphql(`
  query RequestLineage($id: ID!) {
    serviceRequest(id: $id) {
      id
      lineage {
        edges {
          id
        }
      }
      ...LineageDrawing
      ...LineageTable
    }
  }
`);

export function LineageTab({ id, isInWork }: TabProps) {
  const result = useQuery(lineage, { variables: { id } });
  useLive(result, isInWork);
  const request = (result.data ?? result.previousData)?.serviceRequest;
  const shown = request?.lineage.edges.length === 0 ? null : request;
  return (
    <Loaded
      value={shown}
      error={result.error}
      isLoading={result.loading && !request}
      missing="Nothing has become of it yet: lineage is recorded when the worker applies the first event."
    >
      {(found) => (
        <Stack gap="lg">
          <LineageDrawing request={found} />
          <LineageTable request={found} />
        </Stack>
      )}
    </Loaded>
  );
}
