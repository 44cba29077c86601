import { useApolloClient } from '@apollo/client/react';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useLive } from '../../live/use-live.ts';
import { keepRequestList, type RequestListAsked } from './request-list.ts';

/** The list for a question, kept fresh. Until it has its first answer, the rows of the question before stay. */
export function useRequestList(asked: RequestListAsked) {
  const client = useApolloClient();
  const list = useMemo(() => keepRequestList(client, asked), [client, asked]);
  const state = useSyncExternalStore(list.subscribe, list.state);
  useEffect(() => {
    void list.open();
  }, [list]);
  const last = useRef({ list, state });
  useEffect(() => {
    if (state.rows) last.current = { list, state };
  }, [list, state]);
  useLive({ loading: state.isLoading, error: state.error, refetch: list.refresh });
  if (state.rows || !last.current.state.rows) return { list, shown: list, state, isStale: state.isLoading };
  return { list, shown: last.current.list, state: { ...last.current.state, error: state.error }, isStale: true };
}
