/** What one message of a subgraph became for the clients. */
export type ExecutedMessage = {
  /** JSON of the execution result, in the form that the clients asked for. */
  text: string;
  /** Where it stands in its log; null when the subgraph could not tell. */
  cursor: string | null;
};

export type RingLimits = { messages: number; bytes: number };

/**
 * The last messages of a stream, numbered. Everybody who follows the stream reads from here at a pace of his own; who is slower than
 * the ring is long loses his place.
 */
export class Ring {
  readonly #limits: RingLimits;
  readonly #messages = new Map<number, ExecutedMessage>();
  readonly #places = new Map<string, number>();
  #bytes = 0;
  #first = 0;
  #end = 0;

  constructor(limits: RingLimits) {
    this.#limits = limits;
  }

  /** Number that the next message will get. */
  get end(): number {
    return this.#end;
  }

  /** Number of the oldest message that is kept; the end when none is. */
  get first(): number {
    return this.#first;
  }

  push(message: ExecutedMessage): void {
    this.#messages.set(this.#end, message);
    if (message.cursor !== null) this.#places.set(message.cursor, this.#end);
    this.#bytes += message.text.length;
    this.#end += 1;
    while (this.#messages.size > this.#limits.messages || (this.#bytes > this.#limits.bytes && this.#messages.size > 1)) this.#dropOldest();
  }

  get(number: number): ExecutedMessage | undefined {
    return this.#messages.get(number);
  }

  /** Number of the message with this cursor; undefined when it is not, or no longer, here. */
  find(cursor: string): number | undefined {
    return this.#places.get(cursor);
  }

  #dropOldest(): void {
    const oldest = this.#messages.get(this.#first);
    this.#messages.delete(this.#first);
    this.#first += 1;
    if (!oldest) return;
    this.#bytes -= oldest.text.length;
    if (oldest.cursor !== null) this.#places.delete(oldest.cursor);
  }
}
