import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Card, Group, Text, Title } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { ThroughputFragment } from '../generated/graphql.ts';
import { countOf, formatCount } from '../numbers.ts';
import classes from './throughput-chart.module.css';

const fragment = graphql(`
  fragment Throughput on Overview {
    throughput {
      minute
      processed
    }
  }
`);

const minuteMs = 60_000;
const width = 600;
const height = 120;

/** Events applied in each minute of the last hour, as bars; in words for those who cannot see them. */
export function ThroughputChart({ overview }: { overview: FragmentType<ThroughputFragment> }) {
  const { data, complete } = useFragment({ fragment, from: overview });
  if (!complete) return null;
  const minutes = fillHour(data.throughput, Date.now());
  const total = minutes.reduce((sum, { processed }) => sum + processed, 0);
  const peak = Math.max(...minutes.map(({ processed }) => processed));
  const step = width / minutes.length;
  return (
    <Card withBorder h="100%">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Throughput of the last hour
        </Title>
        <Text size="sm" c="dimmed">
          {total === 0 ? 'no events' : `${countOf(total, 'event')}, at most ${formatCount(peak)} a minute`}
        </Text>
      </Group>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={classes.chart}
        role="img"
        aria-label={`Events applied in each minute of the last hour: ${countOf(total, 'event')} in all, at most ${peak} a minute.`}
      >
        {minutes.map(({ start, processed }, index) => {
          const size = peak === 0 ? 0 : Math.max(processed > 0 ? 3 : 0, (processed / peak) * (height - 4));
          return (
            <g key={start}>
              <rect className={classes.idle} x={index * step + 1} y={height - 2} width={step - 2} height={2} />
              <rect className={classes.bar} x={index * step + 1} y={height - size} width={step - 2} height={size} rx={1.5} />
              <rect x={index * step} y={0} width={step} height={height} fill="transparent">
                <title>{`${new Date(start).toISOString().slice(11, 16)} UTC: ${countOf(processed, 'event')}`}</title>
              </rect>
            </g>
          );
        })}
      </svg>
      <Group justify="space-between" mt={4} aria-hidden="true">
        {['1 hour ago', '30 min', 'now'].map((label) => (
          <Text key={label} size="xs" c="dimmed">
            {label}
          </Text>
        ))}
      </Group>
    </Card>
  );
}

/** The answer leaves out minutes without events; a chart must not. */
function fillHour(points: ThroughputFragment['throughput'], now: number): { start: number; processed: number }[] {
  const processed = new Map(points.map((point) => [Math.floor(new Date(point.minute).getTime() / minuteMs), point.processed]));
  const current = Math.floor(now / minuteMs);
  return Array.from({ length: 60 }, (_, index) => {
    const minute = current - 59 + index;
    return { start: minute * minuteMs, processed: processed.get(minute) ?? 0 };
  });
}
