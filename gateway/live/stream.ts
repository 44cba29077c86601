import type { ExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Feed, FeedEnd } from './feed.ts';
import { type ExecutedMessage, Ring, type RingLimits } from './ring.ts';
import type { UpstreamSink } from './upstream-client.ts';

/** Where a stream's messages come from and what is made of them. */
export type StreamSource = {
  /** The end of the log as it is now; patient while the subgraph is away. Its errors end the stream. */
  findEnd: () => Promise<string>;
  /** Subscribes at the subgraph; called again with the last cursor whenever it has to go on from there. */
  subscribe: (after: string, sink: UpstreamSink) => () => void;
  /** JSON of what the clients get for a message; never rejects. */
  execute: (message: ExecutionResult) => Promise<string>;
  readCursor: (message: ExecutionResult) => string | null;
  /** Errors of the subgraph, or of `findEnd`, for the clients. */
  toErrors: (errors: readonly unknown[]) => readonly GraphQLFormattedError[];
};

export type StreamOptions = {
  /** The cursor to begin after; null: the end of the log as it is now. */
  after: string | null;
  ring: RingLimits;
  /** Called after messages were added, with the cursor of the last one. */
  onGrown: (stream: Stream, cursor: string | null) => void;
  /** Called when the last of its readers has left. */
  onDeserted: (stream: Stream) => void;
};

/** Messages executed side by side. */
const atATime = 100;
/** Messages of the subgraph that wait to be executed at most; it is asked for the rest again when these are done. */
const waitingAtMost = 2_000;
const resubscribeMs = 250;

/** Another stream that tells the same from here on; `offset` added to a number here is the number there. */
type Continuation = { stream: Stream; offset: number };

/**
 * One subscription at a subgraph, its messages executed once, and the places of all clients who asked for the same. The subgraph's
 * breaks are not the clients' business: it resumes at its last cursor.
 */
export class Stream {
  readonly ring: Ring;
  readonly #source: StreamSource;
  readonly #options: StreamOptions;
  readonly #places = new Set<Place>();
  #waiting: ExecutionResult[] = [];
  #isExecuting = false;
  /** Cursor of the last message that waits or has been executed: where the subgraph is asked to go on. */
  #cursor: string | null;
  /** Cursor of the last message in the ring. */
  #kept: string | null;
  #isOpen = false;
  #unsubscribe: (() => void) | null = null;
  #resubscribing: NodeJS.Timeout | undefined;
  #end: FeedEnd | null = null;
  #continuation: Continuation | null = null;

  constructor(source: StreamSource, options: StreamOptions) {
    this.#source = source;
    this.#options = options;
    this.#cursor = options.after;
    this.#kept = options.after;
    this.ring = new Ring(options.ring);
  }

  get end(): FeedEnd | null {
    return this.#end;
  }

  get continuation(): Continuation | null {
    return this.#continuation;
  }

  /** Whether nobody reads it. */
  get isDeserted(): boolean {
    return this.#places.size === 0;
  }

  /** Begins. Whatever becomes of it, its readers are told. */
  open(): void {
    const known = this.#cursor === null ? this.#source.findEnd() : Promise.resolve(this.#cursor);
    known.then(
      (cursor) => {
        this.#isOpen = true;
        this.#cursor = cursor;
        this.#kept = cursor;
        this.#subscribe();
      },
      (error: unknown) => this.finish({ kind: 'errors', errors: this.#source.toErrors([error]) }),
    );
  }

  /** A place before the message with this number. */
  join(number: number): Feed {
    const place = new Place(this, number);
    this.enter(place);
    return place;
  }

  /** What it does for somebody, it does not do for nobody: it goes on where it paused. */
  enter(place: Place): void {
    this.#places.add(place);
    if (this.#isOpen) this.#subscribe();
  }

  leave(place: Place): void {
    if (!this.#places.delete(place) || !this.isDeserted) return;
    this.#pause();
    this.#options.onDeserted(this);
  }

  #pause(): void {
    this.#stopListening();
    this.#waiting = [];
    this.#cursor = this.#kept;
  }

  /** Ends it for everybody, after what they have still to read. */
  finish(end: FeedEnd): void {
    if (this.#end || this.#continuation) return;
    this.#end = end;
    this.#stop();
  }

  /**
   * It has met another stream: its readers read what is here and go on there. They count there at once, so that it is not given up as
   * one that nobody reads before they come.
   */
  continueIn(continuation: Continuation): void {
    if (this.#end || this.#continuation) return;
    this.#continuation = continuation;
    for (const place of this.#places) continuation.stream.enter(place);
    this.#stop();
  }

  #stop(): void {
    this.#stopListening();
    this.#waiting = [];
    this.#wake();
  }

  #subscribe(): void {
    if (this.#end || this.#continuation || this.#unsubscribe || this.#cursor === null || this.isDeserted || this.#isExecuting) return;
    this.#unsubscribe = this.#source.subscribe(this.#cursor, {
      next: (message) => this.#receive(message),
      refuse: (errors) => this.finish({ kind: 'errors', errors: this.#source.toErrors(errors) }),
      lost: () => this.#resume(),
    });
  }

  /** Asks for it again, from the last cursor on. */
  #resume(): void {
    this.#stopListening();
    this.#resubscribing = setTimeout(() => this.#subscribe(), resubscribeMs);
  }

  #stopListening(): void {
    clearTimeout(this.#resubscribing);
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  #receive(message: ExecutionResult): void {
    const cursor = this.#source.readCursor(message);
    if (cursor === null && isUnfinished(message)) this.#resume();
    else this.#keep(message, cursor);
  }

  #keep(message: ExecutionResult, cursor: string | null): void {
    this.#waiting.push(message);
    this.#cursor = cursor ?? this.#cursor;
    // faster than we execute: let it go, and take up the thread when these are done
    if (this.#waiting.length >= waitingAtMost) this.#stopListening();
    if (!this.#isExecuting) void this.#execute();
  }

  async #execute(): Promise<void> {
    this.#isExecuting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, atATime);
      const executed = await Promise.all(batch.map((message) => this.#executeOne(message)));
      if (this.#end || this.#continuation) break;
      for (const message of executed) this.ring.push(message);
      this.#kept = executed.findLast(({ cursor }) => cursor !== null)?.cursor ?? this.#kept;
      this.#wake();
      this.#options.onGrown(this, executed.at(-1)?.cursor ?? null);
    }
    this.#isExecuting = false;
    // nothing waits: what is in the ring is all that there was
    this.#cursor = this.#kept;
    this.#subscribe();
  }

  async #executeOne(message: ExecutionResult): Promise<ExecutedMessage> {
    return { text: await this.#source.execute(message), cursor: this.#source.readCursor(message) };
  }

  #wake(): void {
    for (const place of this.#places) place.onReadable?.();
  }
}

/** The subgraph could not say what happened, because its database is away: it is not passed over, it is asked for again. */
function isUnfinished({ data, errors }: ExecutionResult): boolean {
  return !data && (errors?.some(({ extensions }) => extensions?.code === 'SUBGRAPH_UNAVAILABLE') ?? false);
}

/** One client's place in a stream. */
class Place implements Feed {
  onReadable: (() => void) | null = null;
  #stream: Stream;
  #next: number;
  #end: FeedEnd | null = null;

  constructor(stream: Stream, next: number) {
    this.#stream = stream;
    this.#next = next;
  }

  get end(): FeedEnd | null {
    return this.#end;
  }

  take(limit: number): readonly string[] {
    const texts: string[] = [];
    while (texts.length < limit && !this.#end) {
      const { ring, continuation, end } = this.#stream;
      if (this.#next < ring.first) this.#finish({ kind: 'too-slow' });
      else if (this.#next < ring.end) {
        const message = ring.get(this.#next);
        this.#next += 1;
        if (message) texts.push(message.text);
      } else if (continuation) this.#move(continuation);
      else if (end) this.#finish(end);
      else break;
    }
    return texts;
  }

  close(): void {
    this.onReadable = null;
    this.#leave();
  }

  #move({ stream, offset }: Continuation): void {
    this.#stream.leave(this);
    this.#stream = stream;
    this.#next += offset;
  }

  #finish(end: FeedEnd): void {
    this.#end = end;
    this.#leave();
  }

  /** Leaves its stream, and those where it would have gone on. */
  #leave(): void {
    for (let stream: Stream | undefined = this.#stream; stream; stream = stream.continuation?.stream) stream.leave(this);
  }
}
