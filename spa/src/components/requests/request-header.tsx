import type { RequestOrder } from '../../search.ts';
import { columnOf, type RequestColumn } from './request-columns.tsx';
import classes from './request-table.module.css';

type Props = { columns: readonly RequestColumn[]; order: RequestOrder | undefined; onOrder: (order: RequestOrder | undefined) => void };

/** Titles of the columns; by those that the graph can sort by, the list is sorted. */
export function RequestHeader({ columns, order, onOrder }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((id) => {
          const { title, isAtEnd, orders } = columnOf(id);
          const place = orders?.indexOf(order) ?? -1;
          const sorted = place < 0 ? undefined : place === 0 ? 'descending' : 'ascending';
          return (
            <th key={id} scope="col" aria-sort={sorted} className={isAtEnd ? classes.end : undefined}>
              {orders ? (
                <button type="button" className={classes.sort} data-active={sorted} onClick={() => onOrder(orders[place === 0 ? 1 : 0])}>
                  {title}
                  <Arrow direction={sorted} />
                </button>
              ) : (
                title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function Arrow({ direction }: { direction: 'ascending' | 'descending' | undefined }) {
  return (
    <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
      {direction === undefined ? <path d="M3.5 4.5 6 2l2.5 2.5M3.5 7.5 6 10l2.5-2.5" opacity=".45" /> : null}
      {direction === 'descending' ? <path d="M6 2v8M3 7l3 3 3-3" /> : null}
      {direction === 'ascending' ? <path d="M6 10V2M3 5l3-3 3 3" /> : null}
    </svg>
  );
}
