import { Table, type TableProps } from '@mantine/core';
import classes from './wide-table.module.css';

/** A dense table that scrolls sideways by itself where the screen is too narrow for it. */
export function WideTable({ label, ...rest }: TableProps & { label: string }) {
  return (
    <div className={classes.scroller}>
      <Table aria-label={label} verticalSpacing={6} horizontalSpacing="sm" {...rest} />
    </div>
  );
}
