import type { FeedEnd } from './feed.ts';
import { toEndErrors } from './feed-ends.ts';
import type { StreamFormat } from './http-stream.ts';

/**
 * Apollo's multipart subscriptions over HTTP, version 1.0. Readers take a part for complete when its closing boundary has come, so that
 * goes out with the part and not before the next one.
 */
export const multipartSubscription: StreamFormat = {
  headers: {
    'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  },
  opening: '\r\n--graphql',
  heartbeat: formatPart('{}'),
  formatMessage: (payload) => formatPart(`{"payload":${payload}}`),
  formatEnd,
};

function formatPart(json: string): string {
  return `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;
}

/** Errors that stand beside the payload, not in it, are those that ended the subscription. */
function formatEnd(end: FeedEnd): string {
  const last = end.kind === 'complete' ? '' : formatPart(JSON.stringify({ payload: null, errors: toEndErrors(end) }));
  return `${last}--\r\n`;
}
