import { expect, test } from 'vitest';
import type { Place } from './cursor.ts';
import type { LogReader, Member } from './reader.ts';
import { LogRow } from './row.ts';
import type { Snapshot } from './snapshot.ts';
import { followFrom } from './subscription.ts';

type Note = { text: string };

const at = (number: number): Snapshot => ({ xmax: BigInt(number), running: [], high: 1_000_000 });
const window = { from: at(1), to: at(2) };
const binding = { identity: 'lab', log: 'notes' };
const start: Place = { kind: 'boundary', at: at(0) };

function rows(from: number, to: number): LogRow<Note>[] {
  return Array.from({ length: to - from }, (_, index) => new LogRow({ text: `${from + index}`, position: from + index }, window, binding));
}

/** A reader whose windows the test makes. */
function createHandReader(): { reader: LogReader<Note>; members: Set<Member<Note>>; offer(from: number, to: number): void } {
  const members = new Set<Member<Note>>();
  return {
    members,
    offer: (from, to) => {
      const offered = rows(from, to);
      for (const member of members) member.offer(offered, offered.at(-1)?.place ?? start);
    },
    reader: {
      wake: () => {},
      stop: () => {},
      join: async (member) => {
        members.add(member);
        return at(1);
      },
      leave: (member) => {
        members.delete(member);
      },
    },
  };
}

test('who takes nothing is given no more than a bounded number of rows, and catches up from the last of them', async () => {
  const { reader, members, offer } = createHandReader();
  const asked: Place[] = [];
  const following = followFrom<Note>({
    reader,
    start,
    matches: () => true,
    catchUp: async function* (from) {
      asked.push(from);
      yield { rows: asked.length === 1 ? [] : rows(99_999, 100_000) };
    },
    signal: new AbortController().signal,
  });
  const first = following.next();
  // he has joined, and what he missed is nothing
  while (asked.length === 0) await Promise.resolve();
  offer(0, 500);
  expect((await first).value).toHaveLength(100);
  for (let piece = 1; piece < 100; piece++) offer(piece * 500, (piece + 1) * 500);
  expect(members.size).toBe(0);

  const taken: string[] = [];
  for await (const batch of following) {
    if (asked.length > 1) break;
    taken.push(...batch.map(({ row }) => row.text));
  }
  const last = taken.length + 100 - 1;
  expect(last).toBeLessThan(10_000);
  expect(taken).toEqual(rows(100, last + 1).map(({ row }) => row.text));
  expect(asked).toEqual([start, { kind: 'row', ...window, position: last }]);
});

test('what does not match is passed over, and counts for how far he is', async () => {
  const { reader, offer } = createHandReader();
  const asked: Place[] = [];
  const following = followFrom<Note>({
    reader,
    start,
    matches: ({ text }) => Number(text) % 1_000 === 0,
    catchUp: async function* (from) {
      asked.push(from);
      yield { rows: rows(-2_000, 0) };
    },
    signal: new AbortController().signal,
  });
  const missed = await following.next();
  expect(missed.done ? [] : missed.value.map(({ row }) => row.text)).toEqual(['-2000', '-1000']);
  for (let piece = 0; piece < 100; piece++) offer(piece * 500, (piece + 1) * 500);
  expect((await following.next()).value).toHaveLength(50);
  expect(asked).toHaveLength(1);
});
