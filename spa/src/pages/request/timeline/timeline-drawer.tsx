import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Facts } from '../../../components/facts.tsx';
import { Moment } from '../../../components/moment.tsx';
import { StateBadge } from '../../../components/state-badge.tsx';
import { layers } from '../../../words/layers.ts';
import { formatDuration } from '../../../words/time.ts';
import { ItemLinks } from './item-links.tsx';
import type { TimelineItem } from './items.ts';
import classes from './timeline-drawer.module.css';

/** What was recorded later than this has two times. */
const shiftedFromMs = 1_000;

type Props = {
  items: readonly TimelineItem[];
  chosen: TimelineItem | undefined;
  onChoose: (id: string | undefined) => void;
  /** What only the record itself knows. */
  children: ReactNode;
};

/** What stands behind a bar or a mark: what happened, why, what it brought about, and where to go from here. */
export function TimelineDrawer({ items, chosen, onChoose, children }: Props) {
  return (
    <Drawer
      opened={chosen !== undefined}
      onClose={() => onChoose(undefined)}
      position="right"
      size="min(540px, 100vw)"
      title={chosen ? layers[chosen.lane].title : ''}
      closeButtonProps={{ 'aria-label': 'Close' }}
      overlayProps={{ backgroundOpacity: 0.25 }}
    >
      {chosen ? (
        <Opened items={items} chosen={chosen} onChoose={onChoose}>
          {children}
        </Opened>
      ) : null}
    </Drawer>
  );
}

function Opened({ items, chosen, onChoose, children }: Props & { chosen: TimelineItem }) {
  const place = items.findIndex(({ id }) => id === chosen.id);
  const before = items[place - 1];
  const after = items[place + 1];
  const cause = items.find(({ id }) => id === chosen.causeId);
  const effects = items.filter(({ causeId }) => causeId === chosen.id);
  const isShifted = new Date(chosen.recordedAt).getTime() - new Date(chosen.happenedAt).getTime() > shiftedFromMs;
  // it says more about itself below
  const isEvent = chosen.link.to === 'event' && chosen.link.id === chosen.id;
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {chosen.name}
        </Title>
        <StateBadge state={{ meaning: chosen.sentence, ...chosen.state }} />
      </Group>
      {isEvent ? null : (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {chosen.sentence}
        </Text>
      )}
      <Facts
        facts={[
          ['By', chosen.by],
          ['Happened', <Moment key="happened" at={chosen.happenedAt} />],
          ...(isShifted ? [['Recorded', <Moment key="recorded" at={chosen.recordedAt} />] as const] : []),
          ...(chosen.attempts > 0
            ? ([
                ['Waited', formatDuration(chosen.waitedMs)],
                ['Worker took', formatDuration(chosen.workedMs)],
              ] as const)
            : []),
          ...(cause ? [['Because of', <Related key="cause" items={[cause]} onChoose={onChoose} />] as const] : []),
          ...(effects.length > 0 ? [['Brought about', <Related key="effects" items={effects} onChoose={onChoose} />] as const] : []),
        ]}
      />
      {children}
      <ItemLinks link={chosen.link} />
      <Group justify="space-between" className={classes.walk ?? ''}>
        <Button variant="default" size="xs" disabled={!before} onClick={() => onChoose(before?.id)}>
          ‹ Before
        </Button>
        <Text size="xs" c="dimmed">
          {place + 1} of {items.length}
        </Text>
        <Button variant="default" size="xs" disabled={!after} onClick={() => onChoose(after?.id)}>
          After ›
        </Button>
      </Group>
    </Stack>
  );
}

function Related({ items, onChoose }: { items: readonly TimelineItem[]; onChoose: (id: string) => void }) {
  return (
    <Group gap={6}>
      {items.map(({ id, label }) => (
        <Button key={id} variant="light" size="compact-xs" onClick={() => onChoose(id)}>
          {label}
        </Button>
      ))}
    </Group>
  );
}
