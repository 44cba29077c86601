import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Stack, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import type { LayerCountsFragment } from '../generated/graphql.ts';
import { findState, type Layer, layers, road } from '../layers.ts';
import { formatCount } from '../numbers.ts';
import { Glyph } from './glyph.tsx';
import { Road, Stop, StopFigure } from './road.tsx';

const fragment = graphql(`
  fragment LayerCounts on Overview {
    counts {
      layer
      status
      count
    }
  }
`);

type Counts = LayerCountsFragment['counts'];

/** How many records each layer holds, and where they stand. */
export function LayerCounts({ overview }: { overview: FragmentType<LayerCountsFragment> }) {
  const { data, complete } = useFragment({ fragment, from: overview });
  if (!complete) return null;
  const stored = countsOf(data.counts, layers.documents);
  return (
    <Stack gap="xs">
      <Road label="Records in each layer">
        {road.map((layer) => (
          <LayerStop key={layer.countedAs} layer={layer} counts={countsOf(data.counts, layer)} />
        ))}
      </Road>
      {stored.length > 0 ? (
        <Group gap="md" justify="flex-end">
          <Text size="sm" c="dimmed">
            Documents beside the road:
          </Text>
          {stored.map(({ status, count }) => (
            <StatusCount key={status} layer={layers.documents} status={status} count={count} />
          ))}
        </Group>
      ) : null}
    </Stack>
  );
}

function LayerStop({ layer, counts }: { layer: Layer; counts: Counts }) {
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Stop layer={layer}>
      <div>
        <StopFigure>{formatCount(total)}</StopFigure>
        <Text size="xs" c="dimmed">
          {layer.record}
        </Text>
      </div>
      <Stack gap={4} mt={4}>
        {counts.map(({ status, count }) => (
          <StatusCount key={status} layer={layer} status={status} count={count} />
        ))}
        {counts.length === 0 ? (
          <Text size="sm" c="dimmed">
            none yet
          </Text>
        ) : null}
      </Stack>
    </Stop>
  );
}

function StatusCount({ layer, status, count }: { layer: Layer; status: string; count: number }) {
  const state = findState(layer, status);
  return (
    <Group gap={6} wrap="nowrap" title={state.meaning}>
      <Glyph shape={state.shape} color={state.color} />
      <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {formatCount(count)} {state.word}
      </Text>
    </Group>
  );
}

/** A layer's counts in the order in which its states follow each other. */
function countsOf(counts: Counts, layer: Layer): Counts {
  const order = Object.keys(layer.states);
  const place = (status: string) => (order.indexOf(status.toUpperCase()) + order.length + 1) % (order.length + 1);
  return counts.filter((one) => one.layer === layer.countedAs && one.count > 0).sort((a, b) => place(a.status) - place(b.status));
}
