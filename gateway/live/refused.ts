import type { ErrorCode } from 'lib/errors.ts';

/** Why a request is not served, for an HTTP answer. */
export type Refused = {
  status: number;
  code: ErrorCode;
  message: string;
  /** When it may be sent again, where that is known. */
  retryAfterSeconds?: number;
};

type RefusalBody = { errors: [{ message: string; extensions: { code: ErrorCode; retryAfterSeconds?: number } }] };

/** The body that says so, shaped as every answer of the graph. */
export function toRefusalBody({ code, message, retryAfterSeconds }: Refused): RefusalBody {
  return { errors: [{ message, extensions: { code, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) } }] };
}

/** Headers that say what to do about it. */
export function toRefusalHeaders({ status, retryAfterSeconds }: Refused): Record<string, string> {
  return {
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  };
}
