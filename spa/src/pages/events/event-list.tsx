import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Checkbox, Table, Text, UnstyledButton } from '@mantine/core';
import { EventState } from '../../components/event-state.tsx';
import { TextLink } from '../../components/links.tsx';
import { Moment } from '../../components/moment.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventLineFragment } from '../../generated/graphql.ts';
import classes from './events.module.css';
import { TypeName } from './type-name.tsx';

const fragment = graphql(`
  fragment EventLine on Event {
    id
    type
    status
    isBlocked
    attempts
    sequence
    nextAttemptAt
    revision
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

type ListProps = {
  events: readonly ({ id: string } & FragmentType<EventLineFragment>)[];
  /** The event that is open beside the list. */
  openId: string | undefined;
  /** Events that are chosen for a recovery; null when nobody chooses. */
  chosen: ReadonlySet<string> | null;
  onOpen: (id: string) => void;
  onChoose: (ids: readonly string[], isChosen: boolean) => void;
};

/** Events as lines, newest first: to choose from, and to open one beside them. */
export function EventList({ events, openId, chosen, onOpen, onChoose }: ListProps) {
  const ids = events.map(({ id }) => id);
  const count = ids.filter((id) => chosen?.has(id)).length;
  return (
    <WideTable label="Events" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          {chosen ? (
            <Table.Th w={36}>
              <Checkbox
                aria-label="Select all events that are shown"
                size="xs"
                checked={count > 0 && count === ids.length}
                indeterminate={count > 0 && count < ids.length}
                onChange={({ currentTarget }) => onChoose(ids, currentTarget.checked)}
              />
            </Table.Th>
          ) : null}
          <Table.Th>Event</Table.Th>
          <Table.Th visibleFrom="sm" className={classes.wide ?? ''}>
            Request
          </Table.Th>
          <Table.Th>Status</Table.Th>
          <Table.Th visibleFrom="md" className={classes.wide ?? ''}>
            Attempts
          </Table.Th>
          <Table.Th visibleFrom="sm" ta="right" className={classes.wide ?? ''}>
            Happened
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <EventLine
            key={event.id}
            event={event}
            isOpen={event.id === openId}
            isChosen={chosen ? chosen.has(event.id) : null}
            onOpen={onOpen}
            onChoose={onChoose}
          />
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

type LineProps = {
  event: FragmentType<EventLineFragment>;
  isOpen: boolean;
  isChosen: boolean | null;
} & Pick<ListProps, 'onOpen' | 'onChoose'>;

function EventLine({ event, isOpen, isChosen, onOpen, onChoose }: LineProps) {
  const { data, complete } = useFragment({ fragment, from: event });
  if (!complete) return null;
  const { id, type, status, attempts, sequence, error, serviceRequest, revision } = data;
  const reference = serviceRequest?.reference;
  return (
    <Table.Tr className={classes.row ?? ''} data-open={isOpen || undefined} data-chosen={isChosen || undefined}>
      {isChosen === null ? null : (
        <Table.Td>
          <Checkbox
            aria-label={`Select ${type} ${sequence} of ${reference ?? 'an unknown request'}`}
            size="xs"
            checked={isChosen}
            onChange={({ currentTarget }) => onChoose([id], currentTarget.checked)}
          />
        </Table.Td>
      )}
      <Table.Td>
        <UnstyledButton className={classes.name ?? ''} data-event={id} aria-current={isOpen || undefined} onClick={() => onOpen(id)}>
          <Text component="span" size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            <TypeName of={type} />
          </Text>{' '}
          <Text component="span" size="xs" c="dimmed" title="Place in the stream of its request">
            #{sequence}
            {revision > 1 ? ` · revision ${revision}` : ''}
          </Text>
          {reference ? (
            <Text component="span" size="xs" ff="monospace" c="dimmed" className={classes.narrow ?? ''}>
              {reference}
            </Text>
          ) : null}
          {error && status !== 'PROCESSED' ? (
            <Text component="span" size="xs" c="dimmed" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
              {error.code}: {error.message}
            </Text>
          ) : null}
        </UnstyledButton>
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.wide ?? ''}>
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
      <Table.Td>
        <EventState event={data} />
      </Table.Td>
      <Table.Td visibleFrom="md" className={classes.wide ?? ''}>
        {attempts}
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" className={classes.wide ?? ''}>
        <Text size="sm" c="dimmed" component="span">
          <Moment at={data.time} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
