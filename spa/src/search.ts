import * as z from 'zod/mini';
import { caseStates, eventStates, priorities, serviceRequestStates } from './vocabulary.ts';

// The address bar is the state of a list. What it cannot mean is dropped, so that an old link still opens.

function oneOf<Key extends string>(words: Record<Key, unknown>) {
  return z.catch(z.optional(z.enum(Object.keys(words) as [Key, ...Key[]])), undefined);
}

const text = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(200))), undefined);

export const requestsSearch = z.object({
  q: text,
  status: oneOf(serviceRequestStates),
  priority: oneOf(priorities),
  customer: text,
  team: text,
});

export const casesSearch = z.object({ status: oneOf(caseStates), team: text });

export const eventsSearch = z.object({ status: oneOf(eventStates), event: text });

export const requestTabs = ['story', 'case', 'events', 'sync-logs', 'lineage', 'canonical', 'documents', 'raw'] as const;
export type RequestTab = (typeof requestTabs)[number];

export const requestSearch = z.object({ tab: z.catch(z.optional(z.enum(requestTabs)), undefined), event: text });

export const newRequestSearch = z.object({ receipt: text });
