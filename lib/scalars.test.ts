import { buildSchema, graphql } from 'graphql';
import { expect, test } from 'vitest';
import { scalars } from './scalars.ts';

const schema = buildSchema('scalar Cursor type Query { echo(after: Cursor): Cursor }');
Object.assign(schema.getType('Cursor') ?? {}, scalars.Cursor);

function echo(query: string, after?: unknown) {
  const rootValue = { echo: (args: { after: unknown }) => args.after };
  return graphql({ schema, source: query, rootValue, variableValues: { after } });
}

test.each([
  ['as a variable', 'query ($after: Cursor) { echo(after: $after) }', 'abc'],
  ['in the text', '{ echo(after: "abc") }', undefined],
])('a cursor is a text, %s', async (_where, query, after) => {
  expect(await echo(query, after)).toEqual({ data: { echo: 'abc' } });
});

test.each([1, true, ['abc'], { text: 'abc' }])('%j is no cursor', async (after) => {
  const { data, errors } = await echo('query ($after: Cursor) { echo(after: $after) }', after);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toContain('a cursor is a text');
});

test.each(['1', 'true', '["abc"]', '{ text: "abc" }', 'abc'])('%s in the text is no cursor', async (literal) => {
  const { errors } = await echo(`{ echo(after: ${literal}) }`);
  expect(errors?.[0]?.message).toContain('a cursor is a text');
});
