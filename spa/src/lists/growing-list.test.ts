import { InMemoryCache } from '@apollo/client';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { growingList } from './growing-list.ts';

const query = parse(
  'query Things($after: String) { things(after: $after) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }',
);

function page(cursors: string[], hasNextPage: boolean) {
  const edges = cursors.map((cursor) => ({ __typename: 'Edge', cursor, node: { __typename: 'Thing', id: cursor } }));
  return { things: { __typename: 'Things', edges, pageInfo: { __typename: 'PageInfo', hasNextPage, endCursor: cursors.at(-1) } } };
}

function filledCache() {
  const cache = new InMemoryCache({ typePolicies: { Query: { fields: { things: growingList([]) } } } });
  cache.writeQuery({ query, data: page(['5', '4'], true) });
  cache.writeQuery({ query, data: page(['3', '2'], false), variables: { after: '4' } });
  return cache;
}

function read(cache: InMemoryCache) {
  const things = cache.readQuery<ReturnType<typeof page>>({ query })?.things;
  return { cursors: things?.edges.map(({ cursor }) => cursor).join(''), hasNextPage: things?.pageInfo.hasNextPage };
}

test('a further page is added below', () => {
  expect(read(filledCache())).toEqual({ cursors: '5432', hasNextPage: false });
});

test('the first page again brings new rows above and keeps those below', () => {
  const cache = filledCache();
  cache.writeQuery({ query, data: page(['6', '5', '4'], true) });
  expect(read(cache)).toEqual({ cursors: '65432', hasNextPage: false });
});

test('with more than a page of new rows the list starts anew, because there may be a gap', () => {
  const cache = filledCache();
  cache.writeQuery({ query, data: page(['9', '8'], true) });
  expect(read(cache)).toEqual({ cursors: '98', hasNextPage: true });
});

test('a row that moves up stands there only', () => {
  const cache = filledCache();
  cache.writeQuery({ query, data: page(['2', '5', '4'], true) });
  expect(read(cache).cursors).toBe('2543');
});

test('rows that are no longer in the list do not stay at its end', () => {
  const cache = filledCache();
  cache.writeQuery({ query, data: page(['5', '3'], false) });
  expect(read(cache)).toEqual({ cursors: '53', hasNextPage: false });
});

test('a further page takes rows that moved down out of the pages before', () => {
  const cache = filledCache();
  cache.writeQuery({ query, data: page(['5', '3', '2'], false), variables: { after: '4' } });
  expect(read(cache).cursors).toBe('4532');
});
