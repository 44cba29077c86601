import type { FragmentType } from '@apollo/client';
import { useFragment } from '@apollo/client/react';
import { Group, Stack, Text } from '@mantine/core';
import { lazy, type ReactNode, Suspense } from 'react';
import { graphql } from '../../generated/gql.ts';
import type { CaseStatus, EventStatus, LayerCountsFragment, ServiceRequestStatus } from '../../generated/graphql.ts';
import { whenIdle } from '../../idle.ts';
import { findState, type Layer, layers, road } from '../../words/layers.ts';
import { formatCount } from '../../words/numbers.ts';
import { caseStates, eventStates, serviceRequestStates } from '../../words/vocabulary.ts';
import { Glyph } from '../glyph.tsx';
import { TextLink } from '../links.tsx';
import { Road, Stop, StopFigure } from '../requests/road.tsx';

// nobody asks before the first picture
const LayerNote = lazy(async () => {
  await whenIdle();
  return { default: (await import('../layer-note.tsx')).LayerNote };
});

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
    <Stop
      layer={layer}
      note={
        <Suspense fallback={null}>
          <LayerNote layer={layer} />
        </Suspense>
      }
    >
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
  const text = (
    <Text size="sm" component="span" inherit style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatCount(count)} {state.word}
    </Text>
  );
  return (
    <Group gap={6} wrap="nowrap" title={state.meaning}>
      <Glyph shape={state.shape} color={state.color} />
      <ListLink layer={layer} status={status}>
        {text}
      </ListLink>
    </Group>
  );
}

/** Leads to the records that were counted, where there is a list of them. */
function ListLink({ layer, status, children }: { layer: Layer; status: string; children: ReactNode }) {
  const look = { size: 'sm', c: 'inherit', underline: 'hover' } as const;
  const key = status.toUpperCase();
  if (layer === layers.source && key in serviceRequestStates)
    return (
      <TextLink to="/requests" search={{ status: [key as ServiceRequestStatus] }} {...look}>
        {children}
      </TextLink>
    );
  if (layer === layers.integration && key in eventStates)
    return (
      <TextLink to="/events" search={{ status: key as EventStatus }} {...look}>
        {children}
      </TextLink>
    );
  if (layer === layers.operational && key in caseStates)
    return (
      <TextLink to="/cases" search={{ status: key as CaseStatus }} {...look}>
        {children}
      </TextLink>
    );
  return (
    <Text size="sm" component="span">
      {children}
    </Text>
  );
}

/** A layer's counts in the order in which its states follow each other. */
function countsOf(counts: Counts, layer: Layer): Counts {
  const order = Object.keys(layer.states);
  const place = (status: string) => (order.indexOf(status.toUpperCase()) + order.length + 1) % (order.length + 1);
  return counts.filter((one) => one.layer === layer.countedAs && one.count > 0).sort((a, b) => place(a.status) - place(b.status));
}
