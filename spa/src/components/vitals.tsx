import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Card, Group, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTimedText } from '../clock.ts';
import { graphql } from '../generated/gql.ts';
import type { EventStatus, VitalsFragment } from '../generated/graphql.ts';
import { formatCount } from '../numbers.ts';
import { formatDuration } from '../time.ts';
import { eventStates } from '../vocabulary.ts';
import { Glyph } from './glyph.tsx';
import { TextLink } from './links.tsx';

const fragment = graphql(`
  fragment Vitals on Overview {
    counts {
      layer
      status
      count
    }
    eventsInWork
    oldestPendingAt
    criticalTimeP50Ms
    criticalTimeP95Ms
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
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="md" component="dl" m={0}>
      <Vital name="Events in work" value={formatCount(data.eventsInWork)} note="accepted, not yet applied" />
      <Vital name="Retrying" value={<EventCount status="RETRYING" count={countEvents('RETRYING')} />} note="tried again by themselves" />
      <Vital name="Dead" value={<EventCount status="DEAD" count={countEvents('DEAD')} />} note="wait for a person" />
      <Vital name="Oldest waiting" value={waiting} note="age of the oldest event in work" />
      <Vital name="Critical time p50" value={showMs(data.criticalTimeP50Ms)} note="accepted to applied, middle value of the last hour" />
      <Vital name="Critical time p95" value={showMs(data.criticalTimeP95Ms)} note="95 of 100 were faster" />
    </SimpleGrid>
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

function showMs(ms: number | null): string {
  return ms === null ? 'no events' : formatDuration(ms);
}
