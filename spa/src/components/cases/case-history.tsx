import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Table, Text } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { CaseHistoryRowFragment } from '../../generated/graphql.ts';
import { caseStates, eventStates } from '../../words/vocabulary.ts';
import { Moment } from '../moment.tsx';
import { type News, NewsCount, newsClass } from '../news.tsx';
import { StateBadge } from '../state-badge.tsx';
import { WideTable } from '../wide-table.tsx';

const fragment = graphql(`
  fragment CaseHistoryRow on CaseStatusChange {
    id
    version
    fromStatus
    toStatus
    changedBy
    reason
    changedAt
    event {
      id
      status
    }
  }
`);

type Change = { id: string } & FragmentType<CaseHistoryRowFragment>;

/** Every status the case had: who moved it, why, and whether its event has been applied. */
export function CaseHistory({ changes, news }: { changes: readonly Change[]; news: News }) {
  return (
    <>
      <NewsCount count={news.size} what="step" />
      <WideTable label="Status history of the case">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Version</Table.Th>
            <Table.Th>Step</Table.Th>
            <Table.Th>Reason</Table.Th>
            <Table.Th visibleFrom="sm">By</Table.Th>
            <Table.Th visibleFrom="md">Event</Table.Th>
            <Table.Th visibleFrom="sm" ta="right">
              Changed
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => (
            <CaseHistoryRow key={change.id} change={change} className={newsClass(news, change.id)} />
          ))}
        </Table.Tbody>
      </WideTable>
    </>
  );
}

function CaseHistoryRow({ change, className }: { change: Change; className: string }) {
  const { data, complete } = useFragment({ fragment, from: change });
  if (!complete) return null;
  return (
    <Table.Tr className={className}>
      <Table.Td>{data.version}</Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          {data.fromStatus ? (
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {caseStates[data.fromStatus].word} →
            </Text>
          ) : null}
          <StateBadge state={caseStates[data.toStatus]} />
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {data.reason}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{data.changedBy}</Table.Td>
      <Table.Td visibleFrom="md">{data.event ? <StateBadge state={eventStates[data.event.status]} /> : 'unknown'}</Table.Td>
      <Table.Td visibleFrom="sm" ta="right">
        <Text size="sm" c="dimmed" component="span">
          <Moment at={data.changedAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
