import { buildSchema as buildModel, operationFromDocument } from '@apollo/federation-internals';
import { computeResponse } from '@apollo/gateway/dist/resultShaping.js';
import fc from 'fast-check';
import { buildSchema, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileProjection, Irregular } from './projection.ts';
import { fragmentsOf } from './supergraph.ts';

const sdl = `
  type Query { one: Thing many: [Thing!]! maybe: [Thing] node: Node both: [Either!] }
  interface Node { id: ID! }
  union Either = Thing | Other
  type Thing implements Node { id: ID! name: String count: Int! ratio: Float flag: Boolean colour: Colour when: Moment inner: Thing others: [[Other]] }
  type Other implements Node { id: ID! code: String! thing: Thing! }
  enum Colour { RED GREEN }
  scalar Moment
`;
const schema = buildSchema(sdl);
const model = buildModel(sdl);

const operations = [
  '{ one { id name count ratio flag colour when } }',
  '{ many { id inner { name inner { count } } } maybe { id } }',
  '{ a: one { x: name y: name } b: one { id } one { id } ...F } fragment F on Query { one { name inner { id } } }',
  '{ node { __typename id ... on Thing { count inner { id } } ... on Other { code } } }',
  '{ both { t: __typename ... on Node { id } ...O ... on Thing { others { code thing { id } } } } } fragment O on Other { code thing { name } }',
  'query ($x: Boolean!, $y: Boolean = true) { one @include(if: $x) { id name @skip(if: $y) } many { ...T @include(if: $y) id } } fragment T on Thing { count }',
  '{ __typename one { __typename inner { __typename } } }',
];

function readOperation(text: string) {
  const document = parse(text);
  const operation = document.definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error('no operation');
  return { document, operation };
}

function shapeByGateway(text: string, variables: Record<string, unknown>, input: Record<string, unknown>) {
  const { document } = readOperation(text);
  const operation = operationFromDocument(model, document, { validate: false });
  return computeResponse({ operation, variables, input, introspectionHandling: () => null });
}

function shapeByProjection(text: string, variables: Record<string, unknown>, input: Record<string, unknown>) {
  const { document, operation } = readOperation(text);
  const projection = compileProjection(schema, operation, fragmentsOf(document), { y: true, ...variables });
  if (!projection) throw new Error('not compiled');
  return projection(input);
}

/** Values as subgraphs answer them; with `isWild`, now and then something that the schema does not have. */
function answers(isWild: boolean): fc.Arbitrary<Record<string, unknown>> {
  const wild = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    isWild ? fc.oneof({ weight: 12, arbitrary: value }, fc.constantFrom(null, undefined, 7, 'BLUE', true, [], {}, 1.5)) : value;
  const { thing } = fc.letrec((tie) => ({
    thing: fc.record({
      __typename: wild(fc.constant('Thing')),
      id: wild(fc.oneof(fc.string(), fc.integer())),
      name: wild(fc.option(fc.string())),
      x: wild(fc.string()),
      y: wild(fc.option(fc.string())),
      t: wild(fc.constant('Thing')),
      count: wild(fc.integer()),
      ratio: wild(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }))),
      flag: wild(fc.option(fc.boolean())),
      colour: wild(fc.constantFrom('RED', 'GREEN', null)),
      when: wild(fc.anything({ maxDepth: 1, withNullPrototype: false })),
      inner: wild(fc.option(tie('thing'), { maxDepth: 2, depthSize: 'small' })),
      others: wild(fc.option(fc.array(fc.option(fc.array(fc.option(tie('other'), { maxDepth: 2 }), { maxLength: 2 })), { maxLength: 2 }))),
    }),
    other: fc.record({
      __typename: wild(fc.constant('Other')),
      id: wild(fc.string()),
      code: wild(fc.string()),
      t: wild(fc.constant('Other')),
      thing: wild(tie('thing')),
    }),
  }));
  const other = fc.record({
    __typename: wild(fc.constant('Other')),
    id: wild(fc.string()),
    code: wild(fc.string()),
    t: fc.constant('Other'),
    thing,
  });
  return fc.record({
    one: wild(fc.option(thing)),
    a: wild(thing),
    b: wild(thing),
    many: wild(fc.array(thing, { maxLength: 3 })),
    maybe: wild(fc.array(fc.option(thing), { maxLength: 3 })),
    node: wild(fc.oneof(thing, other)),
    both: wild(fc.array(fc.oneof(thing, other), { maxLength: 3 })),
  }) as fc.Arbitrary<Record<string, unknown>>;
}

describe('a compiled projection', () => {
  it.each(operations)('answers what the gateway would have answered: %s', (text) => {
    fc.assert(
      fc.property(answers(false), fc.boolean(), fc.boolean(), (input, x, y) => {
        const variables = { x, y };
        const { data, errors } = shapeByGateway(text, variables, input);
        expect(errors).toEqual([]);
        const shaped = shapeByProjection(text, variables, input);
        // as text: the order of the fields counts too
        expect(JSON.stringify(shaped)).toBe(JSON.stringify(data));
      }),
      { numRuns: 200 },
    );
  });

  it.each(operations)('leaves what is not as the schema has it to the gateway: %s', (text) => {
    fc.assert(
      fc.property(answers(true), fc.boolean(), fc.boolean(), (input, x, y) => {
        const variables = { x, y };
        let shaped: unknown;
        try {
          shaped = shapeByProjection(text, variables, input);
        } catch (error) {
          expect(error).toBeInstanceOf(Irregular);
          return;
        }
        const { data, errors } = shapeByGateway(text, variables, input);
        expect(errors).toEqual([]);
        expect(JSON.stringify(shaped)).toBe(JSON.stringify(data));
      }),
      { numRuns: 500 },
    );
  });

  it('is not made for questions about the schema', () => {
    const { document, operation } = readOperation('{ one { id } __schema { types { name } } }');
    expect(compileProjection(schema, operation, fragmentsOf(document), {})).toBeNull();
  });
});
