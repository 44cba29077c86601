import { ApolloLink } from '@apollo/client';
import { parse } from 'graphql';
import { of, throwError } from 'rxjs';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createClient } from '../apollo.ts';
import { createFakeSocket } from '../testing/fake-socket.ts';
import { createLive } from './create-live.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

/** A page with questions about two requests and about everything, in front of a lab whose log starts at `start 1`, then `start 2`, … */
async function openPage() {
  const lab = { isUp: true, starts: 0, questions: [] as (string | undefined)[] };
  const socket = createFakeSocket();
  const live = createLive(socket);
  const http = new ApolloLink(({ operationName }) => {
    lab.questions.push(operationName);
    if (!lab.isUp) return throwError(() => new Error('nobody answers'));
    return of({ data: operationName === 'LogStart' ? { logCursor: `start ${++lab.starts}` } : { page: 1 } });
  });
  const client = createClient({
    http,
    socket: socket.link,
    started: live.started,
    session: { doubt: async () => {}, here: async () => {} },
  });
  const asked: string[] = [];
  const failing = new Set<string>();
  const show = (name: string, requestId: string | undefined, agesAfterMs = Number.POSITIVE_INFINITY) =>
    live.keepFresh(() => ({
      requestId,
      agesAfterMs,
      isLoading: false,
      hasFailed: failing.has(name),
      refresh: async () => asked.push(name),
    }));
  const begin = async () => {
    onTestFinished(live.start(client));
    await vi.advanceTimersByTimeAsync(10);
  };
  /** What is asked again within the next time. */
  const askedWithin = async (ms: number) => {
    asked.length = 0;
    await vi.advanceTimersByTimeAsync(ms);
    return [...asked].sort();
  };
  const connect = async () => {
    socket.setOpen(true);
    await vi.advanceTimersByTimeAsync(1_500);
  };
  show('one', 'request-1');
  show('two', 'request-2');
  show('list', undefined);
  return { lab, socket, live, client, begin, connect, show, failing, askedWithin };
}

const everything = ['list', 'one', 'two'];

test('what happens to a request concerns its own page and the lists, and no other request', async () => {
  const { socket, begin, connect, askedWithin } = await openPage();
  await begin();
  await connect();
  expect(socket.begins).toEqual(['start 1']);
  expect(await askedWithin(60_000)).toEqual([]);
  socket.tell('a', 'request-1');
  expect(await askedWithin(10)).toEqual(['list', 'one']);
  await vi.advanceTimersByTimeAsync(5_000);
  socket.tell('b');
  expect(await askedWithin(10)).toEqual(everything);
});

const page = parse('query Page { page }');

test('pages are read after the start of the log is known, so that nothing falls between, and nothing is read twice', async () => {
  const { lab, client, begin, connect, askedWithin } = await openPage();
  const reading = client.query({ query: page });
  await vi.advanceTimersByTimeAsync(100);
  expect(lab.questions).toEqual([]);
  await begin();
  await reading;
  expect(lab.questions).toEqual(['LogStart', 'Page']);
  await connect();
  expect(await askedWithin(5_000)).toEqual([]);
});

test('a lab that cannot say where its log stands is read all the same, and once more as soon as it can', async () => {
  const { lab, socket, client, begin, askedWithin } = await openPage();
  lab.isUp = false;
  const reading = client.query({ query: page });
  await begin();
  expect((await reading).error?.message).toBe('nobody answers');
  expect(await askedWithin(400)).toEqual([]);
  lab.isUp = true;
  expect(await askedWithin(4_000)).toEqual(everything);
  expect(socket.begins).toEqual(['start 1']);
});

test('a short break is nobody’s business; a longer one is said, and the page asks by itself until it is over', async () => {
  const { socket, live, begin, connect, askedWithin } = await openPage();
  await begin();
  await connect();
  socket.setOpen(false);
  await vi.advanceTimersByTimeAsync(800);
  await connect();
  expect(live.state()).toBe('live');

  socket.setOpen(false);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(live.state()).toBe('live');
  await vi.advanceTimersByTimeAsync(1_000);
  // tries that fail do not make it look better
  socket.setOpen(false);
  expect(live.state()).toBe('away');
  expect(await askedWithin(10_000)).toEqual([...everything, ...everything].sort());

  await vi.advanceTimersByTimeAsync(1_000);
  socket.setOpen(true);
  socket.tell('missed', 'request-2');
  expect(live.state()).toBe('back');
  expect(await askedWithin(1_000)).toEqual(everything);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(live.state()).toBe('live');
  expect(await askedWithin(60_000)).toEqual([]);
});

test('a page that never gets a connection says so and asks by itself', async () => {
  const { live, begin, askedWithin } = await openPage();
  await begin();
  expect(await askedWithin(9_000)).toEqual([]);
  expect(await askedWithin(4_000)).toEqual(everything);
  expect(live.state()).toBe('away');
});

test('what a part of the lab refuses for now is asked again behind the last message', async () => {
  const { lab, socket, begin, connect } = await openPage();
  await begin();
  await connect();
  socket.tell('a', 'request-1');
  socket.tell('b', 'request-1');
  socket.refuse('SUBGRAPH_UNAVAILABLE');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(socket.begins).toEqual(['start 1', 'b']);
  socket.refuse('SUBGRAPH_UNAVAILABLE');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(socket.begins).toEqual(['start 1', 'b']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(socket.begins).toEqual(['start 1', 'b', 'b']);
  expect(lab.starts).toBe(1);
});

test('a cursor that the lab does not take any more is given up, and everything is read anew', async () => {
  const { socket, begin, connect, askedWithin } = await openPage();
  await begin();
  await connect();
  socket.tell('a', 'request-1');
  await vi.advanceTimersByTimeAsync(5_000);
  socket.refuse('BAD_USER_INPUT');
  expect(new Set(await askedWithin(2_000))).toEqual(new Set(everything));
  expect(socket.begins).toEqual(['start 1', 'start 2']);
});

test('what failed is asked again until it succeeds, though nothing happens', async () => {
  const { failing, begin, connect, askedWithin } = await openPage();
  await begin();
  await connect();
  failing.add('two');
  expect(await askedWithin(10_000)).toEqual(['two', 'two']);
  failing.clear();
  expect(await askedWithin(60_000)).toEqual([]);
});

test('figures of the last hour are asked again when they have grown old', async () => {
  const { show, begin, connect, askedWithin } = await openPage();
  show('figures', undefined, 60_000);
  await begin();
  await connect();
  expect(await askedWithin(55_000)).toEqual([]);
  expect(await askedWithin(10_000)).toEqual(['figures']);
});

test('a tab that nobody looks at asks nothing, and once when it is looked at', async () => {
  const { socket, begin, connect, askedWithin } = await openPage();
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  onTestFinished(() => hidden.mockRestore());
  await begin();
  await connect();
  for (let count = 0; count < 50; count += 1) socket.tell(`message ${count}`, 'request-1');
  expect(await askedWithin(60_000)).toEqual([]);
  hidden.mockReturnValue(false);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(await askedWithin(60_000)).toEqual(['list', 'one']);
});

test('what is no longer shown is no longer asked', async () => {
  const { socket, show, begin, connect, askedWithin } = await openPage();
  const shown = show('gone', 'request-1');
  await begin();
  await connect();
  shown.stop();
  socket.tell('a', 'request-1');
  expect(await askedWithin(5_000)).toEqual(['list', 'one']);
});
