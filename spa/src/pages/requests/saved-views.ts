import { useLocalStorage } from '@mantine/hooks';
import { parseSearch, type RequestsSearch, requestsSearch, stringifySearch } from '../../search.ts';

/** A question with a name. What it asks is what stands in the address. */
export type RequestView = { id: string; name: string; note?: string; search: RequestsSearch };

/** The views that everybody has. @param subject of whoever looks. */
export function givenViews(subject: string): RequestView[] {
  return [
    { id: 'all', name: 'All requests', search: {} },
    {
      id: 'attention',
      name: 'Needs attention',
      note: 'An event of it failed for good and waits for a person; the oldest first',
      search: { event: ['DEAD'], sort: 'oldest' },
    },
    {
      id: 'urgent',
      name: 'Urgent and waiting',
      note: 'High or critical, and not downstream yet; the longest waiting first',
      search: { status: ['PENDING'], priority: ['HIGH', 'CRITICAL'], sort: 'oldest' },
    },
    {
      id: 'waiting',
      name: 'Waiting for the worker',
      note: 'Recorded, and not applied downstream yet; the longest waiting first',
      search: { status: ['PENDING'], sort: 'oldest' },
    },
    { id: 'mine', name: 'Mine', note: 'Sent by you', search: { sender: subject } },
  ];
}

/** Whether two addresses ask the same. */
export function isSameSearch(one: RequestsSearch, other: RequestsSearch): boolean {
  return stringifySearch(requestsSearch(one)) === stringifySearch(requestsSearch(other));
}

type Stored = { id: string; name: string; search: string };

const longestName = 60;

/** Views with names of one's own, kept in this browser. */
export function useSavedViews() {
  const [stored, setStored] = useLocalStorage<Stored[]>({ key: 'lab-request-views', defaultValue: [], getInitialValueInEffect: false });
  // somebody may have written something else into it
  const sound = Array.isArray(stored) ? stored.filter((view) => typeof view?.name === 'string' && typeof view.search === 'string') : [];
  return {
    views: sound.map(({ id, name, search }): RequestView => ({ id, name, search: requestsSearch(parseSearch(search)) })),
    save(name: string, search: RequestsSearch) {
      setStored([...sound, { id: crypto.randomUUID(), name: shorten(name), search: stringifySearch(requestsSearch(search)) }]);
    },
    rename(id: string, name: string) {
      setStored(sound.map((view) => (view.id === id ? { ...view, name: shorten(name) } : view)));
    },
    remove(id: string) {
      setStored(sound.filter((view) => view.id !== id));
    },
  };
}

function shorten(name: string): string {
  return name.trim().slice(0, longestName);
}
