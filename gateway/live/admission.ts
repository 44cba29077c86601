import type { IncomingMessage } from 'node:http';
import { type AddressOf, senderOf } from '../client-address.ts';
import type { LiveLimits } from './live-limits.ts';
import type { Refused } from './refused.ts';

/** A live connection on the guest list. */
export type Visit = {
  /** Says whose it is, or why that person may have no more of them. */
  join(subject: string): Refused | null;
  /** Takes it off the list. */
  leave(): void;
};

export type AdmissionOptions = { limits: LiveLimits; addressOf: AddressOf };

/** The guest list of all live connections of a process, whatever their transport. */
export class Admission {
  readonly #limits: LiveLimits;
  readonly #addressOf: AddressOf;
  readonly #addresses = new Tally();
  readonly #persons = new Tally();
  #count = 0;
  #isClosed = false;

  constructor({ limits, addressOf }: AdmissionOptions) {
    this.#limits = limits;
    this.#addressOf = addressOf;
  }

  /** Takes a connection in, or says why not. Who was taken in must leave. */
  enter(request: IncomingMessage): { visit: Visit; refused: null } | { visit: null; refused: Refused } {
    const { connections, connectionsPerAddress, allowedOrigins } = this.#limits;
    const sender = senderOf(this.#addressOf(request));
    if (!isAllowedOrigin(request, allowedOrigins)) {
      const message = `Pages from ${request.headers.origin} may not connect here; the gateway's own pages may`;
      return refuse({ status: 403, code: 'FORBIDDEN', message });
    }
    if (this.#isClosed) {
      return refuse({ status: 503, code: 'SUBGRAPH_UNAVAILABLE', message: 'The gateway restarts; try again in some seconds' });
    }
    if (this.#count >= connections) {
      return refuse({
        status: 503,
        code: 'RATE_LIMITED',
        message: `The gateway holds its ${connections} live connections; try again later`,
      });
    }
    if (this.#addresses.get(sender) >= connectionsPerAddress) {
      const message = `Your address holds its ${connectionsPerAddress} live connections; close some, or share one among operations`;
      return refuse({ status: 429, code: 'RATE_LIMITED', message });
    }
    return { visit: this.#open(sender), refused: null };
  }

  /** Takes nobody in any more. */
  close(): void {
    this.#isClosed = true;
  }

  #open(sender: string): Visit {
    const { connectionsPerPerson } = this.#limits;
    let person: string | null = null;
    let hasLeft = false;
    this.#addresses.add(sender, 1);
    this.#count += 1;
    return {
      join: (subject) => {
        if (this.#persons.get(subject) >= connectionsPerPerson) {
          const message = `You hold your ${connectionsPerPerson} live connections; close some, or share one among operations`;
          return { status: 429, code: 'RATE_LIMITED', message };
        }
        // gone while it was found out who it is
        if (hasLeft) return null;
        person = subject;
        this.#persons.add(subject, 1);
        return null;
      },
      leave: () => {
        hasLeft = true;
        this.#addresses.add(sender, -1);
        if (person !== null) this.#persons.add(person, -1);
        this.#count -= 1;
      },
    };
  }
}

/** Counts by name, and forgets who has none. */
class Tally {
  readonly #counts = new Map<string, number>();

  get(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  add(name: string, count: number): void {
    const now = this.get(name) + count;
    if (now > 0) this.#counts.set(name, now);
    else this.#counts.delete(name);
  }
}

function refuse(refused: Refused): { visit: null; refused: Refused } {
  return { visit: null, refused };
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
