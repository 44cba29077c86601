import { setTimeout as delay } from 'node:timers/promises';
import { readChangeCursor, readChangeId } from '../change-message.ts';
import { wallClockOffsetMs } from './clock.ts';
import { Follower, type Row } from './follower.ts';
import type { Crowd, Order } from './protocol.ts';

/** Clients of a gateway, as many as are asked for, in a process that does as little for each as it can. */
const followers: Follower[] = [];
let row = emptyRow(false, null);

const connectAtATime = 50;
const silencePatienceMs = 20_000;
const pollMs = 5;

process.on('message', (order: Order) => {
  void obey(order).then((crowd) => process.send?.(crowd));
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
process.send?.({});

async function obey(order: Order): Promise<Crowd> {
  if (order.order === 'connect') await connect(order);
  else if (order.order === 'await') await untilAll(({ place }) => place >= order.messages);
  else if (order.order === 'awaitChange') await untilAll(({ last }) => last !== null && readChangeId(last.toString()) === order.id);
  else if (order.order === 'collect') return collect();
  else for (const follower of followers.splice(0)) follower.leave();
  return describe();
}

async function connect({ url, clients, people, query, after, withTimes, extensions }: Extract<Order, { order: 'connect' }>): Promise<void> {
  row = emptyRow(withTimes, after);
  const following = { url: `${url}/graphql`, query, row, readId: readChangeId, readCursor: readChangeCursor, extensions };
  for (let count = 0; count < clients; count += connectAtATime) {
    await Promise.all(
      Array.from({ length: Math.min(connectAtATime, clients - count) }, async (_, place) => {
        const subscribed = Promise.withResolvers<void>();
        const headers = people[(count + place) % people.length] ?? {};
        followers.push(new Follower({ ...following, headers }, subscribed.resolve));
        await subscribed.promise;
      }),
    );
  }
}

async function untilAll(isThere: (follower: Follower) => boolean): Promise<void> {
  let before = -1;
  for (let movedAt = performance.now(); performance.now() - movedAt < silencePatienceMs; await delay(pollMs)) {
    const sum = followers.reduce((total, { place }) => total + place, 0);
    if (followers.every(isThere)) return;
    if (sum > before) movedAt = performance.now();
    before = sum;
  }
}

function collect(): Crowd {
  const crowd = describe();
  const offset = performance.timeOrigin + wallClockOffsetMs();
  const messages = row.messages.map((message) => message.toString());
  const times = row.times.map((list) => list.map((time) => time + offset));
  const last = messages.at(-1);
  Object.assign(row, { messages: [], times: [], misplaced: 0, ...(last ? { before: readChangeCursor(last) } : {}) });
  row.ended.clear();
  for (const follower of followers) follower.place = 0;
  return { ...crowd, messages, times };
}

function describe(): Crowd {
  const places = followers.map(({ place }) => place);
  return {
    connected: followers.length,
    fewest: places.reduce((least, place) => Math.min(least, place), Number.POSITIVE_INFINITY),
    most: places.reduce((most, place) => Math.max(most, place), 0),
    misplaced: row.misplaced,
    lastAt: row.lastAt + performance.timeOrigin + wallClockOffsetMs(),
    ended: Object.fromEntries(row.ended),
  };
}

function emptyRow(withTimes: boolean, before: string | null): Row {
  return { messages: [], times: [], withTimes, misplaced: 0, lastAt: 0, ended: new Map(), before };
}
