/** Events that come several at a time. Iterated like any stream they come one by one. */
export class EventBatches<Event> implements AsyncIterable<Event> {
  readonly batches: AsyncIterable<readonly Event[]>;

  constructor(batches: AsyncIterable<readonly Event[]>) {
    this.batches = batches;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void, undefined> {
    for await (const batch of this.batches) yield* batch;
  }
}
