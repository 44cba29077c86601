import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { LineageTableFragment } from '../generated/graphql.ts';
import { lineageNodeTypes, lineageRelations } from '../lineage-words.ts';
import { Moment } from './moment.tsx';
import { type News, newsClass } from './news.tsx';
import { WideTable } from './wide-table.tsx';

const fragment = graphql(`
  fragment LineageTable on ServiceRequest {
    id
    lineage {
      nodes {
        id
        entity {
          __typename
          ... on ServiceRequest {
            id
            reference
          }
          ... on OperationCase {
            id
            reference
          }
          ... on BusinessObject {
            id
            businessKey
          }
        }
      }
      edges {
        id
        relation
        time
        from {
          id
          type
        }
        to {
          id
          type
        }
        event {
          id
          type
        }
      }
    }
  }
`);

type Lineage = LineageTableFragment['lineage'];

/** Lineage as a table: every edge with its why and when. */
export function LineageTable({ request, news }: { request: FragmentType<LineageTableFragment>; news: News }) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete) return null;
  const { nodes, edges } = data.lineage;
  return (
    <WideTable label="Lineage records">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>From</Table.Th>
          <Table.Th>Relation</Table.Th>
          <Table.Th>To</Table.Th>
          <Table.Th visibleFrom="sm">Because of</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            When
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {edges.map((edge) => (
          <Table.Tr key={edge.id} className={newsClass(news, edge.id)}>
            <Table.Td>
              <End end={edge.from} nodes={nodes} />
            </Table.Td>
            <Table.Td title={lineageRelations[edge.relation].meaning}>{lineageRelations[edge.relation].word}</Table.Td>
            <Table.Td>
              <End end={edge.to} nodes={nodes} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              {edge.event.type}{' '}
              <Text component="span" size="xs" c="dimmed" ff="monospace">
                {edge.event.id}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm" ta="right">
              <Moment at={edge.time} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function End({ end, nodes }: { end: Lineage['edges'][number]['from']; nodes: Lineage['nodes'] }) {
  const entity = nodes.find(({ id }) => id === end.id)?.entity;
  const name = entity?.__typename === 'BusinessObject' ? entity.businessKey : entity?.reference;
  return (
    <>
      <Text size="xs" c="dimmed">
        {lineageNodeTypes[end.type]}
      </Text>
      <Text size="sm" ff="monospace" style={{ whiteSpace: 'nowrap' }}>
        {name ?? end.id}
      </Text>
    </>
  );
}
