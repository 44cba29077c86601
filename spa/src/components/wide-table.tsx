import { Table, type TableProps } from '@mantine/core';
import classes from './wide-table.module.css';

/** A dense table that scrolls sideways by itself where the screen is too narrow for it. */
export function WideTable({ label, ...rest }: TableProps & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: where it scrolls, the keyboard has to reach it
    <section className={classes.scroller} aria-label={`${label}, scrollable`} tabIndex={0}>
      <Table aria-label={label} verticalSpacing={6} horizontalSpacing="xs" {...rest} />
    </section>
  );
}
