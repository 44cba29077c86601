import { Code } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

type Props = {
  facts: readonly (readonly [name: string, value: ReactNode])[];
  areNamesCode?: boolean;
  /** Beside each other where there is room. */
  isDense?: boolean;
};

/** Names and values, below each other. Values from people are text and nothing else. */
export function Facts({ facts, areNamesCode = false, isDense = false }: Props) {
  return (
    <dl className={classes.facts} data-dense={isDense || undefined}>
      {facts.map(([name, value]) => (
        <div key={name} className={classes.fact}>
          <dt>{areNamesCode ? <Code>{name}</Code> : name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
