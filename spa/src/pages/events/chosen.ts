import { useState } from 'react';
import type { EventFilter, EventSelection, EventStatus } from '../../generated/graphql.ts';

/** The most events that the lab takes one by one; a filter has no limit. */
export const mostIds = 500;

export type Chosen = {
  /** Events chosen one by one, with the status in which they were chosen. */
  one: ReadonlyMap<string, EventStatus>;
  /** Chosen as everything that matches. */
  all: EventFilter | null;
};

export const nothingChosen: Chosen = { one: new Map(), all: null };

/**
 * Which events are chosen for a recovery. Another filter begins with none: nobody shall recover what they do not see.
 *
 * @param scope what the list is narrowed to.
 */
export function useChosen(scope: string) {
  const [state, setState] = useState({ scope, chosen: nothingChosen });
  const chosen = state.scope === scope ? state.chosen : nothingChosen;
  const setChosen = (next: Chosen) => setState({ scope, chosen: next });
  return { chosen, setChosen };
}

/** The selection as the lab takes it; null when nothing is chosen. */
export function toSelection({ one, all }: Chosen): EventSelection | null {
  if (all) return { filter: all };
  return one.size > 0 ? { ids: [...one.keys()] } : null;
}
