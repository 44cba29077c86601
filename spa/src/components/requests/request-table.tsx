import { Button, Loader, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useElementScrollRestoration } from '@tanstack/react-router';
import { type Row, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useKeys } from '../../keys.ts';
import type { RequestOrder } from '../../search.ts';
import { countOf, formatCount } from '../../words/numbers.ts';
import {
  columnDefinitions,
  columnOf,
  type ListedRequest,
  type RequestColumn,
  requestColumnIds,
  requestFeatures,
  type ShownRequest,
} from './request-columns.tsx';
import { RequestHeader } from './request-header.tsx';
import classes from './request-table.module.css';

/** Heights of a row in pixels. */
const wideRowPx = 40;
const narrowRowPx = 56;
const headerPx = 36;
/** Rows drawn above and below what is seen. */
const overscan = 12;
/** More is loaded when fewer than so many rows are left below. */
const aheadRows = 150;
/** How long rows have to stay on the screen before they are looked at again. */
const restMs = 250;
/** On a phone. */
const narrowColumns: readonly RequestColumn[] = ['reference', 'object'];
const scrollId = 'requests';

type Props = {
  /** Changes when the list begins anew, which is read from its top. */
  began: number;
  rows: readonly ListedRequest[];
  total: number;
  hasMore: boolean;
  isLoadingMore: boolean;
  isStuck: boolean;
  /** The rows still belong to the filter before this one. */
  isStale: boolean;
  /** Fields whose system could not be asked. */
  unknown: ReadonlySet<string>;
  /** Ids of rows that do not match any more. */
  gone: ReadonlySet<string>;
  columns: readonly RequestColumn[];
  order: RequestOrder | undefined;
  onOrder: (order: RequestOrder | undefined) => void;
  onMore: () => void;
  /** Which rows somebody looks at. */
  onShow: (ids: readonly string[]) => void;
  /** What lies over the list. */
  pill: ReactNode;
  /** In place of rows where there are none. */
  empty: ReactNode;
};

/** A table of any length: only what is seen is drawn, and what comes next is loaded before it is reached. */
export function RequestTable({ rows, total, hasMore, isLoadingMore, isStuck, isStale, unknown, gone, columns, ...rest }: Props) {
  const { began, order, onOrder, onMore, onShow, pill, empty } = rest;
  const isNarrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  const rowPx = isNarrow ? narrowRowPx : wideRowPx;
  const scroller = useRef<HTMLDivElement>(null);
  const before = useElementScrollRestoration({ id: scrollId });
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan,
    // rows that come a frame later are better than a frame that waits for rows: there are some drawn ahead
    useFlushSync: false,
    initialOffset: before?.scrollY ?? 0,
    // the header lies over the rows
    paddingStart: headerPx,
    scrollPaddingStart: headerPx,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height have to be measured anew
  useEffect(() => {
    virtualizer.measure();
  }, [virtualizer, rowPx]);
  const lastBegan = useRef(began);
  useEffect(() => {
    if (lastBegan.current !== began) virtualizer.scrollToOffset(0);
    lastBegan.current = began;
  }, [virtualizer, began]);
  const items = virtualizer.getVirtualItems();
  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];

  // the table sees no more than what is drawn: with all rows it would go through all of them whenever one changes
  const data = useMemo(() => rows.slice(from, to).map((request) => ({ request, unknown })), [rows, from, to, unknown]);
  const shownColumns = isNarrow ? narrowColumns : columns;
  const columnVisibility = useMemo(() => Object.fromEntries(requestColumnIds.map((id) => [id, shownColumns.includes(id)])), [shownColumns]);
  const table = useTable({
    features: requestFeatures,
    columns: columnDefinitions,
    data,
    getRowId: ({ request }) => request.id,
    state: { columnVisibility },
  });
  const leaves = table.getVisibleLeafColumns();
  const minWidth = leaves.reduce((sum, { id }) => sum + columnOf(id).width, 0);

  useLoadAhead({ isNeeded: hasMore && !isStuck && !isLoadingMore && !isStale && to + aheadRows > rows.length, onMore });
  const seen = useMemo(() => rows.slice(from, to).map(({ id }) => id), [rows, from, to]);
  useShown(seen, onShow);
  useMoves({ ids: seen, from, count: rows.length, scroller, scrollTo: (index) => virtualizer.scrollToIndex(index) });

  const offset = virtualizer.scrollOffset ?? 0;
  const firstSeenRow = Math.min(rows.length, Math.floor(offset / rowPx) + 1);
  const lastSeenRow = Math.min(
    rows.length,
    Math.ceil((offset + Math.max(rowPx, (virtualizer.scrollRect?.height ?? 0) - headerPx)) / rowPx),
  );
  const [top, bottom] = [from * rowPx, Math.max(0, (rows.length - to) * rowPx)];
  return (
    <div className={classes.frame}>
      {pill}
      <section
        ref={scroller}
        aria-label="Requests, scrollable"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard has to reach it
        tabIndex={0}
        className={classes.scroller}
        data-scroll-restoration-id={scrollId}
        data-stale={isStale || undefined}
        aria-busy={isStale}
      >
        <table
          className={classes.table}
          aria-label="Requests"
          aria-rowcount={total + 1}
          style={{ minWidth: isNarrow ? undefined : minWidth, '--row': `${rowPx}px` } as React.CSSProperties}
        >
          <colgroup>
            {leaves.map(({ id }) => (
              <col key={id} style={columnOf(id).grows || (isNarrow && id === 'reference') ? {} : { width: columnOf(id).width }} />
            ))}
          </colgroup>
          <RequestHeader columns={leaves.map(({ id }) => id as RequestColumn)} order={order} onOrder={onOrder} />
          <tbody>
            <Space height={top} columns={leaves.length} />
            {table.getRowModel().rows.map((row, place) => (
              <BodyRow
                key={row.id}
                row={row}
                request={row.original.request}
                index={from + place}
                layout={`${shownColumns} ${[...unknown]}`}
                isGone={gone.has(row.id)}
              />
            ))}
            <Space height={bottom} columns={leaves.length} />
          </tbody>
        </table>
        {rows.length === 0 ? (
          empty
        ) : (
          <Last isLoadingMore={isLoadingMore} hasMore={hasMore} isStuck={isStuck} onMore={onMore} total={total} />
        )}
      </section>
      <div className={classes.foot}>
        <span>{rows.length === 0 ? '' : `${formatCount(firstSeenRow)}–${formatCount(lastSeenRow)} of ${formatCount(total)}`}</span>
        <VisuallyHidden role="status">{isStale ? '' : countOf(total, 'request')}</VisuallyHidden>
        <span className={classes.keys}>
          <kbd>/</kbd> search <kbd>j</kbd>
          <kbd style={{ marginLeft: 2 }}>k</kbd> move <kbd>Enter</kbd> open <kbd>Esc</kbd> clear
        </span>
      </div>
    </div>
  );
}

type BodyRowProps = {
  row: Row<typeof requestFeatures, ShownRequest>;
  request: ListedRequest;
  index: number;
  /** Whatever else decides how it is drawn. */
  layout: string;
  isGone: boolean;
};

const BodyRow = memo(
  function BodyRow({ row, index, isGone }: BodyRowProps) {
    return (
      <tr className={classes.row} aria-rowindex={index + 2} data-index={index} data-gone={isGone || undefined}>
        {row.getVisibleCells().map(({ column: { id } }) => (
          <td key={id} className={columnOf(id).isAtEnd ? classes.end : undefined}>
            {columnOf(id).draw(row.original)}
            {isGone && id === 'reference' ? <VisuallyHidden>, does not match any more</VisuallyHidden> : null}
          </td>
        ))}
      </tr>
    );
  },
  (a, b) => a.request === b.request && a.index === b.index && a.layout === b.layout && a.isGone === b.isGone,
);

/** Stands for the rows that are not drawn. */
function Space({ height, columns }: { height: number; columns: number }) {
  if (height === 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it takes the focus
    <tr aria-hidden="true" className={classes.space}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

type LastProps = { isLoadingMore: boolean; hasMore: boolean; isStuck: boolean; onMore: () => void; total: number };

/** What stands behind the last row. */
function Last({ isLoadingMore, hasMore, isStuck, onMore, total }: LastProps) {
  return (
    <div className={classes.last}>
      {isStuck ? (
        <>
          The next requests did not come.
          <Button size="xs" variant="default" onClick={onMore}>
            Try again
          </Button>
        </>
      ) : isLoadingMore ? (
        <>
          <Loader size="xs" /> Loading more
        </>
      ) : hasMore ? null : (
        `The end: ${total === 1 ? 'this is the only one' : `all ${countOf(total, 'request')} are here`}.`
      )}
    </div>
  );
}

function useLoadAhead({ isNeeded, onMore }: { isNeeded: boolean; onMore: () => void }): void {
  useEffect(() => {
    if (isNeeded) onMore();
  }, [isNeeded, onMore]);
}

/** Tells which rows are looked at, when the scrolling rests. */
function useShown(ids: readonly string[], onShow: (ids: readonly string[]) => void): void {
  useEffect(() => {
    const timer = setTimeout(onShow, restMs, ids);
    return () => clearTimeout(timer);
  }, [ids, onShow]);
}

type Moves = {
  ids: readonly string[];
  from: number;
  count: number;
  scroller: React.RefObject<HTMLDivElement | null>;
  scrollTo: (index: number) => void;
};

/** `j` and `k` move from link to link; a row that is not drawn yet gets its turn when it is. */
function useMoves({ ids, from, count, scroller, scrollTo }: Moves): void {
  const wanted = useRef<number>(null);
  const last = useRef(-1);
  const focus = () => {
    if (wanted.current === null) return;
    const link = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${wanted.current}"] a`);
    if (!link) return;
    link.focus({ preventScroll: true });
    last.current = wanted.current;
    wanted.current = null;
  };
  useEffect(focus);
  const move = (step: number) => {
    const focused = document.activeElement?.closest<HTMLElement>('tr[data-index]')?.dataset.index;
    const at = focused === undefined ? (last.current >= from && last.current < from + ids.length ? last.current : -1) : Number(focused);
    const next = at < 0 ? firstSeen(scroller.current) : Math.min(count - 1, Math.max(0, at + step));
    if (count === 0) return;
    wanted.current = next;
    scrollTo(next);
    focus();
  };
  useKeys([
    { keys: 'j', words: 'next request', do: () => move(1) },
    { keys: 'k', words: 'request before', do: () => move(-1) },
    { keys: 'Enter', words: 'open the request' },
  ]);
}

/** Index of the first row that is not hidden by the header. */
function firstSeen(scroller: HTMLElement | null): number {
  const edge = (scroller?.getBoundingClientRect().top ?? 0) + 36;
  const rows = [...(scroller?.querySelectorAll<HTMLElement>('tr[data-index]') ?? [])];
  return Number((rows.find((row) => row.getBoundingClientRect().top >= edge - 1) ?? rows[0])?.dataset.index ?? 0);
}
