import '../testing/browser.ts';
import { expect, onTestFinished, test, vi } from 'vitest';
import { people } from '../testing/records.ts';
import { openDoor } from '../testing/render-portal.tsx';
import { askLab, signInAddress } from './session.ts';

test('at first nobody knows; then the lab says who it is, and other tabs hear that somebody came', async () => {
  const { door, session } = openDoor(people.operator);
  expect(session.state()).toEqual({ is: 'asking' });
  await session.doubt();
  expect(session.state()).toEqual({ is: 'here', person: people.operator });
  expect(door.told).toEqual(['signed in']);
});

test('nobody signed in is an answer, and a sign-in in another tab is noticed', async () => {
  const { door, session } = openDoor(null);
  await session.doubt();
  expect(session.state()).toEqual({ is: 'nobody' });
  door.person = people.auditor;
  door.hear('signed in');
  await session.here();
  expect(session.state()).toEqual({ is: 'here', person: people.auditor });
  // otherwise two tabs would tell each other for ever
  expect(door.told).toEqual([]);
});

test('however many things look wrong at once, the lab is asked once', async () => {
  const { door, session } = openDoor(people.operator);
  await Promise.all([session.doubt(), session.doubt(), session.doubt()]);
  expect(door.asked).toBe(1);
});

test('a session that has ended keeps the page of its person, until the same person is back', async () => {
  const { door, session } = openDoor(people.operator);
  await session.doubt();
  door.person = null;
  await session.doubt();
  expect(session.state()).toEqual({ is: 'over', person: people.operator });
  door.person = { ...people.operator, roles: ['operator', 'auditor'] };
  await session.doubt();
  expect(session.state()).toEqual({ is: 'here', person: door.person });
  expect(door.left).toBe(0);
});

test.each(['here', 'over'])('when another person signs in where somebody was %s, nothing of the one before remains', async (was) => {
  const { door, session } = openDoor(people.operator);
  await session.doubt();
  if (was === 'over') {
    door.person = null;
    await session.doubt();
  }
  door.person = people.auditor;
  door.hear('signed in');
  await vi.waitFor(() => expect(door.left).toBe(1));
  expect(session.state()).toEqual({ is: was, person: people.operator });
});

test('a lab that does not answer signs nobody out', async () => {
  const { door, session } = openDoor(people.operator);
  await session.doubt();
  door.fault = new Error('nobody answers');
  await session.doubt();
  expect(session.state()).toEqual({ is: 'here', person: people.operator });
});

test('a lab that cannot say it at the start is asked again', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { door, session } = openDoor(people.operator);
  door.fault = new Error('The lab is not known as "elsewhere"');
  await session.doubt();
  expect(session.state()).toEqual({ is: 'unknown', reason: 'The lab is not known as "elsewhere"' });
  door.fault = null;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(session.state()).toEqual({ is: 'here', person: people.operator });
});

test.each([
  ['a lab that is not there', () => Promise.reject(new TypeError('Failed to fetch')), 'check that the lab is running'],
  [
    'a lab that is not known by this name',
    async () => Response.json({ errors: [{ message: 'The lab is not known as elsewhere' }] }, { status: 421 }),
    'The lab is not known as elsewhere',
  ],
  ['a proxy in front of it', async () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 'The lab answered with status 502'],
])('%s is said in words for people', async (_who, answer, words) => {
  vi.stubGlobal('fetch', answer);
  onTestFinished(() => void vi.unstubAllGlobals());
  await expect(askLab()).rejects.toThrow(words);
});

test('a sign-out in another tab leaves nothing here either', async () => {
  const { door, session } = openDoor(people.operator);
  await session.doubt();
  sessionStorage.setItem('lab-draft:operator:new-request', '{}');
  door.hear('signed out');
  expect(door.left).toBe(1);
  expect(sessionStorage.length).toBe(0);
});

test('signing out tells the lab first, then the other tabs, and goes', async () => {
  const { door, session } = openDoor(people.operator);
  await session.doubt();
  const asked: [unknown, RequestInit | undefined][] = [];
  vi.stubGlobal('fetch', async (...question: [string, RequestInit?]) => {
    asked.push([question[0], question[1]]);
    return new Response(null, { status: asked.length === 1 ? 503 : 204 });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  await expect(session.signOut()).rejects.toThrow('status 503');
  expect([door.left, door.told]).toEqual([0, ['signed in']]);
  await session.signOut();
  expect(asked.at(-1)).toEqual(['/sign-out', { method: 'POST', headers: { accept: 'application/json' } }]);
  expect([door.left, door.told]).toEqual([1, ['signed in', 'signed out']]);
});

test('the way to the sign-in knows the way back', () => {
  expect(signInAddress('/requests?q=a&status=PENDING#x')).toBe('/sign-in?to=%2Frequests%3Fq%3Da%26status%3DPENDING%23x');
});
