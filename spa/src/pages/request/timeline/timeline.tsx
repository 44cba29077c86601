import { Group, SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { type News, NewsCount } from '../../../components/news.tsx';
import { countOf } from '../../../words/numbers.ts';
import { formatDuration } from '../../../words/time.ts';
import type { TimelineClock, TimelineItem } from './items.ts';
import { fitUnit, layOut, sizes } from './layout.ts';
import classes from './timeline.module.css';
import { TimelineChart } from './timeline-chart.tsx';
import { TimelineTable } from './timeline-table.tsx';

/** Until the width of the page is known. */
const supposedWidth = 900;
/** How much of the width is left for what may still come. */
const leftForMore = 0.35;

type Props = {
  items: readonly TimelineItem[];
  news: News;
  chosenId: string | undefined;
  /** By which clock; null when all clocks say the same. */
  clock: TimelineClock | null;
  isTable: boolean;
  /** Whether something is still to come. */
  mayGrow: boolean;
  onChoose: (id: string | undefined) => void;
  onClock: (clock: TimelineClock) => void;
  onTable: (isTable: boolean) => void;
};

/** One request from end to end: what every system did, in one picture, or in one table. */
export function Timeline({ items, news, chosenId, clock, isTable, mayGrow, onChoose, onClock, onTable }: Props) {
  const { ref, width } = useElementSize();
  // chosen once: if it followed what comes, everything would move with every new bar
  const [{ items: first, isGrowing }] = useState({ items, isGrowing: mayGrow });
  const unit = useMemo(() => {
    const room = (width || supposedWidth) - sizes.title;
    return fitUnit(first, isGrowing ? room * (1 - leftForMore) : room);
  }, [first, isGrowing, width]);
  const layout = useMemo(() => layOut(items, unit), [items, unit]);
  return (
    <div ref={ref}>
      <NewsCount count={news.size} what="entry" />
      <Group justify="space-between" mb="sm" gap="sm">
        <Summary items={items} />
        <Group gap="xs">
          {clock ? (
            <SegmentedControl
              size="xs"
              aria-label="By which clock"
              value={clock}
              onChange={(value) => onClock(value as TimelineClock)}
              data={[
                { value: 'recorded', label: 'As recorded here' },
                { value: 'happened', label: 'As it happened' },
              ]}
            />
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label="How the timeline is shown"
            value={isTable ? 'table' : 'picture'}
            onChange={(value) => onTable(value === 'table')}
            data={[
              { value: 'picture', label: 'Picture' },
              { value: 'table', label: 'Table' },
            ]}
          />
        </Group>
      </Group>
      {isTable ? (
        <TimelineTable items={items} news={news} onChoose={onChoose} />
      ) : (
        <>
          <TimelineChart layout={layout} news={news} chosenId={chosenId} onChoose={onChoose} />
          <Legend isByEvents={clock !== 'happened'} />
        </>
      )}
    </div>
  );
}

function Summary({ items }: { items: readonly TimelineItem[] }) {
  const sum = (measure: (item: TimelineItem) => number) => items.reduce((all, item) => all + measure(item), 0);
  const attempts = sum((item) => item.attempts);
  const failures = sum((item) => item.failures);
  return (
    <Text size="sm" c="dimmed">
      {countOf(attempts, 'attempt')}, {failures === 0 ? 'none failed' : `${failures} failed`} · events waited{' '}
      {formatDuration(sum((item) => item.waitedMs))}, the worker took {formatDuration(sum((item) => item.workedMs))}
    </Text>
  );
}

function Legend({ isByEvents }: { isByEvents: boolean }) {
  return (
    <div className={classes.legend}>
      {isByEvents ? (
        <>
          <span>
            <i className={classes.piece} data-kind="waiting" /> waiting
          </span>
          <span>
            <i className={classes.piece} data-kind="working" /> work
          </span>
          <span>
            <i className={classes.piece} data-kind="working" data-failed="true" /> failed attempt
          </span>
        </>
      ) : null}
      <span>
        <i className={classes.skipped} /> time in which nothing ran, shortened
      </span>
      <span className={classes.keys}>
        <kbd>←</kbd> <kbd>→</kbd> in time, <kbd>↑</kbd> <kbd>↓</kbd> between systems, <kbd>Enter</kbd> opens
      </span>
    </div>
  );
}
