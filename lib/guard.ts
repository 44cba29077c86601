import { demand, getOperation, type Operation } from './access.ts';
import type { Identity } from './identity.ts';

type Resolve = (...args: unknown[]) => unknown;
type Fields = Record<string, unknown>;

/** Root types: who may use their fields stands in `lib/access.ts` by the field's name. */
const roots = ['Query', 'Mutation', 'Subscription'];

/**
 * Puts the table of `lib/access.ts` in front of resolvers: every root field, and every entity that another subgraph refers to.
 *
 * @throws Error for what the table does not know.
 */
export function guardResolvers(resolvers: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resolvers).map(([type, fields]: [string, unknown]) => {
      if (!isFields(fields)) return [type, fields];
      return [type, roots.includes(type) ? guardRoot(type, fields) : guardEntity(type, fields)];
    }),
  );
}

function guardRoot(type: string, fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const operation = getOperation(`${type}.${name}`);
      if (typeof field === 'function') return [name, guard(operation, field as Resolve, 2)];
      if (isFields(field) && typeof field.subscribe === 'function') {
        return [name, { ...field, subscribe: guard(operation, field.subscribe as Resolve, 2) }];
      }
      throw new Error(`${type}.${name} cannot be guarded: it is no function`);
    }),
  );
}

/** A reference is resolved from its key and the context. */
function guardEntity(type: string, fields: Fields): Fields {
  const { __resolveReference: resolve } = fields;
  if (typeof resolve !== 'function') return fields;
  return { ...fields, __resolveReference: guard(getOperation(type), resolve as Resolve, 1) };
}

/** @param place of the context among the arguments. */
function guard(operation: Operation, resolve: Resolve, place: number): Resolve {
  return (...args) => {
    demand(operation, (args[place] as { identity: Identity }).identity);
    return resolve(...args);
  };
}

function isFields(value: unknown): value is Fields {
  // scalars and resolvers of types are classes and functions
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
