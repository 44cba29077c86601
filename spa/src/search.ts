import { auditOutcomes, caseStates, eventStates, priorities, serviceRequestStates } from './vocabulary.ts';

// The address bar is the state of a list. What it cannot mean is dropped, so that an old link still opens. By hand: a library for
// it would be a thirtieth of what the first page loads.

type Search = Record<string, unknown>;

/** Every value is the text that stands in the address: the router's own way would make a number of an id that looks like one. */
export function parseSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Search): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== undefined) params.set(name, String(value));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

const longestText = 200;

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longestText ? value : undefined;
}

/** A time with its zone, as `Date` writes it. */
function moment(value: unknown): string | undefined {
  const time = new Date(text(value) ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
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

export function auditSearch({ actor, action, outcome, from, to, record }: Search) {
  return optional({
    actor: text(actor),
    action: text(action),
    outcome: keyOf(outcome, auditOutcomes),
    from: moment(from),
    to: moment(to),
    record: text(record),
  });
}

export const requestTabs = ['story', 'case', 'events', 'sync-logs', 'lineage', 'canonical', 'documents', 'raw'] as const;
export type RequestTab = (typeof requestTabs)[number];

export function requestSearch({ tab, event }: Search) {
  return optional({ tab: oneOf(tab, requestTabs), event: text(event) });
}

export function newRequestSearch({ receipt }: Search) {
  return optional({ receipt: text(receipt) });
}
