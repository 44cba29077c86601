import { useQuery } from '@apollo/client/react';
import { getRouteApi } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { ButtonLink } from '../../components/links.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { graphql } from '../../generated/gql.ts';
import type { EventFilter, EventSelection, EventStatus, RecoveryKind } from '../../generated/graphql.ts';
import { type KeyBinding, useKeys } from '../../keys.ts';
import { refreshList } from '../../lists/refresh-list.ts';
import { useLive } from '../../live/use-live.ts';
import { useMay } from '../../session/signed-in.ts';
import { eventStates } from '../../words/vocabulary.ts';
import { EventDetail } from '../event-detail.tsx';
import { mostIds, nothingChosen, toSelection, useChosen } from './chosen.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { EventFilters } from './event-filters.tsx';
import { EventList } from './event-list.tsx';
import { isNarrow } from './event-query.ts';
import classes from './events.module.css';
import { RecoveryDialog } from './recovery-dialog.tsx';
import { recoveryKinds } from './recovery-words.ts';

const pageSize = 50;

const list = graphql(`
  query Events($first: Int!, $after: Cursor, $filter: EventFilter) {
    events(first: $first, after: $after, filter: $filter) {
      edges {
        cursor
        node {
          id
          status
          ...EventLine
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

const route = getRouteApi('/events');
type Props = {
  /** What the address means; null while that is being found out. */
  filter: EventFilter | null;
  error: unknown;
};

/** The list, the event that is open beside it, and what is chosen for a recovery. */
export function EventsView({ filter, error }: Props) {
  const search = route.useSearch();
  const { status, event: openId } = search;
  const navigate = route.useNavigate();
  const mayMend = useMay()('Mutation.redeliverEvents');
  const result = useQuery(list, { variables: { first: pageSize, filter: filter ?? {} }, skip: filter === null });
  useLive(result, { refresh: () => (filter === null ? Promise.resolve() : refreshList(result, 'events')) });
  const events = (result.data ?? result.previousData)?.events;
  const nodes = events?.edges.map(({ node }) => node) ?? [];

  const { chosen, setChosen } = useChosen(JSON.stringify(filter));
  const [recovery, setRecovery] = useState<{ kind: RecoveryKind; selection: EventSelection }>();
  const place = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  // an event that was opened here is read next; one that the address brought is not jumped to
  const wasOpenedHere = useRef(false);
  const closed = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (openId && wasOpenedHere.current) detail.current?.focus({ preventScroll: true });
    // back to its row, unless the reader has gone on to something else meanwhile
    if (!openId && closed.current && document.activeElement === document.body) {
      rowsIn(place.current)
        .find((row) => row.dataset.event === closed.current)
        ?.focus();
    }
    closed.current = undefined;
  }, [openId]);

  const focused = () => rowsIn(place.current).find((row) => row.closest('tr')?.contains(document.activeElement))?.dataset.event;
  const open = (event: string | undefined) => {
    wasOpenedHere.current = event !== undefined;
    void navigate({ search: (before) => ({ ...before, event }), replace: true, resetScroll: false });
  };
  const close = () => {
    closed.current = openId;
    open(undefined);
  };
  const move = (by: 1 | -1) => {
    const all = rowsIn(place.current);
    const at = all.findIndex((row) => row.dataset.event === (focused() ?? openId));
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const one = new Map<string, EventStatus>(chosen.one);
    for (const { id, status: stands } of nodes) {
      if (!ids.includes(id)) continue;
      if (!isChosen) one.delete(id);
      else if (one.size < mostIds) one.set(id, stands);
    }
    setChosen({ one, all: null });
  };
  const selection = toSelection(chosen);
  const recoverHere = (kind: RecoveryKind) => {
    const id = focused();
    const target = selection ?? (id ? { ids: [id] } : null);
    if (target) setRecovery({ kind, selection: target });
  };
  const isDetailInCharge = openId !== undefined && selection === null;
  const select = () => {
    const id = focused();
    if (id) choose([id], !chosen.one.has(id));
  };
  const bindings: KeyBinding[] = [
    { keys: 'j', words: 'next event', do: () => move(1) },
    { keys: 'k', words: 'event before', do: () => move(-1) },
    { keys: 'Enter', words: 'open the event' },
    ...(mayMend ? [{ keys: 'x', words: 'select the event, or not', do: select }] : []),
    ...(mayMend && !isDetailInCharge
      ? [
          { keys: 'r', words: `${recoveryKinds.REDELIVER.verb.toLowerCase()} what is selected`, do: () => recoverHere('REDELIVER') },
          { keys: 'd', words: `${recoveryKinds.DISCARD.verb.toLowerCase()} what is selected`, do: () => recoverHere('DISCARD') },
        ]
      : []),
    { keys: 'Escape', words: 'close the event; then select nothing', do: () => (openId ? close() : setChosen(nothingChosen)) },
  ];
  useKeys(bindings);

  return (
    <>
      <EventFilters
        search={search}
        onChange={(change) => navigate({ search: (before) => ({ ...before, ...change, event: undefined }), replace: true })}
      />
      <FailureNotice error={error ?? result.error} />
      {selection ? (
        <ChosenBar
          chosen={chosen}
          shown={nodes.length}
          total={events?.totalCount ?? 0}
          status={status}
          onAll={filter && isNarrow(filter) ? () => setChosen({ one: chosen.one, all: filter }) : null}
          onClear={() => setChosen(nothingChosen)}
          onRecover={(kind) => setRecovery({ kind, selection })}
        />
      ) : null}
      <div className={classes.split} data-open={openId ? true : undefined}>
        <div className={classes.list} ref={place}>
          <PagedList
            what="event"
            connection={events}
            isStale={result.data === undefined && (result.loading || filter === null)}
            hasFailed={error !== undefined || result.error !== undefined}
            onMore={(after) => result.fetchMore({ variables: { after } })}
            empty={<NoEvents status={status && eventStates[status].word} isFiltered={Boolean(search.q ?? search.type ?? search.cause)} />}
          >
            {nodes.length > 0 ? (
              <EventList
                events={nodes}
                openId={openId}
                chosen={mayMend ? new Set(chosen.all ? nodes.map(({ id }) => id) : chosen.one.keys()) : null}
                onOpen={(id) => open(id === openId ? undefined : id)}
                onChoose={choose}
              />
            ) : null}
          </PagedList>
          <Keys mayMend={mayMend} />
        </div>
        {openId ? (
          <section className={classes.detail} ref={detail} aria-label="The open event" tabIndex={-1}>
            <EventDetail key={openId} id={openId} hasKeys={isDetailInCharge} onClose={close} />
          </section>
        ) : null}
      </div>
      {recovery ? (
        <RecoveryDialog
          kind={recovery.kind}
          selection={recovery.selection}
          onClose={() => setRecovery(undefined)}
          onStarted={(job) => {
            setRecovery(undefined);
            setChosen(nothingChosen);
            void navigate({ search: (before) => ({ ...before, job }), resetScroll: true });
          }}
        />
      ) : null}
    </>
  );
}

function rowsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[data-event]') ?? [])];
}

function NoEvents({ status, isFiltered }: { status: string | undefined; isFiltered: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState
        title="No event matches"
        action={
          <ButtonLink to="/events" variant="default">
            Clear all filters
          </ButtonLink>
        }
      >
        The search knows the ids of events, requests, submissions, cases and business objects, also as REQ-, CASE- or BO- references; or a
        value of the payload by its place, such as priority=high, whole and spelt as it stands there.
      </EmptyState>
    );
  }
  return (
    <EmptyState title={status ? `No ${status} events` : 'No events yet'}>
      {status === 'dead' || status === 'retrying'
        ? 'Good: nothing is stuck.'
        : 'An event is recorded with every submission and every step of a case.'}
    </EmptyState>
  );
}

function Keys({ mayMend }: { mayMend: boolean }) {
  const keys = [
    ['j k', 'move'],
    ['Enter', 'open'],
    ...(mayMend
      ? [
          ['x', 'select'],
          ['r', recoveryKinds.REDELIVER.verb.toLowerCase()],
          ['d', recoveryKinds.DISCARD.verb.toLowerCase()],
          ['e', 'correct'],
        ]
      : []),
    ['Esc', 'close'],
  ];
  return (
    <div className={classes.keys}>
      {keys.map(([key, does]) => (
        <span key={key}>
          <kbd>{key}</kbd> {does}
        </span>
      ))}
    </div>
  );
}
