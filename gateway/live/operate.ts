import type { FormattedExecutionResult } from 'graphql';
import { graphError } from 'lib/errors.ts';
import type { GatewayContext } from '../data-source.ts';
import type { Feed } from './feed.ts';

/** What a client asks for, whatever it asks over. `query` is absent when the operation is persisted and named in `extensions`. */
export type OperationRequest = {
  query?: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  extensions?: Record<string, unknown>;
};

/** A subscription that has begun; or the one answer of a query, a mutation, or anything that was refused. */
export type Operated = { kind: 'feed'; feed: Feed } | { kind: 'result'; result: FormattedExecutionResult; httpStatus: number };

/** Runs an operation of any kind through the whole pipeline: parsing, validation, limits, masking. Errors are in the result. */
export type Operate = (request: OperationRequest, context: GatewayContext) => Promise<Operated>;

/**
 * The part of a GraphQL-over-HTTP body, or of a `subscribe` payload, that says what to run.
 *
 * @throws GraphQLError `BAD_USER_INPUT` naming the member that is missing or of the wrong kind.
 */
export function readOperationRequest(body: unknown): OperationRequest {
  if (!isObject(body)) throw graphError('BAD_USER_INPUT', 'The operation must be a JSON object with a query');
  const { query, operationName } = body;
  if (query != null && typeof query !== 'string') throw graphError('BAD_USER_INPUT', '"query" must be a string');
  if (operationName != null && typeof operationName !== 'string') throw graphError('BAD_USER_INPUT', '"operationName" must be a string');
  const variables = readObject(body, 'variables');
  const extensions = readObject(body, 'extensions');
  if (!query && !extensions?.persistedQuery) throw graphError('BAD_USER_INPUT', 'There is no "query"');
  return {
    ...(query ? { query } : {}),
    ...(operationName ? { operationName } : {}),
    ...(variables ? { variables } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

function readObject(body: Record<string, unknown>, name: string): Record<string, unknown> | null {
  const value = body[name] ?? null;
  if (value !== null && !isObject(value)) throw graphError('BAD_USER_INPUT', `"${name}" must be an object`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
