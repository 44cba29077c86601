import type { ApolloClient } from '@apollo/client';
import { graphql } from '../../generated/gql.ts';
import type { RequestRowFragment, ServiceRequestFilter, ServiceRequestOrder } from '../../generated/graphql.ts';
import { findRequestOf } from './find-request.ts';

/** What the lab gives at once, at most. */
const pageSize = 100;
/** The first answer is to be there soon. */
const firstPageSize = 50;

const first = graphql(`
  query Requests($first: Int!, $filter: ServiceRequestFilter, $orderBy: ServiceRequestOrder) {
    serviceRequests(first: $first, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...RequestRow @unmask
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const further = graphql(`
  query MoreRequests($first: Int!, $after: Cursor, $filter: ServiceRequestFilter, $orderBy: ServiceRequestOrder) {
    serviceRequests(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        ...RequestRow @unmask
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

// how the list begins now, what the rows on the screen are like now, and which of them still match
const changes = graphql(`
  query RequestChanges(
    $first: Int!
    $filter: ServiceRequestFilter
    $orderBy: ServiceRequestOrder
    $shown: ServiceRequestFilter!
    $matching: ServiceRequestFilter!
  ) {
    serviceRequests(first: $first, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
      }
      totalCount
    }
    shown: serviceRequests(first: 100, filter: $shown) {
      nodes {
        ...RequestRow @unmask
      }
    }
    matching: serviceRequests(first: 100, filter: $matching) {
      nodes {
        id
      }
    }
  }
`);

export type RequestListState = {
  /** Everything loaded so far, in order; undefined before the first answer. */
  rows: readonly RequestRowFragment[] | undefined;
  /** How many match in all. */
  total: number;
  hasMore: boolean;
  /** How often it has begun with its first page. */
  began: number;
  isLoading: boolean;
  isLoadingMore: boolean;
  /** The last attempt to load more brought nothing; it is not repeated before somebody wants it, or the lab answers again. */
  isStuck: boolean;
  /** Of the latest answer: what it lacks, or why there is none. */
  error: unknown;
  /** How many stand in front of the first row by now; at least so many when `isMore`. */
  added: { count: number; isMore: boolean };
  /** Ids of rows that do not match any more. */
  gone: ReadonlySet<string>;
};

export type RequestList = ReturnType<typeof createRequestList>;

export type RequestListAsked = { filter: ServiceRequestFilter; orderBy: ServiceRequestOrder };

let numbers = 0;

const nothing: RequestListState = {
  rows: undefined,
  total: 0,
  hasMore: false,
  began: 0,
  isLoading: false,
  isLoadingMore: false,
  isStuck: false,
  error: undefined,
  added: { count: 0, isMore: false },
  gone: new Set(),
};

/**
 * A list of any length that grows page by page. It keeps its rows itself: in the cache of the graph, every page and every change would
 * be compared with all the rows there are.
 *
 * Whatever happens, no row moves under the reader: rows on the screen change in place, and what is new is counted until it is asked for.
 */
export function createRequestList(client: ApolloClient, { filter: wanted, orderBy }: RequestListAsked) {
  const listeners = new Set<() => void>();
  let state = nothing;
  let filter = wanted;
  let cursor: string | null = null;
  /** Counts how often something happened; a row that was read before that may be out of date. */
  let happened = 0;
  const readAt = new Map<string, number>();
  let onScreen: readonly string[] = [];
  /** Answers to what was asked before the list began anew are of no use. */
  let generation = 0;

  function become(change: Partial<RequestListState>): void {
    state = { ...state, ...change };
    for (const tell of listeners) tell();
  }

  function markRead(rows: readonly RequestRowFragment[], at: number): void {
    for (const { id } of rows) readAt.set(id, at);
  }

  async function load(): Promise<void> {
    const mine = ++generation;
    const at = happened;
    become({ isLoading: true, isLoadingMore: false });
    try {
      filter = await findRequestOf(client, wanted);
      const variables = { first: firstPageSize, filter, orderBy };
      const { data, error } = await client.query({ query: first, variables, fetchPolicy: 'no-cache' });
      if (mine !== generation) return;
      if (!data?.serviceRequests) return become({ isLoading: false, error });
      const { nodes, pageInfo, totalCount } = data.serviceRequests;
      cursor = pageInfo.endCursor;
      readAt.clear();
      markRead(nodes, at);
      become({ ...nothing, began: state.began + 1, rows: nodes, total: totalCount, hasMore: pageInfo.hasNextPage, error });
    } catch (error) {
      if (mine === generation) become({ isLoading: false, error });
    }
  }

  async function loadMore(): Promise<void> {
    if (!state.rows || !state.hasMore || state.isLoadingMore || state.isLoading) return;
    const mine = generation;
    const at = happened;
    become({ isLoadingMore: true, isStuck: false });
    try {
      const variables = { first: pageSize, after: cursor, filter, orderBy };
      const { data, error } = await client.query({ query: further, variables, fetchPolicy: 'no-cache' });
      if (mine !== generation) return;
      if (!data?.serviceRequests) return become({ isLoadingMore: false, isStuck: true, error });
      const { nodes, pageInfo } = data.serviceRequests;
      cursor = pageInfo.endCursor ?? cursor;
      // a row whose place changed meanwhile stands where it was met first
      const rows = [...(state.rows ?? []), ...nodes.filter(({ id }) => !readAt.has(id))];
      markRead(nodes, at);
      become({
        rows,
        total: Math.max(state.total, rows.length),
        hasMore: pageInfo.hasNextPage,
        isLoadingMore: false,
        error: error ?? state.error,
      });
    } catch (error) {
      if (mine === generation) become({ isLoadingMore: false, isStuck: true, error });
    }
  }

  async function readChanges(): Promise<void> {
    const mine = generation;
    const at = happened;
    // before anybody has said what is seen, it is the beginning
    const ids = (onScreen.length > 0 ? onScreen : (state.rows ?? []).map(({ id }) => id)).slice(0, pageSize);
    const variables = { first: firstPageSize, filter, orderBy, shown: { ids }, matching: { ...filter, ids } };
    const { data, error } = await client.query({ query: changes, variables, fetchPolicy: 'no-cache' });
    if (mine !== generation) return;
    if (!data?.serviceRequests) return become({ error });
    const head = data.serviceRequests.nodes;
    const total = data.serviceRequests.totalCount;
    markRead(data.shown.nodes, at);
    const fresh = new Map(data.shown.nodes.map((row) => [row.id, row]));
    const matching = new Set(data.matching.nodes.map(({ id }) => id));
    const gone = new Set(state.gone);
    for (const id of ids) matching.has(id) ? gone.delete(id) : gone.add(id);
    const added = head.findIndex(({ id }) => readAt.has(id));
    const rows = state.rows?.map((row) => fresh.get(row.id) ?? row) ?? [];
    become({
      rows,
      total,
      gone,
      error,
      isStuck: false,
      added: added < 0 ? { count: head.length, isMore: total > head.length } : { count: added, isMore: false },
      // in some orders what is new stands at the end
      hasMore: state.hasMore || (added === 0 && total > rows.length),
    });
  }

  return {
    /** Another list has another number. */
    number: ++numbers,
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Somebody looks at it, for the first time or again. */
    async open(): Promise<void> {
      if (state.isLoading) return;
      await (state.rows ? this.refresh() : load());
    },
    load,
    loadMore,
    /** Something happened. */
    async refresh(): Promise<void> {
      happened += 1;
      // nothing that could move, or no answer yet
      if (!state.rows || state.rows.length === 0) return load();
      await readChanges().catch((error: unknown) => become({ error }));
    },
    /** These rows are on the screen now. */
    async show(ids: readonly string[]): Promise<void> {
      onScreen = ids;
      if (ids.every((id) => readAt.get(id) === happened)) return;
      await readChanges().catch((error: unknown) => become({ error }));
    },
  };
}

/** Lists somebody can come back to without a wait. */
const mostKept = 5;
const kept = new WeakMap<ApolloClient, Map<string, RequestList>>();

/** The list for a question; the one from before when it was asked lately, so that the way back leads to the same rows. */
export function keepRequestList(client: ApolloClient, asked: RequestListAsked): RequestList {
  const lists = kept.get(client) ?? new Map<string, RequestList>();
  kept.set(client, lists);
  const key = JSON.stringify(asked);
  const list = lists.get(key) ?? createRequestList(client, asked);
  lists.delete(key);
  lists.set(key, list);
  for (const oldest of [...lists.keys()].slice(0, -mostKept)) lists.delete(oldest);
  return list;
}
