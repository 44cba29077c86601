import { readConfig } from 'lib/config.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/**
 * A call that brought no answer.
 *
 * `code` is what the graph says (`BAD_USER_INPUT`, `FORBIDDEN`, `RATE_LIMITED`, `SUBGRAPH_UNAVAILABLE`, …), or, when nothing of the
 * graph was heard: `UNREACHABLE` (no connection, or it broke), `SERVER_ERROR` (HTTP 5xx without a word), `NO_LAB` (somebody else).
 */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A running lab. */
export type Api = {
  /** Its address, without a path of its own. */
  url: string;
  /**
   * Sends one generated operation and gives back its data, typed.
   *
   * @throws ApiError when there is no answer, or any part of it failed. Nothing is tried again.
   */
  execute<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    ...variables: Variables extends Record<string, never> ? [] : [Variables]
  ): Promise<Result>;
  /** Whether every part that accepting and applying needs is there. */
  isReady(): Promise<boolean>;
};

/** The address from the settings: `LAB_URL`, or this machine's own lab. */
export function findLab(environment: Record<string, string | undefined>): string {
  const config = readConfig(environment);
  return config.LAB_URL ?? `http://localhost:${config.LAB_PORT}`;
}

/** Longest wait for one answer; the server gives up earlier. */
const timeoutMs = 120_000;

/**
 * Speaks to a lab with operations that codegen made from its published schema.
 *
 * @example
 * const api = createApi('http://localhost:8080');
 * const { teams } = await api.execute(graphql(`query Teams { teams { code name } }`));
 */
export function createApi(url: string): Api {
  const base = url.endsWith('/') ? url : `${url}/`;
  return {
    url,
    async execute(document, ...[variables]) {
      const response = await call(url, new URL('graphql', base), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      return readAnswer(url, response);
    },
    async isReady() {
      return (await call(url, new URL('health/ready', base), {})).status === 200;
    },
  };
}

type Response = { status: number; body: string };

async function call(lab: string, address: URL, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    const message =
      error instanceof Error && error.name === 'TimeoutError'
        ? `The lab at ${lab} gave no answer for ${timeoutMs / 1_000} s — its log may say why`
        : `No lab answers at ${lab} — start it with npm start, or set LAB_URL`;
    throw new ApiError('UNREACHABLE', message, { cause: error });
  }
}

type Answer<Result> = { data?: Result | null; errors?: { message: string; extensions?: { code?: string } }[] };

function readAnswer<Result>(lab: string, { status, body }: Response): Result {
  const answer = parseAnswer<Result>(body);
  const [error, ...others] = answer?.errors ?? [];
  if (error) {
    const more = others.length > 0 ? ` (and ${others.length} more)` : '';
    throw new ApiError(error.extensions?.code ?? 'INTERNAL_SERVER_ERROR', `${error.message}${more}`);
  }
  if (answer?.data) return answer.data;
  if (status >= 500) throw new ApiError('SERVER_ERROR', `The lab at ${lab} failed with HTTP ${status} — its log may say why`);
  throw new ApiError('NO_LAB', `What answers at ${lab} is no lab (HTTP ${status}) — set LAB_URL to the address of one`);
}

function parseAnswer<Result>(body: string): Answer<Result> | null {
  try {
    const answer: unknown = JSON.parse(body);
    return answer !== null && typeof answer === 'object' ? answer : null;
  } catch {
    return null;
  }
}
