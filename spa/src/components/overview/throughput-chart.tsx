import '@mantine/charts/styles.css';
import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { BarChart } from '@mantine/charts';
import { Card, Group, Table, Text, Title } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import type { ThroughputFragment } from '../../generated/graphql.ts';
import { useTimedText } from '../../words/clock.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import { formatMinute } from '../../words/time.ts';
import { useTimeStyle } from '../frame/time-style.tsx';
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
/** Every quarter of an hour has its time on the axis. */
const labelledMinutes = 15;

/** Events applied in each minute of the last hour: as bars, and as a table for those who cannot see them or want the numbers. */
export function ThroughputChart({ overview }: { overview: FragmentType<ThroughputFragment> }) {
  const { data, complete } = useFragment({ fragment, from: overview });
  const [style] = useTimeStyle();
  // moves with the clock, too: once a minute
  const current = Number(useTimedText((now) => String(Math.floor(now / minuteMs)))) * minuteMs;
  if (!complete) return null;
  const minutes = fillHour(data.throughput, current).map(({ start, processed }) => ({
    start,
    Events: processed,
    minute: formatMinute(start, style, current),
  }));
  const total = minutes.reduce((sum, { Events }) => sum + Events, 0);
  const peak = Math.max(...minutes.map(({ Events }) => Events));
  const busy = minutes.filter(({ Events }) => Events > 0).reverse();
  return (
    <Card withBorder h="100%">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          Throughput of the last hour
          {style === 'utc' ? ', in UTC' : null}
        </Title>
        <Text size="sm" c="dimmed">
          {total === 0 ? 'no events' : `${countOf(total, 'event')}, at most ${formatCount(peak)} a minute`}
        </Text>
      </Group>
      <div
        role="img"
        aria-label={`Events applied in each minute of the last hour: ${countOf(total, 'event')} in all, at most ${formatCount(peak)} a minute.`}
      >
        <BarChart
          h={150}
          data={minutes}
          dataKey="minute"
          series={[{ name: 'Events', color: 'grape.6' }]}
          tickLine="none"
          gridAxis="x"
          valueFormatter={formatCount}
          xAxisProps={{
            ticks: minutes.filter((_, index) => (index + 1) % labelledMinutes === 0).map(({ minute }) => minute),
            interval: 0,
          }}
          yAxisProps={{ allowDecimals: false, width: 44 }}
          barProps={{ isAnimationActive: false, minPointSize: (value) => (Number(value) > 0 ? 3 : 0) }}
          barChartProps={{ accessibilityLayer: false }}
        />
      </div>
      {busy.length > 0 ? (
        <details className={classes.twin}>
          <Text component="summary" size="sm">
            As a table
          </Text>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
          <section className={classes.rows} tabIndex={0} aria-label="Minutes with events">
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Minute</Table.Th>
                  <Table.Th ta="right">Events applied</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {busy.map(({ start, minute, Events }) => (
                  <Table.Tr key={start}>
                    <Table.Td>{minute}</Table.Td>
                    <Table.Td ta="right">{formatCount(Events)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        </details>
      ) : null}
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
