import { useLocalStorage } from '@mantine/hooks';
import { createContext, type ReactNode, useContext } from 'react';
import type { TimeStyle } from '../../words/time.ts';
import classes from './time-style.module.css';

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

/** One of three. Plain radio buttons instead of Mantine's SegmentedControl, which would be a fiftieth of what the first page loads. */
export function TimeStyleSwitch() {
  const [style, setStyle] = useTimeStyle();
  return (
    <div role="radiogroup" aria-label="How times are shown" title="How times are shown" className={classes.choices}>
      {choices.map(({ value, label }) => (
        <label key={value} className={classes.choice}>
          <input type="radio" name="time-style" checked={style === value} onChange={() => setStyle(value)} />
          {label}
        </label>
      ))}
    </div>
  );
}
