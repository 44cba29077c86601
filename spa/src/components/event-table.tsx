import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Table, Text, UnstyledButton } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { graphql } from '../generated/gql.ts';
import type { EventRowFragment } from '../generated/graphql.ts';
import { EventState } from './event-state.tsx';
import { Moment } from './moment.tsx';
import { type News, NewsCount, newsClass, noNews } from './news.tsx';
import { WideTable } from './wide-table.tsx';

const fragment = graphql(`
  fragment EventRow on Event {
    id
    type
    status
    isBlocked
    attempts
    sequence
    nextAttemptAt
    actor
    time
    error {
      code
      message
      fingerprint
    }
  }
`);

type EventTableProps = {
  label: string;
  events: readonly ({ id: string } & FragmentType<EventRowFragment>)[];
  /** The event that is open, by id. */
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
  renderDetail: (id: string) => ReactNode;
  news?: News;
};

/** The events of one request; each opens in its place. */
export function EventTable({ label, events, openId, onOpen, renderDetail, news = noNews }: EventTableProps) {
  return (
    <>
      <NewsCount count={news.size} what="event" />
      <WideTable label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Event</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th visibleFrom="md">Attempts</Table.Th>
            <Table.Th visibleFrom="md">By</Table.Th>
            <Table.Th visibleFrom="sm" ta="right">
              Happened
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event) => (
            <Fragment key={event.id}>
              <EventRow
                event={event}
                isOpen={event.id === openId}
                className={newsClass(news, event.id)}
                onToggle={() => onOpen(event.id === openId ? undefined : event.id)}
              />
              {event.id === openId ? (
                <Table.Tr id={`event-${event.id}`}>
                  <Table.Td colSpan={5} bg="light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-7))">
                    {renderDetail(event.id)}
                  </Table.Td>
                </Table.Tr>
              ) : null}
            </Fragment>
          ))}
        </Table.Tbody>
      </WideTable>
    </>
  );
}

type EventRowProps = {
  event: FragmentType<EventRowFragment>;
  isOpen: boolean;
  className: string;
  onToggle: () => void;
};

function EventRow({ event, isOpen, className, onToggle }: EventRowProps) {
  const { data, complete } = useFragment({ fragment, from: event });
  if (!complete) return null;
  const { id, type, status, attempts, sequence, error } = data;
  return (
    <Table.Tr className={className}>
      <Table.Td>
        <UnstyledButton aria-expanded={isOpen} aria-controls={isOpen ? `event-${id}` : undefined} onClick={onToggle}>
          <Group gap={8} wrap="nowrap">
            <Text component="span" c="dimmed" aria-hidden="true" style={{ transform: isOpen ? 'rotate(90deg)' : 'none' }}>
              ›
            </Text>
            <div>
              <Text component="span" size="sm" fw={600}>
                {type}
              </Text>{' '}
              <Text component="span" size="xs" c="dimmed" title="Place in the stream of its request">
                #{sequence}
              </Text>
            </div>
          </Group>
        </UnstyledButton>
      </Table.Td>
      <Table.Td>
        <EventState event={data} />
        {error && status !== 'PROCESSED' ? (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {error.code}: {error.message}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td visibleFrom="md">{attempts}</Table.Td>
      <Table.Td visibleFrom="md">
        <Text size="sm" lineClamp={1}>
          {data.actor}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right">
        <Text size="sm" c="dimmed" component="span">
          <Moment at={data.time} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
