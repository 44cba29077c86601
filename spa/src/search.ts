import { caseStates, eventStates, priorities, serviceRequestStates } from './vocabulary.ts';

// The address bar is the state of a list. What it cannot mean is dropped, so that an old link still opens. By hand: a library for
// it would be a thirtieth of what the first page loads.

type Search = Record<string, unknown>;

const longestText = 200;

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longestText ? value : undefined;
}

function oneOf<Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}

function keyOf<Key extends string>(value: unknown, words: Record<Key, unknown>): Key | undefined {
  return oneOf(value, Object.keys(words) as Key[]);
}

/** Links may leave out any of it. What is undefined here hides what stands in the address. */
function optional<Found extends Search>(found: Found): Partial<Found> {
  return found;
}

export function requestsSearch({ q, status, priority, customer, team }: Search) {
  return optional({
    q: text(q),
    status: keyOf(status, serviceRequestStates),
    priority: keyOf(priority, priorities),
    customer: text(customer),
    team: text(team),
  });
}

export function casesSearch({ status, team }: Search) {
  return optional({ status: keyOf(status, caseStates), team: text(team) });
}

export function eventsSearch({ status, event }: Search) {
  return optional({ status: keyOf(status, eventStates), event: text(event) });
}

export const requestTabs = ['story', 'case', 'events', 'sync-logs', 'lineage', 'canonical', 'documents', 'raw'] as const;
export type RequestTab = (typeof requestTabs)[number];

export function requestSearch({ tab, event }: Search) {
  return optional({ tab: oneOf(tab, requestTabs), event: text(event) });
}

export function newRequestSearch({ receipt }: Search) {
  return optional({ receipt: text(receipt) });
}
