import { Group, Text } from '@mantine/core';
import type { EventRowFragment } from '../generated/graphql.ts';
import { blocked, eventStates } from '../words/vocabulary.ts';
import { Moment } from './moment.tsx';
import { StateBadge } from './state-badge.tsx';

type Props = { event: Pick<EventRowFragment, 'status' | 'attempts' | 'isBlocked' | 'nextAttemptAt'> };

/** Where an event stands, whether it waits behind another one, and when it is tried again. */
export function EventState({ event: { status, attempts, isBlocked, nextAttemptAt } }: Props) {
  return (
    <Group gap={6}>
      <StateBadge state={eventStates[status]} note={status === 'PROCESSED' && attempts > 1 ? 'after retries' : undefined} />
      {isBlocked ? <StateBadge state={blocked} /> : null}
      {nextAttemptAt ? (
        <Text size="xs" c="dimmed">
          next <Moment at={nextAttemptAt} />
        </Text>
      ) : null}
    </Group>
  );
}
