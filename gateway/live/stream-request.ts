import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { maxTokens } from '../limits.ts';
import { isSubscription } from './accept.ts';
import { type OperationRequest, readOperationRequest } from './operate.ts';
import type { Refused } from './refused.ts';

/** What is asked for, or why it is not done. */
export type StreamRequest = { asked: OperationRequest; refused: null } | { asked: null; refused: Refused };

/** Reads an operation from a request whose answer is to be a stream. */
export function readStreamRequest(request: FastifyRequest): StreamRequest {
  try {
    return request.method === 'GET' ? readQuery(request) : readBody(request);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(400, error.message);
  }
}

/** Only JSON: browsers send other types to any server on behalf of any page. */
function readBody({ headers, body }: FastifyRequest): StreamRequest {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse(415, 'Send the operation as JSON, with the header content-type: application/json');
  return { asked: readOperationRequest(body), refused: null };
}

/** What is asked by GET may be asked again by anybody on the way, and by any page: only what changes nothing, and only from here. */
function readQuery({ headers, query }: FastifyRequest): StreamRequest {
  const { variables, extensions, ...rest } = query as Record<string, unknown>;
  const asked = readOperationRequest({
    ...rest,
    variables: parseJson('variables', variables),
    extensions: parseJson('extensions', extensions),
  });
  const isSafe =
    headers['sec-fetch-site'] === 'same-origin' ||
    headers['content-type']?.startsWith('application/json') ||
    headers['apollo-require-preflight'] ||
    headers['x-apollo-operation-name'];
  if (!isSafe) {
    return refuse(400, 'A GET from elsewhere is not served. Use POST with JSON, or send the header apollo-require-preflight: true');
  }
  if (isSubscription(asked.query, asked.operationName, maxTokens)) return { asked, refused: null };
  return refuse(405, 'A stream by GET carries subscriptions only, and their text must be in "query"; use POST for everything else');
}

function parseJson(name: string, text: unknown): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(String(text));
  } catch {
    throw new GraphQLError(`"${name}" is not JSON`);
  }
}

function refuse(status: number, message: string): StreamRequest {
  return { asked: null, refused: { status, code: 'BAD_USER_INPUT', message } };
}
