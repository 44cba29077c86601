import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { EventStatus, VitalsFragment } from '../../generated/graphql.ts';
import { useTimedText } from '../../words/clock.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { formatDuration } from '../../words/time.ts';
import { blocked, eventStates, type Shape } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { TextLink } from '../links.tsx';

const fragment = graphql(`
  fragment Vitals on Overview {
    counts {
      layer
      status
      count
    }
    eventsInWork
    eventsBlocked
    oldestPendingAt
    criticalTimeP50Ms
    criticalTimeP95Ms
    workers {
      name
      isReporting
    }
  }
`);

/** Whether events flow: what is on its way, what is stuck, how long it takes. */
export function Vitals({ overview }: { overview: FragmentType<VitalsFragment> }) {
  const { data, complete } = useFragment({ fragment, from: overview });
  const oldest = complete ? data.oldestPendingAt : null;
  const waiting = useTimedText((now) => (oldest ? formatDuration(Math.max(0, now - new Date(oldest).getTime())) : 'none'));
  if (!complete) return null;
  const countEvents = (status: EventStatus) =>
    data.counts.find((one) => one.layer === 'event' && one.status.toUpperCase() === status)?.count ?? 0;
  const { eventsInWork, eventsBlocked, criticalTimeP50Ms: p50, criticalTimeP95Ms: p95 } = data;
  const [retrying, dead] = [countEvents('RETRYING'), countEvents('DEAD')];
  const isWorked = data.workers.some(({ isReporting }) => isReporting);
  return (
    <Stack gap="sm">
      <Verdict {...judge({ inWork: eventsInWork, blocked: eventsBlocked, retrying, dead, isWorked })} />
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="md" component="dl" m={0}>
        <Vital name="Events in work" value={formatCount(eventsInWork)} note="accepted, not yet applied" />
        <Vital name="Retrying" value={<EventCount status="RETRYING" count={retrying} />} note="tried again by themselves" />
        <Vital name="Dead" value={<EventCount status="DEAD" count={dead} />} note="wait for a person" />
        <Vital name="Blocked" value={<Blocked count={eventsBlocked} />} note="wait for an earlier event of their request" />
        <Vital name="Oldest waiting" value={waiting} note="age of the oldest event to be applied" />
        <Vital
          name="Critical time"
          value={p50 === null || p95 === null ? 'no events' : formatDuration(p50)}
          note={
            p50 === null || p95 === null
              ? 'accepted to applied, in the last hour'
              : `p50 of the last hour, accepted to applied; p95 ${formatDuration(p95)}`
          }
        />
      </SimpleGrid>
    </Stack>
  );
}

type Flow = { inWork: number; blocked: number; retrying: number; dead: number; isWorked: boolean };

/** The one thing that a person should hear of first. */
function judge({ inWork, blocked: behindOthers, retrying, dead, isWorked }: Flow): {
  shape: Shape;
  color: string;
  words: string;
  status?: EventStatus;
} {
  const behind = behindOthers > 0 ? `, and ${countOf(behindOthers, 'event')} ${behindOthers === 1 ? 'waits' : 'wait'} behind others` : '';
  if (!isWorked && inWork > dead)
    return { shape: 'octagon', color: 'red', words: `No worker reports: ${countOf(inWork - dead, 'event')} will not move until one does.` };
  if (dead > 0) {
    const words = `${countOf(dead, 'event')} ${dead === 1 ? 'is dead and waits' : 'are dead and wait'} for a person${behind}.`;
    return { ...eventStates.DEAD, words, status: 'DEAD' };
  }
  if (retrying > 0)
    return { ...eventStates.RETRYING, words: `${countOf(retrying, 'event')} failed and will be tried again${behind}.`, status: 'RETRYING' };
  if (inWork > 0) return { ...eventStates.PENDING, words: `${countOf(inWork, 'event')} on the way${behind}.` };
  return {
    shape: 'check',
    color: 'teal',
    words: isWorked
      ? 'Everything that was accepted is applied; a worker waits for more.'
      : 'Everything that was accepted is applied. No worker reports now.',
  };
}

function Verdict({ shape, color, words, status }: ReturnType<typeof judge>) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Glyph shape={shape} color={color} size={22} />
      <Text fw={600} lh={1.4}>
        {words}{' '}
        {status ? (
          <TextLink to="/events" search={{ status }} inherit>
            Show them
          </TextLink>
        ) : null}
      </Text>
    </Group>
  );
}

function Vital({ name, value, note }: { name: string; value: ReactNode; note: string }) {
  return (
    <Card withBorder padding="sm">
      <Text component="dt" size="xs" fw={600} c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fz={20} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value}
      </Text>
      <Text component="dd" m={0} size="xs" c="dimmed">
        {note}
      </Text>
    </Card>
  );
}

/** A count that leads to its events; loud by its shape as soon as it is not zero. */
function EventCount({ status, count }: { status: EventStatus; count: number }) {
  const { shape, color, word } = eventStates[status];
  if (count === 0) return '0';
  return (
    <TextLink to="/events" search={{ status }} inherit aria-label={`${count} ${word}: show these events`}>
      <Group gap={6} wrap="nowrap" component="span">
        <Glyph shape={shape} color={color} size={18} />
        {formatCount(count)}
      </Group>
    </TextLink>
  );
}

function Blocked({ count }: { count: number }) {
  if (count === 0) return '0';
  return (
    <Group gap={6} wrap="nowrap" component="span" title={blocked.meaning}>
      <Glyph shape={blocked.shape} color={blocked.color} size={18} />
      {formatCount(count)}
    </Group>
  );
}
