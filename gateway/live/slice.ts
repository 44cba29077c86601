import type { Feed } from './feed.ts';

/** What is written to one client in a row, at most. Messages may be large: counted alone, they could be megabytes for each client. */
const sliceLength = 32;
const sliceCharacters = 64 * 1024;
/** Messages between two looks at the size. */
const step = 4;

/** Takes the next messages of a feed that may be written in a row. When it ran dry, it waits to be readable again, or has ended. */
export function takeSlice(feed: Feed): { payloads: string[]; isDry: boolean } {
  const payloads: string[] = [];
  let characters = 0;
  while (payloads.length < sliceLength && characters < sliceCharacters) {
    const taken = feed.take(step);
    for (const payload of taken) {
      payloads.push(payload);
      characters += payload.length;
    }
    if (taken.length < step) return { payloads, isDry: true };
  }
  return { payloads, isDry: false };
}
