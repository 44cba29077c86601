import type { IncomingMessage } from 'node:http';
import type { LiveLimits } from './live-limits.ts';
import type { Refused } from './refused.ts';

/** The guest list of all live connections of a process, whatever their transport. */
export class Admission {
  readonly #limits: LiveLimits;
  readonly #perAddress = new Map<string, number>();
  #count = 0;
  #isClosed = false;

  constructor(limits: LiveLimits) {
    this.#limits = limits;
  }

  /** Takes a connection in, or says why not. Who was taken in must {@link leave}. */
  enter(request: IncomingMessage): Refused | null {
    const { connections, connectionsPerAddress, allowedOrigins } = this.#limits;
    const address = addressOf(request);
    const fromAddress = this.#perAddress.get(address) ?? 0;
    if (!isAllowedOrigin(request, allowedOrigins)) {
      const message = `Pages from ${request.headers.origin} may not connect here; the gateway's own pages may`;
      return { status: 403, code: 'FORBIDDEN', message };
    }
    if (this.#isClosed) return { status: 503, code: 'SUBGRAPH_UNAVAILABLE', message: 'The gateway restarts; try again in some seconds' };
    if (this.#count >= connections) {
      return { status: 503, code: 'RATE_LIMITED', message: `The gateway holds its ${connections} live connections; try again later` };
    }
    if (fromAddress >= connectionsPerAddress) {
      const message = `Your address holds its ${connectionsPerAddress} live connections; close some, or share one among operations`;
      return { status: 429, code: 'RATE_LIMITED', message };
    }
    this.#perAddress.set(address, fromAddress + 1);
    this.#count += 1;
    return null;
  }

  /** @param address what {@link addressOf} gave while the connection was open. */
  leave(address: string): void {
    const left = (this.#perAddress.get(address) ?? 1) - 1;
    if (left > 0) this.#perAddress.set(address, left);
    else this.#perAddress.delete(address);
    this.#count -= 1;
  }

  /** Takes nobody in any more. */
  close(): void {
    this.#isClosed = true;
  }
}

/** Empty once the connection is gone. Headers of proxies are not believed: anybody can write them. */
export function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? '';
}

/**
 * Browsers let any page open a WebSocket to any server, and name the page's origin. Programs name none. Same host means that scheme and
 * proxies in front do not matter as long as they pass `Host` on.
 */
function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
