import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { graphError } from './errors.ts';

type Valid = { document: DocumentNode };
type Read = Valid | { errors: readonly GraphQLError[] };

/** Documents that are remembered: subscribers are many, what they ask is few. */
const remembered = 200;
const maxTokens = 20_000;
const known = new WeakMap<GraphQLSchema, Map<string, Valid>>();

/** The document of a subscription, or why it is none: the same codes as those of HTTP answers. */
export function readSubscription(schema: GraphQLSchema, query: string, operationName: string | null | undefined): Read {
  const documents = known.get(schema) ?? new Map<string, Valid>();
  known.set(schema, documents);
  const read = documents.get(query) ?? parseAndValidate(schema, query);
  if ('errors' in read) return read;
  const oldest = documents.keys().next();
  if (!documents.has(query) && documents.size >= remembered && !oldest.done) documents.delete(oldest.value);
  documents.set(query, read);
  const operation = getOperationAST(read.document, operationName);
  if (!operation) return { errors: [failure('the document has no operation of this name', 'OPERATION_RESOLUTION_FAILURE')] };
  if (operation.operation === 'subscription') return read;
  return { errors: [graphError('BAD_USER_INPUT', 'only subscriptions travel over a socket — send queries and mutations by HTTP POST')] };
}

function parseAndValidate(schema: GraphQLSchema, query: string): Read {
  try {
    const document = parse(query, { maxTokens });
    const errors = validate(schema, document);
    return errors.length > 0 ? { errors: errors.map((error) => failure(error.message, 'GRAPHQL_VALIDATION_FAILED', error)) } : { document };
  } catch (error) {
    // some rules throw on documents that others refuse
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [failure(error.message, 'GRAPHQL_PARSE_FAILED', error)] };
  }
}

function failure(message: string, code: string, cause?: GraphQLError): GraphQLError {
  return new GraphQLError(message, { ...(cause?.nodes ? { nodes: cause.nodes } : {}), extensions: { code } });
}
