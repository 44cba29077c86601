import { SegmentedControl } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useContext } from 'react';
import type { TimeStyle } from '../time.ts';

const choices: { value: TimeStyle; label: string }[] = [
  { value: 'relative', label: 'Ago' },
  { value: 'local', label: 'Local' },
  { value: 'utc', label: 'UTC' },
];

const TimeStyleContext = createContext<[TimeStyle, (style: TimeStyle) => void]>(['relative', () => {}]);

/** Remembers in which way this reader likes times. */
export function TimeStyleProvider({ children }: { children: ReactNode }) {
  const [stored, setStored] = useLocalStorage<TimeStyle>({
    key: 'lab-time-style',
    defaultValue: 'relative',
    getInitialValueInEffect: false,
  });
  const style = choices.some(({ value }) => value === stored) ? stored : 'relative';
  return <TimeStyleContext.Provider value={[style, setStored]}>{children}</TimeStyleContext.Provider>;
}

export function useTimeStyle() {
  return useContext(TimeStyleContext);
}

export function TimeStyleSwitch() {
  const [style, setStyle] = useTimeStyle();
  return (
    <SegmentedControl
      size="xs"
      aria-label="How times are shown"
      title="How times are shown"
      data={choices}
      value={style}
      onChange={(value) => setStyle(value as TimeStyle)}
    />
  );
}
