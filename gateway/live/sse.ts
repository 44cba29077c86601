import type { FeedEnd } from './feed.ts';
import { endReasons } from './feed-ends.ts';
import type { StreamFormat } from './http-stream.ts';

/**
 * Server-sent events as in the protocol of graphql-sse, one connection for each operation. The handler of that library is left out: it
 * keeps for each client whatever that client does not read, without bound, and serializes every message for every client anew.
 */
export const serverSentEvents: StreamFormat = {
  headers: {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    // otherwise nginx keeps events until it has a buffer of them
    'x-accel-buffering': 'no',
  },
  opening: ':\n\n',
  heartbeat: ':\n\n',
  formatMessage: (payload) => `event: next\ndata: ${payload}\n\n`,
  formatEnd,
};

const complete = 'event: complete\ndata:\n\n';

/** Only an end without `complete` makes clients connect again. */
function formatEnd(end: FeedEnd): string {
  if (end.kind === 'complete') return complete;
  if (end.kind === 'errors') return serverSentEvents.formatMessage(JSON.stringify({ errors: end.errors })) + complete;
  return `: ${endReasons[end.kind]}\n\n`;
}
