import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import schemaText from '../../../schema.graphql?raw';
import { examples } from './examples.ts';

const schema = buildSchema(schemaText);

test.each(examples({}))('example $query fits the schema', ({ query, variables }) => {
  expect(validate(schema, parse(query))).toEqual([]);
  expect(() => JSON.parse(variables ?? '{}')).not.toThrow();
});
