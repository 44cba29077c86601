import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import { schema } from './hostile-reading.ts';

/** Decisions, one after the other: what is drawn from the same ones is the same. When they are used up, all are 0. */
export class Tape {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  /** From 0 to below the bound. */
  next(bound: number): number {
    return (this.#numbers[this.#at++] ?? 0) % Math.max(bound, 1);
  }

  pick<Item>(items: readonly Item[], otherwise: Item): Item {
    return items[this.next(items.length)] ?? otherwise;
  }
}

export const tapes = fc.array(fc.nat(1_000_000), { minLength: 20, maxLength: 120 });

const nastyTexts = [
  '',
  ' ',
  '%',
  "' or 1=1 --",
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  '../..',
  '0',
  '-1',
  'null',
  '[]',
  '{}',
  '💥',
  'x'.repeat(300),
  '\r\n',
  '\\',
];
const nastyNumbers = [0, -1, 1, 2, 5, 100, 101, 2_147_483_647, 2_147_483_648, -2_147_483_648, 0.5, 1e21];
const nastyDates = [
  '2026-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.000Z',
  'now',
  '',
  '2026-02-30T00:00:00Z',
];

/** Ids that exist and that one may not see, and ids that do not. */
export type Ids = readonly string[];

/** A value for a type: mostly one that it can have. */
function drawValue(type: GraphQLInputType, tape: Tape, ids: Ids, depth = 0): unknown {
  if (tape.next(40) === 1) return tape.pick<unknown>([null, {}, [], true, 7, 'x', [[]], { __typename: 'x' }, 1e308], null);
  if (!isNonNullType(type) && tape.next(3) === 0) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    return depth > 5 ? [] : Array.from({ length: tape.next(4) }, () => drawValue(nullable.ofType, tape, ids, depth + 1));
  }
  if (isEnumType(nullable)) return tape.pick([...nullable.getValues().map(({ name }) => name), 'NOTHING'], 'NOTHING');
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter((field) => isNonNullType(field.type) || tape.next(3) === 0);
    return Object.fromEntries(fields.map((field) => [field.name, drawValue(field.type, tape, ids, depth + 1)]));
  }
  switch (getNamedType(type).name) {
    case 'Int':
    case 'Float':
      return tape.pick(nastyNumbers, 0);
    case 'Boolean':
      return tape.next(2) === 0;
    case 'ID':
      return tape.pick([...ids, ...nastyTexts], '');
    case 'DateTime':
      return tape.pick(nastyDates, '');
    case 'EmailAddress':
      return tape.pick(['m@example.org', 'm', '@', "m'--@example.org", `${'m'.repeat(300)}@example.org`], '');
    case 'Cursor':
      return tape.pick([...nastyTexts, Buffer.from(JSON.stringify([1, 2, 3])).toString('base64url'), 'AAAA'], '');
    case 'JSON':
      return tape.pick<unknown>(
        [{}, { a: { b: [1, 2, { c: null }] } }, [], 'x', 7, { __typename: 'x' }, { constructor: { prototype: {} } }],
        {},
      );
    default:
      return tape.pick(nastyTexts, '');
  }
}

/** What the arguments of a document get: each a variable. */
type Drawing = { definitions: string[]; variables: Record<string, unknown> };

function drawArguments(args: readonly GraphQLArgument[], tape: Tape, ids: Ids, drawing: Drawing): string {
  const given = args.filter((argument) => isRequiredArgument(argument) || tape.next(3) === 0);
  if (given.length === 0) return '';
  const parts = given.map((argument) => {
    const name = `v${drawing.definitions.length}`;
    drawing.definitions.push(`$${name}: ${argument.type}`);
    drawing.variables[name] = drawValue(argument.type, tape, ids);
    return `${argument.name}: $${name}`;
  });
  return `(${parts.join(', ')})`;
}

function drawSelection(type: GraphQLObjectType, tape: Tape, ids: Ids, drawing: Drawing, depth: number): string {
  const fields = Object.values(type.getFields());
  const chosen = Array.from({ length: 1 + tape.next(4) }, () => fields[tape.next(fields.length)]);
  const parts = [...new Set(chosen)].flatMap((field): string[] => {
    if (!field) return [];
    const inner = getNamedType(field.type);
    const alias = tape.next(12) === 1 ? `a${tape.next(9)}: ` : '';
    const directive = tape.next(20) === 1 ? ' @include(if: true)' : '';
    if (!isCompositeType(inner)) return [`${alias}${field.name}${drawArguments(field.args, tape, ids, drawing)}${directive}`];
    if (depth === 0) return [];
    const inside = isUnionType(inner)
      ? inner
          .getTypes()
          .map((one) => `... on ${one.name} { ${drawSelection(one, tape, ids, drawing, 0)} }`)
          .join(' ')
      : isObjectType(inner)
        ? drawSelection(inner, tape, ids, drawing, depth - 1)
        : '__typename';
    return [`${alias}${field.name}${drawArguments(field.args, tape, ids, drawing)}${directive} { ${inside} }`];
  });
  return parts.length > 0 ? parts.join(' ') : '__typename';
}

export type Generated = { query: string; variables: Record<string, unknown> };

/** An operation that the schema allows, mostly, with whatever values. */
export function drawOperation(numbers: readonly number[], ids: Ids, kind: 'query' | 'mutation' | 'subscription' = 'query'): Generated {
  const tape = new Tape(numbers);
  const root = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }[kind];
  const drawing: Drawing = { definitions: [], variables: {} };
  const fields = Object.values(root?.getFields() ?? {});
  const count = kind === 'query' ? 1 + tape.next(2) : 1;
  const parts = Array.from({ length: count }, (_, n) => {
    const field = fields[tape.next(fields.length)];
    const inner = field && getNamedType(field.type);
    if (!field || !inner) return '__typename';
    const inside = isObjectType(inner) ? ` { ${drawSelection(inner, tape, ids, drawing, 1 + tape.next(3))} }` : '';
    return `f${n}: ${field.name}${drawArguments(field.args, tape, ids, drawing)}${inside}`;
  });
  const definitions = drawing.definitions.length > 0 ? `(${drawing.definitions.join(', ')})` : '';
  return { query: `${kind} ${definitions} { ${parts.join(' ')} }`, variables: drawing.variables };
}

/** Changes a text here and there: letters away, doubled, swapped, strange ones in between. */
export function mutate(text: string, numbers: readonly number[]): string {
  const tape = new Tape(numbers);
  let changed = text;
  for (let changes = 1 + tape.next(4); changes > 0; changes -= 1) {
    const at = tape.next(changed.length);
    const length = 1 + tape.next(6);
    const put = tape.pick(
      ['', changed.slice(at, at + length).repeat(2), '{', '}', '"', '\u0000', '...', '@x', '$', 'ü', '.', '=', '0'],
      '',
    );
    changed = `${changed.slice(0, at)}${put}${changed.slice(at + tape.next(length + 1))}`;
  }
  return changed;
}
