import { Group, Tabs, Text } from '@mantine/core';
import { formatCount } from '../numbers.ts';
import type { State } from '../vocabulary.ts';
import { Glyph } from './glyph.tsx';
import classes from './scrolling-tabs.module.css';

type Props<Status extends string> = {
  label: string;
  states: Record<Status, State>;
  /** How many have each status; absent while nobody knows. */
  counts: ReadonlyMap<string, number> | undefined;
  value: Status | undefined;
  onChange: (status: Status | undefined) => void;
};

/** One tab per status and one for all, with counts. */
export function StatusTabs<Status extends string>({ label, states, counts, value, onChange }: Props<Status>) {
  const all = counts ? [...counts.values()].reduce((sum, count) => sum + count, 0) : undefined;
  return (
    <Tabs value={value ?? 'ALL'} onChange={(tab) => onChange(tab === 'ALL' || tab === null ? undefined : (tab as Status))} mb="md">
      <Tabs.List aria-label={label} className={classes.tabs ?? ''}>
        <Tabs.Tab value="ALL">
          All <Count value={all} />
        </Tabs.Tab>
        {(Object.entries(states) as [Status, State][]).map(([status, { word, shape, color }]) => (
          <Tabs.Tab key={status} value={status} leftSection={<Glyph shape={shape} color={color} />}>
            <Group component="span" gap={6} wrap="nowrap">
              {word} <Count value={counts && (counts.get(status) ?? 0)} />
            </Group>
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
