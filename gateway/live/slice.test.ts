import { describe, expect, it } from 'vitest';
import { TestFeed } from './live-fixture.ts';
import { takeSlice } from './slice.ts';

describe('what is written in a row', () => {
  it('is everything, when there is not much', () => {
    const feed = new TestFeed();
    feed.push(1, 2, 3, 4, 5);
    expect(takeSlice(feed)).toEqual({ payloads: [1, 2, 3, 4, 5].map((n) => `{"data":{"n":${n}}}`), isDry: true });
    expect(takeSlice(feed)).toEqual({ payloads: [], isDry: true });
  });

  it('is some messages of many', () => {
    const feed = new TestFeed();
    feed.repeat('{}');
    expect(takeSlice(feed)).toEqual({ payloads: Array.from({ length: 32 }, () => '{}'), isDry: false });
  });

  it('is few messages when they are large', () => {
    const feed = new TestFeed();
    feed.repeat('x'.repeat(1_000_000));
    expect(takeSlice(feed).payloads.length).toBeLessThanOrEqual(4);
  });

  it('shows the end together with the last message', () => {
    const feed = new TestFeed();
    feed.push(1);
    feed.finish({ kind: 'complete' });
    expect([takeSlice(feed).isDry, feed.end]).toEqual([true, { kind: 'complete' }]);
  });
});
