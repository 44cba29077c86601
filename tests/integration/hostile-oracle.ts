import type { IncomingHttpHeaders } from 'node:http';

/** An answer over HTTP, whole. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** What a case wants beyond what every answer has to be. Several: any of them. */
export type Wanted = {
  status?: number | readonly number[];
  /** In `extensions.code` of an error, or in a `userErrors`. */
  code?: string | readonly string[];
};

const knownCodes = new Set([
  ...['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED', 'QUERY_TOO_COMPLEX', 'FILE_TOO_LARGE'],
  ...['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE'],
  ...['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'],
]);

/** What comes from inside and tells whoever attacks where to go on. */
const insides =
  /node_modules|file:\/\/\/|\.[jt]s:\d+|\n\s+at \w|ECONN|\bpg_(catalog|stat|toast)|SQLSTATE|postgres(ql)?:\/\/|lab_(reference|intake|operational|canonical|documents|gateway|worker)\b/;

type Body = { errors?: unknown; data?: unknown };

/** Why an answer is none that the lab may give, whatever it was asked; null when it is in order. */
export function findFault({ status, headers, text }: Answer): string | null {
  const inside = insides.exec(text) ?? insides.exec(JSON.stringify(headers));
  if (inside) return `says something of its inside: ${inside[0]}`;
  if (status >= 500) return `status ${status}`;
  if (status >= 300 && status < 400 && status !== 304) return findDirection(headers.location);
  const type = headers['content-type'] ?? '';
  if (/json/.test(type)) return findFaultOfJson(status, text);
  if (/event-stream|multipart/.test(type)) return /INTERNAL_SERVER_ERROR/.test(text) ? 'an internal error' : null;
  if (status >= 400 && text !== '' && !/html/.test(type)) return `${status} without a shape`;
  return null;
}

function findDirection(location: string | undefined): string | null {
  if (location === undefined) return 'leads nowhere';
  const isOwn = /^\/(?![/\\])/.test(location) || /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(location);
  return isOwn ? null : `leads to ${location}`;
}

function findFaultOfJson(status: number, text: string): string | null {
  // an answer to HEAD
  if (text === '') return null;
  const body = parse(text);
  if (body === undefined) return 'JSON that is none';
  const { errors } = (typeof body === 'object' && body !== null ? body : {}) as Body;
  if (errors === undefined) return status >= 400 && !isServersOwn(body) && !isProviders(body) ? `${status} without errors` : null;
  if (!Array.isArray(errors) || errors.length === 0) return 'errors that are no list';
  for (const error of errors as { message?: unknown; extensions?: { code?: unknown } }[]) {
    const code = error.extensions?.code;
    if (typeof error.message !== 'string' || typeof code !== 'string') return 'an error without a message or a code';
    if (!knownCodes.has(code)) return `the code ${code}: ${error.message}`;
  }
  return null;
}

/** What the HTTP server says to what is no HTTP. */
function isServersOwn(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'statusCode' in body && 'error' in body && Object.keys(body).length === 3;
}

/** RFC 6749: what an OpenID provider says to programs. */
function isProviders(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string' && !('stack' in body);
}

/** Why an answer is not the one that a case wants. */
export function findDifference(answer: Answer, { status, code }: Wanted): string | null {
  if (status !== undefined && ![status].flat().includes(answer.status))
    return `status ${answer.status}, not ${[status].flat().join(' or ')}`;
  if (code === undefined) return null;
  const found = findCodes(parse(answer.text));
  return [code].flat().some((one) => found.includes(one)) ? null : `codes ${found.join(', ') || 'none'}, not ${[code].flat().join(' or ')}`;
}

/** Codes of errors and of refusals, wherever they stand. */
function findCodes(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { code, message } = value as { code?: unknown; message?: unknown };
  const own = typeof code === 'string' ? [code] : [];
  return [...own, ...Object.values(value).flatMap(findCodes), ...(message === undefined ? [] : [])];
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
