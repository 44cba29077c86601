import type { Random } from '../../../faults/random.ts';
import { leaveOut } from './check.ts';
import { type Entry, type FollowedLog, followedLogs } from './followed-logs.ts';
import { watchBySocket } from './socket-watcher.ts';
import { watchByStream } from './stream-watcher.ts';
import type { Resume, Watcher, WatcherOptions } from './watcher.ts';

const ways = {
  socket: watchBySocket,
  sse: (options: WatcherOptions) => watchByStream('sse', options),
  multipart: (options: WatcherOptions) => watchByStream('multipart', options),
};
type Way = keyof typeof ways;
const wayNames: readonly Way[] = ['socket', 'sse', 'multipart'];

/** Somebody who follows, and what of the log he is to be told. */
export type Member = { watcher: Watcher; expect(log: readonly Entry[]): readonly Entry[] };

/** Those who follow: over every transport every log, all of it or from the middle on. */
export class Audience {
  /** They resume as clients should, and must be told everything once. */
  readonly members: Member[] = [];
  /** They do not, and it must be seen: a check that finds nothing there finds nothing anywhere. */
  readonly controls: Watcher[] = [];
  readonly #lab: Pick<WatcherOptions, 'url' | 'bearing'>;
  readonly #random: Random;

  constructor({ url, bearing }: Pick<WatcherOptions, 'url' | 'bearing'>, random: Random) {
    this.#lab = { url, bearing };
    this.#random = random;
  }

  /** @param ofEach clients of each log on each transport. @param after cursor before anything happened. */
  gather(ofEach: number, after: string): void {
    for (const log of followedLogs) {
      for (const way of wayNames) {
        for (let number = 1; number <= ofEach; number++) {
          const watcher = this.#watch(way, { log, after, resume: 'by-cursor', number });
          this.members.push({ watcher, expect: (entries) => entries });
        }
      }
    }
    const [steps] = followedLogs;
    if (!steps) return;
    for (const way of wayNames) this.controls.push(this.#watch(way, { log: steps, after, resume: 'forgetful', number: 1 }));
    for (const way of wayNames) this.controls.push(this.#watch(way, { log: steps, after, resume: 'stale', number: 1 }));
  }

  /** For each log somebody more, who begins behind the last cursor that another was given, over whatever transport that was. */
  joinLate(): void {
    for (const log of followedLogs) {
      const donor = this.#random.pick(this.members.filter(({ watcher }) => watcher.log === log && watcher.notes.cursors.length > 0));
      const after = donor?.watcher.notes.cursors.at(-1);
      if (!donor || after === undefined) continue;
      const before = [...donor.watcher.notes.entries];
      const way = this.#random.pick(wayNames) ?? 'socket';
      const watcher = this.#watch(way, { log, after, resume: 'by-cursor', number: this.members.length });
      this.members.push({ watcher, expect: (entries) => leaveOut(donor.expect(entries), before) });
    }
  }

  isHearing(): boolean {
    return this.members.every(({ watcher }) => watcher.isHearing());
  }

  /** Everything that anybody was told so far. */
  countTold(): number {
    return this.members.reduce((sum, { watcher }) => sum + watcher.notes.entries.length, 0);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.members.map(({ watcher }) => watcher), ...this.controls].map((watcher) => watcher.stop()));
  }

  #watch(way: Way, { log, after, resume, number }: { log: FollowedLog; after: string; resume: Resume; number: number }): Watcher {
    const name = `${log.name} over ${way} ${number}${resume === 'by-cursor' ? '' : `, ${resume}`}`;
    return ways[way]({ name, log, ...this.#lab, after, resume, random: this.#random });
  }
}
