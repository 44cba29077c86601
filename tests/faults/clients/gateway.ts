import { setTimeout as delay } from 'node:timers/promises';
import type { Headers } from '../../support/people.ts';

/** Sends an operation and gives back its data. @throws CallFailed when there is no whole answer. */
export type Ask = <Data>(query: string, variables?: Record<string, unknown>) => Promise<Data>;

/** No answer, or not a whole one. `code` is what the graph said, or `NO_ANSWER`. */
export class CallFailed extends Error {
  override name = 'CallFailed';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const timeoutMs = 30_000;

/**
 * @param addressOf asked at every call: the way may lead through a proxy for a while.
 * @param identify says who asks, of a request with this body.
 */
export function createAsk(addressOf: () => string, identify: (body: string) => Promise<Headers>): Ask {
  return async <Data>(query: string, variables: Record<string, unknown> = {}) => {
    const question = JSON.stringify({ query, variables });
    const body = await post(`${addressOf()}/graphql`, await identify(question), question);
    const answer = parse<Data>(body);
    const [error] = answer?.errors ?? [];
    if (error) throw new CallFailed(error.extensions?.code ?? 'INTERNAL_SERVER_ERROR', error.message);
    if (!answer?.data) throw new CallFailed('NO_ANSWER', `no GraphQL answer: ${body.slice(0, 200)}`);
    return answer.data;
  };
}

async function post(url: string, identity: Headers, body: string): Promise<string> {
  try {
    const headers = { 'content-type': 'application/json', ...identity };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) });
    return await response.text();
  } catch (error) {
    throw new CallFailed('NO_ANSWER', String(error));
  }
}

type Answer<Data> = { data?: Data | null; errors?: { message: string; extensions?: { code?: string } }[] };

function parse<Data>(body: string): Answer<Data> | null {
  try {
    return JSON.parse(body) as Answer<Data>;
  } catch {
    return null;
  }
}

/** What a client is right to try again. Everything else says that it did something wrong, which it did not. */
const temporary = new Set(['NO_ANSWER', 'SUBGRAPH_UNAVAILABLE', 'INTERNAL_SERVER_ERROR', 'RATE_LIMITED']);

/** How often each kind of failure was met and tried again. */
export type Retries = Map<string, number>;

/**
 * Makes a call that may be repeated until it is answered.
 *
 * @throws what is not temporary, and the last failure when nothing came for `patienceMs`.
 */
export async function persist<Result>(call: () => Promise<Result>, retries: Retries, patienceMs = 120_000): Promise<Result> {
  const deadline = Date.now() + patienceMs;
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, 400)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CallFailed) || !temporary.has(error.code) || Date.now() > deadline) throw error;
      retries.set(error.code, (retries.get(error.code) ?? 0) + 1);
      await delay(pauseMs);
    }
  }
}
