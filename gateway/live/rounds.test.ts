import { createLogger } from 'lib/log.ts';
import { describe, expect, it } from 'vitest';
import { type Lane, Rounds } from './rounds.ts';

const log = createLogger('test', 'silent');

function createLane(writeSlice: () => boolean): Lane & { isAborted: boolean } {
  return {
    writeSlice,
    isAborted: false,
    abort() {
      this.isAborted = true;
    },
  };
}

describe('taking turns', () => {
  it('gives each a slice before anybody has a second', async () => {
    const rounds = new Rounds(log);
    const turns: string[] = [];
    const done = Promise.withResolvers<void>();
    for (const [name, slices] of Object.entries({ a: 3, b: 2, c: 1 })) {
      let left = slices;
      rounds.add(
        createLane(() => {
          turns.push(name);
          left -= 1;
          if (turns.length === 6) done.resolve();
          return left > 0;
        }),
      );
    }
    await done.promise;
    expect(turns).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('lets the process do other things while somebody has an endless backlog', async () => {
    const rounds = new Rounds(log);
    const endless = createLane(() => true);
    rounds.add(endless);
    for (let n = 0; n < 10; n += 1) await new Promise((resolve) => setTimeout(resolve, 0));
    rounds.remove(endless);
  });

  it('counts one who asks twice once', async () => {
    const rounds = new Rounds(log);
    let turns = 0;
    const lane = createLane(() => {
      turns += 1;
      return false;
    });
    rounds.add(lane);
    rounds.add(lane);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(turns).toBe(1);
  });

  it('gives up who fails and goes on with the others', async () => {
    const rounds = new Rounds(log);
    const done = Promise.withResolvers<void>();
    const failing = createLane(() => {
      throw new Error('no');
    });
    rounds.add(failing);
    rounds.add(
      createLane(() => {
        done.resolve();
        return false;
      }),
    );
    await done.promise;
    expect(failing.isAborted).toBe(true);
  });

  it('takes who left off the list', async () => {
    const rounds = new Rounds(log);
    const gone = createLane(() => {
      throw new Error('wrote to nobody');
    });
    rounds.add(gone);
    rounds.remove(gone);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(gone.isAborted).toBe(false);
  });

  it('goes on with a backlog also while operations are in hand, which go first', async () => {
    const rounds = new Rounds(log, () => true);
    let left = 5;
    const done = Promise.withResolvers<void>();
    rounds.add(
      createLane(() => {
        left -= 1;
        if (left === 0) done.resolve();
        return left > 0;
      }),
    );
    await done.promise;
    expect(left).toBe(0);
  });
});
