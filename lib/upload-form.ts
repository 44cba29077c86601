import { GraphQLError } from 'graphql';

/** An operation of a form, with an `Upload` among its variables. */
export type ReceivedOperation = {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
};

/** Where the one file belongs: under which name it comes, and its place among the variables. */
export type FilePlace = { name: string; put(upload: object): void };

const mapPath = /^variables(\.[A-Za-z_]\w*){1,3}$/;

const texts = new WeakMap<object, string>();

/** The very text that an operation of a form was read from: what its sender has signed. */
export function textOf(operation: unknown): string | null {
  return (typeof operation === 'object' && operation !== null && texts.get(operation)) || null;
}

/** A fault of the form: the sender's, with an HTTP status from 400 to 499. */
export function formError(message: string, status = 400, code = 'BAD_USER_INPUT'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

/** HTTP status that goes with a fault of the form. */
export function statusOf(error: GraphQLError): number {
  const { http } = error.extensions;
  return isRecord(http) && typeof http.status === 'number' ? http.status : 400;
}

/**
 * Reads the field `operations`.
 *
 * @throws GraphQLError when it is not one operation with variables.
 */
export function readOperation(text: string): ReceivedOperation {
  const value = parseJson(text, 'operations');
  if (!isRecord(value)) throw formError('"operations" is one operation, not a list of them');
  const { query, variables, operationName } = value;
  if (typeof query !== 'string' || query === '') throw formError('"operations" has no query');
  if (!isRecord(variables)) throw formError('"operations" has no variables, and an upload is one');
  if (operationName != null && typeof operationName !== 'string') throw formError('the operationName is no text');
  const operation = { query, variables, ...(operationName == null ? {} : { operationName }) };
  texts.set(operation, text);
  return operation;
}

/**
 * Reads the field `map`: the place of the one file is a null among the variables, reached by own properties only, so that no path
 * leads into a prototype.
 *
 * @throws GraphQLError when it names anything else.
 */
export function readMap(text: string, operation: ReceivedOperation): FilePlace {
  const map = parseJson(text, 'map');
  const [entry, ...others] = isRecord(map) ? Object.entries(map) : [];
  if (!entry || others.length > 0) throw formError('"map" names exactly one file');
  const [name, paths] = entry;
  const [path, ...more] = Array.isArray(paths) ? (paths as unknown[]) : [];
  if (typeof path !== 'string' || more.length > 0) throw formError('"map" has exactly one path for the file');
  if (!mapPath.test(path)) throw formError('the path in "map" is no name of a variable, for example variables.input.file');
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  let parent: unknown = operation;
  for (const step of steps) parent = ownProperty(parent, step);
  if (!isRecord(parent) || ownProperty(parent, last) !== null) throw formError('the path in "map" leads to no null in the variables');
  const holder = parent;
  return {
    name,
    put: (upload) => Object.defineProperty(holder, last, { value: upload, enumerable: true, configurable: true, writable: true }),
  };
}

function ownProperty(holder: unknown, name: string): unknown {
  return isRecord(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw formError(`"${name}" is not JSON`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
