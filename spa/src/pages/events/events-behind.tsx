import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { TextLink } from '../../components/links.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateBadge } from '../../components/state-badge.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventsBehindFragment } from '../../generated/graphql.ts';
import { countOf } from '../../words/numbers.ts';
import { blocked, eventStates } from '../../words/vocabulary.ts';
import classes from './events.module.css';

const fragment = graphql(`
  fragment EventsBehind on ServiceRequest {
    id
    events {
      id
      type
      sequence
      status
      isBlocked
    }
  }
`);

type Props = {
  request: FragmentType<EventsBehindFragment>;
  sequence: number;
  /** Whether the event itself is not settled yet. */
  isHeld: boolean;
};

/** Events of the same request that wait for this one, and those that it waits for. */
export function EventsBehind({ request, sequence, isHeld }: Props) {
  const { data, complete } = useFragment({ fragment, from: request });
  if (!complete || !isHeld) return null;
  const isOpen = ({ status }: { status: keyof typeof eventStates }) => status !== 'PROCESSED' && status !== 'DISCARDED';
  const before = data.events.filter((event) => event.sequence < sequence && isOpen(event));
  const behind = data.events.filter((event) => event.sequence > sequence && event.isBlocked);
  return (
    <>
      {before.length > 0 ? (
        <Notice title={`Waits behind ${countOf(before.length, 'event')}`} shape={blocked.shape} color={blocked.color}>
          <Lines events={before} />
        </Notice>
      ) : null}
      {behind.length > 0 ? (
        <Notice
          title={`${countOf(behind.length, 'event')} ${behind.length === 1 ? 'waits' : 'wait'} behind it`}
          shape={blocked.shape}
          color={blocked.color}
        >
          <Text size="sm">The events of a request are applied in order: nothing of this request moves on until this one is settled.</Text>
          <Lines events={behind} />
        </Notice>
      ) : null}
    </>
  );
}

function Lines({ events }: { events: EventsBehindFragment['events'] }) {
  return (
    <ul className={classes.plain}>
      {events.map(({ id, type, sequence, status }) => (
        <Group key={id} component="li" gap={8} py={2}>
          <TextLink to="/events" search={{ event: id }} size="sm">
            {type} #{sequence}
          </TextLink>
          <StateBadge state={eventStates[status]} />
        </Group>
      ))}
    </ul>
  );
}
