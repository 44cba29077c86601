import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, readConfig } from 'lib/config.ts';
import type { Role } from 'lib/identity.ts';
import { findLocalPerson, isLocalProvider } from 'lib/local-people.ts';
import { mintLocalToken } from 'lib/local-tokens.ts';
import { Agent, fetch, type RequestInit } from 'undici';
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

/** Where a lab is, and what one is let in with. */
export type Lab = {
  /** Its address, without a path of its own. */
  url: string;
  /** A bearer token that is good for some minutes at least; null when there is none. */
  findToken(): Promise<string | null>;
  /** The certificate to believe, PEM, where a lab of one's own has one that is made for another name; absent: as everywhere. */
  certificate?: string | undefined;
};

/** How long a token of one's own making is good, and how long before its end it is made anew, in seconds. */
const tokenLifetimeSeconds = 3_600;
const tokenReserveSeconds = 600;

/**
 * The lab of the settings: `LAB_URL`, or this machine's own. The token is `LAB_TOKEN`; for a lab on this machine whose secrets may be read
 * it is made on the spot.
 *
 * @param role in which one speaks to a lab of one's own.
 */
export function findLab(environment: Record<string, string | undefined>, role: Role = 'integrator'): Lab {
  const config = readConfig(environment);
  const url = config.LAB_URL ?? `http://localhost:${config.LAB_PORT}`;
  const { LAB_TOKEN, LAB_DATA_DIR, OIDC_AUDIENCE } = config;
  const certificate = isLoopback(url) ? readCertificate(config) : undefined;
  const isOwn = isLocalProvider(config) && isLoopback(url) && existsSync(join(resolve(LAB_DATA_DIR), 'secrets', 'signing-keys.json'));
  if (LAB_TOKEN || !isOwn) return { url, findToken: async () => LAB_TOKEN ?? null, certificate };
  return { url, findToken: keepToken({ LAB_DATA_DIR, OIDC_AUDIENCE }, role), certificate };
}

/** What is made here is of use to nobody else, and is not shown to anybody else. */
function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

/** The certificate of a gateway on this machine; undefined when it has none, or none that may be read. */
export function readCertificate({ TLS_CERT_FILE }: Pick<Config, 'TLS_CERT_FILE'>): string | undefined {
  return TLS_CERT_FILE !== undefined && existsSync(TLS_CERT_FILE) ? readFileSync(TLS_CERT_FILE, 'utf8') : undefined;
}

/** How to believe a certificate and no other, whatever name it is made for. */
export function trusting(certificate: string) {
  return { ca: certificate, checkServerIdentity: () => undefined, allowPartialTrustChain: true };
}

/** A token for a role of the lab whose secrets are in a folder, made anew before it ends. */
export function keepToken(
  { LAB_DATA_DIR: dataDir, OIDC_AUDIENCE: audience }: Pick<Config, 'LAB_DATA_DIR' | 'OIDC_AUDIENCE'>,
  role: Role,
): Lab['findToken'] {
  const person = findLocalPerson(role);
  if (!person) throw new Error(`the lab's own provider knows no ${role}`);
  let token: Promise<string> | undefined;
  let goodUntil = 0;
  return async () => {
    const now = Date.now() / 1_000;
    if (!token || now > goodUntil - tokenReserveSeconds) {
      token = mintLocalToken(dataDir, person, { lifetimeSeconds: tokenLifetimeSeconds, audience });
      goodUntil = now + tokenLifetimeSeconds;
    }
    return await token;
  };
}

/** The header that says who one is; none without a token. */
export async function authorize({ findToken }: Lab): Promise<Record<string, string>> {
  const token = await findToken();
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** Longest wait for one answer; the server gives up earlier. */
const timeoutMs = 120_000;

/**
 * Speaks to a lab with operations that codegen made from its published schema.
 *
 * @example
 * const api = createApi(findLab(process.env));
 * const { teams } = await api.execute(graphql(`query Teams { teams { code name } }`));
 */
export function createApi(lab: Lab): Api {
  const { url, certificate } = lab;
  const own = certificate === undefined ? undefined : new Agent({ connect: trusting(certificate) });
  const base = url.endsWith('/') ? url : `${url}/`;
  return {
    url,
    async execute(document, ...[variables]) {
      const response = await call({ url, own }, new URL('graphql', base), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json',
          ...(await authorize(lab)),
        },
        body: JSON.stringify({ query: document.toString(), variables }),
      });
      return readAnswer(url, response);
    },
    async isReady() {
      return (await call({ url, own }, new URL('health/ready', base), {})).status === 200;
    },
  };
}

type Response = { status: number; body: string };

type Way = { url: string; own: Agent | undefined };

async function call({ url: lab, own }: Way, address: URL, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(timeoutMs), ...(own ? { dispatcher: own } : {}) });
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
    const code = error.extensions?.code ?? 'INTERNAL_SERVER_ERROR';
    if (code === 'UNAUTHENTICATED') throw new ApiError(code, `The lab at ${lab} does not know you: ${error.message} — set LAB_TOKEN`);
    throw new ApiError(code, `${error.message}${more}`);
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
