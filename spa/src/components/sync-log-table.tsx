import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Table, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { SyncLogRowFragment } from '../generated/graphql.ts';
import { formatDuration } from '../words/time.ts';
import { syncOutcomes } from '../words/vocabulary.ts';
import { Moment } from './moment.tsx';
import { type News, NewsCount, newsClass, noNews } from './news.tsx';
import { StateBadge } from './state-badge.tsx';
import { WideTable } from './wide-table.tsx';

const fragment = graphql(`
  fragment SyncLogRow on SyncLog {
    id
    attempt
    outcome
    message
    errorCode
    worker
    startedAt
    durationMs
    event {
      id
      type
      sequence
    }
  }
`);

type Props = { label: string; logs: readonly ({ id: string } & FragmentType<SyncLogRowFragment>)[]; isWithEvent: boolean; news?: News };

/** What the worker did about events, attempt by attempt. */
export function SyncLogTable({ label, logs, isWithEvent, news = noNews }: Props) {
  return (
    <>
      <NewsCount count={news.size} what="attempt" />
      <WideTable label={label}>
        <Table.Thead>
          <Table.Tr>
            {isWithEvent ? <Table.Th>Event</Table.Th> : null}
            <Table.Th>Attempt</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th visibleFrom="sm">What was done</Table.Th>
            <Table.Th visibleFrom="md">Worker</Table.Th>
            <Table.Th visibleFrom="sm" ta="right">
              Took
            </Table.Th>
            <Table.Th visibleFrom="md" ta="right">
              Began
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {logs.map((log) => (
            <SyncLogRow key={log.id} log={log} isWithEvent={isWithEvent} className={newsClass(news, log.id)} />
          ))}
        </Table.Tbody>
      </WideTable>
    </>
  );
}

type RowProps = { log: FragmentType<SyncLogRowFragment>; isWithEvent: boolean; className: string };

function SyncLogRow({ log, isWithEvent, className }: RowProps) {
  const { data, complete } = useFragment({ fragment, from: log });
  if (!complete) return null;
  return (
    <Table.Tr className={className}>
      {isWithEvent ? (
        <Table.Td style={{ whiteSpace: 'nowrap' }}>
          <Text size="sm" component="span" fw={600}>
            {data.event.type}
          </Text>{' '}
          <Text size="xs" component="span" c="dimmed">
            #{data.event.sequence}
          </Text>
        </Table.Td>
      ) : null}
      <Table.Td>{data.attempt}</Table.Td>
      <Table.Td>
        <StateBadge state={syncOutcomes[data.outcome]} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {data.errorCode ? `${data.errorCode}: ` : ''}
          {data.message}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="xs" ff="monospace" c="dimmed">
          {data.worker}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" style={{ whiteSpace: 'nowrap' }}>
        {formatDuration(data.durationMs)}
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right">
        <Text size="sm" c="dimmed" component="span">
          <Moment at={data.startedAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
