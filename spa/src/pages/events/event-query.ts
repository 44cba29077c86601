import type { EventFilter } from '../../generated/graphql.ts';
import type { eventsSearch } from '../../search.ts';

/** Names of the events that the lab knows, to choose from. */
export const eventNames = ['RequestCreated', 'OperationalCaseStatusChanged'] as const;

type Search = ReturnType<typeof eventsSearch>;

/** What was typed into the search: a value of a payload, or the id of anything. */
export type Sought = { payload: { path: string; value: string } } | { id: string } | null;

/** `priority=high` is about payloads; anything else is an id. */
export function readSought(q: string | undefined): Sought {
  const text = q?.trim() ?? '';
  if (text === '') return null;
  const [, path, value] = /^([^\s=]+)\s*=\s*(.*)$/s.exec(text) ?? [];
  return path !== undefined && value !== undefined ? { payload: { path, value } } : { id: text };
}

/** What has the id that was typed; undefined while the lab looks for it. */
export type Targets = { ids: string[] } | { requestIds: string[] } | undefined;

/** The filter that the address means; null while it is not known which records an id stands for. */
export function toEventFilter({ status, type, cause, q }: Search, targets: Targets): EventFilter | null {
  const sought = readSought(q);
  if (sought && 'id' in sought && !targets) return null;
  return {
    ...(status ? { statuses: [status] } : {}),
    ...(type ? { types: [type] } : {}),
    ...(cause ? { errorFingerprints: [cause] } : {}),
    ...(sought && 'payload' in sought ? { payload: sought.payload } : {}),
    ...(sought && 'id' in sought ? targets : {}),
  };
}

/** Whether a filter leaves anything out: the lab refuses to recover every event there is. */
export function isNarrow(filter: EventFilter): boolean {
  return Object.keys(filter).length > 0;
}
