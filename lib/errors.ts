import { GraphQLError } from 'graphql';

/** Faults of the graph, one table: what a client may see in `extensions.code`, and the HTTP status that goes with it. */
export const errorCodes = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  QUERY_TOO_COMPLEX: 400,
  FILE_TOO_LARGE: 413,
  SUBGRAPH_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
} as const;
export type ErrorCode = keyof typeof errorCodes;

/** An error made for the client to see: its message passes the masking. */
export function graphError(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...extensions } });
}

export type UserErrorCode =
  | 'REQUIRED'
  | 'INVALID'
  | 'NOT_FOUND'
  | 'REFERENCE_INACTIVE'
  | 'AGREEMENT_CUSTOMER_MISMATCH'
  | 'INVALID_TRANSITION'
  | 'STALE_VERSION'
  | 'FILE_TYPE_REFUSED'
  | 'FILE_TOO_LARGE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'ALREADY_RESOLVED';

/** A refusal that the sender can mend; data, not a fault. */
export type UserError = { code: UserErrorCode; message: string; field: string[] | null };

/** @param field path within the input, for example `agreementId`. */
export function userError(code: UserErrorCode, message: string, ...field: string[]): UserError {
  return { code, message, field: field.length > 0 ? ['input', ...field] : null };
}

/** Thrown inside a transaction to roll it back with refusals that belong into the answer. */
export class Refusal extends Error {
  override name = 'Refusal';
  userErrors: UserError[];

  constructor(userErrors: UserError[]) {
    super(userErrors.map((error) => error.message).join('; '));
    this.userErrors = userErrors;
  }
}
