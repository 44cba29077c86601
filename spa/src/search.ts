import { auditOutcomes, businessObjectStates, caseStates, eventStates, priorities, serviceRequestStates } from './words/vocabulary.ts';

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

/** No filter means more than so many values of one kind. */
const mostValues = 50;

/** Several values of one kind, divided by commas in the address; those that cannot be meant are left out. */
function several<Word extends string>(value: unknown, read: (one: unknown) => Word | undefined): Word[] | undefined {
  const given = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const found = [...new Set(given.flatMap((one) => read(one) ?? []))].slice(0, mostValues);
  return found.length > 0 ? found : undefined;
}

/** Orders of the list of requests as they stand in the address; without one, the newest record comes first. */
export const requestOrders = ['oldest', 'sent', '-sent', 'reference', '-reference'] as const;
export type RequestOrder = (typeof requestOrders)[number];

export function requestsSearch({ q, status, priority, event, customer, agreement, type, team, from, to, sender, sort }: Search) {
  return optional({
    q: text(q),
    status: several(status, (one) => keyOf(one, serviceRequestStates)),
    priority: several(priority, (one) => keyOf(one, priorities)),
    event: several(event, (one) => keyOf(one, eventStates)),
    customer: several(customer, text),
    agreement: several(agreement, text),
    type: several(type, text),
    team: several(team, text),
    from: moment(from),
    to: moment(to),
    sender: text(sender),
    sort: oneOf(sort, requestOrders),
  });
}
export type RequestsSearch = ReturnType<typeof requestsSearch>;

export const caseViews = ['board', 'list'] as const;
export type CaseView = (typeof caseViews)[number];

export function casesSearch({ view, q, status, priority, customer, team }: Search) {
  return optional({
    view: oneOf(view, caseViews),
    q: text(q),
    status: keyOf(status, caseStates),
    priority: keyOf(priority, priorities),
    customer: text(customer),
    team: text(team),
  });
}

export const eventViews = ['causes', 'recoveries'] as const;
export type EventView = (typeof eventViews)[number];

export function eventsSearch({ view, status, q, type, cause, event, job }: Search) {
  return optional({
    view: oneOf(view, eventViews),
    status: keyOf(status, eventStates),
    q: text(q),
    type: text(type),
    cause: text(cause),
    event: text(event),
    job: text(job),
  });
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

export const requestTabs = ['timeline', 'story', 'case', 'events', 'sync-logs', 'lineage', 'canonical', 'documents', 'raw'] as const;
export type RequestTab = (typeof requestTabs)[number];

const timelineClocks = ['recorded', 'happened'] as const;

/** What the timeline of a request shows: the record that is open, by which clock, and whether as a table. */
export type RequestTimelineSearch = {
  item?: string | undefined;
  clock?: (typeof timelineClocks)[number] | undefined;
  as?: LineageSearch['as'];
};

export function requestSearch({ tab, event, item, clock, ...rest }: Search) {
  return optional({
    tab: oneOf(tab, requestTabs),
    event: text(event),
    item: text(item),
    clock: oneOf(clock, timelineClocks),
    ...lineageSearch(rest),
  });
}

/** A moment, or a version: several versions can have come in the same moment. */
export function objectSearch({ at, version }: Search) {
  return optional({ at: moment(at), version: text(version) });
}

export function objectsSearch({ q, status }: Search) {
  return optional({ q: text(q), status: keyOf(status, businessObjectStates) });
}

export function newRequestSearch({ receipt }: Search) {
  return optional({ receipt: text(receipt) });
}

const longestOpened = 2_500;

export const lineageViews = ['graph', 'table'] as const;

export function lineageSearch({ depth, picked, find, opened, as }: Search) {
  return optional({
    depth: oneOf(depth, ['1', '2', '3', '4', '5'] as const),
    picked: text(picked),
    find: text(find),
    // sides that were opened by hand
    opened: typeof opened === 'string' && opened !== '' && opened.length <= longestOpened ? opened : undefined,
    as: oneOf(as, lineageViews),
  });
}

export type LineageSearch = ReturnType<typeof lineageSearch>;
