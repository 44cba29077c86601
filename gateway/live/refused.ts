import type { ErrorCode } from 'lib/errors.ts';

/** Why a request is not served, for an HTTP answer. */
export type Refused = { status: number; code: ErrorCode; message: string };

/** The body that says so, shaped as every answer of the graph. */
export function toRefusalBody({ code, message }: Refused): { errors: [{ message: string; extensions: { code: ErrorCode } }] } {
  return { errors: [{ message, extensions: { code } }] };
}
