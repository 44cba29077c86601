import { describe, expect, it } from 'vitest';
import { isSubscription, readAcceptance } from './accept.ts';

describe('what a client accepts', () => {
  it.each([
    ['text/event-stream', { stream: 'sse', json: null }],
    ['Text/Event-Stream; charset=utf-8', { stream: 'sse', json: null }],
    ['multipart/mixed;subscriptionSpec=1.0', { stream: 'multipart', json: null }],
    ['multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json', { stream: 'multipart', json: 'application/json' }],
    ['multipart/mixed; boundary="-"; subscriptionSpec="1.0", text/event-stream', { stream: 'multipart', json: null }],
    ['text/event-stream, multipart/mixed;subscriptionSpec="1.0"', { stream: 'sse', json: null }],
    [
      'application/json, application/graphql-response+json, text/event-stream',
      { stream: 'sse', json: 'application/graphql-response+json' },
    ],
    ['text/event-stream;q=0.5, */*', { stream: 'sse', json: 'application/json' }],
    ['text/event-stream, application/json;q=0', { stream: 'sse', json: null }],
  ])('as %s is understood', (accept, acceptance) => {
    expect(readAcceptance(accept)).toEqual(acceptance);
  });

  it.each([
    undefined,
    '',
    '*/*',
    'application/json',
    'text/event-stream;q=0',
    'text/event-stream;q=0.00, application/json',
    'multipart/mixed',
    'multipart/mixed;subscriptionSpec=2.0',
    'multipart/mixed;deferSpec=20220824,application/json',
  ])('as %s is not a stream of ours', (accept) => {
    expect(readAcceptance(accept)).toBeNull();
  });
});

describe('an operation', () => {
  const document = 'query A { a } mutation B { b } subscription C { c }';

  it.each([
    ['subscription { a }', undefined, true],
    ['{ a }', undefined, false],
    [document, 'C', true],
    [document, 'B', false],
    [document, undefined, false],
    [document, 'D', false],
    [document, 5, false],
    ['subscription {', undefined, false],
    [undefined, undefined, false],
    [`subscription { ${'a '.repeat(100)}}`, undefined, false],
  ])('%j named %j: that it is a subscription is %j', (query, name, is) => {
    expect(isSubscription(query, name, 100)).toBe(is);
  });
});
