import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Table, Text, UnstyledButton } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { graphql } from '../generated/gql.ts';
import type { EventRowFragment } from '../generated/graphql.ts';
import { blocked, eventStates } from '../words/vocabulary.ts';
import { TextLink } from './links.tsx';
import { Moment } from './moment.tsx';
import { type News, NewsCount, newsClass, noNews } from './news.tsx';
import { StateBadge } from './state-badge.tsx';
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
    serviceRequest {
      id
      reference
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
  /** On a request's own page its reference need not stand in every row. */
  isWithRequest: boolean;
  news?: News;
};

export function EventTable({ label, events, openId, onOpen, renderDetail, isWithRequest, news = noNews }: EventTableProps) {
  return (
    <>
      <NewsCount count={news.size} what="event" />
      <WideTable label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Event</Table.Th>
            {isWithRequest ? <Table.Th visibleFrom="sm">Request</Table.Th> : null}
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
                isWithRequest={isWithRequest}
                className={newsClass(news, event.id)}
                onToggle={() => onOpen(event.id === openId ? undefined : event.id)}
              />
              {event.id === openId ? (
                <Table.Tr id={`event-${event.id}`}>
                  <Table.Td colSpan={6} bg="light-dark(var(--mantine-color-gray-0), var(--mantine-color-dark-7))">
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
  isWithRequest: boolean;
  className: string;
  onToggle: () => void;
};

function EventRow({ event, isOpen, isWithRequest, className, onToggle }: EventRowProps) {
  const { data, complete } = useFragment({ fragment, from: event });
  if (!complete) return null;
  const { id, type, status, attempts, sequence, error, serviceRequest } = data;
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
      {isWithRequest ? (
        <Table.Td visibleFrom="sm">
          {serviceRequest ? (
            <TextLink
              to="/requests/$reference"
              params={{ reference: serviceRequest.reference }}
              search={{ tab: 'events', event: id }}
              size="sm"
              ff="monospace"
              style={{ whiteSpace: 'nowrap' }}
            >
              {serviceRequest.reference}
            </TextLink>
          ) : (
            <Text size="sm" c="dimmed">
              unknown
            </Text>
          )}
        </Table.Td>
      ) : null}
      <Table.Td>
        <Group gap={6}>
          <StateBadge state={eventStates[status]} note={status === 'PROCESSED' && attempts > 1 ? 'after retries' : undefined} />
          {data.isBlocked ? <StateBadge state={blocked} /> : null}
          {data.nextAttemptAt ? (
            <Text size="xs" c="dimmed">
              next <Moment at={data.nextAttemptAt} />
            </Text>
          ) : null}
        </Group>
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
