import { Group, Tabs, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { formatCount } from '../words/numbers.ts';
import type { State } from '../words/vocabulary.ts';
import { Glyph } from './glyph.tsx';
import classes from './scrolling-tabs.module.css';

/** A tab that is no status: another view of the same page. */
export type OtherTab<Other extends string> = { value: Other; word: string; count?: number | undefined };

type Props<Status extends string, Other extends string> = {
  label: string;
  states: Record<Status, State>;
  /** How many have each status; absent while nobody knows. */
  counts: ReadonlyMap<string, number> | undefined;
  /** Behind the statuses. */
  others?: readonly OtherTab<Other>[];
  value: Status | Other | undefined;
  onChange: (tab: Status | Other | undefined) => void;
};

/** One tab per status and one for all, with counts. */
export function StatusTabs<Status extends string, Other extends string = never>(props: Props<Status, Other>) {
  const { label, states, counts, others = [], value, onChange } = props;
  const list = useRef<HTMLDivElement>(null);
  // where the row is wider than the screen, the tab that the address means is brought into sight
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`[data-tab="${value ?? 'ALL'}"]`);
    if (tab && list.current) list.current.scrollLeft = tab.offsetLeft + tab.offsetWidth - list.current.clientWidth;
  }, [value]);
  const all = counts ? [...counts.values()].reduce((sum, count) => sum + count, 0) : undefined;
  return (
    <Tabs value={value ?? 'ALL'} onChange={(tab) => onChange(tab === 'ALL' || tab === null ? undefined : (tab as Status | Other))} mb="md">
      <Tabs.List ref={list} aria-label={label} className={classes.tabs ?? ''}>
        <Tabs.Tab value="ALL" data-tab="ALL">
          All <Count value={all} />
        </Tabs.Tab>
        {(Object.entries(states) as [Status, State][]).map(([status, { word, shape, color }]) => (
          <Tabs.Tab key={status} value={status} data-tab={status} leftSection={<Glyph shape={shape} color={color} />}>
            <Group component="span" gap={6} wrap="nowrap">
              {word} <Count value={counts && (counts.get(status) ?? 0)} />
            </Group>
          </Tabs.Tab>
        ))}
        {others.map(({ value: other, word, count }, place) => (
          <Tabs.Tab key={other} value={other} data-tab={other} {...(place === 0 ? { ml: 'auto' } : {})}>
            {word} <Count value={count} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

function Count({ value }: { value: number | undefined }) {
  if (value === undefined) return null;
  return (
    <Text component="span" size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {formatCount(value)}
    </Text>
  );
}
