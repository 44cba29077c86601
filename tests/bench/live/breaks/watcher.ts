import type { Random } from '../../../faults/random.ts';
import type { Bearing } from '../../people.ts';
import type { Entry, FollowedLog } from './followed-logs.ts';

/** How a client comes back: as it should, as if it had no cursor, or with one that is older than what it has. */
export type Resume = 'by-cursor' | 'forgetful' | 'stale';

export type WatcherOptions = {
  name: string;
  log: FollowedLog;
  /** Address of GraphQL over HTTP. */
  url: string;
  /** Of the one who follows. */
  bearing: Bearing;
  /** Cursor to begin behind. */
  after: string;
  resume: Resume;
  random: Random;
};

type Message = {
  data?: Record<string, ({ cursor: string } & object) | null> | null | undefined;
  errors?: readonly { extensions?: { code?: string } | undefined }[] | undefined;
};

const temporary = new Set(['SUBGRAPH_UNAVAILABLE', 'RATE_LIMITED']);

/** What a client was told, and where it goes on after a break. */
export class Notes {
  readonly entries: Entry[] = [];
  /** For each entry the cursor that came with it. */
  readonly cursors: string[] = [];
  /** Messages in which something of another subgraph was missing. */
  partial = 0;
  /** Connections that were lost, and subscriptions that the lab ended. */
  breaks = 0;
  /** What the lab said when it ended one, and how often. */
  readonly refusals = new Map<string, number>();
  /** What a client cannot use, and how often it came. */
  readonly unusable = new Map<string, number>();
  readonly #options: WatcherOptions;
  #wasBroken = false;

  constructor(options: WatcherOptions) {
    this.#options = options;
  }

  /** Variables of the next subscription; undefined means from now on. */
  get after(): string | undefined {
    const { resume, after } = this.#options;
    if (resume === 'forgetful' && this.#wasBroken) return undefined;
    return this.cursors.at(resume === 'stale' ? -2 : -1) ?? after;
  }

  take(message: Message): void {
    const { log } = this.#options;
    const payload = message.data?.[log.field];
    if (!payload) {
      this.#note(message);
      return;
    }
    if (message.errors) this.partial += 1;
    this.entries.push(log.read(payload as never));
    this.cursors.push(payload.cursor);
  }

  /** @returns whether it is of use to ask again: an error that is the client's fault would come again. */
  refuse(errors: Message['errors']): boolean {
    const codes = (errors ?? []).map(({ extensions }) => extensions?.code ?? 'no code');
    for (const code of codes) this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
    if (codes.every((code) => temporary.has(code))) return true;
    this.#note(errors);
    return false;
  }

  breakOff(): void {
    this.breaks += 1;
    this.#wasBroken = true;
  }

  #note(what: unknown): void {
    const text = JSON.stringify(what).slice(0, 300);
    this.unusable.set(text, (this.unusable.get(text) ?? 0) + 1);
  }
}

/** A client that follows one log. */
export type Watcher = WatcherOptions & {
  notes: Notes;
  /** Whether its subscription stands, as far as it knows. */
  isHearing(): boolean;
  stop(): Promise<void>;
};

const shortestPauseMs = 20;
const longestPauseMs = 200;

export function pauseMs({ random }: WatcherOptions): number {
  return shortestPauseMs + random.below(longestPauseMs - shortestPauseMs);
}
