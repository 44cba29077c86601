import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Text } from '@mantine/core';
import { Moment } from '../../../components/moment.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { graphql } from '../../../generated/gql.ts';
import type { AttemptFragment } from '../../../generated/graphql.ts';
import { formatDuration } from '../../../words/time.ts';
import { syncOutcomes } from '../../../words/vocabulary.ts';
import classes from './timeline-drawer.module.css';

const fragment = graphql(`
  fragment Attempt on SyncLog {
    id
    attempt
    outcome
    message
    errorCode
    worker
    startedAt
    durationMs
  }
`);

type Attempt = { id: string } & FragmentType<AttemptFragment>;

/** Every delivery attempt of an event, oldest first, for where there is no room for a table. */
export function AttemptList({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None yet: the worker has not come to it.
      </Text>
    );
  }
  return (
    <ol className={classes.attempts} aria-label="Attempts, oldest first">
      {attempts.map((attempt) => (
        <AttemptItem key={attempt.id} attempt={attempt} />
      ))}
    </ol>
  );
}

function AttemptItem({ attempt: from }: { attempt: Attempt }) {
  const { data, complete } = useFragment({ fragment, from });
  if (!complete) return null;
  const { attempt, outcome, message, errorCode, worker, startedAt, durationMs } = data;
  return (
    <li className={classes.attempt}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          Attempt {attempt}
        </Text>
        <StateBadge state={syncOutcomes[outcome]} />
        <Text size="sm">took {formatDuration(durationMs)}</Text>
      </Group>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {errorCode ? `${errorCode}: ` : ''}
        {message}
      </Text>
      <Text size="xs" c="dimmed">
        by {worker} · <Moment at={startedAt} />
      </Text>
    </li>
  );
}
