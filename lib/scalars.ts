import { GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver, EmailAddressResolver, JSONResolver } from 'graphql-scalars';
import { graphError } from './errors.ts';

/** Texts only: whether one leads anywhere is decided by whoever has written it. */
const Cursor = new GraphQLScalarType({
  name: 'Cursor',
  serialize: readCursor,
  parseValue: readCursor,
  parseLiteral: (node) => readCursor(node.kind === Kind.STRING ? node.value : null),
});

function readCursor(value: unknown): string {
  if (typeof value === 'string') return value;
  throw graphError('BAD_USER_INPUT', 'a cursor is a text — take it from an answer as it stands there');
}

/** The scalars of `lib/shared.graphql`, as resolvers. */
export const scalars = { DateTime: DateTimeResolver, EmailAddress: EmailAddressResolver, JSON: JSONResolver, Cursor };
