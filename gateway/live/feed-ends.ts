import type { GraphQLFormattedError } from 'graphql';
import { graphError } from 'lib/errors.ts';
import type { FeedEnd } from './feed.ts';

/** What clients are told when it is not the operation that has ended but the connection; close reasons of WebSockets have 123 bytes. */
export const endReasons = {
  restart: 'Service restart: connect again and resume with the last cursor',
  'session-over': 'Nobody is signed in any more: sign in again and resume with the last cursor',
  'too-slow': 'Too slow: messages waited too long to be read; resume with the last cursor',
} as const;

const endCodes = { restart: 'SUBGRAPH_UNAVAILABLE', 'session-over': 'UNAUTHENTICATED', 'too-slow': 'RATE_LIMITED' } as const;

/** The same for protocols whose last message is a GraphQL error. */
export function toEndErrors(end: Exclude<FeedEnd, { kind: 'complete' }>): readonly GraphQLFormattedError[] {
  if (end.kind === 'errors') return end.errors;
  return [graphError(endCodes[end.kind], endReasons[end.kind]).toJSON()];
}
