import type { FragmentType } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Button, Skeleton, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type DragEvent, useEffect, useId, useRef, useState } from 'react';
import classes from '../../components/cases/case-board.module.css';
import { CaseCard } from '../../components/cases/case-card.tsx';
import type { SteppingCase } from '../../components/cases/case-steps.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Glyph } from '../../components/glyph.tsx';
import { NewsCount, newsClass } from '../../components/news.tsx';
import { graphql } from '../../generated/gql.ts';
import type { CaseCardFragment, CaseStatus, CaseStepsFragment, OperationCaseFilter } from '../../generated/graphql.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import { formatCount } from '../../words/numbers.ts';
import { caseStates } from '../../words/vocabulary.ts';
import { useArrivals } from './use-arrivals.ts';
import type { Moves, Stepping } from './use-stepping.tsx';

const pageSize = 25;
/** Larger ones can be felt while scrolling. */
const nextPageSize = 50;
/** Fewer are drawn as they are. */
const virtualFrom = 20;
/** A card and the room below it; the stylesheet says the same. */
const cardHeightPx = 136;
/** So close to the end of what is loaded, the next page is asked for. */
const reserve = 10;

const column = graphql(`
  query CaseColumn($first: Int!, $after: Cursor, $filter: OperationCaseFilter) {
    operationCases(first: $first, after: $after, filter: $filter, orderBy: { field: CHANGED_AT, direction: DESC }) {
      edges {
        cursor
        node {
          id
          status
          ...CaseCard
          ...CaseSteps
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

/** A case as the board hands it from column to column. */
export type BoardCase = { id: string; status: CaseStatus } & FragmentType<CaseCardFragment> & FragmentType<CaseStepsFragment>;

type Props = {
  status: CaseStatus;
  filter: OperationCaseFilter;
  stepping: Stepping;
  /** Cases that other columns know, for those that move here. */
  known: Map<string, BoardCase>;
  /** What may be dropped here; undefined while nothing is dragged. */
  drop: 'yes' | 'no' | undefined;
  onDrag: (operationCase: SteppingCase | undefined) => void;
  onDrop: () => void;
  /** How to ask again for this column. */
  keepRefresh: (status: CaseStatus, refresh: () => Promise<unknown>) => () => void;
};

/** The cases of one status, newest change first: as many as somebody scrolls to. */
export function CaseColumn({ status, filter, stepping, known, drop, onDrag, onDrop, keepRefresh }: Props) {
  const state = caseStates[status];
  const result = useQuery(column, { variables: { first: pageSize, filter: { ...filter, statuses: [status] } } });
  const refresh = () => refreshList(result, 'operationCases');
  useLive(result, { refresh });
  useEffect(() => keepRefresh(status, refresh));
  const list = (result.data ?? result.previousData)?.operationCases;
  const listed = (list?.edges ?? []).map(({ node }) => node);
  useEffect(() => {
    for (const node of listed) known.set(node.id, node);
  });
  const { moves } = stepping;
  // what another answer said of a case counts at once, before this column is asked again
  const staying = listed.filter(({ id, status: now }) => (moves.get(id)?.to ?? now) === status);
  const moved = movedHere(moves, status, known).filter(({ id }) => !staying.some((node) => node.id === id));
  const cases = [...moved, ...staying];
  const total = Math.max(0, (list?.totalCount ?? 0) + moved.length - (listed.length - staying.length));
  const news = useArrivals(list ? cases.map(({ id }) => id) : undefined);
  const hasMore = list?.pageInfo.hasNextPage ?? false;
  const after = list?.pageInfo.endCursor ?? null;
  const more = useMore(after, () => result.fetchMore({ variables: { first: nextPageSize, after } }));

  const scroller = useRef<HTMLDivElement>(null);
  const isLong = cases.length >= virtualFrom;
  const virtual = useVirtualizer({
    count: cases.length,
    enabled: isLong,
    getScrollElement: () => scroller.current,
    estimateSize: () => cardHeightPx,
    getItemKey: (index) => cases[index]?.id ?? index,
    overscan: 6,
  });
  const shown = isLong ? virtual.getVirtualItems() : cases.map((_, index) => ({ index, start: 0 }));
  const isNearEnd = isLong && (shown.at(-1)?.index ?? 0) >= cases.length - reserve;
  useEffect(() => {
    if (isNearEnd && hasMore) more.loadOnce();
  });
  const arriving = moved[0]?.id;
  useEffect(() => {
    // whoever moved it here sees it
    if (arriving !== undefined) scroller.current?.scrollTo?.({ top: 0 });
  }, [arriving]);

  const [isOver, setOver] = useState(false);
  const headId = useId();
  const dragging = {
    onDragOver(event: DragEvent) {
      if (drop !== 'yes') return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      setOver(true);
    },
    onDragLeave(event: DragEvent) {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false);
    },
    onDrop(event: DragEvent) {
      event.preventDefault();
      setOver(false);
      if (drop === 'yes') onDrop();
    },
  };

  return (
    <section
      className={classes.column}
      aria-labelledby={headId}
      data-column={status}
      data-drop={drop === 'yes' && isOver ? 'over' : drop}
      {...dragging}
    >
      <div className={classes.head}>
        <Glyph shape={state.shape} color={state.color} />
        <Text component="h2" id={headId} fw={650} size="sm" title={state.meaning}>
          {state.word}
        </Text>
        <span className={classes.count} role="status" aria-label={`${formatCount(total)} ${state.word}`}>
          {list ? formatCount(total) : ''}
        </span>
      </div>
      <NewsCount count={news.size} what={`${state.word} case`} />
      <div className={classes.scroller} ref={scroller}>
        <FailureNotice error={result.error} />
        {!list && !result.error ? (
          <Stack gap={8} aria-busy="true" aria-label={`Loading cases: ${state.word}`}>
            {[1, 2, 3].map((line) => (
              <Skeleton key={line} height={128} />
            ))}
          </Stack>
        ) : null}
        {list && cases.length === 0 ? (
          <Text size="sm" c="dimmed" ta="center" px="sm" py="xl">
            {Object.keys(filter).length > 0
              ? `No ${state.word} case matches the filters. Take one of them away to see more.`
              : emptyWords[status]}
          </Text>
        ) : null}
        {cases.length > 0 ? (
          <ul className={classes.list} style={isLong ? { height: virtual.getTotalSize() } : {}}>
            {shown.map(({ index, start }) => {
              const node = cases[index];
              if (!node) return null;
              const isMoving = moves.get(node.id)?.isSending ?? false;
              return (
                <li
                  key={node.id}
                  data-case={node.id}
                  data-index={index}
                  aria-posinset={index + 1}
                  aria-setsize={total}
                  style={isLong ? placeAt(start) : {}}
                >
                  <div className={newsClass(news, node.id)} style={{ borderRadius: 'var(--mantine-radius-md)' }}>
                    <CaseCard operationCase={node} isMoving={isMoving} onStep={stepping.begin} onDrag={onDrag} />
                  </div>
                </li>
              );
            })}
          </ul>
        ) : null}
        {hasMore ? (
          <div className={classes.more}>
            {more.hasFailed ? (
              <Text size="sm" role="alert" mb={4}>
                The next cases could not be loaded. Try again in a moment.
              </Text>
            ) : null}
            <Button variant="default" size="xs" fullWidth loading={more.isLoading} onClick={more.load}>
              Load more <VisuallyHidden>{state.word} cases</VisuallyHidden>
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  );
}

const emptyWords: Record<CaseStatus, string> = {
  OPEN: 'No open case here. The worker opens one for every request that was accepted.',
  IN_PROGRESS: 'Nobody works on a case here. Start work on an open one.',
  COMPLETED: 'No case here is completed yet.',
  REJECTED: 'No case here was rejected.',
};

function movedHere(moves: Moves, status: CaseStatus, known: ReadonlyMap<string, BoardCase>): BoardCase[] {
  const here = [...moves].filter(([, { to }]) => to === status);
  return here.flatMap(([id]) => known.get(id) ?? []).toReversed();
}

function placeAt(start: number): CSSProperties {
  return { position: 'absolute', top: 0, transform: `translateY(${start}px)` };
}

/** The next page, once at a time. By itself it is asked for once: what failed is asked for again by hand. */
function useMore(after: string | null, fetchMore: () => Promise<{ error?: unknown }>) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const isBusy = useRef(false);
  const asked = useRef<string | null>(null);
  const load = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    asked.current = after;
    setState('loading');
    const failure = await fetchMore().then(
      ({ error }) => error,
      (error: unknown) => error ?? 'failed',
    );
    isBusy.current = false;
    setState(failure ? 'failed' : 'idle');
  };
  return {
    isLoading: state === 'loading',
    hasFailed: state === 'failed',
    load: () => void load(),
    loadOnce: () => void (asked.current === after ? undefined : load()),
  };
}
