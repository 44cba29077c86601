import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import { type Dispatcher, Pool } from 'undici';

/**
 * In which way a subgraph did not answer:
 *
 * - `unreachable`: no connection came about, so it has not seen the request
 * - `timeout`: the answer was not complete in time
 * - `broken`: the connection ended before the answer did
 * - `not-graphql`: it answered, but with something else
 * - `cancelled`: nobody waits for the answer any more
 */
export type FaultKind = 'unreachable' | 'timeout' | 'broken' | 'not-graphql' | 'cancelled';

/** A subgraph did not answer. The message is for the log: it may carry addresses. */
export class SubgraphFault extends Error {
  override name = 'SubgraphFault';
  readonly kind: FaultKind;

  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

export type Answer = { status: number; body: string };

export type ConnectionOptions = {
  /** How long an answer may take from the call to its last byte, waiting for a free socket included, in milliseconds. */
  timeoutMs: number;
  /** Sockets that are open to the subgraph at the same time; further requests wait for one. */
  sockets: number;
};

/** Kept-alive sockets to one subgraph. `Pool.dispatch` is undici's cheapest face: no streams and no promises in between. */
export class SubgraphConnection {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #timeoutMs: number;

  constructor(url: string, { timeoutMs, sockets }: ConnectionOptions) {
    const { origin, pathname, search } = new URL(url);
    // the deadline of an exchange covers these, and also the wait for a socket, which undici's own timeouts do not
    this.#pool = new Pool(origin, { connections: sockets, headersTimeout: 0, bodyTimeout: 0, connectTimeout: timeoutMs });
    this.#path = pathname + search;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Posts a body, whole or as it comes, and waits for the whole answer, whatever its status.
   *
   * @param timeoutMs for this exchange alone.
   * @throws SubgraphFault when there is none, or when the signal says that nobody waits for it.
   */
  post(body: string | Readable, headers: Record<string, string>, signal: AbortSignal | null, timeoutMs = this.#timeoutMs): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new SubgraphFault('cancelled', 'the client left before it was asked'));
      const exchange = new Exchange({ resolve, reject, timeoutMs, signal });
      this.#pool.dispatch({ method: 'POST', path: this.#path, headers, body }, exchange);
    });
  }

  /** Cuts off what is under way and closes the sockets. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

type ExchangeOptions = {
  resolve: (answer: Answer) => void;
  reject: (fault: SubgraphFault) => void;
  timeoutMs: number;
  signal: AbortSignal | null;
};

/** One request and its answer. It settles once; what undici reports after that is ignored. */
class Exchange implements Dispatcher.DispatchHandler {
  #isSettled = false;
  readonly #resolve: ExchangeOptions['resolve'];
  readonly #reject: ExchangeOptions['reject'];
  readonly #signal: AbortSignal | null;
  readonly #timer: NodeJS.Timeout;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #chunks: Buffer[] = [];

  constructor({ resolve, reject, timeoutMs, signal }: ExchangeOptions) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    this.#timer = setTimeout(() => this.#giveUp('timeout', `no complete answer within ${timeoutMs} ms`), timeoutMs);
    signal?.addEventListener('abort', this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // given up while it waited for a socket: it must not be sent any more
    if (this.#isSettled) controller.abort(new Error('given up'));
    else this.#controller = controller;
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, _headers: IncomingHttpHeaders): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (!this.#settle()) return;
    const [first] = this.#chunks;
    // decoded once and whole: a character may lie across two chunks
    const body = this.#chunks.length === 1 && first ? first : Buffer.concat(this.#chunks);
    this.#resolve({ status: this.#status, body: body.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    if (!this.#settle()) return;
    this.#reject(new SubgraphFault(this.#controller ? 'broken' : 'unreachable', describe(error), { cause: error }));
  }

  readonly #onAbort = (): void => this.#giveUp('cancelled', 'the client has left');

  #giveUp(kind: FaultKind, message: string): void {
    if (!this.#settle()) return;
    const fault = new SubgraphFault(kind, message);
    this.#reject(fault);
    this.#controller?.abort(fault);
  }

  #settle(): boolean {
    if (this.#isSettled) return false;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}

/** Node leaves the message empty when it tried several addresses. */
function describe(error: Error): string {
  if (error.message !== '') return error.message;
  return 'code' in error ? String(error.code) : error.name;
}
